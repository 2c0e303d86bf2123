/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/csv/reader.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "parse.h"
#include "stige/base/banned.h"

static const struct csv_limits usual_limits = {
	.field = (size_t)1 << 20,
	.cells = 1000,
	.rows = 1000000,
	.all_cells = 8000000,
	.bytes = (size_t)64 << 20,
};

const char *csv_fault_sentence(enum csv_fault_kind kind)
{
	switch (kind) {
	case CSV_FINE:
		break;
	case CSV_BAD_ENCODING:
		return _("the file is neither UTF-8 nor Windows-1252; save it as CSV UTF-8");
	case CSV_BAD_NUL:
		return _("a NUL byte stands here, so this is not a text in UTF-8; save it as CSV UTF-8");
	case CSV_BAD_QUOTE:
		return _("a quote (\") stands inside a cell; put the whole cell in quotes and double the ones inside");
	case CSV_BAD_END:
		return _("the quote (\") that begins this cell is never closed; close it");
	case CSV_BAD_FIELD:
		return _("the cell is too long; shorten it, or look for a missing quote (\")");
	case CSV_BAD_ROW:
		return _("the row has too many cells; check the delimiter and the quotes");
	case CSV_BAD_ROWS:
		return _("the file has too many rows; split it");
	case CSV_BAD_CELLS:
		return _("the file has too many cells; split it");
	case CSV_BAD_FILE:
		return _("the file is too large; split it");
	}
	return "";
}

/* ---- the door ---- */

struct csv_limits csv_limits_of(const struct csv_limits *limits)
{
	struct csv_limits l = limits ? *limits : usual_limits;

	l.field = l.field ? l.field : usual_limits.field;
	l.cells = l.cells ? l.cells : usual_limits.cells;
	l.rows = l.rows ? l.rows : usual_limits.rows;
	l.all_cells = l.all_cells ? l.all_cells : usual_limits.all_cells;
	l.bytes = l.bytes ? l.bytes : usual_limits.bytes;
	return l;
}

enum stige_rc csv_fault_report(const struct csv_fault *fault, struct err *err)
{
	const char *sentence = csv_fault_sentence(fault->kind);

	if (fault->kind == CSV_FINE)
		return STIGE_OK;
	if (fault->line == 0)
		return err_set(err, STIGE_DATA, "%s", sentence);
	return err_set(err, STIGE_DATA, _("line %zu, column %zu: %s"), fault->line, fault->column, sentence);
}

static void read_text(struct csv_table *t, const char *text, size_t n, struct csv_limits limits,
	struct csv_fault *ret_fault)
{
	struct reading r;

	t->delimiter = csv_find_delimiter(text, n);
	reading_init(&r, t, limits);
	reading_block(&r, text, n);
	reading_end(&r);
	*ret_fault = r.fault;
	reading_release(&r);
}

enum stige_rc csv_read(struct csv_table *t, const char *bytes, size_t n,
	const struct csv_limits *limits, struct csv_fault *ret_fault, struct err *err)
{
	struct csv_limits most = csv_limits_of(limits);
	struct csv_fault fault = { .kind = CSV_FINE };
	struct str own = STR_INIT;
	const char *text;
	size_t len;

	*t = (struct csv_table)CSV_TABLE_INIT;
	if (n > most.bytes)
		fault.kind = CSV_BAD_FILE;
	else if (decode(bytes, n, &own, &text, &len, &t->encoding, &fault))
		read_text(t, text, len, most, &fault);
	str_release(&own);
	if (fault.kind != CSV_FINE)
		csv_table_release(t);
	if (ret_fault)
		*ret_fault = fault;
	return csv_fault_report(&fault, err);
}

void csv_table_release(struct csv_table *t)
{
	mem_free(t->rows);
	arena_release(&t->arena);
	*t = (struct csv_table)CSV_TABLE_INIT;
}

void csv_cell_place(const struct csv_cell *cell, size_t offset, size_t *ret_line, size_t *ret_column)
{
	struct place p = { .line = cell->line, .column = cell->column + cell->quoted };

	for (size_t i = 0; i < offset && cell->text[i] != '\0'; i++) {
		place_over(&p, cell->text + i, 1);
		p.column += cell->quoted && cell->text[i] == '"';    /* doubled in the file */
	}
	*ret_line = p.line;
	*ret_column = p.column;
}
