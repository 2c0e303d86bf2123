/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/store/clients.h"

#include "clienting.h"
#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

/* ---- fields as revision values ---- */

struct client_values {
	const char *v[CLIENT_FIELDS];
	char birth[DATE_TEXT], benefit_since[DATE_TEXT], paused_until[DATE_TEXT], excluded_until[DATE_TEXT];
};

static const char *text_of(const char *s)
{
	return s ? s : "";
}

/* A date that its field's meaning has gone from goes with it. */
static void client_values(const struct client_fields *f, struct client_values *ret)
{
	bool paused = f->status == CLIENT_PAUSED;
	bool excluded = *text_of(f->excluded) != '\0';

	ret->v[CLIENT_NAME] = text_of(f->name);
	ret->v[CLIENT_BIRTH] = date_format(f->birth, ret->birth);
	ret->v[CLIENT_JOURNAL_NO] = text_of(f->journal_no);
	ret->v[CLIENT_EDUCATION] = words_name(&client_education_words, f->education);
	ret->v[CLIENT_BENEFIT] = text_of(f->benefit);
	ret->v[CLIENT_BENEFIT_SINCE] = date_format(f->benefit_since, ret->benefit_since);
	ret->v[CLIENT_GOAL] = words_name(&client_goal_words, f->goal);
	ret->v[CLIENT_GOAL_REASON] = text_of(f->goal_reason);
	ret->v[CLIENT_STATUS] = words_name(&client_status_words, f->status);
	ret->v[CLIENT_PAUSED_UNTIL] = date_format(paused ? f->paused_until : DATE_NONE, ret->paused_until);
	ret->v[CLIENT_EXCLUDED] = text_of(f->excluded);
	ret->v[CLIENT_EXCLUDED_REASON] = text_of(f->excluded_reason);
	ret->v[CLIENT_EXCLUDED_UNTIL] =
		date_format(excluded ? f->excluded_until : DATE_NONE, ret->excluded_until);
	/* acts of their own, see guarded.c */
	for (size_t i = CLIENT_CPR; i < CLIENT_FIELDS; i++)
		ret->v[i] = revised_client.fields[i].fallback;
}

/* For people, in a sentence. */
static const char *field_label(size_t field)
{
	switch ((enum client_field)field) {
	case CLIENT_NAME: return _("name");
	case CLIENT_BIRTH: return _("birth date");
	case CLIENT_JOURNAL_NO: return _("journal number");
	case CLIENT_EDUCATION: return _("education");
	case CLIENT_BENEFIT: return _("benefit");
	case CLIENT_BENEFIT_SINCE: return _("benefit since");
	case CLIENT_GOAL: return _("goal");
	case CLIENT_GOAL_REASON: return _("reason for the goal");
	case CLIENT_STATUS: return _("status");
	case CLIENT_PAUSED_UNTIL: return _("paused until");
	case CLIENT_EXCLUDED: return _("excluded groups");
	case CLIENT_EXCLUDED_REASON: return _("reason for excluding");
	case CLIENT_EXCLUDED_UNTIL: return _("excluded until");
	case CLIENT_CPR:
	case CLIENT_PROTECTED:
	case CLIENT_RESTRICTED:
	case CLIENT_RESTRICTED_REASON:
	case CLIENT_FIELDS: break;
	}
	return "";
}

void client_clear(struct str *out, const struct id *office, int64_t number, const char *case_no,
	int64_t created)
{
	str_clear(out);
	clear_id(out, office);
	clear_int(out, number);
	clear_text(out, case_no);
	clear_instant(out, created);
}

/* ---- adding ---- */

struct adding {
	const struct client_fields *fields;
	const struct id *caseworker;
	struct id id, office;
	int64_t number, created;
	char case_no[16];
	bool numbered;               /* it has its number already */
};

