/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A register in weeks: its heads over thirty years, its codes, and its spells against a slow reference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#include "register.h"
#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

enum { WEEKS = 160, HISTORIES = 1000 };

/*
 * ISO 8601: week 1 holds 4 January, so a year has 53 weeks when it begins on a Thursday, or on a
 * Wednesday and is a leap year. Counted from the calendar, not from date_iso_week.
 */
static bool has_week_53(int year)
{
	int first = date_weekday(date_make(year, 1, 1));
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return first == 4 || (first == 3 && leap);
}

static void weeks_52_53_and_1_over_thirty_years(void **state)
{
	size_t long_years = 0;
	char name[16];

	(void)state;
	for (int year = 1998; year < 2028; year++) {
		int32_t january_4 = date_make(year, 1, 4);
		int32_t first = january_4 - date_weekday(january_4) + 1;

		snprintf(name, sizeof(name), "y_%02d01", year % 100);
		assert_int_equal(register_week_of(name), first);
		snprintf(name, sizeof(name), "y_%02d52", year % 100);
		assert_int_equal(register_week_of(name), first + 51 * 7);
		snprintf(name, sizeof(name), "y_%02d53", year % 100);
		if (has_week_53(year))
			assert_int_equal(register_week_of(name), first + 52 * 7);
		else
			assert_int_equal(register_week_of(name), DATE_NONE);
		long_years += has_week_53(year);
		/* No day is lost or doubled where a year turns. */
		snprintf(name, sizeof(name), "y_%02d01", (year + 1) % 100);
		assert_int_equal(register_week_of(name), first + (has_week_53(year) ? 53 : 52) * 7);
	}
	/* 1998, 2004, 2009, 2015, 2020, 2026 */
	assert_int_equal(long_years, 6);
}

