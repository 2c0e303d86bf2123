/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wrap.h"

#include <string.h>

#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

void wrap_init(struct wrap *w, const char *text, int cols)
{
	w->text = text;
	w->at = 0;
	w->cols = cols < 1 ? 1 : cols;
	w->done = false;
}

/* The bytes of the longest line that fits, given a paragraph without line feeds; never 0. */
static size_t line_bytes(const char *paragraph, int cols)
{
	const char *s = paragraph;
	struct text_cluster cluster;
	size_t n = text_wrap(paragraph, cols);

	if (n == 0 && text_next(&s, &cluster))
		n = cluster.len;
	return n;
}

bool wrap_next(struct wrap *w, struct wrap_line *ret)
{
	struct str paragraph = STR_INIT;
	const char *rest = w->text + w->at;
	size_t most = strcspn(rest, "\n");
	size_t n;

	if (w->done)
		return false;
	str_addn(&paragraph, rest, most);
	n = most == 0 ? 0 : line_bytes(paragraph.text, w->cols);
	str_release(&paragraph);
	if (n > most)
		n = most;
	ret->start = w->at;
	ret->len = n;
	if (n < most && rest[n] == ' ')
		n++;
	w->at += n;
	if (n == most && rest[n] == '\n')
		w->at++;
	else if (n == most)
		w->done = true;
	while (ret->len > 0 && w->text[ret->start + ret->len - 1] == ' ' && n < most)
		ret->len--;
	return true;
}
