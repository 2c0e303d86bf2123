/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo's people: one line a story. Nobody real stands behind any of them.
 */
#include "town.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum {
	DAY = 86400,
	QUARTER = 91,                        /* days between rounds (report lines 161-165) */
	SKETCH = 40 * 60,                    /* seconds: how long ago the open meeting began */
};

enum story_flags {
	STORY_COLLEAGUE = 1 << 0,            /* is a colleague's client */
	STORY_PAUSED = 1 << 1,
	STORY_CLOSED = 1 << 2,
	STORY_SKETCH = 1 << 3,               /* a meeting is open, the client's form half answered */
	STORY_SLIP = 1 << 4,                 /* the last round was corrected ... */
	STORY_CHANGED_MIND = 1 << 5,
	STORY_VOIDED = 1 << 6,               /* ... or one form of it was another client's */
	STORY_NOTED = 1 << 7,
	STORY_EXCLUDED = 1 << 8,             /* nothing job-oriented for now */
	STORY_ALOUD = 1 << 9,
	STORY_INTERPRETER = 1 << 10,
	STORY_PHONE = 1 << 11,
	STORY_OUTREACH = 1 << 12,
	STORY_WISHES_EDUCATION = 1 << 13,    /* a goal set by hand */
	STORY_CERTAIN = 1 << 14,             /* no hole but the missed rounds */
};

/*
 * course: a word a quarter, oldest first. Letters of groups = a round while these ran, 0 = a
 * round without any activity, . = no round, x = did not come, c = cancelled, m = moved. Before the
 * word: / = the caseworker has changed. After it: - = without the caseworker's form, + = without
 * the client's, ? = many answers that are no values.
 */
static const struct story {
	const char *course;
	int last;                            /* days since its last word */
	int age;                             /* 0 = birth date unknown */
	enum client_education education;
	int start, early, late;              /* level, its change a quarter in the first and second half */
	const char *weak;                    /* groups whose items lie lower */
	unsigned flags;
} stories[] = {
	/* The first is the one that the demo opens on: it begins before all others and is late by most. */
	{ "0 U 0 . H H x /H JH JH JH", 133, 37, EDUCATION_NO, -700, -130, 330, "H",
		STORY_NOTED | STORY_CERTAIN },
	{ "H JH JH JUH JUH", 20, 41, EDUCATION_NO, -1300, 420, 430, "", STORY_NOTED },
	{ "J J 0 0 0", 45, 48, EDUCATION_YES, 800, -350, -420, "", 0 },
	{ "H . . JH . J", 95, 52, EDUCATION_NO, -600, 100, 250, "H", 0 },
	{ "0 0 0 0", 60, 39, EDUCATION_NO, -200, -150, -260, "S", 0 },
	{ "S JS JS JU", 30, 22, EDUCATION_NO, -800, 250, 350, "S", 0 },
	{ "0 S", 85, 19, EDUCATION_NO, -500, 0, 60, "S", 0 },
	{ "U JU J", 15, 27, EDUCATION_YES, 0, 200, 300, "", 0 },
	{ "0 H", 50, 24, EDUCATION_UNKNOWN, -900, 0, 100, "H", 0 },
	{ "H /H JH /JH", 25, 45, EDUCATION_NO, -700, 100, 200, "H", 0 },
	{ "J J /J J", 100, 34, EDUCATION_YES, 300, 100, -330, "", 0 },
	{ "U U US", 123, 44, EDUCATION_NO, -300, 50, 100, "U", 0 },
	{ "H H", 122, 58, EDUCATION_YES, -900, 0, 0, "H", 0 },
	{ "J J JS J JU", 82, 36, EDUCATION_NO, -200, 100, 180, "", 0 },
	{ "0 J", 110, 33, EDUCATION_YES, 100, 0, 250, "", 0 },
	{ "H H HS", 70, 49, EDUCATION_NO, -1000, 60, -60, "H", STORY_PAUSED },
	{ "J JH JH", 93, 40, EDUCATION_NO, -400, 150, 200, "H", STORY_SKETCH },
	{ "U JU JU", 12, 31, EDUCATION_NO, -100, 150, 200, "", STORY_SLIP },
	{ "S JS", 33, 43, EDUCATION_NO, -400, 0, 200, "S", STORY_CHANGED_MIND },
	{ "H JH J", 40, 55, EDUCATION_YES, -300, 100, 200, "", STORY_VOIDED },
	{ "0? H? H?", 28, 47, EDUCATION_UNKNOWN, -900, 0, 60, "H", 0 },
	{ "U U JU", 18, 38, EDUCATION_YES, -200, 150, 250, "U", STORY_INTERPRETER },
	{ "0 J J", 64, 50, EDUCATION_NO, -500, 100, 150, "", STORY_ALOUD },
	{ "J . J J", 48, 42, EDUCATION_YES, 200, 100, 150, "", STORY_PHONE },
	{ "x 0 x . 0 x H", 66, 35, EDUCATION_NO, -1200, 0, 80, "SH", STORY_OUTREACH | STORY_NOTED },
	{ "H- H H-", 35, 46, EDUCATION_NO, -600, 50, 50, "H", 0 },
	{ "J+ J J+", 90, 53, EDUCATION_NO, 0, 60, 60, "", 0 },
	{ "S HS H", 22, 41, EDUCATION_NO, -1100, 100, 60, "H", STORY_EXCLUDED },
	{ "J J J J J J", 5, 32, EDUCATION_YES, 900, 60, 60, "", 0 },
	{ "H SH SH H H", 9, 51, EDUCATION_NO, -1700, 30, 30, "", 0 },
	{ "J H J H J c U J", 38, 45, EDUCATION_NO, 0, 180, -140, "", 0 },
	{ "H H . m JH", 55, 61, EDUCATION_YES, -500, 60, 120, "H", 0 },
	{ "U U", 44, 31, EDUCATION_NO, -200, 0, 180, "U", STORY_WISHES_EDUCATION },
	{ "J", 52, 0, EDUCATION_UNKNOWN, 0, 0, 0, "", 0 },
	{ "0", 10, 29, EDUCATION_NO, -600, 0, 0, "", 0 },
	{ "", 2, 26, EDUCATION_NO, 0, 0, 0, "", 0 },
	{ "", 4, 54, EDUCATION_YES, 0, 0, 0, "", 0 },
	{ "", 9, 36, EDUCATION_UNKNOWN, 0, 0, 0, "", 0 },
	{ "J J JU J", 150, 33, EDUCATION_YES, 300, 250, 250, "", STORY_CLOSED },
	{ "0 0 U JU JU J J JH JH J", 71, 57, EDUCATION_NO, -1200, 120, 260, "", STORY_NOTED },
	{ "H H", 200, 48, EDUCATION_NO, -800, 0, 0, "H", STORY_COLLEAGUE },
	{ "U JU", 260, 30, EDUCATION_NO, -100, 0, 150, "", STORY_COLLEAGUE },
	{ "S S JS", 30, 25, EDUCATION_NO, -400, 60, 150, "S", STORY_COLLEAGUE },
};

