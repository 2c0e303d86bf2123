/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find as you type, over any screen that can find. Enter stays at the place, Esc ends the search. */
#include "stige/base/i18n.h"
#include "stige/ui/field.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { WORDS_MOST = 60 };

struct find {
	struct ui *ui;
	struct field words;
	bool missed;                     /* nothing shows them */
};

static enum stige_rc find_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct find *f = state;

	(void)arg;
	(void)err;
	f->ui = ui;
	field_init(&f->words, WORDS_MOST, 0);
	return STIGE_OK;
}

/* In the first row, so that what is found shows below. */
static void find_draw(const void *state, struct canvas *c)
{
	const struct find *f = state;
	int at;

	canvas_fill(c, (struct rect){ 0, 0, 1, c->cols }, ROLE_TEXT, " ");
	at = 2 + canvas_text(c, 0, 1, c->cols, ROLE_FOCUS, _("Find:"));
	if (f->missed)
		canvas_text_right(c, 0, c->cols / 2, c->cols - c->cols / 2 - 1, ROLE_ERROR, _("nowhere here"));
	field_draw(&f->words, c, 0, at, c->cols / 2 - at - 1, true);
}

static unsigned look(struct find *f, int step)
{
	f->missed = !field_empty(&f->words) && !ui_find_beneath(f->ui, f->words.text.text, step);
	return UI_REDRAW;
}

static unsigned find_action(void *state, enum action action)
{
	struct find *f = state;

	if (action == ACTION_UP || action == ACTION_DOWN)
		return look(f, action == ACTION_DOWN ? 1 : -1);
	if (action != ACTION_OPEN && action != ACTION_BACK)
		return UI_UNHANDLED;
	str_clear(&f->ui->find);
	if (action == ACTION_OPEN && !f->missed)
		str_add(&f->ui->find, f->words.text.text);
	return UI_POP;
}

static unsigned find_text(void *state, struct key key)
{
	struct find *f = state;

	return field_key(&f->words, key) ? look(f, 0) : UI_UNHANDLED;
}

static const char *find_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_OPEN)
		return _("stay here");
	return action == ACTION_BACK ? _("clear") : NULL;
}

static void find_close(void *state)
{
	field_release(&((struct find *)state)->words);
}

const struct screen ui_find_screen = {
	.name = "find",
	.state_size = sizeof(struct find),
	.flags = SCREEN_OVER,
	.context = CONTEXT_FIND,
	.open = find_open,
	.label = find_label,
	.draw = find_draw,
	.action = find_action,
	.text = find_text,
	.close = find_close,
};
