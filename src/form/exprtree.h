/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A compiled expression: nodes in one array, children as a linked list of indexes. Node 0 is
 * nobody. The parser (exprparse, exprpath, exprcall) builds it, exprcheck reads it for what is
 * refused or warned about, eval walks it.
 */
#ifndef STIGE_SRC_FORM_EXPRTREE_H
#define STIGE_SRC_FORM_EXPRTREE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/arena.h"
#include "stige/form/expr.h"

enum expr_op {
	OP_NONE,
	OP_NUMBER, OP_TEXT,
	OP_OR, OP_AND, OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE,
	OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MOD, OP_NEGATE,
	OP_CALL,             /* a function whose arguments are all worked out first */
	OP_IF, OP_ONCE, OP_POSITION, OP_REGEX, OP_CHOICE_NAME, OP_LOOKUP, OP_INDEXED,
	OP_PATH,             /* children: steps */
	OP_STEP,             /* children: predicates */
	OP_ABSENT,           /* a path that leads nowhere */
	OP_LAST_SAVED,
	OP_LIST,             /* instance('list')/root/item[...]/column; children: predicates */
	OP_COLUMN,           /* a column of the row in question */
};

/* Where a path begins (OP_PATH) and what a step does (OP_STEP): expr_node.how. */
enum path_start { PATH_CONTEXT, PATH_HERE, PATH_ROOT, PATH_NEAR };
enum path_step { STEP_CHILD, STEP_PARENT, STEP_SELF, STEP_NEAR };

/* What a node can turn out to be; several bits where that is not known before. */
enum expr_kinds {
	KIND_BOOLEAN = 1 << 0,
	KIND_NUMBER = 1 << 1,
	KIND_TEXT = 1 << 2,
	KIND_DATE = 1 << 3,
	KIND_NODES = 1 << 4,
	KIND_OF_ARGUMENTS = 1 << 5,  /* in the table of functions: one of its arguments */
};

enum node_flags {
	NODE_MANY = 1 << 0,          /* leads to several nodes, whatever the answers */
	NODE_NUMBER = 1 << 1,        /* the path ends at an integer, decimal or range question */
	NODE_UNREAD = 1 << 2,        /* only its place matters, not the answer: position(..) */
};

struct eval;
struct expr_value;

struct expr_function {
	const char *name;
	enum expr_op op;             /* OP_CALL with run, or an operation of its own */
	uint8_t least, most;         /* arguments; EXPR_ANY_COUNT = no upper limit */
	/*
	 * A letter an argument, then those of `more` over and over: v one value, c a condition,
	 * t text, m any number of nodes (or a value), n nodes and nothing else.
	 */
	const char *params, *more;
	uint8_t kinds;               /* what it gives: enum expr_kinds */
	bool is_volatile;
	bool (*run)(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret);
};
#define EXPR_ANY_COUNT 255

/* NULL when there is none. */
const struct expr_function *function_find(const char *name);
char function_param(const struct expr_function *f, size_t i);
/* Why a name that other engines know is refused, with the way out; NULL for others. Translated. */
const char *function_way_out(const char *name);
const char *function_suggest(const char *name);

struct expr_node {
	uint8_t op, how, kinds, flags;
	uint32_t first, last, next;  /* children and the next sibling; 0 = none */
	uint32_t at;                 /* characters from the expression's begin */
	uint32_t height;             /* levels below and with it */
	const struct expr_function *function;   /* of calls */
	union {
		double number;                       /* OP_NUMBER */
		const char *text;                    /* OP_TEXT */
		struct {
			size_t place;                /* where a path or step ends; of a question */
			size_t anchor;               /* the repeat around both (STEP_NEAR), around it (position) */
		} path;
		struct { size_t list, column, key; } rows;   /* OP_LIST, OP_COLUMN, OP_LOOKUP */
		struct regex *regex;                 /* OP_REGEX: NULL when the pattern is made on the way */
	} u;
};

struct form_expr {
	struct arena arena;          /* texts */
	struct expr_node *nodes;
	size_t count, cap;
	uint32_t root;
	unsigned scope_flags;
	bool is_volatile;
	size_t *references;
	size_t reference_count, reference_cap;
};

/* Adds to the notes. */
void expr_note_add(struct expr_notes *notes, enum expr_note_kind kind, size_t at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void note_fill(struct expr_note *note, enum expr_note_kind kind, size_t at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void note_vadd(struct expr_notes *notes, enum expr_note_kind kind, size_t at, const char *fmt, va_list ap)
	__attribute__((format(printf, 4, 0)));
void note_vfill(struct expr_note *note, enum expr_note_kind kind, size_t at, const char *fmt, va_list ap)
	__attribute__((format(printf, 4, 0)));

/* Refusals and warnings that need the whole expression (exprcheck.c). */
void expr_check(const struct form_expr *e, struct expr_notes *notes);

#endif
