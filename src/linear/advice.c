/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could help next, each line with its evidence; chosen or declined, which the plan keeps. */
#include "parts.h"

#include <stdio.h>

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/casefile/plan.h"
#include "stige/instrument/sentences.h"
#include "stige/base/banned.h"

enum { REASONS_MOST = 16, CODE_MOST = 8 };

struct advising {
	struct talk *t;
	const struct casefile *file;
	struct advice_page page;
};

static bool own_look(const struct talk *t)
{
	return !t->sitting || t->look == LOOK_OWN;
}

static void say_page(struct advising *a, bool all)
{
	struct str text = STR_INIT;

	casefile_advice_text(a->file, own_look(a->t) ? LOOK_OWN : LOOK_SHARED, all, talk_columns(a->t), &text);
	talk_text(a->t, text.text);
	str_release(&text);
}

static void help(struct talk *t, const void *ctx)
{
	(void)ctx;
	talk_say(t, _("Write \"choose 1\" for the first line, \"choose a5\" for activity 5, \"decline\" the same way. "
		"\"source 1\" says where a line comes from, \"source\" alone where the rest does. \"all\" says all sixteen "
		"groupings. Enter goes on."));
}

/* "1" is a line's grouping, "a5" an activity. False when there is no such thing to decide. */
static bool code_of(const struct advising *a, const char *typed, char code[CODE_MOST])
{
	char letters[GROUPING_TEXT];
	long n;

	if (str_to_long(typed, 1, (long)a->page.line_count, &n) && a->page.lines[n - 1].groups)
		snprintf(code, CODE_MOST, "%s", grouping_format(a->page.lines[n - 1].groups, letters));
	else if (activities_find_name(&a->t->desk->instrument->activities, typed))
		snprintf(code, CODE_MOST, "%s", typed);
	else
		return false;
	return true;
}

/* ---- where it comes from ---- */

static void say_sources(const struct advising *a, const char *typed)
{
	const struct evidence *e = a->t->desk->instrument->evidence;
	const char *lang = a->t->desk->lang;
	struct str text = STR_INIT;
	long n;

	if (str_to_long(typed, 1, (long)a->page.line_count, &n)) {
		evidence_cards_of_line(&text, e, &a->page.lines[n - 1], lang);
	} else {
		evidence_cards(&text, e, &a->page.activities, lang);
		evidence_cards(&text, e, &a->page.prompts, lang);
		evidence_cards(&text, e, &a->page.always, lang);
	}
	talk_text(a->t, text.text);
	str_release(&text);
}

/* ---- deciding ---- */

static enum said ask_reason(struct talk *t, const char **ret)
{
	struct choice choices[REASONS_MOST];
	size_t n = plan_reason_count(), at;
	enum said said;

	n = n < REASONS_MOST ? n : REASONS_MOST;
	for (size_t i = 0; i < n; i++)
		choices[i] = (struct choice){ .label = plan_reason_text(plan_reason(i)) };
	said = talk_choose(t, _("Why not?"), choices, n, CHOOSE_NONE, true, &at);
	if (said == SAID_TEXT)
		*ret = plan_reason(at);
	return said;
}

static enum said decide(struct advising *a, const char *typed, bool chosen)
{
	const struct id *meeting = a->t->sitting ? &a->t->sitting->meeting : NULL;
	const char *reason = "";
	struct err err = ERR_INIT;
	char code[CODE_MOST];
	enum said said = SAID_TEXT;

	if (!code_of(a, typed, code)) {
		help(a->t, NULL);
		return SAID_TEXT;
	}
	if (!chosen)
		said = ask_reason(a->t, &reason);
	if (said != SAID_TEXT)
		return said == SAID_BACK ? SAID_TEXT : said;
	if (plan_decide(a->t->desk, a->file, meeting, code, chosen, reason, &err))
		talk_fail(a->t, &err);
	else
		talk_say(a->t, "%s", chosen ? _("Chosen; it stands in the plan.") : _("Declined; the reason is kept."));
	return SAID_TEXT;
}

static enum said take_line(struct advising *a, const char *line)
{
	const char *rest;

	if (talk_begins(line, N_("choose"), &rest))
		return decide(a, rest, true);
	if (talk_begins(line, N_("decline"), &rest))
		return decide(a, rest, false);
	if (talk_begins(line, N_("source"), &rest))
		say_sources(a, rest);
	else if (talk_is(line, N_("all")))
		say_page(a, true);
	else
		help(a->t, NULL);
	return SAID_TEXT;
}

enum said advice_talk(struct talk *t, const struct casefile *c)
{
	const struct question q = { .text = _("Advice; Enter goes on"), .help = help };
	struct advising a = { .t = t, .file = c };
	char line[LINES_MOST];
	enum said said;

	advice_page_make(&a.page, t->desk->instrument, &c->facts, &c->advice, own_look(t), t->desk->lang);
	say_page(&a, false);
	do {
		said = talk_ask(t, &q, line);
		if (said == SAID_TEXT)
			said = take_line(&a, line);
	} while (said == SAID_TEXT);
	advice_page_release(&a.page);
	return said;
}
