/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people type them. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/str.h"
#include "digits.h"
#include "stige/base/banned.h"

#define INPUT_MOST 32
#define YEARS_TO_LEAP_DAY 8          /* 1896 to 1904: 29 February may be this far away */

/* A typed day and month, with a year of four digits, of two, or none. */
struct typed {
	int day, month, year;
	int year_digits;             /* 0, 2 or 4 */
};

/* The date among those that were meant which is nearest to today; a later one wins a tie. */
static int32_t nearest(const struct typed *t, int32_t today, int step, int from, int to)
{
	int32_t best = DATE_NONE;

	for (int year = from; year <= to; year += step) {
		int32_t days = date_make(year, t->month, t->day);

		if (days == DATE_NONE)
			continue;
		if (best == DATE_NONE || labs((long)days - today) <= labs((long)best - today))
			best = days;
	}
	return best;
}

static int32_t resolve(const struct typed *t, int32_t today)
{
	int now = date_split(today).year;

	switch (t->year_digits) {
	case 4:
		return date_make(t->year, t->month, t->day);
	case 2:
		return nearest(t, today, 100, now - now % 100 - 100 + t->year, now + 200);
	default:
		return nearest(t, today, 1, now - YEARS_TO_LEAP_DAY, now + YEARS_TO_LEAP_DAY);
	}
}

/* Nobody was born in the future: two digits mean the last hundred years. */
static int32_t resolve_birth(const struct typed *t, int32_t today)
{
	int year = t->year, now = date_split(today).year;
	int32_t days;

	if (t->year_digits == 0)
		return DATE_NONE;
	if (t->year_digits == 2)
		year += now - now % 100;
	days = date_make(year, t->month, t->day);
	if (t->year_digits == 2 && (year > now || days > today))
		days = date_make(year - 100, t->month, t->day);
	return days > today ? DATE_NONE : days;
}

/* Lower case ASCII without the blanks around it; false when there is too much of it. */
static bool clean(const char *s, char out[INPUT_MOST])
{
	size_t len;

	if (!s)
		return false;
	s += strspn(s, " \t");
	len = strlen(s);
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	if (len == 0 || len >= INPUT_MOST)
		return false;
	for (size_t i = 0; i < len; i++)
		out[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] - 'A' + 'a') : s[i];
	out[len] = '\0';
	return true;
}

static size_t count_digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* 2211, 221126, 22112026 */
static bool typed_run(const char *s, struct typed *ret)
{
	size_t n = count_digits(s);

	if (s[n] != '\0' || (n != 4 && n != 6 && n != 8))
		return false;
	ret->year_digits = (int)n - 4;
	return digits_get(s, 2, &ret->day) && digits_get(s + 2, 2, &ret->month)
		&& digits_get(s + 4, ret->year_digits, &ret->year);
}

/* One or two digits; returns what follows them, or NULL. */
static const char *short_number(const char *s, int *ret)
{
	size_t n = count_digits(s);

	if (n < 1 || n > 2 || !digits_get(s, (int)n, ret))
		return NULL;
	return s + n;
}

/* 22-11-2026, 22.11.26, 22/11: the same mark twice */
static bool typed_marks(const char *s, struct typed *ret)
{
	char mark;
	size_t n;

	s = short_number(s, &ret->day);
	if (!s || *s == '\0' || !strchr("-./", *s))
		return false;
	mark = *s;
	s = short_number(s + 1, &ret->month);
	if (!s)
		return false;
	ret->year_digits = 0;
	ret->year = 0;
	if (*s == '\0')
		return true;
	n = count_digits(s + 1);
	if (*s != mark || s[1 + n] != '\0' || (n != 2 && n != 4))
		return false;
	ret->year_digits = (int)n;
	return digits_get(s + 1, (int)n, &ret->year);
}

static bool typed_date(const char *s, struct typed *ret)
{
	int32_t days;

	if (date_parse(s, &days)) {
		struct date_parts p = date_split(days);

		*ret = (struct typed){ .day = p.day, .month = p.month, .year = p.year, .year_digits = 4 };
		return true;
	}
	return typed_run(s, ret) || typed_marks(s, ret);
}

/* +13w, +13u, +3d, -3m */
static int32_t step_from(const char *s, int32_t today)
{
	size_t n = count_digits(s + 1);
	int sign = *s == '-' ? -1 : 1, steps;

	if ((*s != '+' && *s != '-') || n < 1 || n > 4 || s[1 + n] == '\0' || s[2 + n] != '\0')
		return DATE_NONE;
	digits_get(s + 1, (int)n, &steps);
	switch (s[1 + n]) {
	case 'd':
		return today + sign * steps;
	case 'w':
	case 'u':
		return today + sign * steps * 7;
	case 'm':
		return date_add_months(today, sign * steps);
	default:
		return DATE_NONE;
	}
}

/* w49, u49; 0 when it is no week. */
static int typed_week(const char *s)
{
	int week;
	const char *end;

	if (*s != 'w' && *s != 'u')
		return 0;
	end = short_number(s + 1, &week);
	return end && *end == '\0' ? week : 0;
}

/* The next Monday that begins such a week, today's included. */
static int32_t week_ahead(int week, int32_t today)
{
	int year;

	date_iso_week(today, &year);
	for (int i = 0; i <= YEARS_TO_LEAP_DAY; i++) {
		int32_t monday = date_from_week(year + i, week);

		if (monday != DATE_NONE && monday >= today)
			return monday;
	}
	return DATE_NONE;
}

/* The last Monday that began such a week, today's included. */
static int32_t week_behind(int week, int32_t today)
{
	int year;

	date_iso_week(today, &year);
	for (int i = 0; i <= YEARS_TO_LEAP_DAY; i++) {
		int32_t monday = date_from_week(year - i, week);

		if (monday != DATE_NONE && monday <= today)
			return monday;
	}
	return DATE_NONE;
}

static bool in_calendar(int32_t days, int32_t *ret_days)
{
	char checked[DATE_TEXT];

	if (*date_format(days, checked) == '\0')     /* none, or stepped out of the calendar */
		return false;
	*ret_days = days;
	return true;
}

bool date_input(const char *s, int32_t today, int32_t *ret_days)
{
	char text[INPUT_MOST];
	struct typed t;
	int32_t days;

	if (!clean(s, text))
		return false;
	if (str_eq(text, "today") || str_eq(text, "i dag") || str_eq(text, "idag"))
		days = today;
	else if (typed_date(text, &t))
		days = resolve(&t, today);
	else if ((days = step_from(text, today)) == DATE_NONE)
		days = week_ahead(typed_week(text), today);
	return in_calendar(days, ret_days);
}

/* As date_input, but a week lies behind, and so many days of it have passed on the day that is meant. */
static bool input_behind(const char *s, int32_t today, int32_t into_week, int32_t *ret_days)
{
	char text[INPUT_MOST];
	int32_t monday;

	if (!clean(s, text) || !typed_week(text))
		return date_input(s, today, ret_days);
	monday = week_behind(typed_week(text), today);
	return monday != DATE_NONE && in_calendar(monday + into_week, ret_days);
}

bool date_input_since(const char *s, int32_t today, int32_t *ret_days)
{
	return input_behind(s, today, 0, ret_days);
}

bool date_input_until(const char *s, int32_t today, int32_t *ret_days)
{
	return input_behind(s, today, 6, ret_days);
}

bool date_input_birth(const char *s, int32_t today, int32_t *ret_days)
{
	char text[INPUT_MOST];
	struct typed t;

	return clean(s, text) && typed_date(text, &t) && in_calendar(resolve_birth(&t, today), ret_days);
}
