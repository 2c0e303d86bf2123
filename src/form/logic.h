/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of reading a form's expressions. */
#ifndef STIGE_SRC_FORM_LOGIC_H
#define STIGE_SRC_FORM_LOGIC_H

#include "reader.h"
#include "stige/form/expr.h"

/* Reads one cell; what is wrong goes to the problems, with the column in front. NULL on an error. */
struct form_expr *logic_compile(struct reader *r, const struct cell *c, const char *column, size_t here,
	unsigned flags);
/* A choice_filter: bare names are columns of the list of this number. */
struct form_expr *logic_compile_filter(struct reader *r, const struct cell *c, const char *column,
	size_t here,
	size_t list_number);
/* Is it an expression at all? Without a word about it. */
bool logic_compiles(struct reader *r, const char *text, size_t here);

/* logic_text.c: the ${references} of a label, a hint, a trigger. */
void logic_check_text(struct reader *r, const struct cell *c, const char *column);

/* logic_default.c: a default that is a value of its type, or an expression. */
void logic_read_default(struct reader *r, size_t item);
void logic_check_tick_labels(struct reader *r, size_t item, const struct cell *c);

/* logic_order.c: the dependency graph, or its cycles. */
void logic_order(struct reader *r);

#endif
