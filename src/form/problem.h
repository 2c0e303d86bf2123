/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The faults a form file can have, and the list they are gathered in. Codes are stable: a
 * code is never used again for something else; they are listed in stige-forms(5).
 */
#ifndef STIGE_SRC_FORM_PROBLEM_H
#define STIGE_SRC_FORM_PROBLEM_H

#include <stddef.h>

#include "stige/base/i18n.h"
#include "stige/form/check.h"

/* X(name, code, severity, summary) */
#define FORM_FAULTS(X) \
	/* the file and its sections */ \
	X(ENCODING, "F001", FORM_ERROR, N_("the file is neither UTF-8 nor Windows-1252")) \
	X(CONVERTED, "F002", FORM_WARNING, N_("the file was read as Windows-1252")) \
	X(CSV, "F003", FORM_ERROR, N_("a quote is wrong")) \
	X(LIMIT, "F004", FORM_ERROR, N_("the file, a row or a cell is too large")) \
	X(NO_SURVEY, "F005", FORM_ERROR, N_("there is no survey section")) \
	X(SECTION_UNKNOWN, "F006", FORM_ERROR, N_("an unknown section")) \
	X(SECTION_UNUSED, "F007", FORM_WARNING, N_("a section that stige does not use")) \
	X(SECTION_AGAIN, "F008", FORM_ERROR, N_("a section begins again with other columns")) \
	X(NO_QUESTIONS, "F009", FORM_ERROR, N_("the survey section has no rows")) \
	X(CELL_BEYOND, "F010", FORM_ERROR, N_("a cell stands under no column")) \
	X(TEXT_UNSAFE, "F011", FORM_ERROR, N_("a text holds characters that cannot be shown")) \
	/* columns */ \
	X(COLUMN_TWICE, "F020", FORM_ERROR, N_("a column stands twice")) \
	X(COLUMN_MISSING, "F021", FORM_ERROR, N_("a column is missing")) \
	X(COLUMN_UNKNOWN, "F022", FORM_WARNING, N_("a column looks misspelt")) \
	X(COLUMN_BAD, "F023", FORM_ERROR, N_("a column name is not allowed in choices")) \
	X(COLUMN_SPACE, "F024", FORM_WARNING, N_("a column name has a space and is left out")) \
	X(COLUMN_LANGUAGE, "F025", FORM_WARNING, N_("a column that is not a text names a language")) \
	/* languages */ \
	X(LANGUAGE_CODE, "F030", FORM_WARNING, N_("a language has no code, or an unknown one")) \
	X(LANGUAGE_SPELLING, "F031", FORM_WARNING, N_("a language is spelt in two ways")) \
	X(LANGUAGE_DEFAULT, "F032", FORM_ERROR, N_("default_language is not a language of the form")) \
	X(LANGUAGE_PLAIN, "F033", FORM_WARNING, N_("a text column without a language stands beside translated ones")) \
	X(TRANSLATION_COLUMN, "F034", FORM_WARNING, N_("a text column is missing in one language")) \
	X(TRANSLATION, "F035", FORM_WARNING, N_("a translation is missing")) \
	/* survey rows */ \
	X(TYPE_MISSING, "F040", FORM_ERROR, N_("a row has no type")) \
	X(TYPE_UNKNOWN, "F041", FORM_ERROR, N_("an unknown type")) \
	X(TYPE_UNSUPPORTED, "F042", FORM_ERROR, N_("a type that stige does not support")) \
	X(TYPE_WORDS, "F043", FORM_ERROR, N_("words that do not belong to the type")) \
	X(LIST_MISSING, "F044", FORM_ERROR, N_("a select has no list")) \
	X(LIST_UNKNOWN, "F045", FORM_ERROR, N_("a list has no choices")) \
	X(OTHER_FILTER, "F046", FORM_ERROR, N_("or_other stands beside a choice_filter")) \
	X(NAME_MISSING, "F050", FORM_ERROR, N_("a row has no name")) \
	X(NAME_BAD, "F051", FORM_ERROR, N_("a name has characters that are not allowed")) \
	X(NAME_TWICE, "F052", FORM_ERROR, N_("a name is used twice")) \
	X(NAME_CASE, "F053", FORM_WARNING, N_("two names differ only in capital letters")) \
	X(NAME_RESERVED, "F054", FORM_ERROR, N_("a name is reserved")) \
	X(NAME_MARKS, "F055", FORM_WARNING, N_("a name with a hyphen or a point is easily misread")) \
	X(LABEL_MISSING, "F056", FORM_ERROR, N_("a question has neither label nor hint")) \
	X(GROUP_CLOSED, "F060", FORM_ERROR, N_("a group or repeat is closed that was not open")) \
	X(GROUP_OPEN, "F061", FORM_ERROR, N_("a group or repeat is not closed")) \
	X(GROUP_EMPTY, "F062", FORM_WARNING, N_("a group or repeat is empty")) \
	X(GROUP_DEEP, "F063", FORM_ERROR, N_("groups are nested too deeply")) \
	X(GROUP_REQUIRED, "F064", FORM_ERROR, N_("a group or repeat cannot be required")) \
	X(PARAMETER_SYNTAX, "F070", FORM_ERROR, N_("parameters are not written as key=value")) \
	X(PARAMETER_UNKNOWN, "F071", FORM_ERROR, N_("a parameter that this type does not have")) \
	X(PARAMETER_VALUE, "F072", FORM_ERROR, N_("a parameter has a value that is not allowed")) \
	X(PARAMETER_RANGE, "F073", FORM_WARNING, N_("the end of a range is never reached")) \
	X(WORD_VALUE, "F074", FORM_ERROR, N_("a column takes only certain words")) \
	X(DEFAULT_VALUE, "F075", FORM_ERROR, N_("a default is not an answer of this type")) \
	X(CALCULATION_MISSING, "F076", FORM_ERROR, N_("a calculate row has no calculation")) \
	X(COLUMN_IDLE, "F077", FORM_WARNING, N_("a cell has no effect on this row")) \
	/* choices */ \
	X(CHOICE_LIST, "F080", FORM_ERROR, N_("a choice has no list_name")) \
	X(CHOICE_NAME, "F081", FORM_ERROR, N_("a choice has no name")) \
	X(CHOICE_TWICE, "F082", FORM_ERROR, N_("a choice name stands twice in its list")) \
	X(CHOICE_LABEL, "F083", FORM_WARNING, N_("a choice has no label")) \
	X(CHOICE_SPACE, "F084", FORM_ERROR, N_("a choice name of a select_multiple has a space")) \
	/* settings */ \
	X(SETTINGS_ROWS, "F090", FORM_ERROR, N_("settings has more than one row")) \
	X(SETTINGS_NAME, "F091", FORM_ERROR, N_("the name setting is not a name")) \
	X(SETTINGS_VALUE, "F092", FORM_ERROR, N_("a setting has a value that is not allowed")) \
	X(SETTINGS_WORD, "F093", FORM_WARNING, N_("a yes-or-no setting has another word")) \
	/* expressions */ \
	X(EXPR_SYNTAX, "F100", FORM_ERROR, N_("an expression is not well formed")) \
	X(EXPR_FUNCTION, "F101", FORM_ERROR, N_("an unknown function")) \
	X(EXPR_ARITY, "F102", FORM_ERROR, N_("a function has too few or too many arguments")) \
	X(EXPR_REFERENCE, "F103", FORM_ERROR, N_("a reference to a name that is not there")) \
	X(EXPR_AMBIGUOUS, "F104", FORM_ERROR, N_("a reference to a name that is used more than once")) \
	X(EXPR_CYCLE, "F105", FORM_ERROR, N_("expressions depend on each other in a circle")) \
	X(EXPR_REFUSED, "F106", FORM_ERROR, N_("engines read this expression differently")) \
	X(EXPR_LIMIT, "F107", FORM_ERROR, N_("an expression is too long or nested too deeply")) \
	X(EXPR_WARNING, "F108", FORM_WARNING, N_("an expression is easily misread")) \
	X(EXPR_COLUMN, "F109", FORM_ERROR, N_("a choice_filter names a column that choices has not")) \
	/* changes to a form in use */ \
	X(SERIES_MARK, "F120", FORM_ERROR, N_("a text changed under a used name without stige_series")) \
	X(SERIES_TYPE, "F121", FORM_ERROR, N_("a used name has another type and stige_series is not new")) \
	X(SERIES_VERSION, "F122", FORM_ERROR, N_("the form changed and its version did not"))

enum form_fault {
#define X(name, code, severity, summary) FAULT_##name,
	FORM_FAULTS(X)
#undef X
};

/* Where in which file. file is NULL for the file itself, else its name in the folder. */
struct place {
	const char *file;
	size_t line, column;
};

/* Adds one problem; the sentence is translated already. */
void problem_add(struct form_problems *p, enum form_fault fault, struct place at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* Puts the list in the file's order. */
void problem_sort(struct form_problems *p);

#endif
