/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/casefile.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/form/entry.h"

#include "ended.h"
#include "happened.h"
#include "history.h"
#include "stige/base/banned.h"

/* The rows of the store, each kind by its own query. */
static enum stige_rc read_rows(struct casefile *c, struct store *s, struct err *err)
{
	const struct id *id = &c->client.id;
	struct arena *a = &c->arena;
	enum stige_rc rc = response_list(s, a, id, &c->responses, &c->response_count, err);

	if (rc == STIGE_OK)
		rc = meeting_list(s, a, id, &c->meetings, &c->meeting_count, err);
	if (rc == STIGE_OK)
		rc = plan_list(s, a, id, &c->plan, &c->plan_count, err);
	if (rc == STIGE_OK)
		rc = activity_list(s, a, id, &c->activities, &c->activity_count, err);
	if (rc == STIGE_OK)
		rc = client_assignments(s, a, id, &c->assignments, &c->assignment_count, err);
	if (rc == STIGE_OK)
		rc = note_list(s, a, id, &c->notes, &c->note_count, err);
	return rc;
}

/* The open drafts of this client, moved to the front of what was listed. */
static enum stige_rc read_drafts(struct casefile *c, struct store *s, struct err *err)
{
	size_t count = 0;
	enum stige_rc rc = draft_list(s, &c->arena, NULL, &c->drafts, &count, err);

	if (rc != STIGE_OK)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (id_eq(&c->drafts[i].client, &c->client.id))
			c->drafts[c->draft_count++] = c->drafts[i];
	return STIGE_OK;
}

static enum stige_rc make_history(struct casefile *c, struct desk *d, struct history *h, struct err *err)
{
	const struct response **list = arena_array(&c->arena, c->response_count + 1, sizeof(*list));

	for (size_t i = 0; i < c->response_count; i++)
		list[i] = &c->responses[i];
	return history_make(h, d, list, c->response_count, &c->arena, err);
}

static void make_series(struct casefile *c, const struct history *h)
{
	const struct indicators *known = &h->instrument->indicators;
	int32_t *dates = arena_array(&c->arena, h->round_count + 1, sizeof(*dates));

	c->series_count = known->count;
	c->series = arena_array(&c->arena, known->count, sizeof(*c->series));
	for (size_t i = 0; i < known->count; i++) {
		struct series_point *points = arena_array(&c->arena, h->round_count + 1, sizeof(*points));

		history_points(h, i, points);
		c->series[i] = (struct series){ &known->list[i], points, h->round_count };
	}
	for (size_t i = 0; i < h->round_count; i++)
		dates[i] = h->rounds[i].date;
	c->slots = arena_array(&c->arena, h->round_count + 1, sizeof(*c->slots));
	series_slots(dates, h->round_count, c->slots);
}

/* What follows from the rows: rounds, series, when due, facts, advice. */
static enum stige_rc derive(struct casefile *c, struct desk *d, struct err *err)
{
	const struct client_fields *f = &c->client.f;
	int32_t today = desk_today(d);
	struct history *h = arena_alloc(&c->arena, sizeof(*h));
	enum stige_rc rc = make_history(c, d, h, err);

	if (rc != STIGE_OK)
		return rc;
	c->history = h;
	make_series(c, h);
	c->rounds = (unsigned)h->round_count;
	if (h->round_count > 0) {
		c->first_round = h->rounds[0].date;
		c->last_round = h->rounds[h->round_count - 1].date;
	}
	c->age = f->birth == DATE_NONE ? -1 : date_age(f->birth, today);
	c->due = due_on(today, c->last_round, f->status == CLIENT_PAUSED ? f->paused_until : DATE_NONE,
		f->status == CLIENT_CLOSED);
	c->gone_by_caseworker_change = history_caseworker_changed(h);
	facts_make(&c->facts, d, f, h, c->activities, c->activity_count, today, &c->arena);
	advice_compute(d->instrument->advice, &c->facts, &c->advice);
	return STIGE_OK;
}

