/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "word.h"

#include <math.h>
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

/* ASCII letters and everything beyond ASCII, less the few beyond it that no name may hold. */
static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static bool is_name_byte(unsigned char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

size_t word_name(const char *s)
{
	size_t n = 0;

	if (!is_letter((unsigned char)s[0]) || word_blank(s) > 0)
		return 0;
	while (is_name_byte((unsigned char)s[n]) && word_blank(s + n) == 0)
		n++;
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
