/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help page: the keys of the screen it was asked on. Enter runs the marked row. */
#include "stige/base/i18n.h"
#include "stige/ui/help.h"
#include "stige/ui/list.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { KEYS_WIDTH = 16 };

struct help {
	struct ui *ui;
	enum context context;
	struct help_row rows[HELP_ROWS_MOST];
	size_t count;
	struct list list;
	int cols;
};

static int sentence_cols(const struct help *h)
{
	int cols = h->cols - LIST_MARGIN - KEYS_WIDTH - 1;

	return cols > 0 ? cols : 1;
}

static int row_rows(const void *context, size_t i)
{
	const struct help *h = context;
	const struct help_row *row = &h->rows[i];

	if (row->action == ACTION_NONE)
		return i == 0 ? 1 : 2;
	return canvas_wrap_rows(_(action_info(row->action)->help), sentence_cols(h));
}

static bool row_can_focus(const void *context, size_t i)
{
	const struct help *h = context;

	return h->rows[i].action != ACTION_NONE;
}

static void row_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct help *h = context;
	const struct help_row *row = &h->rows[i];
	struct str keys = STR_INIT;

	(void)focused;
	if (row->action == ACTION_NONE) {
		canvas_text(c, c->rows - 1, 0, c->cols, ROLE_HEADING, action_group_title(row->group));
		return;
	}
	help_keys(row, h->context, &keys);
	canvas_text(c, 0, 0, KEYS_WIDTH - 1, ROLE_KEY, keys.text);
	canvas_wrap(c, (struct rect){ 0, KEYS_WIDTH, c->rows, c->cols - KEYS_WIDTH }, ROLE_TEXT,
		_(action_info(row->action)->help));
	str_release(&keys);
}

static struct list_source source(const struct help *h)
{
	return (struct list_source){ .count = h->count, .context = h, .draw = row_draw, .rows = row_rows,
		.can_focus = row_can_focus };
}

static enum stige_rc help_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	const enum context *context = arg;
	struct help *h = state;

	(void)err;
	h->ui = ui;
	h->context = *context;
	h->count = help_rows(h->context, h->rows);
	return STIGE_OK;
}

static void help_layout(void *state, int rows, int cols)
{
	struct help *h = state;
	struct list_source src;

	h->cols = cols;
	src = source(h);
	list_layout(&h->list, &src, rows - 1);
}

static void help_title(const void *state, struct str *left, struct str *right)
{
	const struct help *h = state;

	(void)h;
	str_add(left, _("Help: the keys that work here"));
	str_add(right, _("manual: man stige"));
}

static void help_draw(const void *state, struct canvas *c)
{
	const struct help *h = state;
	struct list_source src = source(h);
	struct canvas body = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&h->list, &src, &body);
}

static unsigned help_action(void *state, enum action action)
{
	struct help *h = state;
	struct list_source src = source(h);

	if (list_action(&h->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_HELP)
		return UI_POP;
	if (action != ACTION_OPEN || h->count == 0)
		return UI_UNHANDLED;
	h->ui->queued = h->rows[h->list.focus].action;
	return UI_POP;
}

static bool help_find(void *state, const char *words, int step)
{
	struct help *h = state;
	struct list_source src = source(h);

	return list_find(&h->list, &src, h->cols, words, step);
}

static const char *help_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? _("run") : NULL;
}

const struct screen ui_help_screen = {
	.name = "help",
	.state_size = sizeof(struct help),
	.context = CONTEXT_HELP,
	.open = help_open,
	.layout = help_layout,
	.title = help_title,
	.label = help_label,
	.draw = help_draw,
	.action = help_action,
	.find = help_find,
};
