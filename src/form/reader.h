/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading an XLSForm, step by step: sheets -> settings -> languages -> choices -> survey ->
 * expressions -> canonical text. Every step goes on after a problem, so that one pass finds all.
 */
#ifndef STIGE_SRC_FORM_READER_H
#define STIGE_SRC_FORM_READER_H

#include <stdbool.h>

#include "column.h"
#include "model.h"
#include "parameter.h"
#include "sheet.h"

/* Where the cells of an item stand, for what is found after its row was read. */
struct item_source {
	const struct sheet_row *row; /* NULL for an item that or_other added */
	struct parameters parameters;
};

struct reader {
	struct form *form;
	struct arena *arena;         /* the form's */
	struct form_problems *problems;
	struct book book;
	struct columns columns[SHEETS_USED];
	struct item_source *sources; /* [items], heap */
	struct names plain_names;    /* names as written, the first item of each */
	struct names ambiguous;      /* those that more than one item has */
	struct names children;       /* "3/name": items within a group, see survey_name.c */
	struct names lost_names;     /* of rows whose type could not be read */
	bool keep_spaces;            /* clean_text_values = no */
	bool choice_duplicates;      /* allow_choice_duplicates = yes */
	const char *default_language;
};

/* settings.c, language.c, choice.c, survey.c, logic.c: one step each. */
void reader_settings(struct reader *r, const char *stem);
void reader_languages(struct reader *r);
void reader_choices(struct reader *r);
void reader_survey(struct reader *r);
void reader_logic(struct reader *r);

/* The cell of a survey, choices or settings row; empty when there is no such column. */
struct cell reader_cell(const struct reader *r, enum sheet_kind kind, const struct sheet_row *row,
	enum column_id id);
const char *reader_shown(const struct reader *r, const char *text);
/* A cell that takes one of two words. */
void reader_check_word(const struct reader *r, const struct cell *c, enum column_id id,
	const char *const words[2]);

/* choice.c: one more choice of a list, without label; there is room for one beyond the file's. */
struct form_choice *reader_add_choice(struct reader *r, size_t list, const char *name);

/* language.c: the texts of one translatable column in every language; says which are missing.
 * ret_texts has a NULL for each language, ret_at a place. */
void reader_texts(struct reader *r, enum sheet_kind kind, const struct sheet_row *row, enum column_id id,
	const char **ret_texts, struct place *ret_at);

#endif
