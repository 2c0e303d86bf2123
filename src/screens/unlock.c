/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The passphrase of a sealed database: at the start, and over whatever was there when nobody has
 * pressed a key for a while or the program was stopped. Opening it wipes the key. What stands
 * beneath stays as it was, with what was half typed; without the key nothing can be read or saved.
 */
#include "app_state.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/field.h"
#include "stige/base/banned.h"

enum { PASSPHRASE_MOST = 200, FIELD_WIDTH = 40 };

struct unlock_state {
	struct app *app;
	struct field passphrase;
	char *wrong;                     /* why it did not open, NULL; owned */
};

static enum stige_rc unlock_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct unlock_state *s = state;

	(void)arg;
	(void)err;
	s->app = app_of(ui);
	desk_lock(s->app->desk);
	field_init(&s->passphrase, PASSPHRASE_MOST, FIELD_SECRET);
	return STIGE_OK;
}

/* Nobody has been in yet: there is nothing to go back to. */
static bool at_start(const struct unlock_state *s)
{
	return !ui_has(s->app->ui, &screen_caseload);
}

static void unlock_draw(const void *state, struct canvas *c)
{
	const struct unlock_state *s = state;
	int row = c->rows / 3, width = c->cols - 2 < FIELD_WIDTH ? c->cols - 2 : FIELD_WIDTH;
	int at = (c->cols - width) / 2;
	struct str text = STR_INIT;

	canvas_text_centre(c, row - 1, 0, c->cols, ROLE_TITLE,
		at_start(s) ? _("This database is sealed") : _("This screen is resting, the database is locked"));
	str_addf(&text, _("Passphrase of %s:"), s->app->desk->login);
	canvas_text(c, row + 1, at, c->cols - at, ROLE_TEXT, text.text);
	field_draw(&s->passphrase, c, row + 2, at, width, true);
	if (s->wrong)
		canvas_wrap(c, (struct rect){ row + 4, at, 4, width }, ROLE_ERROR, s->wrong);
	else if (!at_start(s))
		canvas_wrap(c, (struct rect){ row + 4, at, 2, width }, ROLE_HINT,
			_("Every answer is kept, nothing is lost."));
	canvas_text_centre(c, c->rows - 1, 0, c->cols, ROLE_HINT,
		at_start(s) ? _("Enter: open   Esc: leave") : _("Enter: open"));
	str_release(&text);
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

static unsigned try_it(struct unlock_state *s)
{
	struct err err = ERR_INIT;
	enum stige_rc rc = desk_unlock(s->app->desk, s->passphrase.text.text, &err);

	field_set(&s->passphrase, "");
	if (rc == STIGE_OK)
		return at_start(s) ? begin(s) : UI_POP | UI_RELOAD;
	say_wrong(s, err.msg);
	return UI_REDRAW;
}

static unsigned unlock_action(void *state, enum action action)
{
	struct unlock_state *s = state;

	if (action == ACTION_BACK && at_start(s))
		return UI_QUIT;
	if (action == ACTION_OPEN && !field_empty(&s->passphrase))
		return try_it(s);
	return UI_NONE;              /* nothing else leaves */
}

static unsigned unlock_text(void *state, struct key key)
{
	struct unlock_state *s = state;

	say_wrong(s, NULL);
	return field_key(&s->passphrase, key) ? UI_REDRAW : UI_NONE;
}

static unsigned unlock_idle(void *state)
{
	(void)state;
	return UI_NONE;
}

static void unlock_close(void *state)
{
	struct unlock_state *s = state;

	field_release(&s->passphrase);
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
