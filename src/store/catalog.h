/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every table and column in one table, for whatever walks through all of them: the dump, the
 * check of the seals, and what is to come (sealing anew, one person's data, the merge). A test
 * holds it against the schema, so that a new column cannot be forgotten.
 */
#ifndef STORE_CATALOG_H
#define STORE_CATALOG_H

#include "stmt.h"

enum column_kind { COLUMN_ID, COLUMN_TEXT, COLUMN_INTEGER, COLUMN_HASH, COLUMN_SEALED };

enum column_flags {
	COLUMN_CLEAR = 1 << 0,       /* stands under the seals of its row, in this order */
	COLUMN_SECRET = 1 << 1,      /* of this machine only, in a table that is shared */
	COLUMN_ANSWERS = 1 << 2,     /* what is sealed is an array of answers */
	COLUMN_STAFF = 1 << 3,       /* the id of a caseworker */
	COLUMN_CPR = 1 << 4,         /* shown and written only on purpose */
	COLUMN_HASHED = 1 << 5,      /* column 0 is its hash */
};

struct column {
	const char *name;
	enum column_kind kind;
	unsigned flags;
};

enum table_scope { TABLE_SHARED, TABLE_LOCAL, TABLE_EVENTS };

/* Column 0 names the row; it is the row of the seals' place. */
struct table {
	const char *name;
	enum table_scope scope;
	bool rowid;                  /* false: WITHOUT ROWID, nothing sealed in it */
	const char *order;           /* unique, and the same on every machine */
	const struct column *columns;
	size_t count;
	const char *person;          /* SQL: the rows about client ?1; NULL: none is about a client */
	const char *guard;           /* SQL: WHERE for the rows that guards.c hashes; "" = all, NULL = none */
};

extern const struct table catalog[];
extern const size_t catalog_count;

/* "SELECT id, ..., name FROM client " and the tail; with the rowid as one more column where there is one. */
void catalog_select(const struct table *t, const char *tail, struct str *out);
/* The place of a sealed column of the row at hand; its clear columns go through s->clear. */
struct seal_place catalog_place(const struct table *t, size_t column, struct stmt *q);

#endif
