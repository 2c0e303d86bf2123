/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is due: every day of more than a year, from rounds around leap days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/due.h"
#include "stige/base/banned.h"

/* The windows as design's section 3 writes them: 0-75, 76-120, 121-183, 184 and more. */
static enum due_state by_hand(int days)
{
	if (days <= 75)
		return DUE_NOT_YET;
	if (days <= 120)
		return DUE_NOW;
	if (days <= 183)
		return DUE_LATE;
	return DUE_EXPIRED;
}

static void every_day_of_a_year(void **state)
{
	static const struct date_parts last[] = {
		{ 2023, 11, 30 }, { 2024, 2, 28 }, { 2024, 2, 29 }, { 2024, 3, 1 }, { 2024, 12, 31 },
		{ 2026, 2, 28 }, { 2099, 12, 31 }, { 2100, 2, 28 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(last); i++) {
		int32_t from = date_make(last[i].year, last[i].month, last[i].day);
		int past = 0;

		for (int days = 0; days <= 400; days++) {
			struct due due = due_on(from + days, from, DATE_NONE, 0);

			/* One week more on day 98, 105, ...: counted up, not divided. */
			if (days > 91 && (days - 91) % 7 == 0)
				past++;
			assert_int_equal(due.state, by_hand(days));
			assert_int_equal(due.days, days);
			assert_int_equal(due.date, from + 91);
			assert_int_equal(due.weeks_past, past);
		}
	}
}

/* The date that is shown, by the calendar. */
static void day_91(void **state)
{
	(void)state;
	assert_int_equal(due_on(date_make(2024, 1, 1), date_make(2023, 12, 1), DATE_NONE, 0).date,
		date_make(2024, 3, 1));
	assert_int_equal(due_on(date_make(2023, 1, 1), date_make(2022, 12, 1), DATE_NONE, 0).date,
		date_make(2023, 3, 2));
}

static void first_round(void **state)
{
	struct due due = due_on(date_make(2026, 11, 22), DATE_NONE, DATE_NONE, 0);

	(void)state;
	assert_int_equal(due.state, DUE_FIRST);
	assert_int_equal(due.date, DATE_NONE);
	assert_int_equal(due.days, -1);
	assert_int_equal(due.weeks_past, 0);
}

static void paused_until_the_day(void **state)
{
	int32_t today = date_make(2026, 11, 22), last = today - 150;
	struct due due = due_on(today, last, today + 1, 0);

	(void)state;
	assert_int_equal(due.state, DUE_PAUSED);
	assert_int_equal(due.date, today + 1);
	assert_int_equal(due.weeks_past, 0);
	assert_int_equal(due.days, 150);
	assert_int_equal(due_on(today, last, today, 0).state, DUE_LATE);
	assert_int_equal(due_on(today, DATE_NONE, today + 1, 0).state, DUE_PAUSED);
	assert_int_equal(due_on(today, DATE_NONE, today, 0).state, DUE_FIRST);
}

static void closed_before_all(void **state)
{
	int32_t today = date_make(2026, 11, 22);
	struct due due = due_on(today, today - 200, today + 9, 1);

	(void)state;
	assert_int_equal(due.state, DUE_CLOSED);
	assert_int_equal(due.date, DATE_NONE);
	assert_int_equal(due.weeks_past, 0);
}

static void clock_set_back(void **state)
{
	int32_t today = date_make(2026, 11, 22);
	struct due due = due_on(today, today + 3, DATE_NONE, 0);

	(void)state;
	assert_int_equal(due.state, DUE_NOT_YET);
	assert_int_equal(due.days, 0);
}

static void words(void **state)
{
	(void)state;
	assert_string_equal(due_word(DUE_FIRST), "first round");
	assert_string_equal(due_word(DUE_LATE), "late");
	assert_string_equal(due_word(DUE_CLOSED), "closed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_a_year),
		cmocka_unit_test(day_91),
		cmocka_unit_test(first_round),
		cmocka_unit_test(paused_until_the_day),
		cmocka_unit_test(closed_before_all),
		cmocka_unit_test(clock_set_back),
		cmocka_unit_test(words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
