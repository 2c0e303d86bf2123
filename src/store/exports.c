/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that left the program: what, when, how large, with names or without.
 */
#include <string.h>

#include "list.h"
#include "stmt.h"
#include "stige/base/banned.h"

static struct seal_place reason_place(struct store *s, const struct id *id, int64_t at,
	const struct id *caseworker)
{
	str_clear(&s->clear);
	clear_instant(&s->clear, at);
	clear_id(&s->clear, caseworker);
	return (struct seal_place){ "export", "reason", *id, s->clear.text };
}

static enum stige_rc insert(struct store *s, const struct export_record *e, struct err *err)
{
	struct id id = id_make(&s->random);
	int64_t at = store_now(s);
	struct seal_place place = reason_place(s, &id, at, &s->caseworker);
	struct stmt q;

	stmt_begin(&q, s, SQL_EXPORT_ADD);
	stmt_id(&q, &id);
	stmt_instant(&q, at);
	stmt_id(&q, &s->caseworker);
	stmt_text(&q, e->what);
	stmt_text(&q, e->dialect ? e->dialect : "");
	stmt_text(&q, e->file ? e->file : "");
	stmt_text(&q, e->sha256 ? e->sha256 : "");
	stmt_int(&q, (int64_t)e->bytes);
	stmt_int(&q, (int64_t)e->rows);
	stmt_int(&q, e->names);
	stmt_sealed(&q, &place, e->reason ? e->reason : "", e->reason ? strlen(e->reason) : 0);
	stmt_id(&q, &e->client);
	return stmt_run(&q, err);
}

static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	const struct export_record *e = arg;
	struct event event = event_new(EVENT_EXPORTED);
	enum stige_rc rc = insert(s, e, err);

	event.item = e->what;
	event.reason = e->names ? "names" : "";
	event.client = e->client;
	return rc == STIGE_OK ? event_add(s, &event, err) : rc;
}

enum stige_rc export_add(struct store *s, const struct export_record *e, struct err *err)
{
	struct export_record copy = *e;

	return store_tx(s, add, &copy, err);
}

static void read_export(struct stmt *q, struct arena *a, struct export_record *ret)
{
	struct id id = stmt_col_id(q, 0), caseworker = stmt_col_id(q, 2);
	struct seal_place place;

	ret->at = stmt_col_instant(q, 1);
	ret->what = stmt_col_text(q, 3, a);
	ret->dialect = stmt_col_text(q, 4, a);
	ret->file = stmt_col_text(q, 5, a);
	ret->sha256 = stmt_col_text(q, 6, a);
	ret->bytes = (size_t)stmt_col_int(q, 7);
	ret->rows = (size_t)stmt_col_int(q, 8);
	ret->names = stmt_col_int(q, 9) != 0;
	place = reason_place(q->s, &id, ret->at, &caseworker);
	ret->reason = stmt_col_sealed(q, 10, &place, a);
	ret->client = stmt_col_id(q, 11);
}

enum stige_rc export_list(struct store *s, struct arena *a, struct export_record **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_EXPORT_LIST);
	while (stmt_row(&q))
		read_export(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}
