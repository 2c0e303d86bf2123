/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is safe to show, and how wide it is. */
#include <string.h>
#include <utf8proc.h>

#include "stige/base/text.h"
#include "rune.h"
#include "stige/base/banned.h"

#define ELLIPSIS "\xe2\x80\xa6"      /* U+2026, one column */

void text_safe(struct str *out, const char *s, unsigned flags)
{
	size_t n = s ? strlen(s) : 0, len;
	int marks = RUNE_MARKS_MOST;         /* no letter yet: a mark would land on what is left of it */

	for (; n > 0; s += len, n -= len) {
		int32_t rune = rune_next(s, n, &len);
		enum rune_class class = rune_class(rune);
		bool line = rune == '\n' && (flags & TEXT_LINES);

		if (class == RUNE_MARK) {
			if (marks++ < RUNE_MARKS_MOST)
				str_addn(out, s, len);
			continue;
		}
		marks = class == RUNE_PLAIN ? 0 : RUNE_MARKS_MOST;
		if (class == RUNE_PLAIN || class == RUNE_BLANK || line)
			str_addn(out, s, len);
		else
			rune_put(out, RUNE_REPLACEMENT);
	}
}

bool text_next(const char **s, struct text_cluster *ret)
{
	const char *at = *s;
	utf8proc_int32_t state = 0;
	size_t len;
	int32_t rune;
	int width;

	if (*at == '\0')
		return false;
	rune = rune_next(at, strnlen(at, RUNE_BYTES), &len);
	width = rune == '\n' ? 0 : rune_width(rune);
	for (at += len; *at != '\0' && rune != RUNE_INVALID; at += len) {
		int32_t next = rune_next(at, strnlen(at, RUNE_BYTES), &len);

		if (next == RUNE_INVALID || utf8proc_grapheme_break_stateful(rune, next, &state))
			break;
		width += rune_width(next);
		rune = next;
	}
	*ret = (struct text_cluster){ .bytes = *s, .len = (size_t)(at - *s), .width = width > 2 ? 2 : width };
	*s = at;
	return true;
}

int text_width(const char *s)
{
	struct text_cluster c;
	int width = 0;

	while (text_next(&s, &c))
		width += c.width;
	return width;
}

/* The bytes of s that fit in so many columns, and how many of those they take. */
static size_t fitting(const char *s, int columns, int *ret_used)
{
	const char *at = s, *end = s;
	struct text_cluster c;

	*ret_used = 0;
	while (text_next(&at, &c) && *ret_used + c.width <= columns) {
		*ret_used += c.width;
		end = at;
	}
	return (size_t)(end - s);
}

int text_fit(struct str *out, const char *s, int columns)
{
	size_t n;
	int used;

	if (columns <= 0)
		return 0;
	n = fitting(s, columns, &used);
	if (s[n] == '\0') {
		str_addn(out, s, n);
		return used;
	}
	n = fitting(s, columns - 1, &used);
	str_addn(out, s, n);
	str_add(out, ELLIPSIS);
	return used + 1;
}

/*
 * Up to the first cluster that does not fit; then the line ends after the last whole word,
 * or, where a single word is longer than the line, right there.
 */
size_t text_wrap(const char *s, int columns)
{
	const char *at = s, *before = s, *word_end = s;
	struct text_cluster c;
	bool word = false;
	int used = 0;

	for (; text_next(&at, &c) && *c.bytes != '\n'; before = at) {
		if (*c.bytes == ' ' && word)
			word_end = before;
		word = *c.bytes != ' ';
		used += c.width;
		if (used <= columns)
			continue;
		if (word_end > s)
			return (size_t)(word_end - s);
		return before > s ? (size_t)(before - s) : c.len;
	}
	return (size_t)(before - s);
}
