/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "drafting.h"
#include "list.h"
#include "stige/base/banned.h"

static void response_clear(struct str *out, const struct response *r)
{
	str_clear(out);
	clear_id(out, &r->meeting);
	clear_text(out, r->form_hash);
	clear_text(out, words_name(&respondent_words, r->respondent));
	clear_text(out, words_name(&response_mode_words, r->mode));
	clear_text(out, r->language);
	clear_instant(out, r->started);
	clear_instant(out, r->completed);
	clear_id(out, &r->supersedes);
	clear_text(out, words_name(&correct_reason_words, r->reason));
}

/* ---- reading ---- */

static void read_answers(struct stmt *q, struct arena *a, struct response *ret)
{
	struct seal_place place = { .table = "response", .column = "answers", .row = ret->id };
	const struct str *json;

	response_clear(&q->s->clear, ret);
	place.clear = q->s->clear.text;
	json = stmt_open_sealed(q, 13, &place);
	if (q->err.rc == STIGE_OK)
		answers_decode(a, json->text, json->len, &ret->answers, &ret->count, &q->err);
}

void response_read(struct stmt *q, struct arena *a, struct response *ret)
{
	ret->id = stmt_col_id(q, 0);
	ret->meeting = stmt_col_id(q, 1);
	ret->client = stmt_col_id(q, 2);
	ret->caseworker = stmt_col_id(q, 3);
	ret->date = stmt_col_date(q, 4);
	ret->form_hash = stmt_col_text(q, 5, a);
	ret->respondent = (enum respondent)stmt_col_word(q, 6, &respondent_words);
	ret->mode = (enum response_mode)stmt_col_word(q, 7, &response_mode_words);
	ret->language = stmt_col_text(q, 8, a);
	ret->started = stmt_col_instant(q, 9);
	ret->completed = stmt_col_instant(q, 10);
	ret->supersedes = stmt_col_id(q, 11);
	ret->reason = (enum correct_reason)stmt_col_word(q, 12, &correct_reason_words);
	ret->voided = stmt_is_null(q, 13);
	ret->superseded = stmt_col_int(q, 14) != 0;
	if (!ret->voided)
		read_answers(q, a, ret);
}

enum stige_rc response_get(struct store *s, struct arena *a, const struct id *id, struct response *ret,
	struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	memset(ret, 0, sizeof(*ret));
	stmt_begin(&q, s, SQL_RESPONSE_GET);
	stmt_id(&q, id);
	there = stmt_row(&q);
	if (there)
		response_read(&q, a, ret);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND, _("these answers are not in %s; load the client again"),
			s->path);
	return rc;
}

enum stige_rc response_list(struct store *s, struct arena *a, const struct id *client, struct response **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, client ? SQL_RESPONSE_OF : SQL_RESPONSE_ALL);
	if (client)
		stmt_id(&q, client);
	while (stmt_row(&q))
		response_read(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* Rows are never deleted while a transaction writes, so that a later one has the higher number. */
enum stige_rc response_mark(struct store *s, int64_t *ret, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_RESPONSE_LAST);
	*ret = stmt_row(&q) ? stmt_col_int(&q, 0) : 0;
	return stmt_end(&q, err);
}

enum stige_rc response_since(struct store *s, int64_t mark, const struct id *id, bool *ret, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_RESPONSE_SINCE);
	stmt_id(&q, id);
	stmt_int(&q, mark);
	*ret = stmt_row(&q);
	return stmt_end(&q, err);
}

enum stige_rc response_since_on(struct store *s, int64_t mark, const struct id *client, int32_t date,
	enum respondent who, bool *ret, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_RESPONSE_SINCE_ON);
	stmt_id(&q, client);
	stmt_date(&q, date);
	stmt_text(&q, words_name(&respondent_words, who));
	stmt_int(&q, mark);
	*ret = stmt_row(&q);
	return stmt_end(&q, err);
}

/* ---- adding ---- */

static enum stige_rc insert(struct store *s, const struct response *r, struct err *err)
{
	struct seal_place place = { .table = "response", .column = "answers", .row = r->id };
	struct str json = STR_INIT;
	struct stmt q;

	answers_encode(&json, r->answers, r->count);
	response_clear(&s->clear, r);
	place.clear = s->clear.text;
	stmt_begin(&q, s, SQL_RESPONSE_ADD);
	stmt_id(&q, &r->id);
	stmt_id(&q, &r->meeting);
	stmt_text(&q, r->form_hash);
	stmt_text(&q, words_name(&respondent_words, r->respondent));
	stmt_text(&q, words_name(&response_mode_words, r->mode));
	stmt_text(&q, r->language);
	stmt_instant(&q, r->started);
	stmt_instant(&q, r->completed);
	stmt_id(&q, &r->supersedes);
	stmt_text(&q, words_name(&correct_reason_words, r->reason));
	stmt_sealed(&q, &place, json.text, json.len);
	str_release(&json);
	return stmt_run(&q, err);
}

