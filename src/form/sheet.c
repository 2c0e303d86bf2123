/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/form/xlsform.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

/* A form is read by people: these are far above any real one and keep a hostile one small. */
static const struct csv_limits limits = {
	.field = (size_t)256 << 10, .cells = 1000, .rows = 100001, .all_cells = 800000,
	.bytes = FORM_BYTES_MOST,
};

static const char *const sheet_names[SHEET_KINDS] = {
	[SHEET_SURVEY] = "survey", [SHEET_CHOICES] = "choices", [SHEET_SETTINGS] = "settings",
	[SHEET_ENTITIES] = "entities", [SHEET_EXTERNAL] = "external_choices", [SHEET_OSM] = "osm",
};

const char *sheet_name(enum sheet_kind kind)
{
	return sheet_names[kind];
}

bool cell_empty(const struct cell *c)
{
	return c->text[0] == '\0';
}

/* How many bytes were trimmed at the front, so that offsets into the trimmed text find the file. */
struct place cell_place(const struct cell *c, size_t offset)
{
	struct place at = c->at;
	size_t raw = 0;

	if (c->raw == NULL)
		return at;
	raw = word_blank(c->raw->text);
	for (const char *t = c->text; offset > 0 && *t != '\0'; t++, offset--, raw++)
		if (*t == '\n' && c->raw->text[raw] == '\r' && c->raw->text[raw + 1] == '\n')
			raw++;
	csv_cell_place(c->raw, raw, &at.line, &at.column);
	return at;
}

/* Without blanks at both ends and with every line break as LF. */
static const char *trimmed(struct arena *arena, const char *raw)
{
	size_t lead = word_blank(raw), n = strlen(raw + lead);
	char *copy, *to;

	raw += lead;
	while (n > 0 && word_blank_before(raw, n) > 0)
		n -= word_blank_before(raw, n);
	if (raw[n] == '\0' && memchr(raw, '\r', n) == NULL)
		return raw;
	copy = to = arena_strndup(arena, raw, n);
	for (const char *from = copy; *from != '\0'; from++) {
		if (from[0] == '\r' && from[1] == '\n')
			continue;
		*to++ = *from == '\r' ? '\n' : *from;
	}
	*to = '\0';
	return copy;
}

static struct cell cell_at(struct arena *arena, const struct csv_row *row, size_t i, const char *file)
{
	struct cell c = { "", NULL, { file, row->line, 1 } };

	if (i < row->count) {
		const struct csv_cell *raw = &row->cells[i];

		c.raw = raw;
		c.text = trimmed(arena, raw->text);
		c.at = (struct place){ file, raw->line, raw->column };
	} else if (row->count > 0) {
		const struct csv_cell *last = &row->cells[row->count - 1];

		csv_cell_place(last, strlen(last->text), &c.at.line, &c.at.column);
	}
	return c;
}

static bool blank_from(const struct csv_row *row, size_t first)
{
	for (size_t i = first; i < row->count; i++)
		if (row->cells[i].text[word_blank(row->cells[i].text)] != '\0')
			return false;
	return true;
}

/* Cells of a row from `first` on, without empty ones at the end. */
static size_t used_width(const struct csv_row *row, size_t first)
{
	size_t n = row->count;

	while (n > first && row->cells[n - 1].text[word_blank(row->cells[n - 1].text)] == '\0')
		n--;
	return n > first ? n - first : 0;
}

static struct cell *cells_of(struct arena *arena, const struct csv_row *row, size_t first, size_t width,
	const char *file)
{
	struct cell *cells = arena_array(arena, width, sizeof(*cells));

	for (size_t i = 0; i < width; i++)
		cells[i] = cell_at(arena, row, first + i, file);
	return cells;
}

/* While a file is walked row by row. */
struct walk {
	struct book *book;
	struct form_problems *problems;
	const char *file;
	size_t first;                /* the first cell that belongs to the sheet: 1 beside section names */
	struct sheet *sheet;         /* NULL: before any section, or in one that is not known */
	bool wants_header;
};

static void take_header(struct walk *w, const struct csv_row *row)
{
	struct sheet *s = w->sheet;
	size_t width = used_width(row, w->first);
	struct cell *header = cells_of(&w->book->arena, row, w->first, width, w->file);
	bool same = s->header != NULL && width == s->width;

	w->wants_header = false;
	if (s->header == NULL) {
		s->header = header;
		s->width = width;
		return;
	}
	for (size_t i = 0; same && i < width; i++)
		same = strcmp(header[i].text, s->header[i].text) == 0;
	if (!same) {
		problem_add(w->problems, FAULT_SECTION_AGAIN, (struct place){ w->file, row->line, 1 },
			_("this section begins again with other columns; write its name once, above its "
			"header, and keep all its rows below"));
		w->sheet = NULL;
	}
}

static void take_row(struct walk *w, const struct csv_row *row)
{
	struct sheet *s = w->sheet;
	size_t width = used_width(row, w->first);

	for (size_t i = s->width; i < width; i++) {
		struct cell c = cell_at(&w->book->arena, row, w->first + i, w->file);

		if (cell_empty(&c))
			continue;
		problem_add(w->problems, FAULT_CELL_BEYOND, c.at,
			_("this cell stands to the right of the last column; put quotes around a text with "
			"commas, or give the column a name"));
		break;
	}
	s->rows = mem_grow(s->rows, &s->cap, s->count + 1, sizeof(*s->rows));
	s->rows[s->count++] = (struct sheet_row){
		cells_of(&w->book->arena, row, w->first, s->width, w->file), row->line,
	};
}

static void begin(struct walk *w, enum sheet_kind kind, struct place at)
{
	w->sheet = &w->book->sheets[kind];
	w->wants_header = true;
	if (!w->sheet->there)
		w->sheet->at = at;
	w->sheet->there = true;
}

