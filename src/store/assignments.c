/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who works with a client, and since when. One assignment runs at a time; after a merge there
 * may be two, and the next change ends both.
 */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/store/clients.h"
#include "stige/store/events.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

struct row {
	struct id id;
	struct assignment a;
};

static void read_row(struct stmt *q, struct arena *a, struct row *ret)
{
	struct seal_place place = { .table = "assignment", .column = "reason" };
	struct id client = stmt_col_id(q, 1);

	ret->id = stmt_col_id(q, 0);
	ret->a.caseworker = stmt_col_id(q, 2);
	ret->a.from = stmt_col_date(q, 3);
	ret->a.to = stmt_col_date(q, 4);
	str_clear(&q->s->clear);
	clear_id(&q->s->clear, &client);
	place.row = ret->id;
	place.clear = q->s->clear.text;
	ret->a.reason = stmt_col_sealed(q, 5, &place, a);
}

static enum stige_rc read_all(struct store *s, struct arena *a, const struct id *client, struct row **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_ASSIGNMENT_OF);
	stmt_id(&q, client);
	while (stmt_row(&q))
		read_row(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

enum stige_rc assignment_insert(struct store *s, const struct id *client, const struct id *caseworker,
	int32_t since, const char *reason, struct err *err)
{
	char who[ID_HEX], date[DATE_TEXT];
	const char *values[ASSIGNMENT_FIELDS] = {
		[ASSIGNMENT_CASEWORKER] = id_format(caseworker, who),
		[ASSIGNMENT_SINCE] = date_format(since, date),
		[ASSIGNMENT_UNTIL] = "",
		[ASSIGNMENT_REASON] = reason ? reason : "",
	};
	struct id id = id_make(&s->random);
	struct stmt q;
	enum stige_rc rc;

	str_clear(&s->clear);
	clear_id(&s->clear, client);
	stmt_begin(&q, s, SQL_ASSIGNMENT_ADD);
	stmt_id(&q, &id);
	stmt_id(&q, client);
	revised_bind(&q, &revised_assignment, &id, s->clear.text, values);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_assignment, &id, values, err) : rc;
}

struct assigning {
	const struct id *client, *caseworker;
	int32_t from;
	const char *reason;
};

/* Ends what runs. *ret_same: it is so already, and nothing is to be done. */
static enum stige_rc end_running(struct store *s, const struct assigning *w, bool *ret_same, struct err *err)
{
	const char *values[ASSIGNMENT_FIELDS] = { NULL };
	struct arena a = ARENA_INIT;
	char until[DATE_TEXT];
	struct row *rows;
	size_t count, running = 0, right = 0;
	bool nobody = !w->caseworker || id_is_zero(w->caseworker);
	enum stige_rc rc = read_all(s, &a, w->client, &rows, &count, err);

	values[ASSIGNMENT_UNTIL] = date_format(w->from, until);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		if (rows[i].a.to != DATE_NONE)
			continue;
		running++;
		right += !nobody && id_eq(&rows[i].a.caseworker, w->caseworker);
		if (w->from < rows[i].a.from)
			rc = err_set(err, STIGE_DATA,
				_("the caseworker cannot change before the present one began; give a later "
				"date"));
	}
	*ret_same = nobody ? running == 0 : running == 1 && right == 1;
	for (size_t i = 0; rc == STIGE_OK && !*ret_same && i < count; i++)
		if (rows[i].a.to == DATE_NONE)
			rc = revised_change(s, &revised_assignment, &rows[i].id, values, NULL, err);
	arena_release(&a);
	return rc;
}

static enum stige_rc assign(struct store *s, void *arg, struct err *err)
{
	const struct assigning *w = arg;
	struct event e = event_new(EVENT_CLIENT_ASSIGNED);
	bool same;
	enum stige_rc rc = end_running(s, w, &same, err);

	if (rc != STIGE_OK || same)
		return rc;
	if (w->caseworker && !id_is_zero(w->caseworker))
		rc = assignment_insert(s, w->client, w->caseworker, w->from, w->reason, err);
	e.client = *w->client;
	e.reason = w->reason;
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc client_assign(struct store *s, const struct id *client, const struct id *caseworker,
	int32_t from, const char *reason, struct err *err)
{
	struct assigning w = { client, caseworker, from, reason };

	return store_tx(s, assign, &w, err);
}

/* ---- taking one back ---- */

static const struct row *running_one(const struct row *rows, size_t count)
{
	const struct row *one = NULL;
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (rows[i].a.to == DATE_NONE) {
			one = &rows[i];
			n++;
		}
	return n == 1 ? one : NULL;
}

/* The one that ended when the other began; NULL = the client was nobody's. On a day of many changes the last one. */
static const struct row *one_before(const struct row *rows, size_t count, int32_t since, const struct id *whose)
{
	for (size_t i = count; i-- > 0;)
		if (rows[i].a.to == since && id_eq(&rows[i].a.caseworker, whose))
			return &rows[i];
	return NULL;
}

/* What ends before it begins has never been: lists and counts leave it out. */
static enum stige_rc never_began(struct store *s, const struct row *r, struct err *err)
{
	char until[DATE_TEXT];
	const char *values[ASSIGNMENT_FIELDS] = {
		[ASSIGNMENT_UNTIL] = date_format(r->a.from - 1, until), [ASSIGNMENT_REASON] = UNDONE,
	};

	return revised_change(s, &revised_assignment, &r->id, values, NULL, err);
}

struct assigning_back {
	const struct id *client, *from, *to;
};

static enum stige_rc assign_back(struct store *s, void *arg, struct err *err)
{
	static const char *const runs_on[ASSIGNMENT_FIELDS] = { [ASSIGNMENT_UNTIL] = "" };
	const struct assigning_back *w = arg;
	struct event e = event_new(EVENT_CLIENT_ASSIGNED);
	struct arena a = ARENA_INIT;
	const struct row *now, *before = NULL;
	struct row *rows = NULL;
	size_t count = 0;
	enum stige_rc rc = read_all(s, &a, w->client, &rows, &count, err);

	now = running_one(rows, count);
	if (rc == STIGE_OK && (!now || !id_eq(&now->a.caseworker, w->from)))
		rc = err_set(err, STIGE_BUSY, _("the client has changed hands again since, and stays where it is"));
	if (rc == STIGE_OK)
		before = one_before(rows, count, now->a.from, w->to);
	if (rc == STIGE_OK && !before && !id_is_zero(w->to))
		rc = err_set(err, STIGE_BUSY, _("the client was somebody else's before, and stays where it is"));
	if (rc == STIGE_OK && before)
		rc = revised_change(s, &revised_assignment, &before->id, runs_on, NULL, err);
	if (rc == STIGE_OK)
		rc = never_began(s, now, err);
	arena_release(&a);
	e.client = *w->client;
	e.reason = UNDONE;
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc client_assign_back(struct store *s, const struct id *client, const struct id *from,
	const struct id *to, struct err *err)
{
	struct assigning_back w = { client, from, to };

	return store_tx(s, assign_back, &w, err);
}

enum stige_rc client_assignments(struct store *s, struct arena *a, const struct id *client,
	struct assignment **ret, size_t *ret_count, struct err *err)
{
	struct row *rows;
	enum stige_rc rc = read_all(s, a, client, &rows, ret_count, err);

	if (rc != STIGE_OK)
		return rc;
	*ret = arena_array(a, *ret_count, sizeof(**ret));
	for (size_t i = 0; i < *ret_count; i++)
		(*ret)[i] = rows[i].a;
	return STIGE_OK;
}
