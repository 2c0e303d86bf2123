/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and place of one activity. */
#ifndef STIGE_SCREENS_ACTIVITY_DATES_H
#define STIGE_SCREENS_ACTIVITY_DATES_H

#include "app_state.h"

struct activity_dates_arg {
	const struct activity *activity;
	struct activity_record record;   /* id zero = new; place is copied */
};
/* done gets 1 when it was saved. */
unsigned activity_dates_open(struct app *a, const struct activity_dates_arg *arg, screen_done *done);

#endif
