/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help page of the screen it was asked on: tasks, then keys. Enter runs the marked row. */
#include "stige/base/i18n.h"
#include "stige/ui/help.h"
#include "stige/ui/list.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { KEYS_WIDTH = 16, TASK_WIDTH = 38, NARROW = 70, INDENT = 2 };

struct help {
	struct ui *ui;
	enum context context;
	struct help_row rows[HELP_ROWS_MOST];
	size_t count;
	struct list list;
	int cols;                        /* of a row */
};

static bool is_heading(const struct help_row *row)
{
	return row->action == ACTION_NONE;
}

/* Beside the task where there is room, else under it. */
static struct rect how_rect(const struct help *h)
{
	return h->cols < NARROW ? (struct rect){ 1, INDENT, 0, h->cols - INDENT }
		: (struct rect){ 0, TASK_WIDTH, 0, h->cols - TASK_WIDTH };
}

static int task_rows_of(const struct help *h, const struct help_row *row)
{
	struct rect r = how_rect(h);
	struct str how = STR_INIT;
	int rows;

	help_keys(row, h->context, &how);
	rows = r.row + canvas_wrap_rows(how.text, r.cols);
	str_release(&how);
	return rows;
}

static int row_rows(const void *context, size_t i)
{
	const struct help *h = context;
	const struct help_row *row = &h->rows[i];

	if (is_heading(row))
		return i == 0 ? 1 : 2;
	if (row->task)
		return task_rows_of(h, row);
	return canvas_wrap_rows(_(action_info(row->action)->help), h->cols - KEYS_WIDTH);
}

static bool row_can_focus(const void *context, size_t i)
{
	const struct help *h = context;

	return !is_heading(&h->rows[i]);
}

static void draw_task(const struct help *h, const struct help_row *row, const char *how, struct canvas *c)
{
	struct rect r = how_rect(h);

	r.rows = c->rows - r.row;
	canvas_text(c, 0, 0, r.row ? c->cols : TASK_WIDTH - 1, ROLE_TEXT, _(row->task->words));
	canvas_wrap(c, r, row->here ? ROLE_KEY : ROLE_HINT, how);
}

static void row_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct help *h = context;
	const struct help_row *row = &h->rows[i];
	struct str keys = STR_INIT;

	(void)focused;
	if (is_heading(row)) {
		canvas_text(c, c->rows - 1, 0, c->cols, ROLE_HEADING, help_heading(row));
		return;
	}
	help_keys(row, h->context, &keys);
	if (row->task) {
		draw_task(h, row, keys.text, c);
	} else {
		canvas_text(c, 0, 0, KEYS_WIDTH - 1, ROLE_KEY, keys.text);
		canvas_wrap(c, (struct rect){ 0, KEYS_WIDTH, c->rows, c->cols - KEYS_WIDTH }, ROLE_TEXT,
			_(action_info(row->action)->help));
	}
	str_release(&keys);
}

static struct list_source source(const struct help *h)
{
	return (struct list_source){ .count = h->count, .context = h, .draw = row_draw, .rows = row_rows,
		.can_focus = row_can_focus, .whole = true };
}

static enum stige_rc help_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	const enum context *context = arg;
	struct help *h = state;

	(void)err;
	h->ui = ui;
	h->context = *context;
	return STIGE_OK;
}

/* What the screen beneath says is not to be had now has no row; the task it begins is done elsewhere. */
static void drop_unavailable(struct help *h)
{
	size_t n = 0;

	for (size_t i = 0; i < h->count; i++) {
		struct help_row *row = &h->rows[i];
		const char *label = is_heading(row) ? NULL : ui_label_beneath(h->ui, row->action);

		if (label && !label[0] && !row->task)
			continue;
		if (label && !label[0])
			row->here = false;
		h->rows[n++] = *row;
	}
	h->count = n;
}

/* Only now is it on the stack, so that there is a screen beneath. */
static enum stige_rc help_reload(void *state, struct err *err)
{
	struct help *h = state;

	(void)err;
	h->count = help_rows(h->context, h->rows);
	drop_unavailable(h);
	return STIGE_OK;
}

static void help_layout(void *state, int rows, int cols)
{
	struct help *h = state;
	struct list_source src;

	h->cols = cols - LIST_MARGIN > KEYS_WIDTH ? cols - LIST_MARGIN : KEYS_WIDTH + 1;
	src = source(h);
	list_layout(&h->list, &src, rows - 1);
}

static void help_title(const void *state, struct str *left, struct str *right)
{
	const struct help *h = state;

	str_add(left, _("Help"));
	str_add(right, _("Tab: next part"));
	if (h->cols >= NARROW)
		str_addf(right, "   %s", _("manual: man stige"));
}

static void help_draw(const void *state, struct canvas *c)
{
	const struct help *h = state;
	struct list_source src = source(h);
	struct canvas body = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&h->list, &src, &body);
}

/* To the first row under the next heading, or under the one before; over both ends. */
static unsigned next_part(struct help *h, bool forward)
{
	struct list_source src = source(h);
	size_t at = h->list.focus;

	while (!forward && at > 0 && !is_heading(&h->rows[at]))
		at--;
	do
		at = (at + (forward ? 1 : h->count - 1)) % h->count;
	while (!is_heading(&h->rows[at]));
	list_page(&h->list, &src, at);
	return UI_REDRAW;
}

static unsigned run(struct help *h)
{
	const struct help_row *row = &h->rows[h->list.focus];
	struct str how = STR_INIT;

	if (row->here) {
		h->ui->queued = row->action;
		return UI_POP;
	}
	if (!row->task)                  /* a key whose action is not to be had from help */
		return UI_BELL;
	task_how(row->task, &how);
	ui_say(h->ui, _("Not from this page. To %s: %s."), _(row->task->words), how.text);
	str_release(&how);
	return UI_REDRAW;
}

static unsigned help_action(void *state, enum action action)
{
	struct help *h = state;
	struct list_source src = source(h);

	if (list_action(&h->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_HELP)
		return UI_POP;
	if (h->count == 0)
		return UI_UNHANDLED;
	if (action == ACTION_NEXT_PART || action == ACTION_PREVIOUS_PART)
		return next_part(h, action == ACTION_NEXT_PART);
	return action == ACTION_OPEN ? run(h) : UI_UNHANDLED;
}

static bool help_find(void *state, const char *words, int step)
{
	struct help *h = state;
	struct list_source src = source(h);

	return list_find(&h->list, &src, h->cols, words, step);
}

static const char *help_label(const void *state, enum action action)
{
	const struct help *h = state;

	if (action != ACTION_OPEN)
		return NULL;
	return h->count > 0 && !h->rows[h->list.focus].here ? _("how") : _("run");
}

const struct screen ui_help_screen = {
	.name = "help",
	.state_size = sizeof(struct help),
	.context = CONTEXT_HELP,
	.open = help_open,
	.reload = help_reload,
	.layout = help_layout,
	.title = help_title,
	.label = help_label,
	.draw = help_draw,
	.action = help_action,
	.find = help_find,
};
