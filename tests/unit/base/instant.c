/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* The zone by its rule, so that no file of zones is needed. */
static int in_denmark(void **state)
{
	(void)state;
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	return 0;
}

/* Seconds counted by hand: 2026-11-22 is day 20779. */
#define NOON_22 (INT64_C(20779) * 86400 + 12 * 3600)

static void parses(void **state)
{
	static const struct {
		const char *text;
		int64_t want;
	} cases[] = {
		{ "1970-01-01T00:00Z", 0 },
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1969-12-31T23:59:59Z", -1 },
		{ "2026-11-22T12:00:00Z", NOON_22 },
		{ "2026-11-22T12:00Z", NOON_22 },
		{ "2026-11-22T13:00", NOON_22 },
		{ "2026-11-22T13:00:00", NOON_22 },
		{ "2026-11-22T14:30+02:30", NOON_22 },
		{ "2026-11-22T04:00:00-08:00", NOON_22 },
		{ "2026-07-01T14:00", (INT64_C(20779) - 144) * 86400 + 12 * 3600 },
		/* the hour that comes twice means its first time; both ends of summer time */
		{ "2026-10-25T01:59", (INT64_C(20779) - 28) * 86400 - 60 },
		{ "2026-10-25T02:30", (INT64_C(20779) - 28) * 86400 + 1800 },
		{ "2026-10-25T03:00", (INT64_C(20779) - 28) * 86400 + 7200 },
		{ "2026-03-29T01:59", (INT64_C(20779) - 238) * 86400 + 3540 },
		{ "2026-03-29T03:00", (INT64_C(20779) - 238) * 86400 + 3600 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		int64_t got = 42;

		if (!instant_parse(cases[i].text, &got) || got != cases[i].want)
			fail_msg("%s: %lld, want %lld", cases[i].text, (long long)got,
				(long long)cases[i].want);
	}
}

/* What mktime was asked before must not matter. */
static void the_second_half_past_two_does_not_depend_on_history(void **state)
{
	int64_t first, again;

	(void)state;
	assert_true(instant_parse("2026-01-01T12:00", &first));
	assert_true(instant_parse("2026-10-25T02:30", &first));
	assert_true(instant_parse("2026-07-01T12:00", &again));
	assert_true(instant_parse("2026-10-25T02:30", &again));
	assert_int_equal(first, again);
}

static void refuses(void **state)
{
	static const char *const wrong[] = {
		"", "2026-11-22", "2026-11-22T", "2026-11-22T9:30", "2026-11-22T09", "2026-11-22T09:3",
		"2026-11-22 09:30", "2026-11-22t09:30", "2026-11-22T24:00", "2026-11-22T09:60",
		"2026-11-22T09:30:60",
		"2026-11-22T09:30:", "2026-11-22T09:30:1", "2026-11-22T09:30:00.5", "2026-11-22T09:30z",
		"2026-11-22T09:30ZZ", "2026-11-22T09:30+1", "2026-11-22T09:30+0100", "2026-11-22T09:30+24:00",
		"2026-11-22T09:30+01:60", "2026-11-22T24:00Z", "2026-11-22T09:60Z",
		"2026-11-22T09:30:60Z", "2026-11-22T09:30+xx:00", "2026-11-22T09:30+01.00",
		"2026-11-22T09:30+01:xx", "2026-11-22T09:30+01:00x", "2026-02-30T09:30", "2026-11-22T09:30 ",
		" 2026-11-22T09:30", "2026-03-29T02:30", "2026-11-22T-9:30", "2026-11-22T09:30:00 Z",
	};
	int64_t at = 42;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		if (instant_parse(wrong[i], &at))
			fail_msg("accepted \"%s\"", wrong[i]);
	assert_false(instant_parse(NULL, &at));
	assert_int_equal(at, 42);
}

static void formats(void **state)
{
	char out[INSTANT_TEXT];

	(void)state;
	assert_string_equal(instant_format(0, out), "1970-01-01T00:00:00Z");
	assert_string_equal(instant_format(-1, out), "1969-12-31T23:59:59Z");
	assert_string_equal(instant_format(NOON_22 + 61, out), "2026-11-22T12:01:01Z");
	assert_string_equal(instant_format(-62135596800, out), "0001-01-01T00:00:00Z");
	assert_string_equal(instant_format(-62135596801, out), "");
	assert_string_equal(instant_format(253402300799, out), "9999-12-31T23:59:59Z");
	assert_string_equal(instant_format(253402300800, out), "");
	assert_string_equal(instant_format(INSTANT_NONE, out), "");
	assert_string_equal(instant_format(INT64_MAX, out), "");
	assert_string_equal(instant_format_local(NOON_22, out), "2026-11-22 13:00");
	assert_string_equal(instant_format_local(INSTANT_NONE, out), "");
	assert_string_equal(instant_format_local(INT64_MAX, out), "");
}

static void what_is_written_is_read(void **state)
{
	char out[INSTANT_TEXT];

	(void)state;
	for (int64_t at = -60000000000; at < 60000000000; at += 86400 * 211 + 12345) {
		int64_t got;

		assert_true(instant_parse(instant_format(at, out), &got));
		assert_int_equal(got, at);
	}
}

static void the_local_date_turns_at_local_midnight(void **state)
{
	int32_t sunday = date_make(2026, 11, 22);

	(void)state;
	assert_int_equal(sunday, 20779);
	assert_int_equal(instant_date(NOON_22), sunday);
	assert_int_equal(instant_date(NOON_22 + 11 * 3600 - 1), sunday);
	assert_int_equal(instant_date(NOON_22 + 11 * 3600), sunday + 1);
	assert_int_equal(instant_date(INSTANT_NONE), DATE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses),
		cmocka_unit_test(the_second_half_past_two_does_not_depend_on_history),
		cmocka_unit_test(refuses),
		cmocka_unit_test(formats),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(the_local_date_turns_at_local_midnight),
	};

	return cmocka_run_group_tests_name("instant", tests, in_denmark, NULL);
}
