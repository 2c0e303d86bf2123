/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A remark on one item: a line in a box over the question, kept as a note of the client's file. */
#ifndef STIGE_SCREENS_REMARK_H
#define STIGE_SCREENS_REMARK_H

#include "app_state.h"

/* Opens the box over the screen that calls it. */
unsigned remark_open(struct app *a, struct giving *g, const struct form_item *item);

#endif
