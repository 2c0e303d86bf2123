/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talk.h"

#include <stdarg.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { IDLE_SECONDS = 300, IDLE_FOR_EVER = -1, CHOICES_MOST = 999 };

/* ---- saying ---- */

void talk_say(struct talk *t, const char *fmt, ...)
{
	struct str line = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_addv(&line, fmt, ap);
	va_end(ap);
	str_addc(&line, '\n');
	t->lines->ops->say(t->lines, line.text);
	str_release(&line);
}

/* A rule is nothing to hear. */
static bool is_rule(const char *line, size_t n)
{
	return n > 3 && strspn(line, "-=_ ") >= n;
}

void talk_text(struct talk *t, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		if (!is_rule(text, n))
			talk_say(t, "%.*s", (int)n, text);
		text += n;
		text += *text == '\n';
	}
}

void talk_fail(struct talk *t, const struct err *err)
{
	talk_say(t, _("That did not work: %s"), err->msg);
}

int talk_columns(const struct talk *t)
{
	return t->lines->ops->columns(t->lines);
}

/* ---- words ---- */

static bool folds_alike(const char *line, size_t n, const char *word)
{
	struct str typed = STR_INIT, a = STR_INIT, b = STR_INIT;
	bool same;

	str_addn(&typed, line, n);
	text_search_key(&a, typed.text);
	text_search_key(&b, word);
	same = str_eq(a.text, b.text);
	str_release(&typed);
	str_release(&a);
	str_release(&b);
	return same;
}

static bool is_word(const char *line, size_t n, const char *msgid)
{
	return folds_alike(line, n, msgid) || folds_alike(line, n, _(msgid));
}

bool talk_is(const char *line, const char *msgid)
{
	return is_word(line, strlen(line), msgid);
}

bool talk_begins(const char *line, const char *msgid, const char **ret_rest)
{
	size_t n = strcspn(line, " ");

	if (!is_word(line, n, msgid))
		return false;
	*ret_rest = line + n + strspn(line + n, " ");
	return true;
}

void talk_wipe(char line[LINES_MOST])
{
	volatile char *p = line;

	for (size_t i = 0; i < LINES_MOST; i++)
		p[i] = '\0';
}

/* ---- asking ---- */

static void trim(char *line)
{
	size_t n = strlen(line), lead = strspn(line, " \t");

	while (n > lead && (line[n - 1] == ' ' || line[n - 1] == '\t'))
		n--;
	memmove(line, line + lead, n - lead);
	line[n - lead] = '\0';
}

/* What is no text of ours never goes further than here. */
static bool is_text(struct talk *t, const char *line)
{
	enum text_fault fault = text_check(line, strlen(line), LINES_MOST, 0, NULL);

	if (fault != TEXT_FINE)
		talk_say(t, "%s", text_fault_sentence(fault));
	return fault == TEXT_FINE;
}

/* Whoever finds the shell finds nothing on the glass and no key in memory. */
static void suspend(struct talk *t)
{
	t->lines->ops->hide(t->lines);
	if (t->desk->sealed)
		desk_lock(t->desk);
	t->lines->ops->suspend(t->lines);
}

/* False: no more input. Another LINE_IDLE or LINE_SUSPEND is the same again. */
static bool interrupted(struct talk *t, enum line_got got)
{
	if (got == LINE_END)
		return false;
	if (t->room)
		return true;
	if (got == LINE_SUSPEND)
		suspend(t);
	return !t->desk->founded || lock_rest(t);
}

/* One line of text, whatever comes between. False: no more input. */
static bool get_line(struct talk *t, const char *text, char line[LINES_MOST])
{
	struct str question = STR_INIT;
	bool got_one = false, more = true;

	str_addf(&question, "%s: ", text);
	while (more && !got_one) {
		enum line_got got = t->lines->ops->ask(t->lines, question.text, false,
			t->room ? IDLE_FOR_EVER : IDLE_SECONDS, line);

		trim(line);
		if (got != LINE_TEXT)
			more = interrupted(t, got);
		else
			got_one = is_text(t, line);
	}
	str_release(&question);
	return got_one;
}

