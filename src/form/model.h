/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a struct form is made of. Filled by the reader, read-only afterwards. */
#ifndef STIGE_SRC_FORM_MODEL_H
#define STIGE_SRC_FORM_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "names.h"
#include "problem.h"
#include "stige/base/arena.h"
#include "stige/base/sha256.h"
#include "stige/form/questionnaire.h"

#define FORM_COLUMNS (FORM_REQUIRED_MESSAGE + 1)

struct language {
	const char *code, *title;    /* "da", "Dansk" */
	const char *name;            /* as the columns say it: "Dansk (da)"; "" for columns without one */
};

struct setting {
	const char *name, *value;
};

enum item_logic {
	LOGIC_RELEVANT, LOGIC_CONSTRAINT, LOGIC_REQUIRED, LOGIC_CALCULATION, LOGIC_FILTER, LOGIC_KINDS,
};

/* What only the form room itself asks of an item. */
struct item_more {
	const char *plain_name;      /* as written; item.name has the group in front where that is not unique */
	const char *type_word;       /* canonical: "select_one" */
	const char *parameters;
	const char *default_value;   /* "" when none, also when it is worked out */
	struct form_expr *default_expr;
	struct form_expr *repeat_count;
	struct form_expr *logic[LOGIC_KINDS];  /* the same that stand in the item; owned */
	const char *logic_text[LOGIC_KINDS];   /* the cells as written */
	const char *default_text;    /* the cell as written */
	const char *series;          /* stige_series: "same", "new" or "" */
	bool read_only;
	bool states;                 /* dk and declined are taken */
};

struct list_more {
	struct form_choice *choices; /* the same as list.choices */
	size_t cap;
	const char **labels;         /* [choice * languages + language] or NULL */
	const char **meta;           /* [choice * choice_columns + column] */
	const char **series;         /* [choice] */
	struct place *at;            /* of each of labels */
	struct names names;          /* of choices */
	size_t line;                 /* of the first choice */
};

struct form {
	struct arena arena;          /* everything below but the name maps, expressions and the graph */
	const char *id, *version, *title, *root;
	char hash[SHA256_HEX];
	const char *text;
	size_t text_len;

	struct setting *settings;
	size_t setting_count;
	struct language *languages;
	size_t language_count, language_cap;

	struct form_item *items;
	struct item_more *more;
	size_t item_count;
	const char **texts;          /* [(item * FORM_COLUMNS + column) * languages + language] or NULL */
	struct place *texts_at;      /* of each of texts */
	const char **meta_columns;   /* survey columns XLSForm does not know */
	size_t meta_count;
	const char **meta;           /* [item * meta_count + column] */
	struct names item_names;

	struct form_list *lists;
	struct list_more *list_more;
	size_t list_count, list_cap;
	const char **choice_columns; /* extra columns of choices */
	size_t choice_column_count;
	struct names list_names;

	size_t *stored;              /* indexes of stored items */
	size_t stored_count;

	/* The dependency graph: an order in which each item comes after all it reads. */
	size_t *order, *position;    /* [item_count]: position is order turned round */
	size_t *readers, *reader_of; /* items that read item i: readers[reader_of[i] .. reader_of[i + 1]) */
};

/* The language of a code; the default one (0) when it is not there. */
size_t form_language_index(const struct form *f, const char *code);
const char *form_item_text_raw(const struct form *f, size_t item, enum form_column column, size_t language);
/* Number of a list's column for expressions: 0 name, 1 label, 2.. extra ones; EXPR_NONE if none. */
size_t form_choice_column(const struct form *f, const char *name);
const char *form_choice_cell(const struct form *f, size_t list, size_t choice, size_t column, size_t language);

#endif
