/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists behind the client page's other tabs: one line of text a row. */
#ifndef STIGE_SCREENS_CLIENT_TABS_H
#define STIGE_SCREENS_CLIENT_TABS_H

#include "app_state.h"

enum client_tab_kind { CLIENT_TAB_ACTIVITIES = 1, CLIENT_TAB_PLAN, CLIENT_TAB_LOG };

struct client_tab {
	struct arena arena;
	char **lines;
	size_t count;
};

enum stige_rc client_tab_fill(struct client_tab *t, struct desk *d, const struct casefile *c, enum look look,
	enum client_tab_kind kind, struct err *err);
void client_tab_release(struct client_tab *t);
void client_tab_draw(const void *context, size_t i, bool focused, struct canvas *c);     /* for a list_source */
const char *client_tab_empty(enum client_tab_kind kind);                                 /* what to say of no rows */

#endif
