/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One evaluation in progress. */
#ifndef STIGE_SRC_FORM_EVALRUN_H
#define STIGE_SRC_FORM_EVALRUN_H

#include "exprtree.h"
#include "stige/form/eval.h"
#include "value.h"

/* What relative paths, columns and position() mean at this spot. */
struct eval_context {
	size_t place, index;         /* the node */
	size_t row;                  /* of the list that columns belong to */
	size_t position;             /* in the set that a predicate looks at, from 1 */
};

struct eval {
	const struct form_expr *e;
	const struct expr_env *env;
	struct arena *scratch;
	struct expr_note *note;      /* NULL: nobody asks why */
	struct eval_context context;
	uint32_t at;                 /* of the node being worked out, for notes */
	unsigned steps;              /* left */
	size_t bytes;                /* of scratch left */
};

/* Fills the note and returns false. */
bool eval_fail(struct eval *ev, enum expr_note_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
bool eval_spend(struct eval *ev, size_t steps);      /* false, failed, when none are left */
/* n + 1 bytes for a text; NULL, failed, over the limit. */
char *eval_bytes(struct eval *ev, size_t n);
const char *eval_text(struct eval *ev, const struct expr_value *v);

bool eval_node(struct eval *ev, uint32_t i, struct expr_value *ret);
/* The same, and at most one node. */
bool eval_single(struct eval *ev, uint32_t i, struct expr_value *ret);
/* As a condition; fails where engines read the value differently. */
bool eval_condition(struct eval *ev, const struct expr_value *v, bool *ret);
bool eval_equal(struct eval *ev, const struct expr_value *a, const struct expr_value *b, bool *ret);

/* evalpath.c */
bool eval_path(struct eval *ev, const struct expr_node *path, struct expr_value *ret);
bool eval_list(struct eval *ev, const struct expr_node *list, struct expr_value *ret);
bool eval_column(struct eval *ev, const struct expr_node *column, struct expr_value *ret);
bool eval_position(struct eval *ev, const struct expr_node *call, struct expr_value *ret);
bool eval_indexed(struct eval *ev, const struct expr_node *call, struct expr_value *ret);
bool eval_lookup(struct eval *ev, const struct expr_node *call, struct expr_value *ret);

#endif
