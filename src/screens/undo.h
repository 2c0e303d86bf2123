/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo outside forms, for every screen; casefile/undo.h is what it does. */
#ifndef STIGE_SCREENS_UNDO_H
#define STIGE_SCREENS_UNDO_H

#include "app_state.h"

/* The last deed, or the last undone one; says what it did, or that there is none. */
unsigned app_undo(struct app *a, bool redo);

#endif
