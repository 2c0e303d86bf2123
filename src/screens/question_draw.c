/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one question looks: its words on top, what was refused under them, then the answers. */
#include "question_view.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { LINE_MOST = 60, LARGE_LINE_MOST = 40, FIELD_COLS = 24 };

/* Lines people read easily are short (ux.md 2.3); far apart they are shorter still. */
static int measure(const struct question_view *v, const struct canvas *c)
{
	int most = v->large ? LARGE_LINE_MOST : LINE_MOST;

	return c->cols < most ? c->cols : most;
}

static void words(const struct question_view *v, enum form_column column, struct str *out)
{
	entry_text(giving_entry(v->giving), v->item, column, out);
}

/* The groups an item stands in, the outermost first: "Work - Last year". */
static void group_words(const struct question_view *v, size_t group, struct str *out)
{
	const struct form *f = entry_form(giving_entry(v->giving));
	const struct form_item *item;
	const char *label;

	if (group == FORM_NO_PARENT)
		return;
	item = form_item(f, group);
	group_words(v, item->parent, out);
	label = form_item_text(f, item, FORM_LABEL, giving_draft(v->giving)->language);
	if (*label)
		str_addf(out, "%s%s", out->len ? " - " : "", label);
}

/* They are the heading: one row, whatever their number, for the answers need the rest. */
static int draw_group(const struct question_view *v, struct canvas *c)
{
	struct str text = STR_INIT;
	int rows;

	group_words(v, v->item->parent, &text);
	rows = text.len > 0;
	if (rows)
		canvas_text(c, 0, 0, c->cols, ROLE_HEADING, text.text);
	str_release(&text);
	return rows;
}

static int states_rows(const struct question_view *v, int cols)
{
	return v->states.count ? scale_rows(&v->states, cols, false) + 1 : 0;
}

/* Rows the answers need when they stand as close as they may. */
static int answer_rows(const struct question_view *v, int cols)
{
	switch (v->kind) {
	case QUESTION_NOTE:
		return 0;
	case QUESTION_SCALE:
		return scale_rows(&v->scale, cols, v->large);
	case QUESTION_LONG:
		return 5 + states_rows(v, cols);
	case QUESTION_TYPED:
		break;
	case QUESTION_LINES:
		return 4 + states_rows(v, cols);
	}
	return 1 + states_rows(v, cols);
}

/* Those they take in so many rows: large text stands close where there is no room to stand far apart. */
static int rows_in(const struct question_view *v, int cols, int room)
{
	int rows = answer_rows(v, cols);

	return rows > room && v->kind == QUESTION_SCALE ? scale_rows(&v->scale, cols, false) : rows;
}

static void draw_choice(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct question_view *v = context;
	int at = 0;

	(void)focused;
	if (v->item->type == FORM_SELECT_MULTIPLE)
		at = canvas_tick(c, 0, 0, v->marks[i]) + 1;
	canvas_text(c, 0, at, c->cols - at, i == v->chosen ? ROLE_VALUE : ROLE_TEXT,
		v->offer.rows[i].label);
}

static bool list_started(const void *context, size_t i)
{
	(void)i;
	return ((const struct question_view *)context)->started;
}

/* The list is laid out anew for the height there is: the state holds the focus, not the window. */
static void draw_long(const struct question_view *v, struct canvas *c)
{
	const struct list_source src = {
		.count = v->listed, .context = v, .draw = draw_choice,
		.can_focus = v->at_states ? NULL : list_started,
	};
	struct list list = v->list;

	list.top = 0;
	list_layout(&list, &src, c->rows);
	list_draw(&list, &src, c);
}

/* A word stands before the field: the cursor's row says what it is, also to who hears that row alone. */
static void draw_field(const struct question_view *v, struct canvas *c)
{
	bool wide = v->item->type == FORM_TEXT;
	int width = wide || c->cols < FIELD_COLS ? measure(v, c) : FIELD_COLS, at;

	if (v->kind == QUESTION_LINES || (wide && v->field.text.len > (size_t)width)) {
		field_draw_lines(&v->field, c, (struct rect){ 0, 0, c->rows, width }, !v->at_states);
		return;
	}
	at = canvas_textf(c, 0, 0, c->cols / 2, ROLE_TEXT, "%s:", _("Answer")) + 1;
	field_draw(&v->field, c, 0, at, wide ? width - at : width, !v->at_states);
}

