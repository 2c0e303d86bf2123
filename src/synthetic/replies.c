/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What everybody answers. A scale's step is cut from how the person stands, what is special
 * to the item, and chance; the confidence and the job search are cut by rank, so that their
 * shares are the report's whatever the lives are.
 */
#include "town.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { DAY = 86400, PER_MILLE = 1000 };

/* Figure 9 (report lines 1118-1130): No, Doubts, Sometimes, Good chances, Yes; 2 in 100 do not know. */
static const int belief_shares[STEPS] = { 230, 250, 240, 200, 60 };
static const int belief_dk = 20;
/* Report lines 248-254: 28 in 100 search, with 1 to 6 channels, most with one or two. */
static const int search_share = 280;
static const int channel_counts[] = { 440, 280, 140, 80, 40, 20 };
/* By place in the form, which lists the report's four first (lines 319-325); the rest are ours. */
static const int channel_weights[CHANNELS_MOST] = {
	60, 45, 8, 7, 25, 25, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
};
/* Where a scale's steps part. */
static const int cuts[STEPS - 1] = { -1150, -450, 300, 1100 };

static int32_t step_of(int level)
{
	int32_t step = 1;

	for (size_t i = 0; i < STEPS - 1; i++)
		step += level > cuts[i];
	return step;
}

static bool is_weak(const struct town_person *p, unsigned group)
{
	static const char letters[] = "JUSH";

	for (size_t i = 0; i < GROUP_COUNT; i++)
		if (group == 1u << i)
			return strchr(p->weak, letters[i]) != NULL;
	return false;
}

/* Not a value, at times: on a bad day much more often. */
static bool no_value(struct town *t, const struct town_visit *v, int32_t *ret)
{
	int dk = v->unsure ? 250 : 14, declined = v->unsure ? 150 : 6;
	int at = draw_below(&t->draw, PER_MILLE);

	*ret = at < dk ? VALUE_DK : VALUE_DECLINED;
	return !v->certain && at < dk + declined;
}

static int32_t scale_value(struct town *t, const struct town_visit *v, size_t side, size_t place,
	const struct slot *slot)
{
	const struct town_person *p = &t->people[v->person];
	int level = v->level + p->specific[side][place] * 55 / 100 + draw_normal(&t->draw) * 35 / 100;
	int32_t value;

	if (is_weak(p, slot->group))
		level -= 750;
	return no_value(t, v, &value) ? value : step_of(level);
}

static int32_t amount_value(struct town *t, const struct town_visit *v)
{
	struct town_person *p = &t->people[v->person];
	int32_t value;

	if (draw_chance(&t->draw, 350))
		p->wage += draw_chance(&t->draw, 500) ? 500 : -500;
	return no_value(t, v, &value) ? value : p->wage;
}

/* So many ways, each at most once; the likely ones first. */
static int32_t draw_channels(struct town *t, const struct slot *slot)
{
	int weights[CHANNELS_MOST];
	size_t wanted = draw_weighted(&t->draw, channel_counts, ARRAY_SIZE(channel_counts)) + 1;
	int32_t set = 0;

	memcpy(weights, channel_weights, sizeof(weights));
	if (wanted > slot->channel_count)
		wanted = slot->channel_count;
	for (size_t i = 0; i < wanted; i++) {
		size_t way = draw_weighted(&t->draw, weights, slot->channel_count);

		weights[way] = 0;
		set |= (int32_t)1 << way;
	}
	return set;
}

/* Report lines 489-492: under 30 and without an education the way leads there first. */
static bool on_education_path(const struct town *t, const struct town_visit *v)
{
	const struct client_fields *f = &t->people[v->person].fields;

	if (f->goal != GOAL_NONE)
		return f->goal == GOAL_EDUCATION;
	return f->birth != DATE_NONE && date_age(f->birth, (int32_t)(v->at / DAY)) < 30 &&
		f->education != EDUCATION_YES;
}

