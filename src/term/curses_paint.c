/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells to the window: roles to attributes, the cursor last. */
#include <limits.h>
#include <stdlib.h>

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "curses_private.h"
#include "stige/base/banned.h"

enum { COMBINED_MOST = CCHARW_MAX - 1 };

void painter_init(struct painter *p, enum theme theme, bool utf8, bool acs)
{
	*p = (struct painter){ .theme = theme, .utf8 = utf8, .acs = acs, .cursor_visible = true };
}

/* The pair for two colours, made on first use; 0, the terminal's own, when there are no more. */
static short pair_for(struct painter *p, signed char fore, signed char back)
{
	int i;

	if (fore == THEME_DEFAULT && back == THEME_DEFAULT)
		return 0;
	for (i = 0; i < p->pair_count; i++)
		if (p->pairs[i].fore == fore && p->pairs[i].back == back)
			return (short)(i + 1);
	if (p->pair_count == PAIRS_MOST || p->pair_count + 1 >= COLOR_PAIRS)
		return 0;
	p->pairs[p->pair_count++] = (struct colour_pair){ fore, back };
	init_pair((short)p->pair_count, fore, back);
	return (short)p->pair_count;
}

static attr_t attrs_for(struct painter *p, enum canvas_role role, short *ret_pair)
{
	struct theme_style style = theme_style(p->theme, role);
	attr_t attrs = A_NORMAL;

	if (style.attrs & THEME_BOLD)
		attrs |= A_BOLD;
	if (style.attrs & THEME_REVERSE)
		attrs |= A_REVERSE;
	if (style.attrs & THEME_UNDERLINE)
		attrs |= A_UNDERLINE;
	/* Where there are eight colours only, bold makes the bright ones. */
	if (COLORS < 16 && style.fore >= 8) {
		style.fore = (signed char)(style.fore - 8);
		attrs |= A_BOLD;
	}
	if (COLORS < 16 && style.back >= 8)
		style.back = (signed char)(style.back - 8);
	*ret_pair = p->theme == THEME_MONO ? 0 : pair_for(p, style.fore, style.back);
	return attrs;
}

/* Outside UTF-8: signs that the terminal's line set has, and what they are in ASCII. */
static bool line_sign(const struct painter *p, wchar_t sign, cchar_t *ret, wchar_t *ret_ascii)
{
	const struct {
		wchar_t sign, ascii;
		const cchar_t *acs;
	} table[] = {
		{ 0x2500, '-', WACS_HLINE }, { 0x2502, '|', WACS_VLINE },
		{ 0x250C, '+', WACS_ULCORNER }, { 0x2510, '+', WACS_URCORNER },
		{ 0x2514, '+', WACS_LLCORNER }, { 0x2518, '+', WACS_LRCORNER },
		{ 0x23BA, '5', WACS_S1 }, { 0x23BB, '4', WACS_S3 },
		{ 0x23BC, '2', WACS_S7 }, { 0x23BD, '1', WACS_S9 },
		{ 0x00B7, '.', NULL }, { 0x2026, '.', NULL },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(table); i++) {
		if (table[i].sign != sign)
			continue;
		*ret_ascii = table[i].ascii;
		if (!table[i].acs || !p->acs)
			return false;
		*ret = *table[i].acs;
		return true;
	}
	return false;
}

static wchar_t first_ascii(const char *bytes)
{
	struct str out = STR_INIT;
	wchar_t first;

	text_ascii(&out, bytes);
	first = out.len > 0 ? (wchar_t)(unsigned char)out.text[0] : L'?';
	str_release(&out);
	return first;
}

/* The cell's characters, and a line-set sign's own attribute. Always something one cell can hold. */
static attr_t cell_chars(const struct painter *p, const struct canvas_cell *cell, wchar_t out[CCHARW_MAX + 1])
{
	const char *s = cell->bytes;
	struct key key;
	size_t n, i = 0;
	cchar_t acs;
	attr_t attrs = A_NORMAL;
	short pair;
	char encoded[MB_LEN_MAX];

	while (i <= COMBINED_MOST && (n = key_from_text(s, &key)) > 0) {
		out[i++] = (wchar_t)key.ch;
		s += n;
	}
	if (i == 0)
		out[i++] = L'?';
	out[i] = L'\0';
	if (p->utf8)
		return attrs;
	out[1] = L'\0';
	if (line_sign(p, out[0], &acs, &out[0]))
		getcchar(&acs, out, &attrs, &pair, NULL);
	else if (wctomb(encoded, out[0]) != 1)
		out[0] = first_ascii(cell->bytes);
	return attrs;
}

static void put_row(struct painter *p, const struct canvas *c, int row, cchar_t *line)
{
	wchar_t chars[CCHARW_MAX + 1];
	int col, n = 0;

	for (col = 0; col < c->cols; col++) {
		const struct canvas_cell *cell = canvas_at(c, row, col);
		short pair;
		attr_t attrs;

		if (cell->width == 0)
			continue;
		attrs = attrs_for(p, (enum canvas_role)cell->role, &pair);
		attrs |= cell_chars(p, cell, chars);
		setcchar(&line[n++], chars, attrs, pair, NULL);
		if (cell->width == 2 && !p->utf8)
			setcchar(&line[n++], L" ", attrs, pair, NULL);
	}
	mvadd_wchnstr(row, 0, line, n);
}

static void put_cursor(struct painter *p, const struct canvas *c)
{
	int row, col;
	bool visible = canvas_get_cursor(c, &row, &col);

	if (visible != p->cursor_visible)
		curs_set(visible ? 1 : 0);
	p->cursor_visible = visible;
	move(row, col);
}

/* Every row is handed over; curses itself sends only what differs from what the glass shows. */
void painter_put(struct painter *p, const struct canvas *c, bool all)
{
	cchar_t *line = mem_array((size_t)c->cols * 2, sizeof(*line));
	int row;

	if (all)
		clear();
	for (row = 0; row < c->rows; row++)
		put_row(p, c, row, line);
	put_cursor(p, c);
	refresh();
	mem_free(line);
}
