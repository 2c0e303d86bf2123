/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drafts: begun, resumed, paused, dropped. Their answers are in draft_answers.c.
 */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "drafting.h"
#include "list.h"
#include "stige/base/banned.h"

struct event draft_event(enum event_kind kind, const struct draft *d)
{
	struct event e = event_new(kind);

	e.client = d->client;
	e.meeting = d->meeting;
	e.form_hash = d->form_hash;
	e.respondent = words_name(&respondent_words, d->respondent);
	e.mode = words_name(&response_mode_words, d->mode);
	e.language = d->language;
	return e;
}

/* ---- reading ---- */

static void read_draft(struct stmt *q, struct arena *a, struct draft *ret)
{
	struct id corrected = stmt_col_id(q, 8);
	char hex[ID_HEX];

	ret->id = stmt_col_id(q, 0);
	ret->meeting = stmt_col_id(q, 1);
	ret->client = stmt_col_id(q, 2);
	ret->form_hash = stmt_col_text(q, 3, a);
	ret->respondent = (enum respondent)stmt_col_word(q, 4, &respondent_words);
	ret->mode = (enum response_mode)stmt_col_word(q, 5, &response_mode_words);
	ret->language = stmt_col_text(q, 6, a);
	ret->started = stmt_col_instant(q, 7);
	ret->correction_of = id_is_zero(&corrected) ? "" : arena_strdup(a, id_format(&corrected, hex));
	ret->answered = (size_t)stmt_col_int(q, 9);
	ret->last = stmt_is_null(q, 10) ? ret->started : stmt_col_instant(q, 10);
	ret->last_item = stmt_col_text(q, 11, a);
}

enum stige_rc draft_gone(struct err *err)
{
	return err_set(err, STIGE_NOTFOUND,
		_("these answers were completed or dropped in another window; load the client again"));
}

enum stige_rc draft_get(struct store *s, struct arena *a, const struct id *id, struct draft *ret,
	struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_DRAFT_GET);
	stmt_id(&q, id);
	there = stmt_row(&q);
	if (there)
		read_draft(&q, a, ret);
	rc = stmt_end(&q, err);
	return rc == STIGE_OK && !there ? draft_gone(err) : rc;
}

enum stige_rc draft_list(struct store *s, struct arena *a, const struct id *meeting, struct draft **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, meeting ? SQL_DRAFT_OF_MEETING : SQL_DRAFT_ALL);
	if (meeting)
		stmt_id(&q, meeting);
	while (stmt_row(&q))
		read_draft(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* ---- beginning ---- */

struct beginning {
	struct draft d;
	struct id corrected;
	struct id client;
};

static enum stige_rc find_open(struct store *s, const struct beginning *w, struct id *ret, struct err *err)
{
	struct stmt q;

	*ret = (struct id){ { 0 } };
	stmt_begin(&q, s, SQL_DRAFT_FIND);
	stmt_id(&q, &w->d.meeting);
	stmt_text(&q, words_name(&respondent_words, w->d.respondent));
	stmt_id(&q, &w->corrected);
	if (stmt_row(&q))
		*ret = stmt_col_id(&q, 0);
	return stmt_end(&q, err);
}

/* What was completed is corrected, not given a second time. */
static enum stige_rc refuse_second(struct store *s, const struct beginning *w, struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	if (!id_is_zero(&w->corrected))
		return STIGE_OK;
	stmt_begin(&q, s, SQL_RESPONSE_COUNTS);
	stmt_id(&q, &w->d.meeting);
	stmt_text(&q, words_name(&respondent_words, w->d.respondent));
	there = stmt_row(&q);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && there)
		rc = err_set(err, STIGE_DATA,
			_("this form has been completed in this meeting; correct it instead"));
	return rc;
}

static enum stige_rc insert(struct store *s, const struct beginning *w, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_DRAFT_ADD);
	stmt_id(&q, &w->d.id);
	stmt_id(&q, &w->d.meeting);
	stmt_text(&q, w->d.form_hash);
	stmt_text(&q, words_name(&respondent_words, w->d.respondent));
	stmt_text(&q, words_name(&response_mode_words, w->d.mode));
	stmt_text(&q, w->d.language);
	stmt_instant(&q, w->d.started);
	stmt_id(&q, &w->corrected);
	return stmt_run(&q, err);
}

