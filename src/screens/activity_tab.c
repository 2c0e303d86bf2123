/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A client's activities. What runs stands first: since when, and for each item of the path the
 * answer before it began and the one now. "Since", never "because of".
 */
#include <string.h>

#include "client_tabs.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/worked.h"
#include "stige/instrument/sentences.h"
#include "stige/base/banned.h"

enum { INDENT = 3 };

static void add_sentence(struct client_tab *t, const struct desk *d, enum sentence what, int indent, const char *arg)
{
	struct str text = STR_INIT;

	sentence_say(&text, d->instrument, what, d->lang, &arg, arg ? 1 : 0);
	client_tab_add(t, ROLE_HINT, indent, text.text);
	str_release(&text);
}

/* "C6 Health coping: 1 before, 2 now: up 1 since week 33" */
static void add_item(struct client_tab *t, const struct desk *d, const struct worked_item *i)
{
	const struct indicator *one = i->series->indicator;
	struct str text = STR_INIT, moved = STR_INIT;

	series_words(&moved, &i->change);
	str_addf(&text, "%c%s %s: ", one->side == INDICATOR_CLIENT ? 'C' : 'W', one->no,
		indicator_short(one, d->lang));
	str_addf(&text, _("%d before, %d now: %s"), (int)i->change.from, (int)i->change.to, moved.text);
	client_tab_add(t, ROLE_TEXT, INDENT, text.text);
	str_release(&text);
	str_release(&moved);
}

static void add_running(struct client_tab *t, const struct desk *d, const struct worked *w)
{
	struct str text = STR_INIT;
	char since[DATE_TEXT];

	date_format(w->since, since);
	str_addf(&text, "%c  %s", group_letter(w->activity->group),
		activity_short(&d->instrument->activities, w->activity, d->lang));
	if (w->dated)
		str_addf(&text, _(", since %s"), since);
	client_tab_add(t, ROLE_VALUE, 0, text.text);
	if (!w->dated)
		add_sentence(t, d, SENTENCE_WORKED_REGISTERED, INDENT, since);
	for (size_t i = 0; i < w->item_count; i++)
		add_item(t, d, &w->items[i]);
	if (w->item_count == 0)
		add_sentence(t, d, SENTENCE_WORKED_NONE, INDENT, NULL);
	str_release(&text);
}

static void fill_running(struct client_tab *t, const struct casefile *c, enum look look)
{
	struct worked_list w;
	size_t compared = 0;

	worked_make(&w, c, look);
	if (w.count)
		client_tab_add(t, ROLE_HEADING, 0, _("Running now"));
	for (size_t i = 0; i < w.count; i++) {
		add_running(t, c->desk, &w.list[i]);
		compared += w.list[i].item_count;
	}
	if (compared)
		add_sentence(t, c->desk, SENTENCE_WORKED_SINCE, 0, NULL);
	if (w.count && look == LOOK_SHARED)
		add_sentence(t, c->desk, SENTENCE_WORKED_HIDDEN, 0, NULL);
	worked_release(&w);
}

/* "2026-09-07  Internship, external  2026-09-07 to 2026-10-30  Bakery" for one name of the set. */
static void add_registered(struct client_tab *t, const struct casefile *c, const struct response *r,
	const char *name)
{
	const struct activities *known = &c->desk->instrument->activities;
	const struct activity *one = activities_find_name(known, name);
	char from[DATE_TEXT] = "", to[DATE_TEXT] = "", on[DATE_TEXT];
	const char *place = "";

	for (size_t i = 0; i < c->activity_count; i++)
		if (str_eq(c->activities[i].activity, name)) {
			date_format(c->activities[i].from, from);
			date_format(c->activities[i].to, to);
			place = c->activities[i].place;
		}
	client_tab_add(t, ROLE_TEXT, 0, arena_printf(&t->arena, "%s  %s%s%s%s%s%s%s", date_format(r->date, on),
		one ? activity_short(known, one, c->desk->lang) : name, *from ? "  " : "", from, *to ? _(" to ") : "", to,
		*place ? "  " : "", place));
}

static void fill_registered(struct client_tab *t, const struct casefile *c)
{
	struct str word = STR_INIT;

	for (size_t i = c->response_count; i-- > 0;) {
		const struct response *r = &c->responses[i];
		const struct answer *set;

		if (r->respondent != RESPONDENT_ACTIVITIES || !casefile_stands(r))
			continue;
		set = casefile_answer(c, r, c->desk->instrument->activities.item->name);
		for (const char *p = set && set->kind == ANSWER_SET ? set->text : ""; *p;) {
			size_t n = strcspn(p, " ");

			str_clear(&word);
			str_addn(&word, p, n);
			add_registered(t, c, r, word.text);
			p += n + (p[n] == ' ');
		}
	}
	str_release(&word);
}

void activity_tab_fill(struct client_tab *t, const struct casefile *c, enum look look)
{
	fill_running(t, c, look);
	if (c->facts.recorded) {
		client_tab_gap(t);
		client_tab_add(t, ROLE_HEADING, 0, _("Registered, newest first"));
	}
	fill_registered(t, c);
}
