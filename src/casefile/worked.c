/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/lay.h"
#include "stige/casefile/worked.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "history.h"
#include "spell.h"
#include "tell.h"
#include "stige/base/banned.h"

/* The day of the first registration in the unbroken stretch that reaches to the newest one. */
static int32_t registered_since(const struct history *h, const struct activity *one)
{
	int32_t since = DATE_NONE;

	for (size_t i = h->meeting_count; i-- > 0;) {
		const char *names = history_activities(h, h->meetings[i].response[RESPONDENT_ACTIVITIES]);

		if (!names)
			continue;                    /* a meeting without a registration says nothing */
		if (!str_has_word(names, one->choice->name))
			break;
		since = h->meetings[i].date;
	}
	return since;
}

/* An end that has come belongs to an earlier stretch: the activity runs. */
static bool is_of_now(const struct activity_record *r, int32_t today)
{
	return r && r->from != DATE_NONE && r->from <= today && (r->to == DATE_NONE || r->to > today);
}

static void find_since(struct worked *w, const struct casefile *c)
{
	const struct activity_record *r = history_record(c->activities, c->activity_count,
		w->activity->choice->name);

	w->dated = is_of_now(r, desk_today(c->desk));
	w->since = w->dated ? r->from : registered_since(c->history, w->activity);
	for (w->round = 0; w->round < c->history->round_count; w->round++)
		if (c->history->rounds[w->round].date > w->since)
			return;
}

static void find_items(struct worked *w, const struct casefile *c, enum look look, struct arena *a)
{
	const struct advice_table *t = c->desk->instrument->advice;
	struct worked_item *items = arena_array(a, t->item_count + 1, sizeof(*items));

	for (size_t i = 0; i < t->item_count; i++) {
		const struct indicator *one = t->items[i].indicator;
		const struct series *s = casefile_series(c, one->name);
		struct series_change change = series_since(s->points, s->count, w->since);

		if (change.known && advice_on_path(t, i, c->advice.path)
			&& (look == LOOK_OWN || one->side == INDICATOR_CLIENT))
			items[w->item_count++] = (struct worked_item){ s, change };
	}
	w->items = items;
}

void worked_make(struct worked_list *ret, const struct casefile *c, enum look look)
{
	const struct activities *known = &c->desk->instrument->activities;

	*ret = (struct worked_list){ .arena = ARENA_INIT };
	ret->list = arena_array(&ret->arena, known->count + 1, sizeof(*ret->list));
	for (int no = 1; no <= ACTIVITY_MOST; no++) {
		const struct activity *one = activities_find(known, no);
		struct worked *w = &ret->list[ret->count];

		if (!one || !(c->facts.running & UINT32_C(1) << no))
			continue;
		*w = (struct worked){ .activity = one };
		find_since(w, c);
		find_items(w, c, look, &ret->arena);
		ret->count++;
	}
}

void worked_release(struct worked_list *w)
{
	arena_release(&w->arena);
	*w = (struct worked_list){ .arena = ARENA_INIT };
}

/* --- in words --- */

static void heading(const struct casefile *c, const struct worked *w, int columns, struct str *out)
{
	const struct activities *known = &c->desk->instrument->activities;
	struct str line = STR_INIT, date = STR_INIT;

	spell_date(&date, w->since);
	str_addf(&line, "%c  %s", group_letter(w->activity->group),
		activity_short(known, w->activity, c->desk->lang));
	if (w->dated)
		str_addf(&line, _(", since %s"), date.text);
	lay_wrap(out, "", line.text, columns);
	if (!w->dated)
		tell_args(c->desk, SENTENCE_WORKED_REGISTERED, (const char *[]){ date.text, NULL }, "   ", columns, out);
	str_release(&line);
	str_release(&date);
}

static void item(const struct casefile *c, const struct worked_item *i, int columns, struct str *out)
{
	struct str line = STR_INIT, moved = STR_INIT;

	series_words(&moved, &i->change);
	spell_name(&line, c->desk, i->series->indicator);
	str_addc(&line, ' ');
	str_addf(&line, _("%d before, %d now: %s"), (int)i->change.from, (int)i->change.to, moved.text);
	lay_wrap(out, "   ", line.text, columns);
	str_release(&line);
	str_release(&moved);
}

void casefile_worked_text(const struct casefile *c, enum look look, int columns, struct str *out)
{
	struct worked_list w;
	size_t compared = 0;

	columns = lay_columns(columns);
	worked_make(&w, c, look);
	spell_title(out, c, _("Since it began"), columns);
	if (w.count == 0)
		lay_wrap(out, "", c->facts.recorded ? _("Nothing is running now.")
			: _("No activities are registered yet."), columns);
	for (size_t i = 0; i < w.count; i++) {
		heading(c, &w.list[i], columns, out);
		for (size_t k = 0; k < w.list[i].item_count; k++)
			item(c, &w.list[i].items[k], columns, out);
		if (w.list[i].item_count == 0)
			tell(c->desk, SENTENCE_WORKED_NONE, "   ", columns, out);
		compared += w.list[i].item_count;
	}
	if (compared > 0)
		tell(c->desk, SENTENCE_WORKED_SINCE, "", columns, out);
	if (w.count > 0 && look == LOOK_SHARED)
		tell(c->desk, SENTENCE_WORKED_HIDDEN, "", columns, out);
	worked_release(&w);
}
