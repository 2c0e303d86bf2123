/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside `form eval`: the table's rows, and a row's bindings as a form. */
#ifndef STIGE_SRC_FORM_EVALTABLE_H
#define STIGE_SRC_FORM_EVALTABLE_H

#include "exprtree.h"
#include "stige/base/str.h"
#include "stige/form/eval.h"

/* evalrows.c: the TSV. */
struct table_row {
	size_t line;
	/* Unescaped; "" when absent. */
	const char *id, *expr, *bindings, *context_node, *cast, *want_type, *want;
};

struct table {
	struct str text;             /* a copy, cut into cells as it is read */
	char *next;                  /* the next line, or NULL */
	size_t line;
	size_t column[7];            /* where in a line the members of table_row stand, in their order */
};

enum stige_rc table_begin(struct table *t, const char *bytes, size_t n, struct err *err);
bool evaltable_next(struct table *t, struct table_row *ret);    /* ret lives until the next call */
void table_end(struct table *t);

/* evalbind.c: the bindings. */
struct binding {
	const char *name;
	bool number;                 /* int or decimal */
	const char **values;
	size_t count, cap;
};

struct binding_form {
	struct binding *list;        /* the last one has no name: the question that is worked out */
	size_t count, cap;
	size_t here;
	bool bad;
};

struct binding_form binding_form_read(const struct table_row *row, struct arena *arena);
struct expr_scope binding_scope(struct binding_form *form);
struct expr_env binding_env(struct binding_form *form, int32_t today);

#endif
