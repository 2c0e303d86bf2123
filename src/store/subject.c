/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/store/subject.h"

#include <string.h>

#include "catalog.h"
#include "stige/base/banned.h"

struct walking {
	const struct id *client;
	bool (*each)(void *ctx, const struct subject_value *v);
	void *ctx;
	bool stopped;
	struct str text;
};

static enum subject_kind kind_of(const struct column *c)
{
	if (c->flags & COLUMN_STAFF)
		return SUBJECT_STAFF;
	if (c->flags & COLUMN_CPR)
		return SUBJECT_CPR;
	if (c->flags & COLUMN_ANSWERS)
		return SUBJECT_ANSWERS;
	switch (c->kind) {
	case COLUMN_ID:
	case COLUMN_HASH: return SUBJECT_ID;
	case COLUMN_INTEGER: return SUBJECT_NUMBER;
	case COLUMN_TEXT:
	case COLUMN_SEALED: break;
	}
	return SUBJECT_TEXT;
}

/* The value as text; sealed ones opened. */
static void read_value(struct walking *w, const struct table *t, size_t i, struct stmt *q)
{
	struct seal_place place;
	const struct str *opened;
	struct id id;
	char hex[ID_HEX];

	str_clear(&w->text);
	switch (t->columns[i].kind) {
	case COLUMN_ID:
		id = stmt_col_id(q, (int)i);
		str_add(&w->text, id_format(&id, hex));
		break;
	case COLUMN_INTEGER:
		str_addf(&w->text, "%lld", (long long)stmt_col_int(q, (int)i));
		break;
	case COLUMN_TEXT:
		str_add(&w->text, stmt_peek_text(q, (int)i));
		break;
	case COLUMN_SEALED:
		place = catalog_place(t, i, q);
		opened = stmt_open_sealed(q, (int)i, &place);
		str_addn(&w->text, opened->text, opened->len);
		break;
	case COLUMN_HASH:            /* links of the chain: about the log, not about the person */
		break;
	}
}

/* What a revision was of decides what its value is: the one column whose kind stands in another. */
static enum subject_kind revised_kind(const char *field)
{
	if (strcmp(field, "caseworker") == 0)
		return SUBJECT_STAFF;
	return strcmp(field, "cpr") == 0 ? SUBJECT_CPR : SUBJECT_TEXT;
}

static void walk_row(struct walking *w, const struct table *t, struct stmt *q, size_t row_no)
{
	struct subject_value v = { .table = t->name, .row_no = row_no };
	enum subject_kind value_kind = SUBJECT_TEXT;

	if (strcmp(t->columns[0].name, "id") == 0)
		v.row = stmt_col_id(q, 0);
	for (size_t i = 0; i < t->count && !w->stopped && q->err.rc == STIGE_OK; i++) {
		if (stmt_is_null(q, (int)i))
			continue;
		read_value(w, t, i, q);
		if (strcmp(t->columns[i].name, "field") == 0)
			value_kind = revised_kind(w->text.text);
		v.column = t->columns[i].name;
		v.kind = kind_of(&t->columns[i]);
		if (v.kind == SUBJECT_TEXT && strcmp(v.column, "value") == 0)
			v.kind = value_kind;
		v.text = w->text.text;
		v.len = w->text.len;
		if (v.len > 0 && q->err.rc == STIGE_OK)
			w->stopped = !w->each(w->ctx, &v);
	}
}

static enum stige_rc walk_table(struct store *s, struct walking *w, const struct table *t, struct err *err)
{
	struct str sql = STR_INIT, tail = STR_INIT;
	struct stmt q;

	str_addf(&tail, "WHERE %s ORDER BY %s", t->person, t->order);
	catalog_select(t, tail.text, &sql);
	stmt_begin_once(&q, s, sql.text);
	stmt_id(&q, w->client);
	for (size_t row = 0; !w->stopped && stmt_row(&q); row++)
		walk_row(w, t, &q, row);
	str_release(&tail);
	str_release(&sql);
	return stmt_end(&q, err);
}

/* A work for tx_read: one state of the file, whoever writes meanwhile. */
static enum stige_rc walk(struct store *s, void *arg, struct err *err)
{
	struct walking *w = arg;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < catalog_count; i++)
		if (catalog[i].person)
			rc = walk_table(s, w, &catalog[i], err);
	return rc;
}

enum stige_rc subject_each(struct store *s, const struct id *client,
	bool (*each)(void *ctx, const struct subject_value *v), void *ctx, struct err *err)
{
	struct walking w = { .client = client, .each = each, .ctx = ctx, .text = STR_INIT };
	enum stige_rc rc = tx_read(s, walk, &w, err);

	str_release(&w.text);
	return rc;
}
