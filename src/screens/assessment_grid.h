/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns beside a list of questions: 1 to 5, does not know, rather not say. */
#ifndef STIGE_SCREENS_ASSESSMENT_GRID_H
#define STIGE_SCREENS_ASSESSMENT_GRID_H

#include "stige/form/entry.h"
#include "stige/ui/canvas.h"

enum { GRID_COLUMNS = 7 };
extern const char grid_digits[];

/* Columns of the canvas for one of them, in a window this wide. */
int grid_cell(int cols);

struct grid_row {
	const struct entry *entry;
	const struct form_item *item;
	const char *lang;
	const struct answer *before;     /* shown beside the answer; NULL */
};

/* The item's answer in the first row of c, from column `at`. */
void grid_answer(struct canvas *c, int at, int cols, const struct grid_row *row);

#endif
