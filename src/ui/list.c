/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/list.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum {
	SIGN_FROM = 4,           /* rows: a lower list is all rows, and no sign of more */
	BAR_LEAST = LIST_MARGIN + 8,     /* columns: a tick or a number before the words is not all of them */
};

static int words_height(const struct list_source *src, size_t i)
{
	int cols = src->cols - LIST_MARGIN;
	struct str text = STR_INIT;
	int n;

	src->words(src->context, i, &text);
	n = canvas_wrap_rows(text.text, cols > 0 ? cols : 1);
	str_release(&text);
	return n;
}

int list_row_height(const struct list_source *src, size_t i)
{
	int n = src->words ? words_height(src, i) : src->rows ? src->rows(src->context, i) : 1;

	return n < 1 ? 1 : n;
}

void list_row_draw(const struct list_source *src, size_t i, bool focused, struct canvas *c)
{
	struct str text = STR_INIT;

	if (!src->words) {
		src->draw(src->context, i, focused, c);
		return;
	}
	src->words(src->context, i, &text);
	canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols }, focused ? ROLE_FOCUS : ROLE_TEXT, text.text);
	str_release(&text);
}

static bool can_focus(const struct list_source *src, size_t i)
{
	return i < src->count && (!src->can_focus || src->can_focus(src->context, i));
}

/* The nearest row that can have the focus: from i downwards, else upwards; i if there is none. */
static size_t nearest(const struct list_source *src, size_t i)
{
	size_t at;

	for (at = i; at < src->count; at++)
		if (can_focus(src, at))
			return at;
	for (at = i; at > 0; at--)
		if (can_focus(src, at - 1))
			return at - 1;
	return i;
}

/* The rows that show rows: where not all fit, the last one tells how many more there are. */
static int shown_rows(const struct list *l, const struct list_source *src)
{
	int used = 0;

	for (size_t i = 0; i < src->count && used <= l->height; i++)
		used += list_row_height(src, i);
	return used > l->height && l->height >= SIGN_FROM ? l->height - 1 : l->height;
}

/* Brings the focus into view with as little scrolling as possible. */
static void scroll(struct list *l, const struct list_source *src)
{
	int used, height = shown_rows(l, src);
	size_t i;

	if (l->focus < l->top)
		l->top = l->focus;
	used = 0;
	for (i = l->focus + 1; i > l->top; i--) {
		used += list_row_height(src, i - 1);
		if (used > height && i - 1 < l->focus) {
			l->top = i;
			return;
		}
	}
	/* A heading above the first row that can have the focus should be seen too. */
	while (l->top > 0 && !can_focus(src, l->top - 1) && used + list_row_height(src, l->top - 1) <= height)
		used += list_row_height(src, --l->top);
}

/* Room left at the end is given to the rows before. */
static void fill(struct list *l, const struct list_source *src)
{
	int used = 0, height = shown_rows(l, src);
	size_t i;

	for (i = l->top; i < src->count && used <= height; i++)
		used += list_row_height(src, i);
	while (l->top > 0 && used + list_row_height(src, l->top - 1) <= height)
		used += list_row_height(src, --l->top);
}

void list_layout(struct list *l, const struct list_source *src, int height)
{
	l->height = height < 1 ? 1 : height;
	if (src->count == 0) {
		l->focus = l->top = 0;
		return;
	}
	list_focus(l, src, l->focus);
	fill(l, src);
}

void list_focus(struct list *l, const struct list_source *src, size_t i)
{
	if (src->count == 0)
		return;
	l->focus = nearest(src, i < src->count ? i : src->count - 1);
	if (l->top >= src->count)
		l->top = l->focus;
	scroll(l, src);
}

static void step_down(struct list *l, const struct list_source *src)
{
	size_t i;

	for (i = l->focus + 1; i < src->count; i++) {
		if (can_focus(src, i)) {
			l->focus = i;
			return;
		}
	}
}

static void step_up(struct list *l, const struct list_source *src)
{
	size_t i;

	for (i = l->focus; i > 0; i--) {
		if (can_focus(src, i - 1)) {
			l->focus = i - 1;
			return;
		}
	}
}

/* How many rows from `from` on (or up to it) make a page, less one to keep one's place; at least one. */
static size_t page_of(const struct list *l, const struct list_source *src, size_t from, bool down)
{
	int used = 0, height = shown_rows(l, src);
	size_t n = 0, most = down ? src->count - from : from + 1;

	while (n < most && used + list_row_height(src, down ? from + n : from - n) <= height) {
		used += list_row_height(src, down ? from + n : from - n);
		n++;
	}
	return n > 1 ? n - 1 : 1;
}

