/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One visit: the meeting, its three forms, what was said, its end. And what was put right later. */
#include "write.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/form/entry.h"
#include "stige/base/banned.h"

enum {
	DAY = 86400,
	MINUTE = 60,
	NEXT = 91,                           /* days to the next meeting that is agreed */
	SKETCHED = 6,                        /* answers given in the meeting that is left open */
	VISIT_ANSWERS = SLOTS_MOST,
};

static int32_t date_of(const struct town_visit *v)
{
	return (int32_t)(v->at / DAY);
}

static unsigned count_given(const struct answer *answers, size_t count)
{
	unsigned given = 0;

	for (size_t i = 0; i < count; i++)
		given += answer_given(&answers[i]);
	return given;
}

/* What is asked in the end: everything that is stored and was not left out by the form. */
static unsigned count_asked(const struct shape_form *f, const int32_t *values)
{
	unsigned asked = 0;

	for (size_t i = 0; i < f->count; i++)
		asked += values[i] != VALUE_NOT_ASKED;
	return asked;
}

/* Completes one response now, begun some minutes ago. */
static enum stige_rc add_response(struct writer *w, const struct town_visit *v, const struct id *meeting,
	const struct form *form, enum respondent who, const struct answer *answers, size_t count,
	struct response_counts counts, struct id *ret_id, struct err *err)
{
	struct response r = {
		.meeting = *meeting,
		.client = w->people[v->person].id,
		.caseworker = w->workers[v->worker],
		.date = date_of(v),
		.form_hash = form_hash(form),
		.respondent = who,
		.mode = who == RESPONDENT_CLIENT ? v->mode : MODE_ALONE,
		.language = who == RESPONDENT_CLIENT ? v->language : "da",
		.started = w->now,
		.reason = CORRECT_NONE,
		.answers = answers,
		.count = count,
	};
	enum stige_rc rc;

	w->now += MINUTE * draw_between(&w->town->draw, who == RESPONDENT_CLIENT ? 5 : 2,
		who == RESPONDENT_CLIENT ? 12 : 6);
	r.completed = w->now;
	rc = response_add(w->store, &r, counts, err);
	if (rc == STIGE_OK && ret_id)
		*ret_id = r.id;
	return rc;
}

static void release_answers(struct answer *answers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		answer_release(&answers[i]);
}

/* The client's form or the caseworker's. */
static enum stige_rc write_form(struct writer *w, const struct town_visit *v, const struct id *meeting,
	enum respondent who, struct id *ret_id, struct err *err)
{
	const struct shape *s = w->town->shape;
	const struct shape_form *f = who == RESPONDENT_CLIENT ? &s->client : &s->caseworker;
	const int32_t *values = who == RESPONDENT_CLIENT ? v->client_values : v->caseworker_values;
	struct answer answers[VISIT_ANSWERS] = { { ANSWER_NONE, 0.0, NULL } };
	struct response_counts counts;
	enum stige_rc rc;

	shape_answers(f, values, answers);
	counts.answered = count_given(answers, f->count);
	counts.of = count_asked(f, values);
	rc = add_response(w, v, meeting, f->form, who, answers, f->count, counts, ret_id, err);
	release_answers(answers, f->count);
	return rc;
}

static enum stige_rc write_activities(struct writer *w, const struct town_visit *v, const struct id *meeting,
	struct err *err)
{
	const struct shape *s = w->town->shape;
	struct answer answers[VISIT_ANSWERS] = { { ANSWER_NONE, 0.0, NULL } };
	const struct response_counts counts = { 1, 1 };
	size_t count = s->activities.count;
	enum stige_rc rc;

	for (size_t i = 0; i < count; i++)
		answers[i] = form_stored_item(s->activities.form, i) == s->list->item ?
			shape_activities(s, v->activities) : answer_state(ANSWER_NONE);
	rc = add_response(w, v, meeting, s->activities.form, RESPONDENT_ACTIVITIES, answers, count, counts,
		NULL, err);
	release_answers(answers, count);
	return rc;
}

static enum stige_rc write_forms(struct writer *w, size_t visit, const struct id *meeting, struct err *err)
{
	const struct town_visit *v = &w->town->visits[visit];
	enum stige_rc rc = STIGE_OK;

	w->now += 2 * MINUTE;
	if (v->client)
		rc = write_form(w, v, meeting, RESPONDENT_CLIENT, &w->client_responses[visit], err);
	if (rc == STIGE_OK && v->caseworker)
		rc = write_form(w, v, meeting, RESPONDENT_CASEWORKER, &w->caseworker_responses[visit], err);
	if (rc == STIGE_OK)
		rc = write_activities(w, v, meeting, err);
	return rc;
}

