/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mapping: for each column of a foreign file what it is, and what its words become. A CSV file of
 * four columns: column (as the file has it), field (a field, an item such as c1, a choice such as
 * c10/internet, or ignore), value, becomes. A line with a value is about that word of the column.
 */
#ifndef STIGE_EXCHANGE_ANSWERMAP_H
#define STIGE_EXCHANGE_ANSWERMAP_H

#include "answercolumns.h"

struct answer_map {
	struct answer_column *columns;       /* in the arena, as the words */
	size_t column_count;
	struct answer_word *words;
	size_t word_count;
};
#define ANSWER_MAP_INIT { NULL, 0, NULL, 0 }

/* STIGE_DATA with the line of the first thing that is wrong. */
enum stige_rc answer_map_read(struct answer_map *m, const char *path, const struct export_forms *forms,
	struct arena *a, struct err *err);
/* Fills what the mapping says about the column of this name; false when it says nothing of what it is. */
bool answer_map_find(const struct answer_map *m, struct answer_column *column);
/* One line a column: field or item as it was found. */
enum stige_rc answer_map_save(const struct answer_columns *c, const char *path, struct err *err);

/* What a name in the mapping stands for: an item, a choice, a field. */
bool answer_target(const struct export_forms *forms, const char *name, struct answer_column *ret);
const char *answer_field_name(enum answer_field field);

#endif
