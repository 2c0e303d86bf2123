/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "day.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/ui/field.h"
#include "stige/base/banned.h"

enum { DAY_MOST = 20, BOX_COLS = 62, BOX_ROWS = 5 };

struct day_state {
	struct app *app;
	struct day_arg arg;
	struct field text;
};

static enum stige_rc day_start(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct day_state *s = state;
	char iso[DATE_TEXT];

	(void)err;
	s->app = app_of(ui);
	s->arg = *(const struct day_arg *)arg;
	field_init(&s->text, DAY_MOST, FIELD_OVER);
	field_set(&s->text, date_format(s->arg.now, iso));
	return STIGE_OK;
}

static const char *day_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? _("keep") : NULL;
}

static void day_draw(const void *state, struct canvas *c)
{
	const struct day_state *s = state;
	int cols = c->cols - 4 < BOX_COLS ? c->cols - 4 : BOX_COLS;
	int row = c->rows > BOX_ROWS ? c->rows - BOX_ROWS : 0;
	struct rect box = { row, (c->cols - cols) / 2, BOX_ROWS, cols };

	canvas_box(c, box, s->arg.title);
	canvas_text(c, box.row + 1, box.col + 2, cols - 4, ROLE_HINT, s->arg.hint);
	field_draw(&s->text, c, box.row + 2, box.col + 2, cols - 4, true);
}

static unsigned day_keep(struct day_state *s)
{
	int32_t day;

	if (!date_input(s->text.text.text, desk_today(s->app->desk), &day) || day <= 0) {
		ui_say(s->app->ui, "%s", _("This is no date; write 22-11, 221125 or w49."));
		return UI_REDRAW;
	}
	ui_set_result(s->app->ui, day);
	return UI_POP;
}

static unsigned day_action(void *state, enum action action)
{
	if (action == ACTION_OPEN)
		return day_keep(state);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static unsigned day_text(void *state, struct key key)
{
	return field_key(&((struct day_state *)state)->text, key) ? UI_REDRAW : UI_UNHANDLED;
}

static void day_close(void *state)
{
	field_release(&((struct day_state *)state)->text);
}

static const struct screen screen_day = {
	.name = "day",
	.state_size = sizeof(struct day_state),
	.flags = SCREEN_OVER,
	.context = CONTEXT_FIELD,
	.open = day_start,
	.label = day_label,
	.draw = day_draw,
	.action = day_action,
	.text = day_text,
	.close = day_close,
};

unsigned day_open(struct app *a, const struct day_arg *arg, screen_done *done)
{
	return ui_open(a->ui, &screen_day, arg, done);
}
