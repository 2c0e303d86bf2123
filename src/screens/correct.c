/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "correct.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum correct_reason correct_reason_of(int choice)
{
	static const enum correct_reason reasons[] = {
		CORRECT_SLIP, CORRECT_MISUNDERSTOOD, CORRECT_CHANGED_MIND, CORRECT_READ_WRONGLY,
	};

	return choice < 0 || (size_t)choice >= ARRAY_SIZE(reasons) ? CORRECT_NONE : reasons[choice];
}

unsigned correct_ask(struct ui *ui, screen_done *done)
{
	const char *const choices[] = {
		_("A slip of the key"), _("The question was misunderstood"),
		_("The person has changed mind since"),
		_("It was read wrongly"), NULL,
	};

	return ui_ask(ui, &(struct ui_ask){ .title = _("Correction"), .choices = choices,
		.text = _("Why are the answers corrected? What stood before is kept, and both are dated.") },
		done);
}

unsigned correct_complete(struct app *a, struct giving *g, enum correct_reason reason,
	const struct form_item **ret_item)
{
	struct err err = ERR_INIT;
	struct id response;

	*ret_item = NULL;
	if (giving_complete(g, reason, ret_item, &response, &err))
		return ui_fail(a->ui, &err);
	ui_say(a->ui, _("%zu of %zu answered, saved."), entry_answered(giving_entry(g)),
		entry_of(giving_entry(g)));
	ui_set_result(a->ui, 1);
	return UI_POP | UI_RELOAD;
}

void correct_pause(struct giving *g)
{
	struct err ignored = ERR_INIT;

	if (entry_answered(giving_entry(g)) > 0)
		(void)giving_pause(g, &ignored);
}
