/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help page of the screen it was asked on: tasks, then keys. Enter runs the marked row. */
#include "stige/base/i18n.h"
#include "stige/ui/help.h"
#include "stige/ui/list.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { KEYS_WIDTH = 16, TASK_WIDTH = 38, WORD_WIDTH = 20, NARROW = 70, INDENT = 2 };

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
	return row->heading != NULL;
}

/* What is told of a task or a word: beside it where there is room, else under it. Keys are always short. */
static struct rect told_rect(const struct help *h, const struct help_row *row)
{
	int width = row->task ? TASK_WIDTH : row->word ? WORD_WIDTH : KEYS_WIDTH;

	if ((row->task || row->word) && h->cols < NARROW)
		return (struct rect){ 1, INDENT, 0, h->cols - INDENT };
	return (struct rect){ 0, width, 0, h->cols - width };
}

static void told(const struct help *h, const struct help_row *row, struct str *out)
{
	if (row->task)
		help_keys(row, h->context, out);
	else
		str_add(out, _(row->word ? row->word->meaning : action_info(row->action)->help));
}

static int row_rows(const void *context, size_t i)
{
	const struct help *h = context;
	const struct help_row *row = &h->rows[i];

	struct rect r = told_rect(h, row);
	struct str text = STR_INIT;
	int rows;

	if (is_heading(row))
		return i == 0 ? 1 : 2;
	told(h, row, &text);
	rows = r.row + canvas_wrap_rows(text.text, r.cols);
	str_release(&text);
	return rows;
}

static bool row_can_focus(const void *context, size_t i)
{
	const struct help *h = context;

	return !is_heading(&h->rows[i]);
}

static enum canvas_role told_role(const struct help_row *row)
{
	if (!row->task)
		return ROLE_TEXT;
	return row->here ? ROLE_KEY : ROLE_HINT;
}

static void row_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct help *h = context;
	const struct help_row *row = &h->rows[i];
	struct rect r = told_rect(h, row);
	struct str name = STR_INIT, text = STR_INIT;

	(void)focused;
	if (is_heading(row)) {
		canvas_text(c, c->rows - 1, 0, c->cols, ROLE_HEADING, _(row->heading));
		return;
	}
	told(h, row, &text);
	if (row->task || row->word)
		str_add(&name, _(row->task ? row->task->words : row->word->word));
	else
		help_keys(row, h->context, &name);
	canvas_text(c, 0, 0, r.row ? c->cols : r.col - 1, row->task ? ROLE_TEXT : ROLE_KEY, name.text);
	r.rows = c->rows - r.row;
	canvas_wrap(c, r, told_role(row), text.text);
	str_release(&name);
	str_release(&text);
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
		const char *label = row->action ? ui_label_beneath(h->ui, row->action) : NULL;

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
	if (!row->task)                  /* a word, or a key whose action is not to be had from help */
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
	if (h->count == 0 || h->rows[h->list.focus].word)
		return "";
	return h->rows[h->list.focus].here ? _("run") : _("how");
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
