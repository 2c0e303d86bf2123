/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a text broken to a width, as byte ranges, for paragraphs and for fields of lines. */
#ifndef UI_WRAP_H
#define UI_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap {
	const char *text;        /* the whole text */
	size_t at;               /* where the next line begins */
	int cols;                /* >= 1 */
	bool done;
};

struct wrap_line {
	size_t start, len;       /* without the blank or line feed it was broken at */
};

void wrap_init(struct wrap *w, const char *text, int cols);
/* False after the last line. An empty text has one empty line; so has one after a last line feed. */
bool wrap_next(struct wrap *w, struct wrap_line *ret);

#endif
