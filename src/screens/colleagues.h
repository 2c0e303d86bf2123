/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A caseworker is chosen from the office's. */
#ifndef STIGE_SCREENS_COLLEAGUES_H
#define STIGE_SCREENS_COLLEAGUES_H

#include "app_state.h"

struct colleagues_arg {
	const char *title;               /* translated; lives on */
	const struct id *without;        /* who is not offered; NULL = nobody */
	bool gone_too;                   /* also those who do not work here any more */
};

/* done gets the caseworker's place in desk->caseworkers from 1; 0 = none was chosen. */
unsigned colleagues_open(struct app *a, const struct colleagues_arg *arg, screen_done *done);

#endif
