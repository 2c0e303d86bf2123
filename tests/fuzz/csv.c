/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The CSV reader: whatever the bytes, there is a table or a fault with its place. Each cell
 * stands where it says, and what was read can be written and reads back the same.
 */
#include <string.h>

#include "fuzz.h"
#include "stige/base/bug.h"
#include "stige/base/text.h"
#include "stige/csv/reader.h"
#include "stige/csv/writer.h"
#include "stige/base/banned.h"

static size_t count_lines(const char *bytes, size_t n)
{
	size_t lines = 1;

	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n' || bytes[i] == '\r';
	return lines;
}

static void check_cell(const struct csv_cell *cell, size_t lines)
{
	size_t line, column;

	BUG_ON(cell->line < 1 || cell->line > lines || cell->column < 1);
	BUG_ON(text_valid_bytes(cell->text, strlen(cell->text)) != strlen(cell->text));
	csv_cell_place(cell, strlen(cell->text), &line, &column);
	BUG_ON(line < cell->line || line > lines || column < 1);
}

static void check_places(const struct csv_table *t, size_t lines)
{
	for (size_t r = 0; r < t->count; r++) {
		BUG_ON(t->rows[r].line < 1 || t->rows[r].line > lines);
		BUG_ON(r > 0 && t->rows[r].line <= t->rows[r - 1].line);
		for (size_t c = 0; c < t->rows[r].count; c++)
			check_cell(&t->rows[r].cells[c], lines);
	}
}

static void write_rows(const struct csv_table *t, struct str *out)
{
	struct csv_writer w;

	csv_writer_init_str(&w, CSV_EXACT, out);
	for (size_t r = 0; r < t->count; r++) {
		if (t->rows[r].count == 0)
			continue;            /* a blank line is not written */
		for (size_t c = 0; c < t->rows[r].count; c++)
			csv_put_text(&w, t->rows[r].cells[c].text);
		csv_end_row(&w);
	}
	BUG_ON(csv_writer_finish(&w, NULL));
}

static void check_same(const struct csv_table *a, const struct csv_table *b)
{
	size_t k = 0;

	for (size_t r = 0; r < a->count; r++) {
		if (a->rows[r].count == 0)
			continue;
		BUG_ON(k == b->count || a->rows[r].count != b->rows[k].count);
		for (size_t c = 0; c < a->rows[r].count; c++)
			BUG_ON(strcmp(a->rows[r].cells[c].text, b->rows[k].cells[c].text) != 0);
		k++;
	}
	BUG_ON(k != b->count);
}

static void check_round(const struct csv_table *t)
{
	struct str written = STR_INIT;
	struct csv_table again;

	write_rows(t, &written);
	BUG_ON(csv_read(&again, written.text, written.len, NULL, NULL, NULL));
	check_same(t, &again);
	csv_table_release(&again);
	str_release(&written);
}

static void read(const char *bytes, size_t n, const struct csv_limits *limits)
{
	struct csv_fault fault = { CSV_FINE, 0, 0 };
	struct err err = ERR_INIT;
	struct csv_table t;

	if (csv_read(&t, bytes, n, limits, &fault, &err)) {
		BUG_ON(fault.kind == CSV_FINE || !err.msg[0] || !csv_fault_sentence(fault.kind)[0]);
		BUG_ON(fault.kind != CSV_BAD_FILE && (fault.line < 1 || fault.line > count_lines(bytes, n)
			|| fault.column < 1));
		return;
	}
	BUG_ON(fault.kind != CSV_FINE || err.msg[0]);
	check_places(&t, count_lines(bytes, n));
	check_round(&t);
	csv_table_release(&t);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct csv_limits tight = { .field = 5, .cells = 3, .rows = 4, .all_cells = 8, .bytes = 200 };

	read((const char *)bytes, n, NULL);
	read((const char *)bytes, n, &tight);
	return 0;
}
