/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file on its way in: its table, the complaints about it, and cells without what an export or a
 * spreadsheet put around them.
 */
#ifndef STIGE_EXCHANGE_IMPORTTABLE_H
#define STIGE_EXCHANGE_IMPORTTABLE_H

#include "stige/csv/reader.h"
#include "stige/exchange/import.h"

/* Takes message over. */
void import_problem_add(struct import_result *r, size_t line, size_t column, char *message);
void import_complain(struct import_result *r, const struct csv_cell *cell, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The same, where a person can say what is so. who: the case number of whom it could be; NULL = of nobody here. */
void import_doubt(struct import_result *r, const struct csv_cell *cell, enum import_doubt doubt, const char *who,
	const char *message);
/* What was said of it; DECIDED_NOT where nothing was, or nothing that fits. */
enum import_choice import_decided(const struct import_options *o, size_t line, enum import_doubt doubt, bool same);
enum stige_rc import_stopped(struct err *err);
/* Spreadsheets leave lines of nothing but separators at the end. */
bool import_row_blank(const struct csv_row *row);
/* The first line that is not blank; t->count when there is none. */
size_t import_head(const struct csv_table *t);
/* As the head has it? A problem when not. */
bool import_row_fits(const struct csv_row *row, size_t columns, struct import_result *r);
/*
 * A cell without the apostrophe that excel-da puts before what a spreadsheet would run or turn into a
 * date or a number. In a file of our own exactly one comes off; elsewhere an apostrophe before a letter
 * is part of a name ('t Hart).
 */
const char *import_plain(char delimiter, bool own, const char *cell);
/* A note when the letters had to be guessed. */
void import_note_encoding(enum csv_encoding encoding, struct import_result *r);
/* STIGE_DATA that sums the problems up, which are put into the file's order; STIGE_OK without any. */
enum stige_rc import_verdict(struct import_result *r, const char *path, struct err *err);

/* As names of columns are compared: no case, no accents, one blank for whatever joins words. */
void import_fold(struct str *out, const char *name);
/* A foreign word as a message may show it, cut. */
void import_shown(struct str *out, const char *word);

#endif
