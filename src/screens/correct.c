/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "correct.h"

#include "stige/base/i18n.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

enum correct_reason correct_reason_of(int choice)
{
	return choice < 0 ? CORRECT_NONE : correct_reason_at((size_t)choice);
}

unsigned correct_ask(struct ui *ui, screen_done *done)
{
	const char *choices[CORRECT_REASONS + 1] = { NULL };

	for (size_t i = 0; i < CORRECT_REASONS; i++)
		choices[i] = correct_reason_text(correct_reason_at(i));
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