static void reply_form(struct town *t, struct town_visit *v, size_t side, const struct shape_form *f,
	int32_t *values)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct slot *slot = &f->slots[i];

		values[i] = VALUE_NOT_ASKED;
		if (slot->optional && !on_education_path(t, v))
			continue;
		if (slot->kind == SLOT_SCALE || (slot->kind == SLOT_BELIEF && slot->optional))
			values[i] = scale_value(t, v, side, i, slot);
		else if (slot->kind == SLOT_AMOUNT)
			values[i] = amount_value(t, v);
	}
}

/* What the ranks rest on: how the person stands, what the person is like, and chance. */
static void rank_levels(struct town *t, struct town_visit *v)
{
	const struct town_person *p = &t->people[v->person];

	v->belief = v->level + p->specific[1][0] * 30 / 100 + draw_normal(&t->draw) * 30 / 100;
	v->search = v->level + p->specific[0][0] * 60 / 100 + draw_normal(&t->draw) * 40 / 100;
}

struct ranked {
	int level;
	size_t visit;
};

static int by_level(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	return (a->visit > b->visit) - (a->visit < b->visit);
}

/* Visits with the caseworker's form, in a drawn order; those that are certain stand last. */
static size_t draw_order(struct town *t, size_t *order)
{
	size_t n = 0;

	for (size_t i = 0; i < t->visit_count; i++)
		if (t->visits[i].caseworker && !t->visits[i].certain)
			order[n++] = i;
	draw_shuffle(&t->draw, order, n);
	for (size_t i = 0; i < t->visit_count; i++)
		if (t->visits[i].caseworker && t->visits[i].certain)
			order[n++] = i;
	return n;
}

/* n visits by rank: the lowest get the first step, and so on by the shares. */
static void cut_steps(struct town *t, size_t place, const size_t *visits, size_t n)
{
	struct ranked *r = mem_array(n + 1, sizeof(*r));
	int share = 0;
	size_t at = 0;

	for (size_t i = 0; i < n; i++)
		r[i] = (struct ranked){ t->visits[visits[i]].belief, visits[i] };
	qsort(r, n, sizeof(*r), by_level);
	for (int32_t step = 1; step <= STEPS; step++) {
		size_t end;

		share += belief_shares[step - 1];
		end = n * (size_t)share / (size_t)(PER_MILLE - belief_dk);
		for (; at < end; at++)
			t->visits[r[at].visit].caseworker_values[place] = step;
	}
	mem_free(r);
}

static void cut_belief(struct town *t, size_t place)
{
	size_t *order = mem_array(t->visit_count + 1, sizeof(*order));
	size_t n = draw_order(t, order), silent = (n * (size_t)belief_dk + PER_MILLE / 2) / PER_MILLE;

	for (size_t i = 0; i < silent; i++)
		t->visits[order[i]].caseworker_values[place] = VALUE_DK;
	cut_steps(t, place, order + silent, n - silent);
	mem_free(order);
}

static void cut_search(struct town *t, size_t place)
{
	const struct slot *slot = &t->shape->client.slots[place];
	struct ranked *r = mem_array(t->visit_count + 1, sizeof(*r));
	size_t n = 0, still;

	for (size_t i = 0; i < t->visit_count; i++)
		if (t->visits[i].client)
			r[n++] = (struct ranked){ t->visits[i].search, i };
	qsort(r, n, sizeof(*r), by_level);
	still = n - (n * (size_t)search_share + PER_MILLE / 2) / PER_MILLE;
	for (size_t i = 0; i < n; i++) {
		int32_t *value = &t->visits[r[i].visit].client_values[place];

		if (i >= still)
			*value = draw_channels(t, slot);
		else if (!no_value(t, &t->visits[r[i].visit], value))
			*value = 0;
	}
	mem_free(r);
}

void town_reply(struct town *t)
{
	size_t belief = shape_belief(t->shape), channels = shape_channels(t->shape);

	for (size_t i = 0; i < t->visit_count; i++) {
		struct town_visit *v = &t->visits[i];

		reply_form(t, v, 0, &t->shape->client, v->client_values);
		reply_form(t, v, 1, &t->shape->caseworker, v->caseworker_values);
		rank_levels(t, v);
	}
	if (belief < SLOTS_MOST)
		cut_belief(t, belief);
	if (channels < SLOTS_MOST)
		cut_search(t, channels);
}
