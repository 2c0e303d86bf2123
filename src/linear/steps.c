/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client's eleven, in the client's hands or read aloud, and the caseworker's. */
#include "form.h"
#include "parts.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

/* ---- how it is answered ---- */

static enum said ask_mode(struct talk *t, struct manner *m)
{
	struct choice choices[RESPONSE_MODES];
	size_t at;
	struct str text = STR_INIT;
	enum said said;

	for (size_t i = 0; i < RESPONSE_MODES; i++)
		choices[i] = (struct choice){ .label = response_mode_word((enum response_mode)i) };
	str_addf(&text, _("How are they answered? Enter: %s"), response_mode_word(m->mode));
	said = talk_choose(t, text.text, choices, RESPONSE_MODES, (size_t)m->mode, true, &at);
	if (said == SAID_TEXT)
		m->mode = (enum response_mode)at;
	str_release(&text);
	return said;
}

enum { LANGUAGES_MOST = 16 };

static enum said ask_language(struct talk *t, struct manner *m)
{
	const struct form *form = t->desk->instrument->client;
	size_t n = form_language_count(form), at, usual = 0;
	struct choice choices[LANGUAGES_MOST];
	struct str text = STR_INIT;
	enum said said;

	if (n < 2)
		return SAID_TEXT;
	n = n < LANGUAGES_MOST ? n : LANGUAGES_MOST;
	for (size_t i = 0; i < n; i++) {
		choices[i] = (struct choice){ .label = form_language_title(form, i) };
		if (str_eq(form_language(form, i), m->language))
			usual = i;
	}
	str_addf(&text, _("In which language? Enter: %s"), choices[usual].label);
	said = talk_choose(t, text.text, choices, n, usual, true, &at);
	if (said == SAID_TEXT)
		m->language = form_language(form, at);
	str_release(&text);
	return said;
}

/* ---- giving it ---- */

static enum said refresh(struct talk *t, enum said said)
{
	struct err err = ERR_INIT;

	if (said != SAID_END && sitting_refresh(t->sitting, &err))
		talk_fail(t, &err);
	return said;
}

/* ---- the client's room ---- */

/* The program's own words follow the form's language where there is a translation. */
static void speak(struct talk *t, const char *lang)
{
	if ((str_eq(lang, "da") || str_eq(lang, "en")) && !str_eq(lang, i18n_lang()))
		i18n_start(lang, t->options.localedir);
}

/* The questions, and the PIN that alone leads out; Enter at the PIN leads back to what is open. */
static enum said room_questions(struct talk *t, struct giving *g)
{
	enum said said;
	bool left = false;

	do {
		said = form_ask(t, g, false);
		if (said == SAID_END)
			return said;
		if (said == SAID_TEXT)
			talk_say(t, _("Thank you. Please give the keyboard back."));
		else
			talk_say(t, _("Every answer is kept. Enter alone leads back to the questions."));
		if (!lock_pin(t, NULL, said == SAID_TEXT ? NULL : &left))
			return SAID_END;
	} while (said != SAID_TEXT && !left);
	return said;
}

/* That the room is open is on disk, so that the next start begins at its lock. */
static enum said in_room(struct talk *t, struct giving *g)
{
	const char *lang = i18n_lang();
	struct err err = ERR_INIT;
	enum said said;

	if (sitting_room(t->desk, &giving_draft(g)->id, &err)) {
		talk_fail(t, &err);
		return SAID_STOP;
	}
	t->lines->ops->hide(t->lines);
	t->lines->ops->hold(t->lines, true);
	t->room = true;
	speak(t, giving_draft(g)->language);
	said = room_questions(t, g);
	speak(t, lang);
	t->room = false;
	t->lines->ops->hold(t->lines, false);
	if (said != SAID_END && sitting_room(t->desk, NULL, &err))
		talk_fail(t, &err);
	return said;
}

static enum said run_client(struct talk *t, struct manner m)
{
	bool correcting, done = false, alone = m.mode == MODE_ALONE || m.mode == MODE_INTERPRETER;
	struct giving *g = form_open(t, RESPONDENT_CLIENT, m.mode, m.language, &correcting);
	enum said said;

	if (!g)
		return SAID_STOP;
	if (alone && !correcting)
		said = in_room(t, g);
	else
		said = form_ask(t, g, correcting);
	if (said == SAID_TEXT)
		done = form_complete(t, g, correcting);
	form_leave(g, done);
	return refresh(t, said);
}

enum said client_form(struct talk *t)
{
	struct manner m = sitting_manner(t->sitting);
	enum said said = SAID_TEXT;

	if (!casefile_in_meeting(t->sitting->casefile, &t->sitting->meeting, RESPONDENT_CLIENT)) {
		said = ask_mode(t, &m);
		if (said == SAID_TEXT)
			said = ask_language(t, &m);
	}
	return said == SAID_TEXT ? run_client(t, m) : said;
}

/* ---- the caseworker's ---- */

/* All are answered: completing is a deed of its own, and a number goes back to a question. */
static enum said confirm(struct talk *t, struct giving *g)
{
	const struct question q = { .text = _("All are answered. Enter completes; \"back\" goes through them again") };
	char line[LINES_MOST];
	enum said said;

	do {
		said = talk_ask(t, &q, line);
		if (said == SAID_BACK)
			said = form_ask(t, g, true) == SAID_TEXT ? SAID_TEXT : SAID_STOP;
	} while (said == SAID_TEXT);
	return said == SAID_NOTHING ? SAID_TEXT : said;
}

enum said caseworker_form(struct talk *t)
{
	bool correcting, done = false;
	struct giving *g = form_open(t, RESPONDENT_CASEWORKER, MODE_ALONE, t->desk->lang, &correcting);
	enum look look = t->look;
	enum said said;

	if (!g)
		return SAID_STOP;
	t->look = LOOK_OWN;
	said = form_ask(t, g, correcting);
	if (said == SAID_TEXT)
		said = confirm(t, g);
	if (said == SAID_TEXT)
		done = form_complete(t, g, correcting);
	form_leave(g, done);
	t->look = look;
	if (look == LOOK_SHARED)
		t->lines->ops->hide(t->lines);
	return refresh(t, said);
}
