/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar against a slow one that counts day by day, and dates as people type them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* ---- the slow calendar ---- */

static bool slow_leap(int year)
{
	if (year % 400 == 0)
		return true;
	if (year % 100 == 0)
		return false;
	return year % 4 == 0;
}

static int slow_month_days(int year, int month)
{
	if (month == 2)
		return slow_leap(year) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

struct slow_day {
	int year, month, day;
	int weekday;
	int32_t days;
};

static void slow_next(struct slow_day *d)
{
	d->days++;
	d->weekday = d->weekday == 7 ? 1 : d->weekday + 1;
	if (++d->day <= slow_month_days(d->year, d->month))
		return;
	d->day = 1;
	if (++d->month <= 12)
		return;
	d->month = 1;
	d->year++;
}

/* Back to 1600-01-01 by whole years, forward a day at a time. 1970-01-01 was a Thursday. */
static struct slow_day slow_start(int year)
{
	struct slow_day d = { .year = year, .month = 1, .day = 1, .days = 0 };

	for (int y = 1969; y >= year; y--)
		d.days -= slow_leap(y) ? 366 : 365;
	d.weekday = (int)((((d.days + 3) % 7) + 7) % 7) + 1;
	return d;
}

static void calendar_agrees_with_counting(void **state)
{
	struct slow_day d = slow_start(1600);
	char want[32], got[DATE_TEXT];

	(void)state;
	for (; d.year <= 2400; slow_next(&d)) {
		struct date_parts p = date_split(d.days);
		int32_t parsed = DATE_NONE;

		if (date_make(d.year, d.month, d.day) != d.days || p.year != d.year || p.month != d.month
				|| p.day != d.day || date_weekday(d.days) != d.weekday)
			fail_msg("%d-%d-%d", d.year, d.month, d.day);
		snprintf(want, sizeof(want), "%04d-%02d-%02d", d.year, d.month, d.day);
		assert_string_equal(date_format(d.days, got), want);
		assert_true(date_parse(want, &parsed));
		assert_int_equal(parsed, d.days);
	}
}

static void days_that_are_not_are_refused(void **state)
{
	(void)state;
	for (int year = 1600; year <= 2400; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = slow_month_days(year, month) + 1; day <= 32; day++)
				assert_int_equal(date_make(year, month, day), DATE_NONE);
	assert_int_equal(date_make(2026, 0, 1), DATE_NONE);
	assert_int_equal(date_make(2026, 13, 1), DATE_NONE);
	assert_int_equal(date_make(2026, 1, 0), DATE_NONE);
	assert_int_equal(date_make(0, 1, 1), DATE_NONE);
	assert_int_equal(date_make(10000, 1, 1), DATE_NONE);
	assert_int_not_equal(date_make(1, 1, 1), DATE_NONE);
	assert_int_not_equal(date_make(9999, 12, 31), DATE_NONE);
}

/* By the definition: week 1 holds the first Thursday; then every Monday begins the next. */
static void weeks_agree_with_counting(void **state)
{
	struct slow_day d = slow_start(1969);
	int year = 0, week = 0;

	(void)state;
	for (; d.year <= 2101; slow_next(&d)) {
		int of_year;

		if (d.weekday == 1) {
			struct slow_day thursday = d;

			for (int i = 0; i < 3; i++)
				slow_next(&thursday);
			week = thursday.year == year ? week + 1 : 1;
			year = thursday.year;
		}
		if (d.year < 1970 || d.year > 2100)
			continue;
		assert_int_equal(date_iso_week(d.days, &of_year), week);
		assert_int_equal(of_year, year);
		assert_int_equal(date_iso_week(d.days, NULL), week);
		assert_int_equal(date_from_week(year, week), d.days - d.weekday + 1);
	}
}

static void weeks_that_are_not_are_refused(void **state)
{
	(void)state;
	for (int year = 1970; year <= 2100; year++) {
		int32_t december28 = date_make(year, 12, 28);        /* always in the last week */
		int last = date_iso_week(december28, NULL);

		assert_true(last == 52 || last == 53);
		assert_int_equal(date_from_week(year, last + 1), DATE_NONE);
		assert_int_equal(date_from_week(year, 0), DATE_NONE);
	}
	assert_int_equal(date_iso_week(date_make(2026, 12, 31), NULL), 53);
	assert_int_equal(date_from_week(2025, 53), DATE_NONE);
}

static void only_exact_iso_is_parsed(void **state)
{
	static const char *const wrong[] = {
		"", "2026", "2026-11", "2026-11-2", "2026-11-022", "2026-1-22", "26-11-22", "2026/11/22",
		"2026-11-31", "2026-02-29", "2026-00-10", "2026-13-01", "0000-01-01", " 2026-11-22",
		"2026-11-22 ", "+026-11-22", "2026-11-2x", "2026-11--2", "20261122",
	};
	int32_t days = 77;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		if (date_parse(wrong[i], &days))
			fail_msg("accepted \"%s\"", wrong[i]);
	assert_false(date_parse(NULL, &days));
	assert_int_equal(days, 77);
}

static void formats_none_as_nothing(void **state)
{
	char out[DATE_TEXT] = "x";

	(void)state;
	assert_string_equal(date_format(DATE_NONE, out), "");
	assert_string_equal(date_format(INT32_MAX, out), "");
	assert_string_equal(date_format(date_make(1, 1, 1) - 1, out), "");
	assert_string_equal(date_format(date_make(1, 1, 1), out), "0001-01-01");
	assert_string_equal(date_format(date_make(9999, 12, 31), out), "9999-12-31");
}

static int32_t day(const char *iso)
{
	int32_t days = DATE_NONE;

	if (*iso != '\0' && !date_parse(iso, &days))
		fail_msg("the test's own date %s", iso);
	return days;
}

static void ages(void **state)
{
	static const struct {
		const char *birth, *on;
		int age;
	} cases[] = {
		{ "1990-06-15", "2026-06-14", 35 }, { "1990-06-15", "2026-06-15", 36 },
		{ "1990-06-15", "2026-12-31", 36 }, { "1990-06-15", "2026-01-01", 35 },
		{ "2000-02-29", "2026-02-28", 25 }, { "2000-02-29", "2026-03-01", 26 },
		{ "2000-02-29", "2024-02-29", 24 }, { "2026-11-22", "2026-11-22", 0 },
		{ "1996-11-23", "2026-11-22", 29 }, { "1996-11-22", "2026-11-22", 30 },
		{ "", "2026-11-22", -1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(date_age(day(cases[i].birth), day(cases[i].on)), cases[i].age);
}

static void months_hold_the_day_back(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *want;
	} cases[] = {
		{ "2026-11-22", 3, "2027-02-22" }, { "2026-11-30", 3, "2027-02-28" },
		{ "2023-11-30", 3, "2024-02-29" }, { "2026-01-31", 1, "2026-02-28" },
		{ "2026-03-31", -1, "2026-02-28" }, { "2026-01-15", -1, "2025-12-15" },
		{ "2026-01-15", -13, "2024-12-15" }, { "2026-11-22", 0, "2026-11-22" },
		{ "2026-12-31", 12, "2027-12-31" }, { "0001-01-01", -1, "" },
		{ "9999-12-31", 1, "" }, { "9999-12-31", INT32_MAX, "" }, { "", 5, "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(date_add_months(day(cases[i].from), cases[i].months), day(cases[i].want));
}

/* ---- as people type them; today is Sunday 2026-11-22, week 47 ---- */

struct typed_case {
	const char *text, *want;     /* want "" = refused */
};

static void check_typed(const struct typed_case *c, bool ok, int32_t got)
{
	char text[DATE_TEXT];

	if (ok != (*c->want != '\0') || got != day(c->want))
		fail_msg("\"%s\": got \"%s\", want \"%s\"", c->text, date_format(got, text), c->want);
}

static void typed_dates(void **state)
{
	static const struct typed_case cases[] = {
		{ "2026-11-22", "2026-11-22" }, { "22-11-2026", "2026-11-22" },
		{ "22.11.2026", "2026-11-22" },
		{ "22/11/2026", "2026-11-22" }, { "22-11-26", "2026-11-22" }, { "22/11", "2026-11-22" },
		{ "2211", "2026-11-22" }, { "221126", "2026-11-22" }, { "22112026", "2026-11-22" },
		{ "1/2", "2027-02-01" }, { "1-2-27", "2027-02-01" }, { " 3.4.2025 ", "2025-04-03" },
		{ "\t3.4.2025\t", "2025-04-03" },
		{ "0106", "2026-06-01" }, { "2105", "2027-05-21" }, { "2405", "2026-05-24" },
		{ "29/2", "2028-02-29" }, { "31-12-76", "1976-12-31" }, { "01-01-76", "2076-01-01" },
		{ "29-02-00", "2000-02-29" }, { "010199", "1999-01-01" },
		{ "today", "2026-11-22" }, { "i dag", "2026-11-22" }, { "I DAG", "2026-11-22" },
		{ "Today", "2026-11-22" },
		{ "+13w", "2027-02-21" }, { "+13u", "2027-02-21" }, { "+3d", "2026-11-25" },
		{ "+3m", "2027-02-22" },
		{ "-1w", "2026-11-15" }, { "-3M", "2026-08-22" }, { "+0d", "2026-11-22" },
		{ "w49", "2026-11-30" }, { "u49", "2026-11-30" }, { "U48", "2026-11-23" },
		{ "w47", "2027-11-22" },
		{ "w1", "2027-01-04" }, { "w53", "2026-12-28" }, { "w05", "2027-02-01" },
		{ "", "" }, { " ", "" }, { "22", "" }, { "221", "" }, { "22112", "" }, { "2211202", "" },
		{ "221120261", "" }, { "20261122", "" }, { "31/11", "" }, { "3111", "" },
		{ "29-02-2026", "" },
		{ "22-11/2026", "" }, { "22-11-", "" }, { "22-11-026", "" }, { "22--11", "" },
		{ "22 11", "" },
		{ "222/11", "" }, { "2026-1-2", "" }, { "w0", "" }, { "w54", "" }, { "w", "" }, { "w4x", "" },
		{ "+w", "" }, { "+13", "" }, { "+13x", "" }, { "+13ww", "" }, { "13w", "" },
		{ "+99999d", "" },
		{ "-9999m", "1193-08-22" }, { "+9999m", "2860-02-22" }, { "yesterday", "" }, { "+-3d", "" },
		{ "2211 and a great deal of other text, too long to be one", "" },
	};
	int32_t today = day("2026-11-22");

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int32_t got = DATE_NONE;
		bool ok = date_input(cases[i].text, today, &got);

		check_typed(&cases[i], ok, got);
	}
	assert_false(date_input(NULL, today, &(int32_t){ 0 }));
}

/* A week that lies behind has a first and a last day. */
static void weeks_behind(void **state)
{
	static const struct {
		const char *text, *since, *until;
	} cases[] = {
		{ "w46", "2026-11-09", "2026-11-15" }, { "u46", "2026-11-09", "2026-11-15" },
		{ "w47", "2026-11-16", "2026-11-22" }, { "W48", "2025-11-24", "2025-11-30" },
		{ "w1", "2025-12-29", "2026-01-04" }, { "w53", "2020-12-28", "2021-01-03" },
		{ "9/11", "2026-11-09", "2026-11-09" }, { "-1w", "2026-11-15", "2026-11-15" },
		{ "w54", "", "" }, { "w0", "", "" }, { "", "", "" }, { "w4x", "", "" },
	};
	int32_t today = day("2026-11-22");

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct typed_case since = { cases[i].text, cases[i].since }, until = { cases[i].text, cases[i].until };
		int32_t first = DATE_NONE, last = DATE_NONE;
		bool has_first = date_input_since(cases[i].text, today, &first);
		bool has_last = date_input_until(cases[i].text, today, &last);

		check_typed(&since, has_first, first);
		check_typed(&until, has_last, last);
	}
}

static void week_of_today_is_today_on_a_monday(void **state)
{
	int32_t got = DATE_NONE, monday = day("2026-11-23");

	(void)state;
	assert_true(date_input("w48", monday, &got));
	assert_int_equal(got, monday);
}

/* The year that was left out is never one that lies further away. */
static void the_nearest_year_is_meant(void **state)
{
	int32_t first = day("2023-01-01");

	(void)state;
	for (int32_t today = first; today < first + 3 * 366; today += 7) {
		for (int month = 1; month <= 12; month++) {
			char text[16];
			int32_t got;

			snprintf(text, sizeof(text), "15%02d", month);
			assert_true(date_input(text, today, &got));
			assert_true(got - today <= 183 && today - got <= 183);
			assert_int_equal(date_split(got).day, 15);
			assert_int_equal(date_split(got).month, month);
		}
	}
}

static void typed_birth_dates(void **state)
{
	static const struct typed_case cases[] = {
		{ "15-06-90", "1990-06-15" }, { "150690", "1990-06-15" }, { "15061990", "1990-06-15" },
		{ "1990-06-15", "1990-06-15" }, { "15.6.1990", "1990-06-15" },
		{ "22-11-26", "2026-11-22" }, { "23-11-26", "1926-11-23" }, { "01-01-27", "1927-01-01" },
		{ "221126", "2026-11-22" }, { "231126", "1926-11-23" }, { "29-02-00", "2000-02-29" },
		{ "23-11-2026", "" }, { "01-01-2030", "" }, { "15/6", "" }, { "1506", "" }, { "today", "" },
		{ "+3d", "" }, { "-20m", "" }, { "w12", "" }, { "31-02-90", "" }, { "29-02-01", "" },
		{ "", "" },
		{ "1-1-1926", "1926-01-01" },
	};
	int32_t today = day("2026-11-22");

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int32_t got = DATE_NONE;
		bool ok = date_input_birth(cases[i].text, today, &got);

		check_typed(&cases[i], ok, got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar_agrees_with_counting),
		cmocka_unit_test(days_that_are_not_are_refused),
		cmocka_unit_test(weeks_agree_with_counting),
		cmocka_unit_test(weeks_that_are_not_are_refused),
		cmocka_unit_test(only_exact_iso_is_parsed),
		cmocka_unit_test(formats_none_as_nothing),
		cmocka_unit_test(ages),
		cmocka_unit_test(months_hold_the_day_back),
		cmocka_unit_test(typed_dates),
		cmocka_unit_test(weeks_behind),
		cmocka_unit_test(week_of_today_is_today_on_a_monday),
		cmocka_unit_test(the_nearest_year_is_meant),
		cmocka_unit_test(typed_birth_dates),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
