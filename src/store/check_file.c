/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What SQLite itself can tell: the tables are ours, the pages hold together, CHECKs and
 * references hold.
 */
#include <stdlib.h>
#include <string.h>

#include "stige/base/i18n.h"

#include "catalog.h"
#include "check.h"
#include "migrate.h"
#include "stige/base/banned.h"

#define STEPS_BETWEEN 1000            /* of SQLite's virtual machine, between two questions; some 30 us */
#define CODE_MARK "error code="      /* in a row of integrity_check, before a number */

enum stige_rc check_schema(struct store_check_run *run, struct err *err)
{
	bool same;
	int code = schema_is(run->s->db, schema_version, &same);

	if (code != SQLITE_OK)
		return stmt_error(run->s, code, err);
	if (!same)
		check_found(run, _("the tables are not the ones this program makes; go back to a backup"));
	return STIGE_OK;
}

int check_page_not_read(const char *row)
{
	const char *at = strstr(row, CODE_MARK);
	long code = at ? strtol(at + strlen(CODE_MARK), NULL, 10) : 0;

	return (code & 0xff) == SQLITE_IOERR || code == SQLITE_NOMEM ? (int)code : 0;
}

/* Each row but "ok" is a finding; unless disk or memory did not answer, which may pass and is no damage. */
static enum stige_rc integrity(struct store_check_run *run, const char *sql, struct err *err)
{
	struct stmt q;
	int code = 0;
	enum stige_rc rc;

	stmt_begin_once(&q, run->s, sql);
	while (code == 0 && stmt_row(&q)) {
		const char *row = stmt_peek_text(&q, 0);

		code = check_page_not_read(row);
		if (code == 0 && !str_eq(row, "ok"))
			check_found(run, _("the file is damaged: %s"), row);
	}
	rc = stmt_end(&q, err);
	if (rc != STIGE_OK || code == 0)
		return rc;
	if (code == SQLITE_NOMEM)
		return stmt_error(run->s, code, err);
	return err_set(err, STIGE_IO,
		_("%s could not be read or written (%s), nothing was saved; check the disk and try again"),
		run->s->path, sqlite3_errstr(code));
}

/* SQLite asks now and then; anything but 0 stops it. */
static int hurried(void *ctx)
{
	struct store_check_run *run = ctx;

	run->hurried = run->hurry(run->ctx);
	return run->hurried;
}

/* The table is given up where somebody waits; what it found will be found again. */
static enum stige_rc check_table(struct store_check_run *run, const char *table, struct err *err)
{
	size_t before = run->findings->count;
	struct str sql = STR_INIT;
	struct err own = ERR_INIT;
	enum stige_rc rc;

	run->hurried = false;
	if (run->hurry)
		sqlite3_progress_handler(run->s->db, STEPS_BETWEEN, hurried, run);
	str_addf(&sql, "PRAGMA integrity_check(%s)", table);
	rc = integrity(run, sql.text, &own);
	sqlite3_progress_handler(run->s->db, 0, NULL, NULL);
	str_release(&sql);
	if (run->hurried) {
		check_forget(run->findings, before);
		return STIGE_OK;
	}
	if (rc != STIGE_OK && err)
		*err = own;
	return rc;
}

/* All at once, or table by table for a program that waits for keys. */
enum stige_rc check_pages(struct store_check_run *run, struct err *err)
{
	enum stige_rc rc;

	if (!run->sliced)
		return integrity(run, "PRAGMA integrity_check", err);
	rc = check_table(run, catalog[run->at.table].name, err);
	run->at.table += !run->hurried;
	run->more = run->at.table < catalog_count;
	return rc;
}

enum stige_rc check_references(struct store_check_run *run, struct err *err)
{
	struct str sql = STR_INIT;
	struct stmt q;

	str_addf(&sql, "PRAGMA foreign_key_check(%s)", catalog[run->at.table].name);
	stmt_begin_once(&q, run->s, sql.text);
	while (stmt_row(&q))
		check_found(run, _("%s row %lld refers to a row of %s that is not there"),
			stmt_peek_text(&q, 0), (long long)stmt_col_int(&q, 1), stmt_peek_text(&q, 2));
	str_release(&sql);
	run->more = ++run->at.table < catalog_count;
	return stmt_end(&q, err);
}
