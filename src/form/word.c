/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "word.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { SHOWN_COLUMNS = 48 };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t word_blank(const char *s)
{
	size_t n = 0;

	for (;;) {
		if (is_blank(s[n]))
			n++;
		else if ((unsigned char)s[n] == 0xC2 && (unsigned char)s[n + 1] == 0xA0)
			n += 2;
		else
			return n;
	}
}

size_t word_blank_before(const char *s, size_t n)
{
	if (n >= 1 && is_blank(s[n - 1]))
		return 1;
	if (n >= 2 && (unsigned char)s[n - 2] == 0xC2 && (unsigned char)s[n - 1] == 0xA0)
		return 2;
	return 0;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool word_same(const char *a, const char *b)
{
	while (*a != '\0' && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return *a == '\0' && *b == '\0';
}

const char *word_lower(struct arena *arena, const char *s)
{
	char *copy = arena_strdup(arena, s);

	for (char *c = copy; *c != '\0'; c++)
		*c = lower(*c);
	return copy;
}

const char *word_key(struct arena *arena, const char *s)
{
	char *copy = arena_strdup(arena, s), *to = copy;

	for (const char *from = copy; *from != '\0'; from++) {
		if (is_blank(*from) && to > copy && to[-1] == '_' && is_blank(from[-1]))
			continue;
		*to++ = is_blank(*from) ? '_' : lower(*from);
	}
	*to = '\0';
	return copy;
}

const char *word_collapse(struct arena *arena, const char *s)
{
	char *copy, *to;

	if (strstr(s, "  ") == NULL)
		return s;
	copy = to = arena_strdup(arena, s);
	for (const char *from = copy; *from != '\0'; from++)
		if (!(from[0] == ' ' && from[1] == ' '))
			*to++ = *from;
	*to = '\0';
	return copy;
}

const char *word_shown(struct arena *arena, const char *s)
{
	struct str safe = STR_INIT, fit = STR_INIT;
	const char *shown;

	text_safe(&safe, s, 0);
	text_fit(&fit, safe.text, SHOWN_COLUMNS);
	shown = arena_strdup(arena, fit.text);
	str_release(&safe);
	str_release(&fit);
	return shown;
}

/* XML 1.0 (fifth edition) NameStartChar without the colon, and what NameChar adds to it. */
static const struct range {
	uint32_t first, last;
} starts[] = {
	{ 'A', 'Z' }, { '_', '_' }, { 'a', 'z' }, { 0xC0, 0xD6 }, { 0xD8, 0xF6 }, { 0xF8, 0x2FF }, { 0x370, 0x37D },
	{ 0x37F, 0x1FFF }, { 0x200C, 0x200D }, { 0x2070, 0x218F }, { 0x2C00, 0x2FEF }, { 0x3001, 0xD7FF },
	{ 0xF900, 0xFDCF }, { 0xFDF0, 0xFFFD }, { 0x10000, 0xEFFFF },
}, others[] = {
	{ '-', '.' }, { '0', '9' }, { 0xB7, 0xB7 }, { 0x300, 0x36F }, { 0x203F, 0x2040 },
};

static bool is_in(const struct range *ranges, size_t count, uint32_t c)
{
	for (size_t i = 0; i < count; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

/* One character and how many bytes it has; 0, which no name has, where it is not UTF-8. */
static uint32_t character(const char *s, size_t *ret_bytes)
{
	unsigned char lead = (unsigned char)s[0];
	size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	uint32_t c = n == 1 ? lead : lead & (0x7Fu >> n);

	*ret_bytes = n;
	if (lead >= 0x80 && (lead < 0xC2 || lead > 0xF4))
		return 0;
	for (size_t i = 1; i < n; i++) {
		if (((unsigned char)s[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | ((unsigned char)s[i] & 0x3Fu);
	}
	return c;
}

size_t word_name(const char *s)
{
	size_t n = 0, bytes = 0;

	while (s[n] != '\0') {
		uint32_t c = character(s + n, &bytes);

		if (!is_in(starts, ARRAY_SIZE(starts), c) && (n == 0 || !is_in(others, ARRAY_SIZE(others), c)))
			break;
		n += bytes;
	}
	return n;
}

bool word_is_name(const char *s)
{
	size_t n = word_name(s);

	return n > 0 && s[n] == '\0';
}

enum word_yesno word_yesno(const char *s)
{
	static const char *const yes[] = { "yes", "Yes", "YES", "true", "True", "TRUE", "true()" };
	static const char *const no[] = { "no", "No", "NO", "false", "False", "FALSE", "false()" };

	for (size_t i = 0; i < ARRAY_SIZE(yes); i++) {
		if (strcmp(s, yes[i]) == 0)
			return WORD_YES;
		if (strcmp(s, no[i]) == 0)
			return WORD_NO;
	}
	return WORD_OTHER;
}

bool word_number(const char *s, double *ret)
{
	size_t digits = 0, points = 0;
	double n;

	for (const char *c = s[0] == '-' ? s + 1 : s; *c != '\0'; c++) {
		if (*c >= '0' && *c <= '9')
			digits++;
		else if (*c == '.' && points == 0)
			points++;
		else
			return false;
	}
	if (digits == 0)
		return false;
	n = strtod(s, NULL);
	if (!isfinite(n))
		return false;
	*ret = n;
	return true;
}
