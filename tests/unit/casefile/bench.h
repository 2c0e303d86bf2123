/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A desk to test at: a database in a folder of its own, the real forms, a seeded source of
 * ids, and a clock that stands still until it is moved. Everybody in it is invented.
 */
#ifndef TESTS_CASEFILE_BENCH_H
#define TESTS_CASEFILE_BENCH_H

#include "stige/casefile/sitting.h"

struct bench {
	char dir[64];
	struct str path, forms;
	struct random_seeded seed;
	struct random random;
	int64_t now;
	struct desk *desk;
	struct err err;
};

/* A founded office NB with the caseworker KH ("kih"), at 2026-11-22 09:30 local time. */
void bench_open(struct bench *b);
/* Before the first start: nobody and nothing is in the file. */
void bench_open_new(struct bench *b);
/* Another office, with ids from a seed of its own. */
void bench_open_as(struct bench *b, const struct founding *typed, uint64_t seed);
void bench_close(struct bench *b);
/* cmocka's setup and teardown: *state is a bench, opened as bench_open does. */
int bench_setup(void **state);
int bench_teardown(void **state);
/* As after a crash: everything in memory is gone. */
void bench_reopen(struct bench *b, const char *login);
/*
 * The forms from now on are copies in which, in client.csv, each `from` is a `to`; ends with NULL.
 * Then reopen.
 */
void bench_edit_forms(struct bench *b, const char *const *from_to);
/* The same, with a skip rule: C4 is asked only where C3 is answered with 3 or more. Reopened as kih. */
void bench_skip_rule(struct bench *b);
/* A row at the end of one of those copies ("+NAME": a column); catalogue.csv begins with its first. Then reopen. */
void bench_add_row(struct bench *b, const char *file, const char *row);
void bench_days(struct bench *b, int days);
/* Fails the test with the sentence. */
void bench_ok(struct bench *b, enum stige_rc rc);

/* Adds an active client. education: "yes", "no", "unknown". */
struct id bench_client(struct bench *b, const char *name, const char *birth, const char *education);
/* Mette Lund, who works here, or did. */
struct id bench_colleague(struct bench *b, const char *initials, const char *login, bool active);
struct casefile *bench_file(struct bench *b, const struct id *client);

/* Gives answers as they would be typed: "3", "dk", "declined", "internet network", "26000". */
void bench_give(struct bench *b, struct giving *g, const char *item, const char *typed);
/* Gives the answers of a whole form, one a word, ";" between them, and completes it. */
struct id bench_form(struct bench *b, struct sitting *s, enum respondent who, const char *answers);
/* The same, answered in a language of the form. */
struct id bench_form_in(struct bench *b, struct sitting *s, enum respondent who, const char *lang,
	const char *answers);
/* A whole meeting today: begun, up to three forms ("" = not given), closed. */
void bench_meeting(struct bench *b, const struct id *client, const char *c, const char *w,
	const char *activities);

#endif
