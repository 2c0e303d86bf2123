/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a meeting: the next date, the text for the journal, the sheet, and one Enter that closes. */
#include "parts.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/terms.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { JOURNAL_COLUMNS = 72 };

struct closing {
	struct talk *t;
	struct str journal;
	int32_t next;
	bool own;                        /* the text is the caseworker's own now */
};

/* Enter takes what is proposed, "no" none. */
static enum said ask_next(struct closing *c)
{
	struct str text = STR_INIT;
	char day[DAY_TEXT], line[LINES_MOST];
	struct question q;
	enum said said;
	bool good = false;

	str_addf(&text, _("Next meeting; Enter: %s; \"no\": none"), day_words(c->next, day));
	q = (struct question){ .text = text.text };
	do {
		int32_t date = DATE_NONE;

		said = talk_ask(c->t, &q, line);
		good = said != SAID_TEXT || talk_is(line, N_("no"))
			|| (date_input(line, desk_today(c->t->desk), &date) && date >= desk_today(c->t->desk));
		if (!good)
			talk_say(c->t, "%s", _("Write a date ahead, such as 22-11, w49 or +13w."));
		else if (said == SAID_TEXT)
			c->next = date;
	} while (!good);
	str_release(&text);
	return said;
}

static void make_journal(struct closing *c)
{
	const struct sitting *s = c->t->sitting;

	if (c->own)
		return;
	str_clear(&c->journal);
	casefile_journal_for(s->casefile, &s->meeting, c->next, JOURNAL_COLUMNS, &c->journal);
}

/* Line by line, a full stop alone ends it; nothing at all keeps what was there. */
static enum said write_own(struct closing *c)
{
	const struct question q = { .text = _("Line; a full stop alone ends the text") };
	struct str text = STR_INIT;
	char line[LINES_MOST];
	enum said said;

	for (;;) {
		said = talk_ask(c->t, &q, line);
		if (said == SAID_BACK || said == SAID_STOP || said == SAID_END || str_eq(line, "."))
			break;
		str_addf(&text, "%s%s", text.len ? "\n" : "", line);
	}
	if (said == SAID_TEXT && text.len) {
		str_clear(&c->journal);
		str_add(&c->journal, text.text);
		c->own = true;
	}
	str_release(&text);
	return said == SAID_END ? SAID_END : SAID_TEXT;
}

static void say_sheet(struct closing *c)
{
	const struct sitting *s = c->t->sitting;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	if (casefile_sheet_printed(c->t->desk, &s->info.client, &s->meeting, &err)) {
		talk_fail(c->t, &err);
		return;
	}
	casefile_sheet(s->casefile, talk_columns(c->t), &text);
	talk_text(c->t, text.text);
	str_release(&text);
}

static bool close_it(struct closing *c)
{
	struct err err = ERR_INIT;

	if (sitting_close(c->t->sitting, c->journal.text, c->next, &err)) {
		talk_fail(c->t, &err);
		return false;
	}
	talk_say(c->t, _("The meeting with %s is closed."), c->t->sitting->casefile->client.case_no);
	return true;
}

enum deed { DEED_CLOSE, DEED_NEXT, DEED_WRITE, DEED_SHEET, DEEDS };

static enum said do_one(struct closing *c, bool *ret_closed)
{
	const struct choice choices[DEEDS] = {
		[DEED_CLOSE] = { N_("close"), _("close the meeting with this text and date") },
		[DEED_NEXT] = { N_("date"), _("another next date") },
		[DEED_WRITE] = { N_("write"), _("write a text of your own for the journal") },
		[DEED_SHEET] = { N_("sheet"), _("the sheet for the client") },
	};
	size_t deed;
	enum said said;

	make_journal(c);
	talk_say(c->t, "%s", _("Text for the journal"));
	talk_text(c->t, c->journal.text);
	said = talk_choose(c->t, _("Enter closes the meeting"), choices, DEEDS, DEED_CLOSE, true, &deed);
	if (said != SAID_TEXT)
		return said;
	if (deed == DEED_CLOSE)
		*ret_closed = close_it(c);
	else if (deed == DEED_NEXT)
		said = ask_next(c);
	else if (deed == DEED_WRITE)
		said = write_own(c);
	else
		say_sheet(c);
	return said == SAID_NOTHING || said == SAID_BACK ? SAID_TEXT : said;
}

enum said close_talk(struct talk *t, bool *ret_closed)
{
	struct closing c = { .t = t, .next = t->sitting->next_date };
	enum said said;

	str_init(&c.journal);
	*ret_closed = false;
	said = ask_next(&c);
	while ((said == SAID_TEXT || said == SAID_NOTHING) && !*ret_closed)
		said = do_one(&c, ret_closed);
	str_release(&c.journal);
	return said;
}
