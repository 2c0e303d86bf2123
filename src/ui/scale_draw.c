/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/scale.h"

#include "stige/base/str.h"
#include "stige/base/banned.h"

/* Columns of a row's parts. Narrow windows (a large font) get the words closer to the edge. */
struct columns {
	int mark, digit, label;
};

static struct columns columns_of(const struct scale *s, int cols)
{
	bool many = s->flags & SCALE_MULTIPLE;

	if (cols < 40)
		return many ? (struct columns){ 2, 6, 8 } : (struct columns){ 0, 2, 5 };
	return many ? (struct columns){ 3, 8, 11 } : (struct columns){ 0, 5, 10 };
}

static int label_rows(const struct scale *s, int i, int cols)
{
	int width = cols - columns_of(s, cols).label;
	int n = width > 0 ? canvas_wrap_rows(s->rows[i].label, width) : 1;

	return n < 1 ? 1 : n;
}

/* Blank rows before row i. */
static int gap(const struct scale *s, int i, bool spaced)
{
	return i == 0 ? 0 : (spaced ? 1 : 0) + (s->rows[i].apart ? 1 : 0);
}

static int rows_from_to(const struct scale *s, int from, int to, int cols, bool spaced)
{
	int i, n = 0;

	for (i = from; i < to; i++)
		n += (i == from ? 0 : gap(s, i, spaced)) + label_rows(s, i, cols);
	return n;
}

int scale_rows(const struct scale *s, int cols, bool spaced)
{
	return rows_from_to(s, 0, s->count, cols, spaced);
}

/* The first row to draw so that the focus is seen. */
static int first_row(const struct scale *s, const struct canvas *c)
{
	int first = 0;

	while (first < s->focus && rows_from_to(s, first, s->focus + 1, c->cols, false) > c->rows)
		first++;
	return first;
}

static void draw_mark(const struct scale *s, struct canvas *c, int i, int row, struct columns at)
{
	if (s->flags & SCALE_MULTIPLE)
		canvas_tick(c, row, at.mark, s->marks >> i & 1);
	if (s->rows[i].digit >= 0)
		canvas_textf(c, row, at.digit, 1, ROLE_KEY, "%d", s->rows[i].digit);
}

/* The column after the words of n rows, with a blank: the bar is no longer, as each of its cells is sent. */
static int words_end(const struct canvas *c, int row, int n)
{
	int end = 0;

	for (int i = row; i < row + n && i < c->rows; i++)
		for (int col = end; col < c->cols; col++)
			if (!str_eq(canvas_at(c, i, col)->bytes, " "))
				end = col + 1;
	return end < c->cols ? end + 1 : c->cols;
}

static int draw_row(const struct scale *s, struct canvas *c, int i, int row)
{
	struct columns at = columns_of(s, c->cols);
	int n = label_rows(s, i, c->cols);
	bool focused = i == s->focus;

	draw_mark(s, c, i, row, at);
	canvas_wrap(c, (struct rect){ row, at.label, n, c->cols - at.label },
		i == s->chosen ? ROLE_VALUE : ROLE_TEXT, s->rows[i].label);
	if (focused) {
		canvas_text(c, row, 0, 1, ROLE_FOCUS, ">");
		canvas_role(c, (struct rect){ row, 0, n, words_end(c, row, n) }, ROLE_FOCUS);
		canvas_cursor(c, row, s->rows[i].digit >= 0 ? at.digit : at.label, false);
	}
	return n;
}

int scale_draw(const struct scale *s, struct canvas *c)
{
	bool spaced = scale_rows(s, c->cols, true) <= c->rows;
	bool fits = scale_rows(s, c->cols, spaced) <= c->rows;
	int i, row = 0, first = fits ? 0 : first_row(s, c);

	for (i = first; i < s->count && row < c->rows; i++) {
		if (i > first)
			row += gap(s, i, spaced);
		row += draw_row(s, c, i, row);
	}
	return row;
}
