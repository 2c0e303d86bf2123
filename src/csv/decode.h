/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a file to UTF-8, and where in the file one is. */
#ifndef CSV_DECODE_H
#define CSV_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"
#include "stige/csv/reader.h"

struct place {
	size_t line, column;         /* from 1 */
	bool after_cr;               /* a line feed here belongs to the line break before it */
};

#define PLACE_INIT { 1, 1, false }

/* Steps over n bytes of UTF-8: CRLF, LF and CR are one line break each. */
void place_over(struct place *p, const char *bytes, size_t n);

/*
 * The text of a file. *ret_text points into bytes, or at own when that had to be filled.
 * On a fault *ret_fault says which and where.
 */
bool decode(const char *bytes, size_t n, struct str *own, const char **ret_text, size_t *ret_n,
	enum csv_encoding *ret_encoding, struct csv_fault *ret_fault);

#endif
