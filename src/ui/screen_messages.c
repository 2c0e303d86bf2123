/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages of this run, newest first, for whoever missed one; and the blank screen. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/ui/list.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { TIME_WIDTH = 18 };

struct messages {
	const struct ui *ui;
	struct list list;
	int cols;
};

static const struct ui_message *message_at(const struct messages *m, size_t i)
{
	return &m->ui->messages[m->ui->message_count - 1 - i];
}

static int row_rows(const void *context, size_t i)
{
	const struct messages *m = context;

	return 1 + canvas_wrap_rows(message_at(m, i)->text, m->cols - LIST_MARGIN - 2);
}

static void row_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct messages *m = context;
	const struct ui_message *message = message_at(m, i);
	char at[INSTANT_TEXT];

	(void)focused;
	canvas_text(c, 0, 0, TIME_WIDTH, ROLE_HINT, instant_format_local(message->at, at));
	canvas_wrap(c, (struct rect){ 1, 2, c->rows - 1, c->cols - 2 },
		message->error ? ROLE_ERROR : ROLE_TEXT, message->text);
}

static struct list_source source(const struct messages *m)
{
	return (struct list_source){ .count = m->ui->message_count, .context = m, .draw = row_draw,
		.rows = row_rows };
}

static enum stige_rc messages_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct messages *m = state;

	(void)arg;
	(void)err;
	m->ui = ui;
	return STIGE_OK;
}

static void messages_layout(void *state, int rows, int cols)
{
	struct messages *m = state;
	struct list_source src = source(m);

	m->cols = cols;
	list_layout(&m->list, &src, rows - 1);
}

static void messages_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("Messages of this run, newest first"));
}

static void messages_draw(const void *state, struct canvas *c)
{
	const struct messages *m = state;
	struct list_source src = source(m);
	struct canvas body = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	if (src.count == 0) {
		canvas_text(&body, 0, LIST_MARGIN, body.cols, ROLE_HINT, _("There have been no messages."));
		canvas_cursor(&body, 0, LIST_MARGIN, false);
	}
	list_draw(&m->list, &src, &body);
}

static unsigned messages_action(void *state, enum action action)
{
	struct messages *m = state;
	struct list_source src = source(m);

	if (action == ACTION_OPEN || action == ACTION_OPEN_MESSAGES)
		return UI_NONE;
	return list_action(&m->list, &src, action) ? UI_REDRAW : UI_UNHANDLED;
}

static bool messages_find(void *state, const char *words, int step)
{
	struct messages *m = state;
	struct list_source src = source(m);

	return list_find(&m->list, &src, m->cols, words, step);
}

static const char *messages_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? "" : NULL;
}

const struct screen ui_messages_screen = {
	.name = "messages",
	.state_size = sizeof(struct messages),
	.context = CONTEXT_PAGE,
	.open = messages_open,
	.layout = messages_layout,
	.title = messages_title,
	.label = messages_label,
	.draw = messages_draw,
	.action = messages_action,
	.find = messages_find,
};

/* Nothing of what was there, and a word for whoever wonders whether the machine is off. */
static void blank_draw(const void *state, struct canvas *c)
{
	int row = c->rows / 2;

	(void)state;
	canvas_text_centre(c, row, 0, c->cols, ROLE_HINT, _("This screen is resting. Press any key."));
	canvas_cursor(c, row, 0, false);
}

static unsigned blank_text(void *state, struct key key)
{
	(void)state;
	(void)key;
	return UI_POP;
}

const struct screen ui_blank_screen = {
	.name = "blank",
	.flags = SCREEN_BARE,
	.context = CONTEXT_BLANK,
	.draw = blank_draw,
	.text = blank_text,
};
