/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * secure_delete overwrites a row that is deleted where it stands. But when SQLite moves rows from
 * one page to another to make room, it leaves the old bytes in the gap between rows, and what is
 * deleted later stays legible there: 11 of 500 texts in a table filled in random order (SQLite
 * 3.40.1). VACUUM writes every page anew.
 *
 * It cannot be part of the transaction. So the transaction says that it is due; a program that
 * dies in between is followed by one that does it at opening.
 */
#include "stmt.h"
#include "stige/base/banned.h"

#define DUE "scrub"

enum stige_rc scrub_ask(struct store *s, struct err *err)
{
	s->scrub = true;
	return meta_set(s, DUE, "due", err);
}

static enum stige_rc done(struct store *s, void *arg, struct err *err)
{
	(void)arg;
	return meta_set(s, DUE, NULL, err);
}

/* Somebody else may be reading, or the disk be full: then it stays due, and the facts are erased all the same. */
void scrub_now(struct store *s)
{
	struct stmt q;

	stmt_begin_once(&q, s, "VACUUM");
	if (stmt_run(&q, NULL) == STIGE_OK)
		(void)store_tx(s, done, NULL, NULL);
}

enum stige_rc scrub_if_due(struct store *s, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *due = NULL;
	enum stige_rc rc = meta_get(s, &a, DUE, &due, err);

	arena_release(&a);
	if (rc == STIGE_OK && due)
		scrub_now(s);
	return rc;
}
