/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fields.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "unsaved.h"
#include "stige/base/banned.h"

static const struct fields_row *row_of(const struct fields *f)
{
	return &f->rows[f->focus];
}

/* The words of the choices in the language that is on. */
void fields_translate(struct fields *f)
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
	*f = (struct fields){ .rows = rows, .count = count, .was = STR_INIT };
	for (size_t i = 0; i < count; i++)
		if (rows[i].kind == FIELDS_TEXT)
			field_init(&f->text[i], rows[i].most, rows[i].flags);
	fields_translate(f);
}

void fields_release(struct fields *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].kind == FIELDS_TEXT)
			field_release(&f->text[i]);
	issues_release(&f->issues);
	str_release(&f->was);
}

enum { ISSUE_INDENT = 5, HINT_MOST = 3 };

/* Rows a field takes in so many columns: itself, and what is wrong with it under it, whole. */
static int height_of(const struct fields *f, size_t i, int cols)
{
	const char *issue = issues_find(&f->issues, f->rows[i].name);

	return 1 + (issue ? canvas_wrap_rows(issue, cols - ISSUE_INDENT - 1) : 0);
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
	return UI_REDRAW;
}

enum context fields_context(const struct fields *f)
{
	return row_of(f)->kind == FIELDS_TEXT ? CONTEXT_FIELD : CONTEXT_FORM;
}

static void put_values(const struct fields *f, struct str *out)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->rows[i].kind != FIELDS_BUTTON)
			str_addf(out, "%s\n", fields_get(f, i));
}

static void touch(struct fields *f)
{
	if (!f->touched)
		put_values(f, &f->was);
	f->touched = true;
}

unsigned fields_back(const struct fields *f, struct ui *ui)
{
	struct str now = STR_INIT;
	bool same;

	put_values(f, &now);
	same = !f->touched || str_eq(now.text, f->was.text);
	str_release(&now);
	return unsaved_leave(ui, !same);
}

static unsigned go_to(struct fields *f, size_t row)
{
	f->focus = row;
	return UI_REDRAW;
}

/* Up from the first row is the last, where the page is saved; Down and Enter stop there. */
static unsigned move(struct fields *f, bool down)
{
	size_t last = f->count - 1;

	if (down)
		return go_to(f, f->focus < last ? f->focus + 1 : last);
	return go_to(f, f->focus > 0 ? f->focus - 1 : last);
}

unsigned fields_action(struct fields *f, enum action action, size_t *ret_pressed)
{
	enum fields_kind kind = row_of(f)->kind;

	*ret_pressed = FIELDS_MOST;
	touch(f);
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
	if (action == ACTION_PAGE_UP)
		return go_to(f, 0);
	if (action == ACTION_PAGE_DOWN)
		return go_to(f, f->count - 1);
	return UI_UNHANDLED;
}

unsigned fields_key(struct fields *f, struct key key)
{
	touch(f);
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

	for (size_t i = 0; i < f->count; i++) {
		int own = text_width(_(f->rows[i].label)) + (f->rows[i].needed ? 2 : 0);

		if (f->rows[i].kind != FIELDS_BUTTON && own > width)
			width = own;
	}
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
	canvas_textf(c, row, 3, label - 1, focused ? ROLE_FOCUS : ROLE_TEXT, "%s%s", _(r->label), r->needed ? " *" : "");
	if (r->kind == FIELDS_TEXT)
		field_draw(&f->text[i], c, row, at, (size_t)width < r->most ? width : (int)r->most, focused);
	else
		choice_draw(&f->choice[i], c, row, at, width, focused);
}

static void draw_issue(const struct fields *f, size_t i, struct canvas *c, int row)
{
	const char *issue = issues_find(&f->issues, f->rows[i].name);

	if (issue)
		canvas_wrap(c, (struct rect){ row, ISSUE_INDENT, c->rows - row, c->cols - ISSUE_INDENT - 1 }, ROLE_ERROR,
			issue);
}

/* At the foot, whole where three rows are enough; the fields get what is left. Returns its rows. */
static int draw_hint(const struct fields *f, struct canvas *c)
{
	const char *hint = row_of(f)->hint ? _(row_of(f)->hint) : "";
	int most = c->rows / 4 < HINT_MOST ? c->rows / 4 : HINT_MOST, rows = canvas_wrap_rows(hint, c->cols - 2);

	rows = rows < most ? rows : most;
	rows = rows > 1 ? rows : 1;
	canvas_wrap(c, (struct rect){ c->rows - rows, 1, rows, c->cols - 2 }, ROLE_HINT, hint);
	return rows;
}

/* The first row to be drawn, so that the one in focus shows whole. */
static size_t first_shown(const struct fields *f, int rows, int cols)
{
	size_t top = 0;
	int used = 0;

	for (size_t i = 0; i <= f->focus; i++)
		used += height_of(f, i, cols);
	while (used > rows && top < f->focus)
		used -= height_of(f, top++, cols);
	return top;
}

static bool all_fit(const struct fields *f, int rows, int cols)
{
	int used = 0;

	for (size_t i = 0; i < f->count; i++)
		used += height_of(f, i, cols);
	return used <= rows;
}

/* "3 more above, 2 more below", as in lists. */
static void draw_sign(size_t above, size_t below, struct canvas *c, int row)
{
	struct str text = STR_INIT;

	if (above)
		str_addf(&text, _("%zu more above"), above);
	if (below) {
		str_add(&text, above ? ", " : "");
		str_addf(&text, _("%zu more below"), below);
	}
	canvas_text(c, row, 3, c->cols - 4, ROLE_HINT, text.text);
	str_release(&text);
}

void fields_draw(const struct fields *f, struct canvas *c)
{
	int label = label_width(f, c->cols), row = 0, focus_row = 0, rows = c->rows - draw_hint(f, c);
	bool fit = all_fit(f, rows, c->cols);
	struct canvas list = canvas_sub(c, (struct rect){ 0, 0, fit ? rows : rows - 1, c->cols });
	size_t top = first_shown(f, list.rows, c->cols), i;

	for (i = top; i < f->count && row < list.rows; i++) {
		if (i == f->focus)
			focus_row = row;
		else
			draw_row(f, i, &list, row, label);
		draw_issue(f, i, &list, row + 1);
		row += height_of(f, i, c->cols);
	}
	if (!fit)
		draw_sign(top, f->count - i, c, rows - 1);
	draw_row(f, f->focus, &list, focus_row, label);  /* last: the cursor stands on it */
}

size_t fields_chosen(const struct fields *f, size_t row)
{
	return f->choice[row].at;
}

/* ---- a screen that is a page ---- */

void fields_page_layout(void *state, int rows, int cols)
{
	(void)rows;
	(void)cols;
	fields_translate(state);
}

enum context fields_page_context(const void *state)
{
	return fields_context(state);
}

const char *fields_page_label(const void *state, enum action action)
{
	return fields_label(state, action);
}

void fields_page_draw(const void *state, struct canvas *c)
{
	struct canvas page = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	fields_draw(state, &page);
}

unsigned fields_page_text(void *state, struct key key)
{
	return fields_key(state, key);
}

void fields_page_close(void *state)
{
	fields_release(state);
}
