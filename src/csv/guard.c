/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No list of what spreadsheets take for something else is whole; this one errs on the side of guarding. Genes
 * became dates by the thousand (MARCH1, SEPT2, DEC1) until they were given other names.
 */
#include "guard.h"

#include <string.h>
#include <strings.h>

#include "stige/base/mem.h"
#include "stige/base/banned.h"

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

enum { SHOWN_WHOLE = 11 };           /* digits; longer numbers are shown as 1,2E+11 */

static const char *const months[] = {
	"jan", "feb", "mar", "apr", "maj", "may", "jun", "jul", "aug", "sep", "sept", "okt", "oct", "nov", "dec",
	"januar", "februar", "marts", "april", "juni", "juli", "august", "september", "oktober", "november", "december",
	"january", "february", "march", "june", "july", "october",
};

static const char *const currencies[] = { "kr", "dkk", "eur", "usd" };

static const char *const truths[] = { "true", "false", "sand", "falsk" };

static bool is_one_of(const char *const *words, size_t count, const char *s, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == n && strncasecmp(words[i], s, n) == 0)
			return true;
	return false;
}

static size_t digits(const char *s)
{
	return strspn(s, DIGITS);
}

/* Nothing but digits and what stands between them. */
static bool is_figures(const char *s)
{
	return s[strspn(s, DIGITS " .,:/%-")] == '\0';
}

/* 1/2, 1-2, 1:2 and 1E2, whatever follows. */
static bool begins_as_date_or_power(const char *s)
{
	size_t n = digits(s);

	if (n == 0)
		return false;
	s += n;
	if (*s == 'e' || *s == 'E')
		return digits(s + 1 + (s[1] == '+' || s[1] == '-')) > 0;
	return (*s == '/' || *s == '-' || *s == ':') && digits(s + 1) > 0;
}

/* 0012, 1,5, ,5, 1.500, 50%; but 17 stays what it is. */
static bool is_number(const char *s)
{
	size_t n = digits(s);
	bool same = s[n] == '\0' && n <= SHOWN_WHOLE && (*s != '0' || n == 1);

	return n + digits(s + strspn(s, ".,")) > 0 && is_figures(s) && !same;
}

/* kr. 12 and 12 kr. */
static bool is_money(const char *s)
{
	size_t before = strspn(s, DIGITS " .,"), n = strspn(s + before, LETTERS);

	return strpbrk(s, DIGITS) && is_one_of(currencies, ARRAY_SIZE(currencies), s + before, n)
		&& is_figures(s + before + n);
}

/* 2 maj, 2. maj 2026, maj 2, MAJ-0042, DEC1. */
static bool is_day_of_month(const char *s)
{
	size_t before = strspn(s, DIGITS " .,/-"), n = strspn(s + before, LETTERS);
	const char *after = s + before + n;
	bool figures = digits(s) > 0 || strpbrk(after, DIGITS);

	return figures && is_one_of(months, ARRAY_SIZE(months), s + before, n) && is_figures(after);
}

bool guard_needed(const char *text)
{
	const char *s = text + strspn(text, " ");

	if (*text == '\0')
		return false;
	return strchr("=+-@\t\r\n'", *text) || begins_as_date_or_power(s) || is_number(s) || is_money(s)
		|| is_day_of_month(s) || is_one_of(truths, ARRAY_SIZE(truths), s, strlen(s));
}
