/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The type column: "select_one colours or_other" and what its words mean. */
#ifndef STIGE_SRC_FORM_TYPE_H
#define STIGE_SRC_FORM_TYPE_H

#include <stdbool.h>

#include "problem.h"
#include "stige/base/arena.h"
#include "stige/form/questionnaire.h"

enum type_role {
	TYPE_QUESTION,               /* a row of its own, also calculate, hidden and metadata */
	TYPE_BEGIN, TYPE_END,        /* of a group or repeat */
	TYPE_BAD,                    /* a problem has been said */
};

struct type {
	enum type_role role;
	enum form_type type;
	const char *word;            /* canonical: "select_one", "begin_group" */
	const char *list;            /* of a select, else "" */
	bool or_other;
};

struct type type_read(const char *text, struct place at, struct arena *arena, struct form_problems *problems);

#endif
