/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list with one focused row: moving, paging, scrolling, drawing. The rows belong to the
 * caller, who describes them by a source. The focus is shown by ">", the cursor, which stands
 * on the first letter of the row, and the role FOCUS: up to where the row's own drawing uses it, else on the
 * row's first words, up to a gap of two blanks.
 */
#ifndef STIGE_UI_LIST_H
#define STIGE_UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/ui/actions.h"
#include "stige/ui/canvas.h"

#define LIST_MARGIN 3            /* the columns " > " before a row's text */

struct list_source {
	size_t count;
	const void *context;                                              /* for the functions */
	/* Draws row i into c, whose column 0 is the first after the margin. */
	void (*draw)(const void *context, size_t i, bool focused, struct canvas *c);
	int (*rows)(const void *context, size_t i);                       /* its height; NULL = 1 */
	/* Instead of both: the row is a sentence, wrapped in a window of so many columns. */
	void (*words)(const void *context, size_t i, struct str *out);
	int cols;
	bool (*can_focus)(const void *context, size_t i);                 /* NULL = all; headings cannot */
	bool whole;              /* a row that does not fit whole at the end is left for the next page */
	bool resting;            /* something else on the page has the focus: no row shows it */
};

struct list {
	size_t focus;            /* index; 0 in an empty list */
	size_t top;              /* the first row shown */
	int height;              /* rows of the screen it was laid out for */
};

/* After opening, reloading or resizing: puts the focus on a row that exists and into view. */
void list_layout(struct list *l, const struct list_source *src, int height);
void list_focus(struct list *l, const struct list_source *src, size_t i);
/* The page that begins with row i, as far as rows below it fill one; the focus goes to it, or to the next that can. */
void list_page(struct list *l, const struct list_source *src, size_t i);
/* UP DOWN PAGE_UP PAGE_DOWN FIRST LAST. Returns true if the action was one of these. */
bool list_action(struct list *l, const struct list_source *src, enum action action);
/*
 * Draws into the whole of c. Where not all rows fit, the last one says how many more there are above and
 * below. Returns the index after the last row shown.
 */
size_t list_draw(const struct list *l, const struct list_source *src, struct canvas *c);
/* One row alone, without its margin and marks. */
void list_row_draw(const struct list_source *src, size_t i, bool focused, struct canvas *c);
int list_row_height(const struct list_source *src, size_t i);
/*
 * Puts the focus on a row that shows the words (by base/text's search key), over both ends: step 0 from the
 * focus on, 1 after it, -1 before it. cols: the width rows are drawn in. False when no row does.
 */
bool list_find(struct list *l, const struct list_source *src, int cols, const char *words, int step);

#endif
