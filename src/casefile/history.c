/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history.h"

#include "stige/base/date.h"
#include "stige/base/str.h"
#include "stige/casefile/casefile.h"
#include "stige/form/diff.h"

#include "amount.h"
#include "stige/base/banned.h"

/* Does a stand before b? The id breaks a tie, so that the same facts always give the same picture. */
static bool completed_before(const struct response *a, const struct response *b)
{
	if (a->completed != b->completed)
		return a->completed < b->completed;
	for (size_t i = 0; i < sizeof(a->id.bytes); i++)
		if (a->id.bytes[i] != b->id.bytes[i])
			return a->id.bytes[i] < b->id.bytes[i];
	return false;
}

/* The meeting's place among all, made in order of date when it is new. */
static struct round *round_of(struct history *h, const struct response *one)
{
	size_t at = h->meeting_count;

	for (size_t i = h->meeting_count; i-- > 0;)
		if (id_eq(&h->meetings[i].meeting, &one->meeting))
			return &h->meetings[i];
	while (at > 0 && h->meetings[at - 1].date > one->date) {
		h->meetings[at] = h->meetings[at - 1];
		at--;
	}
	h->meeting_count++;
	h->meetings[at] = (struct round){ one->meeting, one->date, { NO_RESPONSE, NO_RESPONSE, NO_RESPONSE } };
	return &h->meetings[at];
}

static void put(struct history *h, size_t i)
{
	const struct response *one = h->responses[i];
	size_t *slot = &round_of(h, one)->response[one->respondent];

	if (*slot == NO_RESPONSE || completed_before(h->responses[*slot], one))
		*slot = i;
}

static bool is_round(const struct round *r)
{
	return r->response[RESPONDENT_CLIENT] != NO_RESPONSE || r->response[RESPONDENT_CASEWORKER] != NO_RESPONSE;
}

enum stige_rc history_make(struct history *ret, struct desk *d, const struct response *const *responses,
	size_t count, struct arena *a, struct err *err)
{
	const struct known_form **forms;

	*ret = (struct history){ .instrument = d->instrument, .responses = responses, .response_count = count };
	if (count == 0)
		return STIGE_OK;
	forms = arena_array(a, count, sizeof(*forms));
	ret->meetings = arena_array(a, count, sizeof(*ret->meetings));
	ret->rounds = arena_array(a, count, sizeof(*ret->rounds));
	for (size_t i = 0; i < count; i++) {
		bool needed = casefile_stands(responses[i]);
		enum stige_rc rc = responses[i]->answers
			? forms_find(d, responses[i]->form_hash, &forms[i], needed ? err : NULL) : STIGE_OK;

		if (needed && rc != STIGE_OK)
			return rc;
		if (needed)
			put(ret, i);
	}
	for (size_t i = 0; i < ret->meeting_count; i++)
		if (is_round(&ret->meetings[i]))
			ret->rounds[ret->round_count++] = ret->meetings[i];
	ret->forms = forms;
	return STIGE_OK;
}

size_t history_newest(const struct history *h, enum respondent side, size_t skip)
{
	for (size_t i = h->meeting_count; i-- > 0;)
		if (h->meetings[i].response[side] != NO_RESPONSE && skip-- == 0)
			return h->meetings[i].response[side];
	return NO_RESPONSE;
}

const struct round *history_round(const struct history *h, const struct id *meeting)
{
	for (size_t i = 0; i < h->meeting_count; i++)
		if (id_eq(&h->meetings[i].meeting, meeting))
			return &h->meetings[i];
	return NULL;
}

static enum respondent side_of(const struct indicator *i)
{
	return i->side == INDICATOR_CLIENT ? RESPONDENT_CLIENT : RESPONDENT_CASEWORKER;
}

const struct answer *history_answer(const struct history *h, const struct round *round, size_t indicator)
{
	size_t r = round->response[side_of(&h->instrument->indicators.list[indicator])];

	return r == NO_RESPONSE ? NULL : forms_answer(h->responses[r], h->forms[r]->places[indicator]);
}

static size_t find(const struct history *h, const struct id *id)
{
	for (size_t i = 0; i < h->response_count; i++)
		if (id_eq(&h->responses[i]->id, id))
			return i;
	return NO_RESPONSE;
}

/* Was this answer changed, along the chain of corrections, because the person changed mind? */
static bool changed_mind(const struct history *h, size_t r, size_t place)
{
	const struct answer none = ANSWER_INIT;
	size_t steps = h->response_count;

	while (steps-- > 0 && !id_is_zero(&h->responses[r]->supersedes)) {
		size_t before = find(h, &h->responses[r]->supersedes);
		const struct answer *was, *is = forms_answer(h->responses[r], place);

		if (before == NO_RESPONSE)
			return false;
		was = forms_answer(h->responses[before], place);
		if (h->responses[r]->reason == CORRECT_CHANGED_MIND && h->responses[before]->answers
			&& !answer_eq(was ? was : &none, is ? is : &none))
			return true;
		r = before;
	}
	return false;
}

