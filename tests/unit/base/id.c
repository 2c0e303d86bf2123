/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static void ids_are_written_and_read(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 5);

	(void)state;
	for (int i = 0; i < 1000; i++) {
		struct id id = id_make(&r), again;
		char hex[ID_HEX];

		assert_int_equal(strlen(id_format(&id, hex)), 32);
		assert_int_equal(strspn(hex, "0123456789abcdef"), 32);
		assert_true(id_parse(hex, &again));
		assert_true(id_eq(&id, &again));
		assert_false(id_is_zero(&id));
		again.bytes[i % 16] ^= 1;
		assert_false(id_eq(&id, &again));
	}
}

static void ids_have_one_spelling(void **state)
{
	static const char *const wrong[] = {
		"", "0", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
		"0123456789ABCDEF0123456789abcdef", "0123456789abcdeg0123456789abcdef",
		" 123456789abcdef0123456789abcdef",
		"0123456789abcdef-123456789abcdef",
	};
	struct id id = { .bytes = { 7 } };
	char hex[ID_HEX];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		assert_false(id_parse(wrong[i], &id));
	assert_false(id_parse(NULL, &id));
	assert_int_equal(id.bytes[0], 7);
	assert_true(id_parse("0123456789abcdef0123456789abcdef", &id));
	assert_int_equal(id.bytes[0], 0x01);
	assert_int_equal(id.bytes[15], 0xef);
	assert_string_equal(id_format(&id, hex), "0123456789abcdef0123456789abcdef");
	assert_true(id_parse("00000000000000000000000000000000", &id));
	assert_true(id_is_zero(&id));
}

/* xoshiro256** from splitmix64(0), as their authors' C prints it. */
static void the_source_is_the_published_one(void **state)
{
	static const uint64_t want[] = {
		UINT64_C(0x99ec5f36cb75f2b4), UINT64_C(0xbf6e1f784956452a),
		UINT64_C(0x1a5f849d4933e6e0), UINT64_C(0x6aa594f1262d2d2c),
	};
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 0);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
		unsigned char b[8];
		uint64_t word = 0;

		r.fill(r.state, b, sizeof(b));
		for (int k = 7; k >= 0; k--)
			word = word << 8 | b[k];
		assert_int_equal(word, want[i]);
	}
}

static void a_seed_repeats(void **state)
{
	struct random_seeded one, two, three;
	struct random a = random_seeded_init(&one, 6), b = random_seeded_init(&two, 6);
	struct random c = random_seeded_init(&three, 7);
	struct id x = id_make(&a), y = id_make(&b), z = id_make(&c);

	(void)state;
	assert_true(id_eq(&x, &y));
	assert_false(id_eq(&x, &z));
}

/* Always the same four bytes: only for the bounds of random_below. */
static void fill_constant(void *state, void *buf, size_t n)
{
	const unsigned char *const *at = state;

	memcpy(buf, *at, n);
}

static void below_stays_below_and_is_even(void **state)
{
	static const unsigned char small[4] = { 5, 0, 0, 0 }, each[4] = { 1, 2, 3, 4 };
	const unsigned char *bytes = small;
	struct random fixed = { .fill = fill_constant, .state = &bytes };
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 8);
	int count[7] = { 0 };

	(void)state;
	for (int i = 0; i < 70000; i++)
		count[random_below(&r, 7)]++;
	for (int i = 0; i < 7; i++)
		assert_in_range(count[i], 9500, 10500);
	assert_int_equal(random_below(&r, 1), 0);
	assert_int_equal(random_below(&fixed, 3), 2);
	assert_int_equal(random_below(&fixed, UINT32_MAX), 5);
	assert_int_equal(random_below(&fixed, UINT32_C(1) << 31), 5);
	bytes = each;
	assert_int_equal(random_below(&fixed, UINT32_MAX), 0x04030201);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_written_and_read),
		cmocka_unit_test(ids_have_one_spelling),
		cmocka_unit_test(the_source_is_the_published_one),
		cmocka_unit_test(a_seed_repeats),
		cmocka_unit_test(below_stays_below_and_is_even),
	};

	return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
