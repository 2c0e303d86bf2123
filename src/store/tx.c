/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one owner of every transaction. After a full disk, an I/O error or no memory SQLite may
 * roll back by itself, and what is issued then would be saved piece by piece. So: the first
 * error stops, nothing is written after it, autocommit is looked at before the commit, and
 * there is one way out.
 */
#include <string.h>
#include <sys/stat.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"

#include "guards.h"
#include "slow.h"
#include "stige/base/banned.h"

#define COUNTER_AT 24                /* the file change counter, fileformat2.html 1.3.6 */

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

/* A restored backup has the name now: what we write would go into the file that was put aside. */
static bool was_replaced(const struct store *s)
{
	struct stat st;

	return stat(s->path, &st) != 0 || st.st_dev != s->device_no || st.st_ino != s->inode;
}

static enum stige_rc begin(struct store *s, struct err *err)
{
	enum stige_rc rc;

	if (s->read_only)
		return err_set(err, STIGE_PERMISSION,
			_("%s was opened for reading only; start without --read-only to change anything"),
			s->path);
	if (was_replaced(s))
		return err_set(err, STIGE_CONFIG,
			_("%s was replaced or removed while it was open, nothing was saved; start stige again"),
			s->path);
	slow_begin(s);
	s->tx.failed = STIGE_OK;
	s->chain.loaded = false;
	s->chain.dirty = false;
	rc = say(s, SQL_BEGIN_IMMEDIATE, err);
	if (rc != STIGE_OK) {
		slow_end(s);
		return rc;
	}
	/* With a key that is not the file's any more nothing may be written. */
	rc = keys_follow(s, err);
	if (rc == STIGE_OK)
		rc = guards_begin(s, err);
	if (rc != STIGE_OK)
		say(s, SQL_ROLLBACK, NULL);
	if (rc != STIGE_OK)
		slow_end(s);
	return rc;
}

/* Is the transaction that we began still there? */
static enum stige_rc still_open(struct store *s, struct err *err)
{
	if (!sqlite3_get_autocommit(s->db))
		return STIGE_OK;
	return err_set(err, STIGE_IO, _("%s gave the save up by itself, nothing was saved; try again"),
		s->path);
}

/* After an error, a failed commit too, the transaction may still be open, and must not be left so. */
static void roll_back(struct store *s)
{
	if (!sqlite3_get_autocommit(s->db))
		say(s, SQL_ROLLBACK, NULL);
}

/*
 * How often the file was committed to, from its header; 0 for an empty one. Through SQLite's own
 * descriptor: opening the file again and closing it would drop our locks.
 */
static bool count_commits(struct store *s, unsigned char ret[4])
{
	sqlite3_file *file = NULL;
	int code = sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

	memset(ret, 0, 4);
	if (code != SQLITE_OK || !file || !file->pMethods)
		return false;
	code = file->pMethods->xRead(file, ret, 4, COUNTER_AT);
	return code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ;
}

/*
 * A commit can fail beyond its point of no return: the journal is emptied, and only then the disk
 * refuses to be sure of it. What is written at all is written before that point. Otherwise the
 * next reader puts the file right, and its count tells.
 */
static bool surely_not_saved(struct store *s, const unsigned char before[4], int code)
{
	unsigned char after[4];

	if (code == SQLITE_FULL || code == SQLITE_IOERR_WRITE)
		return true;
	return say(s, SQL_SETTLE, NULL) == STIGE_OK && count_commits(s, after) && memcmp(before, after, 4) == 0;
}

static enum stige_rc commit(struct store *s, struct err *err)
{
	unsigned char before[4];
	bool counted = count_commits(s, before);
	enum stige_rc rc = say(s, SQL_COMMIT, err);
	int code = sqlite3_extended_errcode(s->db);

	if (rc == STIGE_OK)
		return rc;
	roll_back(s);
	if (rc == STIGE_IO && !(counted && surely_not_saved(s, before, code)))
		return err_set(err, STIGE_IO, _("the disk with %s failed at the very end, so it is not sure that "
			"this was saved; look before you give it again, and check the disk"), s->path);
	return rc;
}

static enum stige_rc finish(struct store *s, enum stige_rc rc, struct err *err)
{
	if (rc == STIGE_OK)
		rc = still_open(s, err);
	if (rc == STIGE_OK)
		rc = chain_flush(s, err);
	if (rc == STIGE_OK)
		rc = guards_flush(s, err);
	slow_look(s);
	if (rc == STIGE_OK)
		rc = commit(s, err);
	else
		roll_back(s);
	slow_end(s);
	/* Where it is not sure that a new key was saved, the next transaction finds out (keys_follow). */
	keys_settle(s, rc == STIGE_OK);
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
	rc = finish(s, run(s, work, arg, err), err);
	if (rc == STIGE_OK && s->scrub) {
		s->scrub = false;
		scrub_now(s);
	}
	return rc;
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
