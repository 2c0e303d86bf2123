/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be typed before anything is said again: the room's PIN, a sealed file's passphrase. */
#include "talk.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

/* Where no PIN is set, Enter twice; whatever else is typed is no answer. */
static bool enter_twice(struct talk *t, const char *text, bool *ret_right)
{
	char line[LINES_MOST];
	enum said said = talk_ask_secret(t, text, line);

	if (said == SAID_NOTHING)
		said = talk_ask_secret(t, _("Once more"), line);
	*ret_right = said == SAID_NOTHING;
	return said != SAID_END;
}

static bool one_pin(struct talk *t, const char *text, bool *ret_empty, bool *ret_right)
{
	char line[LINES_MOST];
	enum said said = talk_ask_secret(t, text, line);

	*ret_empty = said == SAID_NOTHING;
	*ret_right = said == SAID_TEXT && desk_pin_ok(t->desk, line);
	talk_wipe(line);
	return said != SAID_END;
}

static void pin_question(const struct talk *t, struct str *out)
{
	const struct caseworker *who = &t->desk->caseworker;

	str_addf(out, who->has_pin ? _("%s, type your PIN") : _("%s, press Enter twice"), who->name);
}

bool lock_pin(struct talk *t, const char *why, bool *ret_left)
{
	struct str text = STR_INIT;
	bool right = false, empty = false, more = true;

	if (why)
		talk_say(t, "%s", why);
	pin_question(t, &text);
	while (more && !right && !(empty && ret_left)) {
		if (t->desk->caseworker.has_pin)
			more = one_pin(t, text.text, &empty, &right);
		else
			more = enter_twice(t, text.text, &right);
		if (more && !right && !(empty && ret_left))
			talk_say(t, "%s", _("That is not the PIN. Type it again."));
	}
	str_release(&text);
	if (ret_left)
		*ret_left = right;
	return more;
}

/* False: no more input, or (where it may be left) Enter alone. */
static bool passphrase(struct talk *t, bool may_leave)
{
	struct str text = STR_INIT;
	char line[LINES_MOST];
	bool open = false, more = true;

	str_addf(&text, _("Passphrase of %s"), t->desk->login);
	while (more && !open) {
		enum said said = talk_ask_secret(t, text.text, line);
		struct err err = ERR_INIT;

		more = said != SAID_END && !(said == SAID_NOTHING && may_leave);
		if (said == SAID_TEXT)
			open = desk_unlock(t->desk, line, &err) == STIGE_OK;
		if (said == SAID_TEXT && !open)
			talk_say(t, "%s", err.msg);
		talk_wipe(line);
	}
	str_release(&text);
	return open;
}

bool lock_rest(struct talk *t)
{
	t->lines->ops->hide(t->lines);
	if (!t->desk->sealed)
		return lock_pin(t, _("This screen is resting. Every answer is kept, nothing is lost."), NULL);
	desk_lock(t->desk);
	talk_say(t, "%s", _("This screen is resting, the database is locked. Every answer is kept, nothing is lost."));
	return passphrase(t, false);
}

bool lock_at_start(struct talk *t)
{
	talk_say(t, "%s", _("This database is sealed. Enter alone leaves."));
	return passphrase(t, true);
}
