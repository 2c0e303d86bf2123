/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "stige/base/cpr.h"
#include "stige/base/date.h"
#include "stige/base/id.h"

/* The rows of CPR's own table: seventh digit, years of the birth date, century. */
static const struct {
	int seventh_from, seventh_to, year_from, year_to, century;
} centuries[] = {
	{ 0, 3, 0, 99, 1900 },
	{ 4, 4, 0, 36, 2000 },
	{ 4, 4, 37, 99, 1900 },
	{ 5, 8, 0, 57, 2000 },
	{ 9, 9, 0, 36, 2000 },
	{ 9, 9, 37, 99, 1900 },
};

static int32_t today(void)
{
	return date_make(2026, 11, 22);
}

static void every_row_of_the_century_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(centuries) / sizeof(centuries[0]); i++)
		for (int seventh = centuries[i].seventh_from; seventh <= centuries[i].seventh_to; seventh++)
			for (int year = centuries[i].year_from; year <= centuries[i].year_to; year++) {
				char typed[64], digits[CPR_DIGITS + 1];
				int32_t birth = DATE_NONE, want = date_make(centuries[i].century + year, 1, 1);
				enum cpr_fault fault;

				snprintf(typed, sizeof(typed), "0101%02d-%d234", year, seventh);
				fault = cpr_parse(typed, today(), digits, &birth);
				assert_int_equal(fault, want > today() ? CPR_NOT_ALIVE : CPR_FINE);
				if (fault == CPR_FINE)
					assert_int_equal(birth, want);
			}
}

/* Figures by hand: 070761-4285 holds, the same with another last digit does not; both are valid. */
static void modulus_11_is_a_hint(void **state)
{
	char digits[CPR_DIGITS + 1];

	(void)state;
	assert_int_equal(cpr_parse("0707614285", today(), digits, NULL), CPR_FINE);
	assert_true(cpr_modulus11(digits));
	assert_int_equal(cpr_parse("0707614286", today(), digits, NULL), CPR_FINE);
	assert_false(cpr_modulus11(digits));
}

/* 10,000 numbers that are valid by the table; a thousand fail modulus 11 on 1 January. None is turned away. */
static void ten_thousand_valid_numbers(void **state)
{
	struct random_seeded seed;
	struct random r = random_seeded_init(&seed, 11);
	unsigned failing = 0, taken = 0;

	(void)state;
	while (taken < 10000) {
		bool january = taken < 1000;
		size_t row = random_below(&r, sizeof(centuries) / sizeof(centuries[0]));
		int seventh = centuries[row].seventh_from + (int)random_below(&r,
			(uint32_t)(centuries[row].seventh_to - centuries[row].seventh_from + 1));
		int year = centuries[row].year_from + (int)random_below(&r,
			(uint32_t)(centuries[row].year_to - centuries[row].year_from + 1));
		int month = january ? 1 : 1 + (int)random_below(&r, 12);
		int day = january ? 1 : 1 + (int)random_below(&r, 28);
		char typed[64], digits[CPR_DIGITS + 1];
		int32_t birth;

		snprintf(typed, sizeof(typed), "%02d%02d%02d%d%03u", day, month, year, seventh,
			(unsigned)random_below(&r, 1000));
		if (date_make(centuries[row].century + year, month, day) > today() ||
			(january && cpr_modulus11(typed)))
			continue;
		assert_int_equal(cpr_parse(typed, today(), digits, &birth), CPR_FINE);
		assert_int_equal(birth, date_make(centuries[row].century + year, month, day));
		failing += january && !cpr_modulus11(digits);
		taken++;
	}
	assert_int_equal(failing, 1000);
}

static void refuses_what_is_none(void **state)
{
	static const struct {
		const char *typed;
		enum cpr_fault fault;
	} rows[] = {
		{ "", CPR_NOT_DIGITS }, { "241285", CPR_NOT_DIGITS }, { "241285-123", CPR_NOT_DIGITS },
		{ "241285-12345", CPR_NOT_DIGITS }, { "2412851-234", CPR_NOT_DIGITS },
		{ "241285--1234", CPR_NOT_DIGITS }, { "24128a-1234", CPR_NOT_DIGITS },
		{ "310285-1234", CPR_NO_DATE }, { "001285-1234", CPR_NO_DATE }, { "240085-1234", CPR_NO_DATE },
		{ "290201-1234", CPR_NO_DATE },          /* 1901 had no 29 February */
		{ "010160-5234", CPR_NOT_ALIVE },        /* 1860 */
		{ "231126-4234", CPR_NOT_ALIVE },        /* tomorrow */
	};
	char digits[CPR_DIGITS + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(cpr_parse(rows[i].typed, today(), digits, NULL), rows[i].fault);
		assert_true(*cpr_fault_sentence(rows[i].fault) != '\0');
	}
	assert_int_equal(cpr_parse("221126-4234", today(), digits, NULL), CPR_FINE);
	assert_int_equal(cpr_parse("290204-4234", today(), digits, NULL), CPR_FINE);
	assert_int_equal(cpr_parse("241285 1234", today(), digits, NULL), CPR_FINE);
}

static void shows_a_mask_or_a_hyphen(void **state)
{
	char out[CPR_TEXT];

	(void)state;
	assert_string_equal(cpr_masked("0412851234", out), "041285-****");
	assert_string_equal(cpr_hyphenated("0412851234", out), "041285-1234");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_century_table),
		cmocka_unit_test(modulus_11_is_a_hint),
		cmocka_unit_test(ten_thousand_valid_numbers),
		cmocka_unit_test(refuses_what_is_none),
		cmocka_unit_test(shows_a_mask_or_a_hyphen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
