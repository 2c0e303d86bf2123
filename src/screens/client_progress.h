/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first tab of a client's page: every item as a sparkline on the fixed scale, the client's
 * side and, in the own look, the caseworker's beside it (under it where the window is narrow).
 */
#ifndef STIGE_SCREENS_CLIENT_PROGRESS_H
#define STIGE_SCREENS_CLIENT_PROGRESS_H

#include "app_state.h"
#include "series_draw.h"

enum { PROGRESS_ITEMS_MOST = 64 };

struct progress {
	const struct casefile *file;
	const struct app *app;
	enum look look;
	bool question_order;                     /* as on the form; else what the path's figures name first */
	size_t items[PROGRESS_ITEMS_MOST];       /* indexes into file->series, client's side first */
	size_t count, client_count;
	size_t focus, top;
	int rows, cols;
	/* Over the columns of the sparklines: the group of what began before that round; "+" = several. */
	char began[SERIES_SLOTS_MOST + 1];
};

/* After loading, a change of look, of order or of size; the focused item is kept where it can be. */
void progress_layout(struct progress *p, int rows, int cols);
bool progress_action(struct progress *p, enum action action);
void progress_draw(const struct progress *p, struct canvas *c);
const struct series *progress_focused(const struct progress *p);     /* NULL when there is none */

#endif
