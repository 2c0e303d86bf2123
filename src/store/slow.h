/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Transactions that last: a person is told while one is still being saved. Asked where time passes: while somebody
 * else's lock is waited for, and between what a commit writes and puts onto the disk.
 */
#ifndef STORE_SLOW_H
#define STORE_SLOW_H

#include "internal.h"

void slow_watch(struct store *s);        /* the connection is open: its file's writes are looked at from now on */
void slow_begin(struct store *s);        /* a transaction begins */
void slow_end(struct store *s);
void slow_look(struct store *s);         /* some of its time has passed */

#endif
