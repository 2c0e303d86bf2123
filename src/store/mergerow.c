/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of a merge: looked up, compared, inserted. */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "mergerow.h"
#include "stige/base/banned.h"

static size_t key_columns(const struct table *t)
{
	return strchr(t->order, ',') ? 2 : 1;
}

static bool is_field(const struct revised *r, const char *column)
{
	for (size_t i = 0; r && i < r->count; i++)
		if (strcmp(r->fields[i].name, column) == 0)
			return true;
	return false;
}

bool mergerow_is_caseworker(const struct table *t)
{
	return strcmp(t->name, "caseworker") == 0;
}

void mergerow_open(struct store *s, const struct table *t, struct mergerow *side)
{
	struct str sql = STR_INIT, tail = STR_INIT;

	side->revised = revised_find(t->name);
	for (size_t i = 0; i < t->count; i++)
		side->fixed[i] = wire_travels(&t->columns[i]) && !is_field(side->revised, t->columns[i].name) &&
			(!mergerow_is_caseworker(t) || (t->columns[i].flags & COLUMN_CLEAR));
	for (size_t i = 0; i < key_columns(t); i++)
		str_addf(&tail, "%s %s = ?", i == 0 ? "WHERE" : " AND", t->columns[i].name);
	catalog_select(t, tail.text, &sql);
	stmt_begin_once(&side->get, s, sql.text);
	str_clear(&sql);
	str_addf(&sql, "INSERT INTO %s (", t->name);
	for (size_t i = 0; i < t->count; i++)
		str_addf(&sql, "%s%s", i > 0 ? ", " : "", t->columns[i].name);
	str_add(&sql, ") VALUES (");
	for (size_t i = 0; i < t->count; i++)
		str_add(&sql, i > 0 ? ", ?" : "?");
	str_add(&sql, ")");
	stmt_begin_once(&side->put, s, sql.text);
	side->open = true;
	str_release(&tail);
	str_release(&sql);
}

enum stige_rc mergerow_close(struct mergerow *side, enum stige_rc rc, struct err *err)
{
	struct stmt *each[] = { &side->get, &side->put };

	for (size_t i = 0; side->open && i < ARRAY_SIZE(each); i++) {
		enum stige_rc end = stmt_end(each[i], rc == STIGE_OK ? err : NULL);

		rc = rc == STIGE_OK ? end : rc;
	}
	return rc;
}

/* What went wrong inside a statement, told where it is noticed. */
static enum stige_rc trouble(const struct stmt *q, struct err *err)
{
	if (q->err.rc != STIGE_OK && err)
		*err = q->err;
	return q->err.rc;
}

static struct seal_place place_of(struct store *s, const struct wire_row *row, size_t column)
{
	const struct table *t = row->table;

	str_clear(&s->clear);
	for (size_t i = 0; i < t->count; i++) {
		if (!(t->columns[i].flags & COLUMN_CLEAR))
			continue;
		if (row->values[i].kind == WIRE_INTEGER) {
			clear_int(&s->clear, row->values[i].number);
		} else if (row->values[i].kind == WIRE_BYTES && t->columns[i].kind == COLUMN_ID) {
			struct id id = wire_id(row, i);

			clear_id(&s->clear, &id);
		} else {
			clear_text(&s->clear, wire_bytes(row, i));
		}
	}
	return (struct seal_place){ t->name, t->columns[column].name, wire_id(row, 0), s->clear.text };
}

void mergerow_bind(struct stmt *q, const struct wire_row *row, size_t i)
{
	const struct wire_value *v = &row->values[i];
	struct seal_place place;

	if (v->kind == WIRE_NULL) {
		stmt_null(q);
	} else if (v->kind == WIRE_INTEGER) {
		stmt_int(q, v->number);
	} else if (row->table->columns[i].kind == COLUMN_TEXT) {
		stmt_text(q, wire_bytes(row, i));
	} else if (row->table->columns[i].kind == COLUMN_SEALED) {
		place = place_of(q->s, row, i);
		stmt_sealed(q, &place, wire_bytes(row, i), v->len);
	} else {
		stmt_blob(q, wire_bytes(row, i), v->len);
	}
}

/* Is the value of the row at hand the same? */
static bool same_value(struct stmt *q, const struct wire_row *row, size_t i)
{
	const struct table *t = row->table;
	const struct wire_value *v = &row->values[i];
	const struct str *opened;
	struct seal_place place;
	const void *bytes;

	if (v->kind == WIRE_NULL || stmt_is_null(q, (int)i))
		return (v->kind == WIRE_NULL) == stmt_is_null(q, (int)i);
	if (v->kind == WIRE_INTEGER)
		return stmt_col_int(q, (int)i) == v->number;
	if (t->columns[i].kind == COLUMN_SEALED) {
		place = catalog_place(t, i, q);
		opened = stmt_open_sealed(q, (int)i, &place);
		return opened->len == v->len && memcmp(opened->text, wire_bytes(row, i), v->len) == 0;
	}
	bytes = sqlite3_column_blob(q->st, (int)i);
	return (size_t)sqlite3_column_bytes(q->st, (int)i) == v->len &&
		(v->len == 0 || memcmp(bytes, wire_bytes(row, i), v->len) == 0);
}

/* Answers that one side took back are gone there, and will be here: that is no difference. */
static bool taken_back(const struct stmt *q, const struct wire_row *row, size_t i)
{
	return (row->table->columns[i].flags & COLUMN_ANSWERS) &&
		(row->values[i].kind == WIRE_NULL || stmt_is_null(q, (int)i));
}

enum stige_rc mergerow_compare(struct mergerow *side, const struct wire_row *row, struct err *err)
{
	const struct table *t = row->table;

	for (size_t i = 0; i < t->count; i++)
		if (side->fixed[i] && !taken_back(&side->get, row, i) && !same_value(&side->get, row, i))
			return err_set(err, STIGE_DATA,
				_("%s.%s of one row is not what it was when it was written, nothing was brought in; run "
				"`stige check` in both offices"), t->name, t->columns[i].name);
	return trouble(&side->get, err);
}

bool mergerow_find(struct mergerow *side, const struct wire_row *row)
{
	stmt_again(&side->get);
	for (size_t i = 0; i < key_columns(row->table); i++)
		mergerow_bind(&side->get, row, i);
	return stmt_row(&side->get);
}

enum stige_rc mergerow_insert(struct mergerow *side, const struct wire_row *row, struct err *err)
{
	stmt_again(&side->put);
	for (size_t i = 0; i < row->table->count; i++)
		mergerow_bind(&side->put, row, i);
	(void)stmt_row(&side->put);
	return trouble(&side->put, err);
}
