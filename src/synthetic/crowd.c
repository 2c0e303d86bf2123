/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many drawn lives. Sizes and shares are the report's where it prints them; the rest is
 * assumed and claims nothing about real people.
 */
#include "town.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum {
	DAY = 86400,
	QUARTER = 91,
	JITTER = 10,                         /* days around it */
	ROUNDS_MOST = 14,
	YOUNG_PER_MILLE = 100,               /* under 30 (report line 144) */
	DECK = 1000,                         /* settings are dealt, so that shares hold for every seed */
};

/*
 * Figure 8 (report lines 868-909): none 23, J 24, H 14, U 6, S 6, combined 26 of which 18 with
 * J; they add up to 99, the rest went to none. How the combined ones split is assumed.
 */
static const struct {
	unsigned groups;
	int per_mille;
	int drift;                           /* change of level a quarter; directions as lines 935-960 */
} settings[] = {
	{ 0, 234, -120 },
	{ GROUP_JOB, 242, 70 },
	{ GROUP_UPGRADING, 59, 0 },
	{ GROUP_SOCIAL, 59, 0 },
	{ GROUP_HEALTH, 142, 0 },
	{ GROUP_JOB | GROUP_UPGRADING, 40, 150 },
	{ GROUP_JOB | GROUP_SOCIAL, 26, 100 },
	{ GROUP_JOB | GROUP_HEALTH, 70, 150 },
	{ GROUP_UPGRADING | GROUP_SOCIAL, 12, 30 },
	{ GROUP_UPGRADING | GROUP_HEALTH, 18, 30 },
	{ GROUP_SOCIAL | GROUP_HEALTH, 42, 30 },
	{ GROUP_JOB | GROUP_UPGRADING | GROUP_SOCIAL, 8, 150 },
	{ GROUP_JOB | GROUP_UPGRADING | GROUP_HEALTH, 16, 190 },
	{ GROUP_JOB | GROUP_SOCIAL | GROUP_HEALTH, 16, 150 },
	{ GROUP_UPGRADING | GROUP_SOCIAL | GROUP_HEALTH, 10, 30 },
	{ GROUP_JOB | GROUP_UPGRADING | GROUP_SOCIAL | GROUP_HEALTH, 6, 190 },
};

/* One life before it is drawn out. */
struct life {
	int rounds;
	bool changed;                        /* the caseworker, between two of the rounds */
};

/* Everything that one crowd is drawn with. */
struct crowding {
	struct town *town;
	const struct crowd *crowd;
	size_t deck[DECK], dealt;            /* places in settings */
};

static void fill_deck(struct crowding *k)
{
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		for (int card = 0; card < settings[i].per_mille && n < DECK; card++)
			k->deck[n++] = i;
	k->dealt = DECK;
}

static size_t deal_setting(struct crowding *k)
{
	if (k->dealt == DECK) {
		draw_shuffle(&k->town->draw, k->deck, DECK);
		k->dealt = 0;
	}
	return k->deck[k->dealt++];
}

/* One more round, time and again, with these odds. */
static int draw_rounds(struct town *t)
{
	int rounds = 1;

	while (rounds < ROUNDS_MOST && draw_chance(&t->draw, 720))
		rounds++;
	return rounds;
}

/* Adds or takes single rounds until they are as many as they shall be. */
static void fit_rounds(struct town *t, struct life *lives, size_t count, size_t wanted)
{
	size_t all = 0;

	for (size_t i = 0; i < count; i++)
		all += (size_t)lives[i].rounds;
	while (all != wanted) {
		struct life *l = &lives[draw_below(&t->draw, (int)count)];

		if (all < wanted && l->rounds < ROUNDS_MOST) {
			l->rounds++;
			all++;
		} else if (all > wanted && l->rounds > 1) {
			l->rounds--;
			all--;
		}
	}
}

/* Exactly so many whose caseworker changes: only who has two rounds can tell. */
static void choose_changed(struct town *t, struct life *lives, size_t count, int per_mille)
{
	size_t *can = mem_array(count, sizeof(*can));
	size_t n = 0, wanted = count * (size_t)per_mille / 1000;

	for (size_t i = 0; i < count; i++)
		if (lives[i].rounds > 1)
			can[n++] = i;
	draw_shuffle(&t->draw, can, n);
	for (size_t i = 0; i < wanted && i < n; i++)
		lives[can[i]].changed = true;
	mem_free(can);
}

static enum client_education draw_education(struct town *t, bool young)
{
	static const int young_weights[] = { 10, 70, 20 }, weights[] = { 10, 45, 45 };

