/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three offices that work on the same people without a network, and send each other everything
 * they have in letters that come late, twice or never. Beside them a model that knows only who
 * edited what, having seen what.
 */
#ifndef TESTS_STORE_OFFICES_H
#define TESTS_STORE_OFFICES_H

#include "fixture.h"
#include "stige/store/merge.h"

#define OFFICES 3
#define CLIENTS 12                   /* most of one world */
#define ACTS 400
#define LETTERS 6                    /* under way at a time */

/* An edit of a client's number or a correction of a client's answers. */
struct act {
	bool answers;                /* else the number */
	size_t client;
	int value;
	struct id response;          /* of answers */
	bool over[ACTS];             /* the acts it stands for */
};

struct person {
	struct id id;
	bool erased;                 /* somewhere */
};

struct letter {
	struct str rows;
	size_t acts, persons;
	bool knows[ACTS], met[CLIENTS];
};

struct offices {
	struct fixture *f[OFFICES];
	struct random random;
	struct random_seeded seed;
	struct act acts[ACTS];
	struct person persons[CLIENTS];
	size_t act_count, person_count;
	bool knows[OFFICES][ACTS], met[OFFICES][CLIENTS];
	struct letter letters[LETTERS];
};

struct offices *offices_new(uint64_t seed);
void offices_free(struct offices *w);

/* One thing that happens in an office, or a letter made or opened. */
void offices_step(struct offices *w);
/* Everybody writes to everybody until nothing is new. */
void offices_meet(struct offices *w);
void offices_send(struct offices *w, size_t from, struct letter *letter);
struct merge_report offices_take(struct offices *w, size_t to, const struct letter *letter);
/* The same; the report finds conflicts where the letter's rows are, and must find what the list of all rows does. */
void offices_take_looking(struct offices *w, size_t to, const struct letter *letter);

/* How many places the model says are in conflict once all know all. */
size_t offices_conflicts(const struct offices *w);

#endif
