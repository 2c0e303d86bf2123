/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The plan: what was chosen, declined (and why) and done, with dates; the agreed steps; what is
 * excluded for now, why and until when; a goal set by hand; what the office offers for the
 * activities that are proposed.
 */
#ifndef STIGE_CASEFILE_PLAN_H
#define STIGE_CASEFILE_PLAN_H

#include "stige/casefile/casefile.h"

enum plan_part {
	PLAN_PART_CHOSEN,                    /* groupings and activities, the newest word on each */
	PLAN_PART_DECLINED,
	PLAN_PART_DONE,
	PLAN_PART_STEPS,                     /* agreed steps that are open */
	PLAN_PART_PAST,                      /* steps that were done, not done or dropped */
	PLAN_PARTS
};
extern const char *const plan_part_headings[PLAN_PARTS];         /* N_() */

struct plan_page {
	struct arena arena;
	const struct plan_item **part[PLAN_PARTS];       /* oldest first */
	size_t count[PLAN_PARTS];
	bool no_progress;                    /* two intervals without gain on any item of the path */
};

/* Points into the casefile, which must outlive ret. */
void plan_page_make(struct plan_page *ret, const struct casefile *c);
void plan_page_release(struct plan_page *p);

/* Why a suggestion is declined: code words and what they are called. */
size_t plan_reason_count(void);
const char *plan_reason(size_t i);                       /* "client-wish" */
const char *plan_reason_text(const char *reason);        /* translated; the word itself when it is another one */

/* Adds an agreed step or a decision; item->id is filled. Undo (undo.h) takes it back. */
enum stige_rc plan_agree(struct desk *d, struct plan_item *item, struct err *err);
/*
 * Chosen, or declined with one of the reasons. code: letters of a grouping ("JH") or an activity ("a13").
 * Within one meeting a changed mind changes the row; in another meeting it is a new one. meeting may be NULL.
 * STIGE_DATA for a code or reason that is none. The casefile is not changed: load it again.
 */
enum stige_rc plan_decide(struct desk *d, const struct casefile *c, const struct id *meeting, const char *code,
	bool chosen, const char *reason, struct err *err);
/* What was chosen has been done: dated today. */
enum stige_rc plan_done(struct desk *d, const struct plan_item *item, struct err *err);

/* The shared look leaves out why a group is excluded and why the goal was set. */
void casefile_plan_text(const struct casefile *c, enum look look, int columns, struct str *out);

#endif
