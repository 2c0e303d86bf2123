/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "remark.h"

#include "stige/base/i18n.h"
#include "stige/ui/field.h"
#include "unsaved.h"
#include "stige/base/banned.h"

enum { NOTE_MOST = 2000, BOX_COLS = 70, BOX_ROWS = 8 };

struct remark_state {
	struct app *app;
	struct note_arg arg;             /* the item and the title live as long as the program's tables */
	struct field text;
};

static enum stige_rc remark_start(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct remark_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->arg = *(const struct note_arg *)arg;
	field_init(&s->text, NOTE_MOST, 0);
	return STIGE_OK;
}

static const char *remark_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? _("keep") : NULL;
}

static void remark_draw(const void *state, struct canvas *c)
{
	const struct remark_state *s = state;
	int cols = c->cols - 4 < BOX_COLS ? c->cols - 4 : BOX_COLS;
	int rows = c->rows < BOX_ROWS ? c->rows : BOX_ROWS;
	struct rect box = { c->rows - rows, (c->cols - cols) / 2, rows, cols };
	int head;

	canvas_box(c, box, s->arg.title);
	head = canvas_wrap(c, (struct rect){ box.row + 1, box.col + 2, 2, cols - 4 }, ROLE_HINT,
		_("The client may ask to read it. Facts, not verdicts.")) + 1;
	field_draw_lines(&s->text, c, (struct rect){ box.row + head, box.col + 2, rows - head - 1, cols - 4 }, true);
}

static unsigned remark_keep(struct remark_state *s)
{
	const struct sitting *sitting = s->app->sitting;
	const struct id *meeting = !id_is_zero(&s->arg.meeting) ? &s->arg.meeting : sitting ? &sitting->meeting : NULL;
	struct err err = ERR_INIT;

	if (field_empty(&s->text))
		return UI_POP;
	if (casefile_note(s->app->desk, &s->arg.client, meeting, s->arg.item, s->text.text.text, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", s->arg.item ? _("The remark is saved.") : _("The note is saved."));
	return s->arg.item ? UI_POP : UI_POP | UI_RELOAD;      /* a form that is being given goes on as it is */
}

static unsigned remark_action(void *state, enum action action)
{
	struct remark_state *s = state;

	if (action == ACTION_OPEN)
		return remark_keep(s);
	return action == ACTION_BACK ? unsaved_leave(s->app->ui, !field_empty(&s->text)) : UI_UNHANDLED;
}

static unsigned remark_text(void *state, struct key key)
{
	return field_key(&((struct remark_state *)state)->text, key) ? UI_REDRAW : UI_UNHANDLED;
}

static void remark_close(void *state)
{
	field_release(&((struct remark_state *)state)->text);
}

static const struct screen screen_remark = {
	.name = "remark",
	.state_size = sizeof(struct remark_state),
	.flags = SCREEN_OVER,
	.context = CONTEXT_FIELD,
	.open = remark_start,
	.label = remark_label,
	.draw = remark_draw,
	.action = remark_action,
	.text = remark_text,
	.close = remark_close,
};

unsigned note_open(struct app *a, const struct note_arg *arg)
{
	return ui_open(a->ui, &screen_remark, arg, NULL);
}

unsigned remark_open(struct app *a, struct giving *g, const struct form_item *item)
{
	const struct draft *d = giving_draft(g);

	return note_open(a, &(struct note_arg){ .client = d->client, .meeting = d->meeting, .item = item->name,
		.title = _("Remark") });
}
