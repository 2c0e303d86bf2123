/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One client: the pages that can be read, the advice, the meeting. */
#include "parts.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/casefile/guard.h"
#include "stige/casefile/handover.h"
#include "stige/casefile/movement.h"
#include "stige/casefile/path.h"
#include "stige/casefile/plan.h"
#include "stige/casefile/voices.h"
#include "stige/casefile/worked.h"
#include "stige/base/banned.h"

enum { PURPOSES_MOST = 16 };

/* ---- pages ---- */

static void words(const struct casefile *c, enum look look, int columns, struct str *out)
{
	(void)columns;
	casefile_words(c, look, out);
}

static void voices(const struct casefile *c, enum look look, int columns, struct str *out)
{
	if (look == LOOK_OWN)
		casefile_voices_text(c, columns, out);
	else
		str_add(out, _("The two voices are for your own look: \"look\" switches."));
}

static const struct {
	const char *word, *about;
	void (*make)(const struct casefile *c, enum look look, int columns, struct str *out);
} pages[] = {
	{ N_("page"), N_("every indicator in words, activities, agreed steps"), words },
	{ N_("plan"), N_("what was chosen, declined, agreed, done"), casefile_plan_text },
	{ N_("path"), N_("the path to a job or an education"), casefile_path_text },
	{ N_("steps"), N_("what moved, also below a whole step"), casefile_movement_text },
	{ N_("since"), N_("before and since each running activity began"), casefile_worked_text },
	{ N_("voices"), N_("where you and the client answered about the same matter"), voices },
	{ N_("notes"), N_("what was noted, newest first"), casefile_notes_text },
};

static enum look look_of(const struct talk *t)
{
	return t->sitting ? t->look : LOOK_OWN;
}

static void say_page(struct talk *t, const struct casefile *c, size_t which)
{
	struct str text = STR_INIT;

	pages[which].make(c, look_of(t), talk_columns(t), &text);
	talk_text(t, text.text);
	str_release(&text);
}

enum said pages_talk(struct talk *t, const struct casefile *c)
{
	struct choice choices[ARRAY_SIZE(pages)];
	bool list = true;
	size_t at;
	enum said said;

	for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
		choices[i] = (struct choice){ pages[i].word, _(pages[i].about) };
	do {
		said = talk_choose(t, _("Page; \"back\" goes back"), choices, ARRAY_SIZE(pages), CHOOSE_NONE, list, &at);
		list = false;
		if (said == SAID_TEXT)
			say_page(t, c, at);
	} while (said == SAID_TEXT);
	return said;
}

/* ---- who may see whom ---- */

bool client_may_open(struct talk *t, const struct client *client)
{
	struct choice choices[PURPOSES_MOST];
	size_t n = guard_purpose_count < PURPOSES_MOST ? guard_purpose_count : PURPOSES_MOST, at;

	if (!guard_needs_purpose(t->desk, client))
		return true;
	for (size_t i = 0; i < n; i++)
		choices[i] = (struct choice){ .label = _(guard_purposes[i].words) };
	talk_say(t, "%s", _("Why do you open this client? It is logged, and the person may read it."));
	if (talk_choose(t, _("Reason"), choices, n, CHOOSE_NONE, true, &at) != SAID_TEXT)
		return false;
	desk_purpose(t->desk, &client->id, guard_purposes[at].code);
	return true;
}

/* ---- the client ---- */

static enum said do_meeting(struct talk *t, const struct casefile *c)
{
	struct id client = c->client.id;         /* the file may be loaded anew on the way */

	return meeting_begin_talk(t, &client);
}

static enum said do_absent(struct talk *t, const struct casefile *c)
{
	return meeting_not_held(t, &c->client.id);
}

static enum said do_handover(struct talk *t, const struct casefile *c)
{
	return handover_talk(t, &c->client.id);
}

static enum said do_note(struct talk *t, const struct casefile *c)
{
	const struct question q = { .text = _("Note; the client may ask to read it. Facts, not verdicts") };
	char line[LINES_MOST];
	struct err err = ERR_INIT;
	enum said said = talk_ask(t, &q, line);

	if (said == SAID_TEXT && casefile_note(t->desk, &c->client.id, NULL, NULL, line, &err))
		talk_fail(t, &err);
	else if (said == SAID_TEXT)
		talk_say(t, "%s", _("The note is saved."));
	return said;
}

static const struct {
	const char *word, *about;
	enum said (*run)(struct talk *t, const struct casefile *c);
} deeds[] = {
	{ N_("meeting"), N_("begin a meeting, or go on with it"), do_meeting },
	{ N_("advice"), N_("what could help next, with the findings behind it"), advice_talk },
	{ N_("absent"), N_("did not come, cancelled, moved"), do_absent },
	{ N_("note"), N_("write a note"), do_note },
	{ N_("handover"), N_("the hand-over page: hear it, write its parts"), do_handover },
	{ N_("edit"), N_("what is written about the client: name, dates, status"), edit_talk },
};

enum { DEED_MEETING, DEEDS = sizeof(deeds) / sizeof(deeds[0]) };

static void head(struct talk *t, const struct casefile *c)
{
	struct arena a = ARENA_INIT;
	struct str line = STR_INIT;

	str_addf(&line, "\n%s", guard_name(&c->client, &a));
	if (c->age >= 0)
		str_addf(&line, ", %d", c->age);
	str_addf(&line, ". %s. ", c->client.case_no);
	due_in_full(&c->due, &line);
	str_add(&line, ". ");
	str_addf(&line, ngettext("%u round", "%u rounds", c->rounds), c->rounds);
	talk_say(t, "%s.", line.text);
	str_release(&line);
	arena_release(&a);
}

static enum said choose_deed(struct talk *t, bool list, size_t *ret)
{
	struct choice choices[DEEDS + ARRAY_SIZE(pages)];

	for (size_t i = 0; i < DEEDS; i++)
		choices[i] = (struct choice){ deeds[i].word, _(deeds[i].about) };
	for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
		choices[DEEDS + i] = (struct choice){ pages[i].word, _(pages[i].about) };
	return talk_choose(t, _("Client; Enter: 1 meeting"), choices, ARRAY_SIZE(choices), DEED_MEETING, list, ret);
}

static enum said do_one(struct talk *t, const struct casefile *c, size_t deed)
{
	if (deed < DEEDS)
		return deeds[deed].run(t, c) == SAID_END ? SAID_END : SAID_TEXT;
	say_page(t, c, deed - DEEDS);
	return SAID_TEXT;
}

/* Loaded anew for each deed but reading: what was said before may have changed. */
enum said client_talk(struct talk *t, const struct id *client)
{
	struct casefile *file = NULL;
	struct err err = ERR_INIT;
	enum said said = SAID_TEXT;
	bool first = true;
	size_t deed;

	while (said == SAID_TEXT) {
		if (!file && casefile_load(t->desk, client, "own", &file, &err)) {
			talk_fail(t, &err);
			return SAID_TEXT;
		}
		if (first)
			head(t, file);
		/* The hand-over page comes before anything else of this client. */
		if (first && handover_waits(file) && do_handover(t, file) == SAID_END) {
			said = SAID_END;
			break;
		}
		said = choose_deed(t, first, &deed);
		first = false;
		if (said != SAID_TEXT)
			break;
		said = do_one(t, file, deed);
		if (deed < DEEDS) {
			casefile_free(file);
			file = NULL;
		}
	}
	casefile_free(file);
	return said;
}
