/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One connection, set up as design.md section 4 and reliability.md 1.5 want it, and nothing
 * believed: every setting is read back.
 */
#include <sys/stat.h>
#include <time.h>

#include <sodium.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "guards.h"
#include "slow.h"
#include "stige/base/banned.h"

#define WAIT_LEAST_MS 1
#define WAIT_MOST_MS 50

/* ---- waiting for somebody else ---- */

/*
 * Waits a random while, longer as it goes on, so that two programs do not meet in step again
 * and again. sodium's randomness: the store's own source makes ids and must stay repeatable.
 */
static int wait_a_little(void *ctx, int times)
{
	struct store *s = ctx;
	int most = times < WAIT_MOST_MS / 2 ? WAIT_LEAST_MS + 2 * times : WAIT_MOST_MS;
	long ms = WAIT_LEAST_MS + (long)randombytes_uniform((uint32_t)most);
	struct timespec pause = { .tv_sec = 0, .tv_nsec = ms * 1000000 };

	if (s->waited >= s->busy_ms && times > 0) {
		s->waited = 0;
		return 0;
	}
	s->waited = times == 0 ? ms : s->waited + ms;
	nanosleep(&pause, NULL);
	slow_look(s);
	return 1;
}

/* ---- settings ---- */

static const struct {
	int what, on;
} switches[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
	{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
};

static const struct {
	const char *set, *get, *want;
	bool writer;                 /* means nothing to a connection that only reads */
} pragmas[] = {
	{ "PRAGMA journal_mode=TRUNCATE", "PRAGMA journal_mode", "truncate", true },
	{ "PRAGMA synchronous=EXTRA", "PRAGMA synchronous", "3", true },
	{ "PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1", true },
	{ "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1", false },
	{ "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2", false },
	{ "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1", false },
	{ "PRAGMA mmap_size=0", "PRAGMA mmap_size", "0", false },
	{ "PRAGMA cache_size=-16000", "PRAGMA cache_size", "-16000", false },
};

static enum stige_rc set_switches(struct store *s, struct err *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(switches); i++) {
		int now = -1;

		if (sqlite3_db_config(s->db, switches[i].what, switches[i].on, &now) != SQLITE_OK ||
		    now != switches[i].on)
			return err_set(err, STIGE_UNAVAILABLE,
				_("this SQLite lacks a safety switch (%d); install the one stige was built "
				"for"),
				switches[i].what);
	}
	sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, STORE_LENGTH_MOST);
	return STIGE_OK;
}

static enum stige_rc set_pragma(struct store *s, size_t i, struct err *err)
{
	struct stmt q;
	bool right = true;
	enum stige_rc rc;

	stmt_begin_once(&q, s, pragmas[i].set);
	rc = stmt_run(&q, err);
	if (rc != STIGE_OK)
		return rc;
	stmt_begin_once(&q, s, pragmas[i].get);
	if (stmt_row(&q))
		right = str_eq(stmt_peek_text(&q, 0), pragmas[i].want);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !right)
		rc = err_set(err, STIGE_BUSY,
			_("%s could not be set up (%s); close other programs that use it"), s->path,
			pragmas[i].set);
	return rc;
}

static enum stige_rc set_pragmas(struct store *s, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < ARRAY_SIZE(pragmas); i++)
		if (!(pragmas[i].writer && s->read_only))
			rc = set_pragma(s, i, err);
	return rc;
}

/* ---- whose file it is ---- */

/* Reads the header before anything else is believed of the file; an empty one is ours to fill. */
static enum stige_rc check_owner(struct store *s, struct err *err)
{
	struct stmt q;
	int64_t owner = 0, pages = 0;
	enum stige_rc rc;

	stmt_begin_once(&q, s, "PRAGMA application_id");
	if (stmt_row(&q))
		owner = stmt_col_int(&q, 0);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK) {
		stmt_begin_once(&q, s, "PRAGMA page_count");
		if (stmt_row(&q))
			pages = stmt_col_int(&q, 0);
		rc = stmt_end(&q, err);
	}
	if (rc == STIGE_DATA || (rc == STIGE_OK && pages > 0 && owner != STORE_APPLICATION_ID))
		rc = err_set(err, STIGE_DATA, _("%s is not a stige database; name another with --database"),
			s->path);
	return rc;
}

static enum stige_rc open_file(struct store *s, struct err *err)
{
	struct stat st;
	int flags = s->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	int code;

	/* Nobody asks SQLite how much memory it has: not counting it is a tenth of a long import. Once it has begun
	 * it refuses, which is as well. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	code = sqlite3_open_v2(s->path, &s->db,
		flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW |
			SQLITE_OPEN_EXRESCODE,
		NULL);
	if (code != SQLITE_OK)
		return stmt_error(s, code, err);
	if (stat(s->path, &st) == 0) {
		s->device_no = st.st_dev;
		s->inode = st.st_ino;
	}
	sqlite3_busy_handler(s->db, wait_a_little, s);
	guards_watch(s);
	if (!s->read_only && sqlite3_db_readonly(s->db, "main"))
		return err_set(err, STIGE_PERMISSION, _("%s cannot be written; read it with --read-only"),
			s->path);
	return STIGE_OK;
}

enum stige_rc connection_open(struct store *s, struct err *err)
{
	enum stige_rc rc = open_file(s, err);

	if (rc == STIGE_OK)
		rc = set_switches(s, err);
	if (rc == STIGE_OK)
		rc = check_owner(s, err);
	if (rc == STIGE_OK)
		rc = set_pragmas(s, err);
	if (rc == STIGE_OK)
		slow_watch(s);
	return rc;
}

void connection_close(struct store *s)
{
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(s->statements[i]);
	sqlite3_close(s->db);
	s->db = NULL;
}
