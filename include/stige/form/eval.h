/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Working expressions out. Nothing is read from outside but what the environment gives: no
 * clock, no locale, no chance. Blank (an unanswered or irrelevant question) is the empty text.
 */
#ifndef STIGE_FORM_EVAL_H
#define STIGE_FORM_EVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/arena.h"
#include "stige/base/err.h"
#include "stige/base/id.h"
#include "stige/base/str.h"
#include "stige/form/expr.h"

#define EXPR_STEPS_MOST 1000000u             /* for one evaluation: an operator, call, node or row each */
#define EXPR_SCRATCH_MOST ((size_t)16 << 20) /* bytes of text made by one evaluation */

enum expr_kind {
	EXPR_BOOLEAN,
	EXPR_NUMBER,
	EXPR_TEXT,
	EXPR_DATE,                   /* number = days since 1970-01-01, local; the fraction is the time */
	EXPR_NODES,                  /* the answers a path leads to, as text */
};

struct expr_value {
	enum expr_kind kind;
	bool boolean;
	bool number_nodes;           /* EXPR_NODES of an integer, decimal or range question */
	int32_t utc_offset;          /* the environment's: for zones in texts */
	double number;               /* EXPR_NUMBER, EXPR_DATE */
	const char *text;            /* EXPR_TEXT, never NULL */
	const char *const *nodes;    /* EXPR_NODES: count texts in document order */
	size_t count;
};

/*
 * Conversions, stige-forms(5). Text to number is XPath's syntax and no more (no exponent, no
 * plus, no comma), and a YYYY-MM-DD date or an ISO moment gives its days.
 */
bool expr_to_boolean(const struct expr_value *v);
double expr_to_number(const struct expr_value *v);
const char *expr_to_text(const struct expr_value *v, struct arena *scratch);
/* To be stored as no answer: the empty text, NaN, no node. */
bool expr_is_blank(const struct expr_value *v);

double expr_number_parse(const char *text);                    /* NaN when it is no number */
#define EXPR_NUMBER_TEXT 368
/* Integers without a point, else the shortest decimal that reads back the same; never an exponent. */
char *expr_number_format(double n, char out[EXPR_NUMBER_TEXT]);

/*
 * Where the answers are. Texts must stay as they are during one evaluation. Places outside
 * repeats are there once; without repeats, count, inside and holder can be NULL.
 */
struct expr_env {
	void *ctx;
	size_t here;                 /* "." when evaluated, or EXPR_NONE */
	size_t here_index;           /* which of its nodes, 0-based; 0 outside repeats */
	/* The i-th node's answer as text: "" when blank, irrelevant or a group. Never NULL. */
	const char *(*text)(void *ctx, size_t place, size_t i);
	/* How many nodes a place has in the whole record, in document order. */
	size_t (*count)(void *ctx, size_t place);
	/* The nodes of place in the i-th node of the group or repeat above are a run: first, count. */
	void (*inside)(void *ctx, size_t place, size_t above, size_t i, size_t *ret_first, size_t *ret_count);
	/* Which node of the group or repeat above holds the i-th node of place. */
	size_t (*holder)(void *ctx, size_t place, size_t i, size_t above);
	const char *(*last_saved)(void *ctx, size_t place);            /* NULL: nothing was saved */
	/* jr:choice-name: the label of a choice of this question's list, NULL when there is none. */
	const char *(*choice_label)(void *ctx, size_t place, const char *value);
	size_t (*rows)(void *ctx, size_t list);
	const char *(*cell)(void *ctx, size_t list, size_t row, size_t column);
	size_t row;                  /* in a choice_filter: the row asked about */
	int32_t today;               /* today(): days, local */
	int64_t now;                 /* now(): seconds since 1970-01-01T00:00:00Z */
	int32_t utc_offset;          /* local time minus UTC, seconds */
	const char *lang;            /* month and weekday names: "da", else English */
	struct random *random;       /* random(), uuid(); NULL: both are blank */
};

/*
 * Works it out. STIGE_OK, or STIGE_DATA with a blank *ret and the reason in *ret_note (may be
 * NULL): a bad date, several nodes where one is meant, a limit. Texts of *ret live in scratch,
 * in the environment or in the expression: copy what is to outlive them.
 */
enum stige_rc expr_eval(const struct form_expr *e, const struct expr_env *env, struct arena *scratch,
	struct expr_value *ret, struct expr_note *ret_note);

/* The same for a relevant, constraint, required or choice_filter; STIGE_DATA leaves *ret false. */
enum stige_rc expr_eval_condition(const struct form_expr *e, const struct expr_env *env,
	struct arena *scratch, bool *ret, struct expr_note *ret_note);

/* What a node of the dependency graph reads: indexes of other nodes. */
struct expr_edges {
	const size_t *list;
	size_t count;
};

/*
 * Puts n nodes into an order in which each comes after all it reads, and otherwise by their
 * indexes. Edges to n and above are ignored. STIGE_OK with ret_order (n places), or
 * STIGE_DATA with a cycle: *ret_cycle (caller: mem_free) holds *ret_count indexes, each reading the
 * next and the last reading the first; it begins with the smallest.
 */
enum stige_rc expr_order(const struct expr_edges *edges, size_t n, size_t *ret_order,
	size_t **ret_cycle, size_t *ret_count);

/* A table of expressions with their wanted values, as `stige form eval` runs it. */
struct expr_table_failure {
	char *id;
	size_t line;                 /* in the file, 1-based */
	char *want, *got;            /* "num 5", "error: ..."; safe to show, as is id */
};

struct expr_table_result {
	size_t passed, failed;
	struct expr_table_failure *failures;
	size_t cap;
};
#define EXPR_TABLE_RESULT_INIT { 0, 0, NULL, 0 }

/*
 * Runs a table: TSV with a header naming at least id, expr, want_type and want, and perhaps
 * bindings, context_node, cast; other columns are ignored. STIGE_DATA when it is no such table.
 */
enum stige_rc expr_table_run(const char *bytes, size_t n, int32_t today, struct expr_table_result *ret,
	struct err *err);
void expr_table_result_release(struct expr_table_result *r);

#endif
