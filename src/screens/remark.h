/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes: a few lines in a box over the screen, on the client or as a remark on one item. */
#ifndef STIGE_SCREENS_REMARK_H
#define STIGE_SCREENS_REMARK_H

#include "app_state.h"

struct note_arg {
	struct id client, meeting;       /* meeting may be zero: the open one counts, if there is one */
	const char *item;                /* NULL = on the client */
	const char *title;               /* translated */
};
/* Opens the box over the screen that calls it; what is copied outlives the call. */
unsigned note_open(struct app *a, const struct note_arg *arg);
/* A remark on the item of an answer that is being given. */
unsigned remark_open(struct app *a, struct giving *g, const struct form_item *item);

#endif
