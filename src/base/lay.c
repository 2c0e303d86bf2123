/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/lay.h"

#include <string.h>

#include "stige/base/text.h"
#include "stige/base/banned.h"

int lay_columns(int columns)
{
	if (columns < LAY_LEAST)
		return LAY_LEAST;
	return columns > LAY_MOST ? LAY_MOST : columns;
}

static void blanks(struct str *out, int n)
{
	while (n-- > 0)
		str_addc(out, ' ');
}

void lay_cell(struct str *out, const char *text, int columns)
{
	struct str safe = STR_INIT;

	text_safe(&safe, text, 0);
	blanks(out, columns - text_fit(out, safe.text, columns));
	str_release(&safe);
}

void lay_piece(struct str *out, const char *piece, int gap, int columns, int *used)
{
	int width = text_width(piece);

	if (*used && *used + gap + width > columns) {
		str_addc(out, '\n');
		*used = 0;
	}
	if (*used) {
		blanks(out, gap);
		*used += gap;
	}
	str_add(out, piece);
	*used += width;
}

void lay_end(struct str *out)
{
	while (out->len > 0 && out->text[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
	str_addc(out, '\n');
}

/* One stretch without line feeds. */
static void wrap_line(struct str *out, const char *first, int indent, const char *text, int columns)
{
	int room = columns - indent > 1 ? columns - indent : 1;
	bool begun = false;

	do {
		size_t n = text_wrap(text, room);

		if (begun)
			blanks(out, indent);
		else
			str_add(out, first);
		begun = true;
		str_addn(out, text, n);
		lay_end(out);
		text += n;
		while (*text == ' ')
			text++;
	} while (*text);
}

void lay_wrap(struct str *out, const char *first, const char *text, int columns)
{
	struct str safe = STR_INIT, gap = STR_INIT;
	int indent = text_width(first);
	char *line, *end;

	text_safe(&safe, text, TEXT_LINES);
	blanks(&gap, indent);
	for (line = safe.text; line; line = end ? end + 1 : NULL) {
		end = strchr(line, '\n');
		if (end)
			*end = '\0';
		wrap_line(out, line == safe.text ? first : gap.text, indent, line, columns);
	}
	str_release(&gap);
	str_release(&safe);
}

void lay_rule(struct str *out, int columns)
{
	while (columns-- > 0)
		str_addc(out, '-');
	str_addc(out, '\n');
}

size_t lay_lines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}
