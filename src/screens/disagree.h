/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disagreement is written down: what the client says, what the caseworker says. Both or neither. */
#ifndef STIGE_SCREENS_DISAGREE_H
#define STIGE_SCREENS_DISAGREE_H

#include "app_state.h"
#include "stige/casefile/voices.h"

/* Lent by the screen beneath, which reloads when something was kept. */
struct disagree_arg {
	const struct casefile *file;
	const struct voice_pair *pair;
	const struct id *meeting;        /* NULL = outside one */
};

unsigned disagree_open(struct app *a, const struct disagree_arg *arg);

#endif
