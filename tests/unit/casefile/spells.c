/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study's outcome definitions, each by hand, and all of them against a slow reference that counts days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/casefile/spells.h"

enum { DAYS = 1200, HISTORIES = 1000, SPELLS_MOST = 8, YEAR = 365 };

static enum outcome_answer holds(const char *code, const struct spell *list, size_t n, int32_t day, int32_t known)
{
	const struct outcome_rule *rule = outcome_rule_find(code);

	assert_non_null(rule);
	return outcome_holds(rule, list, n, day, day, known);
}

static void joined_where_no_day_lies_between(void **state)
{
	struct spell list[] = {
		{ OUTCOME_JOB, 110, 120 }, { OUTCOME_JOB, 100, 109 }, { OUTCOME_JOB, 122, 130 },
		{ OUTCOME_FLEX_JOB, 121, 121 }, { OUTCOME_WITHDRAWN, 1, 900 }, { OUTCOME_JOB, 125, DATE_NONE },
		{ OUTCOME_JOB, 500, 600 },
	};
	size_t n;

	(void)state;
	n = spells_join(list, ARRAY_SIZE(list));
	assert_int_equal(n, 3);
	assert_int_equal(list[0].from, 100);
	assert_int_equal(list[0].to, 120);
	assert_int_equal(list[1].from, 122);
	assert_int_equal(list[1].to, DATE_NONE);
	assert_int_equal(list[2].kind, OUTCOME_FLEX_JOB);
}

/* One job from day 100 to 464: each definition reads it in its own way. */
static void each_definition_is_its_own(void **state)
{
	const struct spell job[] = { { OUTCOME_JOB, 100, 464 } };
	const struct spell flex[] = { { OUTCOME_FLEX_JOB, 100, 464 } };
	const struct spell school[] = { { OUTCOME_EDUCATION, 100, 464 } };
	const struct spell wage[] = { { OUTCOME_WAGE_SUBSIDY, 100, 464 } };
	const int32_t known = 5000;

	(void)state;
	assert_int_equal(holds("O2", job, 1, 99, known), OUTCOME_NO);
	assert_int_equal(holds("O2", job, 1, 100, known), OUTCOME_YES);
	assert_int_equal(holds("O2", job, 1, 464, known), OUTCOME_YES);
	assert_int_equal(holds("O2", job, 1, 465, known), OUTCOME_NO);
	assert_int_equal(holds("O2", flex, 1, 100, known), OUTCOME_NO);
	assert_int_equal(holds("O3", flex, 1, 100, known), OUTCOME_YES);
	assert_int_equal(holds("O4", school, 1, 100, known), OUTCOME_YES);
	/* Begun within 365 days: the day of the response itself is not after it. */
	assert_int_equal(holds("O6", job, 1, 99, known), OUTCOME_YES);
	assert_int_equal(holds("O6", job, 1, 100, known), OUTCOME_NO);
	assert_int_equal(holds("O6", job, 1, 100 - YEAR, known), OUTCOME_YES);
	assert_int_equal(holds("O6", job, 1, 99 - YEAR, known), OUTCOME_NO);
	assert_int_equal(holds("O6", school, 1, 99, known), OUTCOME_NO);
	assert_int_equal(holds("O5", school, 1, 99, known), OUTCOME_YES);
	assert_int_equal(holds("O7", school, 1, 99, known), OUTCOME_YES);
	assert_int_equal(holds("O7", job, 1, 99, known), OUTCOME_YES);
	assert_int_equal(holds("O7", flex, 1, 99, known), OUTCOME_NO);
	/* A year later: begun long before counts, ended the day before does not. */
	assert_int_equal(holds("O8", job, 1, 99, known), OUTCOME_YES);
	assert_int_equal(holds("O8", job, 1, 100, known), OUTCOME_NO);
	/* Any paid work, also if it had begun before. */
	assert_int_equal(holds("O9", wage, 1, 463, known), OUTCOME_YES);
	assert_int_equal(holds("O9", wage, 1, 464, known), OUTCOME_NO);
	assert_int_equal(holds("O9", school, 1, 100, known), OUTCOME_NO);
	assert_int_equal(outcome_holds(outcome_rule_find("O1"), job, 1, 0, 99, known), OUTCOME_NO);
	assert_int_equal(outcome_holds(outcome_rule_find("O1"), job, 1, 0, 100, known), OUTCOME_YES);
}

static void what_is_not_known_yet_is_not_no(void **state)
{
	const struct spell job[] = { { OUTCOME_JOB, 100, DATE_NONE } };

	(void)state;
	assert_int_equal(holds("O6", job, 1, 50, 99), OUTCOME_UNKNOWN);
	assert_int_equal(holds("O6", job, 1, 50, 100), OUTCOME_YES);
	assert_int_equal(holds("O6", NULL, 0, 50, 50 + YEAR - 1), OUTCOME_UNKNOWN);
	assert_int_equal(holds("O6", NULL, 0, 50, 50 + YEAR), OUTCOME_NO);
	assert_int_equal(holds("O8", job, 1, 100, 300), OUTCOME_UNKNOWN);
	assert_int_equal(holds("O8", job, 1, 100, 465), OUTCOME_YES);
	assert_int_equal(holds("O2", job, 1, 200, 199), OUTCOME_UNKNOWN);
}

