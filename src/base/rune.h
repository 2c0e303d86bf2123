/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code points and what they do on a screen. Shared by the text_*.c files only. */
#ifndef BASE_RUNE_H
#define BASE_RUNE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/str.h"

#define RUNE_INVALID (-1)
#define RUNE_REPLACEMENT 0xfffd
#define RUNE_BYTES 4                 /* of one, at most */
#define RUNE_MARKS_MOST 2            /* on one letter */

enum rune_class {
	RUNE_PLAIN,
	RUNE_BLANK,          /* a space of any kind, not a tab */
	RUNE_MARK,           /* draws on the letter before it */
	RUNE_CONTROL,
	RUNE_BIDI,
	RUNE_UNSEEN,
	RUNE_NONCHARACTER,
};

/* The code point at s (n > 0 bytes), or RUNE_INVALID; *ret_len is its bytes, 1 when invalid. */
int32_t rune_next(const char *s, size_t n, size_t *ret_len);
enum rune_class rune_class(int32_t rune);
bool rune_accent(int32_t rune);      /* a mark that a letter can do without in sorting and searching */
int rune_width(int32_t rune);        /* 0, 1 or 2 columns; what is not shown as it is counts 1 */
void rune_put(struct str *out, int32_t rune);

/*
 * Appends s taken apart into letters and accents; with fold also in lower case and without
 * differences of form (ligatures, wide letters). s may be anything; invalid bytes become U+FFFD.
 */
void rune_decompose(struct str *out, const char *s, bool fold);
/* Letters that are not a base and an accent: ø, ł, đ, þ ... in ASCII; NULL for others. */
const char *rune_latin(int32_t rune);

#endif
