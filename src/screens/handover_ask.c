/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked when a client changes hands, and which page comes first for who took over. */
#include "day.h"
#include "reassign.h"
#include "stige/base/i18n.h"
#include "stige/casefile/handover.h"
#include "stige/base/banned.h"

enum { REASONS_MOST = 9 };

unsigned handover_ask_day(struct app *a, screen_done *done)
{
	return day_open(a, &(struct day_arg){ .title = _("From which day?"), .now = desk_today(a->desk),
		.hint = _("Today, or the day it really changed: 20-11 or -2d.") }, done);
}

unsigned handover_ask_reason(struct app *a, screen_done *done)
{
	const char *choices[REASONS_MOST + 1] = { NULL };

	for (size_t i = 0; i < handover_reason_count() && i < REASONS_MOST; i++)
		choices[i] = handover_reason_text(handover_reason(i));
	return ui_ask(a->ui, &(struct ui_ask){ .title = _("Hand over"), .choices = choices,
		.text = _("Why does the caseworker change?") }, done);
}

static enum stige_rc reads_first(struct app *a, const struct client *c, bool *ret, struct err *err)
{
	struct casefile *f;
	enum stige_rc rc;

	*ret = false;
	if (c->caseworker_changes == 0)
		return STIGE_OK;
	rc = casefile_load(a->desk, &c->id, "own", &f, err);
	if (rc)
		return rc;
	*ret = handover_waits(f);
	casefile_free(f);
	return STIGE_OK;
}

unsigned handover_first(struct app *a, const struct client *c, const struct screen *screen)
{
	struct err err = ERR_INIT;
	bool first;

	if (reads_first(a, c, &first, &err))
		return ui_fail(a->ui, &err);
	if (first && screen != &screen_handover)
		ui_say(a->ui, "%s", _("You have taken over: this page comes first. Space marks it as read."));
	return ui_open(a->ui, first ? &screen_handover : screen, &c->id, NULL);
}
