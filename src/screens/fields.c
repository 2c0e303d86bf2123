/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

static const struct fields_row *row_of(const struct fields *f)
{
	return &f->rows[f->focus];
}

/* The words of the choices in the language that is on. */
static void translate(struct fields *f)
{
	for (size_t i = 0; i < f->count; i++) {
		size_t n = 0;

		if (f->rows[i].kind != FIELDS_CHOICE)
			continue;
		while (n < FIELDS_CHOICES_MOST && f->rows[i].choices[n]) {
			f->labels[i][n] = _(f->rows[i].choices[n]);
			n++;
		}
		f->choice[i].labels = f->labels[i];
		f->choice[i].count = n;
	}
}

void fields_init(struct fields *f, const struct fields_row *rows, size_t count)
{
	*f = (struct fields){ .rows = rows, .count = count };
	for (size_t i = 0; i < count; i++)
		if (rows[i].kind == FIELDS_TEXT)
			field_init(&f->text[i], rows[i].most, rows[i].flags);
	translate(f);
}

void fields_release(struct fields *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].kind == FIELDS_TEXT)
			field_release(&f->text[i]);
	issues_release(&f->issues);
}

/* Rows a field takes: itself, and its issue under it. */
static int height_of(const struct fields *f, size_t i)
{
	return issues_find(&f->issues, f->rows[i].name) ? 2 : 1;
}

void fields_layout(struct fields *f, int rows)
{
	int used = 0;

	translate(f);
	f->height = rows;
	if (f->focus < f->top)
		f->top = f->focus;
	for (size_t i = f->top; i <= f->focus; i++)
		used += height_of(f, i);
	while (used > rows - 1 && f->top < f->focus)
		used -= height_of(f, f->top++);
}

void fields_set(struct fields *f, size_t row, const char *value)
{
	if (f->rows[row].kind == FIELDS_TEXT) {
		field_set(&f->text[row], value ? value : "");
		return;
	}
	for (size_t i = 0; i < f->choice[row].count; i++)
		if (str_eq(f->rows[row].codes[i], value))
			f->choice[row].at = i;
}

const char *fields_get(const struct fields *f, size_t row)
{
	if (f->rows[row].kind == FIELDS_TEXT)
		return f->text[row].text.text;
	return f->choice[row].at == CHOICE_NONE ? "" : f->rows[row].codes[f->choice[row].at];
}

unsigned fields_show_issues(struct fields *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (issues_find(&f->issues, f->rows[i].name)) {
			f->focus = i;
			break;
		}
	fields_layout(f, f->height);
	return UI_REDRAW;
}

enum context fields_context(const struct fields *f)
{
	return row_of(f)->kind == FIELDS_TEXT ? CONTEXT_FIELD : CONTEXT_FORM;
}

static unsigned move(struct fields *f, bool down)
{
	if (down && f->focus + 1 < f->count)
		f->focus++;
	else if (!down && f->focus > 0)
		f->focus--;
	fields_layout(f, f->height);
	return UI_REDRAW;
}

unsigned fields_action(struct fields *f, enum action action, size_t *ret_pressed)
{
	enum fields_kind kind = row_of(f)->kind;

	*ret_pressed = FIELDS_MOST;
	if (kind == FIELDS_CHOICE && choice_action(&f->choice[f->focus], action))
		return UI_REDRAW;
	if (kind == FIELDS_BUTTON && (action == ACTION_OPEN || action == ACTION_MARK)) {
		*ret_pressed = f->focus;
		return UI_REDRAW;
	}
	if (action == ACTION_NEXT_PART || action == ACTION_DOWN || action == ACTION_OPEN)
		return move(f, true);
	if (action == ACTION_PREVIOUS_PART || action == ACTION_UP)
		return move(f, false);
	return UI_UNHANDLED;
}

unsigned fields_key(struct fields *f, struct key key)
{
	if (row_of(f)->kind != FIELDS_TEXT || !field_key(&f->text[f->focus], key))
		return UI_UNHANDLED;
	return UI_REDRAW;
}

const char *fields_label(const struct fields *f, enum action action)
{
	enum fields_kind kind = row_of(f)->kind;

	if (action == ACTION_OPEN)
		return kind == FIELDS_BUTTON ? _(row_of(f)->label) : _("next");
	if (action == ACTION_MARK)
		return kind == FIELDS_CHOICE ? _("choose") : "";
	return NULL;
}

static int label_width(const struct fields *f, int cols)
{
	int width = 0;

	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].kind != FIELDS_BUTTON && text_width(_(f->rows[i].label)) > width)
			width = text_width(_(f->rows[i].label));
	return width + 2 < cols / 2 ? width + 2 : cols / 2;
}

static void draw_row(const struct fields *f, size_t i, struct canvas *c, int row, int label)
{
	const struct fields_row *r = &f->rows[i];
	bool focused = i == f->focus;
	int at = 3 + label;
	int width = c->cols - at - 2;

	canvas_text(c, row, 1, 1, focused ? ROLE_FOCUS : ROLE_TEXT, focused ? ">" : " ");
	if (r->kind == FIELDS_BUTTON) {
		canvas_textf(c, row, 3, c->cols - 4, focused ? ROLE_FOCUS : ROLE_VALUE, "< %s >", _(r->label));
		if (focused)
			canvas_cursor(c, row, 5, true);
		return;
	}
	canvas_text(c, row, 3, label - 1, focused ? ROLE_FOCUS : ROLE_TEXT, _(r->label));
	if (r->kind == FIELDS_TEXT)
		field_draw(&f->text[i], c, row, at, (size_t)width < r->most ? width : (int)r->most, focused);
	else
		choice_draw(&f->choice[i], c, row, at, width, focused);
}

void fields_draw(const struct fields *f, struct canvas *c)
{
	int label = label_width(f, c->cols);
	int row = 0, focus_row = 0;

	for (size_t i = f->top; i < f->count && row < c->rows - 1; i++) {
		const char *issue = issues_find(&f->issues, f->rows[i].name);

		if (i == f->focus)
			focus_row = row;
		else
			draw_row(f, i, c, row, label);
		row++;
		if (issue && row < c->rows - 1)
			canvas_text(c, row++, 5, c->cols - 6, ROLE_ERROR, issue);
	}
	if (row_of(f)->hint)
		canvas_text(c, c->rows - 1, 1, c->cols - 2, ROLE_HINT, _(row_of(f)->hint));
	draw_row(f, f->focus, c, focus_row, label);      /* last: the cursor stands on it */
}
