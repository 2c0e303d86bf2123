/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of the assessment on a page of its own: those that a digit does not answer. */
#ifndef STIGE_SCREENS_ASSESSMENT_ITEM_H
#define STIGE_SCREENS_ASSESSMENT_ITEM_H

#include "app_state.h"

enum { ASSESSMENT_NO_DIGIT = -1 };

/* The giving stays the caller's; digit: the first one typed there. done gets 1 when it was answered. */
unsigned assessment_item_open(struct app *a, struct giving *g, const struct form_item *item, int digit,
	screen_done *done);

#endif
