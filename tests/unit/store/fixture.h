/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store of invented people in a folder of its own, with a clock that stands still until it
 * is moved and ids from a seed.
 */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "stige/base/arena.h"
#include "stige/base/date.h"
#include "stige/store/clients.h"
#include "stige/store/office.h"
#include "stige/store/responses.h"
#include "stige/store/store.h"

struct fixture {
	char dir[64];
	char path[96];
	struct store *s;
	struct arena a;
	struct err err;
	int64_t now;                 /* seconds; 2026-11-22T09:30:00Z at first */
	struct random_seeded seed;
	struct random random;
	struct id caseworker;        /* after fixture_found */
	struct stored_form form;     /* after fixture_form */
};

/* Fails the test with the sentence when the call did not end well. */
void must_(struct fixture *f, enum stige_rc rc, const char *call, const char *file, int line);
#define must(f, call) must_(f, call, #call, __FILE__, __LINE__)

int fixture_setup(void **state);             /* an empty folder and nothing else */
int fixture_setup_founded(void **state);     /* with an office NB, a caseworker KA and a form */
int fixture_teardown(void **state);

struct store_options fixture_options(struct fixture *f);
void fixture_open(struct fixture *f);
void fixture_reopen(struct fixture *f);
void fixture_found(struct fixture *f);
void fixture_form(struct fixture *f);
/* An invented client with this name. */
struct id fixture_client(struct fixture *f, const char *name);
struct client_fields fixture_fields(const char *name);
struct id fixture_meeting(struct fixture *f, const struct id *client, int32_t date);
/* A client's response with answers 1, 2, "dk" and a text. */
struct id fixture_response(struct fixture *f, const struct id *meeting);
const struct answer *fixture_answers(size_t *ret_count);
/* A connection beside the store's, without any of its settings. */
sqlite3 *fixture_raw(struct fixture *f);
void fixture_sql(struct fixture *f, const char *sql);
int64_t fixture_number(struct fixture *f, const char *sql);
/* Findings of a full check; prints them when they are not as many as expected. */
void fixture_check(struct fixture *f, size_t want);
/* How often the bytes stand anywhere in the file and its journal. */
size_t fixture_grep(struct fixture *f, const char *bytes, size_t n);

#endif