static bool is_last(const struct writer *w, size_t visit)
{
	const struct town_person *p = &w->town->people[w->town->visits[visit].person];

	return visit + 1 == p->first_visit + p->visits;
}

/* When it was held: everything in it, and its end. */
static enum stige_rc write_held(struct writer *w, size_t visit, struct err *err)
{
	const struct town_visit *v = &w->town->visits[visit];
	struct id meeting;
	enum stige_rc rc;

	rc = meeting_begin(w->store, &w->people[v->person].id, v->kind, date_of(v), &meeting, err);
	if (rc == STIGE_OK)
		rc = write_forms(w, visit, &meeting, err);
	if (rc == STIGE_OK && w->town->talks)
		rc = write_talk(w, v, &meeting, is_last(w, visit), err);
	if (rc == STIGE_OK)
		rc = meeting_set_next(w->store, &meeting, date_of(v) + NEXT, err);
	w->now += MINUTE;
	if (rc == STIGE_OK)
		rc = meeting_close(w->store, &meeting, MEETING_HELD, err);
	return rc;
}

/* The meeting that is going on: some answers are on disk, the rest is not. */
static enum stige_rc write_sketch(struct writer *w, const struct town_visit *v, struct err *err)
{
	const struct shape_form *f = &w->town->shape->client;
	struct draft draft = {
		.form_hash = form_hash(f->form),
		.respondent = RESPONDENT_CLIENT,
		.mode = MODE_READ_ALOUD,
		.language = "da",
		.started = w->now,
		.last = w->now,
		.last_item = "",
		.correction_of = "",
	};
	struct answer answers[VISIT_ANSWERS] = { { ANSWER_NONE, 0.0, NULL } };
	struct id id;
	enum stige_rc rc;

	rc = meeting_begin(w->store, &w->people[v->person].id, v->kind, date_of(v), &draft.meeting, err);
	draft.client = w->people[v->person].id;
	if (rc == STIGE_OK)
		rc = draft_begin(w->store, &draft, &id, err);
	shape_answers(f, v->client_values, answers);
	for (size_t i = 0; i < f->count && i < SKETCHED && rc == STIGE_OK; i++) {
		w->now += MINUTE / 2;
		if (answer_given(&answers[i]))
			rc = draft_put(w->store, &id, f->slots[i].item->name, &answers[i], err);
	}
	release_answers(answers, f->count);
	return rc;
}

enum stige_rc write_visit(struct writer *w, size_t visit, struct err *err)
{
	const struct town_visit *v = &w->town->visits[visit];
	struct id meeting;

	store_login(w->store, &w->workers[v->worker]);
	if (v->result == MEETING_HELD)
		return write_held(w, visit, err);
	if (v->result == MEETING_OPEN)
		return write_sketch(w, v, err);
	return meeting_record(w->store, &w->people[v->person].id, v->kind, date_of(v), v->result,
		date_of(v) + 14, &meeting, err);
}

/* The first scale of the form that has a value and a step to go. */
static size_t correctable(const struct shape_form *f, const int32_t *values)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->slots[i].kind == SLOT_SCALE && values[i] > 0)
			return i;
	return f->count;
}

static enum stige_rc write_correction(struct writer *w, size_t visit, struct err *err)
{
	const struct town_visit *v = &w->town->visits[visit];
	const struct shape_form *f = &w->town->shape->client;
	struct answer answers[VISIT_ANSWERS] = { { ANSWER_NONE, 0.0, NULL } };
	int32_t values[SLOTS_MOST];
	size_t place = correctable(f, v->client_values);
	struct id id;
	enum stige_rc rc;

	if (place == f->count)
		return STIGE_OK;
	memcpy(values, v->client_values, sizeof(values));
	values[place] += values[place] < STEPS ? 1 : -1;
	shape_answers(f, values, answers);
	rc = response_correct(w->store, &w->client_responses[visit], answers, f->count, v->corrected,
		f->slots[place].item->name, &id, err);
	release_answers(answers, f->count);
	return rc;
}

enum stige_rc write_revision(struct writer *w, size_t visit, struct err *err)
{
	const struct town_visit *v = &w->town->visits[visit];

	store_login(w->store, &w->workers[v->worker]);
	if (v->voided)
		return response_void(w->store, &w->caseworker_responses[visit], VOID_WRONG_CLIENT, err);
	return write_correction(w, visit, err);
}
