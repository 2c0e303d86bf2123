/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/date.h"
#include "stige/store/meetings.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

static enum stige_rc insert(struct store *s, const struct activity_record *r, const char *const *values,
	struct err *err)
{
	struct stmt q;
	enum stige_rc rc;

	str_clear(&s->clear);
	clear_id(&s->clear, &r->client);
	stmt_begin(&q, s, SQL_ACTIVITY_ADD);
	stmt_id(&q, &r->id);
	stmt_id(&q, &r->client);
	revised_bind(&q, &revised_activity, &r->id, s->clear.text, values);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_activity, &r->id, values, err) : rc;
}

static enum stige_rc put(struct store *s, void *arg, struct err *err)
{
	struct activity_record *r = arg;
	struct event e = event_new(EVENT_ACTIVITY_DATED);
	char since[DATE_TEXT], until[DATE_TEXT];
	const char *values[ACTIVITY_FIELDS] = {
		[ACTIVITY_ACTIVITY] = r->activity,
		[ACTIVITY_SINCE] = date_format(r->from, since),
		[ACTIVITY_UNTIL] = date_format(r->to, until),
		[ACTIVITY_PLACE] = r->place ? r->place : "",
	};
	unsigned changed = 1;
	enum stige_rc rc = client_not_restricted(s, &r->client, err);

	if (rc != STIGE_OK)
		return rc;
	if (id_is_zero(&r->id)) {
		r->id = id_make(&s->random);
		rc = insert(s, r, values, err);
	} else {
		rc = revised_change(s, &revised_activity, &r->id, values, &changed, err);
	}
	e.client = r->client;
	e.item = r->activity;
	return rc == STIGE_OK && changed != 0 ? event_add(s, &e, err) : rc;
}

enum stige_rc activity_put(struct store *s, struct activity_record *record, struct err *err)
{
	struct activity_record copy = *record;
	enum stige_rc rc = store_tx(s, put, &copy, err);

	if (rc == STIGE_OK)
		record->id = copy.id;
	return rc;
}

static void read_record(struct stmt *q, struct arena *a, struct activity_record *ret)
{
	struct seal_place place = { .table = "activity_record", .column = "place" };

	ret->id = stmt_col_id(q, 0);
	ret->client = stmt_col_id(q, 1);
	ret->activity = stmt_col_text(q, 2, a);
	ret->from = stmt_col_date(q, 3);
	ret->to = stmt_col_date(q, 4);
	str_clear(&q->s->clear);
	clear_id(&q->s->clear, &ret->client);
	place.row = ret->id;
	place.clear = q->s->clear.text;
	ret->place = stmt_col_sealed(q, 5, &place, a);
}

enum stige_rc activity_list(struct store *s, struct arena *a, const struct id *client,
	struct activity_record **ret, size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_ACTIVITY_OF);
	stmt_id(&q, client);
	while (stmt_row(&q))
		read_record(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}
