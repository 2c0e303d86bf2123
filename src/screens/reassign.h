/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client changes hands: one, or many at once; and who took over reads the hand-over page first. */
#ifndef STIGE_SCREENS_REASSIGN_H
#define STIGE_SCREENS_REASSIGN_H

#include "app_state.h"

/* Refused with a sentence where the desk's caseworker is no key-holder. */
unsigned reassign_open(struct app *a, const struct id *from);
/* Opens a screen about a client; the hand-over page instead for who took over and has not read it. */
unsigned handover_first(struct app *a, const struct client *c, const struct screen *screen);
/* done gets the number of the reason, see handover_reason, or -1. */
unsigned handover_ask_reason(struct app *a, screen_done *done);
/* From which day? done gets it as day_open says. */
unsigned handover_ask_day(struct app *a, screen_done *done);

#endif
