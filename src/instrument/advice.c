/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The engine: facts in, an order of the sixteen groupings, activities and prompts out. The
 * steps stand in the order in which they are taken; each is a few lines.
 */
#include "stige/instrument/advice.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "rules.h"

#include "stige/base/banned.h"

#define KEY_WEIGHT 2                         /* from here on an item is named by a figure of the path */
#define INDICATED 2                          /* the need from which a group is indicated */
#define WAGE_PERCENT 110
#define BELIEF_LOW 2
#define DISAGREE_STEPS 2
#define STEP_MOST 5
#define KEYS 8
#define TIE_KEYS 6                           /* sets equal in these share the best line */

void advice_facts_init(struct advice_facts *f, const struct advice_table *t)
{
	*f = (struct advice_facts){ .age = -1, .catalogue = activities_all(t->activities) };
}

enum advice_path advice_path_of(const struct advice_facts *f)
{
	if (f->goal != ADVICE_GOAL_NONE)
		return f->goal == ADVICE_GOAL_JOB ? ADVICE_JOB : ADVICE_EDUCATION;
	if (f->age < 0 || f->age >= ADVICE_ADULT || f->education == ADVICE_EDUCATION_YES)
		return ADVICE_JOB;
	return ADVICE_EDUCATION;
}

static bool fresh(const struct advice_value *v)
{
	return v->days <= ADVICE_EXPIRED_DAYS;
}

bool advice_known(const struct advice_facts *f, size_t item)
{
	const struct advice_value *v = &f->values[item];

	return fresh(v) && (v->kind == ANSWER_NUMBER || v->kind == ANSWER_SET);
}

bool advice_on_path(const struct advice_table *t, size_t item, enum advice_path path)
{
	return t->items[item].weight[path] >= KEY_WEIGHT;
}

/* Known and comparable: a wage needs the reference of the office as well. */
static bool assessed(const struct advice_table *t, const struct advice_facts *f, size_t item)
{
	return advice_known(f, item) && (t->items[item].kind != ADVICE_WAGE || f->reference_wage > 0);
}

static int scale_severity(const struct advice_value *v)
{
	if (v->number == 1)
		return 2;
	if (v->number == 2)
		return 1;
	return v->number == 3 && v->before >= 4 ? 1 : 0;
}

static int severity(const struct advice_table *t, const struct advice_facts *f, size_t item)
{
	const struct advice_value *v = &f->values[item];

	if (!assessed(t, f, item))
		return 0;
	switch (t->items[item].kind) {
	case ADVICE_SCALE:
		return scale_severity(v);
	case ADVICE_CHANNELS:
		return *v->set ? 0 : 1;
	case ADVICE_WAGE:
		return (int64_t)v->number * 100 > (int64_t)f->reference_wage * WAGE_PERCENT ? 1 : 0;
	case ADVICE_BELIEF:
		return 0;
	}
	return 0;
}

static size_t group_index(unsigned group)
{
	size_t i = 0;

	while (group >>= 1)
		i++;
	return i;
}

static void find_needs(const struct advice_table *t, const struct advice_facts *f, struct advice *a)
{
	for (size_t i = 0; i < t->item_count; i++) {
		const struct advice_item *item = &t->items[i];
		uint32_t bit = (uint32_t)1 << i;

		a->severity[i] = severity(t, f, i);
		if (advice_on_path(t, i, a->path) && !assessed(t, f, i))
			a->unknown |= bit;
		if (item->group)
			a->need[group_index(item->group)] += item->weight[a->path] * a->severity[i];
		else if (a->severity[i] > 0)
			a->unmapped |= bit;
	}
	for (unsigned g = GROUP_UPGRADING; g <= GROUP_HEALTH; g <<= 1)
		if (a->need[group_index(g)] >= INDICATED)
			a->indicated |= g;
}

enum advice_class advice_class_of(unsigned groups)
{
	if (groups == 0)
		return ADVICE_E;
	if (!(groups & GROUP_JOB))
		return grouping_size(groups) > 1 ? ADVICE_C : ADVICE_D;
	if (groups & (GROUP_UPGRADING | GROUP_HEALTH))
		return ADVICE_A1;
	return groups & GROUP_SOCIAL ? ADVICE_A2 : ADVICE_B;
}

const char *advice_class_name(enum advice_class class)
{
	static const char *const names[] = {
		[ADVICE_A1] = "A1", [ADVICE_A2] = "A2", [ADVICE_B] = "B",
		[ADVICE_C] = "C", [ADVICE_D] = "D", [ADVICE_E] = "E",
	};

	return names[class];
}

/* A1 and A2 are one class by our decision: the report names U and H "particularly" (lines 947-951). */
static int class_rank(enum advice_class class)
{
	return class <= ADVICE_A2 ? 0 : (int)class - ADVICE_A2;
}

