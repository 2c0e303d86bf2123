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
#define BOM_LEN 3
#define SNIFF_NOWHERE ((size_t)-1)

/* What a file is written in, found out block by block. */
struct sniff {
	bool bom, utf16;             /* marks at the beginning */
	size_t seen;                 /* bytes so far */
	size_t wrong, nul;           /* the first byte that is no UTF-8, and the first NUL */
	/* In the end: the encoding, and what is the matter at which byte. */
	enum csv_encoding encoding;
	enum csv_fault_kind kind;
	size_t at;
};
#define SNIFF_INIT { false, false, 0, SNIFF_NOWHERE, SNIFF_NOWHERE, CSV_UTF8, CSV_FINE, 0 }

/* How many bytes were looked at: a letter that is cut in two must come again with its rest. */
size_t sniff_block(struct sniff *s, const char *bytes, size_t n, bool last);
void sniff_end(struct sniff *s);

/* Steps over n bytes of UTF-8: CRLF, LF and CR are one line break each. */
void place_over(struct place *p, const char *bytes, size_t n);

/* place is that of the first byte; false with a fault where a byte means nothing. */
bool decode_windows_1252(const char *bytes, size_t n, struct place *place, struct str *out,
	struct csv_fault *ret_fault);

/*
 * The text of a file. *ret_text points into bytes, or at own when that had to be filled.
 * On a fault *ret_fault says which and where.
 */
bool decode(const char *bytes, size_t n, struct str *own, const char **ret_text, size_t *ret_n,
	enum csv_encoding *ret_encoding, struct csv_fault *ret_fault);

#endif