static void kept_for_half_a_year(void **state)
{
	const struct spell ended = { OUTCOME_JOB, 100, 281 }, kept = { OUTCOME_JOB, 100, 282 };
	const struct spell lasting = { OUTCOME_FLEX_JOB, 100, DATE_NONE };

	(void)state;
	assert_int_equal(spell_kept(&ended, 182, 1000), OUTCOME_NO);
	assert_int_equal(spell_kept(&kept, 182, 1000), OUTCOME_YES);
	assert_int_equal(spell_kept(&lasting, 182, 281), OUTCOME_UNKNOWN);
	assert_int_equal(spell_kept(&lasting, 182, 282), OUTCOME_YES);
	/* Ended before the register does: then half a year needs no waiting. */
	assert_int_equal(spell_kept(&ended, 365, 300), OUTCOME_NO);
}

static void nine_of_them(void **state)
{
	static const char *const codes[] = { "O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8", "O9" };

	(void)state;
	assert_int_equal(outcome_rule_count, ARRAY_SIZE(codes));
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++) {
		const struct outcome_rule *rule = outcome_rule_find(codes[i]);

		assert_ptr_equal(rule, &outcome_rules[i]);
		for (size_t k = 0; k < i; k++)
			assert_false(rule->how == outcome_rules[k].how && rule->kinds == outcome_rules[k].kinds);
	}
}

/* ---- against days on a long strip ---- */

struct strip {
	bool on[OUTCOME_KINDS][DAYS];
};

static void paint(struct strip *s, const struct spell *list, size_t n)
{
	memset(s, 0, sizeof(*s));
	for (size_t i = 0; i < n; i++)
		for (int32_t d = list[i].from; d < DAYS && (list[i].to == DATE_NONE || d <= list[i].to); d++)
			s->on[list[i].kind][d] = true;
}

static bool on_day(const struct strip *s, unsigned kinds, int32_t d)
{
	for (unsigned k = 0; k < OUTCOME_WITHDRAWN; k++)
		if ((kinds & SPELL(k)) && s->on[k][d])
			return true;
	return false;
}

static bool begins(const struct strip *s, unsigned kinds, int32_t d)
{
	for (unsigned k = 0; k < OUTCOME_WITHDRAWN; k++)
		if ((kinds & SPELL(k)) && s->on[k][d] && !s->on[k][d - 1])
			return true;
	return false;
}

/* Day by day, with nothing clever. */
static enum outcome_answer slowly(const struct strip *s, const struct outcome_rule *r, int32_t day, int32_t last,
	int32_t known)
{
	bool all_seen = true;
	int32_t first = day;

	if (r->how == OUTCOME_STARTED || r->how == OUTCOME_HAD) {
		first = day + 1;
		last = day + YEAR;
	}
	if (r->how == OUTCOME_ON)
		last = day;
	if (r->how == OUTCOME_YEAR_AFTER)
		first = last = day + YEAR;
	for (int32_t d = first; d <= last; d++) {
		if (d > known)
			all_seen = false;
		else if (r->how == OUTCOME_STARTED ? begins(s, r->kinds, d) : on_day(s, r->kinds, d))
			return OUTCOME_YES;
	}
	return all_seen ? OUTCOME_NO : OUTCOME_UNKNOWN;
}

static size_t make_history(struct random *r, struct spell *list)
{
	size_t n = random_below(r, SPELLS_MOST + 1);

	for (size_t i = 0; i < n; i++) {
		list[i].kind = (enum outcome_kind)random_below(r, OUTCOME_KINDS);
		list[i].from = 1 + (int32_t)random_below(r, 700);
		list[i].to = random_below(r, 5) == 0 ? DATE_NONE : list[i].from + (int32_t)random_below(r, 200);
	}
	return n;
}

static void a_thousand_histories(void **state)
{
	struct random_seeded seed;
	struct random r = random_seeded_init(&seed, 2026);
	struct strip *s = mem_alloc(sizeof(*s));
	size_t seen[3] = { 0 };

	(void)state;
	for (size_t i = 0; i < HISTORIES; i++) {
		struct spell list[SPELLS_MOST];
		size_t n = make_history(&r, list);
		int32_t day = (int32_t)random_below(&r, 750), last = day + (int32_t)random_below(&r, 400);
		int32_t known = day + (int32_t)random_below(&r, 420);

		paint(s, list, n);
		n = spells_join(list, n);
		for (size_t k = 0; k < outcome_rule_count; k++) {
			enum outcome_answer a = outcome_holds(&outcome_rules[k], list, n, day, last, known);

			seen[a]++;
			if (a != slowly(s, &outcome_rules[k], day, last, known))
				fail_msg("history %zu, %s on day %d", i, outcome_rules[k].code, (int)day);
		}
	}
	/* The histories are worth something only if all answers come up. */
	for (size_t i = 0; i < ARRAY_SIZE(seen); i++)
		assert_in_range(seen[i], HISTORIES / 4, 9 * HISTORIES);
	mem_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joined_where_no_day_lies_between),
		cmocka_unit_test(each_definition_is_its_own),
		cmocka_unit_test(what_is_not_known_yet_is_not_no),
		cmocka_unit_test(kept_for_half_a_year),
		cmocka_unit_test(nine_of_them),
		cmocka_unit_test(a_thousand_histories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
