/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page that was there, as plain lines: what is in focus first, then the rest, one line at a time under
 * the cursor. No boxes, no rules, no glyphs that only an eye can read: sparklines stand as digits. A screen
 * that has better words for itself gives them (screen.say).
 */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/ui/list.h"
#include "ui_private.h"
#include "stige/base/banned.h"

struct saying {
	char *text;                      /* the lines, each ended by a NUL */
	const char **lines;
	size_t count, cap;
	struct list list;
	int cols;
};

/* ---- what is said ---- */

/* A row's columns [from, to) without what is drawn for the eye; runs of blanks are two. */
static void row_words(const struct canvas *c, int row, int from, int to, struct str *out)
{
	size_t begin = out->len;
	int blanks = 0;

	for (int col = from; col < to; col++) {
		const struct canvas_cell *cell = canvas_at(c, row, col);

		if (cell->width == 0)
			continue;
		if (cell->role == ROLE_RULE || str_eq(cell->bytes, " ")) {
			blanks++;
			continue;
		}
		if (out->len > begin && blanks > 0)
			str_add(out, blanks > 1 ? "  " : " ");
		blanks = 0;
		str_add(out, cell->bytes);
	}
}

static void add_row(const struct canvas *c, int row, const char *before, struct str *out)
{
	struct str words = STR_INIT;

	row_words(c, row, 0, c->cols, &words);
	if (words.len)
		str_addf(out, "%s%s\n", before, words.text);
	str_release(&words);
}

static bool is_rule(const struct canvas *c, int row, int col)
{
	return canvas_at(c, row, col)->role == ROLE_RULE;
}

/*
 * What is in focus stands between the lines on both sides of the cursor: a box's, or those between two blocks. Lines
 * to be written on are empty at first: then what stands above them.
 */
static void add_focus(const struct canvas *c, struct str *out)
{
	struct str words = STR_INIT;
	int row, col, from, to;

	canvas_get_cursor(c, &row, &col);
	for (from = col; from > 0 && !is_rule(c, row, from); from--)
		;
	for (to = col; to < c->cols && !is_rule(c, row, to); to++)
		;
	for (; row > 0 && words.len == 0; row--)
		row_words(c, row, from, to, &words);
	str_addf(out, "%s%s\n", _("In focus: "), words.text);
	str_release(&words);
}

/* The footer is not of the page; the rows of a message are, as long as one stands there. */
static void say_rows(const struct ui *ui, const struct canvas *c, struct str *out)
{
	const struct ui_entry *top = &ui->entries[ui->count - 1];
	struct str rows = STR_INIT;
	size_t before;
	int row;

	add_focus(c, out);
	add_row(c, 0, "", out);
	before = out->len;
	if (top->screen->say)
		top->screen->say(top->state, out);
	for (row = 1; out->len == before && row < c->rows - 1; row++)
		add_row(c, row, "", &rows);
	str_add(out, rows.text);
	str_release(&rows);
}

void ui_say_page(struct ui *ui, struct str *out)
{
	struct canvas c = canvas_new(ui->rows, ui->cols);
	enum spark_ladder spark = ui->spark;

	ui->spark = SPARK_DIGITS;
	ui_draw(ui, &c);
	ui->spark = spark;
	say_rows(ui, &c, out);
	canvas_free(&c);
}

/* ---- the screen ---- */

static void take_lines(struct saying *s, const char *text)
{
	char *p;

	s->text = mem_strdup(text);
	for (p = s->text; *p;) {
		char *end = p + strcspn(p, "\n");

		s->lines = mem_grow(s->lines, &s->cap, s->count + 1, sizeof(*s->lines));
		s->lines[s->count++] = p;
		p = end + (*end == '\n');
		*end = '\0';
	}
}

static int line_rows(const void *context, size_t i)
{
	const struct saying *s = context;
	int rows = canvas_wrap_rows(s->lines[i], s->cols - LIST_MARGIN);

	return rows > 0 ? rows : 1;
}

static void line_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct saying *s = context;

	canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols }, focused ? ROLE_FOCUS : ROLE_TEXT, s->lines[i]);
}

static struct list_source source(const struct saying *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = line_draw, .rows = line_rows };
}

static enum stige_rc say_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	(void)ui;
	(void)err;
	take_lines(state, arg);
	return STIGE_OK;
}

static void say_layout(void *state, int rows, int cols)
{
	struct saying *s = state;
	struct list_source src = source(s);

	s->cols = cols;
	list_layout(&s->list, &src, rows - 1);
}

static void say_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("In plain lines"));
}

static const char *say_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? "" : NULL;
}

static void say_draw(const void *state, struct canvas *c)
{
	const struct saying *s = state;
	struct list_source src = source(s);
	struct canvas body = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &body);
}

static unsigned say_action(void *state, enum action action)
{
	struct saying *s = state;
	struct list_source src = source(s);

	if (action == ACTION_OPEN || action == ACTION_SAY)
		return UI_NONE;
	return list_action(&s->list, &src, action) ? UI_REDRAW : UI_UNHANDLED;
}

static bool say_find(void *state, const char *words, int step)
{
	struct saying *s = state;
	struct list_source src = source(s);

	return list_find(&s->list, &src, s->cols, words, step);
}

static void say_close(void *state)
{
	struct saying *s = state;

	mem_free(s->lines);
	mem_free(s->text);
}

const struct screen ui_say_screen = {
	.name = "say",
	.state_size = sizeof(struct saying),
	.context = CONTEXT_PAGE,
	.open = say_open,
	.layout = say_layout,
	.title = say_title,
	.label = say_label,
	.draw = say_draw,
	.action = say_action,
	.find = say_find,
	.close = say_close,
};
