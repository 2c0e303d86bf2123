/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unsaved.h"

#include "stige/base/i18n.h"
#include "stige/base/banned.h"

static unsigned given_up(void *state, int value)
{
	(void)state;
	return value == 1 ? UI_POP | UI_RELOAD : UI_REDRAW;
}

unsigned unsaved_leave(struct ui *ui, bool typed)
{
	const char *const choices[] = { _("Go on writing"), _("Leave; nothing of it is kept"), NULL };

	return !typed ? (unsigned)UI_POP
		: ui_ask(ui, &(struct ui_ask){ .title = _("This is not saved yet"), .text = "",
			.choices = choices }, given_up);
}
