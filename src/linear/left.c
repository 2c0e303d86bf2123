/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was left behind when the program ended; behind the lock when the client was answering. */
#include "parts.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

enum { LEFT_MOST = 50 };

static bool behind_lock(const struct left_draft *left, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (left[i].in_room)
			return true;
	return false;
}

static enum said take_up(struct talk *t, const struct left_draft *d)
{
	struct err err = ERR_INIT;

	if (sitting_resume(t->desk, &d->meeting, &t->sitting, &err)) {
		talk_fail(t, &err);
		return SAID_TEXT;
	}
	t->look = LOOK_SHARED;
	return meeting_talk(t);
}

static void words(const struct left_draft *d, struct str *out)
{
	char at[INSTANT_TEXT];

	str_addf(out, _("%s, %s, %s: question %zu of %zu"), d->name, instant_format_local(d->last, at),
		respondent_word(d->who), d->number, d->of);
}

static enum said offer(struct talk *t, const struct left_draft *left, size_t n)
{
	struct choice choices[LEFT_MOST];
	struct str lines[LEFT_MOST];
	size_t at;
	enum said said;

	n = n < LEFT_MOST ? n : LEFT_MOST;
	for (size_t i = 0; i < n; i++) {
		str_init(&lines[i]);
		words(&left[i], &lines[i]);
		choices[i] = (struct choice){ .label = lines[i].text };
	}
	talk_say(t, "%s", _("Answers that were left behind"));
	said = talk_choose(t, _("A number goes on with it; \"back\" leaves them for later"), choices, n, CHOOSE_NONE, true,
		&at);
	for (size_t i = 0; i < n; i++)
		str_release(&lines[i]);
	if (said == SAID_TEXT)
		return take_up(t, &left[at]);
	return said == SAID_END ? SAID_END : SAID_TEXT;
}

enum stige_rc left_talk(struct talk *t, enum said *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct left_draft *left = NULL;
	size_t n = 0;
	enum stige_rc rc = sitting_left(t->desk, &a, &left, &n, err);

	*ret = SAID_TEXT;
	if (!rc && behind_lock(left, n)) {
		if (lock_pin(t, _("This screen is resting. Every answer is kept, nothing is lost."), NULL))
			rc = sitting_room(t->desk, NULL, err);
		else
			*ret = SAID_END;
	}
	if (!rc && n > 0 && *ret != SAID_END)
		*ret = offer(t, left, n);
	arena_release(&a);
	return rc;
}
