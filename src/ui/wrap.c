/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wrap.h"

#include <string.h>

#include "stige/base/text.h"
#include "stige/base/banned.h"

void wrap_init(struct wrap *w, const char *text, int cols)
{
	w->text = text;
	w->at = 0;
	w->cols = cols < 1 ? 1 : cols;
	w->done = false;
}

bool wrap_next(struct wrap *w, struct wrap_line *ret)
{
	const char *rest = w->text + w->at;
	size_t n;

	if (w->done)
		return false;
	n = text_wrap(rest, w->cols);
	ret->start = w->at;
	ret->len = n;
	w->done = rest[n] == '\0';
	/* The blank or line feed that ended the line belongs to neither line. */
	if (rest[n] == ' ' || rest[n] == '\n')
		n++;
	w->at += n;
	return true;
}
