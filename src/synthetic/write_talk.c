/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said and agreed in a meeting, and the dates of what runs beside it. */
#include "write.h"

#include "words.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { DAY = 86400, MINUTE = 60 };

static int32_t date_of(const struct town_visit *v)
{
	return (int32_t)(v->at / DAY);
}

static const char *pick(struct draw *d, const struct word_list *list)
{
	return list->list[draw_below(d, (int)list->count)];
}

/* ---- agreed steps ---- */

static enum stige_rc tick_off(struct writer *w, struct writer_person *p, struct err *err)
{
	static const int weights[] = { 60, 28, 12 };
	static const enum plan_status ends[] = { PLAN_DONE, PLAN_NOT_DONE, PLAN_DROPPED };
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < p->step_count && rc == STIGE_OK; i++) {
		enum plan_status end = ends[draw_weighted(&w->town->draw, weights, ARRAY_SIZE(weights))];

		rc = plan_set_status(w->store, &p->steps[i], end, end == PLAN_DROPPED ? "other" : "", err);
	}
	p->step_count = 0;
	return rc;
}

static enum stige_rc agree(struct writer *w, const struct town_visit *v, const struct id *meeting,
	struct err *err)
{
	struct writer_person *p = &w->people[v->person];
	int wanted = draw_between(&w->town->draw, 1, 2);
	enum stige_rc rc = STIGE_OK;

	/* From a drawn start in turn, so that nobody agrees to the same thing again and again. */
	if (!p->next_step)
		p->next_step = 1 + (size_t)draw_below(&w->town->draw, (int)word_steps.count);

	for (int i = 0; i < wanted && rc == STIGE_OK; i++) {
		struct plan_item step = {
			.client = p->id,
			.meeting = *meeting,
			.kind = PLAN_STEP,
			.text = word_steps.list[p->next_step++ % word_steps.count],
			.code = "",
			.agreed = date_of(v),
			.due = draw_chance(&w->town->draw, 500) ? date_of(v) + 21 : DATE_NONE,
			.status = PLAN_OPEN,
			.status_at = date_of(v),
			.reason = "",
		};

		rc = plan_add(w->store, &step, &p->steps[p->step_count], err);
		p->step_count++;
	}
	return rc;
}

/* The letters of a grouping, in the order JUSH. */
static const char *letters_of(unsigned groups, char out[GROUPING_TEXT])
{
	static const char letters[] = "JUSH";
	size_t n = 0;

	for (size_t i = 0; i < GROUP_COUNT; i++)
		if (groups & 1u << i)
			out[n++] = letters[i];
	out[n] = '\0';
	return out;
}

/* A grouping that is new since last time was suggested and chosen; now and then another was declined. */
static enum stige_rc choose(struct writer *w, const struct town_visit *v, const struct id *meeting,
	struct err *err)
{
	struct writer_person *p = &w->people[v->person];
	char letters[GROUPING_TEXT];
	struct plan_item item = {
		.client = p->id,
		.meeting = *meeting,
		.kind = PLAN_SUGGESTION,
		.text = "",
		.code = letters_of(v->groups, letters),
		.agreed = date_of(v),
		.due = DATE_NONE,
		.status = PLAN_OPEN,
		.status_at = date_of(v),
		.reason = "",
	};
	struct id id;

	if (!v->groups || v->groups == p->groups)
		return STIGE_OK;
	if (draw_chance(&w->town->draw, 200)) {
		item.status = PLAN_DECLINED;
		item.reason = "other";
		item.code = letters_of(v->groups ^ GROUP_HEALTH, letters);
	}
	return *item.code ? plan_add(w->store, &item, &id, err) : STIGE_OK;
}

/* ---- activities with their dates ---- */

static enum stige_rc end_activity(struct writer *w, const struct town_visit *v, struct writer_person *p,
	size_t nth, struct err *err)
{
	struct writer_running *r = &p->running[nth];
	const char *name = "";
	struct activity_record record = {
		.id = r->record, .client = p->id, .from = r->from, .place = r->place,
	};

	for (size_t i = 0; i < w->town->shape->list->count; i++)
		if (w->town->shape->list->list[i].no == r->no)
			name = w->town->shape->list->list[i].choice->name;
	record.activity = name;
	record.to = date_of(v) - draw_between(&w->town->draw, 3, 40);
	*r = p->running[--p->running_count];
	return activity_put(w->store, &record, err);
}

