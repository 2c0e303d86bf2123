/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan in words. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/casefile/plan.h"
#include "stige/casefile/visitation.h"

#include "spell.h"
#include "tell.h"
#include "stige/base/banned.h"

const char *const plan_part_headings[PLAN_PARTS] = {
	[PLAN_PART_CHOSEN] = N_("Chosen"),
	[PLAN_PART_DECLINED] = N_("Declined"),
	[PLAN_PART_DONE] = N_("Done"),
	[PLAN_PART_STEPS] = N_("Agreed steps"),
	[PLAN_PART_PAST] = N_("Earlier steps"),
};

static const char *const statuses[] = {
	[PLAN_OPEN] = N_("open"), [PLAN_DONE] = N_("done"), [PLAN_NOT_DONE] = N_("not done"),
	[PLAN_DROPPED] = N_("dropped"), [PLAN_DECLINED] = N_("declined"),
};

static void put_item(const struct casefile *c, enum plan_part part, const struct plan_item *p, struct str *out)
{
	char on[DATE_TEXT];

	if (p->kind == PLAN_STEP)
		spell_step(out, p);
	else
		spell_code(out, c->desk, p->code);
	str_addf(out, _(", agreed %s"), date_format(p->agreed, on));
	if (part == PLAN_PART_DONE || part == PLAN_PART_PAST)
		str_addf(out, "; %s %s", _(statuses[p->status]), date_format(p->status_at, on));
	if (part == PLAN_PART_DECLINED)
		str_addf(out, "; %s", plan_reason_text(p->reason));
}

static void part(const struct casefile *c, const struct plan_page *p, enum plan_part which, int columns,
	struct str *out)
{
	struct str line = STR_INIT;

	if (p->count[which] > 0)
		lay_wrap(out, "", _(plan_part_headings[which]), columns);
	for (size_t i = 0; i < p->count[which]; i++) {
		str_clear(&line);
		put_item(c, which, p->part[which][i], &line);
		lay_wrap(out, "   - ", line.text, columns);
	}
	str_release(&line);
}

static void proposed(const struct casefile *c, int columns, struct str *out)
{
	const struct activities *known = &c->desk->instrument->activities;

	if (c->advice.activity_count > 0 && c->desk->instrument->catalogue)
		lay_wrap(out, "", _("On offer here for what is proposed"), columns);
	for (size_t i = 0; i < c->advice.activity_count && c->desk->instrument->catalogue; i++) {
		const struct activity *one = activities_find(known, c->advice.activities[i]);
		struct str first = STR_INIT, words = STR_INIT;

		str_addf(&first, "   - %s: ", activity_short(known, one, c->desk->lang));
		catalogue_words(&words, c->desk->instrument->catalogue, one, desk_today(c->desk));
		lay_wrap(out, first.text, words.text, columns);
		str_release(&first);
		str_release(&words);
	}
}

static void excluded(const struct casefile *c, enum look look, int columns, struct str *out)
{
	const struct client_fields *f = &c->client.f;
	struct str line = STR_INIT;
	char iso[DATE_TEXT];
	const char *gap = "";

	if (!c->facts.excluded)
		return;
	for (unsigned g = GROUP_JOB; g <= GROUP_HEALTH; g <<= 1)
		if (c->facts.excluded & g) {
			str_addf(&line, "%s%s", gap, group_short(&c->desk->instrument->activities, g, c->desk->lang));
			gap = ", ";
		}
	if (f->excluded_until != DATE_NONE)
		str_addf(&line, _(", until %s"), date_format(f->excluded_until, iso));
	if (look == LOOK_OWN && *f->excluded_reason)
		str_addf(&line, ": %s", f->excluded_reason);
	lay_wrap(out, _("Excluded for now: "), line.text, columns);
	str_release(&line);
}

static void goal(const struct casefile *c, enum look look, int columns, struct str *out)
{
	const struct client_fields *f = &c->client.f;
	struct str line = STR_INIT;

	if (f->goal == GOAL_NONE)
		return;
	str_add(&line, f->goal == GOAL_JOB ? _("a job") : _("an education"));
	if (look == LOOK_OWN && *f->goal_reason)
		str_addf(&line, ": %s", f->goal_reason);
	lay_wrap(out, _("Goal set by hand: "), line.text, columns);
	str_release(&line);
}

/* The items that did not rise, newest four quarters each. */
static void stands_still(const struct casefile *c, int columns, struct str *out)
{
	const struct advice_table *t = c->desk->instrument->advice;

	tell_whole(c->desk, sentence_row(c->desk->instrument, SENTENCE_NO_PROGRESS), "", columns, out);
	for (size_t i = 0; i < t->item_count; i++) {
		const struct indicator *one = t->items[i].indicator;
		struct str line = STR_INIT;

		if (advice_on_path(t, i, c->advice.path) && one->rising) {
			spell_name(&line, c->desk, one);
			str_addc(&line, ' ');
			spell_digits(&line, c, casefile_series(c, one->name), 4);
			lay_wrap(out, "   ", line.text, columns);
		}
		str_release(&line);
	}
}

static void visited(const struct casefile *c, int columns, struct str *out)
{
	struct str words = STR_INIT;

	visitation_words(c, &words);
	if (words.len)
		lay_wrap(out, _("Visitation: "), words.text, columns);
	str_release(&words);
}

void casefile_plan_text(const struct casefile *c, enum look look, int columns, struct str *out)
{
	struct plan_page p;
	size_t all = 0;

	columns = lay_columns(columns);
	plan_page_make(&p, c);
	spell_title(out, c, _("Plan"), columns);
	visited(c, columns, out);
	goal(c, look, columns, out);
	excluded(c, look, columns, out);
	for (int k = 0; k < PLAN_PARTS; k++) {
		part(c, &p, (enum plan_part)k, columns, out);
		all += p.count[k];
	}
	if (all == 0)
		lay_wrap(out, "", _("Nothing has been agreed yet."), columns);
	proposed(c, columns, out);
	if (p.no_progress && look == LOOK_OWN)       /* long flat stretches dishearten; they are for two to talk about */
		stands_still(c, columns, out);
	plan_page_release(&p);
}
