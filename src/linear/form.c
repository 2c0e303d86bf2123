/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way through a form: forward, back, what is open; the caseworker's words beside an answer. */
#include "form.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

struct run {
	struct talk *t;
	struct giving *g;
	const struct form_item *item;
	bool revealed;
};

static const struct entry *entry_of_run(const struct run *r)
{
	return giving_entry(r->g);
}

static bool own_side(const struct run *r)
{
	return giving_who(r->g) == RESPONDENT_CASEWORKER;
}

struct giving *form_open(struct talk *t, enum respondent who, enum response_mode mode, const char *lang,
	bool *ret_correcting)
{
	const struct sitting *s = t->sitting;
	const struct response *r = casefile_in_meeting(s->casefile, &s->meeting, who);
	struct giving *g = NULL;
	struct err err = ERR_INIT;
	enum stige_rc rc;

	*ret_correcting = r != NULL;
	if (r)
		rc = giving_correct(t->desk, s->casefile, &r->id, &g, &err);
	else
		rc = giving_open(t->desk, s->casefile, &s->meeting, who, mode, lang, &g, &err);
	if (!rc && !r)
		rc = giving_set_mode(g, mode, lang, &err);
	if (!rc)
		return g;
	giving_free(g);
	talk_fail(t, &err);
	return NULL;
}

/* A pause that fails is said nowhere: the answers are on disk. */
void form_leave(struct giving *g, bool completed)
{
	struct err ignored = ERR_INIT;

	if (!completed && entry_answered(giving_entry(g)) > 0)
		(void)giving_pause(g, &ignored);
	giving_free(g);
}

/* ---- words beside an answer ---- */

/* Earlier answers stay unsaid until this time's are given; hearing them before is logged. */
static void say_last(struct run *r)
{
	const struct answer *before;
	struct err err = ERR_INIT;
	struct str words = STR_INIT;
	char on[DATE_TEXT];
	int32_t date = DATE_NONE;

	if (entry_first_open(entry_of_run(r)) && !r->revealed
		&& casefile_revealed(r->t->desk, &giving_draft(r->g)->client, &err)) {
		talk_fail(r->t, &err);
		return;
	}
	r->revealed = true;
	before = giving_before(r->g, r->item, &date);
	if (before) {
		question_answer_words(r->g, r->item, before, &words);
		talk_say(r->t, _("Last time, %s: %s."), date_format(date, on), words.text);
	} else {
		talk_say(r->t, _("There is no answer of last time."));
	}
	str_release(&words);
}

static void remark(struct run *r)
{
	const struct question q = { .text = _("Remark; the client may ask to read it; Enter alone writes none") };
	const struct draft *d = giving_draft(r->g);
	struct err err = ERR_INIT;
	char line[LINES_MOST];

	if (talk_ask(r->t, &q, line) != SAID_TEXT)
		return;
	if (casefile_note(r->t->desk, &d->client, &d->meeting, r->item->name, line, &err))
		talk_fail(r->t, &err);
	else
		talk_say(r->t, _("The remark is saved."));
}

static void undo(struct run *r)
{
	const struct form_item *item = NULL;
	struct err err = ERR_INIT;

	if (giving_undo(r->g, &item, &err))
		talk_fail(r->t, &err);
	else if (!item)
		talk_say(r->t, _("There is nothing to undo."));
	else
		r->item = item;
}

/* True: the line was one of these and no answer. */
static bool word_beside(struct run *r, const char *line)
{
	if (r->t->room)
		return false;
	if (talk_is(line, N_("undo")))
		undo(r);
	else if (talk_is(line, N_("remark")))
		remark(r);
	else if (own_side(r) && talk_is(line, N_("last")))
		say_last(r);
	else
		return false;
	return true;
}

static void help(struct talk *t, const void *ctx)
{
	const struct run *r = ctx;
	struct str guide = STR_INIT;

	entry_text(entry_of_run(r), r->item, FORM_GUIDANCE, &guide);
	if (guide.len)
		talk_text(t, guide.text);
	question_say_choices(t, r->g, r->item);
	if (!t->room)
		talk_say(t, _("Write \"undo\" to take the last answer back, \"remark\" to write one."));
	if (own_side(r))
		talk_say(t, _("Write \"last\" for the answer of last time; that it was asked for is logged."));
	str_release(&guide);
}

/* ---- the way ---- */

static void step_back(struct run *r)
{
	const struct form_item *before = entry_previous(entry_of_run(r), r->item);

	if (before)
		r->item = before;
	else
		talk_say(r->t, _("This is the first question."));
}

/* After the last one: what was passed over, if anything must still be answered. */
static void step_on(struct run *r)
{
	const struct form_item *next = entry_next(entry_of_run(r), r->item);

	r->item = next ? next : entry_first_open(entry_of_run(r));
	if (!next && r->item)
		talk_say(r->t, _("One question is still open."));
}

static void pass(struct run *r)
{
	if (!answer_given(entry_answer(entry_of_run(r), r->item)) && entry_required(entry_of_run(r), r->item))
		talk_say(r->t, _("Nothing is answered yet."));
	else
		step_on(r);
}

static enum said ask_one(struct run *r)
{
	const struct question q = { .text = _("Answer"), .help = help, .ctx = r };
	char line[LINES_MOST];
	enum said said = talk_ask(r->t, &q, line);

	if (said == SAID_BACK)
		step_back(r);
	else if (said == SAID_NOTHING)
		pass(r);
	else if (said == SAID_TEXT && !word_beside(r, line) && question_take(r->t, r->g, r->item, line))
		step_on(r);
	return said;
}

enum said form_ask(struct talk *t, struct giving *g, bool all)
{
	const struct form_item *open = entry_first_open(giving_entry(g));
	struct run r = { .t = t, .g = g, .item = entry_next(giving_entry(g), NULL) };
	const struct form_item *said_of = NULL;

	if (!all && entry_answered(giving_entry(g)) > 0)
		r.item = open;
	while (r.item) {
		enum said said;

		if (said_of != r.item)
			question_say(t, g, r.item);
		said_of = r.item;
		said = ask_one(&r);
		if (said == SAID_STOP || said == SAID_END)
			return said;
	}
	return SAID_TEXT;
}

static enum correct_reason ask_reason(struct talk *t)
{
	struct choice choices[CORRECT_REASONS];
	size_t at;

	for (size_t i = 0; i < CORRECT_REASONS; i++)
		choices[i] = (struct choice){ .label = correct_reason_text(correct_reason_at(i)) };
	talk_say(t, _("Why are the answers corrected? What stood before is kept, and both are dated."));
	if (talk_choose(t, _("Reason"), choices, CORRECT_REASONS, CHOOSE_NONE, true, &at) != SAID_TEXT)
		return CORRECT_NONE;
	return correct_reason_at(at);
}

bool form_complete(struct talk *t, struct giving *g, bool correcting)
{
	enum correct_reason reason = correcting ? ask_reason(t) : CORRECT_NONE;
	const struct entry *e = giving_entry(g);
	const struct form_item *item;
	struct err err = ERR_INIT;
	struct id id;

	if (correcting && reason == CORRECT_NONE)
		return false;
	if (giving_complete(g, reason, &item, &id, &err)) {
		talk_fail(t, &err);
		return false;
	}
	talk_say(t, _("%zu of %zu answered, saved."), entry_answered(e), entry_of(e));
	return true;
}
