/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/store/drafts.h"
#include "stige/store/meetings.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

static void meeting_clear(struct str *out, const struct meeting *m)
{
	str_clear(out);
	clear_id(out, &m->client);
	clear_id(out, &m->caseworker);
	clear_date(out, m->date);
	clear_instant(out, m->begun);
}

/* ---- beginning ---- */

static enum event_kind event_of_result(enum meeting_result result)
{
	switch (result) {
	case MEETING_OPEN: return EVENT_MEETING_BEGUN;
	case MEETING_HELD: return EVENT_MEETING_HELD;
	case MEETING_NOT_COME: return EVENT_MEETING_NOT_COME;
	case MEETING_CANCELLED: return EVENT_MEETING_CANCELLED;
	case MEETING_MOVED: return EVENT_MEETING_MOVED;
	}
	return EVENT_MEETING_BEGUN;
}

static enum stige_rc log_because(struct store *s, const struct id *meeting, const struct id *client,
	enum event_kind kind, const char *reason, struct err *err)
{
	struct event e = event_new(kind);

	e.client = *client;
	e.meeting = *meeting;
	e.reason = reason;
	return event_add(s, &e, err);
}

static enum stige_rc log_meeting(struct store *s, const struct id *meeting, const struct id *client,
	enum event_kind kind, struct err *err)
{
	return log_because(s, meeting, client, kind, "", err);
}

static enum stige_rc insert(struct store *s, const struct meeting *m, struct err *err)
{
	char closed[INSTANT_TEXT], next[DATE_TEXT];
	const char *values[MEETING_FIELDS] = {
		[MEETING_KIND] = words_name(&meeting_kind_words, m->kind),
		[MEETING_RESULT] = words_name(&meeting_result_words, m->result),
		[MEETING_CLOSED] = m->closed == INSTANT_NONE ? "" : instant_format(m->closed, closed),
		[MEETING_NEXT_DATE] = date_format(m->next_date, next),
		[MEETING_JOURNAL] = "",
		[MEETING_ADVICE] = "",
	};
	struct stmt q;
	enum stige_rc rc;

	meeting_clear(&s->clear, m);
	stmt_begin(&q, s, SQL_MEETING_ADD);
	stmt_id(&q, &m->id);
	stmt_id(&q, &m->client);
	stmt_id(&q, &m->caseworker);
	stmt_date(&q, m->date);
	stmt_instant(&q, m->begun);
	revised_bind(&q, &revised_meeting, &m->id, s->clear.text, values);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_meeting, &m->id, values, err) : rc;
}

/* Client, kind, date, result and next date are given; the rest is who acts, and now. */
static enum stige_rc begin(struct store *s, void *arg, struct err *err)
{
	struct meeting *m = arg;
	enum stige_rc rc;

	m->id = id_make(&s->random);
	m->caseworker = s->caseworker;
	m->begun = store_now(s);
	m->closed = m->result == MEETING_OPEN ? INSTANT_NONE : m->begun;
	rc = client_not_restricted(s, &m->client, err);
	if (rc == STIGE_OK)
		rc = insert(s, m, err);
	if (rc == STIGE_OK)
		rc = log_meeting(s, &m->id, &m->client, event_of_result(m->result), err);
	if (rc == STIGE_OK && m->next_date != DATE_NONE)
		rc = log_meeting(s, &m->id, &m->client, EVENT_NEXT_AGREED, err);
	return rc;
}

enum stige_rc meeting_record(struct store *s, const struct id *client, enum meeting_kind kind, int32_t date,
	enum meeting_result result, int32_t next, struct id *ret_id, struct err *err)
{
	struct meeting m = {
		.client = *client, .kind = kind, .date = date, .result = result, .next_date = next,
	};
	enum stige_rc rc = store_tx(s, begin, &m, err);

	if (rc == STIGE_OK && ret_id)
		*ret_id = m.id;
	return rc;
}

static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	const struct meeting *m = arg;
	enum stige_rc rc = insert(s, m, err);

	return rc == STIGE_OK ? log_meeting(s, &m->id, &m->client, event_of_result(m->result), err) : rc;
}

