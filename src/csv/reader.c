/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libcsv finds the cells; this file feeds it pieces that end at each mark that could end a
 * cell, so that after a callback the next byte is where the next cell begins.
 */
#include <stdint.h>
#include <string.h>
#include <csv.h>

#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/csv/reader.h"
#include "decode.h"
#include "stige/base/banned.h"

#define BUFFER_STEP 4096             /* libcsv grows a cell by 128 bytes otherwise */

static const struct csv_limits usual_limits = {
	.field = (size_t)1 << 20,
	.cells = 1000,
	.rows = 1000000,
	.all_cells = 8000000,
	.bytes = (size_t)64 << 20,
};

struct reading {
	struct csv_table *table;
	struct csv_limits limits;
	struct csv_fault fault;
	struct csv_parser parser;
	const char *text;
	size_t n, at;                /* at: the next byte */
	struct place place;          /* of that byte */
	size_t cell_at;              /* where the open cell begins */
	struct place cell_place;
	size_t row_line;
	bool row_open;
	struct csv_cell *cells;      /* of the open row */
	size_t count, cap;
	size_t rows_cap, all_cells;
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

/* Only the first fault counts. */
static void set_fault(struct reading *r, enum csv_fault_kind kind, size_t line, size_t column)
{
	if (r->fault.kind == CSV_FINE)
		r->fault = (struct csv_fault){ .kind = kind, .line = line, .column = column };
}

/* ---- what libcsv calls ---- */

/* No byte is a space to be trimmed. */
static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void on_cell(void *bytes, size_t n, void *data)
{
	struct reading *r = data;
	const struct place *p = &r->cell_place;

	if (r->count == r->limits.cells)
		set_fault(r, CSV_BAD_ROW, p->line, p->column);
	if (r->all_cells == r->limits.all_cells)
		set_fault(r, CSV_BAD_CELLS, p->line, p->column);
	if (n > r->limits.field)
		set_fault(r, CSV_BAD_FIELD, p->line, p->column);
	if (r->fault.kind != CSV_FINE)
		return;
	r->cells = mem_grow(r->cells, &r->cap, r->count + 1, sizeof(*r->cells));
	r->cells[r->count++] = (struct csv_cell){
		.text = n > 0 ? arena_strndup(&r->table->arena, bytes, n) : "",
		.line = p->line, .column = p->column,
		.quoted = r->cell_at < r->n && r->text[r->cell_at] == '"',
	};
	r->all_cells++;
	r->cell_at = SIZE_MAX;       /* begins where the piece ends */
}

/* Moves the open row's cells into the table; a blank line has none. */
static void close_row(struct reading *r)
{
	struct csv_table *t = r->table;
	struct csv_row row = { .count = r->count, .line = r->row_line };

	if (t->count == r->limits.rows)
		set_fault(r, CSV_BAD_ROWS, r->row_line, 1);
	if (r->fault.kind != CSV_FINE)
		return;
	if (r->count > 0) {
		row.cells = arena_array(&t->arena, r->count, sizeof(*row.cells));
		memcpy(row.cells, r->cells, r->count * sizeof(*row.cells));
	}
	t->rows = mem_grow(t->rows, &r->rows_cap, t->count + 1, sizeof(*t->rows));
	t->rows[t->count++] = row;
	r->count = 0;
	r->row_open = false;
}

static void on_row(int ending, void *data)
{
	(void)ending;
	close_row(data);
}

/* ---- feeding it ---- */

static void step(struct reading *r, size_t n)
{
	place_over(&r->place, r->text + r->at, n);
	r->at += n;
}

static bool line_break(char c)
{
	return c == '\n' || c == '\r';
}

/* Between rows: a line break is a blank line, or the second half of the one before. */
static void skip_break(struct reading *r)
{
	if (!(r->text[r->at] == '\n' && r->place.after_cr)) {
		r->row_line = r->place.line;
		close_row(r);
	}
	step(r, 1);
}

/* The bytes up to and with the next one that could end a cell. */
static size_t piece_length(const struct reading *r)
{
	size_t i = r->at;

	while (i < r->n && r->text[i] != '"' && r->text[i] != r->table->delimiter && !line_break(r->text[i]))
		i++;
	return (i < r->n ? i + 1 : i) - r->at;
}

static void begin_cell(struct reading *r)
{
	r->cell_at = r->at;
	r->cell_place = r->place;
}

/* libcsv stops at a quote in an open cell, or at what follows a closing quote. */
static void stray_quote(struct reading *r, size_t done)
{
	if (csv_error(&r->parser) != CSV_EPARSE)
		bug_oom();
	step(r, done);
	set_fault(r, CSV_BAD_QUOTE, r->place.line, r->place.column - (r->text[r->at] != '"'));
}

static void feed(struct reading *r)
{
	size_t n = piece_length(r), done;

	if (!r->row_open) {
		r->row_open = true;
		r->row_line = r->place.line;
		begin_cell(r);
	}
	/* Longer than a text of quotes alone could be: stop before it costs memory. */
	if (r->at + n - r->cell_at > 2 * r->limits.field + 3) {
		set_fault(r, CSV_BAD_FIELD, r->cell_place.line, r->cell_place.column);
		return;
	}
	done = csv_parse(&r->parser, r->text + r->at, n, on_cell, on_row, r);
	if (done < n) {
		stray_quote(r, done);
		return;
	}
	step(r, n);
	if (r->cell_at == SIZE_MAX)
		begin_cell(r);
}

/* The last row need not end in a line break. */
static void finish(struct reading *r)
{
	if (!r->row_open || csv_fini(&r->parser, on_cell, on_row, r) == 0)
		return;
	if (csv_error(&r->parser) != CSV_EPARSE)
		bug_oom();
	set_fault(r, CSV_BAD_END, r->cell_place.line, r->cell_place.column);
}

/* The first line may hold a section's name alone ("survey"), so it is the first line with a mark. */
static char find_delimiter(const char *text, size_t n)
{
	size_t commas = 0, semicolons = 0;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		if (!quoted && line_break(text[i]) && commas + semicolons > 0)
			break;
		if (text[i] == '"')
			quoted = !quoted;
		commas += !quoted && text[i] == ',';
		semicolons += !quoted && text[i] == ';';
	}
	return semicolons > commas ? ';' : ',';
}

