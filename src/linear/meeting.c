/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting: its steps in any order, Enter for the next one; what is left is parked and offered again. */
#include "parts.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

/* ---- the steps ---- */

static enum said look_together(struct talk *t)
{
	struct str text = STR_INIT;

	casefile_words(t->sitting->casefile, t->look, &text);
	talk_text(t, text.text);
	str_release(&text);
	sitting_seen(t->sitting, STEP_LOOK);
	return SAID_TEXT;
}

static enum said run_step(struct talk *t, enum meeting_step step, bool *ret_closed)
{
	talk_say(t, "\n%d %s", (int)step + 1, meeting_step_name(step));
	switch (step) {
	case STEP_BEFORE:
		return before_talk(t);
	case STEP_CLIENT:
		return client_form(t);
	case STEP_CASEWORKER:
		return caseworker_form(t);
	case STEP_ACTIVITIES:
		return activities_talk(t);
	case STEP_LOOK:
		return look_together(t);
	case STEP_AGREE:
		return agree_talk(t);
	case STEP_CLOSE:
		return close_talk(t, ret_closed);
	case STEP_COUNT:
		break;
	}
	return SAID_TEXT;
}

static enum meeting_step after(const struct sitting *s, enum meeting_step step)
{
	int next = (int)step + 1;

	while (next < STEP_CLOSE && s->steps[next] == STEP_DONE)
		next++;
	return next < STEP_COUNT ? (enum meeting_step)next : STEP_CLOSE;
}

/* ---- beside the steps ---- */

static enum said switch_look(struct talk *t)
{
	t->look = t->look == LOOK_SHARED ? LOOK_OWN : LOOK_SHARED;
	talk_say(t, "%s", t->look == LOOK_SHARED ? _("Shared look: nothing of your own assessment is said.")
		: _("Your own look: see to it that the client does not hear it."));
	return SAID_TEXT;
}

static enum said ask_kind(struct talk *t, size_t usual, enum meeting_kind *ret)
{
	struct choice choices[MEETING_KINDS];
	size_t at;
	enum said said;

	for (size_t i = 0; i < MEETING_KINDS; i++)
		choices[i] = (struct choice){ .label = meeting_kind_word((enum meeting_kind)i) };
	said = talk_choose(t, _("How do you meet?"), choices, MEETING_KINDS, usual, true, &at);
	if (said == SAID_TEXT)
		*ret = (enum meeting_kind)at;
	return said;
}

static enum said change_kind(struct talk *t)
{
	enum meeting_kind kind;
	struct err err = ERR_INIT;
	enum said said = ask_kind(t, (size_t)t->sitting->info.kind, &kind);

	if (said == SAID_TEXT && sitting_set_kind(t->sitting, kind, &err))
		talk_fail(t, &err);
	return said;
}

static enum said advice(struct talk *t)
{
	struct err err = ERR_INIT;
	enum said said = advice_talk(t, t->sitting->casefile);

	if (said != SAID_END && sitting_refresh(t->sitting, &err))
		talk_fail(t, &err);
	return said;
}

static enum said pages(struct talk *t)
{
	return pages_talk(t, t->sitting->casefile);
}

static const struct {
	const char *word, *about;
	enum said (*run)(struct talk *t);
} beside[] = {
	{ N_("advice"), N_("what could help next, with the findings behind it"), advice },
	{ N_("pages"), N_("everything there is to read about the client"), pages },
	{ N_("look"), N_("switch between the shared and your own look"), switch_look },
	{ N_("kind"), N_("how you meet"), change_kind },
};

/* ---- the meeting ---- */

enum { BESIDE = sizeof(beside) / sizeof(beside[0]) };

static void state_words(const struct sitting *s, enum meeting_step step, struct str *out)
{
	str_addf(out, "%s: ", meeting_step_name(step));
	if (s->steps[step] == STEP_DONE)
		str_add(out, P_("part of a meeting", "done"));       /* a step that was agreed is done in another way */
	else if (s->steps[step] == STEP_STARTED)
		str_addf(out, _("%u of %u answered"), s->answered[step], s->of[step]);
	else
		str_add(out, _("not begun"));
}

static enum said choose_step(struct talk *t, enum meeting_step usual, bool list, size_t *ret)
{
	struct choice choices[STEP_COUNT + BESIDE];
	struct str states[STEP_COUNT], text = STR_INIT;
	enum said said;

	for (int i = 0; i < STEP_COUNT; i++) {
		str_init(&states[i]);
		state_words(t->sitting, (enum meeting_step)i, &states[i]);
		choices[i] = (struct choice){ .label = states[i].text };
	}
	for (int i = 0; i < BESIDE; i++)
		choices[STEP_COUNT + i] = (struct choice){ beside[i].word, _(beside[i].about) };
	str_addf(&text, _("Meeting; Enter: %d %s"), (int)usual + 1, meeting_step_name(usual));
	said = talk_choose(t, text.text, choices, STEP_COUNT + BESIDE, (size_t)usual, list, ret);
	for (int i = 0; i < STEP_COUNT; i++)
		str_release(&states[i]);
	str_release(&text);
	return said;
}

