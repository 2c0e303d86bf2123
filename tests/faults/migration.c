/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "migration.h"

#include <stdio.h>

#include "migrate.h"

#include "stige/base/mem.h"

#define STEPS_MOST 64

static const char *const newer[] = {
	"CREATE TABLE next_year (client BLOB PRIMARY KEY NOT NULL, seen INTEGER NOT NULL) STRICT;\n",
	"INSERT INTO next_year SELECT id, 0 FROM client;\n",
	"UPDATE next_year SET seen = (SELECT count(*) FROM meeting WHERE meeting.client = next_year.client);\n",
	"CREATE INDEX next_year_seen ON next_year (seen);\n",
	NULL
};

enum stige_rc migration_run(struct store *s, struct err *err)
{
	struct migration steps[STEPS_MOST] = { { 0 } };

	for (int i = 0; i < schema_version; i++)
		steps[i] = schema_migrations[i];
	steps[schema_version].sql = newer;
	return migrate_with(s, steps, schema_version + 1, err);
}

/* The number the statement gives; -1 when it does not run. */
static int number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int n = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return n;
}

static const char right_rows[] =
	"SELECT count(*) FROM next_year n WHERE seen = (SELECT count(*) FROM meeting WHERE meeting.client = n.client)";

static enum stige_rc take_back(sqlite3 *db, int *ret_version, struct err *err)
{
	char sql[80];
	int there = number(db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'next_year%' AND sql IS NOT NULL");

	*ret_version = number(db, "PRAGMA user_version");
	if (*ret_version <= schema_version)
		return there > 0 ? err_set(err, STIGE_DATA, "an old file with parts of the new one") : STIGE_OK;
	if (there != 2 || number(db, right_rows) != number(db, "SELECT count(*) FROM client"))
		return err_set(err, STIGE_DATA, "a new file without all of its parts");
	snprintf(sql, sizeof(sql), "BEGIN; DROP TABLE next_year; PRAGMA user_version = %d; COMMIT", schema_version);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return err_set(err, STIGE_DATA, "%s", sqlite3_errmsg(db));
	return STIGE_OK;
}

enum stige_rc migration_take_back(const char *path, int *ret_version, struct err *err)
{
	sqlite3 *db = NULL;
	enum stige_rc rc = STIGE_OK;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
		rc = take_back(db, ret_version, err);
	sqlite3_close(db);
	return rc;
}
