/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that revisions derive: does each show what its revisions say, do two people disagree,
 * does every revision belong to a row?
 */
#include <string.h>

#include "stige/base/i18n.h"

#include "catalog.h"
#include "check.h"
#include "revisions.h"
#include "stige/base/banned.h"

static const struct table *table_of(const struct revised *r)
{
	size_t i = 0;

	while (strcmp(catalog[i].name, r->table) != 0)
		i++;
	return &catalog[i];
}

static size_t column_of(const struct table *t, const char *name)
{
	size_t i = 0;

	while (strcmp(t->columns[i].name, name) != 0)
		i++;
	return i;
}

/* The column as a revision would write it. False where the seal does not open: that was found before. */
static bool shown(const struct table *t, size_t column, struct stmt *q, struct str *out)
{
	struct seal_place place;
	struct id id;
	char hex[ID_HEX];

	str_clear(out);
	if (stmt_is_null(q, (int)column))
		return true;
	switch (t->columns[column].kind) {
	case COLUMN_ID:
		id = stmt_col_id(q, (int)column);
		str_add(out, id_format(&id, hex));
		return true;
	case COLUMN_INTEGER:
		str_addf(out, "%lld", (long long)stmt_col_int(q, (int)column));
		return true;
	case COLUMN_SEALED:
		place = catalog_place(t, column, q);
		return seal_open(q->s->seal, &place, sqlite3_column_blob(q->st, (int)column),
			(size_t)sqlite3_column_bytes(q->st, (int)column), out, NULL) == STIGE_OK;
	case COLUMN_TEXT:
	case COLUMN_HASH:
		str_add(out, stmt_peek_text(q, (int)column));
		return true;
	}
	return false;
}

static void compare(struct store_check_run *run, const struct revised *r, const struct table *t,
	struct stmt *q)
{
	struct id id = stmt_col_id(q, 0);
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct heads heads;
	char hex[ID_HEX];

	id_format(&id, hex);
	if (revised_heads(run->s, r, &id, &a, &heads, NULL) == STIGE_OK) {
		for (size_t i = 0; i < r->count; i++) {
			const char *field = r->fields[i].name;

			if (shown(t, column_of(t, field), q, &text) &&
				strcmp(text.text, heads.values[i]) != 0)
				check_found(run, _("the %s of %s %s is not what its revisions say"), field,
					r->table, hex);
		}
	}
	str_release(&text);
	arena_release(&a);
}

enum stige_rc check_derived(struct store_check_run *run, struct err *err)
{
	const struct revised *r = revised_tables[run->at.table];
	const struct table *t = table_of(r);
	struct str sql = STR_INIT;
	int64_t seen = 0;
	struct stmt q;

	catalog_select(t, "WHERE rowid > ? ORDER BY rowid LIMIT ?", &sql);
	stmt_begin_once(&q, run->s, sql.text);
	stmt_int(&q, run->at.row);
	stmt_int(&q, CHECK_SLICE);
	for (; stmt_row(&q); seen++) {
		run->at.row = stmt_col_int(&q, (int)t->count);
		compare(run, r, t, &q);
	}
	str_release(&sql);
	if (seen < CHECK_SLICE)
		run->at = (struct check_place){ run->at.table + 1, 0 };
	run->more = run->at.table < revised_table_count;
	return stmt_end(&q, err);
}

/* A revision of something that is not there. */
enum stige_rc check_revisions(struct store_check_run *run, struct err *err)
{
	const char *table = revised_tables[run->at.table]->table;
	struct str sql = STR_INIT;
	char hex[ID_HEX];
	struct stmt q;

	str_addf(&sql, "SELECT id FROM revision WHERE what = '%s' AND record NOT IN (SELECT id FROM %s)",
		table, table);
	stmt_begin_once(&q, run->s, sql.text);
	while (stmt_row(&q)) {
		struct id id = stmt_col_id(&q, 0);

		check_found(run, _("revision %s belongs to no %s"), id_format(&id, hex), table);
	}
	str_release(&sql);
	run->more = ++run->at.table < revised_table_count;
	return stmt_end(&q, err);
}
