/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check at start, between the keys. */
#ifndef STIGE_SCREENS_CHORE_H
#define STIGE_SCREENS_CHORE_H

struct app;

void chore_begin(struct app *a);         /* once a run; the store is open */
void chore_end(struct app *a);

#endif
