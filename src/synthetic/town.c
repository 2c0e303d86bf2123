/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "town.h"

#include <stdlib.h>
#include <string.h>

#include "words.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum {
	DAY = 86400,
	HOUR = 3600,
	OPENS = 7, CLOSES = 13,              /* begin of the first and the last meeting of a day, UTC */
	MEETING = 50 * 60,                   /* seconds until the next one can begin */
};

void town_init(struct town *t, const struct shape *shape, uint64_t seed, int64_t now)
{
	memset(t, 0, sizeof(*t));
	draw_init(&t->draw, seed);
	t->shape = shape;
	t->now = now;
	t->today = (int32_t)(now / DAY);
	t->first_surname = draw_below(&t->draw, (int)word_last_names.count);
}

void town_release(struct town *t)
{
	for (size_t i = 0; i < t->worker_count; i++) {
		mem_free(t->workers[i].name);
		mem_free(t->workers[i].initials);
		mem_free(t->workers[i].login);
	}
	for (size_t i = 0; i < t->person_count; i++)
		mem_free(t->people[i].name);
	mem_free(t->workers);
	mem_free(t->people);
	mem_free(t->visits);
	memset(t, 0, sizeof(*t));
}

/* Surnames are taken in turn from a random start, so that the first ninety people differ in them. */
static char *make_name(struct town *t, size_t nth)
{
	size_t first = (size_t)draw_below(&t->draw, (int)word_first_names.count);
	struct str name = STR_INIT;

	str_addf(&name, "%s %s", word_first_names.list[first],
		word_last_names.list[((size_t)t->first_surname + nth * 37) % word_last_names.count]);
	return str_steal(&name);
}

static bool initials_taken(const struct town *t, const char *initials)
{
	for (size_t i = 0; i < t->worker_count; i++)
		if (str_eq(t->workers[i].initials, initials))
			return true;
	return false;
}

/* First letters of the name, numbered when they are taken: "KH", "KH2". */
static char *make_initials(const struct town *t, const char *name)
{
	const char *second = strchr(name, ' ');
	struct str initials = STR_INIT, first = STR_INIT, last = STR_INIT;

	text_ascii(&first, name);
	text_ascii(&last, second ? second + 1 : name);
	str_addf(&initials, "%c%c", first.text[0], last.text[0]);
	for (int n = 2; initials_taken(t, initials.text); n++) {
		str_cut(&initials, 2);
		str_addf(&initials, "%d", n);
	}
	str_release(&last);
	str_release(&first);
	return str_steal(&initials);
}

static char *lower(const char *s)
{
	char *copy = mem_strdup(s);

	for (char *p = copy; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return copy;
}

void town_add_worker(struct town *t, size_t office, const char *login)
{
	struct town_worker w = { .name = NULL };

	w.name = make_name(t, 2 * t->worker_count + 41);
	w.initials = make_initials(t, w.name);
	w.login = login ? mem_strdup(login) : lower(w.initials);
	w.office = office;
	if (!login && t->worker_count && str_eq(w.login, t->workers[0].login)) {
		mem_free(w.login);
		w.login = mem_strdup("kollega");
	}
	t->workers = mem_grow(t->workers, &t->worker_cap, t->worker_count + 1, sizeof(*t->workers));
	t->workers[t->worker_count++] = w;
}

static int32_t draw_birth(struct town *t, int age)
{
	return date_add_months(t->today, -12 * age) - draw_between(&t->draw, 20, 330);
}

struct town_person *town_add_person(struct town *t, int age, enum client_education education)
{
	struct town_person p = { .name = make_name(t, t->person_count) };

	p.weak = "";
	p.first_visit = t->visit_count;
	p.changed = INSTANT_NONE;
	p.general = draw_normal(&t->draw);
	p.wage = 16500 + 500 * draw_below(&t->draw, 24);
	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < SLOTS_MOST; i++)
			p.specific[side][i] = draw_normal(&t->draw);
	p.fields = (struct client_fields){
		.name = p.name,
		.birth = age ? draw_birth(t, age) : DATE_NONE,
		.journal_no = "",
		.education = education,
		.benefit = age && age < 30 && education != EDUCATION_YES ?
			"educational-aid" : "social-assistance",
		.benefit_since = DATE_NONE,
		.goal_reason = "",
		.status = CLIENT_ACTIVE,
		.paused_until = DATE_NONE,
		.excluded = "",
		.excluded_reason = "",
		.excluded_until = DATE_NONE,
	};
	t->people = mem_grow(t->people, &t->person_cap, t->person_count + 1, sizeof(*t->people));
	t->people[t->person_count] = p;
	return &t->people[t->person_count++];
}

