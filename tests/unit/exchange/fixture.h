/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A founded office in a folder of its own, with a clock that stands and ids from a seed. */
#ifndef TESTS_EXCHANGE_FIXTURE_H
#define TESTS_EXCHANGE_FIXTURE_H

#include "stige/casefile/desk.h"
#include "stige/store/clients.h"

struct fixture {
	char *dir;
	int64_t now;
	struct random_seeded seed;
	struct random random;
	struct desk *desk;
};

struct fixture *fixture_new(const char *office, uint64_t seed);
int fixture_setup(void **state);     /* the office NB */
int fixture_teardown(void **state);
/* A folder and everything in it. */
void fixture_remove(const char *dir);

/* DIR/name; freed with mem_free. */
char *fixture_path(const struct fixture *f, const char *name);
void fixture_write(const char *path, const char *bytes, size_t n);
/* Adds a client as it would be typed. */
struct id fixture_client(struct fixture *f, const char *name, const char *birth, const char *number);
/* SHA-256 of the shared dump with events. */
void fixture_hash(struct fixture *f, char out[65]);

#endif