/* The office's next running number; the transaction keeps others from taking it. */
static enum stige_rc number_it(struct store *s, struct adding *w, struct err *err)
{
	struct stmt q;
	const char *code = "";
	int64_t erased;
	enum stige_rc rc = numbers_greatest(s, &w->office, &erased, err);

	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_CLIENT_NEXT);
	stmt_id(&q, &w->office);
	if (stmt_row(&q))
		w->number = stmt_col_int(&q, 0);
	if (w->number <= erased)
		w->number = erased + 1;
	rc = stmt_end(&q, err);
	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_OFFICE_GET);
	stmt_id(&q, &w->office);
	if (stmt_row(&q))
		code = stmt_peek_text(&q, 1);
	snprintf(w->case_no, sizeof(w->case_no), "%.6s-%04lld", code, (long long)(w->number % 100000000));
	return stmt_end(&q, err);
}

static enum stige_rc insert(struct store *s, const struct adding *w, struct err *err)
{
	struct client_values values;
	struct stmt q;
	enum stige_rc rc;

	client_values(w->fields, &values);
	client_clear(&s->clear, &w->office, w->number, w->case_no, w->created);
	stmt_begin(&q, s, SQL_CLIENT_ADD);
	stmt_id(&q, &w->id);
	stmt_id(&q, &w->office);
	stmt_int(&q, w->number);
	stmt_text(&q, w->case_no);
	stmt_instant(&q, w->created);
	revised_bind(&q, &revised_client, &w->id, s->clear.text, values.v);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_client, &w->id, values.v, err) : rc;
}

static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	struct adding *w = arg;
	struct event e = event_new(EVENT_CLIENT_ADDED);
	const struct id *caseworker = w->caseworker ? w->caseworker : &s->caseworker;
	enum stige_rc rc = office_acting(s, &w->office, err);

	if (rc == STIGE_OK && id_is_zero(&w->office))
		return err_set(err, STIGE_CONFIG,
			_("%s has no office yet; start stige without a command to set it up"), s->path);
	w->id = id_make(&s->random);
	w->created = store_now(s);
	if (rc == STIGE_OK)
		rc = w->numbered ? case_no_take(s, w->case_no, &w->office, &w->number, err) : number_it(s, w, err);
	if (rc == STIGE_OK)
		rc = insert(s, w, err);
	e.client = w->id;
	if (rc == STIGE_OK)
		rc = event_add(s, &e, err);
	if (rc == STIGE_OK && !id_is_zero(caseworker))
		rc = assignment_insert(s, &w->id, caseworker, instant_date(w->created), "", err);
	return rc;
}

enum stige_rc client_add(struct store *s, const struct client_fields *fields, const struct id *caseworker,
	struct id *ret_id, char ret_case_no[16], struct err *err)
{
	struct adding w = { .fields = fields, .caseworker = caseworker };
	enum stige_rc rc = store_tx(s, add, &w, err);

	if (rc != STIGE_OK)
		return rc;
	if (ret_id)
		*ret_id = w.id;
	if (ret_case_no)
		snprintf(ret_case_no, 16, "%s", w.case_no);
	return STIGE_OK;
}

enum stige_rc client_add_as(struct store *s, const struct client_fields *fields, const char *case_no,
	const struct id *caseworker, struct id *ret_id, struct err *err)
{
	struct adding w = { .fields = fields, .caseworker = caseworker, .numbered = true };
	enum stige_rc rc;

	snprintf(w.case_no, sizeof(w.case_no), "%s", case_no);
	rc = store_tx(s, add, &w, err);
	if (rc == STIGE_OK && ret_id)
		*ret_id = w.id;
	return rc;
}

/* ---- editing ---- */

struct editing {
	const struct id *id;
	const struct client_fields *was, *now;
};

