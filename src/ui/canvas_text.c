/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text on the canvas: made safe, fitted, wrapped. */
#include "stige/ui/canvas.h"

#include <stdarg.h>

#include "stige/base/text.h"
#include "canvas_private.h"
#include "wrap.h"
#include "stige/base/banned.h"

/* Puts text that is already safe and fitted. */
static int put_line(struct canvas *c, int row, int col, enum canvas_role role, const char *s)
{
	struct text_cluster cl;
	int start = col;

	while (col < c->cols && text_next(&s, &cl)) {
		if (cl.width < 1)
			continue;
		canvas_put(c, row, col, role, &cl);
		col += cl.width;
	}
	return (col < c->cols ? col : c->cols) - start;
}

int canvas_text(struct canvas *c, int row, int col, int width, enum canvas_role role, const char *text)
{
	struct str safe = STR_INIT, fitted = STR_INIT;
	int used = 0;

	if (col >= 0 && width > c->cols - col)
		width = c->cols - col;
	if (row >= 0 && row < c->rows && col >= 0 && width > 0) {
		text_safe(&safe, text, 0);
		text_fit(&fitted, safe.text, width);
		used = put_line(c, row, col, role, fitted.text);
	}
	str_release(&safe);
	str_release(&fitted);
	return used;
}

int canvas_textf(struct canvas *c, int row, int col, int width, enum canvas_role role, const char *fmt, ...)
{
	struct str text = STR_INIT;
	va_list args;
	int used;

	va_start(args, fmt);
	str_addv(&text, fmt, args);
	va_end(args);
	used = canvas_text(c, row, col, width, role, text.text);
	str_release(&text);
	return used;
}

int canvas_tick(struct canvas *c, int row, int col, bool on)
{
	return canvas_text(c, row, col, 3, on ? ROLE_VALUE : ROLE_TEXT, on ? "[x]" : "[ ]");
}

/* Columns the text will use when drawn in `width`. */
static int fitted_width(const char *text, int width)
{
	struct str safe = STR_INIT;
	int n;

	text_safe(&safe, text, 0);
	n = text_width(safe.text);
	str_release(&safe);
	return n < width ? n : width;
}

int canvas_text_right(struct canvas *c, int row, int col, int width, enum canvas_role role, const char *text)
{
	int used = fitted_width(text, width);

	return canvas_text(c, row, col + width - used, used, role, text);
}

int canvas_text_centre(struct canvas *c, int row, int col, int width, enum canvas_role role, const char *text)
{
	int used = fitted_width(text, width);

	return canvas_text(c, row, col + (width - used) / 2, used, role, text);
}

int canvas_wrap(struct canvas *c, struct rect r, enum canvas_role role, const char *text)
{
	struct str line = STR_INIT;
	struct wrap_line part;
	struct wrap w;
	int row;

	if (text[0] == '\0' || r.rows < 1 || r.cols < 1)
		return 0;
	wrap_init(&w, text, r.cols);
	for (row = 0; row < r.rows && wrap_next(&w, &part); row++) {
		str_clear(&line);
		str_addn(&line, text + part.start, part.len);
		if (row == r.rows - 1 && !w.done)
			str_add(&line, " \xE2\x80\xA6");
		canvas_text(c, r.row + row, r.col, r.cols, role, line.text);
	}
	str_release(&line);
	return row;
}

int canvas_wrap_rows(const char *text, int cols)
{
	struct wrap_line part;
	struct wrap w;
	int rows = 0;

	if (text[0] == '\0')
		return 0;
	wrap_init(&w, text, cols);
	while (wrap_next(&w, &part))
		rows++;
	return rows;
}
