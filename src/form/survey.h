/* SPDX-License-Identifier: GPL-3.0-or-later */
/* While the survey section is read: open groups and the names taken so far. */
#ifndef STIGE_SRC_FORM_SURVEY_H
#define STIGE_SRC_FORM_SURVEY_H

#include "reader.h"
#include "type.h"

/* Far above any real form, far below what memory and recursion would mind. */
#define SURVEY_DEEPEST 32
#define SURVEY_LONGEST ((size_t)30000)

struct open_group {
	size_t item;
	struct place at;
};

struct survey {
	struct reader *r;
	size_t count;                /* rows that are read */
	struct open_group stack[SURVEY_DEEPEST];
	size_t open, too_deep;       /* too_deep: begins beyond the limit, to be closed again */
	struct names here;           /* "3/name": names within their group */
	struct names here_lower;     /* the same in lower case */
	struct names repeats;        /* names of repeats */
};

/* survey_item.c: the extra columns; a new item inside the open group; a row's cells put into it. */
void survey_name_meta(struct survey *v);
size_t survey_new_item(struct survey *v);
void survey_fill(struct survey *v, const struct sheet_row *row, size_t i, const struct type *type);
void survey_set_stored(struct form *f, size_t i);
void survey_check_label(const struct survey *v, size_t item, const struct sheet_row *row, struct place at);

/* survey_name.c: gives an item its name and says what is wrong with it. */
void survey_name(struct survey *v, size_t item, const char *name, struct place at);
/* A name of a row that could not be read. */
void survey_name_only(struct survey *v, const char *name);
/* Once all are known: names that are not unique get their groups in front. */
void survey_names_end(struct survey *v);

/* survey_other.c: the words of or_other. */
void survey_other_choice(struct survey *v, size_t list, const struct form_choice *choice);
void survey_other_label(struct survey *v, size_t item);

#endif