static enum stige_rc begin(struct store *s, void *arg, struct err *err)
{
	struct beginning *w = arg;
	struct arena a = ARENA_INIT;
	struct event e;
	struct id open;
	enum stige_rc rc = find_open(s, w, &open, err);

	if (rc == STIGE_OK && !id_is_zero(&open)) {
		w->d.id = open;
		return STIGE_OK;
	}
	if (rc == STIGE_OK)
		rc = refuse_second(s, w, err);
	w->d.id = id_make(&s->random);
	w->d.started = store_now(s);
	if (rc == STIGE_OK)
		rc = insert(s, w, err);
	if (rc == STIGE_OK)
		rc = draft_get(s, &a, &w->d.id, &w->d, err);
	if (rc == STIGE_OK) {
		e = draft_event(EVENT_DRAFT_BEGUN, &w->d);
		rc = event_add(s, &e, err);
	}
	arena_release(&a);
	return rc;
}

enum stige_rc draft_begin(struct store *s, const struct draft *draft, struct id *ret_id, struct err *err)
{
	struct beginning w = { .d = *draft };
	enum stige_rc rc;

	if (draft->correction_of && *draft->correction_of != '\0' &&
		!id_parse(draft->correction_of, &w.corrected))
		return err_set(err, STIGE_INTERNAL,
			_("a correction names no response; report this as an error in stige"));
	w.d.language = draft->language ? draft->language : "";
	rc = store_tx(s, begin, &w, err);
	if (rc == STIGE_OK)
		*ret_id = w.d.id;
	return rc;
}

/* ---- changing ---- */

struct mode_setting {
	const struct id *draft;
	enum response_mode mode;
	const char *language;
};

static enum stige_rc set_mode(struct store *s, void *arg, struct err *err)
{
	const struct mode_setting *w = arg;
	struct stmt q;
	enum stige_rc rc = draft_there(s, w->draft, err);

	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_DRAFT_SET_MODE);
	stmt_text(&q, words_name(&response_mode_words, w->mode));
	stmt_text(&q, w->language ? w->language : "");
	stmt_id(&q, w->draft);
	return stmt_run(&q, err);
}

enum stige_rc draft_set_mode(struct store *s, const struct id *draft, enum response_mode mode,
	const char *language, struct err *err)
{
	struct mode_setting w = { draft, mode, language };

	return store_tx(s, set_mode, &w, err);
}

enum stige_rc draft_there(struct store *s, const struct id *draft, struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_DRAFT_THERE);
	stmt_id(&q, draft);
	there = stmt_row(&q);
	rc = stmt_end(&q, err);
	return rc == STIGE_OK && !there ? draft_gone(err) : rc;
}

enum stige_rc draft_remove(struct store *s, const struct id *draft, struct err *err)
{
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_ANSWER_REMOVE);
	stmt_id(&q, draft);
	rc = stmt_run(&q, err);
	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_DRAFT_REMOVE);
	stmt_id(&q, draft);
	return stmt_run(&q, err);
}

struct marking {
	const struct id *draft;
	enum event_kind kind;
};

/* Paused, resumed, dropped: an event, and for the last one the draft goes. */
static enum stige_rc mark(struct store *s, void *arg, struct err *err)
{
	const struct marking *w = arg;
	struct arena a = ARENA_INIT;
	struct draft d = { .answered = 0 };
	struct event e;
	enum stige_rc rc = draft_get(s, &a, w->draft, &d, err);

	if (rc == STIGE_OK && w->kind == EVENT_DRAFT_DROPPED)
		rc = draft_remove(s, w->draft, err);
	if (rc == STIGE_OK) {
		e = draft_event(w->kind, &d);
		e.answered = (int)d.answered;
		rc = event_add(s, &e, err);
	}
	arena_release(&a);
	return rc;
}

enum stige_rc draft_drop(struct store *s, const struct id *draft, struct err *err)
{
	struct marking w = { draft, EVENT_DRAFT_DROPPED };

	return store_tx(s, mark, &w, err);
}

enum stige_rc draft_pause(struct store *s, const struct id *draft, bool paused, struct err *err)
{
	struct marking w = { draft, paused ? EVENT_DRAFT_PAUSED : EVENT_DRAFT_RESUMED };

	return store_tx(s, mark, &w, err);
}
