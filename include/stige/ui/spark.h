/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sparklines and the small chart. The scale is always 1 to 5 and never fitted to the data:
 * a step from 2 to 3 looks the same in every row of every client. One column a round; a
 * round without an answer is a hole and stays one; a change of caseworker is a seam.
 *
 * Three ladders, chosen by what the terminal can show (ux.md 3.2):
 *   blocks  U+2581 2582 2584 2586 2588, equal steps of two eighths over a floor tick
 *   lines   the VT100 scan lines; on the canvas U+23BD U+23BC U+2500 U+23BB U+23BA, which the
 *           terminal draws with its own line set where it has no such glyphs
 *   digits  1 2 3 4 5, the value itself
 */
#ifndef STIGE_UI_SPARK_H
#define STIGE_UI_SPARK_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/ui/canvas.h"

enum spark_ladder { SPARK_BLOCKS, SPARK_LINES, SPARK_DIGITS };

struct spark_point {
	signed char level;       /* 1..5; 0 = a hole (no round, not asked, no answer) */
	bool seam;               /* another caseworker than the point before: "|" before it */
};

bool spark_parse(const char *name, enum spark_ladder *ret);      /* "blocks", "lines", "digits" */
const char *spark_name(enum spark_ladder ladder);
const char *spark_glyph(enum spark_ladder ladder, int level);    /* level 0..5; 0 is the hole */

/* Columns that n points need (points and seams). */
int spark_width(const struct spark_point *points, size_t n);
/*
 * Draws the newest points that fit in `width`, oldest left, starting at col. Points take
 * `role`, holes HOLE, seams SEAM. Returns the columns used.
 */
int spark_draw(struct canvas *c, int row, int col, int width, enum spark_ladder ladder,
	enum canvas_role role, const struct spark_point *points, size_t n);

/*
 * Marks over (or under) such a line: n characters, one for each point, a blank for none; each stands
 * in the column in which spark_draw with the same width and points puts its point.
 */
void spark_marks(struct canvas *c, int row, int col, int width, const struct spark_point *points,
	const char *marks, size_t n);

/*
 * Five rows, one a level, 5 on top; client "o", caseworker "x", both "*". n rounds, each
 * `step` columns wide (>= 2); the newest that fit in r are drawn. Either series may be NULL.
 * The level's number stands at the left. Returns the rows used (5, or 0 if r is too low).
 */
int chart_draw(struct canvas *c, struct rect r, int step,
	const struct spark_point *client, const struct spark_point *caseworker, size_t n);

#endif
