/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one owner of every transaction. After a full disk, an I/O error or no memory SQLite may
 * roll back by itself, and what is issued then would be saved piece by piece. So: the first
 * error stops, nothing is written after it, autocommit is looked at before the commit, and
 * there is one way out.
 */
#include "stige/base/bug.h"
#include "stige/base/i18n.h"

#include "stmt.h"
#include "stige/base/banned.h"

static enum stige_rc say(struct store *s, enum sql what, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, what);
	return stmt_run(&q, err);
}

/* Runs a work and remembers the first error, also one that a caller further out swallows. */
static enum stige_rc run(struct store *s, enum stige_rc (*work)(struct store *s, void *arg, struct err *err),
	void *arg, struct err *err)
{
	struct err own = ERR_INIT;
	enum stige_rc rc;

	s->tx.depth++;
	rc = work(s, arg, &own);
	s->tx.depth--;
	if (rc != STIGE_OK && s->tx.failed == STIGE_OK) {
		BUG_ON(own.rc == STIGE_OK);
		s->tx.failed = rc;
		s->tx.err = own;
	}
	if (s->tx.failed != STIGE_OK && err)
		*err = s->tx.err;
	return s->tx.failed;
}

static enum stige_rc begin(struct store *s, struct err *err)
{
	if (s->read_only)
		return err_set(err, STIGE_PERMISSION,
			_("%s was opened for reading only; start without --read-only to change anything"),
			s->path);
	s->tx.failed = STIGE_OK;
	s->chain.loaded = false;
	s->chain.dirty = false;
	return say(s, SQL_BEGIN_IMMEDIATE, err);
}

/* Is the transaction that we began still there? */
static enum stige_rc still_open(struct store *s, struct err *err)
{
	if (!sqlite3_get_autocommit(s->db))
		return STIGE_OK;
	return err_set(err, STIGE_IO, _("%s gave the save up by itself, nothing was saved; try again"),
		s->path);
}

static enum stige_rc finish(struct store *s, enum stige_rc rc, struct err *err)
{
	if (rc == STIGE_OK)
		rc = still_open(s, err);
	if (rc == STIGE_OK)
		rc = chain_flush(s, err);
	if (rc == STIGE_OK)
		rc = say(s, SQL_COMMIT, err);
	/* After a failed commit the transaction may still be open, and must not be left so. */
	if (rc != STIGE_OK && !sqlite3_get_autocommit(s->db))
		say(s, SQL_ROLLBACK, NULL);
	return rc;
}

enum stige_rc store_tx(struct store *s, enum stige_rc (*work)(struct store *s, void *arg, struct err *err),
	void *arg, struct err *err)
{
	enum stige_rc rc;

	BUG_ON(s->tx.reading);
	if (s->tx.depth > 0 && s->tx.failed != STIGE_OK) {
		if (err)
			*err = s->tx.err;
		return s->tx.failed;
	}
	if (s->tx.depth > 0)
		return run(s, work, arg, err);
	rc = begin(s, err);
	if (rc != STIGE_OK)
		return rc;
	return finish(s, run(s, work, arg, err), err);
}

enum stige_rc tx_read(struct store *s, enum stige_rc (*work)(struct store *s, void *arg, struct err *err),
	void *arg, struct err *err)
{
	enum stige_rc rc, end;

	if (s->tx.depth > 0 || s->tx.reading)
		return work(s, arg, err);
	rc = say(s, SQL_BEGIN, err);
	if (rc != STIGE_OK)
		return rc;
	s->tx.reading = true;
	rc = work(s, arg, err);
	s->tx.reading = false;
	end = say(s, SQL_COMMIT, rc == STIGE_OK ? err : NULL);
	return rc == STIGE_OK ? end : rc;
}
