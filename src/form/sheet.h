/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The container: sections of one CSV file, or the files of a folder, as sheets. A sheet is a
 * header row and rows of cells, trimmed, each of which knows where it stood.
 */
#ifndef STIGE_SRC_FORM_SHEET_H
#define STIGE_SRC_FORM_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "problem.h"
#include "stige/base/arena.h"
#include "stige/base/err.h"
#include "stige/csv/reader.h"

enum sheet_kind {
	SHEET_SURVEY, SHEET_CHOICES, SHEET_SETTINGS,
	SHEET_ENTITIES, SHEET_EXTERNAL, SHEET_OSM,      /* XLSForm's, kept and not used */
	SHEET_KINDS,
};
#define SHEETS_USED SHEET_ENTITIES

struct cell {
	const char *text;            /* trimmed, line breaks as LF; never NULL */
	const struct csv_cell *raw;  /* NULL: the row ends before it */
	struct place at;             /* where it begins, or where the row ends */
};

struct sheet_row {
	const struct cell *cells;    /* exactly as many as the header, wider rows cut after their problem */
	size_t line;
};

struct sheet {
	bool there;
	struct place at;             /* its first word */
	const struct cell *header;
	size_t width;                /* cells of the header, without empty ones at its end */
	struct sheet_row *rows;      /* without blank ones */
	size_t count, cap;
};

struct book {
	struct arena arena;          /* cells */
	struct csv_table tables[SHEETS_USED];
	size_t table_count;
	struct sheet sheets[SHEET_KINDS];
};

/* One file of it. part: the file's kind in a folder, or SHEET_KINDS for one file with sections. */
struct book_source {
	const char *bytes;
	size_t n;
	const char *file;            /* for places: NULL, or "survey.csv" */
	enum sheet_kind part;
};

/*
 * Reads the files into sheets; what is wrong goes to problems. Returns false when a file is
 * not readable as CSV at all: then there is nothing to go on with. book_release in any case.
 */
bool book_read(struct book *b, const struct book_source *sources, size_t count, struct form_problems *problems);
void book_release(struct book *b);

/* "survey", "choices" ... */
const char *sheet_name(enum sheet_kind kind);
/* The place of byte `offset` of a cell's text. */
struct place cell_place(const struct cell *c, size_t offset);
bool cell_empty(const struct cell *c);

#endif
