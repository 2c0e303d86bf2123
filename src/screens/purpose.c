/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A client who stands in no list of one's own: the number must be known, and the purpose said, before
 * as much as a name shows.
 */
#include "purpose.h"

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/ui/field.h"
#include "stige/base/banned.h"

enum { PURPOSES_MOST = 9, NUMBER_MOST = 40, BOX_COLS = 70, BOX_ROWS = 5 };

unsigned purpose_ask(struct app *a, screen_done *done)
{
	const char *choices[PURPOSES_MOST + 1] = { NULL };

	for (size_t i = 0; i < guard_purpose_count && i < PURPOSES_MOST; i++)
		choices[i] = _(guard_purposes[i].words);
	return ui_ask(a->ui, &(struct ui_ask){ .title = _("Why do you open it?"), .choices = choices,
		.text = _("It is written in the log, and the person may read it.") }, done);
}

const char *purpose_code(int value)
{
	BUG_ON(value < 0 || (size_t)value >= guard_purpose_count);
	return guard_purposes[value].code;
}

struct colleague_state {
	struct app *app;
	struct field number;
	struct id client;
};

static enum stige_rc colleague_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct colleague_state *s = state;

	(void)arg;
	(void)err;
	s->app = app_of(ui);
	field_init(&s->number, NUMBER_MOST, 0);
	return STIGE_OK;
}

static void colleague_draw(const void *state, struct canvas *c)
{
	const struct colleague_state *s = state;
	int cols = c->cols - 4 < BOX_COLS ? c->cols - 4 : BOX_COLS;
	int row = c->rows > BOX_ROWS ? c->rows - BOX_ROWS : 0;
	struct rect box = { row, (c->cols - cols) / 2, BOX_ROWS, cols };

	canvas_box(c, box, _("A colleague's client"));
	canvas_text(c, box.row + 1, box.col + 2, cols - 4, ROLE_HINT, _("The case number:"));
	field_draw(&s->number, c, box.row + 2, box.col + 2, cols - 4, true);
}

static unsigned go(struct colleague_state *s)
{
	return ui_replace(s->app->ui, &screen_client, &s->client);
}

static unsigned purpose_chosen(void *state, int value)
{
	struct colleague_state *s = state;

	if (value < 0)
		return UI_REDRAW;
	desk_purpose(s->app->desk, &s->client, purpose_code(value));
	return go(s);
}

static unsigned take(struct colleague_state *s)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct client c;
	unsigned did;

	if (guard_find(s->app->desk, &a, s->number.text.text, &c, &err)) {
		did = ui_fail(s->app->ui, &err);
	} else {
		s->client = c.id;
		did = guard_needs_purpose(s->app->desk, &c) ? purpose_ask(s->app, purpose_chosen) : go(s);
	}
	arena_release(&a);
	return did;
}

static unsigned colleague_action(void *state, enum action action)
{
	if (action == ACTION_OPEN)
		return take(state);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static unsigned colleague_text(void *state, struct key key)
{
	return field_key(&((struct colleague_state *)state)->number, key) ? UI_REDRAW : UI_UNHANDLED;
}

static void colleague_close(void *state)
{
	field_release(&((struct colleague_state *)state)->number);
}

const struct screen screen_colleague = {
	.name = "colleague",
	.state_size = sizeof(struct colleague_state),
	.flags = SCREEN_OVER,
	.context = CONTEXT_FIELD,
	.open = colleague_open,
	.draw = colleague_draw,
	.action = colleague_action,
	.text = colleague_text,
	.close = colleague_close,
};