static void say_help(struct talk *t, const struct question *q)
{
	if (q->help)
		q->help(t, q->ctx);
	if (t->room)
		talk_say(t, _("Write \"back\" for the question before, \"stop\" to call the caseworker, ? for this help."));
	else
		talk_say(t, _("Write \"back\" to go one step back, \"stop\" to leave (everything is kept), ? for this help."));
}

enum said talk_ask(struct talk *t, const struct question *q, char line[LINES_MOST])
{
	while (get_line(t, q->text, line)) {
		if (!line[0])
			return SAID_NOTHING;
		if (talk_is(line, N_("back")))
			return SAID_BACK;
		if (talk_is(line, N_("stop")))
			return SAID_STOP;
		if (!str_eq(line, "?"))
			return SAID_TEXT;
		say_help(t, q);
	}
	return SAID_END;
}

enum said talk_ask_secret(struct talk *t, const char *text, char line[LINES_MOST])
{
	struct str question = STR_INIT;
	enum line_got got;

	str_addf(&question, "%s: ", text);
	do {
		got = t->lines->ops->ask(t->lines, question.text, true, IDLE_FOR_EVER, line);
		if (got == LINE_SUSPEND && !t->room)
			suspend(t);
	} while (got == LINE_SUSPEND);
	str_release(&question);
	if (got != LINE_TEXT)
		return SAID_END;
	return line[0] ? SAID_TEXT : SAID_NOTHING;
}

/* ---- choosing ---- */

struct choosing {
	const struct choice *choices;
	size_t n;
};

static void list_choices(struct talk *t, const void *ctx)
{
	const struct choosing *c = ctx;

	for (size_t i = 0; i < c->n; i++)
		if (c->choices[i].word)
			talk_say(t, "%zu  %s: %s", i + 1, _(c->choices[i].word), c->choices[i].label);
		else
			talk_say(t, "%zu  %s", i + 1, c->choices[i].label);
}

static bool find_choice(const struct choosing *c, const char *line, size_t *ret)
{
	long n;

	if (str_to_long(line, 1, CHOICES_MOST, &n)) {
		*ret = (size_t)n - 1;
		return *ret < c->n;
	}
	for (size_t i = 0; i < c->n; i++)
		if (c->choices[i].word && talk_is(line, c->choices[i].word)) {
			*ret = i;
			return true;
		}
	return false;
}

enum said talk_choose(struct talk *t, const char *text, const struct choice *choices, size_t n, size_t usual,
	bool list, size_t *ret)
{
	const struct choosing c = { choices, n };
	const struct question q = { .text = text, .help = list_choices, .ctx = &c };
	char line[LINES_MOST];
	enum said said;

	if (list)
		list_choices(t, &c);
	for (;;) {
		said = talk_ask(t, &q, line);
		if (said == SAID_NOTHING && usual != CHOOSE_NONE) {
			*ret = usual;
			return SAID_TEXT;
		}
		if (said == SAID_BACK || said == SAID_STOP || said == SAID_END)
			return said;
		if (said == SAID_TEXT && find_choice(&c, line, ret))
			return SAID_TEXT;
		talk_say(t, _("Write a number from 1 to %zu, or ? to hear them all."), n);
	}
}

enum said talk_yes(struct talk *t, const char *text)
{
	const struct question q = { .text = text };
	char line[LINES_MOST];
	enum said said;

	for (;;) {
		said = talk_ask(t, &q, line);
		if (said == SAID_TEXT && (talk_is(line, N_("no")) || talk_is(line, "n")))
			return SAID_NOTHING;
		if (said != SAID_TEXT || talk_is(line, N_("yes")) || talk_is(line, "y") || talk_is(line, "j"))
			return said;
		talk_say(t, _("Write yes or no; Enter is no."));
	}
}

enum said talk_date(struct talk *t, const char *text, int32_t from, int32_t *ret)
{
	const struct question q = { .text = text };
	char line[LINES_MOST];
	enum said said;

	*ret = DATE_NONE;
	for (;;) {
		said = talk_ask(t, &q, line);
		if (said != SAID_TEXT)
			return said;
		if (date_input(line, desk_today(t->desk), ret) && (from == DATE_NONE || *ret >= from))
			return SAID_TEXT;
		*ret = DATE_NONE;
		talk_say(t, "%s", from == DATE_NONE ? _("This is no date; write 22-11, 221125 or w49.")
			: _("Write a date ahead, such as 22-11, w49 or +13w."));
	}
}
