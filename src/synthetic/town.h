/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An invented town before it is written down: offices, caseworkers, people and everything that
 * happens to them, as plain values. Levels are in thousandths of a standard deviation; the
 * words of the answers come later, from the forms.
 */
#ifndef STIGE_SYNTHETIC_TOWN_H
#define STIGE_SYNTHETIC_TOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw.h"
#include "shape.h"

#include "stige/store/clients.h"
#include "stige/store/meetings.h"
#include "stige/store/responses.h"

struct town_worker {
	char *name, *initials, *login;
	size_t office;                       /* in word_offices; 0 = the file's own */
};

struct town_person {
	char *name;
	struct client_fields fields;         /* strings other than the name are constant */
	struct client_fields later;          /* after `changed`, if that is an instant */
	int64_t added, changed;              /* changed: INSTANT_NONE = never */
	size_t first_visit, visits;
	int general, wage;
	int specific[2][SLOTS_MOST];         /* client's form, caseworker's form */
	const char *weak;                    /* letters of groups whose items lie lower; "" none */
};

struct town_visit {
	size_t person, worker;
	int64_t at;
	enum meeting_kind kind;
	enum meeting_result result;          /* MEETING_OPEN: left in the middle of the client's form */
	bool client, caseworker;             /* which of the two forms were completed */
	bool unsure;                         /* many answers are no values */
	bool certain;                        /* every answer is one */
	enum response_mode mode;
	const char *language;
	unsigned groups;                     /* bits of enum group that ran */
	uint32_t activities;                 /* bit n = activity number n; 0 = none */
	int level;                           /* how the person stands */
	int belief, search;                  /* what the confidence and the job search are ranked by */
	int32_t client_values[SLOTS_MOST], caseworker_values[SLOTS_MOST];
	enum correct_reason corrected;       /* one answer, soon afterwards */
	bool voided;                         /* the caseworker's form was another client's */
	bool noted;
};

struct town {
	struct draw draw;
	const struct shape *shape;
	int64_t now;
	int32_t today;                       /* in UTC, so that a time zone changes nothing */
	int first_surname;                   /* where in the list the names begin */
	bool talks;                          /* journal texts, steps, dates of activities are written too */
	struct town_worker *workers;
	size_t worker_count, worker_cap;
	struct town_person *people;
	size_t person_count, person_cap;
	struct town_visit *visits;           /* each person's together, oldest first */
	size_t visit_count, visit_cap;
};

void town_init(struct town *t, const struct shape *shape, uint64_t seed, int64_t now);
void town_release(struct town *t);

/* The first worker is whoever `login` is; the others' logins are their initials. */
void town_add_worker(struct town *t, size_t office, const char *login);
/* A person of this age today with a name of their own; visits follow. age 0 = birth date unknown. */
struct town_person *town_add_person(struct town *t, int age, enum client_education education);
/* A visit of the newest person, at some hour of a working day on or just before `date`. */
struct town_visit *town_add_visit(struct town *t, size_t worker, int32_t date);
/* Runs these groups from now on: what ran already in one of them goes on, else it is drawn. */
void town_run_groups(struct town *t, struct town_visit *v, unsigned groups);
/* No caseworker sits in two meetings at once. After this, visits stay where they are. */
void town_settle(struct town *t);
/* Every answer of every visit (replies.c). */
void town_reply(struct town *t);

/* The demo's forty (stories.c). */
void town_tell_stories(struct town *t, const char *login);
/* Many drawn lives (crowd.c). */
struct crowd {
	size_t people, workers, offices;
	size_t rounds;                       /* of all people together, exactly; 0 = as it comes */
	size_t one_sided;                    /* rounds without one form, and as many without the other */
	int changed_per_mille;               /* people whose caseworker changed between two rounds, exactly */
	int32_t days;                        /* how far back the first can begin */
	bool current;                        /* all are still clients, with a newest round that is not old */
};
void town_draw_crowd(struct town *t, const struct crowd *c, const char *login);

#endif
