/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan's tab and the advice both say. */
#ifndef STIGE_SCREENS_PLAN_TAB_H
#define STIGE_SCREENS_PLAN_TAB_H

#include "app_state.h"

/*
 * "Left out for now: social, until 2027-05-01 (in treatment)"; nothing when no group is. Why is the
 * caseworker's word: own look only.
 */
void plan_left_out(const struct casefile *c, enum look look, struct str *out);

#endif