enum stige_rc casefile_load(struct desk *d, const struct id *client, const char *purpose,
	struct casefile **ret, struct err *err)
{
	struct casefile *c = mem_alloc(sizeof(*c));
	const char *why = purpose;
	enum stige_rc rc;

	c->arena = (struct arena)ARENA_INIT;
	c->desk = d;
	c->first_round = c->last_round = DATE_NONE;
	rc = client_get(d->store, &c->arena, client, &c->client, err);
	if (rc == STIGE_OK)
		rc = guard_open(d, &c->client, purpose, &why, err);
	if (rc == STIGE_OK)
		rc = client_opened(d->store, client, why, err);
	if (rc == STIGE_OK)
		c->client.f.name = guard_name(&c->client, &c->arena);
	if (rc == STIGE_OK)
		rc = read_rows(c, d->store, err);
	if (rc == STIGE_OK)
		rc = read_drafts(c, d->store, err);
	if (rc == STIGE_OK)
		rc = derive(c, d, err);
	if (rc != STIGE_OK) {
		casefile_free(c);
		return rc;
	}
	*ret = c;
	return STIGE_OK;
}

void casefile_free(struct casefile *c)
{
	if (!c)
		return;
	arena_release(&c->arena);
	mem_free(c);
}

bool casefile_stands(const struct response *r)
{
	return !r->superseded && !r->voided && r->answers;
}

static bool is_newer(const struct response *r, const struct response *than)
{
	return !than || r->date > than->date || (r->date == than->date && r->completed >= than->completed);
}

int32_t casefile_next_meeting(const struct casefile *c)
{
	return ended_next(c->meetings, c->meeting_count, desk_today(c->desk));
}

const struct response *casefile_newest(const struct casefile *c, enum respondent side)
{
	const struct response *newest = NULL;

	for (size_t i = 0; i < c->response_count; i++) {
		const struct response *r = &c->responses[i];

		if (r->respondent == side && casefile_stands(r) && is_newer(r, newest))
			newest = r;
	}
	return newest;
}

const struct response *casefile_in_meeting(const struct casefile *c, const struct id *meeting,
	enum respondent side)
{
	const struct response *newest = NULL;

	for (size_t i = 0; i < c->response_count; i++) {
		const struct response *r = &c->responses[i];

		if (r->respondent == side && id_eq(&r->meeting, meeting) && casefile_stands(r) && is_newer(r, newest))
			newest = r;
	}
	return newest;
}

/* The forms of all responses that stand were read when the casefile was loaded. */
static const struct form *form_of(const struct casefile *c, const struct response *r)
{
	const struct desk_forms *forms = c->desk->forms;

	for (size_t i = 0; i < forms->count; i++)
		if (str_eq(forms->list[i]->hash, r->form_hash))
			return forms->list[i]->form;
	return NULL;
}

const struct answer *casefile_answer(const struct casefile *c, const struct response *r, const char *item)
{
	const struct form *form = form_of(c, r);

	return form ? forms_answer(r, forms_place(form, item)) : NULL;
}

/* Hidden rows that are kept beside the answers are no questions. */
struct answer_count casefile_count(const struct casefile *c, const struct response *r)
{
	const struct form *form = form_of(c, r);
	struct answer_count n = { 0, 0 };

	for (size_t i = 0; form && r->answers && i < r->count && i < form_stored_count(form); i++) {
		if (!form_stored_item(form, i)->asked)
			continue;
		n.given += answer_given(&r->answers[i]);
		n.known += answer_known(&r->answers[i]);
	}
	return n;
}

const char *casefile_last_activities(const struct casefile *c)
{
	const struct response *r = casefile_newest(c, RESPONDENT_ACTIVITIES);
	const struct answer *a;

	if (!r)
		return NULL;
	a = casefile_answer(c, r, c->desk->instrument->activities.item->name);
	return a && a->kind == ANSWER_SET ? a->text : NULL;
}

const struct series *casefile_series(const struct casefile *c, const char *indicator)
{
	for (size_t i = 0; i < c->series_count; i++)
		if (str_eq(c->series[i].indicator->name, indicator))
			return &c->series[i];
	return NULL;
}
