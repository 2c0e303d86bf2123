/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How meetings ended, and when the next one is. */
#ifndef CASEFILE_ENDED_H
#define CASEFILE_ENDED_H

#include "stige/casefile/sitting.h"

/* After its meeting was closed: loads it again, and remembers for undo.h how it was. */
enum stige_rc sitting_ended(struct sitting *s, struct err *err);
/* How it stands; its journal is the meeting's. */
struct meeting_end ended_as(const struct meeting *m);
/* The date that the newest of them agreed, oldest first; DATE_NONE when none did, or it has passed. */
int32_t ended_next(const struct meeting *list, size_t count, int32_t today);

#endif
