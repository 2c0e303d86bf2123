/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small steps. Long flat stretches disillusion people, and a single step is easily read as more
 * than it is; so both are told as they are: which items moved, which only went one step and
 * back, what was remarked, which agreed steps were done, and how far it is to a goal that was
 * set on an item. Nothing is added up to one number.
 */
#ifndef STIGE_CASEFILE_MOVEMENT_H
#define STIGE_CASEFILE_MOVEMENT_H

#include "stige/casefile/casefile.h"

struct movement_item {
	const struct series *series;         /* a scale */
	struct series_change change;         /* known: newest round against the one before */
	bool wobble;                         /* the last three values: one step and back [our definition] */
	int32_t middle;                      /* of a wobble: the value between change.to and change.to */
};

/* A goal set by hand on one of the client's scale items. */
struct movement_aim {
	const struct indicator *indicator;
	int step;                            /* 1..5 */
	int now;                             /* the newest answer, 0 = no value */
};

struct movement {
	struct arena arena;
	struct movement_item *items;         /* the instrument's order */
	size_t item_count;
	struct series_tally tally;           /* over all scale items of the look, also those not compared */
	const struct note **remarks;         /* on items, since the newest round; own look only */
	size_t remark_count;
	const struct plan_item **done;       /* agreed steps done after the round before the newest */
	size_t done_count;
	struct movement_aim *aims;
	size_t aim_count;
};

/* Points into the casefile, which must outlive ret. The shared look has the client's items alone. */
void movement_make(struct movement *ret, const struct casefile *c, enum look look);
void movement_release(struct movement *m);

/*
 * Sets the goal of an item, step 1..5, or takes it back with 0. It is kept as a note ("aim-c3"), so that earlier
 * ones stay readable. STIGE_DATA when it is no scale item of the client. The casefile is not changed.
 */
enum stige_rc movement_set_aim(struct desk *d, const struct casefile *c, const struct id *meeting,
	const struct indicator *one, int step, struct err *err);

void casefile_movement_text(const struct casefile *c, enum look look, int columns, struct str *out);

#endif