	return (enum client_education)draw_weighted(&t->draw, young ? young_weights : weights, 3);
}

/* Another worker of the same office; the same one when there is no other. */
static size_t colleague_of(struct town *t, const struct crowd *c, size_t worker)
{
	size_t each = c->workers / c->offices, office = worker / each;

	if (each < 2)
		return worker;
	return office * each + (worker % each + 1 + (size_t)draw_below(&t->draw, (int)each - 1)) % each;
}

static int32_t first_date(struct town *t, const struct crowd *c, int rounds)
{
	int32_t span = (rounds - 1) * (QUARTER + JITTER);

	if (c->current)
		return t->today - draw_between(&t->draw, 3, 150) - (rounds - 1) * QUARTER;
	return t->today - span - 1 - draw_below(&t->draw, c->days - span);
}

static void live(struct crowding *k, const struct life *l, size_t last_worker)
{
	struct town *t = k->town;
	const struct crowd *c = k->crowd;
	size_t worker = l->changed ? colleague_of(t, c, last_worker) : last_worker;
	int change = l->changed ? draw_between(&t->draw, 1, l->rounds - 1) : 0;
	int32_t date = first_date(t, c, l->rounds);
	struct town_person *p = &t->people[t->person_count - 1];
	int level = p->general * 55 / 100;
	size_t setting = deal_setting(k);

	for (int i = 0; i < l->rounds; i++) {
		struct town_visit *v;

		if (i == change)
			worker = last_worker;
		v = town_add_visit(t, worker, date);
		v->level = level;
		town_run_groups(t, v, settings[setting].groups);
		date += QUARTER + (c->current ? 0 : draw_between(&t->draw, -JITTER, JITTER));
		level += settings[setting].drift + draw_normal(&t->draw) * 12 / 100;
		if (draw_chance(&t->draw, 500))
			setting = deal_setting(k);
	}
}

/* People who have not been seen for half a year have left. */
static void leave(struct town *t, struct town_person *p)
{
	const struct town_visit *last = &t->visits[p->first_visit + p->visits - 1];

	p->added = t->visits[p->first_visit].at - 7 * (int64_t)DAY;
	p->later = p->fields;
	if (t->now - last->at < 183 * (int64_t)DAY)
		return;
	p->later.status = CLIENT_CLOSED;
	p->changed = last->at + 100 * (int64_t)DAY;
}

static void add_person(struct crowding *k, const struct life *l, bool young)
{
	struct town *t = k->town;
	const struct crowd *c = k->crowd;
	/* Grown up when the oldest rounds were held, and on one side of 30 all the time. */
	int age = young ? draw_between(&t->draw, 22, 29) : draw_between(&t->draw, 34, 62);
	struct town_person *p = town_add_person(t, age, draw_education(t, young));

	p->fields.benefit_since = t->today - c->days - draw_between(&t->draw, 200, 3000);
	if (p->fields.benefit_since < p->fields.birth + 18 * 366)
		p->fields.benefit_since = p->fields.birth + 18 * 366;
	live(k, l, c->current ? 0 : (size_t)draw_below(&t->draw, (int)c->workers));
	leave(t, p);
}

/* A round without the client's form, or without the caseworker's: never both. */
static void drop_forms(struct town *t, size_t one_sided)
{
	size_t *order = mem_array(t->visit_count + 1, sizeof(*order));

	for (size_t i = 0; i < t->visit_count; i++)
		order[i] = i;
	draw_shuffle(&t->draw, order, t->visit_count);
	for (size_t i = 0; i < one_sided; i++) {
		t->visits[order[i]].client = false;
		t->visits[order[one_sided + i]].caseworker = false;
	}
	mem_free(order);
}

void town_draw_crowd(struct town *t, const struct crowd *c, const char *login)
{
	struct life *lives = mem_array(c->people, sizeof(*lives));
	struct crowding k = { .town = t, .crowd = c };

	fill_deck(&k);
	t->talks = c->current;
	for (size_t i = 0; i < c->workers; i++)
		town_add_worker(t, i * c->offices / c->workers, i ? NULL : login);
	for (size_t i = 0; i < c->people; i++)
		lives[i].rounds = draw_rounds(t);
	if (c->rounds)
		fit_rounds(t, lives, c->people, c->rounds);
	choose_changed(t, lives, c->people, c->changed_per_mille);
	for (size_t i = 0; i < c->people; i++)
		add_person(&k, &lives[i], i * YOUNG_PER_MILLE / 1000 != (i + 1) * YOUNG_PER_MILLE / 1000);
	drop_forms(t, c->one_sided);
	mem_free(lives);
}