/* What does not fit is scrolled to; that there is more is said. */
static void draw_scale(const struct question_view *v, struct canvas *c)
{
	struct canvas top = *c;

	if (scale_rows(&v->scale, c->cols, false) > c->rows) {
		top = canvas_sub(c, (struct rect){ 0, 0, c->rows - 1, c->cols });
		canvas_text(c, c->rows - 1, 3, c->cols - 3, ROLE_HINT, _("More: arrow up and down"));
	}
	scale_draw(&v->scale, &top);
}

/* Their numbers work once Tab has led here; before, digits belong to the value, and none is shown. */
static void draw_states(const struct question_view *v, struct canvas *c)
{
	struct scale_row rows[ARRAY_SIZE(v->state_rows)];
	struct scale states = v->states;

	memcpy(rows, v->state_rows, sizeof(rows));
	for (int i = 0; i < states.count && !v->at_states; i++)
		rows[i].digit = -1;
	states.rows = rows;
	scale_draw(&states, c);
}

static void draw_answers(const struct question_view *v, struct canvas *c)
{
	int below = v->kind == QUESTION_SCALE ? 0 : states_rows(v, c->cols);
	int height = c->rows - below;
	struct canvas top, low;

	if (v->kind == QUESTION_TYPED && v->item->type != FORM_TEXT && height > 1)
		height = 1;
	if (v->kind == QUESTION_NOTE || height < 1)
		return;
	top = canvas_sub(c, (struct rect){ 0, 0, height, c->cols });
	low = canvas_sub(c, (struct rect){ height + (below ? 1 : 0), 0, below, c->cols });
	if (v->kind == QUESTION_SCALE)
		draw_scale(v, &top);
	else if (v->kind == QUESTION_LONG)
		draw_long(v, &top);
	else
		draw_field(v, &top);
	if (below)
		draw_states(v, &low);
}

/* The hint gives way before an answer does. */
static int draw_hint(const struct question_view *v, struct canvas *c, int row)
{
	struct str text = STR_INIT;
	int width = measure(v, c), left = c->rows - row, free_rows = left - answer_rows(v, c->cols) - 1, used;

	question_hint(v, &text);
	if (!text.len && !v->error)
		entry_expects(v->item, &text);
	used = canvas_wrap_rows(text.text, width);
	if (text.len && (v->guide || used <= free_rows))
		row += canvas_wrap(c, (struct rect){ row, 0, used < left ? used : left, width }, ROLE_HINT,
			text.text);
	str_release(&text);
	return row;
}

/* With a blank row after each line, where the answers leave room for that. Returns the rows used. */
static int draw_far_apart(const struct canvas *c, int row, int width, const char *text)
{
	int first = row;

	for (const char *p = text; *p; row += 2) {
		size_t n = text_wrap(p, width);
		struct str line = STR_INIT;
		struct canvas rest = canvas_sub(c, (struct rect){ row, 0, 1, c->cols });

		str_addn(&line, p, n);
		canvas_text(&rest, 0, 0, width, ROLE_QUESTION, line.text);
		str_release(&line);
		p += n;
		p += strspn(p, " ");
		p += *p == '\n';
	}
	return row - first;
}

static int draw_label(const struct question_view *v, struct canvas *c, int row)
{
	struct str text = STR_INIT;
	int width = measure(v, c), used;

	words(v, FORM_LABEL, &text);
	used = canvas_wrap_rows(text.text, width);
	if (v->large && row + 2 * used + answer_rows(v, c->cols) < c->rows)
		used = draw_far_apart(c, row, width, text.text);
	else
		used = canvas_wrap(c, (struct rect){ row, 0, c->rows - row, width }, ROLE_QUESTION, text.text);
	str_release(&text);
	return used;
}

void question_draw(const struct question_view *v, struct canvas *c)
{
	struct canvas answers;
	int row = draw_group(v, c), gap, left, first = row;

	row += draw_label(v, c, row);
	row = draw_hint(v, c, row);
	if (v->error)
		row += canvas_wrap(c, (struct rect){ row, 0, 3, measure(v, c) }, ROLE_ERROR, v->error);
	canvas_cursor(c, first, 0, false);
	left = c->rows - row;
	gap = left - rows_in(v, c->cols, left) > 1 ? 1 : 0;
	answers = canvas_sub(c, (struct rect){ row + gap, 0, c->rows - row - gap, c->cols });
	draw_answers(v, &answers);
}
