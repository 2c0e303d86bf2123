/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/canvas.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "canvas_private.h"
#include "stige/base/banned.h"

struct canvas_grid {
	int rows, cols;
	struct canvas_cell *cells;
	int cursor_row, cursor_col;
	bool cursor_visible;
};

static const char role_letters[] = {
#define X(name, letter) [ROLE_##name] = letter,
	CANVAS_ROLES(X)
#undef X
};

static const struct canvas_cell blank_cell = { .bytes = " ", .width = 1, .role = ROLE_TEXT };

/* A cell that is known to be inside the window. */
static struct canvas_cell *cell_in(const struct canvas *c, int row, int col)
{
	const struct canvas_grid *g = c->grid;

	return &g->cells[(size_t)(c->area.row + row) * (size_t)g->cols + (size_t)(c->area.col + col)];
}

static void grid_alloc(struct canvas_grid *g, int rows, int cols)
{
	size_t i, n = (size_t)rows * (size_t)cols;

	BUG_ON(rows < 1 || cols < 1);
	g->rows = rows;
	g->cols = cols;
	g->cells = mem_array(n, sizeof(*g->cells));
	for (i = 0; i < n; i++)
		g->cells[i] = blank_cell;
	g->cursor_row = g->cursor_col = 0;
	g->cursor_visible = false;
}

struct canvas canvas_new(int rows, int cols)
{
	struct canvas c = { .area = { 0, 0, rows, cols }, .rows = rows, .cols = cols };

	c.grid = mem_alloc(sizeof(*c.grid));
	grid_alloc(c.grid, rows, cols);
	return c;
}

void canvas_free(struct canvas *c)
{
	if (c->grid)
		mem_free(c->grid->cells);
	mem_free(c->grid);
	*c = (struct canvas){ .grid = NULL };
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
	mem_free(c->grid->cells);
	grid_alloc(c->grid, rows, cols);
	c->area = (struct rect){ 0, 0, rows, cols };
	c->rows = rows;
	c->cols = cols;
}

/* A wide grapheme that loses one half loses the other too, or the row would shift. */
static void mend_neighbours(struct canvas *c, int row, int col)
{
	int other = cell_in(c, row, col)->width == 0 ? col - 1 : col + 1;
	struct canvas_cell *cell;
	unsigned char role;

	if (cell_in(c, row, col)->width == 1 || c->area.col + other < 0
		|| c->area.col + other >= c->grid->cols)
		return;
	cell = cell_in(c, row, other);
	role = cell->role;
	*cell = blank_cell;
	cell->role = role;
}

static void put_cell(struct canvas *c, int row, int col, enum canvas_role role, const char *bytes, size_t len,
	int width)
{
	struct canvas_cell *cell = cell_in(c, row, col);

	mend_neighbours(c, row, col);
	memcpy(cell->bytes, bytes, len);
	cell->bytes[len] = '\0';
	cell->width = (unsigned char)width;
	cell->role = (unsigned char)role;
}

void canvas_put(struct canvas *c, int row, int col, enum canvas_role role, const struct text_cluster *cl)
{
	/* A letter under more marks than a cell holds keeps its place, but not its shape. */
	bool fits = cl->len < CANVAS_CELL_BYTES;

	put_cell(c, row, col, role, fits ? cl->bytes : "?", fits ? cl->len : 1, fits ? cl->width : 1);
	if (cl->width == 2)
		put_cell(c, row, col + 1, role, fits ? "" : " ", fits ? 0 : 1, fits ? 0 : 1);
}

void canvas_clear(struct canvas *c)
{
	canvas_fill(c, (struct rect){ 0, 0, c->rows, c->cols }, ROLE_TEXT, " ");
}

static int clamp(int n, int low, int high)
{
	return n < low ? low : n > high ? high : n;
}

/* Cuts r to the window. */
static struct rect clip(const struct canvas *c, struct rect r)
{
	struct rect out;
	int row_end = clamp(r.row + r.rows, 0, c->rows);
	int col_end = clamp(r.col + r.cols, 0, c->cols);

	out.row = clamp(r.row, 0, c->rows);
	out.col = clamp(r.col, 0, c->cols);
	out.rows = row_end > out.row ? row_end - out.row : 0;
	out.cols = col_end > out.col ? col_end - out.col : 0;
	return out;
}