/* Position in the order J, H, U, S, as digits of one number; only compared between sets of one size. */
static int position(unsigned groups)
{
	static const unsigned order[] = { GROUP_JOB, GROUP_HEALTH, GROUP_UPGRADING, GROUP_SOCIAL };
	int key = 0;

	for (int i = 0; i < (int)ARRAY_SIZE(order); i++)
		if (groups & order[i])
			key = key * 10 + i;
	return key;
}

struct ranked {
	struct advice_grouping grouping;
	int key[KEYS];                       /* ascending */
};

static struct ranked rank(const struct advice_facts *f, const struct advice *a, int cap, unsigned groups)
{
	unsigned others = groups & ~(unsigned)GROUP_JOB;
	int size = (int)grouping_size(groups), fit = 0;
	struct ranked r;

	for (unsigned g = GROUP_UPGRADING; g <= GROUP_HEALTH; g <<= 1)
		if (groups & a->indicated & g)
			fit += a->need[group_index(g)];
	r.grouping = (struct advice_grouping){
		.groups = groups, .class = advice_class_of(groups), .fit = fit,
		.waste = (int)grouping_size(others & ~a->indicated), .excluded = (groups & f->excluded) != 0,
	};
	r.key[0] = r.grouping.excluded;
	r.key[1] = class_rank(r.grouping.class);
	r.key[2] = size > cap;
	r.key[3] = -fit;
	r.key[4] = r.grouping.waste;
	r.key[5] = r.grouping.class == ADVICE_A2;
	r.key[6] = size;
	r.key[7] = position(groups);
	return r;
}

static int compare(const struct ranked *x, const struct ranked *y, size_t keys)
{
	for (size_t i = 0; i < keys; i++)
		if (x->key[i] != y->key[i])
			return x->key[i] < y->key[i] ? -1 : 1;
	return 0;
}

static void order_groupings(const struct advice_facts *f, int cap, struct advice *a)
{
	struct ranked all[GROUPING_COUNT];

	for (unsigned groups = 0; groups < GROUPING_COUNT; groups++) {
		struct ranked r = rank(f, a, cap, groups);
		size_t at = groups;

		for (; at > 0 && compare(&r, &all[at - 1], KEYS) < 0; at--)
			all[at] = all[at - 1];
		all[at] = r;
	}
	for (size_t i = 0; i < GROUPING_COUNT; i++)
		a->order[i] = all[i].grouping;
	a->best = 1;
	while (a->best < GROUPING_COUNT && compare(&all[0], &all[a->best], TIE_KEYS) == 0)
		a->best++;
}

static void score_activities(const struct advice_table *t, const struct advice *a,
	int score[ACTIVITY_MOST + 1])
{
	memset(score, 0, (ACTIVITY_MOST + 1) * sizeof *score);
	for (size_t i = 0; i < t->item_count; i++) {
		int push = t->items[i].weight[a->path] * a->severity[i];

		for (size_t k = 0; k < ADVICE_ACTIVITIES_MOST && t->items[i].activities[k]; k++)
			score[t->items[i].activities[k]] += k == 0 ? 2 * push : push;
	}
}

static bool proposed(const struct advice *a, int no)
{
	for (size_t i = 0; i < a->activity_count; i++)
		if (a->activities[i] == no)
			return true;
	return false;
}

static bool offered(const struct advice_facts *f, const struct advice *a, int no)
{
	return (f->catalogue & ~f->running & (uint32_t)1 << no) && !proposed(a, no);
}

/* The best-scored activity of these groups that is still to be had, the lowest number first; 0 if none. */
static int next_scored(const struct advice_table *t, const struct advice_facts *f, const struct advice *a,
	unsigned groups, const int *score)
{
	int best = 0;

	for (int no = 1; no <= ACTIVITY_MOST; no++) {
		const struct activity *one = score[no] > (best ? score[best] : 0)
			? activities_find(t->activities, no) : NULL;

		if (one && (one->group & groups) && offered(f, a, no))
			best = no;
	}
	return best;
}

static void propose(struct advice *a, int no)
{
	if (no && a->activity_count < ADVICE_ACTIVITIES_MOST)
		a->activities[a->activity_count++] = no;
}

static void propose_activities(const struct advice_table *t, const struct advice_facts *f, struct advice *a)
{
	static const unsigned order[] = { GROUP_JOB, GROUP_HEALTH, GROUP_UPGRADING, GROUP_SOCIAL };
	unsigned best = a->order[0].groups, running = activities_groups(t->activities, f->running);
	unsigned wanted = best & (GROUP_JOB | a->indicated);
	int score[ACTIVITY_MOST + 1];

	score_activities(t, a, score);
	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		unsigned g = order[i] & wanted & ~running;
		int no = g ? next_scored(t, f, a, g, score) : 0;

		if (g == GROUP_JOB && !no && offered(f, a, t->fallback))
			no = t->fallback;
		propose(a, no);
	}
	for (int no = 1; no && a->activity_count < ADVICE_ACTIVITIES_MOST;) {
		no = next_scored(t, f, a, wanted, score);
		propose(a, no);
	}
}

