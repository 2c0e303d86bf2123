/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canon.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/banned.h"

static void write_cell(struct str *out, const char *text, const char *needs_quotes)
{
	str_addc(out, ',');
	if (strpbrk(text, needs_quotes) == NULL) {
		str_add(out, text);
		return;
	}
	str_addc(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			str_addc(out, '"');
		str_addc(out, *text);
	}
	str_addc(out, '"');
}

/* A column with neither name nor content is a spreadsheet's litter. */
static bool is_litter(const struct sheet *s, size_t column)
{
	if (!cell_empty(&s->header[column]))
		return false;
	for (size_t r = 0; r < s->count; r++)
		if (!cell_empty(&s->rows[r].cells[column]))
			return false;
	return true;
}

/* In a header semicolons too: it is where the delimiter is sniffed when the file is read again. */
static const char header_quotes[] = ",;\"\n", cell_quotes[] = ",\"\n";

static void write_sheet(const struct sheet *s, enum sheet_kind kind, const struct columns *columns,
	struct str *out)
{
	bool *litter = mem_array(s->width + 1, sizeof(*litter));

	str_addf(out, "%s\n", sheet_name(kind));
	for (size_t c = 0; c < s->width; c++) {
		litter[c] = is_litter(s, c);
		if (!litter[c])
			write_cell(out, columns != NULL ? columns->list[c].canonical : s->header[c].text,
				header_quotes);
	}
	if (s->width > 0)
		str_addc(out, '\n');
	for (size_t r = 0; r < s->count; r++) {
		for (size_t c = 0; c < s->width; c++)
			if (!litter[c])
				write_cell(out, s->rows[r].cells[c].text, cell_quotes);
		str_addc(out, '\n');
	}
	mem_free(litter);
}

void canon_write(const struct book *book, const struct columns columns[SHEETS_USED], struct str *out)
{
	for (size_t kind = 0; kind < SHEET_KINDS; kind++)
		if (book->sheets[kind].there)
			write_sheet(&book->sheets[kind], (enum sheet_kind)kind,
				kind < SHEETS_USED ? &columns[kind] : NULL, out);
}
