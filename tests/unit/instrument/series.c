/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "stige/base/date.h"
#include "stige/instrument/series.h"

#include "stige/base/banned.h"

/* Gaps between rounds in days and the slot each round gets. */
static const struct {
	int32_t gap;
	size_t slots;
} gaps[] = {
	{ 1, 1 }, { 45, 1 }, { 91, 1 }, { 120, 1 }, { 136, 1 }, { 137, 2 }, { 182, 2 }, { 227, 2 },
	{ 228, 3 },
	{ 365, 4 },
};

static void test_slots(void **state)
{
	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(gaps); k++) {
		int32_t dates[] = { 20000, 20000 + gaps[k].gap };
		size_t slots[2];

		series_slots(dates, 2, slots);
		assert_int_equal(slots[0], 0);
		assert_int_equal(slots[1], gaps[k].slots);
	}
}

static enum series_state state_of(char c)
{
	switch (c) {
	case '.':
		return SERIES_HOLE;
	case 'k':
		return SERIES_DK;
	case 'd':
		return SERIES_DECLINED;
	default:
		return SERIES_VALUE;
	}
}

/*
 * A series in one word: digits are values, . a hole, k dk, d declined, | a break before the
 * next. Rounds are 91 days apart.
 */
static size_t parse(const char *word, struct series_point *p)
{
	size_t n = 0;
	unsigned marks = 0;

	for (; *word; word++) {
		if (*word == '|') {
			marks = SERIES_BREAK;
			continue;
		}
		p[n] = (struct series_point){ .date = date_make(2026, 1, 5) + 91 * (int32_t)n, .marks = marks,
			.state = state_of(*word) };
		if (p[n].state == SERIES_VALUE)
			p[n].value = *word - '0';
		n++;
		marks = 0;
	}
	return n;
}

static const struct {
	const char *word, *last, *start;
} changes[] = {
	{ "", "", "" }, { "3", "", "" }, { "23", "up 1 since week 2", "up 1 since week 2" },
	{ "31", "down 2 since week 2", "down 2 since week 2" },
	{ "33", "the same since week 2", "the same since week 2" },
	{ "123", "up 1 since week 15", "up 2 since week 2" },
	{ "2.3", "up 1 since week 2", "up 1 since week 2" },
	{ "2k3", "up 1 since week 2", "up 1 since week 2" }, { "23k", "", "" }, { "23.", "", "" },
	{ "d3", "", "" },
	{ "25|3", "", "" }, { "25|34", "up 1 since week 28", "up 1 since week 28" },
	{ "15|3.4", "up 1 since week 28 of 2026", "up 1 since week 28 of 2026" },
	{ "1....3", "up 2 since week 2 of 2026", "up 2 since week 2 of 2026" },
};

static void check_words(const char *want, struct series_change change)
{
	struct str words = STR_INIT;

	series_words(&words, &change);
	assert_string_equal(words.text, want);
	assert_int_equal(change.known, *want != '\0');
	str_release(&words);
}

static void test_changes(void **state)
{
	struct series_point p[16];

	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(changes); k++) {
		size_t n = parse(changes[k].word, p);

		check_words(changes[k].last, series_since_last(p, n));
		check_words(changes[k].start, series_since_start(p, n));
	}
}

static void test_since(void **state)
{
	struct series_point p[16];
	size_t n = parse("1245", p);
	struct series_change c = series_since(p, n, p[1].date + 10);

	(void)state;
	assert_true(c.known && c.from == 2 && c.to == 5 && c.since == p[1].date);
	assert_false(series_since(p, n, p[0].date - 1).known);       /* nothing was measured before */
	assert_false(series_since(p, n, p[3].date).known);           /* no round since */
}

static void test_tally(void **state)
{
	static const char *const words[] = { "12", "21", "22", "2k", "13", "" };
	struct series_tally tally = { 0, 0, 0, 0 };
	struct series_point p[16];

	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(words); k++) {
		struct series_change c = series_since_last(p, parse(words[k], p));

		series_count(&tally, &c);
	}
	assert_int_equal(tally.risen, 2);
	assert_int_equal(tally.fallen, 1);
	assert_int_equal(tally.same, 1);
	assert_int_equal(tally.unknown, 2);
}

static const struct {
	const char *one, *two;
	bool stuck;
} progress[] = {
	{ "333", "222", true }, { "332", "221", true }, { "343", "222", false }, { "334", "222", false },
	{ "33", "22", false }, { "1333", "1222", true }, { "3.3", "2.2", false }, { "333", "2.2", true },
	{ "333", "2.3", false }, { "33.3", "22.2", true }, { "233", "222", false },
};

static void test_progress(void **state)
{
	struct series_point p[32];

	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(progress); k++) {
		size_t n = parse(progress[k].one, p);

		assert_int_equal(parse(progress[k].two, p + n), n);
		if (series_no_progress(p, 2, n) != progress[k].stuck)
			fail_msg("%s %s", progress[k].one, progress[k].two);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_since),
		cmocka_unit_test(test_tally),
		cmocka_unit_test(test_progress),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
