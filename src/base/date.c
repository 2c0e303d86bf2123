/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar: days since 1970-01-01 to year, month, day and ISO week, and back. */
#include <stddef.h>
#include <string.h>

#include "stige/base/date.h"
#include "digits.h"
#include "stige/base/banned.h"

#define YEAR_LEAST 1
#define YEAR_MOST 9999
#define DAYS_IN_ERA 146097           /* 400 years: the calendar repeats */
#define EPOCH_SHIFT 719468           /* days from 0000-03-01 to 1970-01-01 */

static bool leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && leap_year(year));
}

/*
 * Years are counted from March, so that the leap day is the last of its year and the days
 * before a month are the straight line (153 m + 2) / 5.
 */
static int32_t days_before(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * DAYS_IN_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_SHIFT;
}

int32_t date_make(int year, int month, int day)
{
	if (year < YEAR_LEAST || year > YEAR_MOST || month < 1 || month > 12)
		return DATE_NONE;
	if (day < 1 || day > month_days(year, month))
		return DATE_NONE;
	return days_before(year, month, day);
}

static bool in_range(int32_t days)
{
	return days >= days_before(YEAR_LEAST, 1, 1) && days <= days_before(YEAR_MOST, 12, 31);
}

struct date_parts date_split(int32_t days)
{
	int64_t z = (int64_t)days + EPOCH_SHIFT;
	int64_t era = (z >= 0 ? z : z - (DAYS_IN_ERA - 1)) / DAYS_IN_ERA;
	int of_era = (int)(z - era * DAYS_IN_ERA);
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;
	struct date_parts parts = {
		.month = m < 10 ? m + 3 : m - 9,
		.day = of_year - (153 * m + 2) / 5 + 1,
	};

	parts.year = (int)(era * 400) + y + (parts.month <= 2);
	return parts;
}

bool date_parse(const char *iso, int32_t *ret_days)
{
	int year, month, day;
	int32_t days;

	if (!iso || strlen(iso) != DATE_TEXT - 1 || iso[4] != '-' || iso[7] != '-')
		return false;
	if (!digits_get(iso, 4, &year) || !digits_get(iso + 5, 2, &month) || !digits_get(iso + 8, 2, &day))
		return false;
	days = date_make(year, month, day);
	if (days == DATE_NONE)
		return false;
	*ret_days = days;
	return true;
}

char *date_format(int32_t days, char out[DATE_TEXT])
{
	struct date_parts p;

	out[0] = '\0';
	if (days == DATE_NONE || !in_range(days))
		return out;
	p = date_split(days);
	digits_put(out, 4, p.year);
	out[4] = '-';
	digits_put(out + 5, 2, p.month);
	out[7] = '-';
	digits_put(out + 8, 2, p.day);
	out[DATE_TEXT - 1] = '\0';
	return out;
}

int date_weekday(int32_t days)
{
	int w = (int)(((int64_t)days + 3) % 7);      /* 1970-01-01 was a Thursday */

	return (w < 0 ? w + 7 : w) + 1;
}

/* A week belongs to the year its Thursday is in. */
int date_iso_week(int32_t days, int *ret_year)
{
	int32_t thursday = days - date_weekday(days) + 4;
	int year = date_split(thursday).year;

	if (ret_year)
		*ret_year = year;
	return (int)(thursday - days_before(year, 1, 1)) / 7 + 1;
}

int32_t date_from_week(int year, int week)
{
	int32_t january4, monday;
	int of_year;

	if (year < YEAR_LEAST || year > YEAR_MOST || week < 1 || week > 53)
		return DATE_NONE;
	january4 = days_before(year, 1, 4);          /* always in week 1 */
	monday = january4 - date_weekday(january4) + 1 + (week - 1) * 7;
	date_iso_week(monday, &of_year);
	return of_year == year ? monday : DATE_NONE;
}

int date_age(int32_t birth, int32_t on)
{
	struct date_parts b, o;
	int years;

	if (birth == DATE_NONE || on == DATE_NONE)
		return -1;
	b = date_split(birth);
	o = date_split(on);
	years = o.year - b.year;
	return years - (o.month < b.month || (o.month == b.month && o.day < b.day));
}

int32_t date_add_months(int32_t days, int months)
{
	struct date_parts p;
	int64_t index;
	int year, month, last;

	if (days == DATE_NONE)
		return DATE_NONE;
	p = date_split(days);
	index = (int64_t)p.year * 12 + p.month - 1 + months;
	if (index < YEAR_LEAST * 12 || index > YEAR_MOST * 12 + 11)
		return DATE_NONE;
	year = (int)(index / 12);
	month = (int)(index % 12) + 1;
	last = month_days(year, month);
	return days_before(year, month, p.day < last ? p.day : last);
}
