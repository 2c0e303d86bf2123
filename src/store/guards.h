/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands under no seal, no revision and no chain: who is a key-holder, settings, withdrawals, the
 * hour of a draft, what was exported. Each such table has a hash of its rows in meta, written by the
 * transaction that changes them. Against accident, as the seals of key version 0 are: it is no secret
 * how to make one.
 *
 * The first transaction of a connection holds every hash against its table. One that does not fit is
 * never made anew, so that damage is not signed by whoever writes to the table next.
 */
#ifndef STORE_GUARDS_H
#define STORE_GUARDS_H

#include "catalog.h"

#define GUARD_HEX 33                 /* with its NUL */

/* The hash of a guarded table as it stands now. */
enum stige_rc guard_of(struct store *s, const struct table *t, char ret[GUARD_HEX], struct err *err);
/* What the file says it should be; "" when it does not say. */
enum stige_rc guard_kept(struct store *s, const struct table *t, char ret[GUARD_HEX], struct err *err);
/* A file from before there were any has none at all. */
enum stige_rc guards_there(struct store *s, bool *ret, struct err *err);

/* Around each transaction: once it has begun, and once its facts are written. */
enum stige_rc guards_begin(struct store *s, struct err *err);
enum stige_rc guards_flush(struct store *s, struct err *err);
/* At opening: notes which tables are written to. */
void guards_watch(struct store *s);

#endif
