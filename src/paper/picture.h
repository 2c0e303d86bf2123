/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the points of a curve lie, for every back end that draws. Time runs from left to right in every
 * language, one column a slot, and 1..5 always take the whole height: nothing is scaled to the answers.
 */
#ifndef PAPER_PICTURE_H
#define PAPER_PICTURE_H

#include "stige/paper/paper.h"

enum { PICTURE_COLS = 200, PICTURE_ROWS = 48, PICTURE_MARGIN = 8, PICTURE_SLOT_MOST = 40 };

struct picture_at {
	int col, row;            /* from the top left corner */
};

static inline int picture_row(int step)
{
	return PICTURE_ROWS - PICTURE_MARGIN
		- (step - 1) * (PICTURE_ROWS - 2 * PICTURE_MARGIN) / (PAPER_STEPS - 1);
}

/* Few rounds stand close together at the left: a column is as wide for two as for five. */
static inline struct picture_at picture_at(const struct paper_curve *c, size_t i)
{
	int gaps = c->slots > 1 ? (int)c->slots - 1 : 1;
	int wide = PICTURE_COLS - 2 * PICTURE_MARGIN;
	int slot = (int)c->points[i].slot;
	int col = wide / gaps > PICTURE_SLOT_MOST ? slot * PICTURE_SLOT_MOST : slot * wide / gaps;

	return (struct picture_at){ PICTURE_MARGIN + col, picture_row(c->points[i].step) };
}

/* Does a line lead here from the point before? Not over a hole. */
static inline bool picture_joined(const struct paper_curve *c, size_t i)
{
	return i > 0 && c->points[i - 1].step && c->points[i].slot == c->points[i - 1].slot + 1;
}

#endif
