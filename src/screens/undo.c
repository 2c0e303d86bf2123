/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "undo.h"

#include "stige/base/i18n.h"
#include "stige/casefile/undo.h"
#include "stige/base/banned.h"

/* While the client looks on, nothing changes for anybody else. */
static bool may_touch(const struct app *a, const struct id *client)
{
	return app_look(a) == LOOK_OWN || id_eq(&a->sitting->info.client, client);
}

unsigned app_undo(struct app *a, bool redo)
{
	const struct id *client = undo_next(a->desk, redo);
	struct err err = ERR_INIT;
	const char *said;

	/* A box holds on to what lies beneath it, which an undo would load again. */
	if (ui_top(a->ui)->flags & SCREEN_OVER)
		return UI_BELL;
	if (!client) {
		ui_say(a->ui, "%s", redo ? _("There is nothing to make again.") : _("There is nothing to undo."));
		return UI_REDRAW;
	}
	if (!may_touch(a, client)) {
		ui_say(a->ui, "%s", _("The last change is about somebody else; press w first."));
		return UI_REDRAW;
	}
	if (undo_step(a->desk, redo, &said, &err))
		return ui_fail(a->ui, &err);
	ui_say(a->ui, "%s", said);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}