static enum stige_rc begin_activity(struct writer *w, const struct town_visit *v, struct writer_person *p,
	const struct activity *one, struct err *err)
{
	struct activity_record record = {
		.client = p->id,
		.activity = one->choice->name,
		.from = date_of(v) - draw_between(&w->town->draw, 5, 60),
		.to = DATE_NONE,
		.place = draw_chance(&w->town->draw, 600) ? pick(&w->town->draw, &word_places) : "",
	};
	enum stige_rc rc;

	if (p->running_count == RUNNING_MOST)
		return STIGE_OK;
	rc = activity_put(w->store, &record, err);
	if (rc == STIGE_OK)
		p->running[p->running_count++] = (struct writer_running){
			record.id, one->no, record.from, record.place,
		};
	return rc;
}

static enum stige_rc date_activities(struct writer *w, const struct town_visit *v, struct err *err)
{
	const struct activities *all = w->town->shape->list;
	struct writer_person *p = &w->people[v->person];
	enum stige_rc rc = STIGE_OK;

	for (size_t i = p->running_count; i > 0 && rc == STIGE_OK; i--)
		if (!(v->activities & UINT32_C(1) << p->running[i - 1].no))
			rc = end_activity(w, v, p, i - 1, err);
	for (size_t i = 0; i < all->count && rc == STIGE_OK; i++) {
		uint32_t bit = UINT32_C(1) << all->list[i].no;

		if ((v->activities & bit) && !(p->activities & bit))
			rc = begin_activity(w, v, p, &all->list[i], err);
	}
	p->activities = v->activities;
	return rc;
}

/* ---- notes and the journal ---- */

static enum stige_rc note_down(struct writer *w, const struct town_visit *v, const struct id *meeting,
	struct err *err)
{
	const struct shape_form *f = &w->town->shape->client;
	struct note note = {
		.client = w->people[v->person].id,
		.meeting = *meeting,
		.caseworker = w->workers[v->worker],
		.item = "",
		.text = pick(&w->town->draw, &word_notes),
		.at = w->now,
	};
	struct id id;
	enum stige_rc rc = note_add(w->store, &note, &id, err);

	note.item = f->slots[draw_below(&w->town->draw, (int)f->count)].item->name;
	note.text = pick(&w->town->draw, &word_remarks);
	if (rc == STIGE_OK)
		rc = note_add(w->store, &note, &id, err);
	return rc;
}

static enum stige_rc write_journal(struct writer *w, const struct id *meeting, struct err *err)
{
	struct str text = STR_INIT;
	size_t first = (size_t)draw_below(&w->town->draw, (int)word_journal.count);
	int lines = draw_between(&w->town->draw, 2, 3);
	enum stige_rc rc;

	for (int i = 0; i < lines; i++)
		str_addf(&text, i ? "\n%s" : "%s",
			word_journal.list[(first + 5 * (size_t)i) % word_journal.count]);
	rc = meeting_set_journal(w->store, meeting, text.text, err);
	str_release(&text);
	return rc;
}

enum stige_rc write_talk(struct writer *w, const struct town_visit *v, const struct id *meeting, bool last,
	struct err *err)
{
	struct writer_person *p = &w->people[v->person];
	enum stige_rc rc = tick_off(w, p, err);

	w->now += 5 * MINUTE;
	if (rc == STIGE_OK)
		rc = date_activities(w, v, err);
	if (rc == STIGE_OK)
		rc = choose(w, v, meeting, err);
	if (rc == STIGE_OK && (last || draw_chance(&w->town->draw, 700)))
		rc = agree(w, v, meeting, err);
	if (rc == STIGE_OK && v->noted)
		rc = note_down(w, v, meeting, err);
	w->now += 4 * MINUTE;
	if (rc == STIGE_OK)
		rc = write_journal(w, meeting, err);
	p->groups = v->groups;
	return rc;
}
