/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that a terminal, a list or a person may take for something else. The store's own checks
 * keep most of them out; a file from elsewhere may hold any of them.
 */
#ifndef TESTS_NAUGHTY_H
#define TESTS_NAUGHTY_H

#include <stddef.h>

#include "stige/base/str.h"

size_t naughty_count(void);
/* Appends text i; it begins with "A" and ends with "Z", so that both ends can be seen. */
void naughty_text(size_t i, struct str *out);
/* Appends a harmless text that takes the same cells: blanks stay, each other column is "¤" (U+00A4). */
void naughty_harmless(const char *text, struct str *out);

#endif
