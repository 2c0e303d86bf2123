/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form (questionnaire) as it was read from an XLSForm in CSV: items in document order with
 * their texts in every language of the file, choice lists, settings. Immutable once read; all
 * strings belong to the form and live until form_free. A language is named by its code ("da");
 * a text that is missing in it is taken from the default language.
 */
#ifndef STIGE_FORM_QUESTIONNAIRE_H
#define STIGE_FORM_QUESTIONNAIRE_H

#include <stdbool.h>
#include <stddef.h>

enum form_type {
	FORM_NOTE, FORM_SELECT_ONE, FORM_SELECT_MULTIPLE, FORM_INTEGER, FORM_DECIMAL, FORM_RANGE,
	FORM_TEXT, FORM_DATE, FORM_TIME, FORM_DATETIME, FORM_ACKNOWLEDGE,
	FORM_CALCULATE, FORM_HIDDEN, FORM_METADATA,
	FORM_GROUP, FORM_REPEAT,             /* their members follow, with `parent` set */
};

struct form;
struct form_expr;                            /* a compiled expression, see expr.h */

struct form_choice {
	const char *name;
	size_t index;                        /* within its list */
	const char *state;                   /* stige_state: "dk", "declined", or "" */
};

struct form_list {
	const char *name;
	const struct form_choice *choices;
	size_t count;
};

struct form_item {
	const char *name;
	enum form_type type;
	size_t index;                        /* document order, also of what is not asked */
	size_t parent;                       /* index of the enclosing group or repeat, or FORM_NO_PARENT */
	const struct form_list *list;        /* selects only, else NULL */
	bool or_other;
	bool asked;                          /* shown to a person: not calculate, hidden, metadata, group */
	bool stored;                         /* has a place in a response's answers; hidden stige_* rows have none */
	const struct form_expr *relevant, *constraint, *required, *calculation, *choice_filter; /* or NULL */
	bool required_always;                /* required = yes */
	const char *appearance;              /* words separated by spaces, "" when none */
	double range_start, range_end, range_step;
	size_t line;                         /* in the file */
};
#define FORM_NO_PARENT ((size_t)-1)

/* Identity. The hash is SHA-256 of the canonical text, 64 lower-case hex digits. */
const char *form_id(const struct form *f);
const char *form_version(const struct form *f);
const char *form_hash(const struct form *f);
const char *form_text(const struct form *f, size_t *ret_len);    /* the canonical bytes; form_read reads them back */
const char *form_title(const struct form *f);
/* Any settings column by its name, "" when absent. */
const char *form_setting(const struct form *f, const char *name);

/* Languages, as codes ("en", "da"), the default one first. */
size_t form_language_count(const struct form *f);
const char *form_language(const struct form *f, size_t i);
const char *form_language_title(const struct form *f, size_t i);  /* "Dansk" */

size_t form_item_count(const struct form *f);
const struct form_item *form_item(const struct form *f, size_t i);
const struct form_item *form_find(const struct form *f, const char *name);       /* NULL if none */

enum form_column { FORM_LABEL, FORM_HINT, FORM_GUIDANCE, FORM_CONSTRAINT_MESSAGE, FORM_REQUIRED_MESSAGE };
/* "" when the form has none. May hold ${name}: entry_text in entry.h fills those in. */
const char *form_item_text(const struct form *f, const struct form_item *item, enum form_column column,
	const char *lang);
/* A column that XLSForm does not know, such as "stige_no"; "" when empty or absent. */
const char *form_item_meta(const struct form *f, const struct form_item *item, const char *column);

/* Can it be answered with dk and declined? All asked questions, unless stige_states = no in the row. */
bool form_takes_states(const struct form *f, const struct form_item *item);
/* Are dk and declined rows of its own list (stige_state)? Otherwise a screen puts two rows below the field. */
bool form_has_state_rows(const struct form_item *item);
/* Only shown, never typed into (read_only = yes). */
bool form_read_only(const struct form *f, const struct form_item *item);

const struct form_list *form_list_find(const struct form *f, const char *name);
const struct form_choice *form_choice_find(const struct form_list *l, const char *name);
const char *form_choice_label(const struct form *f, const struct form_list *l, const struct form_choice *c,
	const char *lang);
const char *form_choice_meta(const struct form *f, const struct form_list *l, const struct form_choice *c,
	const char *column);

void form_free(struct form *f);

#endif
