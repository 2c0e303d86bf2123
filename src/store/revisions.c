/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

struct revision {
	struct id id, supersedes;
	size_t field;                /* REVISED_MOST: one this program does not know */
	int64_t at;
	const char *value;
	bool head;
};

/* ---- reading ---- */

static size_t field_of(const struct revised *r, const char *name)
{
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->fields[i].name, name) == 0)
			return i;
	return REVISED_MOST;
}

/* A revision's value belongs to all that is said about it. */
static struct seal_place value_place(struct store *s, const char *what, const struct id *record,
	const char *field, int64_t at, const struct id *caseworker, const struct id *supersedes,
	const struct id *id)
{
	str_clear(&s->clear);
	clear_text(&s->clear, what);
	clear_id(&s->clear, record);
	clear_text(&s->clear, field);
	clear_instant(&s->clear, at);
	clear_id(&s->clear, caseworker);
	clear_id(&s->clear, supersedes);
	return (struct seal_place){ "revision", "value", *id, s->clear.text };
}

static void read_revision(struct stmt *q, const struct revised *r, struct arena *a, struct revision *ret)
{
	struct id record = stmt_col_id(q, 2), caseworker = stmt_col_id(q, 5);
	const char *field = stmt_peek_text(q, 3);
	struct seal_place place;

	ret->id = stmt_col_id(q, 0);
	ret->field = strcmp(stmt_peek_text(q, 1), r->table) == 0 ? field_of(r, field) : REVISED_MOST;
	ret->at = stmt_col_instant(q, 4);
	ret->supersedes = stmt_col_id(q, 6);
	place = value_place(q->s, r->table, &record, field, ret->at, &caseworker, &ret->supersedes, &ret->id);
	ret->head = true;
	ret->value = ret->field == REVISED_MOST ? "" : stmt_col_sealed(q, 7, &place, a);
}

static void mark_heads(struct revision *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (id_is_zero(&list[i].supersedes))
			continue;
		for (size_t k = 0; k < count; k++)
			if (id_eq(&list[k].id, &list[i].supersedes))
				list[k].head = false;
	}
}

static enum stige_rc read_all(struct store *s, const struct revised *r, const struct id *record,
	struct arena *a, struct revision **ret, size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_REVISION_OF);
	stmt_id(&q, record);
	while (stmt_row(&q))
		read_revision(&q, r, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	mark_heads(*ret, *ret_count);
	return stmt_end(&q, err);
}

static bool younger(const struct revision *a, const struct revision *b)
{
	if (a->at != b->at)
		return a->at > b->at;
	return memcmp(a->id.bytes, b->id.bytes, sizeof(a->id.bytes)) > 0;
}

/* The youngest head with another value than the one that counts; there is one in a conflict. */
static const struct revision *rival_of(const struct revision *list, size_t count, const struct revision *best)
{
	const struct revision *ret = NULL;

	for (size_t i = 0; i < count; i++)
		if (list[i].head && list[i].field == best->field && strcmp(list[i].value, best->value) != 0 &&
		    (!ret || younger(&list[i], ret)))
			ret = &list[i];
	BUG_ON(!ret);
	return ret;
}

/* The youngest head of each field counts, whatever order they come in. */
static void add_up(const struct revised *r, const struct revision *list, size_t count, struct heads *ret)
{
	const struct revision *best[REVISED_MOST] = { NULL };

	memset(ret, 0, sizeof(*ret));
	for (size_t i = 0; i < count; i++) {
		size_t f = list[i].field;

		if (f == REVISED_MOST || !list[i].head)
			continue;
		if (best[f] && strcmp(best[f]->value, list[i].value) != 0)
			ret->conflict[f] = true;
		if (!best[f] || younger(&list[i], best[f]))
			best[f] = &list[i];
	}
	for (size_t f = 0; f < r->count; f++) {
		ret->values[f] = best[f] ? best[f]->value : r->fields[f].fallback;
		if (best[f])
			ret->revisions[f] = best[f]->id;
		if (ret->conflict[f]) {
			const struct revision *rival = rival_of(list, count, best[f]);

			ret->rivals[f] = rival->id;
			ret->rival_values[f] = rival->value;
		}
	}
}

enum stige_rc revised_heads(struct store *s, const struct revised *r, const struct id *record,
	struct arena *a, struct heads *ret, struct err *err)
{
	struct revision *list;
	size_t count;
	enum stige_rc rc = read_all(s, r, record, a, &list, &count, err);

	if (rc == STIGE_OK)
		add_up(r, list, count, ret);
	return rc;
}

/* ---- the row ---- */

