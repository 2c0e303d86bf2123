/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema, as numbered steps. A step that has been released never changes; the next change
 * is a new step at the end of the table.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "internal.h"

struct migration {
	const char *const *sql;      /* from version i to i + 1 for entry i; ends with NULL */
	const char *schema;          /* SHA-256 of schema_text afterwards: to know a file without making it */
};

extern const struct migration schema_migrations[];
extern const int schema_version;             /* what this program writes */

/* Refuses a newer file; runs what is missing, each step in its own transaction. */
enum stige_rc migrate(struct store *s, struct err *err);
/* The same with another table, for tests. */
enum stige_rc migrate_with(struct store *s, const struct migration *steps, int count, struct err *err);

/*
 * schema_text.c: every table and index with its SQL, in order. An SQLite code.
 * And what it must be at a version; false when SQLite cannot even make it.
 */
int schema_text(sqlite3 *db, struct str *out);
bool schema_expected(int version, struct str *out);
/*
 * Are the tables those of this version? Runs none of the file's own expressions, and gives up on a
 * giant. An SQLite code: a file that cannot be read now is no file with other tables.
 */
int schema_is(sqlite3 *db, int version, bool *ret_same);
/* STIGE_DATA when a file of a version we know has other tables, views or triggers. */
enum stige_rc schema_known(struct store *s, struct err *err);

#endif
