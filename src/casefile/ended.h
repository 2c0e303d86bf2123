/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CASEFILE_ENDED_H
#define CASEFILE_ENDED_H

#include "stige/casefile/sitting.h"

/* After its meeting was closed: loads it again, and remembers for undo.h how it was. */
enum stige_rc sitting_ended(struct sitting *s, struct err *err);

#endif
