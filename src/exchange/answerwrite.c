/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One response, checked: is it here already, in which meeting was it given; then written. */
#include "answerimport.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum { DAY = 86400, NOON = 43200 };

/* A response on its way into the database. */
struct sheet {
	const struct answer_hand *hand;
	const struct answer_says *says;
	const struct form *form;
	struct taken taken;
	struct answer_person *person;
};

/* When it was, as far as the day tells: noon, but never ahead of now. */
static int64_t moment_of(const struct answer_import *im, int32_t date)
{
	int64_t noon = (int64_t)date * DAY + NOON, now = store_now(im->desk->store);

	return noon < now ? noon : now;
}

/* ---- who and when ---- */

/* Who is not known here gets a row to be named by, but no login. */
static enum stige_rc write_worker(struct answer_import *im, size_t i, struct err *err)
{
	struct answer_worker *w = &im->workers[i];
	char *initials = arena_strdup(&im->arena, w->initials);
	const struct caseworker c = { .name = initials, .initials = initials, .role = CASEWORKER };

	return id_is_zero(&w->id) ? caseworker_add(im->desk->store, &c, NULL, &w->id, err) : STIGE_OK;
}

/* New people are those with a response that is new. */
static enum stige_rc write_person(struct answer_import *im, struct answer_person *p, struct err *err)
{
	const struct id *caseworker = NULL;
	char digits[CPR_DIGITS + 1];
	enum stige_rc rc = STIGE_OK;

	if (!id_is_zero(&p->id))
		return STIGE_OK;
	if (p->worker != NOBODY)
		rc = write_worker(im, p->worker, err);
	if (rc == STIGE_OK && p->worker != NOBODY && im->workers[p->worker].active)
		caseworker = &im->workers[p->worker].id;
	if (rc == STIGE_OK && *p->case_no)
		rc = client_add_as(im->desk->store, &p->fields, p->case_no, caseworker, &p->id, err);
	else if (rc == STIGE_OK)
		rc = client_add(im->desk->store, &p->fields, caseworker, &p->id, NULL, err);
	if (rc == STIGE_OK && *p->cpr && cpr_parse(p->cpr, desk_today(im->desk), digits, NULL) == CPR_FINE)
		rc = client_set_cpr(im->desk->store, &p->id, digits, err);
	im->result->clients += rc == STIGE_OK;
	return rc;
}

static enum stige_rc write_form(struct answer_import *im, const struct sheet *s, struct err *err)
{
	size_t i = (size_t)(s->hand->of - im->forms.forms);
	struct stored_form kept = { .hash = form_hash(s->form), .id = form_id(s->form), .version = form_version(s->form) };

	if (im->forms_kept[i])
		return STIGE_OK;
	im->forms_kept[i] = true;
	kept.text = form_text(s->form, &kept.len);
	return form_keep(im->desk->store, &kept, err);
}

/* ---- the meeting ---- */

static void complain_of_meeting(struct answer_import *im, const struct answer_says *says)
{
	import_complain(im->result, &says->meeting_cell, "%s",
		_("The meeting of this number is another client's or on another day; check the line."));
}

/* One that is in the database already, also by this file, must be this client's, on this day. */
static enum stige_rc look_up_meeting(struct answer_import *im, const struct sheet *s, struct id *ret,
	bool *ret_good, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct meeting there;
	enum stige_rc rc = meeting_get(im->desk->store, &a, &s->says->meeting, &there, err);

	if (rc == STIGE_OK) {
		*ret = s->says->meeting;
		*ret_good = id_eq(&there.client, &s->person->id) && there.date == s->says->date;
		if (!*ret_good)
			complain_of_meeting(im, s->says);
	}
	arena_release(&a);
	return rc == STIGE_NOTFOUND ? STIGE_OK : rc;
}