enum stige_rc meeting_add(struct store *s, struct meeting *m, struct err *err)
{
	if (id_is_zero(&m->id))
		m->id = id_make(&s->random);
	m->closed = m->begun;
	m->result = MEETING_HELD;
	m->next_date = DATE_NONE;
	return store_tx(s, add, m, err);
}

enum stige_rc meeting_begin(struct store *s, const struct id *client, enum meeting_kind kind, int32_t date,
	struct id *ret_id, struct err *err)
{
	return meeting_record(s, client, kind, date, MEETING_OPEN, DATE_NONE, ret_id, err);
}

/* ---- reading ---- */

static void read_meeting(struct stmt *q, struct arena *a, struct meeting *ret)
{
	struct seal_place place = { .table = "meeting" };

	ret->id = stmt_col_id(q, 0);
	ret->client = stmt_col_id(q, 1);
	ret->caseworker = stmt_col_id(q, 2);
	ret->date = stmt_col_date(q, 3);
	ret->begun = stmt_col_instant(q, 4);
	ret->kind = (enum meeting_kind)stmt_col_word(q, 5, &meeting_kind_words);
	ret->result = (enum meeting_result)stmt_col_word(q, 6, &meeting_result_words);
	ret->closed = stmt_col_instant(q, 7);
	ret->next_date = stmt_col_date(q, 8);
	meeting_clear(&q->s->clear, ret);
	place.row = ret->id;
	place.clear = q->s->clear.text;
	place.column = "journal";
	ret->journal = stmt_col_sealed(q, 9, &place, a);
	place.column = "advice";
	ret->advice = stmt_col_sealed(q, 10, &place, a);
}

enum stige_rc meeting_get(struct store *s, struct arena *a, const struct id *id, struct meeting *ret,
	struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_MEETING_GET);
	stmt_id(&q, id);
	there = stmt_row(&q);
	if (there)
		read_meeting(&q, a, ret);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND,
			_("this meeting is not in %s any more; load the client again"), s->path);
	return rc;
}

