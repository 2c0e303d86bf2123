/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plain table (evidence.csv, advice.csv): a header of known columns, then one row a line.
 * Finds every problem in one pass, with its place; shared by the rooms' two tables.
 */
#ifndef STIGE_SRC_INSTRUMENT_TABLE_H
#define STIGE_SRC_INSTRUMENT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/err.h"
#include "stige/csv/reader.h"
#include "stige/form/check.h"

#define TABLE_COLUMNS_MOST 64

struct table {
	struct csv_table csv;                /* owns every string */
	const char *name;                    /* of the file, for messages; borrowed */
	struct form_problems *problems;      /* borrowed */
	size_t errors_before;                /* those of other files */
	size_t at[TABLE_COLUMNS_MOST];       /* which cell holds wanted column i; SIZE_MAX = none */
	size_t columns;                      /* wanted ones */
	size_t first;                        /* index of the first row after the header */
	size_t width;                        /* cells of the header */
};

/*
 * Reads the bytes and the header, which must have the first `needed` of the columns. STIGE_DATA when
 * the file is no CSV or the header is wrong; the problems are told already. table_release also after
 * a failure.
 */
enum stige_rc table_read(struct table *t, const char *bytes, size_t n, const char *name,
	const char *const *columns, size_t column_count, size_t needed, struct form_problems *problems,
	struct err *err);
void table_release(struct table *t);

/* Rows from t->first to t->csv.count; blank ones are passed over by table_next. SIZE_MAX at the end. */
size_t table_next(const struct table *t, size_t row);
/* A cell without the blanks around it, "" when missing. */
const char *table_cell(const struct table *t, size_t row, size_t column);

/* Codes are "T001" .. of table_codes in instrument.h. column SIZE_MAX = the row as a whole. */
void table_error(struct table *t, size_t row, size_t column, const char *code, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* The same, or a warning, at a character of the cell's text. */
void table_note(struct table *t, size_t row, size_t column, size_t character, const char *code,
	enum form_severity severity, const char *message);
/* About the file as a whole. */
void table_warning(struct form_problems *problems, const char *code, const char *message);
/* STIGE_OK, or STIGE_DATA with the first error of this table in err. */
enum stige_rc table_verdict(const struct table *t, struct err *err);

/* Do these bytes begin with this header cell? A byte order mark and quotes are allowed for. */
bool table_begins(const char *bytes, size_t n, const char *first_column);

/* A word list: takes the next word of *s (separated by blanks) into word; false at the end. */
bool table_word(const char **s, char *word, size_t size);

#endif