/* Leaves in `now` what this editor changed; refuses where somebody else changed it meanwhile. */
static enum stige_rc only_changes(const struct heads *heads, const struct client_values *was,
	struct client_values *now, struct err *err)
{
	for (size_t i = 0; i < CLIENT_FIELDS; i++) {
		if (strcmp(was->v[i], now->v[i]) == 0) {
			now->v[i] = NULL;
			continue;
		}
		if (strcmp(heads->values[i], was->v[i]) != 0 && strcmp(heads->values[i], now->v[i]) != 0)
			return err_set(err, STIGE_BUSY,
				_("somebody else has just changed \"%s\", nothing was saved; look at it and "
				"try again"),
				field_label(i));
	}
	return STIGE_OK;
}

static enum stige_rc log_edits(struct store *s, const struct id *client, unsigned changed, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < CLIENT_FIELDS; i++) {
		struct event e = event_new(EVENT_CLIENT_EDITED);

		if (!(changed & 1u << i))
			continue;
		e.client = *client;
		e.item = revised_client.fields[i].name;
		rc = event_add(s, &e, err);
	}
	return rc;
}

static enum stige_rc edit(struct store *s, void *arg, struct err *err)
{
	const struct editing *w = arg;
	struct client_values was, now;
	struct arena a = ARENA_INIT;
	struct heads heads;
	unsigned changed = 0;
	enum stige_rc rc = client_not_restricted(s, w->id, err);

	if (rc == STIGE_OK)
		rc = revised_heads(s, &revised_client, w->id, &a, &heads, err);
	client_values(w->was, &was);
	client_values(w->now, &now);
	if (rc == STIGE_OK)
		rc = only_changes(&heads, &was, &now, err);
	if (rc == STIGE_OK)
		rc = revised_change(s, &revised_client, w->id, now.v, &changed, err);
	arena_release(&a);
	return rc == STIGE_OK ? log_edits(s, w->id, changed, err) : rc;
}

enum stige_rc client_edit(struct store *s, const struct id *id, const struct client_fields *was,
	const struct client_fields *now, struct err *err)
{
	struct editing w = { id, was, now };

	return store_tx(s, edit, &w, err);
}

/* ---- reading ---- */

static int32_t date_of(struct stmt *q, int column, const char *text)
{
	int32_t date = DATE_NONE;

	if (*text != '\0' && !date_parse(text, &date))
		stmt_damaged(q, column);
	return date;
}

static void read_fields(struct stmt *q, struct arena *a, struct seal_place *place, struct client_fields *f)
{
	place->column = "name";
	f->name = stmt_col_sealed(q, 5, place, a);
	place->column = "birth";
	f->birth = date_of(q, 6, stmt_open_sealed(q, 6, place)->text);
	place->column = "journal_no";
	f->journal_no = stmt_col_sealed(q, 7, place, a);
	f->education = (enum client_education)stmt_col_word(q, 8, &client_education_words);
	f->benefit = stmt_col_text(q, 9, a);
	f->benefit_since = stmt_col_date(q, 10);
	f->goal = (enum client_goal)stmt_col_word(q, 11, &client_goal_words);
	place->column = "goal_reason";
	f->goal_reason = stmt_col_sealed(q, 12, place, a);
	f->status = (enum client_status)stmt_col_word(q, 13, &client_status_words);
	f->paused_until = stmt_col_date(q, 14);
	f->excluded = stmt_col_text(q, 15, a);
	place->column = "excluded_reason";
	f->excluded_reason = stmt_col_sealed(q, 16, place, a);
	f->excluded_until = stmt_col_date(q, 17);
}

/* The number itself stays in the store: client_cpr writes an event before it gives it out. */
static void read_guarded(struct stmt *q, struct arena *a, struct seal_place *place, struct client *ret)
{
	const struct str *cpr;

	ret->cpr_masked[0] = '\0';
	place->column = "cpr";
	cpr = stmt_open_sealed(q, 21, place);
	if (cpr->len == CPR_DIGITS)
		cpr_masked(cpr->text, ret->cpr_masked);
	ret->is_protected = stmt_col_int(q, 22) != 0;
	ret->restricted = stmt_col_int(q, 23) != 0;
	place->column = "restricted_reason";
	ret->restricted_reason = stmt_col_sealed(q, 24, place, a);
}

