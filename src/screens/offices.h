/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages behind the list of offices. */
#ifndef STIGE_SCREENS_OFFICES_H
#define STIGE_SCREENS_OFFICES_H

#include "app_state.h"

/* Which file: typed, or as proposed. */
enum office_file { OFFICE_CARD_OUT, OFFICE_CARD_IN, OFFICE_BUNDLE_IN };
unsigned office_file_open(struct app *a, enum office_file which);

extern const struct screen screen_pairing;       /* the other office's id: both codes are compared */
extern const struct screen screen_bundle;        /* const char *, its path: looked at, then brought in */

#endif