/* Window and focus move together by a page; at the end of the list the focus goes to the end. */
static void step_page(struct list *l, const struct list_source *src, bool down)
{
	size_t top = l->top, by = page_of(l, src, top, down);

	if (!down && top == 0) {
		l->focus = nearest(src, 0);
		return;
	}
	l->top = down ? top + by : top > by ? top - by : 0;
	fill(l, src);
	by = down ? l->top - top : top - l->top;
	if (by == 0)
		l->focus = nearest(src, src->count - 1);
	else
		l->focus = nearest(src, down ? l->focus + by : l->focus - by);
}

void list_page(struct list *l, const struct list_source *src, size_t i)
{
	if (src->count == 0)
		return;
	l->top = i < src->count ? i : src->count - 1;
	l->focus = nearest(src, l->top);
	fill(l, src);
	scroll(l, src);
}

bool list_action(struct list *l, const struct list_source *src, enum action action)
{
	bool ours = action == ACTION_UP || action == ACTION_DOWN || action == ACTION_PAGE_UP
		|| action == ACTION_PAGE_DOWN || action == ACTION_FIRST || action == ACTION_LAST;

	if (!ours || src->count == 0)
		return ours;
	if (action == ACTION_UP)
		step_up(l, src);
	else if (action == ACTION_DOWN)
		step_down(l, src);
	else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		step_page(l, src, action == ACTION_PAGE_DOWN);
	else
		l->focus = nearest(src, action == ACTION_FIRST ? 0 : src->count - 1);
	scroll(l, src);
	return true;
}

static bool is_blank(const struct canvas *c, int row, int col)
{
	return str_eq(canvas_at(c, row, col)->bytes, " ");
}

/*
 * A row may begin with an empty line, to stand off from the one before, and a number may stand to the right:
 * the focus is on the first words.
 */
static void first_words(const struct canvas *c, int *ret_row, int *ret_col)
{
	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++)
			if (!is_blank(c, row, col)) {
				*ret_row += row;
				*ret_col += col;
				return;
			}
}

/* The column after what the row's screen drew as the focus; 0 if it leaves that to the list. */
static int focus_end(const struct canvas *c, int row)
{
	int end = 0;

	for (int col = 0; col < c->cols; col++)
		if (canvas_at(c, row, col)->role == ROLE_FOCUS)
			end = col + 1;
	return end;
}

/* The column after the row's first words; a gap of two blanks ends them. */
static int words_end(const struct canvas *c, int row)
{
	int col = BAR_LEAST;

	while (col + 1 < c->cols && !(is_blank(c, row, col) && is_blank(c, row, col + 1)))
		col++;
	return col;
}

/*
 * The bar covers what the row is about. One to the window's edge would hide the roles of the rest and cost two
 * whole rows on a slow line with each step.
 */
static void draw_bar(struct canvas *c, int row)
{
	int end = focus_end(c, row);

	if (end == 0)
		end = words_end(c, row);
	canvas_text(c, row, 1, 1, ROLE_FOCUS, ">");
	canvas_role(c, (struct rect){ row, 0, 1, end + 1 }, ROLE_FOCUS);
}

static void draw_row(const struct list *l, const struct list_source *src, size_t i, int row, struct canvas *c)
{
	int height = list_row_height(src, i);
	bool focused = i == l->focus && can_focus(src, i) && !src->resting;
	int col = LIST_MARGIN;
	struct canvas sub = canvas_sub(c, (struct rect){ row, LIST_MARGIN, height, c->cols - LIST_MARGIN });

	list_row_draw(src, i, focused, &sub);
	if (!focused)
		return;
	first_words(&sub, &row, &col);
	draw_bar(c, row);
	canvas_cursor(c, row, col, false);
}

/* "3 more above, 26 more below"; headings and blank rows are not counted. */
static void draw_sign(const struct list *l, const struct list_source *src, size_t end, struct canvas *c, int row)
{
	struct str text = STR_INIT;
	size_t above = 0, below = 0;

	for (size_t i = 0; i < l->top; i++)
		above += can_focus(src, i);
	for (size_t i = end; i < src->count; i++)
		below += can_focus(src, i);
	if (above)
		str_addf(&text, _("%zu more above"), above);
	if (below) {
		str_add(&text, above ? ", " : "");
		str_addf(&text, _("%zu more below"), below);
	}
	canvas_text(c, row, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HINT, text.text);
	str_release(&text);
}

size_t list_draw(const struct list *l, const struct list_source *src, struct canvas *c)
{
	int row = 0, height = shown_rows(l, src), rows = height < c->rows ? height : c->rows;
	struct canvas top = canvas_sub(c, (struct rect){ 0, 0, rows, c->cols });
	size_t i;

	for (i = l->top; i < src->count && row < rows; i++) {
		if (src->whole && i > l->top && row + list_row_height(src, i) > rows)
			break;
		draw_row(l, src, i, row, &top);
		row += list_row_height(src, i);
	}
	if (height < l->height)
		draw_sign(l, src, i, c, c->rows - 1 < height ? c->rows - 1 : height);
	return i;
}