static enum event_kind event_of(const struct response *r)
{
	if (!id_is_zero(&r->supersedes))
		return EVENT_CORRECTED;
	return r->respondent == RESPONDENT_ACTIVITIES ? EVENT_ACTIVITIES_REGISTERED : EVENT_FORM_COMPLETED;
}

static enum stige_rc log_response(struct store *s, const struct response *r, enum event_kind kind,
	struct event *e, struct err *err)
{
	e->kind = kind;
	e->client = r->client;
	e->meeting = r->meeting;
	e->form_hash = r->form_hash;
	e->respondent = words_name(&respondent_words, r->respondent);
	e->mode = words_name(&response_mode_words, r->mode);
	e->language = r->language;
	return event_add(s, e, err);
}

/* Whose meeting it was in: for the event. */
static enum stige_rc find_client(struct store *s, struct response *r, struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_MEETING_CLEAR);
	stmt_id(&q, &r->meeting);
	there = stmt_row(&q);
	if (there) {
		r->client = stmt_col_id(&q, 0);
		r->caseworker = stmt_col_id(&q, 1);
		r->date = stmt_col_date(&q, 2);
	}
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND,
			_("this meeting is not in %s any more; load the client again"), s->path);
	return rc;
}

struct adding {
	struct response r;
	struct response_counts counts;
	bool counted;
	const char *item;
};

/* Fills in what was left open, and writes row and event. */
static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	struct adding *w = arg;
	struct event e = event_new(EVENT_FORM_COMPLETED);
	enum stige_rc rc = find_client(s, &w->r, err);

	if (rc == STIGE_OK)
		rc = client_not_restricted(s, &w->r.client, err);
	if (id_is_zero(&w->r.id))
		w->r.id = id_make(&s->random);
	if (w->r.completed == 0 || w->r.completed == INSTANT_NONE)
		w->r.completed = store_now(s);
	if (w->r.started == 0 || w->r.started == INSTANT_NONE)
		w->r.started = w->r.completed;
	w->r.language = w->r.language ? w->r.language : "";
	if (rc == STIGE_OK)
		rc = insert(s, &w->r, err);
	if (w->counted) {
		e.answered = (int)w->counts.answered;
		e.of = (int)w->counts.of;
	}
	if (w->r.completed >= w->r.started)
		e.minutes = (int)((w->r.completed - w->r.started + 30) / 60);
	e.item = w->item;
	if (!id_is_zero(&w->r.supersedes))
		e.reason = words_name(&correct_reason_words, w->r.reason);
	return rc == STIGE_OK ? log_response(s, &w->r, event_of(&w->r), &e, err) : rc;
}

enum stige_rc response_add(struct store *s, struct response *response, struct response_counts counts,
	struct err *err)
{
	struct adding w = { .r = *response, .counts = counts, .counted = true };
	enum stige_rc rc = store_tx(s, add, &w, err);

	if (rc == STIGE_OK)
		*response = w.r;
	return rc;
}

/* ---- completing a draft ---- */

struct completing {
	const struct id *draft;
	const struct answer *answers;
	size_t count;
	struct response_counts counts;
	struct id id;
};

static enum stige_rc complete(struct store *s, void *arg, struct err *err)
{
	struct completing *w = arg;
	struct arena a = ARENA_INIT;
	struct adding adding = { .counts = w->counts, .counted = true };
	struct draft d;
	enum stige_rc rc = draft_get(s, &a, w->draft, &d, err);

	if (rc == STIGE_OK && *d.correction_of != '\0')
		rc = err_set(err, STIGE_USAGE,
			_("this draft corrects earlier answers; say why they are corrected"));
	if (rc == STIGE_OK) {
		adding.r = (struct response){
			.meeting = d.meeting, .form_hash = d.form_hash, .respondent = d.respondent,
			.mode = d.mode, .language = d.language, .started = d.started,
			.completed = INSTANT_NONE, .answers = w->answers, .count = w->count,
		};
		rc = add(s, &adding, err);
	}
	if (rc == STIGE_OK)
		rc = draft_remove(s, w->draft, err);
	w->id = adding.r.id;
	arena_release(&a);
	return rc;
}

enum stige_rc response_complete(struct store *s, const struct id *draft, const struct answer *answers,
	size_t count, struct response_counts counts, struct id *ret_id, struct err *err)
{
	struct completing w = { .draft = draft, .answers = answers, .count = count, .counts = counts };
	enum stige_rc rc = store_tx(s, complete, &w, err);

	if (rc == STIGE_OK && ret_id)
		*ret_id = w.id;
	return rc;
}

