/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canvas: a grid of cells that screens draw into. A cell holds one grapheme and a role;
 * what a role looks like is the theme's business, and only src/term knows a terminal.
 *
 * A struct canvas is a window onto a grid. canvas_sub() gives a smaller window on the same
 * cells; rows and columns count from 0 inside a window, and whatever falls outside it is
 * clipped, so drawing can never go wrong. All text passes through text_safe().
 */
#ifndef STIGE_UI_CANVAS_H
#define STIGE_UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"

/* Role, its letter in dumps. The letters are unique. */
#define CANVAS_ROLES(X) \
	X(TEXT,     '.')   /* plain */ \
	X(TITLE,    'T')   /* the first row, left */ \
	X(STATE,    'S')   /* the first row, right; tabs that are not chosen */ \
	X(RULE,     'r')   /* lines and boxes */ \
	X(HEADING,  'H')   /* heads of columns and of sections; the chosen tab */ \
	X(FOCUS,    'F')   /* what the next key acts on */ \
	X(VALUE,    'V')   /* an answer that is given, a field's content */ \
	X(UP,       'U')   /* a rise; always beside a + sign or a word */ \
	X(DOWN,     'D')   /* a fall; always beside a - sign or a word */ \
	X(DUE,      'd')   /* always beside a word */ \
	X(LATE,     'L')   /* always beside a word */ \
	X(EVIDENCE, 'e')   /* what the study found */ \
	X(HINT,     'h')   /* explanations, the footer's words */ \
	X(KEY,      'k')   /* a key's name */ \
	X(ERROR,    'E')   /* what went wrong */ \
	X(MESSAGE,  'M')   /* what was done */ \
	X(HOLE,     'o')   /* a round without an answer */ \
	X(SEAM,     's')   /* a change of caseworker in a series */ \
	X(INVENTED, 'I')   /* the mark that the people are invented */ \
	X(SECRET,   '*')   /* a PIN; its text is drawn as stars by the field */ \
	X(QUESTION, 'Q')   /* the words of a question */

enum canvas_role {
#define X(name, letter) ROLE_##name,
	CANVAS_ROLES(X)
#undef X
	ROLE_COUNT
};

#define CANVAS_CELL_BYTES 24

struct canvas_cell {
	char bytes[CANVAS_CELL_BYTES];   /* one grapheme, NUL-terminated; "" in a right half */
	unsigned char width;             /* 1 or 2; 0 = the right half of the cell before */
	unsigned char role;              /* enum canvas_role */
};

struct rect {
	int row, col, rows, cols;
};

struct canvas_grid;      /* the cells and the cursor, shared by all windows */

struct canvas {
	struct canvas_grid *grid;
	struct rect area;        /* where the window lies in the grid */
	int rows, cols;          /* = area.rows, area.cols */
};

/* The whole grid, blank, the cursor hidden at 0,0. Free with canvas_free on the first window only. */
struct canvas canvas_new(int rows, int cols);
void canvas_free(struct canvas *c);
void canvas_resize(struct canvas *c, int rows, int cols);    /* the first window only; blanks it */
void canvas_clear(struct canvas *c);                         /* blanks the window, role TEXT */
/* A window inside this one, cut to it. */
struct canvas canvas_sub(const struct canvas *c, struct rect r);

/*
 * One line of text in at most `width` columns (clipped to the window too); cut text ends in
 * an ellipsis. Returns the columns used. Cells to the right are left alone.
 */
int canvas_text(struct canvas *c, int row, int col, int width, enum canvas_role role, const char *text);
int canvas_textf(struct canvas *c, int row, int col, int width, enum canvas_role role,
	const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* The same, ending at column col + width. */
int canvas_text_right(struct canvas *c, int row, int col, int width, enum canvas_role role,
	const char *text);
/* "[x]" or "[ ]", three columns, which it returns. Only what is ticked stands out. */
int canvas_tick(struct canvas *c, int row, int col, bool on);
/* In the middle of the columns. */
int canvas_text_centre(struct canvas *c, int row, int col, int width, enum canvas_role role,
	const char *text);
/*
 * A paragraph (line feeds start new lines) wrapped at blanks into r; what does not fit ends
 * in an ellipsis. Returns the rows used.
 */
int canvas_wrap(struct canvas *c, struct rect r, enum canvas_role role, const char *text);
/* How many rows canvas_wrap would use at this width, with room enough. */
int canvas_wrap_rows(const char *text, int cols);

void canvas_fill(struct canvas *c, struct rect r, enum canvas_role role, const char *grapheme);
void canvas_hline(struct canvas *c, int row, int col, int width);             /* role RULE */
void canvas_box(struct canvas *c, struct rect r, const char *title);          /* blanks the inside */
void canvas_role(struct canvas *c, struct rect r, enum canvas_role role);     /* text stays */

/* Where the focus is. Called last by whoever owns the focus; clipped to the window. */
void canvas_cursor(struct canvas *c, int row, int col, bool visible);
bool canvas_get_cursor(const struct canvas *c, int *ret_row, int *ret_col);   /* returns visible */

/* Reading back: for terminals and tests. NULL outside the window. */
const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col);
char canvas_role_letter(enum canvas_role role);
/* Appends one row's text, trailing blanks dropped. */
void canvas_row_text(const struct canvas *c, int row, struct str *out);
/*
 * Appends the dump: rows of text, a line "--", rows of role letters, and
 * "cursor ROW,COL visible" or "hidden", counted from 1.
 */
void canvas_dump(const struct canvas *c, struct str *out);

#endif
