/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The resting screen: nothing of anybody shows until the caseworker's room PIN was typed (or
 * Enter pressed twice, where none is set). It stands over whatever was there.
 */
#include "app_state.h"

#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/ui/field.h"
#include "stige/base/banned.h"

enum { PIN_MOST = 8, LOCK_IDLE = 15 * 60 };

struct lock_state {
	struct app *app;
	struct lock_arg arg;
	struct field pin;
	int enters;
	bool wrong;
};

static enum stige_rc lock_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct lock_state *s = state;

	(void)err;
	s->app = app_of(ui);
	if (arg)
		s->arg = *(const struct lock_arg *)arg;
	field_init(&s->pin, PIN_MOST, FIELD_SECRET | FIELD_DIGITS);
	return STIGE_OK;
}

static bool has_pin(const struct lock_state *s)
{
	return s->app->desk->caseworker.has_pin;
}

static void prompt(const struct lock_state *s, struct str *out)
{
	const struct caseworker *who = &s->app->desk->caseworker;

	if (has_pin(s))
		str_addf(out, _("%s, type your PIN:"), who->name);
	else
		str_addf(out, s->enters ? _("%s, press Enter once more") : _("%s, press Enter twice"), who->name);
}

static void lock_draw(const void *state, struct canvas *c)
{
	const struct lock_state *s = state;
	struct str text = STR_INIT;
	int row = c->rows / 3, field = has_pin(s) ? PIN_MOST : 0;
	int at;

	canvas_text_centre(c, row, 0, c->cols, ROLE_TITLE, _("This screen is resting"));
	prompt(s, &text);
	at = (c->cols - text_width(text.text) - field - 1) / 2;
	at = at < 1 ? 1 : at;
	at += canvas_text(c, row + 3, at, c->cols - at - field - 1, ROLE_TEXT, text.text) + 1;
	canvas_cursor(c, row + 3, at, true);
	if (has_pin(s))
		field_draw(&s->pin, c, row + 3, at, PIN_MOST, true);
	if (s->wrong)
		canvas_text_centre(c, row + 5, 0, c->cols, ROLE_ERROR, _("That is not the PIN. Type it again."));
	else if (s->arg.kept)
		canvas_text_centre(c, row + 5, 0, c->cols, ROLE_HINT, _("Every answer is kept, nothing is lost."));
	if (s->arg.back)
		canvas_text_centre(c, row + 7, 0, c->cols, ROLE_HINT, _("Esc: back to the questions"));
	str_release(&text);
}

static unsigned lock_try(struct lock_state *s)
{
	if (!has_pin(s))
		return ++s->enters < 2 ? UI_REDRAW : UI_POP;
	if (desk_pin_ok(s->app->desk, s->pin.text.text))
		return UI_POP;
	s->wrong = s->pin.text.len > 0;
	field_set(&s->pin, "");
	return UI_REDRAW;
}

static unsigned lock_action(void *state, enum action action)
{
	struct lock_state *s = state;

	if (action == ACTION_BACK && s->arg.back)
		return UI_POP;
	if (action != ACTION_OPEN)
		return action == ACTION_REDRAW ? UI_UNHANDLED : UI_NONE;         /* nothing else leaves */
	if (!has_pin(s) || s->pin.text.len) {
		unsigned did = lock_try(s);

		if (did & UI_POP)
			ui_set_result(s->app->ui, 1);
		return did;
	}
	return UI_NONE;
}

static unsigned lock_text(void *state, struct key key)
{
	struct lock_state *s = state;

	s->wrong = false;
	return field_key(&s->pin, key) ? UI_REDRAW : UI_NONE;
}

/* In a sealed file the key goes too, when nobody has come for a quarter of an hour. */
static unsigned lock_idle(void *state)
{
	const struct lock_state *s = state;

	return s->app->desk->sealed ? UI_LOCK : UI_NONE;
}

static void lock_close(void *state)
{
	field_release(&((struct lock_state *)state)->pin);
}

const struct screen screen_lock = {
	.name = "lock",
	.state_size = sizeof(struct lock_state),
	.flags = SCREEN_BARE,
	.context = CONTEXT_LOCK,
	.idle_after = LOCK_IDLE,
	.open = lock_open,
	.draw = lock_draw,
	.action = lock_action,
	.text = lock_text,
	.idle = lock_idle,
	.close = lock_close,
};
