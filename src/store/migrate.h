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
};

extern const struct migration schema_migrations[];
extern const int schema_version;             /* what this program writes */

/* Refuses a newer file; runs what is missing, each step in its own transaction. */
enum stige_rc migrate(struct store *s, struct err *err);
/* The same with another table, for tests. */
enum stige_rc migrate_with(struct store *s, const struct migration *steps, int count, struct err *err);

#endif
