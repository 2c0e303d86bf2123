/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the list of the advice screen: lines, activities, prompts, cautions; how they are drawn. */
#ifndef STIGE_SCREENS_ADVICE_ROWS_H
#define STIGE_SCREENS_ADVICE_ROWS_H

#include "app_state.h"
#include "stige/casefile/plan.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"

enum { ADVICE_ROWS_MOST = 384, ADVICE_CODE = 8 };

/* A row of the list: a line of advice, a section of sentences, a heading, or one sentence under it. */
struct advice_row {
	const struct advice_line *line;
	size_t number;                   /* of the line, from 1 */
	bool headline;                   /* the line's first row alone: its sentences follow as rows */
	const char *label;               /* of what belongs to a line: "Here:"; "" for its next sentences */
	enum canvas_role role;           /* of the same */
	bool gap;                        /* a blank row after it */
	const struct advice_says *says;
	const struct advice_say *say;
	const char *heading;             /* of a section */
	char code[ADVICE_CODE];                 /* what is chosen or declined here; "" = nothing */
	char *offers;                    /* of a proposed activity: what the office has; NULL = says nothing */
};

struct advice_view {
	const struct app *app;
	const struct casefile *file;
	bool all;                        /* the sixteen groupings instead of three lines */
	int cols, height;                /* of the list */
	struct advice_page page;
	struct plan_page plan;
	char *left_out;                  /* the groups that are excluded now; NULL = none */
	struct advice_row rows[ADVICE_ROWS_MOST];
	size_t count;
};

/* From v->file and the app's look; what was made before is released. */
void advice_view_make(struct advice_view *v);
void advice_view_release(struct advice_view *v);
/* The rows anew, after `all` or the window has changed. */
void advice_view_rows(struct advice_view *v);
struct list_source advice_view_source(const struct advice_view *v);

#endif
