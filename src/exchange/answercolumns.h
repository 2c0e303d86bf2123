/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the columns of a file with answers are. Found by name: our own exports; fields in English or
 * Danish; items and their choices with or without the groups that ODK and Kobo put in front
 * ("group/c1", "data-c10/internet"); an item by its label; and what those tools add is left aside. A
 * mapping file says it for the rest, and what the words of a column mean.
 */
#ifndef STIGE_EXCHANGE_ANSWERCOLUMNS_H
#define STIGE_EXCHANGE_ANSWERCOLUMNS_H

#include "exportforms.h"
#include "importtable.h"

enum answer_field {
	ANSWER_UNKNOWN, ANSWER_IGNORED, ANSWER_SCHEMA, ANSWER_RESPONSE, ANSWER_CASE_NO, ANSWER_NUMBER_FIELD, ANSWER_NAME,
	ANSWER_BIRTH, ANSWER_CPR, ANSWER_MEETING, ANSWER_DATE, ANSWER_DATE_GUESS, ANSWER_RESPONDENT,
	ANSWER_FORM_ID, ANSWER_FORM_VERSION, ANSWER_ITEM, ANSWER_VALUE, ANSWER_STATE, ANSWER_LABEL,
	ANSWER_CASEWORKER, ANSWER_MODE, ANSWER_LANGUAGE, ANSWER_CLIENT_VERSION, ANSWER_CASEWORKER_VERSION,
	ANSWER_ACTIVITIES_VERSION,
	ANSWER_FIELDS
};
#define ANSWER_ABSENT ((size_t)-1)

/* In this column the word `value` stands for `becomes`. */
struct answer_word {
	const char *column, *value, *becomes;
};
struct answer_column {
	const char *name;                    /* as the file has it, without a guard */
	enum answer_field field;
	const struct export_column *item;    /* an item, or a choice of one; NULL = a field */
	bool worded;                         /* the mapping has words for it */
};
struct answer_columns {
	struct answer_column *list;
	size_t count;
	size_t at[ANSWER_FIELDS];            /* of the fields; ANSWER_ABSENT */
	struct answer_word *words;
	size_t word_count;
	char delimiter;
	bool own;                            /* a file that we wrote */
	bool tall;                           /* one row an item, not one row a round */
};

/*
 * Reads the head. map may be NULL. A problem for each column that nothing is known of, that stands
 * twice or is missing; false when there is one. STIGE_DATA and the like in *ret_rc when the mapping
 * itself cannot be read. Strings are in the arena.
 */
bool answer_columns_find(struct answer_columns *c, const struct csv_row *head, char delimiter,
	const struct export_forms *forms, const char *map, struct arena *a, struct import_result *r,
	enum stige_rc *ret_rc, struct err *err);
/* The first row below the head says whether the file is one of ours. */
void answer_columns_own(struct answer_columns *c, const struct csv_row *first);

/* The cell as the mapping reads it; never NULL. "" for a field the file does not have. */
const char *answer_cell(const struct answer_columns *c, const struct csv_row *row, size_t column);
const char *answer_field(const struct answer_columns *c, const struct csv_row *row, enum answer_field field);

#endif
