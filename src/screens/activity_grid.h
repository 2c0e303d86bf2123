/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The catalogue of activities laid out in groups, in one column or two, with one of them in focus. It
 * knows nothing of what is marked.
 */
#ifndef STIGE_SCREENS_ACTIVITY_GRID_H
#define STIGE_SCREENS_ACTIVITY_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/instrument/activities.h"
#include "stige/ui/actions.h"

enum { ACTIVITY_CELLS_MOST = 64 };

/* An activity, a group's heading, or a blank. */
struct activity_cell {
	const struct activity *one;      /* NULL: heading or blank */
	unsigned group;                  /* of a heading; 0 = none */
};

struct activity_grid {
	const struct activities *catalogue;
	struct activity_cell cells[ACTIVITY_CELLS_MOST];
	size_t count, split;             /* split: the first cell of the second column; = count: one column */
	size_t focus, top;
	int height;                      /* rows it is shown in */
};

/* The groups in the order in which groupings are written; "no activities" last, apart. */
void activity_grid_init(struct activity_grid *g, const struct activities *catalogue);
void activity_grid_layout(struct activity_grid *g, int rows, int cols);
const struct activity *activity_grid_focused(const struct activity_grid *g);
size_t activity_grid_row(const struct activity_grid *g, size_t cell);
/* Arrows, pages, first and last. False when the action is not one of them, or leads nowhere. */
bool activity_grid_action(struct activity_grid *g, enum action action);

/* To the activity of that number; false, and nothing moved, where there is none. */
bool activity_grid_to(struct activity_grid *g, int no);

#endif
