/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of forms/advice.csv, and its rows that are read in a file of their own. */
#ifndef STIGE_SRC_INSTRUMENT_ADVICE_COLUMNS_H
#define STIGE_SRC_INSTRUMENT_ADVICE_COLUMNS_H

#include "stige/instrument/advice.h"

#include "table.h"

enum { ADVICE, NAME, KIND, WEIGHT_JOB, WEIGHT_EDUCATION, GROUP, ACTIVITIES, WHEN, PATH, OF, EVIDENCE,
	AUDIENCE, COLUMNS_NEEDED, CONDITION = COLUMNS_NEEDED, COLUMNS };

#define WORD 64

/* A bit for each path of the row; both where the cell is empty. */
unsigned advice_read_paths(struct table *t, size_t at);
/* advice_box.c: a box of the figure that a path is drawn as. The items were read before. */
void advice_read_box(struct table *t, size_t at, const struct evidence *e, struct advice_table *to);

#endif
