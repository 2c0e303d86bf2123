/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An office with a few hundred rows, another one that is paired with it, and what goes in and out between
 * them and spreadsheets: the use cases of files.c. The clock stands still and ids come from a seed.
 */
#ifndef TESTS_FAULTS_TRAFFIC_H
#define TESTS_FAULTS_TRAFFIC_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"
#include "stige/casefile/desk.h"

#define TRAFFIC_PATH 200
#define TRAFFIC_CANARY "Kanarina"        /* in the name of everybody of the other office, and in nothing else */
#define TRAFFIC_HASH 65

struct traffic {
	struct str database;                 /* the office's file, as it was built */
	char dir[TRAFFIC_PATH];              /* what comes in: a bundle, answers, outcomes */
	bool sealed;
	struct fixture *home, *other;
};

/* Ends the program when it cannot be built. */
void traffic_build(struct traffic *t, bool sealed);
void traffic_end(struct traffic *t);

/* The office's own file in `dir`, written there as it was built. */
void traffic_place(const struct traffic *t, const char *dir);

/* One who works on the file in `dir`. */
struct worker {
	struct random_seeded seed;
	struct random random;
	struct desk *desk;
};
enum stige_rc worker_begin(struct worker *w, const struct traffic *t, const char *dir, uint64_t seed,
	struct err *err);
void worker_end(struct worker *w);

struct traffic_use {
	const char *name;
	/* `out`: the file it leaves, if it leaves one. */
	enum stige_rc (*run)(const struct traffic *t, struct desk *d, const char *out, struct err *err);
	bool leaves;
	bool clear;                          /* what it leaves is for a spreadsheet: not sealed */
};
extern const struct traffic_use traffic_uses[];
extern const size_t traffic_use_count;
/* Not ours: what the tests must find fault with. */
extern const struct traffic_use traffic_careless;

/* Is the bundle there as a whole, and such that the other office takes it? */
bool traffic_bundle_sound(struct traffic *t, const char *path);

#endif
