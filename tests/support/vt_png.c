/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of the glass, to look at. Nothing is asserted on it. */
#include <cairo.h>
#include <string.h>

#include "vt_private.h"
#include "stige/base/banned.h"

enum { CELL_WIDTH = 10, CELL_HEIGHT = 20, BASELINE = 15, FONT_SIZE = 16, EDGE = 6 };

struct shade {
	double r, g, b;
};

static const struct shade ink = { 0.85, 0.85, 0.85 }, paper = { 0.08, 0.08, 0.10 };

static struct shade shade_of(const struct vt *vt, VTermColor colour, bool is_default, struct shade fallback)
{
	if (is_default)
		return fallback;
	vterm_screen_convert_color_to_rgb(vt->screen, &colour);
	return (struct shade){ colour.rgb.red / 255.0, colour.rgb.green / 255.0, colour.rgb.blue / 255.0 };
}

static void set_shade(cairo_t *cr, struct shade s)
{
	cairo_set_source_rgb(cr, s.r, s.g, s.b);
}

static void cell_shades(const struct vt *vt, int row, int col, struct shade *fore, struct shade *back)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(vt->screen, (VTermPos){ .row = row, .col = col }, &cell);
	*fore = shade_of(vt, cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg), ink);
	*back = shade_of(vt, cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg), paper);
	if (cell.attrs.reverse) {
		struct shade swap = *fore;

		*fore = *back;
		*back = swap;
	}
}

static void draw_cell(const struct vt *vt, cairo_t *cr, int row, int col)
{
	struct vt_cell cell = vt_cell(vt, row, col);
	double x = EDGE + col * CELL_WIDTH, y = EDGE + row * CELL_HEIGHT;
	struct shade fore, back;

	if (cell.width == 0)
		return;
	cell_shades(vt, row, col, &fore, &back);
	set_shade(cr, back);
	cairo_rectangle(cr, x, y, CELL_WIDTH * cell.width, CELL_HEIGHT);
	cairo_fill(cr);
	set_shade(cr, fore);
	cairo_select_font_face(cr, "DejaVu Sans Mono", CAIRO_FONT_SLANT_NORMAL,
		cell.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(cr, FONT_SIZE);
	cairo_move_to(cr, x, y + BASELINE);
	cairo_show_text(cr, cell.text);
	if (cell.underline) {
		cairo_rectangle(cr, x, y + BASELINE + 2, CELL_WIDTH * cell.width, 1);
		cairo_fill(cr);
	}
}

/* A frame where the cursor is; thin where it is hidden but placed. */
static void draw_cursor(const struct vt *vt, cairo_t *cr)
{
	int row, col;
	bool visible = vt_cursor(vt, &row, &col);

	cairo_set_source_rgb(cr, 1.0, 0.6, 0.1);
	cairo_set_line_width(cr, visible ? 3 : 1);
	cairo_rectangle(cr, EDGE + col * CELL_WIDTH, EDGE + row * CELL_HEIGHT, CELL_WIDTH, CELL_HEIGHT);
	cairo_stroke(cr);
}

bool vt_png(const struct vt *vt, const char *path)
{
	int row, col, rows = vt_rows(vt), cols = vt_cols(vt);
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
		cols * CELL_WIDTH + 2 * EDGE, rows * CELL_HEIGHT + 2 * EDGE);
	cairo_t *cr = cairo_create(surface);
	bool written;

	set_shade(cr, paper);
	cairo_paint(cr);
	for (row = 0; row < rows; row++)
		for (col = 0; col < cols; col++)
			draw_cell(vt, cr, row, col);
	draw_cursor(vt, cr);
	written = cairo_surface_write_to_png(surface, path) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
	return written;
}
