/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A client's plan: what was chosen, declined and why, done; the agreed steps; which groups are left
 * out for now and until when; a goal set by hand; that nothing moved, where it did not.
 */
#include "client_tabs.h"

#include "plan_tab.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/plan.h"
#include "stige/casefile/terms.h"
#include "stige/casefile/visitation.h"
#include "stige/instrument/sentences.h"
#include "stige/base/banned.h"

/* What a plan item is about: the client's own words, or the suggestion's name. */
static void item_words(const struct desk *d, const struct plan_item *item, struct str *out)
{
	const struct activity *one = activities_find_name(&d->instrument->activities, item->code);
	unsigned groups;

	if (item->kind == PLAN_STEP)
		str_add(out, item->text);
	else if (one)
		str_add(out, activity_short(&d->instrument->activities, one, d->lang));
	else if (grouping_parse(item->code, &groups))
		grouping_words(out, d->instrument, groups, d->lang);
}

/* "2026-11-22  Call the bakery; done 2026-12-01" */
static void add_item(struct client_tab *t, const struct desk *d, const struct plan_item *item)
{
	struct str text = STR_INIT;
	char on[DATE_TEXT];

	str_addf(&text, "%s  ", date_format(item->agreed, on));
	item_words(d, item, &text);
	if (item->due != DATE_NONE && item->status == PLAN_OPEN)
		str_addf(&text, _(", by %s"), date_format(item->due, on));
	if (item->status == PLAN_DECLINED)
		str_addf(&text, "; %s", plan_reason_text(item->reason));
	else if (item->status != PLAN_OPEN)
		str_addf(&text, "; %s %s", plan_status_word(item->status), date_format(item->status_at, on));
	client_tab_add(t, ROLE_TEXT, 0, text.text)->item = item;
	str_release(&text);
}

static void add_part(struct client_tab *t, const struct desk *d, const struct plan_page *p, enum plan_part part)
{
	if (p->count[part] == 0)
		return;
	client_tab_gap(t);
	client_tab_add(t, ROLE_HEADING, 0, _(plan_part_headings[part]));
	for (size_t i = p->count[part]; i-- > 0;)
		add_item(t, d, p->part[part][i]);
}

/* What is left out, also when its day has come: then the caseworker takes it up again. */
void plan_left_out(const struct casefile *c, enum look look, struct str *out)
{
	const struct client_fields *f = &c->client.f;
	bool passed = !c->facts.excluded;
	unsigned groups = c->facts.excluded;
	char on[DATE_TEXT];
	const char *gap = "";

	if (passed && (look != LOOK_OWN || !grouping_parse(f->excluded, &groups) || !groups))
		return;
	str_add(out, passed ? _("Was left out: ") : _("Left out for now: "));
	for (unsigned g = GROUP_JOB; g <= GROUP_HEALTH; g <<= 1)
		if (groups & g) {
			str_addf(out, "%s%s", gap, group_short(&c->desk->instrument->activities, g, c->desk->lang));
			gap = ", ";
		}
	if (f->excluded_until != DATE_NONE)
		str_addf(out, _(", until %s"), date_format(f->excluded_until, on));
	if (look == LOOK_OWN && *f->excluded_reason)
		str_addf(out, " (%s)", f->excluded_reason);
	if (passed)
		str_add(out, _(". That day has come: take it up again, or agree on a new one."));
}

static void add_left_out(struct client_tab *t, const struct casefile *c, enum look look)
{
	struct str text = STR_INIT;

	plan_left_out(c, look, &text);
	if (text.len)
		client_tab_add(t, ROLE_VALUE, 0, text.text);
	str_release(&text);
}

/* So is why a goal was set. */
static void add_goal(struct client_tab *t, const struct casefile *c, enum look look)
{
	const struct client_fields *f = &c->client.f;
	struct str text = STR_INIT;

	if (f->goal == GOAL_NONE)
		return;
	str_addf(&text, _("Goal set by hand: %s"), f->goal == GOAL_JOB ? _("a job") : _("an education"));
	if (look == LOOK_OWN && *f->goal_reason)
		str_addf(&text, " (%s)", f->goal_reason);
	client_tab_add(t, ROLE_VALUE, 0, text.text);
	str_release(&text);
}

static void add_no_progress(struct client_tab *t, const struct casefile *c)
{
	struct str text = STR_INIT;

	client_tab_gap(t);
	sentence_say(&text, c->desk->instrument, SENTENCE_NO_PROGRESS, c->desk->lang, NULL, 0);
	client_tab_add(t, ROLE_HINT, 0, text.text);
	str_release(&text);
}

/* Which of the office's own offers there are for what is proposed. */
static void add_offers(struct client_tab *t, const struct casefile *c)
{
	const struct instrument *i = c->desk->instrument;
	struct str text = STR_INIT;
	bool any = false;

	for (size_t k = 0; k < c->advice.activity_count && i->catalogue; k++) {
		const struct activity *one = activities_find(&i->activities, c->advice.activities[k]);

		str_clear(&text);
		str_addf(&text, "%s: ", activity_short(&i->activities, one, c->desk->lang));
		catalogue_words(&text, i->catalogue, one, desk_today(c->desk));
		if (!any) {
			client_tab_gap(t);
			client_tab_add(t, ROLE_HEADING, 0, _("On offer here for what is proposed"));
		}
		any = true;
		client_tab_add(t, ROLE_TEXT, 0, text.text);
	}
	str_release(&text);
}

static void add_visitation(struct client_tab *t, const struct casefile *c)
{
	struct str text = STR_INIT, words = STR_INIT;

	visitation_words(c, &words);
	str_addf(&text, _("Visitation: %s"), words.text);
	if (words.len)
		client_tab_add(t, ROLE_VALUE, 0, text.text);
	str_release(&words);
	str_release(&text);
}

static void add_next(struct client_tab *t, const struct casefile *c)
{
	int32_t next = casefile_next_meeting(c);
	struct str text = STR_INIT;
	char day[DAY_TEXT];

	if (next != DATE_NONE) {
		str_addf(&text, _("Next meeting: %s"), day_words(next, day));
		client_tab_add(t, ROLE_VALUE, 0, text.text);
	}
	str_release(&text);
}

/* Contacts that did not take place since the last meeting that did, and why. */
static void add_not_held(struct client_tab *t, const struct casefile *c)
{
	char day[DAY_TEXT];

	for (size_t i = c->meeting_count; i-- > 0 && c->meetings[i].result != MEETING_HELD;) {
		const struct meeting *m = &c->meetings[i];
		struct str text = STR_INIT;

		if (m->result == MEETING_OPEN)
			continue;
		str_addf(&text, "%s: %s%s%s", day_short(m->date, day), meeting_result_word(m->result),
			*m->journal ? ". " : "", m->journal);
		client_tab_add(t, ROLE_TEXT, 0, text.text);
		str_release(&text);
	}
}

void plan_tab_fill(struct client_tab *t, const struct casefile *c, enum look look)
{
	struct plan_page p;

	plan_page_make(&p, c);
	add_next(t, c);
	add_not_held(t, c);
	add_visitation(t, c);
	add_goal(t, c, look);
	add_left_out(t, c, look);
	for (enum plan_part part = PLAN_PART_CHOSEN; part < PLAN_PARTS; part++)
		add_part(t, c->desk, &p, part);
	add_offers(t, c);
	if (p.no_progress && look == LOOK_OWN)
		add_no_progress(t, c);
	plan_page_release(&p);
}
