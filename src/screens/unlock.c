/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The passphrase of a sealed database: at the start, and over whatever was there when nobody has
 * pressed a key for a while or the program was stopped. Opening it wipes the key. What stands
 * beneath stays as it was, with what was half typed; without the key nothing can be read or saved.
 */
#include "app_state.h"

#include "passphrase.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/ui/field.h"
#include "stige/base/banned.h"

enum { PASSPHRASE_BYTES = 200, FIELD_WIDTH = 40, FIELD_LEAST = 12 };

struct unlock_state {
	struct app *app;
	struct field secret;
	bool code;                       /* the recovery code is typed, not the passphrase */
	char *wrong;                     /* why it did not open, NULL; owned */
};

static enum stige_rc unlock_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct unlock_state *s = state;

	(void)arg;
	(void)err;
	s->app = app_of(ui);
	desk_lock(s->app->desk);
	field_init(&s->secret, PASSPHRASE_BYTES, FIELD_SECRET);
	return STIGE_OK;
}

/* Nobody has been in yet: there is nothing to go back to. */
static bool at_start(const struct unlock_state *s)
{
	return !ui_has(s->app->ui, &screen_caseload);
}

static void label_words(const struct unlock_state *s, struct str *out)
{
	if (s->code)
		str_add(out, _("Recovery code:"));
	else
		str_addf(out, _("Passphrase of %s:"), s->app->desk->login);
}

/* The label stands before the field, so that whoever reads the cursor's row hears it. Returns the first column. */
static int draw_secret(const struct unlock_state *s, struct canvas *c, int row)
{
	struct str label = STR_INIT;
	int width = c->cols - 2, words, at;

	label_words(s, &label);
	words = text_width(label.text) + 1;
	if (words > width - FIELD_LEAST)
		words = width - FIELD_LEAST;
	if (width > words + FIELD_WIDTH)
		width = words + FIELD_WIDTH;
	at = (c->cols - width) / 2;
	canvas_text(c, row, at, words - 1, ROLE_TEXT, label.text);
	field_draw(&s->secret, c, row, at + words, width - words, true);
	str_release(&label);
	return at;
}

static void foot_words(const struct unlock_state *s, struct str *out)
{
	str_addf(out, "%s   %s", _("Enter: open"), s->code ? _("Tab: passphrase") : _("Tab: it is forgotten"));
	if (at_start(s))
		str_addf(out, "   %s", _("Esc: leave"));
}

static void unlock_draw(const void *state, struct canvas *c)
{
	const struct unlock_state *s = state;
	int row = c->rows / 3, rows, at;
	struct str foot = STR_INIT;

	canvas_text_centre(c, row - 1, 0, c->cols, ROLE_TITLE,
		at_start(s) ? _("This database is sealed") : _("The database is locked"));
	at = draw_secret(s, c, row + 1);
	if (s->wrong)
		canvas_wrap(c, (struct rect){ row + 3, at, 4, c->cols - 2 * at }, ROLE_ERROR, s->wrong);
	else if (!at_start(s))
		canvas_wrap(c, (struct rect){ row + 3, at, 2, c->cols - 2 * at }, ROLE_HINT,
			_("Every answer is kept, nothing is lost."));
	foot_words(s, &foot);
	rows = canvas_wrap_rows(foot.text, c->cols - 2);
	if (rows == 1)
		canvas_text_centre(c, c->rows - 1, 0, c->cols, ROLE_HINT, foot.text);
	else
		canvas_wrap(c, (struct rect){ c->rows - rows, 1, rows, c->cols - 2 }, ROLE_HINT, foot.text);
	str_release(&foot);
}

static void say_wrong(struct unlock_state *s, const char *why)
{
	mem_free(s->wrong);
	s->wrong = why ? mem_strdup(why) : NULL;
}

static unsigned begin(struct unlock_state *s)
{
	struct err err = ERR_INIT;

	app_follow_desk(s->app);
	if (app_begin(s->app, &err) == STIGE_OK)
		return UI_POP | UI_REDRAW;
	say_wrong(s, err.msg);
	return UI_REDRAW;
}

static unsigned go_in(struct unlock_state *s)
{
	return at_start(s) ? begin(s) : (unsigned)UI_POP | UI_RELOAD;
}

/* Whoever came in by the code leaves with a passphrase, or not at all. */
static unsigned new_one_set(void *state, int value)
{
	struct unlock_state *s = state;

	if (value == 1)
		return go_in(s);
	desk_lock(s->app->desk);
	return UI_REDRAW;
}

static unsigned try_it(struct unlock_state *s)
{
	struct desk *d = s->app->desk;
	const char *typed = s->secret.text.text;
	struct err err = ERR_INIT;
	enum stige_rc rc = s->code ? desk_unlock_code(d, typed, &err) : desk_unlock(d, typed, &err);

	field_set(&s->secret, "");
	say_wrong(s, rc ? err.msg : NULL);
	if (rc)
		return UI_REDRAW;
	if (!s->code)
		return go_in(s);
	return passphrase_open(s->app, &(struct passphrase_arg){ .act = PASSPHRASE_RECOVER }, new_one_set);
}

static unsigned other_secret(struct unlock_state *s)
{
	s->code = !s->code;
	field_set(&s->secret, "");
	say_wrong(s, NULL);
	return UI_REDRAW;
}

static unsigned unlock_action(void *state, enum action action)
{
	struct unlock_state *s = state;

	if (action == ACTION_BACK && s->code)
		return other_secret(s);
	if (action == ACTION_BACK && at_start(s))
		return UI_QUIT;
	if (action == ACTION_NEXT_PART)
		return other_secret(s);
	if (action == ACTION_OPEN && !field_empty(&s->secret))
		return try_it(s);
	return action == ACTION_REDRAW ? UI_UNHANDLED : UI_NONE;         /* nothing else leaves */
}

static unsigned unlock_text(void *state, struct key key)
{
	struct unlock_state *s = state;

	say_wrong(s, NULL);
	return field_key(&s->secret, key) ? UI_REDRAW : UI_NONE;
}

static unsigned unlock_idle(void *state)
{
	(void)state;
	return UI_NONE;
}

static void unlock_close(void *state)
{
	struct unlock_state *s = state;

	field_release(&s->secret);
	mem_free(s->wrong);
}

const struct screen screen_unlock = {
	.name = "unlock",
	.state_size = sizeof(struct unlock_state),
	.flags = SCREEN_BARE,
	.context = CONTEXT_LOCK,
	.open = unlock_open,
	.draw = unlock_draw,
	.action = unlock_action,
	.text = unlock_text,
	.idle = unlock_idle,
	.close = unlock_close,
};