/* Quarters of a course. */
static int course_length(const char *course)
{
	int words = *course != '\0';

	for (const char *p = course; *p; p++)
		words += *p == ' ';
	return words;
}

static unsigned group_of(char letter)
{
	static const char letters[] = "JUSH";
	const char *at = strchr(letters, letter);

	return letter && at ? 1u << (at - letters) : 0;
}

static enum meeting_result contact_of(char c)
{
	switch (c) {
	case 'x': return MEETING_NOT_COME;
	case 'c': return MEETING_CANCELLED;
	case 'm': return MEETING_MOVED;
	default: return MEETING_HELD;
	}
}

static void dress_visit(const struct story *s, struct town_visit *v)
{
	if (s->flags & STORY_ALOUD)
		v->mode = MODE_READ_ALOUD;
	if (s->flags & STORY_INTERPRETER) {
		v->mode = MODE_INTERPRETER;
		v->language = "en";
	}
	if (s->flags & STORY_PHONE) {
		v->mode = MODE_PHONE;
		v->kind = MEETING_PHONE;
	}
	if (s->flags & STORY_OUTREACH) {
		v->mode = MODE_READ_ALOUD;
		v->kind = MEETING_OUTREACH;
	}
}

/* One word of a course, n characters, becomes one visit. */
static void tell_visit(struct town *t, const struct story *s, const char *word, size_t n, size_t worker,
	int32_t date, int level)
{
	struct town_visit *v = town_add_visit(t, worker, date);
	bool first = v == &t->visits[t->people[v->person].first_visit];
	unsigned groups = 0;

	v->level = level;
	v->certain = (s->flags & STORY_CERTAIN) != 0;
	dress_visit(s, v);
	for (size_t i = 0; i < n; i++) {
		groups |= group_of(word[i]);
		if (contact_of(word[i]) != MEETING_HELD)
			v->result = contact_of(word[i]);
		if (word[i] == '-')
			v->caseworker = false;
		if (word[i] == '+')
			v->client = false;
		if (word[i] == '?')
			v->unsure = true;
	}
	if (v->result == MEETING_HELD) {
		town_run_groups(t, v, groups);
	} else {
		v->client = v->caseworker = false;
		v->activities = first ? 0 : v[-1].activities;
	}
}