static void what_is_no_week(void **state)
{
	static const char *const wrong[] = { "y_2600", "y_2654", "y_26", "y_26011", "x_2601", "y_2a01", "2601", "" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		assert_int_equal(register_week_of(wrong[i]), DATE_NONE);
	assert_int_equal(register_week_of("y_8901"), date_make(2089, 1, 3));
	assert_int_equal(register_week_of("y_9101"), date_make(1990, 12, 31));
	assert_int_equal(register_month_of("branche_2026_12"), date_make(2026, 12, 1));
	assert_int_equal(register_month_of("branche_2026_13"), DATE_NONE);
	assert_int_equal(register_month_of("grad_2026_12"), DATE_NONE);
}

/* ---- the table of codes ---- */

static enum stige_rc read_codes(struct fixture *f, const char *rows, struct register_codes *c, struct arena *a,
	struct err *err)
{
	struct str text = STR_INIT;
	char *path = fixture_path(f, "codes.csv");
	enum stige_rc rc;

	str_addf(&text, "code_from,code_to,outcome,valid_from,valid_to,source,note\n%s", rows);
	fixture_write(path, text.text, text.len);
	rc = register_codes_read(c, path, a, err);
	str_release(&text);
	mem_free(path);
	return rc;
}

static void the_shipped_table_is_sound(void **state)
{
	struct register_codes c;
	struct arena a = ARENA_INIT;
	struct str path = STR_INIT;
	struct err err = ERR_INIT;
	const struct register_code *code;

	(void)state;
	str_addf(&path, "%s/forms/register.csv", getenv("STIGE_SOURCE_ROOT"));
	if (register_codes_read(&c, path.text, &a, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	code = register_code_find(&c, 651, date_make(2016, 1, 4));
	assert_non_null(code);
	assert_true(code->counts);
	assert_int_equal(code->kind, OUTCOME_EDUCATION);
	code = register_code_find(&c, 771, date_make(2016, 1, 4));
	assert_int_equal(code->kind, OUTCOME_FLEX_JOB);
	assert_false(register_code_find(&c, 130, date_make(2016, 1, 4))->counts);
	str_release(&path);
	arena_release(&a);
}

static void a_code_can_change_its_meaning(void **state)
{
	struct fixture *f = *state;
	struct register_codes c;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(read_codes(f, "700,709,none,,2013-12-31,x,\n700,705,education,2014-01-01,,x,\n", &c, &a, &err),
		STIGE_OK);
	assert_false(register_code_find(&c, 700, date_make(2013, 12, 30))->counts);
	assert_true(register_code_find(&c, 700, date_make(2014, 1, 6))->counts);
	assert_null(register_code_find(&c, 706, date_make(2014, 1, 6)));
	arena_release(&a);
}

static void a_wrong_table_says_where(void **state)
{
	static const struct {
		const char *rows, *where;
	} wrong[] = {
		{ "x,709,none,,,x,\n", "line 2, column 1" },
		{ "700,699,none,,,x,\n", "line 2, column 5" },
		{ "700,709,work,,,x,\n", "line 2, column 9" },
		{ "700,709,none,2014,,x,\n", "line 2, column 14" },
		{ "700,709,none,,,,\n", "line 2, column 16" },
		{ "700,709,none,,,x,\n709,709,education,,,x,\n", "line 3, column 1" },
		{ "700,709,none,,2014-06-01,x,\n709,709,education,2014-06-01,,x,\n", "line 3, column 1" },
		{ "700,709,none\n", "line 2, column 1" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		struct register_codes c;
		struct arena a = ARENA_INIT;
		struct err err = ERR_INIT;

		assert_int_equal(read_codes(f, wrong[i].rows, &c, &a, &err), STIGE_DATA);
		if (!strstr(err.msg, wrong[i].where))
			fail_msg("%s", err.msg);
		arena_release(&a);
	}
}

/* ---- weeks to spells ---- */

/* The meaning of one week, looked at from all sides each time. */
static int slow_kind(const struct register_codes *c, const struct register_week *w, size_t n, size_t i)
{
	size_t before = 0, after = 0;

	if (w[i].code != REGISTER_BLANK) {
		const struct register_code *code = register_code_find(c, w[i].code, w[i].monday);

		return code->counts ? (int)code->kind : -1;
	}
	if (!w[i].paid)
		return -1;
	while (before < i && w[i - before - 1].code == REGISTER_BLANK && w[i - before - 1].paid
		&& w[i - before - 1].monday == w[i].monday - 7 * (int32_t)(before + 1))
		before++;
	while (i + after + 1 < n && w[i + after + 1].code == REGISTER_BLANK && w[i + after + 1].paid
		&& w[i + after + 1].monday == w[i].monday + 7 * (int32_t)(after + 1))
		after++;
	return before + 1 + after >= 4 ? OUTCOME_JOB : -1;
}

static bool covered(const struct spell *list, size_t n, int kind, int32_t day)
{
	for (size_t i = 0; i < n; i++)
		if ((int)list[i].kind == kind && list[i].from <= day && day <= list[i].to)
			return true;
	return false;
}

static void compare(const struct register_codes *c, const struct register_week *w, size_t n)
{
	struct spell list[WEEKS];
	size_t count = register_spells(c, w, n, list);

	for (size_t i = 0; i < n; i++) {
		int kind = slow_kind(c, w, n, i);

		for (int k = 0; k < OUTCOME_WITHDRAWN; k++)
			for (int32_t d = 0; d < 7; d++)
				if (covered(list, count, k, w[i].monday + d) != (k == kind))
					fail_msg("week %zu, kind %d", i, k);
	}
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(date_weekday(list[i].from), 1);
		assert_int_equal(date_weekday(list[i].to), 7);
		/* As long as can be: the spell before of its kind does not touch it. */
		for (size_t k = 0; k < i; k++)
			assert_false(list[k].kind == list[i].kind && list[k].to + 1 == list[i].from);
	}
}

static void a_thousand_registers(void **state)
{
	struct fixture *f = *state;
	struct random_seeded seed;
	struct random r = random_seeded_init(&seed, 53);
	struct register_codes c;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(read_codes(f, "100,199,none,,,x,\n651,652,education,,,x,\n771,771,flex-job,,,x,\n", &c, &a, &err),
		STIGE_OK);
	for (size_t i = 0; i < HISTORIES; i++) {
		static const long codes[] = { REGISTER_BLANK, REGISTER_BLANK, 130, 651, 652, 771 };
		struct register_week w[WEEKS];
		int32_t monday = date_from_week(2012, 1);
		size_t n = 1 + random_below(&r, WEEKS);

		for (size_t k = 0; k < n; k++) {
			bool as_before = k > 0 && random_below(&r, 4) > 0;

			w[k].monday = monday;
			w[k].code = as_before ? w[k - 1].code : codes[random_below(&r, ARRAY_SIZE(codes))];
			w[k].paid = as_before ? w[k - 1].paid : random_below(&r, 2) > 0;
			/* Now and then a week is missing from the file. */
			monday += random_below(&r, 40) == 0 ? 14 : 7;
		}
		compare(&c, w, n);
	}
	arena_release(&a);
}

static void three_weeks_are_no_job(void **state)
{
	struct register_codes c = { NULL, 0 };
	struct register_week w[5];
	struct spell list[5];
	int32_t monday = date_from_week(2016, 51);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(w); i++)
		w[i] = (struct register_week){ monday + 7 * (int32_t)i, REGISTER_BLANK, i < 3 };
	assert_int_equal(register_spells(&c, w, ARRAY_SIZE(w), list), 0);
	w[3].paid = true;
	assert_int_equal(register_spells(&c, w, ARRAY_SIZE(w), list), 1);
	assert_int_equal(list[0].from, date_make(2016, 12, 19));
	assert_int_equal(list[0].to, date_make(2017, 1, 15));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weeks_52_53_and_1_over_thirty_years),
		cmocka_unit_test(what_is_no_week),
		cmocka_unit_test(the_shipped_table_is_sound),
		cmocka_unit_test_setup_teardown(a_code_can_change_its_meaning, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_wrong_table_says_where, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_thousand_registers, fixture_setup, fixture_teardown),
		cmocka_unit_test(three_weeks_are_no_job),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
