/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handover_part.h"

#include "stige/base/i18n.h"
#include "stige/ui/field.h"
#include "unsaved.h"
#include "stige/base/banned.h"

enum { PART_MOST = 1000, BOX_COLS = 74, BOX_ROWS = 5 };

static const char *const hints[HANDOVER_PARTS] = {
	[HANDOVER_WANTS] = N_("In the client's own words."),
	[HANDOVER_WORKS] = N_("Times of day, ways of asking, what went wrong before."),
	[HANDOVER_SEARCH] = N_("Channels, employers spoken to, what comes next."),
	[HANDOVER_JOINT] = N_("A day for both caseworkers and the client: 22-11, w49 or +2w."),
	[HANDOVER_TOLD] = N_("When, and how."),
};

struct part_state {
	struct app *app;
	struct handover_part_arg arg;
	struct field text;
};

static enum stige_rc part_start(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct part_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->arg = *(const struct handover_part_arg *)arg;
	field_init(&s->text, PART_MOST, 0);
	field_set(&s->text, s->arg.now);
	return STIGE_OK;
}

static const char *part_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? _("keep") : NULL;
}

static void part_draw(const void *state, struct canvas *c)
{
	const struct part_state *s = state;
	int cols = c->cols - 4 < BOX_COLS ? c->cols - 4 : BOX_COLS;
	int row = c->rows > BOX_ROWS ? c->rows - BOX_ROWS : 0;
	struct rect box = { row, (c->cols - cols) / 2, BOX_ROWS, cols };

	canvas_box(c, box, handover_part_name(s->arg.part));
	canvas_text(c, box.row + 1, box.col + 2, cols - 4, ROLE_HINT, _(hints[s->arg.part]));
	field_draw(&s->text, c, box.row + 2, box.col + 2, cols - 4, true);
}

static unsigned part_keep(struct part_state *s)
{
	struct err err = ERR_INIT;

	if (handover_write(s->app->desk, s->arg.file, s->arg.part, s->text.text.text, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", _("Saved."));
	return UI_POP | UI_RELOAD;
}

static unsigned part_action(void *state, enum action action)
{
	struct part_state *s = state;

	if (action == ACTION_OPEN)
		return part_keep(s);
	return action == ACTION_BACK ? unsaved_leave(s->app->ui, !str_eq(s->text.text.text, s->arg.now)) : UI_UNHANDLED;
}

static unsigned part_text(void *state, struct key key)
{
	return field_key(&((struct part_state *)state)->text, key) ? UI_REDRAW : UI_UNHANDLED;
}

static void part_close(void *state)
{
	field_release(&((struct part_state *)state)->text);
}

static const struct screen screen_handover_part = {
	.name = "handover-part",
	.state_size = sizeof(struct part_state),
	.flags = SCREEN_OVER,
	.context = CONTEXT_FIELD,
	.open = part_start,
	.label = part_label,
	.draw = part_draw,
	.action = part_action,
	.text = part_text,
	.close = part_close,
};

unsigned handover_part_open(struct app *a, const struct handover_part_arg *arg)
{
	return ui_open(a->ui, &screen_handover_part, arg, NULL);
}
