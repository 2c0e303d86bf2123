/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the parser: one cursor over the text, one tree being built. */
#ifndef STIGE_SRC_FORM_EXPRPARSE_H
#define STIGE_SRC_FORM_EXPRPARSE_H

#include "exprtree.h"

/* What bare names and "." mean at this spot. */
struct where {
	bool row;                    /* a row of a choice list: names are its columns */
	bool lost;                   /* on a path that leads nowhere: told once, then silent */
	size_t list;                 /* of the row; EXPR_NONE when the list is unknown */
	size_t place;
};

struct parser {
	const char *p;               /* the next byte */
	size_t at;                   /* characters before it */
	const struct expr_scope *scope;
	struct expr_notes *notes;
	struct form_expr *e;
	struct where where;
	unsigned depth;
	bool failed;                 /* the text is no expression: stop */
};

/* exprlex.c: the cursor. */
void lex_skip(struct parser *p, size_t bytes);
void lex_space(struct parser *p);
bool lex_take(struct parser *p, char c);             /* after blanks; false when another stands there */
size_t lex_name(const struct parser *p);             /* bytes of the name here, or 0 */
char *lex_take_name(struct parser *p, size_t bytes); /* lives as long as the expression */
enum expr_op lex_operator(const struct parser *p, size_t *ret_bytes);   /* OP_NONE when there is none */
double lex_number(struct parser *p);
char *lex_text(struct parser *p);                    /* NULL, and failed, when it is not closed */
bool lex_at_number(const struct parser *p);
/* The character here as people can read it, for sentences. */
const char *lex_here(const struct parser *p);

/* exprparse.c: the grammar. Nodes are indexes; 0 means that parsing failed. */
uint32_t parse_expr(struct parser *p);
uint32_t parse_fail(struct parser *p, enum expr_note_kind kind, size_t at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* Fails: after an operand, something else stands. */
uint32_t parse_expected(struct parser *p, const char *what);
void parse_note(struct parser *p, enum expr_note_kind kind, size_t at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
uint32_t node_new(struct parser *p, enum expr_op op, size_t at, unsigned kinds);
struct expr_node *node_at(const struct parser *p, uint32_t i);
bool node_append(struct parser *p, uint32_t parent, uint32_t child);

/* exprname.c: looking names up; what is not there gets a note. */
bool path_find(struct parser *p, const char *name, size_t at, size_t *ret_place);
size_t path_list(struct parser *p, const char *name, size_t at);
size_t path_column(struct parser *p, size_t list, const char *name, size_t at);
struct expr_place place_of(const struct expr_scope *scope, size_t place);
bool place_is_above(const struct expr_scope *scope, size_t above, size_t place);
/* The innermost repeat above place that also holds here; EXPR_ROOT when there is none. */
size_t place_common_repeat(const struct expr_scope *scope, size_t place, size_t here);
/* Is there a repeat from place up to, not with, anchor? */
bool place_repeats_below(const struct expr_scope *scope, size_t place, size_t anchor);

/* exprpath.c */
bool path_begins(const struct parser *p);
uint32_t parse_path(struct parser *p);
uint32_t parse_reference(struct parser *p);          /* ${name} */
uint32_t parse_instance(struct parser *p, size_t at);    /* after "instance(" */
uint32_t parse_current(struct parser *p, size_t at);     /* after "current(" */
/* The place that "${name}" or "/data/name" in a text literal means, or EXPR_NONE with a note. */
size_t path_in_text(struct parser *p, const char *text, size_t at);

/* exprcall.c: after "name(" of a function. */
uint32_t parse_call(struct parser *p, const char *name, size_t at);

#endif
