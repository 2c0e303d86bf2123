/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Expressions of a form (relevant, constraint, calculation ...): the XPath 1.0 subset of the
 * ODK XForms specification that stige-forms(5) describes. Here they are read and checked once;
 * eval.h works them out. What engines read differently is refused here with the way out in
 * the sentence, so that an accepted expression means one thing.
 *
 * A place is a group, a repeat or a question of the form, known by a number that the scope
 * gives out (its index in the form). All limits are fixed: a hostile cell costs a sentence.
 */
#ifndef STIGE_FORM_EXPR_H
#define STIGE_FORM_EXPR_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/err.h"

#define EXPR_BYTES_MOST 65536        /* the text of one expression */
#define EXPR_DEPTH_MOST 200          /* brackets, calls, predicates and signs within one another */
#define EXPR_HEIGHT_MOST 1000        /* operators one upon the other ("1+1+1...") */

#define EXPR_NONE ((size_t)-1)       /* no place, no list, no column */
#define EXPR_ROOT ((size_t)-2)       /* the form itself, /data */

struct form_expr;

/* What is wrong. The kinds stand for codes; from EXPR_WARN_FIRST on they are warnings. */
enum expr_note_kind {
	EXPR_SYNTAX,                 /* not an expression */
	EXPR_UNSUPPORTED,            /* XPath that forms have not: axes, //, @, |, variables ... */
	EXPR_UNKNOWN_NAME,           /* ${name} or a path that is not in the form */
	EXPR_AMBIGUOUS_NAME,         /* ${name} that is in the form more than once */
	EXPR_UNKNOWN_FUNCTION,
	EXPR_ARITY,                  /* too few or too many arguments */
	EXPR_ARGUMENT,               /* an argument of the wrong kind: selected(x, 3) */
	EXPR_UNKNOWN_LIST,           /* instance('list') */
	EXPR_UNKNOWN_COLUMN,         /* a column the list has not */
	EXPR_BARE_CONDITION,         /* a reference where yes or no is asked for */
	EXPR_MANY_NODES,             /* a repeated question where one value is asked for */
	EXPR_BAD_REGEX,
	EXPR_BAD_DATE,               /* date('2019-02-30'), format-date codes that are not there */
	EXPR_LIMIT,                  /* too long, too deep, too many steps */
	EXPR_WARN_FIRST,
	EXPR_WARN_DATE_TEXT = EXPR_WARN_FIRST, /* a date as text where a number is worked with */
	EXPR_WARN_REGEX_ANCHOR,      /* the whole value is matched, though ^ and $ are not written */
	EXPR_WARN_REGEX_DIALECT,     /* more than POSIX ERE and \d \w \s \b */
};

struct expr_note {
	enum expr_note_kind kind;
	size_t at;                   /* characters from the expression's begin, 0-based */
	char message[512];           /* one sentence in the user's language */
};

struct expr_notes {
	struct expr_note *list;
	size_t count, cap;
	size_t errors;               /* how many are not warnings */
};
#define EXPR_NOTES_INIT { NULL, 0, 0, 0 }
void expr_notes_release(struct expr_notes *notes);
static inline bool expr_note_is_warning(const struct expr_note *n) { return n->kind >= EXPR_WARN_FIRST; }

/* What the compiler asks about a place. */
struct expr_place {
	size_t parent;               /* the enclosing group or repeat, or EXPR_ROOT */
	bool repeats;                /* it can be there many times: a repeat */
	bool number;                 /* an integer, decimal or range question */
};

enum expr_names { EXPR_NAMES_PLACES, EXPR_NAMES_LISTS, EXPR_NAMES_COLUMNS };

enum expr_scope_flags {
	EXPR_CONDITION = 1 << 0,     /* a yes or no: relevant, constraint, required, choice_filter */
	/*
	 * For tables of expressions with their values (form eval): a path that leads nowhere is an
	 * empty set; a bad date, many nodes, and a reference as a condition that engines read
	 * differently are refused when they are worked out, not for their look.
	 */
	EXPR_VALUES_KNOWN = 1 << 1,
};

/* The names an expression may use. A callback that is NULL finds nothing. */
struct expr_scope {
	void *ctx;
	unsigned flags;
	const char *root;            /* the root's name in paths; NULL = "data" */
	size_t here;                 /* the question that "." means, or EXPR_NONE */
	size_t row_list;             /* in a choice_filter: bare names are its columns; else EXPR_NONE */
	/* ${name}; EXPR_NONE when unknown, and then *ret_ambiguous says why. NULL: ${} is refused. */
	size_t (*find)(void *ctx, const char *name, bool *ret_ambiguous);
	size_t (*child)(void *ctx, size_t parent, const char *name);    /* parent may be EXPR_ROOT */
	void (*place)(void *ctx, size_t place, struct expr_place *ret);
	size_t (*list)(void *ctx, const char *name);
	size_t (*column)(void *ctx, size_t list, const char *name);     /* "name", "label", extra ones */
	/* The nearest known name, for "did you mean", or NULL. list is for columns. */
	const char *(*suggest)(void *ctx, enum expr_names what, size_t list, const char *name);
};
#define EXPR_SCOPE_INIT { .here = EXPR_NONE, .row_list = EXPR_NONE }

/*
 * Reads and checks text. notes gets all that is found, errors and warnings (appended).
 * STIGE_OK with *ret, or STIGE_DATA and *ret NULL when there is an error. The expression
 * keeps nothing of the scope.
 */
enum stige_rc expr_compile(const char *text, const struct expr_scope *scope, struct expr_notes *notes,
	struct form_expr **ret);
void expr_free(struct form_expr *e);

/*
 * The places whose answers (or whose number, for a repeat) it reads, ascending, each once.
 * "." is among them; ${last-saved#name} and position(..) are not. Belongs to the expression.
 */
const size_t *expr_references(const struct form_expr *e, size_t *ret_count);
/* Changes without an answer having changed: today() now() random() uuid() once(). */
bool expr_is_volatile(const struct form_expr *e);

#endif
