/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <limits.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

static void grows_and_keeps_its_nul(void **state)
{
	struct str s = STR_INIT;
	char want[5000] = "";

	(void)state;
	assert_string_equal(s.text, "");
	for (size_t i = 0; i + 1 < sizeof(want); i++) {
		want[i] = (char)('a' + i % 26);
		str_addc(&s, want[i]);
		assert_int_equal(s.len, i + 1);
		assert_int_equal(s.text[s.len], '\0');
		assert_true(s.cap > s.len);
	}
	assert_string_equal(s.text, want);
	str_release(&s);
	assert_string_equal(s.text, "");
	assert_int_equal(s.cap, 0);
}

static void adds_cuts_and_clears(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add(&s, NULL);
	str_add(&s, "");
	str_cut(&s, 0);
	str_clear(&s);
	assert_int_equal(s.cap, 0);
	str_add(&s, "one");
	str_addn(&s, " two three", 4);
	str_addf(&s, " %d%s", 3, "!");
	assert_string_equal(s.text, "one two 3!");
	str_cut(&s, 100);
	assert_int_equal(s.len, 10);
	str_cut(&s, 7);
	assert_string_equal(s.text, "one two");
	str_clear(&s);
	assert_string_equal(s.text, "");
	assert_true(s.cap > 0);
	str_addf(&s, "%s", "");
	assert_string_equal(s.text, "");
	str_release(&s);
}

static void steals(void **state)
{
	struct str s = STR_INIT;
	char *text;

	(void)state;
	text = str_steal(&s);
	assert_string_equal(text, "");
	text[0] = 'x';               /* the caller's own */
	mem_free(text);
	assert_string_equal(s.text, "");
	str_add(&s, "kept");
	text = str_steal(&s);
	assert_string_equal(text, "kept");
	assert_string_equal(s.text, "");
	mem_free(text);
}

static void compares(void **state)
{
	(void)state;
	assert_true(str_eq("a", "a"));
	assert_false(str_eq("a", "b"));
	assert_true(str_eq(NULL, ""));
	assert_true(str_eq(NULL, NULL));
	assert_true(str_starts("stige", "sti"));
	assert_false(str_starts("st", "sti"));
	assert_true(str_starts(NULL, ""));
	assert_true(str_starts("x", NULL));
	assert_false(str_starts(NULL, "x"));
	assert_true(str_ends("client.csv", ".csv"));
	assert_false(str_ends("csv", ".csv"));
	assert_true(str_ends("x", ""));
	assert_false(str_ends(NULL, "x"));
}

static void finds_words(void **state)
{
	static const struct {
		const char *list, *word;
		bool found;
	} cases[] = {
		{ "a bb ccc", "a", true }, { "a bb ccc", "bb", true }, { "a bb ccc", "ccc", true },
		{ "a bb ccc", "b", false }, { "a bb ccc", "cc", false }, { "a bb ccc", "a bb", false },
		{ "a bb ccc", "", false }, { "", "a", false }, { NULL, "a", false }, { "a", NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_int_equal(str_has_word(cases[i].list, cases[i].word), cases[i].found);
}

static void reads_numbers(void **state)
{
	static const struct {
		const char *text;
		long min, max;
		bool ok;
		long want;
	} cases[] = {
		{ "0", 0, 9, true, 0 }, { "9", 0, 9, true, 9 }, { "10", 0, 9, false, 0 },
		{ "007", 0, 9, true, 7 },
		{ "4", 5, 9, false, 0 }, { "", 0, 9, false, 0 }, { NULL, 0, 9, false, 0 },
		{ "+1", 0, 9, false, 0 },
		{ "-1", -5, 9, false, 0 }, { " 1", 0, 9, false, 0 }, { "1 ", 0, 9, false, 0 },
		{ "1x", 0, 9, false, 0 },
		{ "9223372036854775807", 0, LONG_MAX, true, LONG_MAX },
		{ "9223372036854775808", 0, LONG_MAX, false, 0 },
		{ "99999999999999999999999999", 0, LONG_MAX, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		long n = 77;

		assert_int_equal(str_to_long(cases[i].text, cases[i].min, cases[i].max, &n), cases[i].ok);
		assert_int_equal(n, cases[i].ok ? cases[i].want : 77);
	}
}

/* The definition, without a table: what is left when the last edit is undone. */
static size_t slow_distance(const char *a, size_t n, const char *b, size_t m)
{
	size_t best, other;

	if (n == 0 || m == 0)
		return n + m;
	best = slow_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	other = slow_distance(a, n - 1, b, m) + 1;
	best = other < best ? other : best;
	other = slow_distance(a, n, b, m - 1) + 1;
	best = other < best ? other : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		other = slow_distance(a, n - 2, b, m - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void random_word(struct random *r, char out[8])
{
	uint32_t len = random_below(r, 7);

	for (uint32_t i = 0; i < len; i++)
		out[i] = (char)('a' + random_below(r, 3));
	out[len] = '\0';
}

static void counts_edits(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 3);

	(void)state;
	assert_int_equal(str_distance("relevant", "relevant", 2), 0);
	assert_int_equal(str_distance("relevant", "relevnat", 2), 1);
	assert_int_equal(str_distance("relevant", "relevent", 2), 1);
	assert_int_equal(str_distance("relevant", "elevant", 2), 1);
	assert_int_equal(str_distance("relevant", "label", 2), 3);
	assert_int_equal(str_distance(NULL, "ab", 5), 2);
	assert_int_equal(str_distance("", "", 0), 0);
	for (int i = 0; i < 1500; i++) {
		char a[8], b[8];

		random_word(&r, a);
		random_word(&r, b);
		for (size_t most = 0; most < 8; most++) {
			size_t want = slow_distance(a, strlen(a), b, strlen(b));

			assert_int_equal(str_distance(a, b, most), want > most ? most + 1 : want);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_keeps_its_nul),
		cmocka_unit_test(adds_cuts_and_clears),
		cmocka_unit_test(steals),
		cmocka_unit_test(compares),
		cmocka_unit_test(finds_words),
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(counts_edits),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
