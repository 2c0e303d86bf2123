/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "correct.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

enum { SAID_MOST = 2 };             /* changes that a message has room for */

enum correct_reason correct_reason_of(int choice)
{
	return choice < 0 ? CORRECT_NONE : correct_reason_at((size_t)choice);
}

unsigned correct_ask(struct app *a, const struct giving *g, screen_done *done)
{
	const char *choices[CORRECT_REASONS + 1] = { NULL };
	struct str text = STR_INIT;
	unsigned did;

	for (size_t i = 0; i < CORRECT_REASONS; i++)
		choices[i] = correct_reason_text(correct_reason_at(i));
	if (giving_changes(g, &text) == 0) {
		ui_say(a->ui, "%s", _("Nothing was changed; change an answer, or leave with Esc."));
		str_release(&text);
		return UI_REDRAW;
	}
	str_addf(&text, ". %s", _("Why? What stood before is kept, and both are dated."));
	did = ui_ask(a->ui, &(struct ui_ask){ .title = _("Correction"), .choices = choices, .text = text.text }, done);
	str_release(&text);
	return did;
}

/* What the caseworker answered is said in the own look alone; messages outlast it. */
static void say_done(struct app *a, const struct giving *g)
{
	struct str text = STR_INIT;
	size_t n = giving_changes(g, &text);

	if (!giving_corrects(g))
		ui_say(a->ui, _("%zu of %zu answered, saved."), entry_answered(giving_entry(g)),
			entry_of(giving_entry(g)));
	else if (n > SAID_MOST || giving_who(g) != RESPONDENT_CLIENT)
		ui_say(a->ui, ngettext("%zu answer is corrected.", "%zu answers are corrected.", n), n);
	else
		ui_say(a->ui, _("Corrected: %s."), text.text);
	str_release(&text);
}

unsigned correct_complete(struct app *a, struct giving *g, enum correct_reason reason,
	const struct form_item **ret_item)
{
	struct err err = ERR_INIT;
	struct id response;

	*ret_item = NULL;
	if (giving_complete(g, reason, ret_item, &response, &err))
		return ui_fail(a->ui, &err);
	say_done(a, g);
	ui_set_result(a->ui, 1);
	return UI_POP | UI_RELOAD;
}

static unsigned left(void *state, int value)
{
	(void)state;
	return value == 1 ? UI_POP | UI_RELOAD : UI_REDRAW;
}

unsigned correct_back(struct app *a, const struct giving *g)
{
	const char *const choices[] = { _("Go on correcting"), _("Leave; what stood before stands"), NULL };
	struct str text = STR_INIT;
	unsigned did = UI_POP | UI_RELOAD;

	if (giving_changes(g, &text) > 0)
		did = ui_ask(a->ui, &(struct ui_ask){ .title = _("This change is not kept yet"), .choices = choices,
			.text = text.text }, left);
	str_release(&text);
	return did;
}

void correct_title(const struct giving *g, const char *name, struct str *out)
{
	const struct response *r = giving_corrects(g);
	char on[DATE_TEXT];

	str_addf(out, _("Correct: %s, %s, %s"), name, date_format(r->date, on), respondent_word(r->respondent));
}

void correct_pause(struct giving *g)
{
	struct err ignored = ERR_INIT;

	if (entry_answered(giving_entry(g)) > 0)
		(void)giving_pause(g, &ignored);
}