static int32_t working_day(int32_t date)
{
	int weekday = date_weekday(date);

	return weekday > 5 ? date - (weekday - 5) : date;
}

struct town_visit *town_add_visit(struct town *t, size_t worker, int32_t date)
{
	struct town_person *p = &t->people[t->person_count - 1];
	struct town_visit v = {
		.person = t->person_count - 1,
		.worker = worker,
		.at = working_day(date) * (int64_t)DAY + draw_between(&t->draw, OPENS, CLOSES) * HOUR,
		.kind = MEETING_OFFICE,
		.result = MEETING_HELD,
		.client = true,
		.caseworker = true,
		.mode = MODE_ALONE,
		.language = "da",
	};

	p->visits++;
	t->visits = mem_grow(t->visits, &t->visit_cap, t->visit_count + 1, sizeof(*t->visits));
	t->visits[t->visit_count] = v;
	return &t->visits[t->visit_count++];
}

/* An activity of the group, drawn; 0 when the form has none. */
static uint32_t draw_activity(struct town *t, unsigned group)
{
	const struct activities *a = t->shape->list;
	uint32_t all[ACTIVITY_MOST];
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		if (a->list[i].group == group)
			all[n++] = UINT32_C(1) << a->list[i].no;
	return n ? all[draw_below(&t->draw, (int)n)] : 0;
}

static uint32_t of_group(const struct activities *a, uint32_t set, unsigned group)
{
	uint32_t these = 0;

	for (size_t i = 0; i < a->count; i++)
		if (a->list[i].group == group)
			these |= set & UINT32_C(1) << a->list[i].no;
	return these;
}

void town_run_groups(struct town *t, struct town_visit *v, unsigned groups)
{
	const struct town_person *p = &t->people[v->person];
	bool first = v == &t->visits[p->first_visit];
	uint32_t before = first ? 0 : v[-1].activities;

	v->groups = groups;
	for (unsigned group = GROUP_JOB; group <= GROUP_HEALTH; group <<= 1) {
		uint32_t runs = of_group(t->shape->list, before, group);

		if (!(groups & group))
			continue;
		v->activities |= runs ? runs : draw_activity(t, group);
		if (draw_chance(&t->draw, 80))
			v->activities |= draw_activity(t, group);
	}
}

/* Sorting places, not visits: those stay with their person. */
struct seat {
	size_t worker, visit;
	int64_t at;
};

static int by_worker_and_time(const void *x, const void *y)
{
	const struct seat *a = x, *b = y;

	if (a->worker != b->worker)
		return a->worker < b->worker ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->visit > b->visit) - (a->visit < b->visit);
}

void town_settle(struct town *t)
{
	struct seat *seats = mem_array(t->visit_count + 1, sizeof(*seats));

	for (size_t i = 0; i < t->visit_count; i++)
		seats[i] = (struct seat){ t->visits[i].worker, i, t->visits[i].at };
	qsort(seats, t->visit_count, sizeof(*seats), by_worker_and_time);
	for (size_t i = 1; i < t->visit_count; i++) {
		if (seats[i].worker == seats[i - 1].worker && seats[i].at < seats[i - 1].at + MEETING)
			seats[i].at = seats[i - 1].at + MEETING;
		t->visits[seats[i].visit].at = seats[i].at;
	}
	mem_free(seats);
}
