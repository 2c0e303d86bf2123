/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes under a name: an item's remarks, a goal, a part of the hand-over, the visitation. The newest counts. */
#ifndef CASEFILE_NOTED_H
#define CASEFILE_NOTED_H

#include "stige/casefile/casefile.h"

/* NULL when there is none. */
const struct note *noted_newest(const struct casefile *c, const char *item);
/* As casefile_note, but nothing that undo brings back: the program wrote it, not a person. */
enum stige_rc noted_put(struct desk *d, const struct id *client, const struct id *meeting, const char *item,
	const char *text, struct id *ret_id, struct err *err);

#endif
