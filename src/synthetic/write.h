/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an invented town to the store: everything in the order in which it happened, with the
 * store's clock at that instant and the caseworker who did it.
 */
#ifndef STIGE_SYNTHETIC_WRITE_H
#define STIGE_SYNTHETIC_WRITE_H

#include "town.h"

/* An activity of a person that has been dated and has not ended. */
struct writer_running {
	struct id record;
	int no;
	int32_t from;
	const char *place;
};

enum { RUNNING_MOST = 8, OPEN_STEPS_MOST = 4 };

struct writer_person {
	struct id id;
	struct writer_running running[RUNNING_MOST];
	size_t running_count;
	struct id steps[OPEN_STEPS_MOST];
	size_t step_count, next_step;
	uint32_t activities;                 /* of the visit before */
	unsigned groups;
};

struct writer {
	struct store *store;
	struct town *town;
	int64_t now;                         /* what the store's clock shows */
	struct id *workers;                  /* ids, by the town's order */
	struct id *offices;
	struct writer_person *people;
	struct id *client_responses, *caseworker_responses;  /* by visit; zero = none */
};

/* Into an empty store, inside its one transaction. Leaves the first caseworker logged in. */
enum stige_rc town_write(struct store *s, struct town *t, struct err *err);

/* One visit, whole (write_visit.c). */
enum stige_rc write_visit(struct writer *w, size_t visit, struct err *err);
/* A corrected answer or a void, after it. */
enum stige_rc write_revision(struct writer *w, size_t visit, struct err *err);
/* What is said and agreed in it (write_talk.c): steps, notes, dates of activities, the journal. */
enum stige_rc write_talk(struct writer *w, const struct town_visit *v, const struct id *meeting, bool last,
	struct err *err);

#endif