/* A word in the first column opens a section. An unknown one is read as the one it resembles. */
static void take_section(struct walk *w, const struct cell *name)
{
	const char *word = word_lower(&w->book->arena, name->text);
	const char *near;

	for (size_t kind = 0; kind < SHEET_KINDS; kind++) {
		if (strcmp(word, sheet_names[kind]) != 0)
			continue;
		if (kind >= SHEETS_USED)
			problem_add(w->problems, FAULT_SECTION_UNUSED, name->at,
				_("the section %s is left out: stige does not use it"), sheet_names[kind]);
		begin(w, (enum sheet_kind)kind, name->at);
		return;
	}
	near = suggest(word, sheet_names, SHEETS_USED);
	w->sheet = NULL;
	if (near == NULL) {
		problem_add(w->problems, FAULT_SECTION_UNKNOWN, name->at,
			_("there is no section \"%s\"; the first column holds survey, choices or settings, or "
			"nothing"),
			word_shown(&w->book->arena, name->text));
		return;
	}
	problem_add(w->problems, FAULT_SECTION_UNKNOWN, name->at,
		_("there is no section \"%s\"; did you mean %s?"), word_shown(&w->book->arena, name->text),
		near);
	for (size_t kind = 0; kind < SHEETS_USED; kind++)
		if (near == sheet_names[kind])
			begin(w, (enum sheet_kind)kind, name->at);
}

static void walk_row(struct walk *w, const struct csv_row *row)
{
	if (w->first == 1 && row->count > 0) {
		struct cell name = cell_at(&w->book->arena, row, 0, w->file);

		if (!cell_empty(&name))
			take_section(w, &name);
	}
	if (w->sheet == NULL || blank_from(row, w->first))
		return;
	if (w->wants_header)
		take_header(w, row);
	else
		take_row(w, row);
}

static bool is_section(const char *text)
{
	for (size_t kind = 0; kind < SHEET_KINDS; kind++)
		if (word_same(text, sheet_names[kind]))
			return true;
	return false;
}

/* A folder's file may hold its sheet bare, or under its section name like a single file. */
static bool is_bare(const struct book_source *source, const struct csv_table *table)
{
	if (source->part == SHEET_KINDS)
		return false;
	for (size_t i = 0; i < table->count; i++)
		if (!blank_from(&table->rows[i], 0))
			return !is_section(table->rows[i].cells[0].text);
	return true;
}

static enum form_fault csv_problem(enum csv_fault_kind kind)
{
	switch (kind) {
	case CSV_BAD_ENCODING:
	case CSV_BAD_NUL:
		return FAULT_ENCODING;
	case CSV_BAD_QUOTE:
	case CSV_BAD_END:
	case CSV_FINE:
		return FAULT_CSV;
	case CSV_BAD_FIELD:
	case CSV_BAD_ROW:
	case CSV_BAD_ROWS:
	case CSV_BAD_CELLS:
	case CSV_BAD_FILE:
		return FAULT_LIMIT;
	}
	return FAULT_CSV;
}

/* The first byte that is not UTF-8; in Windows-1252 a byte is a character. */
static struct place first_foreign(const struct book_source *source)
{
	struct place at = { source->file, 1, 1 };
	size_t end = text_valid_bytes(source->bytes, source->n);

	for (size_t i = 0; i < end; i++) {
		bool breaks = source->bytes[i] == '\n'
			|| (source->bytes[i] == '\r' && source->bytes[i + 1] != '\n');

		at.line += breaks;
		at.column = breaks ? 1 : at.column + 1;
	}
	return at;
}

static bool read_table(struct book *b, const struct book_source *source, struct form_problems *problems)
{
	struct csv_table *table = &b->tables[b->table_count];
	struct csv_fault fault = { CSV_FINE, 0, 0 };
	struct err err = ERR_INIT;

	if (csv_read(table, source->bytes, source->n, &limits, &fault, &err) != STIGE_OK) {
		struct place at = { source->file, fault.line > 0 ? fault.line : 1,
			fault.column > 0 ? fault.column : 1 };

		problem_add(problems, csv_problem(fault.kind), at, "%s", csv_fault_sentence(fault.kind));
		return false;
	}
	b->table_count++;
	if (table->encoding == CSV_WINDOWS_1252)
		problem_add(problems, FAULT_CONVERTED, first_foreign(source),
			_("from here on the file is not UTF-8 and is read as Windows-1252; save it as UTF-8 "
			"(stige form fmt writes that)"));
	return true;
}

bool book_read(struct book *b, const struct book_source *sources, size_t count, struct form_problems *problems)
{
	bool good = true;

	*b = (struct book){ .arena = ARENA_INIT };
	for (size_t i = 0; i < count; i++) {
		struct walk w = { .book = b, .problems = problems, .file = sources[i].file, .first = 1 };
		const struct csv_table *table = &b->tables[b->table_count];

		if (!read_table(b, &sources[i], problems)) {
			good = false;
			continue;
		}
		if (is_bare(&sources[i], table)) {
			w.first = 0;
			begin(&w, sources[i].part, (struct place){ sources[i].file, 1, 1 });
		}
		for (size_t r = 0; r < table->count; r++)
			walk_row(&w, &table->rows[r]);
	}
	return good;
}

void book_release(struct book *b)
{
	for (size_t i = 0; i < SHEET_KINDS; i++)
		mem_free(b->sheets[i].rows);
	for (size_t i = 0; i < b->table_count; i++)
		csv_table_release(&b->tables[i]);
	arena_release(&b->arena);
	*b = (struct book){ .arena = ARENA_INIT };
}
