/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why something about a person is opened: asked in a box, kept in the log, read by the person. */
#ifndef STIGE_SCREENS_PURPOSE_H
#define STIGE_SCREENS_PURPOSE_H

#include "app_state.h"

/* done gets the number of the purpose, or -1. */
unsigned purpose_ask(struct app *a, screen_done *done);
/* The code of a number that done got. */
const char *purpose_code(int value);

/* By case number, with a purpose where one is needed: a colleague's client, a restricted one. */
extern const struct screen screen_colleague;

#endif