enum stige_rc meeting_list(struct store *s, struct arena *a, const struct id *client, struct meeting **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, client ? SQL_MEETING_OF : SQL_MEETING_ALL_OPEN);
	stmt_id(&q, client ? client : &s->caseworker);
	while (stmt_row(&q))
		read_meeting(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* ---- setting one field ---- */

struct setting {
	const struct id *id;
	enum meeting_field field;
	const char *value;
	int event;                   /* -1 = the revision says it all */
};

static enum stige_rc set_field(struct store *s, void *arg, struct err *err)
{
	const struct setting *w = arg;
	const char *values[MEETING_FIELDS] = { NULL };
	struct arena a = ARENA_INIT;
	struct meeting m = { .advice = NULL };
	unsigned changed;
	enum stige_rc rc = meeting_get(s, &a, w->id, &m, err);

	values[w->field] = w->value;
	if (rc == STIGE_OK)
		rc = revised_change(s, &revised_meeting, w->id, values, &changed, err);
	if (rc == STIGE_OK && changed != 0 && w->event >= 0)
		rc = log_meeting(s, w->id, &m.client, (enum event_kind)w->event, err);
	arena_release(&a);
	return rc;
}

static enum stige_rc set(struct store *s, const struct id *id, enum meeting_field field, const char *value,
	int event, struct err *err)
{
	struct setting w = { id, field, value, event };

	return store_tx(s, set_field, &w, err);
}

enum stige_rc meeting_set_kind(struct store *s, const struct id *id, enum meeting_kind kind, struct err *err)
{
	return set(s, id, MEETING_KIND, words_name(&meeting_kind_words, kind), -1, err);
}

enum stige_rc meeting_set_journal(struct store *s, const struct id *id, const char *text, struct err *err)
{
	return set(s, id, MEETING_JOURNAL, text, EVENT_JOURNAL_WRITTEN, err);
}

enum stige_rc meeting_set_next(struct store *s, const struct id *id, int32_t next, struct err *err)
{
	char date[DATE_TEXT];

	return set(s, id, MEETING_NEXT_DATE, date_format(next, date), EVENT_NEXT_AGREED, err);
}

enum stige_rc meeting_keep_advice(struct store *s, const struct id *id, const char *advice, struct err *err)
{
	return set(s, id, MEETING_ADVICE, advice, -1, err);
}

/* ---- closing ---- */

struct closing {
	const struct id *id;
	enum meeting_result result;
};

static enum stige_rc drop_empty_drafts(struct store *s, const struct id *meeting, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct draft *drafts;
	size_t count;
	enum stige_rc rc = draft_list(s, &a, meeting, &drafts, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (drafts[i].answered == 0)
			rc = draft_drop(s, &drafts[i].id, err);
	arena_release(&a);
	return rc;
}

static enum stige_rc close_it(struct store *s, void *arg, struct err *err)
{
	const struct closing *w = arg;
	const char *values[MEETING_FIELDS] = { NULL };
	struct arena a = ARENA_INIT;
	char now[INSTANT_TEXT];
	struct meeting m = { .advice = NULL };
	enum stige_rc rc = meeting_get(s, &a, w->id, &m, err);

	arena_release(&a);
	if (rc == STIGE_OK && m.closed != INSTANT_NONE)
		rc = err_set(err, STIGE_DATA,
			_("this meeting has been closed already; load the client again"));
	if (rc == STIGE_OK)
		rc = drop_empty_drafts(s, w->id, err);
	values[MEETING_RESULT] = words_name(&meeting_result_words, w->result);
	values[MEETING_CLOSED] = instant_format(store_now(s), now);
	if (rc == STIGE_OK)
		rc = revised_change(s, &revised_meeting, w->id, values, NULL, err);
	return rc == STIGE_OK ? log_meeting(s, w->id, &m.client, event_of_result(w->result), err) : rc;
}

enum stige_rc meeting_close(struct store *s, const struct id *id, enum meeting_result result, struct err *err)
{
	struct closing w = { id, result };

	return store_tx(s, close_it, &w, err);
}

/* ---- taking an end back ---- */

struct ending {
	const struct id *id;
	const struct meeting_end *was, *now;
	const char *reason;
};

static bool stands_so(const struct meeting *m, const struct meeting_end *e)
{
	return m->result == e->result && m->next_date == e->next_date && str_eq(m->journal, e->journal);
}

static enum stige_rc write_end(struct store *s, const struct id *id, const struct meeting_end *e, struct err *err)
{
	char closed[INSTANT_TEXT], next[DATE_TEXT];
	const char *values[MEETING_FIELDS] = {
		[MEETING_RESULT] = words_name(&meeting_result_words, e->result),
		[MEETING_CLOSED] = e->closed == INSTANT_NONE ? "" : instant_format(e->closed, closed),
		[MEETING_NEXT_DATE] = date_format(e->next_date, next),
		[MEETING_JOURNAL] = e->journal,
	};

	return revised_change(s, &revised_meeting, id, values, NULL, err);
}

static enum stige_rc set_end(struct store *s, void *arg, struct err *err)
{
	const struct ending *w = arg;
	const struct meeting_end *now = w->now;
	struct arena a = ARENA_INIT;
	struct meeting m = { .advice = NULL };
	enum stige_rc rc = meeting_get(s, &a, w->id, &m, err);

	if (rc == STIGE_OK && !stands_so(&m, w->was))
		rc = err_set(err, STIGE_BUSY, _("this meeting has been changed since, and stays as it is now"));
	arena_release(&a);
	if (rc == STIGE_OK)
		rc = write_end(s, w->id, now, err);
	if (rc == STIGE_OK)
		rc = log_because(s, w->id, &m.client, now->result == MEETING_OPEN ? EVENT_MEETING_REOPENED
			: event_of_result(now->result), w->reason, err);
	if (rc == STIGE_OK && now->next_date != DATE_NONE && now->next_date != w->was->next_date)
		rc = log_because(s, w->id, &m.client, EVENT_NEXT_AGREED, w->reason, err);
	return rc;
}

enum stige_rc meeting_set_end(struct store *s, const struct id *id, const struct meeting_end *was,
	const struct meeting_end *now, const char *reason, struct err *err)
{
	struct ending w = { id, was, now, reason };

	return store_tx(s, set_end, &w, err);
}
