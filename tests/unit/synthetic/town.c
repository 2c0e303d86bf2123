/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The town before it is written: counts and shares against the report's, stories against their course. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "../../../src/synthetic/town.h"
#include "stige/base/banned.h"

/* 2026-11-22T09:30:00Z */
static const int64_t now = INT64_C(1795339800);

static const struct crowd study = {
	.people = 4000, .workers = 300, .offices = 10, .rounds = 13900, .one_sided = 400,
	.changed_per_mille = 400, .days = 4 * 365,
};

struct given {
	struct instrument *instrument;
	struct shape shape;
};

static int setup(void **state)
{
	struct given *g = mem_alloc(sizeof(*g));
	struct err err = ERR_INIT;
	struct str dir = STR_INIT;

	str_addf(&dir, "%s/forms", getenv("STIGE_SOURCE_ROOT"));
	if (instrument_open(dir.text, 0, NULL, &g->instrument, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	str_release(&dir);
	assert_int_equal(shape_init(&g->shape, g->instrument, &err), STIGE_OK);
	*state = g;
	return 0;
}

static int teardown(void **state)
{
	struct given *g = *state;

	instrument_free(g->instrument);
	mem_free(g);
	return 0;
}

static void draw_study(struct town *t, const struct given *g, uint64_t seed)
{
	town_init(t, &g->shape, seed, now);
	town_draw_crowd(t, &study, "user");
	town_settle(t);
	town_reply(t);
}

/* part of whole within `most` tenths of a per cent of the figure, also in tenths. */
static void assert_share(const char *what, size_t part, size_t whole, int figure, int most)
{
	int share = (int)((part * 1000 + whole / 2) / whole);

	if (abs(share - figure) > most)
		fail_msg("%s: %d per mille, the report has %d", what, share, figure);
}

/* Report lines 139-150. */
static void counts_are_exact(void **state)
{
	const struct given *g = *state;
	struct town t;
	size_t client = 0, caseworker = 0, both = 0, seen = 0, young = 0;
	bool *used;

	draw_study(&t, g, 1);
	used = mem_array(t.worker_count, sizeof(*used));
	for (size_t i = 0; i < t.visit_count; i++) {
		client += t.visits[i].client;
		caseworker += t.visits[i].caseworker;
		both += t.visits[i].client && t.visits[i].caseworker;
		used[t.visits[i].worker] = true;
	}
	for (size_t i = 0; i < t.worker_count; i++)
		seen += used[i];
	for (size_t i = 0; i < t.person_count; i++)
		young += date_age(t.people[i].fields.birth, t.today) < 30;
	assert_int_equal(t.person_count, 4000);
	assert_int_equal(t.worker_count, 300);
	assert_int_equal(seen, 300);
	assert_int_equal(t.workers[299].office, 9);
	assert_int_equal(t.visit_count, 13900);
	assert_int_equal(client, 13500);
	assert_int_equal(caseworker, 13500);
	assert_int_equal(both, 13100);
	assert_int_equal(young, 400);
	mem_free(used);
	town_release(&t);
}

/* Figure 9 (lines 1118-1130): 23 25 24 20 6 and 2 who do not know. */
static void belief_is_figure_9(void **state)
{
	static const int figure[] = { 230, 250, 240, 200, 60 };
	const struct given *g = *state;
	size_t place = shape_belief(&g->shape), steps[5] = { 0 }, dk = 0, all = 0;
	struct town t;

	draw_study(&t, g, 2);
	for (size_t i = 0; i < t.visit_count; i++) {
		int32_t value = t.visits[i].caseworker_values[place];

		if (!t.visits[i].caseworker)
			continue;
		all++;
		if (value > 0)
			steps[value - 1]++;
		else
			dk += value == VALUE_DK;
	}
	for (size_t i = 0; i < 5; i++)
		assert_share("confidence", steps[i], all, figure[i], 1);
	assert_share("confidence, do not know", dk, all, 20, 1);
	town_release(&t);
}

static void assert_figure_8(const struct town *t)
{
	size_t none = 0, only[9] = { 0 }, with_j = 0, combined = 0, any_j = 0, n = t->visit_count;

	for (size_t i = 0; i < n; i++) {
		unsigned groups = t->visits[i].groups;
		bool several = (groups & (groups - 1)) != 0;

		none += groups == 0;
		combined += several;
		with_j += several && (groups & GROUP_JOB);
		any_j += (groups & GROUP_JOB) != 0;
		if (groups && !several)
			only[groups]++;
		/* What is written says the same as what was meant. */
		assert_int_equal(t->visits[i].activities != 0, groups != 0);
	}
	assert_share("none", none, n, 230, 15);
	assert_share("J alone", only[GROUP_JOB], n, 240, 15);
	assert_share("H alone", only[GROUP_HEALTH], n, 140, 15);
	assert_share("U alone", only[GROUP_UPGRADING], n, 60, 10);
	assert_share("S alone", only[GROUP_SOCIAL], n, 60, 10);
	assert_share("combined", combined, n, 260, 15);
	assert_share("combined with J", with_j, n, 180, 15);
	assert_share("any J", any_j, n, 420, 20);
}

/* Figure 8 (lines 868-909), whatever the seed. */
static void activities_are_figure_8(void **state)
{
	const struct given *g = *state;

	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct town t;

		draw_study(&t, g, seed);
		assert_figure_8(&t);
		town_release(&t);
	}
}

/* Lines 248-254: 28 in 100 search, with 1 to 6 channels, most with one or two. */
static void search_is_the_reports(void **state)
{
	const struct given *g = *state;
	size_t place = shape_channels(&g->shape), all = 0, search = 0, few = 0;
	struct town t;

	draw_study(&t, g, 4);
	for (size_t i = 0; i < t.visit_count; i++) {
		int32_t set = t.visits[i].client_values[place];
		size_t ways = 0;

		if (!t.visits[i].client)
			continue;
		all++;
		for (int32_t rest = set > 0 ? set : 0; rest; rest &= rest - 1)
			ways++;
		assert_true(ways <= 6);
		search += ways > 0;
		few += ways == 1 || ways == 2;
	}
	assert_share("searching", search, all, 280, 1);
	assert_true(few * 2 > search);
	town_release(&t);
}

/* Line 1016: 40 in 100 have had their caseworker changed. */
static void changes_are_the_reports(void **state)
{
	const struct given *g = *state;
	struct town t;
	size_t changed = 0;

	draw_study(&t, g, 5);
	for (size_t i = 0; i < t.person_count; i++) {
		const struct town_person *p = &t.people[i];
		bool other = false;

		for (size_t k = 1; k < p->visits; k++)
			other |= t.visits[p->first_visit + k].worker != t.visits[p->first_visit + k - 1].worker;
		changed += other;
	}
	assert_int_equal(changed, 1600);
	town_release(&t);
}

/* Lines 935-960: without any activity all fall, with a job-oriented one they rise. */
static void levels_move_as_reported(void **state)
{
	const struct given *g = *state;
	long sum_none = 0, sum_job = 0, n_none = 0, n_job = 0;
	struct town t;

	draw_study(&t, g, 6);
	for (size_t i = 0; i + 1 < t.visit_count; i++) {
		const struct town_visit *v = &t.visits[i];
		int change = v[1].level - v->level;

		if (v[1].person != v->person)
			continue;
		if (!v->groups) {
			sum_none += change;
			n_none++;
		} else if (v->groups & GROUP_JOB) {
			sum_job += change;
			n_job++;
		}
	}
	assert_true(sum_none / n_none < -100);
	assert_true(sum_job / n_job > 60);
	town_release(&t);
}

/* Nobody sits in two meetings at once, on a weekend, or in the future. */
static void meetings_are_plausible(void **state)
{
	const struct given *g = *state;
	struct town t;

	draw_study(&t, g, 7);
	for (size_t i = 0; i < t.visit_count; i++) {
		const struct town_visit *v = &t.visits[i];

		assert_true(v->at < now);
		assert_true(v->at > now - INT64_C(86400) * (4 * 365 + 3));
		assert_true(date_weekday((int32_t)(v->at / 86400)) <= 5);
		if (i && v[-1].person == v->person)
			assert_true(v->at - v[-1].at > INT64_C(86400) * 70);
	}
	town_release(&t);
}

static bool same_town(const struct town *a, const struct town *b)
{
	bool same = a->person_count == b->person_count && a->visit_count == b->visit_count;

	for (size_t i = 0; same && i < a->person_count; i++)
		same = str_eq(a->people[i].name, b->people[i].name);
	for (size_t i = 0; same && i < a->visit_count; i++)
		same = a->visits[i].at == b->visits[i].at && a->visits[i].activities == b->visits[i].activities &&
			!memcmp(a->visits[i].client_values, b->visits[i].client_values,
				sizeof(a->visits[i].client_values));
	return same;
}

static void a_seed_repeats(void **state)
{
	const struct given *g = *state;
	struct town a, b, c;

	draw_study(&a, g, 8);
	draw_study(&b, g, 8);
	draw_study(&c, g, 9);
	assert_true(same_town(&a, &b));
	assert_false(same_town(&a, &c));
	town_release(&c);
	town_release(&b);
	town_release(&a);
}

static void tell(struct town *t, const struct given *g, uint64_t seed)
{
	town_init(t, &g->shape, seed, now);
	town_tell_stories(t, "user");
	town_settle(t);
	town_reply(t);
}

static int32_t days_since(const struct town *t, const struct town_visit *v)
{
	return t->today - (int32_t)(v->at / 86400);
}

/* The first story begins before all others and is late by most; so it is first in both lists. */
static void the_first_story_leads(void **state)
{
	const struct given *g = *state;
	struct town t;

	tell(&t, g, 1);
	for (size_t i = 1; i < t.person_count; i++) {
		const struct town_person *p = &t.people[i];
		const struct town_visit *last = &t.visits[p->first_visit + p->visits - 1];

		assert_true(p->added > t.people[0].added);
		if (!p->visits || last->worker != 0 || p->later.status == CLIENT_CLOSED)
			continue;
		assert_true(days_since(&t, last) + 7 <
			days_since(&t, &t.visits[t.people[0].first_visit + t.people[0].visits - 1]));
	}
	town_release(&t);
}

/* Issue: rising, falling, gaps, no activity, under 30, changed, due, late, expired, new, paused ... */
static void every_kind_of_story_is_told(void **state)
{
	const struct given *g = *state;
	size_t kinds[16] = { 0 };
	struct town t;

	tell(&t, g, 2);
	for (size_t i = 0; i < t.person_count; i++) {
		const struct town_person *p = &t.people[i];
		const struct town_visit *v = &t.visits[p->first_visit], *last = v + (p->visits ? p->visits - 1 : 0);
		int32_t days;

		kinds[0] += p->visits == 0;
		kinds[1] += p->later.status == CLIENT_PAUSED;
		kinds[2] += p->later.status == CLIENT_CLOSED;
		kinds[3] += p->fields.birth == DATE_NONE;
		kinds[4] += p->fields.birth != DATE_NONE && date_age(p->fields.birth, t.today) < 30;
		if (!p->visits)
			continue;
		days = days_since(&t, last);
		kinds[5] += days >= 76 && days <= 120;
		kinds[6] += days >= 121 && days <= 183;
		kinds[7] += days >= 184;
		kinds[8] += last->level > v->level + 700;
		kinds[9] += last->level < v->level - 700;
		kinds[10] += last->groups == 0 && last->result == MEETING_HELD;
		kinds[11] += last->worker != v->worker;
		kinds[12] += last->result == MEETING_OPEN;
		kinds[13] += last->corrected != CORRECT_NONE;
		kinds[14] += last->voided;
		for (const struct town_visit *at = v; at < last; at++)
			kinds[15] += at[1].at - at->at > INT64_C(86400) * 130;
	}
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!kinds[i])
			fail_msg("no story of kind %zu", i);
	assert_in_range(t.person_count, 40, 45);
	town_release(&t);
}

/* Whoever sees the demo sees different people: no surname twice. */
static void demo_names_differ(void **state)
{
	const struct given *g = *state;
	struct town t;

	tell(&t, g, 3);
	for (size_t i = 0; i < t.person_count; i++)
		for (size_t k = i + 1; k < t.person_count; k++)
			assert_string_not_equal(strchr(t.people[i].name, ' '), strchr(t.people[k].name, ' '));
	town_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_are_exact),
		cmocka_unit_test(belief_is_figure_9),
		cmocka_unit_test(activities_are_figure_8),
		cmocka_unit_test(search_is_the_reports),
		cmocka_unit_test(changes_are_the_reports),
		cmocka_unit_test(levels_move_as_reported),
		cmocka_unit_test(meetings_are_plausible),
		cmocka_unit_test(a_seed_repeats),
		cmocka_unit_test(the_first_story_leads),
		cmocka_unit_test(every_kind_of_story_is_told),
		cmocka_unit_test(demo_names_differ),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
