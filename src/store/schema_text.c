/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of a file as text, and what they must be: what the migrations make of an empty one.
 */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/sha256.h"

#include "migrate.h"
#include "stmt.h"
#include "stige/base/banned.h"

/* No function in it: it is run on files whose functions are not to be trusted. */
static const char schema_sql[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";

static int add_row(void *ctx, int count, char **values, char **names)
{
	struct str *out = ctx;

	(void)names;
	for (int i = 0; i < count; i++)
		str_addf(out, "%s\n", values[i] ? values[i] : "");
	return 0;
}

int schema_text(sqlite3 *db, struct str *out)
{
	return sqlite3_exec(db, schema_sql, add_row, out, NULL);
}

bool schema_expected(int version, struct str *out)
{
	sqlite3 *db = NULL;
	bool ok = sqlite3_open(":memory:", &db) == SQLITE_OK;

	for (int i = 0; ok && i < version; i++)
		for (const char *const *sql = schema_migrations[i].sql; ok && *sql; sql++)
			ok = sqlite3_exec(db, *sql, NULL, NULL, NULL) == SQLITE_OK;
	ok = ok && schema_text(db, out) == SQLITE_OK;
	sqlite3_close(db);
	return ok;
}

#define OPS_A_CALL 1000              /* virtual machine steps between two looks at the budget */
#define CALLS 200                    /* our own tables take one */

/* Stops what takes too many steps: a schema of a hundred thousand tables. */
static int spend(void *budget)
{
	return --*(int *)budget < 0;
}

int schema_is(sqlite3 *db, int version, bool *ret_same)
{
	struct str text = STR_INIT;
	char hash[SHA256_HEX];
	int budget = CALLS;
	int code;

	sqlite3_progress_handler(db, OPS_A_CALL, spend, &budget);
	code = schema_text(db, &text);
	sqlite3_progress_handler(db, 0, NULL, NULL);
	*ret_same = code == SQLITE_OK &&
		strcmp(sha256_hex(text.text, text.len, hash), schema_migrations[version - 1].schema) == 0;
	str_release(&text);
	return (code & 0xff) == SQLITE_INTERRUPT ? SQLITE_OK : code;
}

/* A work for tx_read: version and tables of one moment, whoever migrates meanwhile. */
static enum stige_rc compare(struct store *s, void *arg, struct err *err)
{
	struct stmt q;
	int64_t version = 0;
	bool same;
	int code;
	enum stige_rc rc;

	(void)arg;
	stmt_begin_once(&q, s, "PRAGMA user_version");
	if (stmt_row(&q))
		version = stmt_col_int(&q, 0);
	rc = stmt_end(&q, err);
	if (rc != STIGE_OK || version < 1 || version > schema_version)
		return rc;
	code = schema_is(s->db, (int)version, &same);
	if (code != SQLITE_OK)
		return stmt_error(s, code, err);
	if (!same)
		rc = err_set(err, STIGE_DATA,
			_("the tables in %s are not the ones stige makes, nothing was read; go back to a backup"),
			s->path);
	return rc;
}

enum stige_rc schema_known(struct store *s, struct err *err)
{
	return tx_read(s, compare, NULL, err);
}
