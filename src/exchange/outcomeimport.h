/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes on their way in: columns, whose line is whose, the outcomes that are wanted. */
#ifndef STIGE_EXCHANGE_OUTCOMEIMPORT_H
#define STIGE_EXCHANGE_OUTCOMEIMPORT_H

#include "importtable.h"
#include "register.h"
#include "stige/store/clients.h"

#define OUTCOME_ABSENT ((size_t)-1)

enum outcome_column_kind {
	OUTCOME_COLUMN_CASE_NO, OUTCOME_COLUMN_NUMBER, OUTCOME_COLUMN_CPR,
	OUTCOME_COLUMN_KIND, OUTCOME_COLUMN_FROM, OUTCOME_COLUMN_TO, OUTCOME_COLUMN_DETAIL,
	OUTCOME_COLUMN_KINDS
};

struct outcome_day {
	size_t column;
	int32_t day;                         /* Monday of a week, first of a month */
};

struct outcome_columns {
	size_t at[OUTCOME_COLUMN_KINDS];     /* OUTCOME_ABSENT */
	size_t count;
	bool weekly;
	struct outcome_day *weeks, *months;  /* weeks in order of time */
	size_t week_count, month_count;
};

enum outcome_link { LINK_MATCHED, LINK_UNMATCHED, LINK_DUPLICATE };

struct outcome_row {
	const struct csv_row *row;
	size_t client;                       /* index; OUTCOME_ABSENT = nobody's */
	enum outcome_link link;
};

struct outcome_import {
	struct desk *desk;
	const struct outcome_options *options;
	const char *path;
	struct str folder;
	struct import_result *result;
	struct outcome_counts *counts;
	struct csv_table table;
	struct arena arena;
	size_t head;
	struct outcome_columns columns;
	struct register_codes codes;
	struct client *clients;
	size_t client_count;
	struct outcome_row *rows;
	size_t row_count;
	struct outcome *wanted;
	size_t wanted_count, wanted_cap;
};

/* Problems in the result for columns that are not known, doubled or missing. */
enum stige_rc outcome_columns_find(struct outcome_import *im, struct err *err);
/* Fills rows and counts; in a list, who is not found is a problem. */
enum stige_rc outcome_rows_link(struct outcome_import *im, struct err *err);
/* Line, link, case number: the linking log. It holds no key of the register. Recorded as an export. */
enum stige_rc outcome_links_write(const struct outcome_import *im, const char *path, struct err *err);

#endif
