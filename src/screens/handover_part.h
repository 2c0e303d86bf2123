/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One part of the hand-over page is written, in a box over it. */
#ifndef STIGE_SCREENS_HANDOVER_PART_H
#define STIGE_SCREENS_HANDOVER_PART_H

#include "app_state.h"
#include "stige/casefile/handover.h"

/* Lent by the screen beneath, which reloads when something was written. */
struct handover_part_arg {
	const struct casefile *file;
	enum handover_part part;
	const char *now;                 /* what stands there; "" */
};

unsigned handover_part_open(struct app *a, const struct handover_part_arg *arg);

#endif
