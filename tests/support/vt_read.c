/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the glass. */
#include <stdio.h>
#include <string.h>

#include "vt_private.h"
#include "stige/base/banned.h"

#define RIGHT_HALF UINT32_MAX            /* what libvterm puts behind a wide character */

int vt_rows(const struct vt *vt)
{
	int rows, cols;

	vterm_get_size(vt->vterm, &rows, &cols);
	return rows;
}

int vt_cols(const struct vt *vt)
{
	int rows, cols;

	vterm_get_size(vt->vterm, &rows, &cols);
	return cols;
}

static int colour_index(VTermColor colour, bool is_default)
{
	if (is_default || !VTERM_COLOR_IS_INDEXED(&colour))
		return -1;
	return colour.indexed.idx;
}

static void cell_text(const VTermScreenCell *cell, char out[32])
{
	struct str text = STR_INIT;
	int i;

	if (cell->chars[0] == 0)
		str_add(&text, " ");
	for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] && cell->chars[0] != RIGHT_HALF; i++)
		key_format((struct key){ .code = KC_CHAR, .ch = cell->chars[i] }, &text);
	snprintf(out, 32, "%s", str_eq(text.text, "Space") ? " " : text.text);
	str_release(&text);
}

struct vt_cell vt_cell(const struct vt *vt, int row, int col)
{
	struct vt_cell out = { .width = 1 };
	VTermScreenCell cell;

	vterm_screen_get_cell(vt->screen, (VTermPos){ .row = row, .col = col }, &cell);
	cell_text(&cell, out.text);
	out.width = cell.chars[0] == RIGHT_HALF ? 0 : cell.width;
	out.bold = cell.attrs.bold;
	out.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF;
	out.reverse = cell.attrs.reverse;
	out.fore = colour_index(cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	out.back = colour_index(cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	return out;
}

void vt_row(const struct vt *vt, int row, struct str *out)
{
	size_t end = out->len;
	int col, cols = vt_cols(vt);

	for (col = 0; col < cols; col++) {
		struct vt_cell cell = vt_cell(vt, row, col);

		str_add(out, cell.text);
		if (!str_eq(cell.text, " "))
			end = out->len;
	}
	str_cut(out, end);
}

void vt_text(const struct vt *vt, struct str *out)
{
	int row, rows = vt_rows(vt);

	for (row = 0; row < rows; row++) {
		vt_row(vt, row, out);
		str_addc(out, '\n');
	}
}

bool vt_cursor(const struct vt *vt, int *ret_row, int *ret_col)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(vt->vterm), &at);
	*ret_row = at.row;
	*ret_col = at.col;
	return vt->cursor_visible;
}

bool vt_second_screen(const struct vt *vt)
{
	return vt->second_screen;
}