static void read_client(struct stmt *q, struct arena *a, struct client *ret)
{
	struct id office = stmt_col_id(q, 1);
	struct seal_place place = { .table = "client" };
	int64_t assignments = stmt_col_int(q, 20);

	ret->id = stmt_col_id(q, 0);
	ret->case_no = stmt_col_text(q, 3, a);
	ret->created = stmt_col_instant(q, 4);
	client_clear(&q->s->clear, &office, stmt_col_int(q, 2), ret->case_no, ret->created);
	place.row = ret->id;
	place.clear = q->s->clear.text;
	read_fields(q, a, &place, &ret->f);
	read_guarded(q, a, &place, ret);
	ret->caseworker = stmt_col_id(q, 18);
	ret->caseworker_since = stmt_col_date(q, 19);
	if (!id_is_zero(&ret->caseworker) && assignments > 0)
		assignments--;
	ret->caseworker_changes = (unsigned)assignments;
}

static enum stige_rc read_one(struct stmt *q, struct arena *a, struct client *ret, bool *ret_there,
	struct err *err)
{
	*ret_there = stmt_row(q);
	if (*ret_there)
		read_client(q, a, ret);
	return stmt_end(q, err);
}

enum stige_rc client_get(struct store *s, struct arena *a, const struct id *id, struct client *ret,
	struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_CLIENT_GET);
	stmt_id(&q, id);
	rc = read_one(&q, a, ret, &there, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND,
			_("this client is not in %s any more; load the caseload again"), s->path);
	return rc;
}

/* Journal numbers are sealed: all are opened and looked at (4,000 in a few milliseconds). */
static enum stige_rc find_journal_no(struct store *s, const char *number, struct id *ret, size_t *ret_found,
	struct err *err)
{
	struct seal_place place = { .table = "client", .column = "journal_no" };
	struct stmt q;

	*ret_found = 0;
	stmt_begin(&q, s, SQL_CLIENT_JOURNAL_NUMBERS);
	while (stmt_row(&q)) {
		struct id office = stmt_col_id(&q, 1);

		place.row = stmt_col_id(&q, 0);
		client_clear(&s->clear, &office, stmt_col_int(&q, 2), stmt_peek_text(&q, 3),
			stmt_col_instant(&q, 4));
		place.clear = s->clear.text;
		if (strcmp(stmt_open_sealed(&q, 5, &place)->text, number) != 0)
			continue;
		*ret = place.row;
		++*ret_found;
	}
	return stmt_end(&q, err);
}

enum stige_rc client_find(struct store *s, struct arena *a, const char *number, struct client *ret,
	struct err *err)
{
	struct stmt q;
	struct id id;
	bool there;
	size_t found = 0;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_CLIENT_BY_CASE_NO);
	stmt_text(&q, number);
	rc = read_one(&q, a, ret, &there, err);
	if (rc != STIGE_OK || there)
		return rc;
	if (*number != '\0')
		rc = find_journal_no(s, number, &id, &found, err);
	if (rc != STIGE_OK)
		return rc;
	if (found == 1)
		return client_get(s, a, &id, ret, err);
	if (found == 0)
		return err_set(err, STIGE_NOTFOUND,
			_("there is no client %s; `stige client list` shows the numbers"), number);
	return err_set(err, STIGE_NOTFOUND,
		_("%zu clients have the journal number %s; name one by its case number"), found, number);
}

enum stige_rc client_list(struct store *s, struct arena *a, const struct id *caseworker, struct client **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, caseworker ? SQL_CLIENT_OF : SQL_CLIENT_ALL);
	if (caseworker)
		stmt_id(&q, caseworker);
	while (stmt_row(&q))
		read_client(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

enum stige_rc client_opened(struct store *s, const struct id *client, const char *purpose, struct err *err)
{
	struct event e = event_new(EVENT_CLIENT_OPENED);

	e.client = *client;
	e.reason = purpose;
	return event_add(s, &e, err);
}