static void bind_field(struct stmt *q, const struct revised *r, size_t i, const struct id *record,
	const char *clear, const char *value)
{
	struct seal_place place = { r->table, r->fields[i].name, *record, clear };
	struct id id = { { 0 } };

	switch (r->fields[i].kind) {
	case REVISED_TEXT:
		stmt_text(q, value);
		break;
	case REVISED_OPTIONAL:
		stmt_text_or_null(q, value);
		break;
	case REVISED_NUMBER:
		stmt_int(q, strtoll(value, NULL, 10));
		break;
	case REVISED_ID:
		(void)id_parse(value, &id);          /* else NULL, which the column refuses */
		stmt_id(q, &id);
		break;
	case REVISED_SEALED_OPTIONAL:
	case REVISED_SEALED:
		if (r->fields[i].kind == REVISED_SEALED_OPTIONAL && *value == '\0')
			stmt_null(q);
		else
			stmt_sealed(q, &place, value, strlen(value));
		break;
	}
}

void revised_bind(struct stmt *q, const struct revised *r, const struct id *record, const char *clear,
	const char *const *values)
{
	for (size_t i = 0; i < r->count; i++)
		bind_field(q, r, i, record, clear, values[i]);
}

/* The row's clear columns go under its seals. STIGE_NOTFOUND when there is no row. */
static enum stige_rc read_clear(struct store *s, const struct revised *r, const struct id *record,
	struct str *out, struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, r->clear);
	stmt_id(&q, record);
	there = stmt_row(&q);
	for (size_t i = 0; there && i < r->clear_count; i++)
		clear_column(out, &q, (int)i);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND,
			_("what is to be changed is not there any more; load the page again"));
	return rc;
}

static enum stige_rc write_row(struct store *s, const struct revised *r, const struct id *record,
	const char *const *values, struct err *err)
{
	struct str clear = STR_INIT;
	struct stmt q;
	enum stige_rc rc = read_clear(s, r, record, &clear, err);

	if (rc == STIGE_OK) {
		stmt_begin(&q, s, r->derive);
		revised_bind(&q, r, record, clear.text, values);
		stmt_id(&q, record);
		rc = stmt_run(&q, err);
	}
	str_release(&clear);
	return rc;
}

enum stige_rc revised_derive(struct store *s, const struct revised *r, const struct id *record,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct heads heads;
	enum stige_rc rc = revised_heads(s, r, record, &a, &heads, err);

	if (rc == STIGE_OK)
		rc = write_row(s, r, record, heads.values, err);
	arena_release(&a);
	return rc;
}

/* ---- appending ---- */

static enum stige_rc append(struct store *s, const struct revised *r, const struct id *record, size_t field,
	const char *value, const struct id *supersedes, struct err *err)
{
	struct id id = id_make(&s->random);
	const char *name = r->fields[field].name;
	int64_t at = store_now(s);
	struct seal_place place = value_place(s, r->table, record, name, at, &s->caseworker, supersedes, &id);
	struct stmt q;

	stmt_begin(&q, s, SQL_REVISION_ADD);
	stmt_id(&q, &id);
	stmt_text(&q, r->table);
	stmt_id(&q, record);
	stmt_text(&q, name);
	stmt_instant(&q, at);
	stmt_id(&q, &s->caseworker);
	stmt_id(&q, supersedes);
	stmt_sealed(&q, &place, value, strlen(value));
	return stmt_run(&q, err);
}

enum stige_rc revised_first(struct store *s, const struct revised *r, const struct id *record,
	const char *const *values, struct err *err)
{
	static const struct id none;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < r->count; i++)
		if (strcmp(values[i], r->fields[i].fallback) != 0)
			rc = append(s, r, record, i, values[i], &none, err);
	return rc;
}

/* One revision over each head of the field: an edit settles a conflict. */
static enum stige_rc supersede(struct store *s, const struct revised *r, const struct id *record,
	size_t field, const char *value, const struct revision *list, size_t count, struct err *err)
{
	static const struct id none;
	bool any = false;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		if (list[i].field == field && list[i].head) {
			rc = append(s, r, record, field, value, &list[i].id, err);
			any = true;
		}
	}
	return any ? rc : append(s, r, record, field, value, &none, err);
}

enum stige_rc revised_change(struct store *s, const struct revised *r, const struct id *record,
	const char *const *values, unsigned *ret_changed, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct revision *list;
	struct heads heads;
	size_t count;
	unsigned changed = 0;
	enum stige_rc rc = read_all(s, r, record, &a, &list, &count, err);

	BUG_ON(s->tx.depth == 0);
	if (rc == STIGE_OK)
		add_up(r, list, count, &heads);
	for (size_t i = 0; rc == STIGE_OK && i < r->count; i++) {
		if (!values[i] || (strcmp(values[i], heads.values[i]) == 0 && !heads.conflict[i]))
			continue;
		rc = supersede(s, r, record, i, values[i], list, count, err);
		heads.values[i] = values[i];
		changed |= 1u << i;
	}
	if (rc == STIGE_OK && (changed != 0 || count == 0))
		rc = write_row(s, r, record, heads.values, err);
	if (ret_changed)
		*ret_changed = changed;
	arena_release(&a);
	return rc;
}
