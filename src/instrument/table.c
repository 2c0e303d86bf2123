/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "stige/base/banned.h"

#define SUGGEST_MOST 3                       /* letters that may be wrong in a misspelt column */

static void add_problem(struct form_problems *p, size_t line, size_t column, const char *code,
	enum form_severity severity, const char *message)
{
	p->list = mem_grow(p->list, &p->cap, p->count + 1, sizeof *p->list);
	p->list[p->count++] = (struct form_problem){ .code = code, .severity = severity, .line = line,
		.column = column, .message = mem_strdup(message) };
	p->errors += severity == FORM_ERROR;
}

static size_t place_column(const struct csv_row *row, size_t cell)
{
	return cell < row->count ? row->cells[cell].column : 1;
}

static size_t place_line(const struct csv_row *row, size_t cell)
{
	return cell < row->count ? row->cells[cell].line : row->line;
}

void table_error(struct table *t, size_t row, size_t column, const char *code, const char *fmt, ...)
{
	const struct csv_row *r = &t->csv.rows[row];
	size_t cell = column == SIZE_MAX ? SIZE_MAX : t->at[column];
	char message[1024];
	va_list args;

	va_start(args, fmt);
	vsnprintf(message, sizeof message, fmt, args);
	va_end(args);
	add_problem(t->problems, place_line(r, cell), place_column(r, cell), code, FORM_ERROR, message);
}

static size_t byte_of(const char *text, size_t characters)
{
	size_t i = 0;

	for (; characters > 0 && text[i]; characters--)
		do
			i++;
		while (((unsigned char)text[i] & 0xC0) == 0x80);
	return i;
}

void table_note(struct table *t, size_t row, size_t column, size_t character, const char *code,
	enum form_severity severity, const char *message)
{
	const struct csv_row *r = &t->csv.rows[row];
	size_t cell = t->at[column], line = place_line(r, cell), at = place_column(r, cell);

	if (cell < r->count)
		csv_cell_place(&r->cells[cell], byte_of(r->cells[cell].text, character), &line, &at);
	add_problem(t->problems, line, at, code, severity, message);
}

void table_warning(struct form_problems *problems, const char *code, const char *message)
{
	add_problem(problems, 0, 0, code, FORM_WARNING, message);
}

static void header_error(struct table *t, size_t row, size_t cell, const char *code, const char *message)
{
	const struct csv_row *r = &t->csv.rows[row];

	add_problem(t->problems, place_line(r, cell), place_column(r, cell), code, FORM_ERROR, message);
}

enum stige_rc table_verdict(const struct table *t, struct err *err)
{
	size_t seen = 0;

	for (size_t i = 0; i < t->problems->count; i++) {
		const struct form_problem *p = &t->problems->list[i];

		if (p->severity != FORM_ERROR || seen++ < t->errors_before)
			continue;
		return err_set(err, STIGE_DATA, "%s:%zu:%zu: %s", t->name, p->line, p->column, p->message);
	}
	return STIGE_OK;
}

/* Cells lose the blanks around them once, so that nobody else has to think of them. */
static void trim_cells(struct table *t)
{
	for (size_t i = 0; i < t->csv.count; i++) {
		for (size_t k = 0; k < t->csv.rows[i].count; k++) {
			struct csv_cell *c = &t->csv.rows[i].cells[k];
			const char *s = c->text + strspn(c->text, " \t\r\n");
			size_t n = strlen(s);

			while (n > 0 && strchr(" \t\r\n", s[n - 1]))
				n--;
			if (s != c->text) {
				csv_cell_place(c, (size_t)(s - c->text), &c->line, &c->column);
				c->column -= c->quoted;      /* as the reader has it: where the quote is */
			}
			if (s[n] || s != c->text)
				c->text = arena_strndup(&t->csv.arena, s, n);
		}
	}
}

static bool blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (*row->cells[i].text)
			return false;
	return true;
}

size_t table_next(const struct table *t, size_t row)
{
	while (row < t->csv.count && blank(&t->csv.rows[row]))
		row++;
	return row < t->csv.count ? row : SIZE_MAX;
}

const char *table_cell(const struct table *t, size_t row, size_t column)
{
	const struct csv_row *r = &t->csv.rows[row];

	return t->at[column] < r->count ? r->cells[t->at[column]].text : "";
}

