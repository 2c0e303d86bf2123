/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client's outcomes: the list, and the page of one. */
#ifndef STIGE_SCREENS_OUTCOMES_H
#define STIGE_SCREENS_OUTCOMES_H

#include "app_state.h"
#include "stige/casefile/outcome.h"

struct outcome_arg {
	struct id client;
	const struct outcome *outcome;           /* NULL = a new one */
};
extern const struct screen screen_outcome_edit;  /* const struct outcome_arg * */

#endif