/* Without a number: the one meeting that the client had on this day, else a new one. */
static enum stige_rc find_same_day(struct answer_import *im, const struct sheet *s, struct id *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct meeting *list = NULL;
	size_t count = 0, held = 0;
	enum stige_rc rc = STIGE_OK;

	if (!id_is_zero(&s->person->id))
		rc = meeting_list(im->desk->store, &a, &s->person->id, &list, &count, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (list[i].date == s->says->date && list[i].result == MEETING_HELD && held++ == 0)
			*ret = list[i].id;
	if (held > 1)
		*ret = (struct id){ { 0 } };
	arena_release(&a);
	return rc;
}

static enum stige_rc write_meeting(struct answer_import *im, const struct sheet *s, struct id *ret, struct err *err)
{
	struct meeting new = {
		.id = s->says->meeting, .client = s->person->id, .date = s->says->date,
		.begun = moment_of(im, s->says->date), .kind = MEETING_OFFICE,
	};
	enum stige_rc rc = STIGE_OK;

	if (s->says->worker != NOBODY) {
		rc = write_worker(im, s->says->worker, err);
		new.caseworker = im->workers[s->says->worker].id;
	}
	if (rc == STIGE_OK)
		rc = meeting_add(im->desk->store, &new, err);
	*ret = new.id;
	return rc;
}

/* *ret_good is false after a complaint. The person is written. */
static enum stige_rc find_meeting(struct answer_import *im, const struct sheet *s, bool *ret_good, struct err *err)
{
	const struct answer_says *says = s->says;
	struct answer_meeting *m = &im->meeting;
	struct id id = { { 0 } };
	enum stige_rc rc;

	if (m->person == says->person && m->date == says->date && id_eq(&m->said, &says->meeting))
		return STIGE_OK;
	rc = id_is_zero(&says->meeting) ? find_same_day(im, s, &id, err)
		: look_up_meeting(im, s, &id, ret_good, err);
	if (rc == STIGE_OK && *ret_good && id_is_zero(&id))
		rc = write_meeting(im, s, &id, err);
	if (rc == STIGE_OK && *ret_good)
		*m = (struct answer_meeting){ says->meeting, says->person, says->date, id };
	return rc;
}

/* ---- responses that are here already ---- */

static bool same_answers(const struct response *r, const struct sheet *s)
{
	if (!str_eq(r->form_hash, form_hash(s->form)) || r->count != s->taken.count)
		return false;
	for (size_t i = 0; i < r->count; i++)
		if (!answer_eq(&r->answers[i], &s->taken.answers[i]))
			return false;
	return true;
}

/*
 * Other answers than those that are here: they stay, or the file's correct them, as somebody decides. A correction
 * is given on the form that is corrected.
 */
static enum stige_rc settle_answers(struct answer_import *im, const struct sheet *s, const struct response *r,
	const struct csv_cell *cell, const char *message, struct err *err)
{
	bool same = str_eq(r->form_hash, form_hash(s->form));
	enum import_choice choice = import_decided(im->options, cell->line, DOUBT_ANSWERS, same);
	struct id id;
	enum stige_rc rc = STIGE_OK;

	if (choice == DECIDED_SAME)
		rc = response_correct(im->desk->store, &r->id, s->taken.answers, s->taken.count, CORRECT_SLIP, NULL, &id, err);
	else if (choice != DECIDED_LEAVE_OUT)
		import_doubt(im->result, cell, DOUBT_ANSWERS, same ? s->person->client->case_no : NULL, message);
	im->result->added += choice == DECIDED_SAME && rc == STIGE_OK;
	im->result->left_out += choice == DECIDED_LEAVE_OUT;
	return rc;
}

/* Under its own number. Withdrawn here means withdrawn: a file does not bring it back. */
static enum stige_rc find_by_id(struct answer_import *im, const struct sheet *s, bool *ret_known, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct response r;
	enum stige_rc rc = response_get(im->desk->store, &a, &s->says->response, &r, err);

	*ret_known = rc == STIGE_OK;
	if (rc == STIGE_OK && (r.voided || same_answers(&r, s)))
		im->result->known++;
	else if (rc == STIGE_OK)
		rc = settle_answers(im, s, &r, &s->says->response_cell,
			_("The response of this number is here with other answers; take it out, and correct it on the screen."),
			err);
	arena_release(&a);
	return rc == STIGE_NOTFOUND ? STIGE_OK : rc;
}

/* The client's responses, read once while the rows are the client's. */
static enum stige_rc load_responses(struct answer_import *im, const struct sheet *s, struct err *err)
{
	if (im->day_person == s->says->person)
		return STIGE_OK;
	arena_release(&im->of_day);
	im->day_person = s->says->person;
	im->day_count = 0;
	if (!s->person->client)
		return STIGE_OK;
	return response_list(im->desk->store, &im->of_day, &s->person->id, &im->day_responses, &im->day_count, err);
}

static enum stige_rc find_by_day(struct answer_import *im, const struct sheet *s, bool *ret_known, struct err *err)
{
	enum stige_rc rc = load_responses(im, s, err);

	for (size_t i = 0; rc == STIGE_OK && i < im->day_count; i++) {
		const struct response *r = &im->day_responses[i];

		if (r->date != s->says->date || r->respondent != s->hand->of->who || r->voided || r->superseded)
			continue;
		*ret_known = true;
		if (same_answers(r, s))
			im->result->known++;
		else
			rc = settle_answers(im, s, r, &s->says->first, _("This client has other answers of this day already; "
				"take the line out, and correct them on the screen."), err);
	}
	return rc;
}

/* Twice in the file itself? Then this import has written it already, or corrected it. */
static enum stige_rc find_in_file(struct answer_import *im, const struct sheet *s, bool *ret_twice, struct err *err)
{
	const struct answer_says *says = s->says;
	struct store *store = im->desk->store;
	enum stige_rc rc = STIGE_OK;

	if (!id_is_zero(&says->response))
		rc = response_since(store, im->mark, &says->response, ret_twice, err);
	else if (!id_is_zero(&s->person->id))
		rc = response_since_on(store, im->mark, &s->person->id, says->date, s->hand->of->who, ret_twice, err);
	if (*ret_twice)
		import_complain(im->result, &says->first, "%s",
			_("Answers of this client, day and side stand further up already; put the rows of a response "
			"together, or take one out."));
	return rc;
}

/* ---- one response ---- */

static enum stige_rc check_words(struct answer_import *im, struct sheet *s, bool *ret_good, struct err *err)
{
	const struct answer_hand *h = s->hand;
	struct err why = ERR_INIT;
	size_t word;
	enum stige_rc rc = taken_read(s->form, &s->person->fields, s->says->date, h->words, h->count,
		im->options->blanks, &s->taken, &word, &why);

	*ret_good = rc == STIGE_OK;
	if (rc == STIGE_OK)
		return rc;
	if (rc != STIGE_DATA)
		return err_set(err, rc, "%s", why.msg);
	if (word < h->count)
		import_complain(im->result, &h->cells[word], "%s: %s", h->words[word].item->name, why.msg);
	else
		import_complain(im->result, &s->says->first, _("%s; blank cells are taken as not asked with "
			"--blanks."), why.msg);
	return STIGE_OK;
}

static enum stige_rc write_response(struct answer_import *im, const struct sheet *s, struct err *err)
{
	enum respondent who = s->hand->of->who;
	struct response r = {
		.id = s->says->response, .meeting = im->meeting.id, .form_hash = form_hash(s->form), .respondent = who,
		.mode = who == RESPONDENT_CLIENT ? s->says->mode : MODE_ALONE, .language = s->says->language,
		.started = moment_of(im, s->says->date), .reason = CORRECT_NONE,
		.answers = s->taken.answers, .count = s->taken.count,
	};
	enum stige_rc rc;

	r.completed = r.started;
	rc = response_add(im->desk->store, &r, s->taken.counts, err);
	im->result->added += rc == STIGE_OK;
	return rc;
}

static enum stige_rc write_sheet(struct answer_import *im, const struct sheet *s, struct err *err)
{
	bool good = true;
	enum stige_rc rc = write_person(im, s->person, err);

	if (rc == STIGE_OK)
		rc = find_meeting(im, s, &good, err);
	if (rc == STIGE_OK && good)
		rc = write_form(im, s, err);
	return rc == STIGE_OK && good ? write_response(im, s, err) : rc;
}

enum stige_rc answer_sheet_take(struct answer_import *im, const struct answer_hand *h,
	const struct answer_says *says, struct err *err)
{
	struct sheet s = { .hand = h, .says = says, .form = h->of->form, .person = &im->people[says->person] };
	bool good = false, known = false, twice = false;
	enum stige_rc rc = check_words(im, &s, &good, err);

	if (rc != STIGE_OK || !good)
		return rc;
	rc = find_in_file(im, &s, &twice, err);
	if (rc == STIGE_OK && !twice)
		rc = id_is_zero(&says->response) ? find_by_day(im, &s, &known, err) : find_by_id(im, &s, &known, err);
	if (rc == STIGE_OK && !twice && !known)
		rc = write_sheet(im, &s, err);
	taken_release(&s.taken);
	return rc;
}