static const char *nearest(const char *word, const char *const *columns, size_t n)
{
	const char *best = NULL;
	size_t least = SUGGEST_MOST;

	for (size_t i = 0; i < n; i++) {
		size_t d = str_distance(word, columns[i], SUGGEST_MOST);

		if (d < least) {
			least = d;
			best = columns[i];
		}
	}
	return best;
}

static void unknown_column(struct table *t, size_t row, size_t cell, const char *const *columns)
{
	const char *word = t->csv.rows[row].cells[cell].text, *best = nearest(word, columns, t->columns);
	char message[256];

	if (best)
		snprintf(message, sizeof message,
			_("This table has no column \"%.60s\"; did you mean \"%s\"?"), word, best);
	else
		snprintf(message, sizeof message, _("This table has no column \"%.60s\"; take it out."),
			word);
	header_error(t, row, cell, "T002", message);
}

static void read_header(struct table *t, size_t row, const char *const *columns, size_t needed)
{
	const struct csv_row *r = &t->csv.rows[row];
	char message[256];

	for (size_t cell = 0; cell < r->count; cell++) {
		size_t i = 0;

		while (i < t->columns && strcmp(r->cells[cell].text, columns[i]) != 0)
			i++;
		if (i == t->columns) {
			unknown_column(t, row, cell, columns);
		} else if (t->at[i] != SIZE_MAX) {
			snprintf(message, sizeof message, _("The column \"%s\" stands twice; take one out."),
				columns[i]);
			header_error(t, row, cell, "T003", message);
		} else {
			t->at[i] = cell;
		}
	}
	for (size_t i = 0; i < needed; i++)
		if (t->at[i] == SIZE_MAX) {
			snprintf(message, sizeof message,
				_("The column \"%s\" is missing; add it to the header."), columns[i]);
			header_error(t, row, SIZE_MAX, "T004", message);
		}
}

/* A row that is longer than the header has a comma too many: what follows it would be read wrongly. */
static void check_lengths(struct table *t, size_t header)
{
	size_t width = t->csv.rows[header].count;

	for (size_t row = header + 1; row < t->csv.count; row++)
		if (t->csv.rows[row].count > width)
			header_error(t, row, width, "T005",
				_("This row is longer than the header; put quotes around a text that holds a comma."));
}

enum stige_rc table_read(struct table *t, const char *bytes, size_t n, const char *name,
	const char *const *columns, size_t column_count, size_t needed, struct form_problems *problems,
	struct err *err)
{
	struct csv_fault fault = { CSV_FINE, 0, 0 };
	size_t header;

	*t = (struct table){ .csv = CSV_TABLE_INIT, .name = name, .problems = problems,
		.errors_before = problems->errors, .columns = column_count };
	for (size_t i = 0; i < column_count; i++)
		t->at[i] = SIZE_MAX;
	if (csv_read(&t->csv, bytes, n, NULL, &fault, NULL)) {
		add_problem(t->problems, fault.line, fault.column, "T001", FORM_ERROR,
			csv_fault_sentence(fault.kind));
		return table_verdict(t, err);
	}
	trim_cells(t);
	header = table_next(t, 0);
	if (header == SIZE_MAX) {
		add_problem(t->problems, 1, 1, "T004", FORM_ERROR,
			_("The file is empty; it needs a header."));
		return table_verdict(t, err);
	}
	if (t->csv.encoding == CSV_WINDOWS_1252)
		add_problem(t->problems, 1, 1, "T006", FORM_WARNING,
			_("The file is in Windows-1252; save it as UTF-8."));
	read_header(t, header, columns, needed);
	check_lengths(t, header);
	t->first = header + 1;
	t->width = t->csv.rows[header].count;
	return table_verdict(t, err);
}

void table_release(struct table *t)
{
	csv_table_release(&t->csv);
}

bool table_begins(const char *bytes, size_t n, const char *first_column)
{
	size_t len = strlen(first_column);

	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	if (n > 0 && *bytes == '"') {
		bytes++;
		n--;
	}
	return n > len && memcmp(bytes, first_column, len) == 0 && strchr(",;\"", bytes[len]) != NULL;
}

bool table_word(const char **s, char *word, size_t size)
{
	const char *from = *s + strspn(*s, " ");
	size_t n = strcspn(from, " ");

	if (n == 0)
		return false;
	snprintf(word, size, "%.*s", (int)(n < size ? n : size - 1), from);
	*s = from + n;
	return true;
}
