/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

/* What an empty string points at: never written to, so that STR_INIT needs no memory. */
char str_empty[1];

void str_init(struct str *s)
{
	*s = (struct str)STR_INIT;
}

void str_release(struct str *s)
{
	if (s->cap)
		mem_free(s->text);
	str_init(s);
}

void str_cut(struct str *s, size_t len)
{
	if (len >= s->len)
		return;
	s->text[len] = '\0';
	s->len = len;
}

void str_clear(struct str *s)
{
	str_cut(s, 0);
}

char *str_steal(struct str *s)
{
	char *text = s->cap ? s->text : mem_strdup("");

	str_init(s);
	return text;
}

/* Room for n more bytes and the NUL. */
static void reserve(struct str *s, size_t n)
{
	if (n < s->cap - s->len)             /* len < cap, or both are 0 */
		return;
	if (n > SIZE_MAX - 1 - s->len)
		bug_oom();
	s->text = mem_grow(s->cap ? s->text : NULL, &s->cap, s->len + n + 1, 1);
}

void str_addn(struct str *s, const char *bytes, size_t n)
{
	if (n == 0)
		return;
	reserve(s, n);
	memcpy(s->text + s->len, bytes, n);
	s->len += n;
	s->text[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	if (text)
		str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	reserve(s, 1);
	s->text[s->len++] = c;
	s->text[s->len] = '\0';
}

void str_addv(struct str *s, const char *fmt, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	BUG_ON(len < 0);
	reserve(s, (size_t)len);
	vsnprintf(s->text + s->len, (size_t)len + 1, fmt, ap);
	s->len += (size_t)len;
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_addv(s, fmt, ap);
	va_end(ap);
}

bool str_eq(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool str_starts(const char *s, const char *prefix)
{
	return !prefix || strncmp(s ? s : "", prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *s, const char *suffix)
{
	size_t len = s ? strlen(s) : 0;
	size_t tail = suffix ? strlen(suffix) : 0;

	return tail == 0 || (len >= tail && memcmp(s + len - tail, suffix, tail) == 0);
}

bool str_has_word(const char *list, const char *word)
{
	size_t len = word ? strlen(word) : 0;

	if (!list || len == 0)
		return false;
	for (const char *at = list; *at != '\0'; ) {
		size_t n = strcspn(at, " ");

		if (n == len && memcmp(at, word, n) == 0)
			return true;
		at += n;
		at += *at == ' ';
	}
	return false;
}

bool str_to_long(const char *s, long min, long max, long *ret_n)
{
	long n = 0;

	if (!s || *s == '\0')
		return false;
	for (; *s != '\0'; s++) {
		int digit = *s - '0';

		if (digit < 0 || digit > 9 || n > (INT64_MAX - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	if (n < min || n > max)
		return false;
	*ret_n = n;
	return true;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the table of edits: a letter changed, put in, left out, or two changed places. */
static size_t distance_row(size_t *row[3], const char *a, const char *b, size_t i, size_t blen)
{
	size_t *now = row[i % 3], *before = row[(i + 2) % 3], *two = row[(i + 1) % 3];
	size_t best = i;

	now[0] = i;
	for (size_t j = 1; j <= blen; j++) {
		size_t d = before[j - 1] + (a[i - 1] != b[j - 1]);

		d = least(d, least(before[j], now[j - 1]) + 1);
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
			d = least(d, two[j - 2] + 1);
		now[j] = d;
		best = least(best, d);
	}
	return best;
}

size_t str_distance(const char *a, const char *b, size_t most)
{
	size_t alen = a ? strlen(a) : 0, blen = b ? strlen(b) : 0;
	size_t *cells, *row[3], d, i, last = 0;

	if ((alen > blen ? alen - blen : blen - alen) > most)
		return most + 1;
	cells = mem_array(3 * (blen + 1), sizeof(*cells));
	for (i = 0; i < 3; i++)
		row[i] = cells + i * (blen + 1);
	for (size_t j = 0; j <= blen; j++)
		row[0][j] = j;
	for (i = 1; i <= alen; i++) {
		size_t best = distance_row(row, a, b, i, blen);

		/* A change of places reaches two rows back: only two rows beyond `most` settle it. */
		if (best > most && last > most)
			break;
		last = best;
	}
	d = i > alen ? row[alen % 3][blen] : most + 1;
	mem_free(cells);
	return least(d, most + 1);
}
