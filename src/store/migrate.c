/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "stige/base/i18n.h"

#include "migrate.h"
#include "stmt.h"
#include "stige/base/banned.h"

static enum stige_rc read_version(struct store *s, int *ret, struct err *err)
{
	struct stmt q;

	*ret = 0;
	stmt_begin_once(&q, s, "PRAGMA user_version");
	if (stmt_row(&q))
		*ret = (int)stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

struct step {
	const struct migration *steps;
	int from;
};

static enum stige_rc run_sql(struct store *s, const char *sql, struct err *err)
{
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? STIGE_OK : stmt_error(s, code, err);
}

/* One step. Another program may have done it while we waited for the lock. */
static enum stige_rc take_step(struct store *s, void *arg, struct err *err)
{
	const struct step *step = arg;
	char mark[80];
	int version;
	enum stige_rc rc = read_version(s, &version, err);

	if (rc != STIGE_OK || version > step->from)
		return rc;
	snprintf(mark, sizeof(mark), "PRAGMA application_id=%d; PRAGMA user_version=%d;",
		STORE_APPLICATION_ID, step->from + 1);
	for (const char *const *sql = step->steps[step->from].sql; rc == STIGE_OK && *sql; sql++)
		rc = run_sql(s, *sql, err);
	return rc == STIGE_OK ? run_sql(s, mark, err) : rc;
}

enum stige_rc migrate_with(struct store *s, const struct migration *steps, int count, struct err *err)
{
	int version;
	enum stige_rc rc = read_version(s, &version, err);

	if (rc == STIGE_OK && version > count)
		return err_set(err, STIGE_CONFIG,
			_("%s was written by a newer stige (its form %d, this program knows %d); update the "
			"program"),
			s->path, version, count);
	if (rc == STIGE_OK && version < count && s->read_only)
		return err_set(err, STIGE_CONFIG,
			_("%s was written by an older stige; open it once without --read-only"), s->path);
	for (; rc == STIGE_OK && version < count; version++)
		rc = store_tx(s, take_step, &(struct step){ steps, version }, err);
	return rc;
}

enum stige_rc migrate(struct store *s, struct err *err)
{
	return migrate_with(s, schema_migrations, schema_version, err);
}
