/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The full check, as a row of phases that each can stop after a little and go on later.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "chain.h"

#define CHECK_SLICE 500              /* rows a step */

struct check_place {
	size_t table;
	int64_t row;
};

struct store_check_run {
	struct store *s;
	bool sliced;                 /* a program waits for keys between the steps */
	bool (*hurry)(void *ctx);    /* and wants to be back at once; NULL = never */
	void *ctx;
	bool hurried;                /* the table at hand was given up for that */
	size_t phase;
	struct check_place at;       /* in this phase */
	bool more;                   /* this phase is not through */
	struct chain_walk walk;      /* along the log of one device */
	struct store_findings *findings;
};

void check_found(struct store_check_run *run, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Only the first so many stay. */
void check_forget(struct store_findings *f, size_t count);
/* SQLite's code for a page that it could not even read, 0 = none such in this row of a check's answer. */
int check_page_not_read(const char *row);
/* The sentence of an error that a step met. */
void check_met(struct store_check_run *run, const struct err *err);

/* The phases. Each sets run->more while it is not through; an error ends it with a finding. */
enum stige_rc check_schema(struct store_check_run *run, struct err *err);
enum stige_rc check_pages(struct store_check_run *run, struct err *err);
enum stige_rc check_references(struct store_check_run *run, struct err *err);
enum stige_rc check_seals(struct store_check_run *run, struct err *err);
enum stige_rc check_guards(struct store_check_run *run, struct err *err);
enum stige_rc check_forms(struct store_check_run *run, struct err *err);
enum stige_rc check_tombstones(struct store_check_run *run, struct err *err);
enum stige_rc check_derived(struct store_check_run *run, struct err *err);
enum stige_rc check_revisions(struct store_check_run *run, struct err *err);
enum stige_rc check_chains(struct store_check_run *run, struct err *err);

#endif