static void find_keep(const struct advice_table *t, const struct advice_facts *f, struct advice *a)
{
	unsigned line = 0;

	for (size_t i = 0; i < a->best; i++)
		line |= a->order[i].groups;
	for (size_t i = 0; i < t->activities->count; i++) {
		const struct activity *one = &t->activities->list[i];

		if (one->group & line)
			a->keep |= f->running & (uint32_t)1 << one->no;
	}
}

static bool step_known(const struct advice_facts *f, size_t item)
{
	const struct advice_value *v = &f->values[item];

	return fresh(v) && v->kind == ANSWER_NUMBER && v->number >= 1 && v->number <= STEP_MOST;
}

static bool disagree(const struct advice_facts *f, size_t x, size_t y)
{
	int32_t gap = f->values[x].number - f->values[y].number;

	return step_known(f, x) && step_known(f, y) && (gap >= DISAGREE_STEPS || -gap >= DISAGREE_STEPS);
}

/* Of the prompt's channels: does the condition hold? Silent unless the question was answered. */
static bool channels_hold(const struct advice_prompt *p, const struct advice_facts *f)
{
	const struct advice_value *v = &f->values[p->items[0]];
	bool all = true, any = false;

	if (!fresh(v) || v->kind != ANSWER_SET)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(p->channels) && p->channels[i]; i++) {
		bool used = str_has_word(v->set, p->channels[i]);

		all = all && used;
		any = any || used;
	}
	return p->when == ADVICE_CHANNELS_IN_USE ? all : !any;
}

static bool age_open(const struct advice_facts *f)
{
	return f->goal == ADVICE_GOAL_NONE && f->age < 0;
}

static bool education_open(const struct advice_facts *f)
{
	return f->goal == ADVICE_GOAL_NONE && f->age >= 0 && f->age < ADVICE_ADULT
		&& f->education == ADVICE_EDUCATION_UNKNOWN;
}

static bool speaks(const struct advice_table *t, const struct advice_facts *f, const struct advice_prompt *p)
{
	const struct advice_value *v = &f->values[p->items[0]];

	switch (p->when) {
	case ADVICE_UNRECORDED:
		return !f->recorded;
	case ADVICE_NO_ACTIVITY:
		return f->recorded && !f->running;
	case ADVICE_NO_GROUP:
		return f->running && !(activities_groups(t->activities, f->running) & p->group);
	case ADVICE_GROUP_EXCLUDED:
		return (f->excluded & p->group) != 0;
	case ADVICE_EDUCATION_OPEN:
		return education_open(f);
	case ADVICE_AGE_OPEN:
		return age_open(f);
	case ADVICE_LOW:
		return step_known(f, p->items[0]) && v->number <= BELIEF_LOW;
	case ADVICE_DOES_NOT_KNOW:
		return fresh(v) && v->kind == ANSWER_DK;
	case ADVICE_CHANNEL_MISSING:
	case ADVICE_CHANNELS_IN_USE:
		return channels_hold(p, f);
	case ADVICE_CASEWORKER_CHANGED:
		return f->caseworker_changed;
	case ADVICE_DISAGREE:
		return disagree(f, p->items[0], p->items[1]);
	case ADVICE_EXPIRED:
		return f->newest_days > ADVICE_EXPIRED_DAYS;
	case ADVICE_MEASURE_DUE:
		return f->newest_days > ADVICE_DUE_DAYS && f->newest_days <= ADVICE_EXPIRED_DAYS;
	case ADVICE_NO_PROGRESS:
		return f->no_progress && f->newest_days <= ADVICE_EXPIRED_DAYS;
	case ADVICE_CONDITION:
		return false;                /* rules_speak asks these */
	}
	return false;
}

static void find_prompts(const struct advice_table *t, const struct advice_facts *f, struct advice *a)
{
	for (size_t i = 0; i < t->prompt_count; i++) {
		const struct advice_prompt *p = &t->prompts[i];

		if ((p->paths & 1u << a->path) && speaks(t, f, p))
			a->prompts[a->prompt_count++] = i;
	}
}

void advice_compute(const struct advice_table *t, const struct advice_facts *f, struct advice *ret)
{
	int cap = f->cap ? f->cap : t->cap;

	BUG_ON(cap < 2 || cap > GROUP_COUNT);
	*ret = (struct advice){ .path = advice_path_of(f) };
	find_needs(t, f, ret);
	order_groupings(f, cap, ret);
	find_keep(t, f, ret);
	propose_activities(t, f, ret);
	find_prompts(t, f, ret);
	rules_speak(t, f, ret);
}
