/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lists behind the client page's other tabs: lines of text, wrapped where they are too long for
 * the window. In the plan a line may stand for a plan item that can be ticked.
 */
#ifndef STIGE_SCREENS_CLIENT_TABS_H
#define STIGE_SCREENS_CLIENT_TABS_H

#include "app_state.h"

enum client_tab_kind { CLIENT_TAB_ACTIVITIES = 1, CLIENT_TAB_PLAN, CLIENT_TAB_NOTES, CLIENT_TAB_LOG };

struct client_line {
	const char *text;
	enum canvas_role role;
	int indent;
	const struct plan_item *item;            /* points into the case file; NULL = only to be read */
	const struct left_draft *draft;          /* on the outbox's lists; else NULL */
	const struct screen *opens;              /* the same: what Enter opens, without an arg */
};

struct client_tab {
	struct arena arena;
	struct client_line *lines;
	size_t count, room;
	int cols;                                /* of the list, margin included */
};

enum stige_rc client_tab_fill(struct client_tab *t, struct desk *d, const struct casefile *c, enum look look,
	enum client_tab_kind kind, struct err *err);
void client_tab_release(struct client_tab *t);           /* keeps cols */
/* For a list_source. */
void client_tab_draw(const void *context, size_t i, bool focused, struct canvas *c);
int client_tab_rows(const void *context, size_t i);
bool client_tab_can_focus(const void *context, size_t i);
const char *client_tab_empty(enum client_tab_kind kind);                                 /* what to say of no rows */

/* For the files that fill a tab: the text is copied. */
struct client_line *client_tab_add(struct client_tab *t, enum canvas_role role, int indent, const char *text);
void client_tab_gap(struct client_tab *t);               /* an empty line, unless it is the first */

/* Running activities with the answers before they began and now; then what was registered, newest first. */
void activity_tab_fill(struct client_tab *t, const struct casefile *c, enum look look);
/* Chosen, declined and why, done, agreed steps; what is excluded until when; the goal set by hand. */
void plan_tab_fill(struct client_tab *t, const struct casefile *c, enum look look);

#endif
