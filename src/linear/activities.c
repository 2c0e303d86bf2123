/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The activities since the last round: numbers of Box 1, as a whole set; each set is saved at once. */
#include "form.h"
#include "parts.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

struct marking {
	struct talk *t;
	struct giving *g;
	const struct activities *all;
	const struct form_item *item;
	uint32_t now, last;              /* marked; last time's set */
	int32_t last_date;
};

static uint32_t set_of(const struct marking *m, const struct answer *a)
{
	uint32_t set = 0;

	if (a && a->kind == ANSWER_SET)
		activities_parse(m->all, a->text, &set);
	return set;
}

static void take_now(struct marking *m)
{
	m->now = set_of(m, entry_answer(giving_entry(m->g), m->item));
}

/* ---- saying ---- */

static void say_group(const struct marking *m, unsigned group)
{
	const char *lang = m->t->desk->lang;

	if (group)
		talk_say(m->t, "%s", group_label(m->all, group, lang));
	for (size_t i = 0; i < m->all->count; i++)
		if (m->all->list[i].group == group)
			talk_say(m->t, "%d  %s", m->all->list[i].no, activity_label(m->all, &m->all->list[i], lang));
}

static void say_all(struct talk *t, const void *ctx)
{
	const struct marking *m = ctx;

	for (int g = 0; g < GROUP_COUNT; g++)
		say_group(m, 1u << g);
	say_group(m, 0);
	talk_say(t, _("Write the numbers of all that ran since the last round, with blanks between. \"=\" takes over last "
		"time's. \"dates 13\" gives the dates and the place of number 13."));
}

static void say_set(const struct marking *m, const char *before, uint32_t set)
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < m->all->count; i++)
		if (set >> m->all->list[i].no & 1)
			str_addf(&words, "%s%d %s", words.len ? "; " : "", m->all->list[i].no,
				activity_short(m->all, &m->all->list[i], m->t->desk->lang));
	talk_say(m->t, "%s %s", before, words.len ? words.text : _("nothing"));
	str_release(&words);
}

/* ---- marking ---- */

/* What is refused (none beside another) leaves the marks as they were. */
static void put_set(struct marking *m, uint32_t set)
{
	struct str names = STR_INIT;
	struct err err = ERR_INIT;
	struct answer a;

	activities_names(m->all, set, &names);
	a = answer_set(names.text);
	if (giving_set(m->g, m->item, &a, &err))
		talk_say(m->t, "%s", err.msg);
	answer_release(&a);
	str_release(&names);
	take_now(m);
	say_set(m, _("Saved:"), m->now);
}

static bool parse_numbers(const struct marking *m, const char *line, uint32_t *ret)
{
	*ret = 0;
	while (*line) {
		size_t len = strcspn(line, " ,;");
		struct str word = STR_INIT;
		long n = 0;
		bool known;

		str_addn(&word, line, len);
		known = str_to_long(word.text, 1, ACTIVITY_MOST, &n) && activities_find(m->all, (int)n);
		str_release(&word);
		if (!known)
			return false;
		*ret |= UINT32_C(1) << n;
		line += len;
		line += strspn(line, " ,;");
	}
	return true;
}

/* ---- dates ---- */

static void record_of(const struct marking *m, const struct activity *one, struct activity_record *ret)
{
	const struct casefile *f = m->t->sitting->casefile;

	*ret = (struct activity_record){ .client = f->client.id, .from = DATE_NONE, .to = DATE_NONE, .place = "" };
	for (size_t i = 0; i < f->activity_count; i++)
		if (str_eq(f->activities[i].activity, one->choice->name))
			*ret = f->activities[i];
	ret->activity = one->choice->name;
}

static enum said ask_dates(const struct marking *m, const struct activity *one)
{
	const struct question place = { .text = _("Place; Enter: as it is") };
	struct activity_record record;
	struct err err = ERR_INIT;
	char line[LINES_MOST];
	enum said said;

	record_of(m, one, &record);
	said = talk_date(m->t, _("From, such as 7-9; Enter: not known"), DATE_NONE, &record.from);
	if (said == SAID_TEXT || said == SAID_NOTHING)
		said = talk_date(m->t, _("To; Enter: still running"), DATE_NONE, &record.to);
	if (said == SAID_TEXT || said == SAID_NOTHING)
		said = talk_ask(m->t, &place, line);
	if (said == SAID_TEXT)
		record.place = line;
	if (said != SAID_TEXT && said != SAID_NOTHING)
		return said;
	if (casefile_date_activity(m->t->desk, &record, &err) || sitting_refresh(m->t->sitting, &err))
		talk_fail(m->t, &err);
	else
		talk_say(m->t, _("The dates are saved."));
	return SAID_TEXT;
}

static enum said dates(const struct marking *m, const char *number)
{
	const struct activity *one = NULL;
	long n;

	if (str_to_long(number, 1, ACTIVITY_MOST, &n) && m->now >> n & 1)
		one = activities_find(m->all, (int)n);
	if (one && !one->exclusive)
		return ask_dates(m, one);
	talk_say(m->t, _("Dates are given for an activity that is marked, such as: dates 13"));
	return SAID_TEXT;
}

/* ---- asking ---- */

static enum said take_line(struct marking *m, const char *line)
{
	const char *rest;
	uint32_t set;

	if (str_eq(line, "=") && m->last)
		put_set(m, m->last);
	else if (talk_begins(line, N_("dates"), &rest))
		return dates(m, rest);
	else if (parse_numbers(m, line, &set))
		put_set(m, set);
	else
		talk_say(m->t, _("That is no number of an activity; ? says them all."));
	return SAID_TEXT;
}

static enum said ask_set(struct marking *m)
{
	const struct question q = { .text = _("Numbers; Enter completes"), .help = say_all, .ctx = m };
	char line[LINES_MOST];
	enum said said;

	do {
		said = talk_ask(m->t, &q, line);
		if (said == SAID_TEXT)
			said = take_line(m, line);
		if (said == SAID_NOTHING && !m->now) {
			talk_say(m->t, "%s", _("Nothing is marked. Mark what has run, or \"no activities\"."));
			said = SAID_TEXT;
		}
	} while (said == SAID_TEXT);
	return said;
}

static void say_before(const struct marking *m)
{
	struct str before = STR_INIT;
	char on[DATE_TEXT];

	if (m->last) {
		str_addf(&before, _("Last time, %s, not confirmed:"), date_format(m->last_date, on));
		say_set(m, before.text, m->last);
	}
	if (m->now)
		say_set(m, _("Marked:"), m->now);
	str_release(&before);
}

enum said activities_talk(struct talk *t)
{
	struct marking m = { .t = t, .all = &t->desk->instrument->activities };
	struct err err = ERR_INIT;
	bool correcting, done = false;
	enum said said;

	m.g = form_open(t, RESPONDENT_ACTIVITIES, MODE_ALONE, t->desk->lang, &correcting);
	if (!m.g)
		return SAID_STOP;
	m.item = form_find(entry_form(giving_entry(m.g)), m.all->item->name);
	m.last = set_of(&m, giving_before(m.g, m.item, &m.last_date));
	take_now(&m);
	say_all(t, &m);
	say_before(&m);
	said = ask_set(&m);
	if (said == SAID_NOTHING)
		done = form_complete(t, m.g, correcting);
	form_leave(m.g, done);
	if (said != SAID_END && sitting_refresh(t->sitting, &err))
		talk_fail(t, &err);
	return said;
}
