/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day is asked for, in a box over the screen. */
#ifndef STIGE_SCREENS_DAY_H
#define STIGE_SCREENS_DAY_H

#include "app_state.h"

struct day_arg {
	const char *title, *hint;        /* translated; live on */
	int32_t now;                     /* what stands there to begin with */
};

/* done gets the day (base/date.h; a day after 1970), 0 = none was given. */
unsigned day_open(struct app *a, const struct day_arg *arg, screen_done *done);

#endif
