/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Did it work for this client? For each activity that runs: since when, and for each item of
 * the path the value before it began and the value now. Said as "since", never as "because of":
 * other things happened in the same time. Nothing is said where no round lies between.
 */
#ifndef STIGE_CASEFILE_WORKED_H
#define STIGE_CASEFILE_WORKED_H

#include "stige/casefile/casefile.h"

struct worked_item {
	const struct series *series;
	struct series_change change;         /* known; since = the round of the value before */
};

struct worked {
	const struct activity *activity;
	/*
	 * The day it began where that was written down (dated), else the day of the first registration in the
	 * stretch of registrations that reaches to the newest one.
	 */
	int32_t since;
	bool dated;
	size_t round;                        /* the first round after `since`: the mark on the sparklines; rounds = none */
	const struct worked_item *items;     /* only those with a value before and one in the newest round */
	size_t item_count;
};

struct worked_list {
	struct arena arena;
	struct worked *list;                 /* by Box 1's number */
	size_t count;
};

/* The shared look leaves the caseworker's items out. The casefile must outlive ret. */
void worked_make(struct worked_list *ret, const struct casefile *c, enum look look);
void worked_release(struct worked_list *w);
void casefile_worked_text(const struct casefile *c, enum look look, int columns, struct str *out);

#endif