static void fill_point(struct series_point *p, const struct indicator *i, const struct answer *a)
{
	if (!a)
		return;
	switch (a->kind) {
	case ANSWER_NONE:
		break;
	case ANSWER_DK:
		p->state = SERIES_DK;
		break;
	case ANSWER_DECLINED:
		p->state = SERIES_DECLINED;
		break;
	case ANSWER_NUMBER:
	case ANSWER_TEXT:
	case ANSWER_SET:
		if (indicator_value(i, a, &p->value))
			p->state = SERIES_VALUE;
		break;
	}
}

/* Was the item asked on another form in the round before, and is it the same question? */
static unsigned form_mark(const struct history *h, size_t before, size_t r, const char *item)
{
	if (before == NO_RESPONSE || h->forms[before] == h->forms[r])
		return 0;
	switch (form_series_mark(h->forms[before]->form, h->forms[r]->form, item)) {
	case FORM_SERIES_SAME:
		return 0;
	case FORM_SERIES_SEAM:
		return SERIES_SEAM;
	case FORM_SERIES_BREAK:
		return SERIES_BREAK;
	}
	return 0;
}

/* An amount by the hour does not go on where amounts by the month stood, nor after tax where before. */
static unsigned terms_mark(const struct history *h, size_t indicator, struct amount_terms *said, size_t round)
{
	struct amount_terms now = amount_kept(h, &h->rounds[round], indicator);
	bool agree = amount_terms_agree(said, &now);

	if (*now.period)
		said->period = now.period;
	if (*now.basis)
		said->basis = now.basis;
	return agree ? 0 : SERIES_BREAK;
}

void history_points(const struct history *h, size_t indicator, struct series_point *ret)
{
	const struct indicator *i = &h->instrument->indicators.list[indicator];
	struct amount_terms said = { "", "" };
	size_t before = NO_RESPONSE;

	for (size_t n = 0; n < h->round_count; n++) {
		const struct round *round = &h->rounds[n];
		size_t r = round->response[side_of(i)];

		ret[n] = (struct series_point){ .date = round->date, .state = SERIES_HOLE, .response = r };
		if (r == NO_RESPONSE)
			continue;
		fill_point(&ret[n], i, history_answer(h, round, indicator));
		if (ret[n].state != SERIES_HOLE && changed_mind(h, r, h->forms[r]->places[indicator]))
			ret[n].marks |= SERIES_CHANGED_MIND;
		ret[n].marks |= form_mark(h, before, r, i->name);
		if (i->kind == INDICATOR_NUMBER && ret[n].state == SERIES_VALUE)
			ret[n].marks |= terms_mark(h, indicator, &said, n);
		before = r;
	}
}

const char *history_activities(const struct history *h, size_t response)
{
	const struct answer *a;

	if (response == NO_RESPONSE)
		return NULL;
	a = forms_answer(h->responses[response], h->forms[response]->activities);
	return a && a->kind == ANSWER_SET ? a->text : NULL;
}

const struct activity_record *history_record(const struct activity_record *records, size_t count,
	const char *name)
{
	const struct activity_record *newest = NULL;

	for (size_t i = 0; i < count; i++)
		if (str_eq(records[i].activity, name) && (!newest || records[i].from >= newest->from))
			newest = &records[i];
	return newest;
}

/*
 * An end counts when it has come, and when it lies in the time the newest set speaks of: an
 * end before that belongs to an earlier stretch of the same activity.
 */
static bool has_ended(const struct activity_record *r, int32_t since, int32_t today)
{
	return r && r->to != DATE_NONE && r->to <= today && (since == DATE_NONE || r->to > since);
}

bool history_running(const struct history *h, const struct activity_record *records, size_t count,
	int32_t today, uint32_t *ret_set)
{
	const struct activities *known = &h->instrument->activities;
	size_t newest = history_newest(h, RESPONDENT_ACTIVITIES, 0);
	size_t before = history_newest(h, RESPONDENT_ACTIVITIES, 1);
	int32_t since = before == NO_RESPONSE ? DATE_NONE : h->responses[before]->date;
	const char *names = history_activities(h, newest);

	*ret_set = 0;
	if (!names || !activities_parse(known, names, ret_set))
		return false;
	for (size_t i = 0; i < known->count; i++) {
		const struct activity *one = &known->list[i];

		if (one->exclusive || has_ended(history_record(records, count, one->choice->name), since, today))
			*ret_set &= ~(UINT32_C(1) << one->no);
	}
	return true;
}

bool history_caseworker_changed(const struct history *h)
{
	size_t last = history_newest(h, RESPONDENT_CASEWORKER, 0);
	size_t before = history_newest(h, RESPONDENT_CASEWORKER, 1);

	return last != NO_RESPONSE && before != NO_RESPONSE
		&& !id_eq(&h->responses[last]->caseworker, &h->responses[before]->caseworker);
}
