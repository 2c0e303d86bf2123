/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/store/outcomes.h"

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

static void outcome_clear(struct str *out, const struct outcome *o)
{
	str_clear(out);
	clear_id(out, &o->client);
	clear_id(out, &o->caseworker);
	clear_instant(out, o->at);
	clear_text(out, words_name(&outcome_source_words, o->source));
}

static enum stige_rc insert(struct store *s, const struct outcome *o, const char *const *values,
	struct err *err)
{
	struct stmt q;
	enum stige_rc rc;

	outcome_clear(&s->clear, o);
	stmt_begin(&q, s, SQL_OUTCOME_ADD);
	stmt_id(&q, &o->id);
	stmt_id(&q, &o->client);
	stmt_id(&q, &o->caseworker);
	stmt_instant(&q, o->at);
	stmt_text(&q, words_name(&outcome_source_words, o->source));
	revised_bind(&q, &revised_outcome, &o->id, s->clear.text, values);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_outcome, &o->id, values, err) : rc;
}

static enum stige_rc put(struct store *s, void *arg, struct err *err)
{
	struct outcome *o = arg;
	struct event e = event_new(EVENT_OUTCOME_RECORDED);
	char since[DATE_TEXT], until[DATE_TEXT];
	const char *values[OUTCOME_FIELDS] = {
		[OUTCOME_FIELD_KIND] = words_name(&outcome_kind_words, o->kind),
		[OUTCOME_FIELD_SINCE] = date_format(o->from, since),
		[OUTCOME_FIELD_UNTIL] = date_format(o->to, until),
		[OUTCOME_FIELD_DETAIL] = o->detail ? o->detail : "",
	};
	unsigned changed = 1;
	enum stige_rc rc;

	if (id_is_zero(&o->id)) {
		o->id = id_make(&s->random);
		o->caseworker = s->caseworker;
		o->at = store_now(s);
		rc = insert(s, o, values, err);
	} else {
		e.kind = EVENT_OUTCOME_CHANGED;
		rc = revised_change(s, &revised_outcome, &o->id, values, &changed, err);
	}
	e.client = o->client;
	e.item = values[OUTCOME_FIELD_KIND];
	return rc == STIGE_OK && changed ? event_add(s, &e, err) : rc;
}

enum stige_rc outcome_put(struct store *s, struct outcome *o, struct err *err)
{
	struct outcome copy = *o;
	enum stige_rc rc;

	BUG_ON(o->from == DATE_NONE);
	if (o->to != DATE_NONE && o->to < o->from)
		return err_set(err, STIGE_DATA, _("The last day lies before the first; check both dates."));
	rc = store_tx(s, put, &copy, err);
	if (rc == STIGE_OK)
		*o = copy;
	return rc;
}

static void read_outcome(struct stmt *q, struct arena *a, struct outcome *ret)
{
	struct seal_place place = { .table = "outcome", .column = "detail" };

	ret->id = stmt_col_id(q, 0);
	ret->client = stmt_col_id(q, 1);
	ret->caseworker = stmt_col_id(q, 2);
	ret->at = stmt_col_instant(q, 3);
	ret->source = (enum outcome_source)stmt_col_word(q, 4, &outcome_source_words);
	ret->kind = (enum outcome_kind)stmt_col_word(q, 5, &outcome_kind_words);
	ret->from = stmt_col_date(q, 6);
	ret->to = stmt_col_date(q, 7);
	outcome_clear(&q->s->clear, ret);
	place.row = ret->id;
	place.clear = q->s->clear.text;
	ret->detail = stmt_col_sealed(q, 8, &place, a);
}

enum stige_rc outcome_list(struct store *s, struct arena *a, const struct id *client, struct outcome **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, client ? SQL_OUTCOME_OF : SQL_OUTCOME_ALL);
	if (client)
		stmt_id(&q, client);
	while (stmt_row(&q))
		read_outcome(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}
