/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet's header: which cell is which column, under which of its names, in which language. */
#ifndef STIGE_SRC_FORM_COLUMN_H
#define STIGE_SRC_FORM_COLUMN_H

#include <stddef.h>

#include "sheet.h"
#include "stige/base/arena.h"

enum column_id {
	COLUMN_TYPE, COLUMN_NAME, COLUMN_LABEL, COLUMN_HINT, COLUMN_GUIDANCE,
	COLUMN_REQUIRED, COLUMN_REQUIRED_MESSAGE, COLUMN_RELEVANT,
	COLUMN_CONSTRAINT, COLUMN_CONSTRAINT_MESSAGE, COLUMN_CALCULATION, COLUMN_DEFAULT,
	COLUMN_READ_ONLY, COLUMN_APPEARANCE, COLUMN_PARAMETERS, COLUMN_FILTER,
	COLUMN_REPEAT_COUNT, COLUMN_TRIGGER, COLUMN_IMAGE, COLUMN_BIG_IMAGE, COLUMN_AUDIO, COLUMN_VIDEO,
	COLUMN_DISABLED, COLUMN_LIST_NAME, COLUMN_SERIES, COLUMN_STATE, COLUMN_STATES,
	COLUMN_SETTING,              /* any column of settings */
	COLUMN_META,                 /* one that XLSForm does not know: kept */
	COLUMN_LOST,                 /* no name, or one that cannot be kept */
	COLUMN_IDS,
};

struct column {
	enum column_id id;
	const char *name;            /* canonical, without the language; of COLUMN_META as written */
	const char *language;        /* as written: "Dansk (da)"; "" when it names none */
	const char *written;         /* the whole header as it stands in the file */
	const char *canonical;       /* the same as stige form fmt writes it */
	struct place at;
};

struct columns {
	struct column *list;         /* one for each cell of the header */
	size_t *languages;           /* the number of each one's language, once languages are known; else NULL */
	size_t count;
	enum sheet_kind sheet;
};

/* Names only, without a word on what is wrong: for fmt. */
void columns_name(struct columns *c, const struct sheet *sheet, enum sheet_kind kind, struct arena *arena);
/* What is wrong with them. */
void columns_check(const struct columns *c, const struct sheet *sheet, struct arena *arena,
	struct form_problems *problems);

/* The cell of a row in the (first) column of this id; an empty one at the row's begin if there is none. */
struct cell column_cell(const struct columns *c, const struct sheet_row *row, enum column_id id,
	const char *file);
const struct column *column_find(const struct columns *c, enum column_id id);
/* Its name in messages: "constraint_message". */
const char *column_name(enum column_id id);
int column_translatable(enum column_id id);

#endif
