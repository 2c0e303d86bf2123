/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libcsv finds the cells; this file feeds it pieces that end at each mark that could end a
 * cell, so that after a callback the next byte is where the next cell begins.
 */
#include "parse.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

#define BUFFER_STEP 4096             /* libcsv grows a cell by 128 bytes otherwise */

/* What a byte is: the first of a letter, or one that can end a cell. A quote never does: what follows it can. */
enum { BYTE_BEGINS = 1, BYTE_ENDS = 2 };

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
		.quoted = r->cell_quoted,
	};
	r->all_cells++;
	r->cell_ended = true;        /* the next one begins where the piece ends */
}

/* Moves the open row's cells into the table; a blank line has none. */
static void close_row(struct reading *r)
{
	struct csv_table *t = r->table;
	struct csv_row row = { .count = r->count, .line = r->row_line };

	if (r->rows == r->limits.rows)
		set_fault(r, CSV_BAD_ROWS, r->row_line, 1);
	if (r->fault.kind != CSV_FINE)
		return;
	if (r->count > 0) {
		row.cells = arena_array(&t->arena, r->count, sizeof(*row.cells));
		memcpy(row.cells, r->cells, r->count * sizeof(*row.cells));
	}
	t->rows = mem_grow(t->rows, &r->rows_cap, t->count + 1, sizeof(*t->rows));
	t->rows[t->count++] = row;
	r->rows++;
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

/* The same where only the last byte can be a line break; columns: how many letters begin before it. */
static void step_piece(struct reading *r, size_t n, size_t columns)
{
	if (n > 1) {
		r->place.column += columns;
		r->place.after_cr = false;
	}
	place_over(&r->place, r->text + r->at + n - 1, 1);
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

/* The bytes up to and with the next one that could end a cell, and how many letters begin before that one. */
static size_t piece_length(const struct reading *r, size_t *ret_columns)
{
	const unsigned char *s = (const unsigned char *)r->text + r->at;
	size_t most = r->n - r->at, i = 0, columns = 0;

	while (i < most && !(r->bytes[s[i]] & BYTE_ENDS))
		columns += r->bytes[s[i++]];
	if (i < most)
		i++;
	else
		columns -= r->bytes[s[i - 1]] & BYTE_BEGINS;
	*ret_columns = columns;
	return i;
}

static void begin_cell(struct reading *r)
{
	r->cell_place = r->place;
	r->cell_bytes = 0;
	r->cell_quoted = r->cell_ended = false;
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
	size_t columns, n = piece_length(r, &columns), done;

	if (!r->row_open) {
		r->row_open = true;
		r->row_line = r->place.line;
		begin_cell(r);
	}
	if (r->cell_bytes == 0)
		r->cell_quoted = r->text[r->at] == '"';
	r->cell_bytes += n;
	/* Longer than a text of quotes alone could be: stop before it costs memory. */
	if (r->cell_bytes > 2 * r->limits.field + 3) {
		set_fault(r, CSV_BAD_FIELD, r->cell_place.line, r->cell_place.column);
		return;
	}
	done = csv_parse(&r->parser, r->text + r->at, n, on_cell, on_row, r);
	if (done < n) {
		stray_quote(r, done);
		return;
	}
	step_piece(r, n, columns);
	if (r->cell_ended)
		begin_cell(r);
}

/* The first line may hold a section's name alone ("survey"), so it is the first line with a mark. */
char csv_find_delimiter(const char *text, size_t n)
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

/* ---- the room's own door ---- */

void reading_init(struct reading *r, struct csv_table *table, struct csv_limits limits)
{
	*r = (struct reading){ .table = table, .limits = limits, .place = PLACE_INIT };
	for (size_t c = 0; c < sizeof(r->bytes); c++)
		r->bytes[c] = (c & 0xc0) != 0x80 ? BYTE_BEGINS : 0;
	r->bytes['\n'] = r->bytes['\r'] = r->bytes[(unsigned char)table->delimiter] = BYTE_ENDS;
	csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&r->parser, (unsigned char)table->delimiter);
	csv_set_space_func(&r->parser, no_space);
	csv_set_blk_size(&r->parser, BUFFER_STEP);
}

void reading_block(struct reading *r, const char *text, size_t n)
{
	r->text = text;
	r->n = n;
	r->at = 0;
	while (r->at < r->n && r->fault.kind == CSV_FINE) {
		if (!r->row_open && line_break(r->text[r->at]))
			skip_break(r);
		else
			feed(r);
	}
}

/* The last row need not end in a line break. */
void reading_end(struct reading *r)
{
	if (r->fault.kind != CSV_FINE || !r->row_open || csv_fini(&r->parser, on_cell, on_row, r) == 0)
		return;
	if (csv_error(&r->parser) != CSV_EPARSE)
		bug_oom();
	set_fault(r, CSV_BAD_END, r->cell_place.line, r->cell_place.column);
}

void reading_forget(struct reading *r)
{
	struct arena kept = ARENA_INIT;

	for (size_t i = 0; i < r->count; i++)
		r->cells[i].text = arena_strdup(&kept, r->cells[i].text);
	arena_release(&r->table->arena);
	r->table->arena = kept;
	r->table->count = 0;
}

void reading_release(struct reading *r)
{
	csv_free(&r->parser);
	mem_free(r->cells);
}