static void parse(struct reading *r)
{
	csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&r->parser, (unsigned char)r->table->delimiter);
	csv_set_space_func(&r->parser, no_space);
	csv_set_blk_size(&r->parser, BUFFER_STEP);
	while (r->at < r->n && r->fault.kind == CSV_FINE) {
		if (!r->row_open && line_break(r->text[r->at]))
			skip_break(r);
		else
			feed(r);
	}
	if (r->fault.kind == CSV_FINE)
		finish(r);
	csv_free(&r->parser);
	mem_free(r->cells);
}

/* ---- the door ---- */

static struct csv_limits with_usual(const struct csv_limits *limits)
{
	struct csv_limits l = limits ? *limits : usual_limits;

	l.field = l.field ? l.field : usual_limits.field;
	l.cells = l.cells ? l.cells : usual_limits.cells;
	l.rows = l.rows ? l.rows : usual_limits.rows;
	l.all_cells = l.all_cells ? l.all_cells : usual_limits.all_cells;
	l.bytes = l.bytes ? l.bytes : usual_limits.bytes;
	return l;
}

static enum stige_rc report(const struct csv_fault *fault, struct err *err)
{
	const char *sentence = csv_fault_sentence(fault->kind);

	if (fault->kind == CSV_FINE)
		return STIGE_OK;
	if (fault->line == 0)
		return err_set(err, STIGE_DATA, "%s", sentence);
	return err_set(err, STIGE_DATA, _("line %zu, column %zu: %s"), fault->line, fault->column, sentence);
}

enum stige_rc csv_read(struct csv_table *t, const char *bytes, size_t n,
	const struct csv_limits *limits, struct csv_fault *ret_fault, struct err *err)
{
	struct reading r = { .table = t, .limits = with_usual(limits), .place = PLACE_INIT };
	struct str own = STR_INIT;

	*t = (struct csv_table)CSV_TABLE_INIT;
	if (n > r.limits.bytes) {
		set_fault(&r, CSV_BAD_FILE, 0, 0);
	} else if (decode(bytes, n, &own, &r.text, &r.n, &t->encoding, &r.fault)) {
		t->delimiter = find_delimiter(r.text, r.n);
		parse(&r);
	}
	str_release(&own);
	if (r.fault.kind != CSV_FINE)
		csv_table_release(t);
	if (ret_fault)
		*ret_fault = r.fault;
	return report(&r.fault, err);
}

enum stige_rc csv_read_file(struct csv_table *t, const char *path,
	const struct csv_limits *limits, struct csv_fault *ret_fault, struct err *err)
{
	struct str bytes = STR_INIT;
	enum stige_rc rc;

	*t = (struct csv_table)CSV_TABLE_INIT;
	if (ret_fault)
		*ret_fault = (struct csv_fault){ .kind = CSV_FINE };
	rc = file_read(path, with_usual(limits).bytes, &bytes, err);
	if (rc == STIGE_DATA && ret_fault)   /* the only thing wrong with bytes not yet looked at */
		ret_fault->kind = CSV_BAD_FILE;
	if (rc == STIGE_OK) {
		rc = csv_read(t, bytes.text, bytes.len, limits, ret_fault, err);
		if (rc != STIGE_OK)
			err_prefix(err, "%s", path);
	}
	str_release(&bytes);
	return rc;
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
