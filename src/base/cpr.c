/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/cpr.h"

#include <stddef.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum { BIRTH_DIGITS = 6, FIRST_LIVING_YEAR = 1900 };

static int two(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* The seventh digit and the two of the year name the century: the table in CPR's own description. */
static int full_year(int seventh, int year)
{
	if (seventh <= 3)
		return 1900 + year;
	if (seventh == 4 || seventh == 9)
		return year <= 36 ? 2000 + year : 1900 + year;
	return year <= 57 ? 2000 + year : 1800 + year;
}

/* Ten digits, a hyphen or a blank may stand after the sixth. */
static bool take_digits(const char *typed, char out[CPR_DIGITS + 1])
{
	size_t n = 0;

	for (const char *p = typed; *p; p++) {
		if ((*p == '-' || *p == ' ') && n == BIRTH_DIGITS && p == typed + BIRTH_DIGITS)
			continue;
		if (*p < '0' || *p > '9' || n == CPR_DIGITS)
			return false;
		out[n++] = *p;
	}
	out[n] = '\0';
	return n == CPR_DIGITS;
}

enum cpr_fault cpr_parse(const char *typed, int32_t today, char ret[CPR_DIGITS + 1], int32_t *ret_birth)
{
	char digits[CPR_DIGITS + 1];
	int32_t birth;
	int year;

	if (!typed || !take_digits(typed, digits))
		return CPR_NOT_DIGITS;
	year = full_year(digits[BIRTH_DIGITS] - '0', two(digits + 4));
	birth = date_make(year, two(digits + 2), two(digits));
	if (birth == DATE_NONE)
		return CPR_NO_DATE;
	if (year < FIRST_LIVING_YEAR || birth > today)
		return CPR_NOT_ALIVE;
	memcpy(ret, digits, sizeof(digits));
	if (ret_birth)
		*ret_birth = birth;
	return CPR_FINE;
}

const char *cpr_fault_sentence(enum cpr_fault fault)
{
	switch (fault) {
	case CPR_FINE: return "";
	case CPR_NOT_DIGITS: return _("A CPR number has ten digits; write it as 241285-1234.");
	case CPR_NO_DATE: return _("The first six digits are not a date; check them.");
	case CPR_NOT_ALIVE:
		return _("The date lies before 1900 or ahead of today; check the year and the seventh digit.");
	}
	return "";
}

bool cpr_modulus11(const char digits[CPR_DIGITS + 1])
{
	static const int weights[CPR_DIGITS] = { 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
	int sum = 0;

	for (size_t i = 0; i < CPR_DIGITS; i++)
		sum += weights[i] * (digits[i] - '0');
	return sum % 11 == 0;
}

static char *with_end(const char *digits, const char *end, char out[CPR_TEXT])
{
	memcpy(out, digits, BIRTH_DIGITS);
	out[BIRTH_DIGITS] = '-';
	memcpy(out + BIRTH_DIGITS + 1, end, CPR_DIGITS - BIRTH_DIGITS);
	out[CPR_TEXT - 1] = '\0';
	return out;
}

char *cpr_masked(const char digits[CPR_DIGITS + 1], char out[CPR_TEXT])
{
	return with_end(digits, "****", out);
}

char *cpr_hyphenated(const char digits[CPR_DIGITS + 1], char out[CPR_TEXT])
{
	return with_end(digits, digits + BIRTH_DIGITS, out);
}
