/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form that was being given ends: as a response, or as a correction with its reason. */
#ifndef STIGE_SCREENS_CORRECT_H
#define STIGE_SCREENS_CORRECT_H

#include "app_state.h"

/* Says what is changed and asks why; done gets the reason's place from 0, -1 for none. Nothing changed: a message. */
unsigned correct_ask(struct app *a, const struct giving *g, screen_done *done);
/* The reason of a choice of correct_ask. */
enum correct_reason correct_reason_of(int choice);
/*
 * Completes the form: result 1, the screen that calls it pops. What is still open comes back in *ret_item
 * (NULL when it was something else), and the reason is said.
 */
unsigned correct_complete(struct app *a, struct giving *g, enum correct_reason reason,
	const struct form_item **ret_item);
/* For Esc: pops; a correction that changed something asks before. */
unsigned correct_back(struct app *a, const struct giving *g);
/* A correction's title: whose answers, of which day, which of them. */
void correct_title(const struct giving *g, const char *name, struct str *out);
/* Pauses what has answers in it, for the session log; failing is said nowhere: the answers are on disk. */
void correct_pause(struct giving *g);

#endif