struct canvas canvas_sub(const struct canvas *c, struct rect r)
{
	struct canvas sub = *c;
	struct rect inside = clip(c, r);

	sub.area = inside;
	sub.area.row += c->area.row;
	sub.area.col += c->area.col;
	sub.rows = inside.rows;
	sub.cols = inside.cols;
	return sub;
}

void canvas_fill(struct canvas *c, struct rect r, enum canvas_role role, const char *grapheme)
{
	struct rect in = clip(c, r);
	int row, col;

	for (row = in.row; row < in.row + in.rows; row++)
		for (col = in.col; col < in.col + in.cols; col++)
			put_cell(c, row, col, role, grapheme, strlen(grapheme), 1);
}

void canvas_hline(struct canvas *c, int row, int col, int width)
{
	canvas_fill(c, (struct rect){ row, col, 1, width }, ROLE_RULE, "\xE2\x94\x80");
}

void canvas_box(struct canvas *c, struct rect r, const char *title)
{
	int bottom = r.row + r.rows - 1, right = r.col + r.cols - 1;

	if (r.rows < 2 || r.cols < 2)
		return;
	canvas_fill(c, r, ROLE_TEXT, " ");
	canvas_hline(c, r.row, r.col, r.cols);
	canvas_hline(c, bottom, r.col, r.cols);
	canvas_fill(c, (struct rect){ r.row, r.col, r.rows, 1 }, ROLE_RULE, "\xE2\x94\x82");
	canvas_fill(c, (struct rect){ r.row, right, r.rows, 1 }, ROLE_RULE, "\xE2\x94\x82");
	canvas_text(c, r.row, r.col, 1, ROLE_RULE, "\xE2\x94\x8C");
	canvas_text(c, r.row, right, 1, ROLE_RULE, "\xE2\x94\x90");
	canvas_text(c, bottom, r.col, 1, ROLE_RULE, "\xE2\x94\x94");
	canvas_text(c, bottom, right, 1, ROLE_RULE, "\xE2\x94\x98");
	if (title && title[0] && r.cols > 6)
		canvas_textf(c, r.row, r.col + 2, r.cols - 4, ROLE_HEADING, " %s ", title);
}

void canvas_role(struct canvas *c, struct rect r, enum canvas_role role)
{
	struct rect in = clip(c, r);
	int row, col;

	for (row = in.row; row < in.row + in.rows; row++)
		for (col = in.col; col < in.col + in.cols; col++)
			cell_in(c, row, col)->role = (unsigned char)role;
}

void canvas_cursor(struct canvas *c, int row, int col, bool visible)
{
	if (c->rows < 1 || c->cols < 1)
		return;
	c->grid->cursor_row = c->area.row + clamp(row, 0, c->rows - 1);
	c->grid->cursor_col = c->area.col + clamp(col, 0, c->cols - 1);
	c->grid->cursor_visible = visible;
}

bool canvas_get_cursor(const struct canvas *c, int *ret_row, int *ret_col)
{
	*ret_row = c->grid->cursor_row - c->area.row;
	*ret_col = c->grid->cursor_col - c->area.col;
	return c->grid->cursor_visible;
}

const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col)
{
	if (row < 0 || col < 0 || row >= c->rows || col >= c->cols)
		return NULL;
	return cell_in(c, row, col);
}

char canvas_role_letter(enum canvas_role role)
{
	return role_letters[role];
}

void canvas_row_text(const struct canvas *c, int row, struct str *out)
{
	size_t end = out->len;
	int col;

	for (col = 0; col < c->cols; col++) {
		const struct canvas_cell *cell = cell_in(c, row, col);

		str_add(out, cell->bytes);
		if (!str_eq(cell->bytes, " "))
			end = out->len;
	}
	str_cut(out, end);
}

void canvas_dump(const struct canvas *c, struct str *out)
{
	int row, col;
	bool visible;

	for (row = 0; row < c->rows; row++) {
		canvas_row_text(c, row, out);
		str_addc(out, '\n');
	}
	str_add(out, "--\n");
	for (row = 0; row < c->rows; row++) {
		for (col = 0; col < c->cols; col++)
			str_addc(out, role_letters[cell_in(c, row, col)->role]);
		str_addc(out, '\n');
	}
	visible = canvas_get_cursor(c, &row, &col);
	str_addf(out, "cursor %d,%d %s\n", row + 1, col + 1, visible ? "visible" : "hidden");
}
