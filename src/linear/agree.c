/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreed steps: those of last time settled, new ones in the client's own words. */
#include "parts.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

static bool agreed_here(const struct sitting *s, const struct plan_item *p)
{
	return id_eq(&p->meeting, &s->meeting);
}

static void say_round(struct talk *t, const struct casefile *f)
{
	char on[DATE_TEXT];

	if (f->last_round == DATE_NONE)
		talk_say(t, "%s", _("This is the first round."));
	else
		talk_say(t, _("Last round: %s (week %d)"), date_format(f->last_round, on), date_iso_week(f->last_round, NULL));
}

/* Enter leaves it as it is. */
static enum said settle(struct talk *t, const struct plan_item *p)
{
	static const enum plan_status statuses[] = { PLAN_OPEN, PLAN_DONE, PLAN_NOT_DONE };
	struct choice choices[3];
	struct err err = ERR_INIT;
	struct id step = p->id;
	size_t at, usual = p->status == PLAN_DONE ? 1 : p->status == PLAN_NOT_DONE ? 2 : 0;
	enum said said;

	for (size_t i = 0; i < 3; i++)
		choices[i] = (struct choice){ .label = plan_status_word(statuses[i]) };
	talk_say(t, "%s (%s)", p->text, plan_status_word(p->status));
	said = talk_choose(t, _("1 open, 2 done, 3 not done; Enter: as it is"), choices, 3, usual, false, &at);
	if (said == SAID_TEXT && at != usual && casefile_step_status(t->desk, &step, statuses[at], "", &err))
		talk_fail(t, &err);
	return said;
}

/* By place: the case file is loaded again only when all have been asked about. */
static enum said settle_all(struct talk *t)
{
	const struct casefile *f = t->sitting->casefile;
	struct err err = ERR_INIT;
	enum said said = SAID_TEXT;
	size_t n = 0;

	for (size_t i = 0; i < f->plan_count && said == SAID_TEXT; i++) {
		const struct plan_item *p = &f->plan[i];

		if (p->kind != PLAN_STEP || agreed_here(t->sitting, p)
			|| (p->status != PLAN_OPEN && p->status_at != t->sitting->info.date))
			continue;
		if (n++ == 0)
			talk_say(t, "%s", _("Agreed last time"));
		said = settle(t, p);
	}
	if (n == 0)
		talk_say(t, "%s", _("Nothing is agreed yet."));
	if (said != SAID_END && sitting_refresh(t->sitting, &err))
		talk_fail(t, &err);
	return said;
}

enum said before_talk(struct talk *t)
{
	enum said said;

	say_round(t, t->sitting->casefile);
	said = settle_all(t);
	if (said == SAID_TEXT)
		sitting_seen(t->sitting, STEP_BEFORE);
	return said;
}

/* One new step; SAID_NOTHING: no more. */
static enum said new_step(struct talk *t)
{
	const struct question q = { .text = _("New step, in the client's own words; Enter: no more") };
	struct err err = ERR_INIT;
	char line[LINES_MOST];
	int32_t due;
	enum said said = talk_ask(t, &q, line), dated;

	if (said != SAID_TEXT)
		return said;
	dated = talk_date(t, _("By, such as 22-11, w49, +2w; Enter: no date"), desk_today(t->desk), &due);
	if (dated != SAID_TEXT && dated != SAID_NOTHING)
		return dated == SAID_BACK ? SAID_TEXT : dated;
	if (sitting_agree(t->sitting, line, due, &err))
		talk_fail(t, &err);
	else
		talk_say(t, "%s", _("The step is saved."));
	return SAID_TEXT;
}

enum said agree_talk(struct talk *t)
{
	enum said said = settle_all(t);

	while (said == SAID_TEXT)
		said = new_step(t);
	if (said == SAID_NOTHING)
		sitting_seen(t->sitting, STEP_AGREE);
	return said;
}
