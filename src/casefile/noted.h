/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes under a name: an item's remarks, a goal, a part of the hand-over, the visitation. The newest counts. */
#ifndef CASEFILE_NOTED_H
#define CASEFILE_NOTED_H

#include "stige/casefile/casefile.h"

/* NULL when there is none. */
const struct note *noted_newest(const struct casefile *c, const char *item);

#endif
