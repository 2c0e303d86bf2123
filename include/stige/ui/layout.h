/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame's rows that the ui draws itself: title, messages, footer, "window too small". */
#ifndef STIGE_UI_LAYOUT_H
#define STIGE_UI_LAYOUT_H

#include "stige/ui/canvas.h"
#include "stige/ui/screen.h"

/*
 * The footer: actions of the context in the table's order while they fit, and always, at the
 * right, commands and help with a key that works here; before them back, where the first of
 * the others fits too. screen may be NULL; its label op has the last word on the labels.
 */
void layout_footer(struct canvas *c, int row, enum context context, const struct screen *screen,
	const void *state);
/* The action whose words stand at a column of that footer; ACTION_NONE between them. */
enum action layout_footer_at(int cols, int col, enum context context, const struct screen *screen,
	const void *state);
/* Title left, state right, and the badge at the edge ("" = none); where they do not fit, the
 * first parts of the state go (parts have two blanks between them); a third of the row is kept for it.
 */
void layout_title(struct canvas *c, int row, const char *left, const char *right, const char *badge);
/* One or two rows. */
void layout_message(struct canvas *c, int row, const char *text, bool error);
void layout_too_small(struct canvas *c);
/* The tabs of row 2: "[1 Progress] 2 Plan"; the chosen one in brackets. labels NULL-terminated. */
int layout_tabs(struct canvas *c, int row, int col, const char *const *labels, int chosen);

#endif