/* ---- correcting and voiding ---- */

/* Is it still the one that counts? */
static enum stige_rc check_counts(const struct response *r, struct err *err)
{
	if (r->voided)
		return err_set(err, STIGE_DATA,
			_("these answers have been withdrawn; load the client again"));
	if (r->superseded)
		return err_set(err, STIGE_BUSY,
			_("these answers have been corrected already; load the client again and look at the "
			"newer ones"));
	return STIGE_OK;
}

/* Drafts that were to correct it have nothing left to do. *ret_started: when the correcting began. */
static enum stige_rc drop_corrections(struct store *s, const struct id *response, int64_t *ret_started,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct list list;
	struct id *drafts;
	size_t count;
	struct draft d;
	struct stmt q;
	enum stige_rc rc;

	list_init(&list, sizeof(struct id));
	stmt_begin(&q, s, SQL_DRAFT_OF_CORRECTION);
	stmt_id(&q, response);
	while (stmt_row(&q))
		*(struct id *)list_add(&list) = stmt_col_id(&q, 0);
	drafts = list_take(&list, &a, &count);
	rc = stmt_end(&q, err);
	*ret_started = INSTANT_NONE;
	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		rc = draft_get(s, &a, &drafts[i], &d, err);
		if (rc == STIGE_OK) {
			*ret_started = d.started;
			rc = draft_remove(s, &drafts[i], err);
		}
	}
	arena_release(&a);
	return rc;
}

struct correcting {
	const struct id *id;
	const struct answer *answers;
	size_t count;
	enum correct_reason reason;
	const char *item;
	struct id ret;
};

static enum stige_rc correct(struct store *s, void *arg, struct err *err)
{
	struct correcting *w = arg;
	struct arena a = ARENA_INIT;
	struct adding adding = { .item = w->item };
	int64_t started;
	enum stige_rc rc = response_get(s, &a, w->id, &adding.r, err);

	if (rc == STIGE_OK)
		rc = check_counts(&adding.r, err);
	if (rc == STIGE_OK)
		rc = drop_corrections(s, w->id, &started, err);
	if (rc == STIGE_OK) {
		adding.r.id = (struct id){ { 0 } };
		adding.r.supersedes = *w->id;
		adding.r.reason = w->reason;
		adding.r.started = started;
		adding.r.completed = INSTANT_NONE;
		adding.r.answers = w->answers;
		adding.r.count = w->count;
		rc = add(s, &adding, err);
	}
	w->ret = adding.r.id;
	arena_release(&a);
	return rc;
}

enum stige_rc response_correct(struct store *s, const struct id *id, const struct answer *answers,
	size_t count, enum correct_reason reason, const char *item, struct id *ret_id, struct err *err)
{
	struct correcting w = { id, answers, count, reason, item, { { 0 } } };
	enum stige_rc rc = store_tx(s, correct, &w, err);

	if (rc == STIGE_OK && ret_id)
		*ret_id = w.ret;
	return rc;
}

struct voiding {
	const struct id *id;
	enum void_reason reason;
};

static enum stige_rc bury(struct store *s, const struct voiding *w, struct err *err)
{
	struct id id = id_make(&s->random);
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_TOMBSTONE_ADD);
	stmt_id(&q, &id);
	stmt_text(&q, "response");
	stmt_id(&q, w->id);
	stmt_text(&q, words_name(&void_reason_words, w->reason));
	stmt_instant(&q, store_now(s));
	stmt_id(&q, &s->caseworker);
	rc = stmt_run(&q, err);
	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_RESPONSE_VOID);
	stmt_id(&q, w->id);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? scrub_ask(s, err) : rc;
}

static enum stige_rc void_it(struct store *s, void *arg, struct err *err)
{
	const struct voiding *w = arg;
	struct event e = event_new(EVENT_VOIDED);
	struct arena a = ARENA_INIT;
	struct response r;
	int64_t started;
	enum stige_rc rc = response_get(s, &a, w->id, &r, err);

	if (rc == STIGE_OK && r.voided)
		rc = err_set(err, STIGE_DATA, _("these answers have been withdrawn; load the client again"));
	if (rc == STIGE_OK)
		rc = bury(s, w, err);
	if (rc == STIGE_OK)
		rc = drop_corrections(s, w->id, &started, err);
	e.reason = words_name(&void_reason_words, w->reason);
	if (rc == STIGE_OK)
		rc = log_response(s, &r, EVENT_VOIDED, &e, err);
	arena_release(&a);
	return rc;
}

enum stige_rc response_void(struct store *s, const struct id *id, enum void_reason reason, struct err *err)
{
	struct voiding w = { id, reason };

	return store_tx(s, void_it, &w, err);
}
