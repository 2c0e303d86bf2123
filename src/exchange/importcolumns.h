/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which column of a file is what: found by name, in English or Danish, in any order and case.
 */
#ifndef STIGE_EXCHANGE_IMPORTCOLUMNS_H
#define STIGE_EXCHANGE_IMPORTCOLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/csv/reader.h"
#include "stige/exchange/import.h"

enum import_field {
	IMPORT_NAME, IMPORT_BIRTH, IMPORT_NUMBER,            /* these three must be there */
	IMPORT_EDUCATION, IMPORT_BENEFIT, IMPORT_BENEFIT_SINCE, IMPORT_GOAL, IMPORT_GOAL_REASON,
	IMPORT_CPR, IMPORT_TWIN,
	IMPORT_FIELD_COUNT
};
#define IMPORT_ABSENT ((size_t)-1)

struct import_columns {
	size_t at[IMPORT_FIELD_COUNT];       /* index of the cell, or IMPORT_ABSENT */
	size_t count;                        /* cells of the head */
};

/* A problem for each column that is unknown, doubled or missing; false when there is one. */
bool import_columns_find(struct import_columns *c, const struct csv_row *head, struct import_result *result);
/* The field that an issue of casefile/intake is about; IMPORT_NAME for one that has no column. */
enum import_field import_field_of_issue(const char *issue);
/* Does the field hold a code word, which may be written in any case? */
bool import_field_is_word(enum import_field field);

#endif
