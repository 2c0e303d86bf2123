/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ticks in a plan that can be undone and made again; see undo.c. */
#ifndef STIGE_SCREENS_UNDO_H
#define STIGE_SCREENS_UNDO_H

#include "app_state.h"

struct deeds *deeds_new(void);
void deeds_free(struct deeds *d);
/* Sets the status, in place of casefile_step_status, and remembers what it was. */
enum stige_rc app_tick(struct app *a, const struct plan_item *item, enum plan_status to, struct err *err);
/* The last tick, or the last undone one; says what it did, or that there is none. */
unsigned app_undo(struct app *a, bool redo);

#endif
