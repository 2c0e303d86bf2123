/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Agreed steps, planned activities, suggestions that were chosen or declined.
 */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/store/meetings.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

static void plan_clear(struct str *out, const struct plan_item *p)
{
	str_clear(out);
	clear_id(out, &p->client);
	clear_id(out, &p->meeting);
	clear_text(out, words_name(&plan_kind_words, p->kind));
	clear_text(out, p->code);
	clear_date(out, p->agreed);
}

static enum event_kind event_of(enum plan_kind kind, enum plan_status status)
{
	switch (status) {
	case PLAN_OPEN: return kind == PLAN_SUGGESTION ? EVENT_SUGGESTION_CHOSEN : EVENT_STEP_AGREED;
	case PLAN_DONE: return EVENT_STEP_DONE;
	case PLAN_NOT_DONE: return EVENT_STEP_NOT_DONE;
	case PLAN_DROPPED: return EVENT_STEP_DROPPED;
	case PLAN_DECLINED: return EVENT_SUGGESTION_DECLINED;
	}
	return EVENT_STEP_AGREED;
}

static enum stige_rc log_plan(struct store *s, const struct plan_item *p, enum plan_status status,
	const char *reason, struct err *err)
{
	struct event e = event_new(event_of(p->kind, status));

	e.client = p->client;
	e.meeting = p->meeting;
	e.item = p->code;
	e.reason = reason;
	return event_add(s, &e, err);
}

/* ---- adding ---- */

static enum stige_rc insert(struct store *s, const struct plan_item *p, struct err *err)
{
	char due[DATE_TEXT], status_at[DATE_TEXT];
	const char *values[PLAN_FIELDS] = {
		[PLAN_TEXT] = p->text ? p->text : "",
		[PLAN_DUE] = date_format(p->due, due),
		[PLAN_STATUS] = words_name(&plan_status_words, p->status),
		[PLAN_STATUS_AT] = date_format(p->status_at, status_at),
		[PLAN_REASON] = p->reason ? p->reason : "",
	};
	struct stmt q;
	enum stige_rc rc;

	plan_clear(&s->clear, p);
	stmt_begin(&q, s, SQL_PLAN_ADD);
	stmt_id(&q, &p->id);
	stmt_id(&q, &p->client);
	stmt_id(&q, &p->meeting);
	stmt_text(&q, words_name(&plan_kind_words, p->kind));
	stmt_text(&q, p->code);
	stmt_date(&q, p->agreed);
	revised_bind(&q, &revised_plan, &p->id, s->clear.text, values);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_plan, &p->id, values, err) : rc;
}

static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	const struct plan_item *p = arg;
	enum stige_rc rc = client_not_restricted(s, &p->client, err);

	if (rc == STIGE_OK)
		rc = insert(s, p, err);
	return rc == STIGE_OK ? log_plan(s, p, p->status, p->reason, err) : rc;
}

enum stige_rc plan_add(struct store *s, const struct plan_item *item, struct id *ret_id, struct err *err)
{
	struct plan_item copy = *item;
	enum stige_rc rc;

	copy.id = id_make(&s->random);
	copy.code = item->code ? item->code : "";
	if (copy.status == PLAN_OPEN)
		copy.status_at = DATE_NONE;
	else if (copy.status_at == 0 || copy.status_at == DATE_NONE)
		copy.status_at = instant_date(store_now(s));
	rc = store_tx(s, add, &copy, err);
	if (rc == STIGE_OK && ret_id)
		*ret_id = copy.id;
	return rc;
}

/* ---- reading ---- */

static void read_plan(struct stmt *q, struct arena *a, struct plan_item *ret)
{
	struct seal_place place = { .table = "plan_item", .column = "text" };

	ret->id = stmt_col_id(q, 0);
	ret->client = stmt_col_id(q, 1);
	ret->meeting = stmt_col_id(q, 2);
	ret->kind = (enum plan_kind)stmt_col_word(q, 3, &plan_kind_words);
	ret->code = stmt_col_text(q, 4, a);
	ret->agreed = stmt_col_date(q, 5);
	plan_clear(&q->s->clear, ret);
	place.row = ret->id;
	place.clear = q->s->clear.text;
	ret->text = stmt_col_sealed(q, 6, &place, a);
	ret->due = stmt_col_date(q, 7);
	ret->status = (enum plan_status)stmt_col_word(q, 8, &plan_status_words);
	ret->status_at = stmt_col_date(q, 9);
	ret->reason = stmt_col_text(q, 10, a);
}

static enum stige_rc plan_get(struct store *s, struct arena *a, const struct id *id, struct plan_item *ret,
	struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_PLAN_GET);
	stmt_id(&q, id);
	there = stmt_row(&q);
	if (there)
		read_plan(&q, a, ret);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND, _("this step is not in %s any more; load the client again"),
			s->path);
	return rc;
}

enum stige_rc plan_list(struct store *s, struct arena *a, const struct id *client, struct plan_item **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_PLAN_OF);
	stmt_id(&q, client);
	while (stmt_row(&q))
		read_plan(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* ---- changing ---- */

struct status_setting {
	const struct id *id;
	enum plan_status status;
	const char *reason;
};

static enum stige_rc set_status(struct store *s, void *arg, struct err *err)
{
	const struct status_setting *w = arg;
	const char *values[PLAN_FIELDS] = { NULL };
	struct arena a = ARENA_INIT;
	char today[DATE_TEXT];
	struct plan_item p = { .kind = PLAN_STEP };
	unsigned changed = 0;
	enum stige_rc rc = plan_get(s, &a, w->id, &p, err);

	values[PLAN_STATUS] = words_name(&plan_status_words, w->status);
	values[PLAN_STATUS_AT] = w->status == PLAN_OPEN ? "" : date_format(instant_date(store_now(s)), today);
	values[PLAN_REASON] = w->reason ? w->reason : "";
	if (rc == STIGE_OK)
		rc = revised_change(s, &revised_plan, w->id, values, &changed, err);
	if (rc == STIGE_OK && (changed & 1u << PLAN_STATUS))
		rc = log_plan(s, &p, w->status, w->reason, err);
	arena_release(&a);
	return rc;
}

enum stige_rc plan_set_status(struct store *s, const struct id *id, enum plan_status status,
	const char *reason, struct err *err)
{
	struct status_setting w = { id, status, reason };

	return store_tx(s, set_status, &w, err);
}

struct text_setting {
	const struct id *id;
	const char *text;
};

static enum stige_rc set_text(struct store *s, void *arg, struct err *err)
{
	const struct text_setting *w = arg;
	const char *values[PLAN_FIELDS] = { [PLAN_TEXT] = w->text };

	return revised_change(s, &revised_plan, w->id, values, NULL, err);
}

enum stige_rc plan_set_text(struct store *s, const struct id *id, const char *text, struct err *err)
{
	struct text_setting w = { id, text };

	return store_tx(s, set_text, &w, err);
}