/* Whoever stands before the last change of caseworker; the last one is 0, or 1 with a colleague. */
static size_t first_worker(const struct story *s)
{
	size_t worker = s->flags & STORY_COLLEAGUE ? 1 : 0;

	for (const char *p = s->course; *p; p++)
		worker += *p == '/';
	return worker;
}

static void tell_course(struct town *t, const struct story *s)
{
	int length = course_length(s->course), half = length / 2, level = s->start, quarter = 0;
	size_t worker = first_worker(s);
	const char *word = s->course;

	while (*word) {
		size_t n = strcspn(word, " ");
		int32_t date = t->today - s->last - QUARTER * (length - 1 - quarter);

		if (quarter < length - 1)
			date += draw_between(&t->draw, -6, 6);
		if (*word == '/') {
			worker--;
			word++;
			n--;
		}
		if (*word != '.')
			tell_visit(t, s, word, n, worker, date, level);
		level += quarter < half ? s->early : s->late;
		quarter++;
		word += n;
		word += *word == ' ';
	}
}

/* What is edited about the person after the last round. */
static void tell_later(struct town *t, const struct story *s, struct town_person *p)
{
	const struct town_visit *last = &t->visits[p->first_visit + p->visits - 1];

	p->later = p->fields;
	if (s->flags & STORY_PAUSED) {
		p->later.status = CLIENT_PAUSED;
		p->later.paused_until = t->today + 33;
	}
	if (s->flags & STORY_CLOSED)
		p->later.status = CLIENT_CLOSED;
	if (s->flags & STORY_EXCLUDED) {
		p->later.excluded = "J";
		p->later.excluded_reason = "Er i behandling til foråret";
		p->later.excluded_until = t->today + 70;
	}
	if (s->flags & STORY_WISHES_EDUCATION) {
		p->later.goal = GOAL_EDUCATION;
		p->later.goal_reason = "Vil tage svendebrev og har fået plads";
	}
	if (s->flags & (STORY_PAUSED | STORY_CLOSED | STORY_EXCLUDED | STORY_WISHES_EDUCATION))
		p->changed = last->at + DAY;
}

static void tell_last_round(const struct story *s, struct town_visit *last)
{
	if (s->flags & STORY_SLIP)
		last->corrected = CORRECT_SLIP;
	if (s->flags & STORY_CHANGED_MIND)
		last->corrected = CORRECT_CHANGED_MIND;
	last->voided = (s->flags & STORY_VOIDED) != 0;
	last->noted = (s->flags & STORY_NOTED) != 0;
}

/* The meeting that is going on: begun a little while ago, left in the middle. */
static void tell_sketch(struct town *t)
{
	struct town_visit *v = town_add_visit(t, 0, t->today);

	v->at = t->now - SKETCH;
	v->result = MEETING_OPEN;
	v->client = v->caseworker = false;
	v->level = v[-1].level;
	v->activities = v[-1].activities;
}

static void tell(struct town *t, const struct story *s)
{
	struct town_person *p = town_add_person(t, s->age, s->education);
	int length = course_length(s->course);

	p->general = 0;
	p->weak = s->weak;
	p->fields.benefit_since = t->today - s->last - QUARTER * length - draw_between(&t->draw, 100, 1500);
	tell_course(t, s);
	if (p->visits) {
		tell_last_round(s, &t->visits[t->visit_count - 1]);
		tell_later(t, s, p);
	}
	p->added = p->visits ? t->visits[p->first_visit].at - 7 * (int64_t)DAY
		: (int64_t)(t->today - s->last) * DAY + 8 * 3600;
	if (s->flags & STORY_SKETCH)
		tell_sketch(t);
}

void town_tell_stories(struct town *t, const char *login)
{
	t->talks = true;
	for (size_t i = 0; i < 3; i++)
		town_add_worker(t, 0, i ? NULL : login);
	for (size_t i = 0; i < ARRAY_SIZE(stories); i++)
		tell(t, &stories[i]);
}
