/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/field.h"

#include "stige/base/text.h"
#include "wrap.h"
#include "stige/base/banned.h"

/* What is shown: the text, or a star for each letter of a secret; *ret_cursor is its column. */
static void shown_text(const struct field *f, struct str *out, int *ret_cursor)
{
	const char *s = f->text.text;
	struct text_cluster cl;
	int col = 0;

	*ret_cursor = 0;
	for (;;) {
		if ((size_t)(s - f->text.text) <= f->cursor)
			*ret_cursor = col;
		if (!text_next(&s, &cl))
			break;
		if (f->flags & FIELD_SECRET)
			str_addc(out, '*');
		else
			str_addn(out, cl.bytes, cl.len);
		col += f->flags & FIELD_SECRET ? 1 : cl.width;
	}
}

/* Skips whole graphemes until at most `skip` columns or just more are gone; the columns gone. */
static int skip_columns(const char **s, int skip)
{
	struct text_cluster cl;
	int gone = 0;

	while (gone < skip && text_next(s, &cl))
		gone += cl.width;
	return gone;
}

void field_draw(const struct field *f, struct canvas *c, int row, int col, int width, bool focused)
{
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_VALUE;
	struct str shown = STR_INIT;
	const char *s;
	int cursor, gone = 0;

	if (width < 1)
		return;
	shown_text(f, &shown, &cursor);
	s = shown.text;
	if (focused && cursor >= width)
		gone = skip_columns(&s, cursor - width + 1);
	canvas_fill(c, (struct rect){ row, col, 1, width }, role, "_");
	canvas_text(c, row, col, width, f->flags & FIELD_SECRET ? ROLE_SECRET : role, s);
	if (focused)
		canvas_cursor(c, row, col + cursor - gone, true);
	str_release(&shown);
}

/* The line the cursor is on, counted from 0; *ret_col its column there. */
static int cursor_line(const struct field *f, int cols, int *ret_col)
{
	struct str part = STR_INIT;
	struct wrap_line line;
	struct wrap w;
	size_t start = 0;
	int n = -1;

	wrap_init(&w, f->text.text, cols);
	while (wrap_next(&w, &line) && line.start <= f->cursor) {
		start = line.start;
		n++;
	}
	str_addn(&part, f->text.text + start, f->cursor - start);
	*ret_col = text_width(part.text);
	if (*ret_col >= cols)
		*ret_col = cols - 1;
	str_release(&part);
	return n;
}

void field_draw_lines(const struct field *f, struct canvas *c, struct rect r, bool focused)
{
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_VALUE;
	struct str text = STR_INIT;
	struct wrap_line line;
	struct wrap w;
	int at, cursor_row, cursor_col, top;

	if (r.rows < 1 || r.cols < 1)
		return;
	cursor_row = cursor_line(f, r.cols, &cursor_col);
	top = focused && cursor_row >= r.rows ? cursor_row - r.rows + 1 : 0;
	canvas_fill(c, r, role, " ");
	wrap_init(&w, f->text.text, r.cols);
	for (at = 0; at < top + r.rows && wrap_next(&w, &line); at++) {
		if (at < top)
			continue;
		str_clear(&text);
		str_addn(&text, f->text.text + line.start, line.len);
		canvas_text(c, r.row + at - top, r.col, r.cols, role, text.text);
	}
	if (focused)
		canvas_cursor(c, r.row + cursor_row - top, r.col + cursor_col, true);
	str_release(&text);
}