static enum said run_one(struct talk *t, size_t chosen, enum meeting_step *usual, bool *ret_closed)
{
	enum said said;

	if (chosen >= STEP_COUNT)
		return beside[chosen - STEP_COUNT].run(t);
	said = run_step(t, (enum meeting_step)chosen, ret_closed);
	if (said == SAID_TEXT || said == SAID_NOTHING)
		*usual = after(t->sitting, (enum meeting_step)chosen);
	return said;
}

enum said meeting_talk(struct talk *t)
{
	enum meeting_step usual = sitting_next(t->sitting);
	enum said said = SAID_TEXT;
	bool closed = false, first = true;
	size_t chosen;

	talk_say(t, _("Meeting with %s"), t->sitting->casefile->client.f.name);
	while (!closed && said != SAID_END) {
		said = choose_step(t, usual, first, &chosen);
		first = false;
		if (said == SAID_BACK || said == SAID_STOP) {
			talk_say(t, "%s", _("The meeting is kept open; \"meeting\" goes on with it."));
			break;
		}
		if (said == SAID_TEXT)
			said = run_one(t, chosen, &usual, &closed);
	}
	sitting_free(t->sitting);
	t->sitting = NULL;
	return said == SAID_END ? SAID_END : SAID_TEXT;
}

/* ---- beginning ---- */

static const struct meeting *begun(const struct casefile *f)
{
	for (size_t i = 0; i < f->meeting_count; i++)
		if (f->meetings[i].result == MEETING_OPEN)
			return &f->meetings[i];
	return NULL;
}

static enum stige_rc begin(struct talk *t, const struct id *client, enum meeting_kind kind, struct err *err)
{
	enum stige_rc rc = sitting_begin(t->desk, client, kind, &t->sitting, err);

	t->look = LOOK_SHARED;
	return rc ? rc : sitting_set_kind(t->sitting, kind, err);
}

enum said meeting_begin_talk(struct talk *t, const struct id *client)
{
	struct casefile *file = NULL;
	const struct meeting *open;
	struct err err = ERR_INIT;
	enum meeting_kind kind = MEETING_OFFICE;
	enum said said = SAID_TEXT;

	if (casefile_load(t->desk, client, "meeting", &file, &err)) {
		talk_fail(t, &err);
		return SAID_TEXT;
	}
	open = begun(file);
	if (open)
		kind = open->kind;
	else
		said = ask_kind(t, MEETING_OFFICE, &kind);
	casefile_free(file);
	if (said != SAID_TEXT)
		return said == SAID_END ? SAID_END : SAID_TEXT;
	if (begin(t, client, kind, &err)) {
		talk_fail(t, &err);
		sitting_free(t->sitting);
		t->sitting = NULL;
		return SAID_TEXT;
	}
	return meeting_talk(t);
}

/* ---- not held ---- */

static enum stige_rc register_result(struct talk *t, const struct id *client, const struct not_held *how,
	struct err *err)
{
	struct casefile *file = NULL;
	const struct meeting *open;
	struct sitting *sitting = NULL;
	enum stige_rc rc = casefile_load(t->desk, client, "meeting", &file, err);

	if (rc)
		return rc;
	open = begun(file);
	if (open) {
		rc = sitting_resume(t->desk, &open->id, &sitting, err);
		if (!rc)
			rc = sitting_end(sitting, how, err);
		sitting_free(sitting);
	} else {
		rc = sitting_not_held(t->desk, client, how, err);
	}
	casefile_free(file);
	return rc;
}

enum said meeting_not_held(struct talk *t, const struct id *client)
{
	static const enum meeting_result results[] = { MEETING_NOT_COME, MEETING_CANCELLED, MEETING_MOVED };
	const struct choice choices[] = {
		{ .label = _("Did not come") }, { .label = _("Cancelled") }, { .label = _("Moved to another day") },
	};
	struct not_held how = { .kind = MEETING_OFFICE };
	struct err err = ERR_INIT;
	size_t at;
	enum said said = talk_choose(t, _("What happened?"), choices, 3, CHOOSE_NONE, true, &at);

	if (said == SAID_TEXT)
		said = talk_date(t, _("New date; Enter: none"), desk_today(t->desk), &how.next);
	if (said != SAID_TEXT && said != SAID_NOTHING)
		return said == SAID_END ? SAID_END : SAID_TEXT;
	how.result = results[at];
	if (register_result(t, client, &how, &err))
		talk_fail(t, &err);
	else
		talk_say(t, _("\"%s\" is registered."), choices[at].label);
	return SAID_TEXT;
}
