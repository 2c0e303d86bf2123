/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV out, one cell at a time, in constant memory. Two dialects:
 *
 * exact     RFC 4180 for programs: comma, CRLF, UTF-8 without a mark, every cell quoted,
 *           decimal point, instants in UTC with Z, texts byte for byte.
 * excel-da  for a Danish Excel: EF BB BF first, semicolon, CRLF, quotes where needed,
 *           decimal comma, instants in local time "2026-11-22 09:30". A text that Excel
 *           would run as a formula or turn into a date or a number gets a leading
 *           apostrophe, and so does one that begins with an apostrophe: reversible.
 *
 * An error is sticky: later calls do nothing and csv_writer_finish returns it.
 */
#ifndef STIGE_CSV_WRITER_H
#define STIGE_CSV_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/base/str.h"

enum csv_dialect {
	CSV_EXACT,
	CSV_EXCEL_DA,
};

/* "exact", "excel-da"; false for anything else. */
bool csv_dialect_parse(const char *name, enum csv_dialect *ret);
const char *csv_dialect_name(enum csv_dialect dialect);

/* Where the bytes go; called with some tens of kilobytes at a time. Takes all or fails. */
struct csv_sink {
	enum stige_rc (*write)(void *state, const char *bytes, size_t n, struct err *err);
	void *state;
};

struct csv_writer {
	enum csv_dialect dialect;
	struct csv_sink sink;
	struct str pending;      /* written, not yet given to the sink */
	struct str cell;         /* the cell at hand, where it is not the caller's text */
	char *quoted;            /* the same in quotes */
	size_t quoted_cap;
	size_t column;           /* cells of the open row so far */
	bool bare;               /* the open row is one cell that left no bytes */
	struct err err;          /* the first failure; rc is STIGE_OK until then */
};

void csv_writer_init(struct csv_writer *w, enum csv_dialect dialect, struct csv_sink sink);
/* The same, appending to out, which must outlive w. */
void csv_writer_init_str(struct csv_writer *w, enum csv_dialect dialect, struct str *out);

void csv_put_text(struct csv_writer *w, const char *text);      /* UTF-8; NULL = empty; guarded in excel-da */
void csv_put_code(struct csv_writer *w, const char *code);      /* a word of our own, never guarded */
void csv_put_number(struct csv_writer *w, double number);       /* finite; fewest digits, no exponent */
void csv_put_integer(struct csv_writer *w, int64_t number);
void csv_put_date(struct csv_writer *w, int32_t days);          /* ISO; DATE_NONE = empty */
void csv_put_instant(struct csv_writer *w, int64_t at);         /* INSTANT_NONE = empty */
void csv_put_empty(struct csv_writer *w);
void csv_end_row(struct csv_writer *w);

/* For rows with parts that come again: keeps the open row's cells since a mark, to be put again in their place. */
struct csv_mark {
	size_t at, column;
};
struct csv_kept {
	struct str bytes;
	size_t first, cells;     /* the columns before it; with it. 0 cells = nothing is kept */
};
#define CSV_KEPT_INIT { STR_INIT, 0, 0 }
struct csv_mark csv_mark_here(const struct csv_writer *w);
void csv_keep_cells(const struct csv_writer *w, struct csv_mark since, struct csv_kept *kept);
void csv_put_kept(struct csv_writer *w, const struct csv_kept *kept);   /* BUG at another column than it was kept at */

/* Hands the rest to the sink and frees; returns the first failure. A row must not be open. */
enum stige_rc csv_writer_finish(struct csv_writer *w, struct err *err);

/* A cell of an excel-da file as it was before the guard: exactly one leading apostrophe off. */
const char *csv_unguard(const char *cell);

#endif
