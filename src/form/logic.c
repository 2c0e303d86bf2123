/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names an expression may use, and reading one: each fault at its place in the cell. */
#include "logic.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

static enum form_fault fault_of(enum expr_note_kind kind)
{
	switch (kind) {
	case EXPR_SYNTAX:
	case EXPR_UNSUPPORTED:
		return FAULT_EXPR_SYNTAX;
	case EXPR_UNKNOWN_NAME:
		return FAULT_EXPR_REFERENCE;
	case EXPR_AMBIGUOUS_NAME:
		return FAULT_EXPR_AMBIGUOUS;
	case EXPR_UNKNOWN_FUNCTION:
		return FAULT_EXPR_FUNCTION;
	case EXPR_ARITY:
		return FAULT_EXPR_ARITY;
	case EXPR_UNKNOWN_LIST:
	case EXPR_UNKNOWN_COLUMN:
		return FAULT_EXPR_COLUMN;
	case EXPR_ARGUMENT:
	case EXPR_BARE_CONDITION:
	case EXPR_MANY_NODES:
	case EXPR_BAD_REGEX:
	case EXPR_BAD_DATE:
		return FAULT_EXPR_REFUSED;
	case EXPR_LIMIT:
		return FAULT_EXPR_LIMIT;
	case EXPR_WARN_DATE_TEXT:
	case EXPR_WARN_REGEX_ANCHOR:
	case EXPR_WARN_REGEX_DIALECT:
		return FAULT_EXPR_WARNING;
	}
	return FAULT_EXPR_SYNTAX;
}

/* ---- the names an expression may use */

static size_t find(void *ctx, const char *name, bool *ret_ambiguous)
{
	const struct reader *r = ctx;

	*ret_ambiguous = names_find(&r->ambiguous, name) != NAMES_NONE;
	return *ret_ambiguous ? EXPR_NONE : names_find(&r->plain_names, name);
}

static size_t child(void *ctx, size_t parent, const char *name)
{
	const struct reader *r = ctx;
	struct str key = STR_INIT;
	size_t i;

	str_addf(&key, "%zu/%s", parent == EXPR_ROOT ? 0 : parent + 1, name);
	i = names_find(&r->children, key.text);
	str_release(&key);
	return i;
}

static void place(void *ctx, size_t i, struct expr_place *ret)
{
	const struct reader *r = ctx;
	const struct form_item *item = &r->form->items[i];

	*ret = (struct expr_place){
		.parent = item->parent == FORM_NO_PARENT ? EXPR_ROOT : item->parent,
		.repeats = item->type == FORM_REPEAT,
		.number = item->type == FORM_INTEGER || item->type == FORM_DECIMAL
		|| item->type == FORM_RANGE,
	};
}

static size_t list(void *ctx, const char *name)
{
	const struct reader *r = ctx;

	return names_find(&r->form->list_names, name);
}

static size_t column(void *ctx, size_t which, const char *name)
{
	const struct reader *r = ctx;

	(void)which;
	return form_choice_column(r->form, name);
}

static const char *nearest(void *ctx, enum expr_names what, size_t which, const char *name)
{
	const struct reader *r = ctx;
	const struct form *f = r->form;
	struct suggestion s = suggestion_begin(name);

	(void)which;
	switch (what) {
	case EXPR_NAMES_PLACES:
		for (size_t i = 0; i < f->item_count; i++)
			suggestion_offer(&s, f->more[i].plain_name);
		break;
	case EXPR_NAMES_LISTS:
		for (size_t i = 0; i < f->list_count; i++)
			suggestion_offer(&s, f->lists[i].name);
		break;
	case EXPR_NAMES_COLUMNS:
		suggestion_offer(&s, "name");
		suggestion_offer(&s, "label");
		for (size_t i = 0; i < f->choice_column_count; i++)
			suggestion_offer(&s, f->choice_columns[i]);
		break;
	}
	return s.best;
}

/* Filling in EXPR_NONE for NAMES_NONE above rests on this. */
_Static_assert(EXPR_NONE == NAMES_NONE, "both mean: not there");

static struct expr_scope scope_of(struct reader *r, size_t here, unsigned flags)
{
	struct expr_scope scope = EXPR_SCOPE_INIT;

	scope.ctx = r;
	scope.flags = flags;
	scope.root = r->form->root;
	scope.here = here;
	scope.find = find;
	scope.child = child;
	scope.place = place;
	scope.list = list;
	scope.column = column;
	scope.suggest = nearest;
	return scope;
}

/* ---- reading one cell */

/*
 * Spreadsheets turn " and ' into typographic quotes; in an expression they can only be meant
 * as plain ones. A character stays a character, so that places still fit.
 */
static const char *plain_quotes(struct arena *arena, const char *text)
{
	static const struct { const char *from; char to; } marks[] = {
		{ "\u201C", '"' }, { "\u201D", '"' }, { "\u201E", '"' }, { "\u2018", '\'' }, { "\u2019",
			'\'' },
	};
	char *copy = arena_strdup(arena, text), *to = copy;

	for (const char *from = copy; *from != '\0';) {
		size_t n = 1;

		*to = *from;
		for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
			if (strncmp(from, marks[i].from, strlen(marks[i].from)) != 0)
				continue;
			n = strlen(marks[i].from);
			*to = marks[i].to;
		}
		from += n;
		to++;
	}
	*to = '\0';
	return copy;
}

static size_t byte_of(const char *text, size_t characters)
{
	size_t i = 0;

	while (characters > 0 && text[i] != '\0') {
		i++;
		while (((unsigned char)text[i] & 0xC0) == 0x80)
			i++;
		characters--;
	}
	return i;
}

static void say_notes(const struct reader *r, const struct cell *c, const char *column,
	const struct expr_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		problem_add(r->problems, fault_of(notes->list[i].kind),
			cell_place(c, byte_of(c->text, notes->list[i].at)), "%s: %s", column,
			notes->list[i].message);
}

static struct form_expr *compile(struct reader *r, const struct cell *c, const char *column,
	const struct expr_scope *scope)
{
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e = NULL;

	expr_compile(plain_quotes(r->arena, c->text), scope, &notes, &e);
	say_notes(r, c, column, &notes);
	expr_notes_release(&notes);
	return e;
}

struct form_expr *logic_compile(struct reader *r, const struct cell *c, const char *column, size_t here,
	unsigned flags)
{
	struct expr_scope scope = scope_of(r, here, flags);

	return compile(r, c, column, &scope);
}

struct form_expr *logic_compile_filter(struct reader *r, const struct cell *c, const char *column,
	size_t here,
	size_t list_number)
{
	struct expr_scope scope = scope_of(r, here, EXPR_CONDITION);

	scope.row_list = list_number;
	return compile(r, c, column, &scope);
}

/* Is it an expression at all, without a word about it? For defaults, which may be plain text. */
bool logic_compiles(struct reader *r, const char *text, size_t here)
{
	struct expr_scope scope = scope_of(r, here, 0);
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e = NULL;
	bool good = expr_compile(text, &scope, &notes, &e) == STIGE_OK;

	expr_notes_release(&notes);
	expr_free(e);
	return good;
}
