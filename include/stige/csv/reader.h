/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV in: a whole file becomes a table that knows where every cell stood. What is read
 * follows RFC 4180 strictly inside quotes and leniently between rows: LF, CRLF and a lone
 * CR all end a line. Nothing is trimmed or unguarded here; callers do that.
 *
 * Encoding: valid UTF-8 (a byte order mark is taken off); else, where neither NUL, a UTF-16
 * mark nor one of the bytes 81 8D 8F 90 9D occurs, Windows-1252, turned into UTF-8 (callers
 * warn); else refused. Delimiter: the more frequent of , and ; outside quotes in the first
 * line that has one of them there; a comma when they are equal.
 */
#ifndef STIGE_CSV_READER_H
#define STIGE_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/arena.h"
#include "stige/base/err.h"

enum csv_encoding {
	CSV_UTF8,
	CSV_UTF8_BOM,
	CSV_WINDOWS_1252,
};

struct csv_cell {
	const char *text;        /* UTF-8 without NUL, never NULL; owned by the table */
	size_t line, column;     /* where it (or its quote) begins in the file, from 1, in characters */
	bool quoted;             /* stood in quotes */
};

struct csv_row {
	struct csv_cell *cells;  /* NULL when count is 0 */
	size_t count;            /* 0: a blank line */
	size_t line;             /* where it begins */
};

struct csv_table {
	struct arena arena;
	struct csv_row *rows;    /* every line of the file, blank ones too */
	size_t count;
	char delimiter;          /* ',' or ';' */
	enum csv_encoding encoding;
};

#define CSV_TABLE_INIT { ARENA_INIT, NULL, 0, ',', CSV_UTF8 }

enum csv_fault_kind {
	CSV_FINE,
	CSV_BAD_ENCODING,        /* neither UTF-8 nor Windows-1252 */
	CSV_BAD_NUL,             /* a NUL byte */
	CSV_BAD_QUOTE,           /* a quote in the middle of a cell */
	CSV_BAD_END,             /* a quote that is never closed */
	CSV_BAD_FIELD,           /* a cell over limits.field */
	CSV_BAD_ROW,             /* a row over limits.cells */
	CSV_BAD_ROWS,            /* a file over limits.rows */
	CSV_BAD_CELLS,           /* a file over limits.all_cells */
	CSV_BAD_FILE,            /* a file over limits.bytes */
};

struct csv_fault {
	enum csv_fault_kind kind;
	size_t line, column;     /* from 1, of the wrong quote, byte or cell; 0 for CSV_BAD_FILE */
};

/* What is too much. 0 = the default. */
struct csv_limits {
	size_t field;            /* bytes of one cell's text; default 1 MiB */
	size_t cells;            /* cells of one row; default 1,000 */
	size_t rows;             /* rows, blank ones too; default 1,000,000 */
	size_t all_cells;        /* cells of the file (they cost memory); default 8,000,000 */
	size_t bytes;            /* the file; default 64 MiB */
};

/*
 * Reads n bytes. limits and ret_fault may be NULL. STIGE_DATA with the sentence of the first
 * fault and its place; t is then empty. On success *ret_fault is CSV_FINE, and t is released
 * by csv_table_release. t need not be initialised.
 */
enum stige_rc csv_read(struct csv_table *t, const char *bytes, size_t n,
	const struct csv_limits *limits, struct csv_fault *ret_fault, struct err *err);
/* The same for a file ("-" is standard input); the sentence begins with its path. */
enum stige_rc csv_read_file(struct csv_table *t, const char *path,
	const struct csv_limits *limits, struct csv_fault *ret_fault, struct err *err);
void csv_table_release(struct csv_table *t);

/* What is wrong and what to do, without the place. Translated, static. "" for CSV_FINE. */
const char *csv_fault_sentence(enum csv_fault_kind kind);

/* Where in the file byte `offset` of a cell's text stands (quotes and line breaks counted). */
void csv_cell_place(const struct csv_cell *cell, size_t offset, size_t *ret_line, size_t *ret_column);

#endif
