/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A vertical scale: one labelled row a value. Nothing is preselected: until a digit or an
 * arrow is pressed there is neither mark nor focus, Enter confirms nothing, and the caller
 * puts the cursor on the question. Rows may stand apart (does not know, rather not say).
 * With SCALE_MULTIPLE rows are marked one by one, [x].
 */
#ifndef STIGE_UI_SCALE_H
#define STIGE_UI_SCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/ui/actions.h"
#include "stige/ui/canvas.h"

struct scale_row {
	const char *label;       /* the answer's words, not owned */
	int digit;               /* 0..9: the key that chooses it and the number shown; -1 = none */
	bool apart;              /* a blank row before it */
	bool exclusive;          /* SCALE_MULTIPLE: choosing it clears the others, and the reverse */
};

enum scale_flags {
	SCALE_MULTIPLE = 1 << 0,
	SCALE_ADVANCE = 1 << 1,      /* a digit confirms at once (the caseworker's side) */
};

#define SCALE_NONE (-1)
#define SCALE_MOST 64            /* rows */

struct scale {
	const struct scale_row *rows;
	int count;                   /* 0..SCALE_MOST */
	unsigned flags;
	int focus;                   /* row, or SCALE_NONE: the cursor is on the question */
	int chosen;                  /* row marked as the answer, or SCALE_NONE */
	uint64_t marks;              /* SCALE_MULTIPLE: bit i = row i */
};

enum scale_result {
	SCALE_UNHANDLED,             /* not a key of the scale */
	SCALE_MOVED,                 /* the focus (or nothing) changed */
	SCALE_CHANGED,               /* the mark changed */
	SCALE_CONFIRMED,             /* Enter on a marked answer, or a digit with SCALE_ADVANCE */
	SCALE_EMPTY,                 /* Enter, but nothing is marked: store nothing */
};

void scale_init(struct scale *s, const struct scale_row *rows, int count, unsigned flags);
/* The answer there is already (row or SCALE_NONE); focus goes with it. */
void scale_choose(struct scale *s, int row);
void scale_mark(struct scale *s, uint64_t marks);
/*
 * Single: UP, DOWN move and mark (from nothing, DOWN goes to the first row and UP to the last);
 * digits mark; MARK marks the focused row; OPEN confirms. Multiple: UP, DOWN only move; MARK and
 * digits toggle; OPEN confirms if anything is marked.
 */
enum scale_result scale_action(struct scale *s, enum action action);
/* Rows it takes at this width: spaced = a blank row between answers. */
int scale_rows(const struct scale *s, int cols, bool spaced);
/*
 * Draws from the top of c, spaced if that fits, scrolled to the focus if it does not fit at
 * all. Sets the cursor on the focused row's number or first letter; leaves it alone if there
 * is no focus. Returns the rows used.
 */
int scale_draw(const struct scale *s, struct canvas *c);

#endif
