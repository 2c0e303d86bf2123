/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Function calls: how many arguments, and the arguments that must be known when the form is read. */
#include "exprparse.h"

#include <string.h>

#include "moment.h"
#include "regex.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/form/eval.h"
#include "word.h"
#include "stige/base/banned.h"

static bool parse_arguments(struct parser *p, uint32_t call, size_t *ret_count)
{
	*ret_count = 0;
	if (lex_take(p, ')'))
		return true;
	do {
		if (!node_append(p, call, parse_expr(p)))
			return false;
		++*ret_count;
	} while (lex_take(p, ','));
	if (lex_take(p, ')'))
		return true;
	parse_expected(p, _("An operator, \",\" or \")\""));
	return false;
}

static void note_unknown_function(struct parser *p, const char *name, size_t at)
{
	const char *way_out = function_way_out(name), *near = function_suggest(name);

	name = word_shown(&p->e->arena, name);
	if (way_out != NULL)
		parse_note(p, EXPR_UNKNOWN_FUNCTION, at,
			_("The function %s() is not supported in forms: %s."), name, way_out);
	else if (near != NULL)
		parse_note(p, EXPR_UNKNOWN_FUNCTION, at,
			_("There is no function %s(); did you mean %s()?"), name, near);
	else
		parse_note(p, EXPR_UNKNOWN_FUNCTION, at, _("There is no function %s()."), name);
}

/* Some functions take their arguments in pairs. */
static bool count_is_odd_one(const struct expr_function *f, size_t n)
{
	size_t fixed = strlen(f->params);

	return n > fixed && strlen(f->more) > 1 && (n - fixed) % strlen(f->more) != 0;
}

static bool check_count(struct parser *p, const struct expr_function *f, size_t at, size_t n)
{
	if (f->least == f->most && n != f->least)
		parse_note(p, EXPR_ARITY, at,
			_("The number of arguments of %s() is %d, not %zu."), f->name, f->least, n);
	else if (n < f->least)
		parse_note(p, EXPR_ARITY, at,
			_("The number of arguments of %s() is at least %d, not %zu."), f->name, f->least, n);
	else if (f->most != EXPR_ANY_COUNT && n > f->most)
		parse_note(p, EXPR_ARITY, at,
			_("The number of arguments of %s() is at most %d, not %zu."), f->name, f->most, n);
	else if (count_is_odd_one(f, n))
		parse_note(p, EXPR_ARITY, at,
			_("%s() takes its arguments in pairs, and one is missing."), f->name);
	else
		return true;
	return false;
}

static uint32_t argument(const struct parser *p, uint32_t call, size_t i)
{
	uint32_t n = node_at(p, call)->first;

	for (; i > 0; i--)
		n = node_at(p, n)->next;
	return n;
}

/* The i-th argument as a text written in the expression, or NULL. */
static const char *literal(const struct parser *p, uint32_t call, size_t i)
{
	const struct expr_node *n = node_at(p, argument(p, call, i));

	return n->op == OP_TEXT ? n->u.text : NULL;
}

static void check_regex(struct parser *p, uint32_t call)
{
	const char *pattern = literal(p, call, 1);
	size_t at = node_at(p, argument(p, call, 1))->at;
	char why[160];

	if (pattern == NULL)
		return;
	node_at(p, call)->u.regex = regex_new(pattern, why, sizeof(why));
	if (node_at(p, call)->u.regex == NULL) {
		parse_note(p, EXPR_BAD_REGEX, at, _("This is no pattern that regex() can use: %s."), why);
		return;
	}
	if (!regex_is_anchored(pattern))
		parse_note(p, EXPR_WARN_REGEX_ANCHOR, at,
			_("regex() compares the whole answer here, elsewhere any part of it: write the "
			"pattern as '^...$'."));
	if (regex_beyond_ere(pattern) != NULL)
		parse_note(p, EXPR_WARN_REGEX_DIALECT, at,
			_("The pattern uses \"%.2s\", which programs read differently: "
			"keep to [ ] ( ) | * + ? { } . \\d \\w \\s \\b."),
			regex_beyond_ere(pattern));
}

/* date('2019-02-30') is wrong whatever is answered. */
static void check_date(struct parser *p, uint32_t call)
{
	const struct expr_node *n = node_at(p, argument(p, call, 0));
	const char *text = literal(p, call, 0), *name = node_at(p, call)->function->name;
	double days;

	if (n->kinds == KIND_BOOLEAN)
		parse_note(p, EXPR_ARGUMENT, n->at, _("%s() takes a date, not a yes or no."), name);
	else if (text != NULL && text[0] != '\0' && !moment_parse(text, MOMENT_LOOSE, 0, &days))
		parse_note(p, EXPR_BAD_DATE, n->at,
			_("\"%s\" is no date: write it as year-month-day, such as 2026-11-22."),
			word_shown(&p->e->arena, text));
}

static void check_codes(struct parser *p, uint32_t call)
{
	const char *codes = literal(p, call, 1), *bad = codes != NULL ? moment_bad_code(codes) : NULL;

	if (bad != NULL)
		parse_note(p, EXPR_BAD_DATE, node_at(p, argument(p, call, 1))->at,
			_("\"%%%c\" is no date code: use %%Y %%y %%m %%n %%d %%e %%b %%a "
			"%%H %%h %%M %%S %%3."),
			moment_code_letter(bad));
}

static void check_choice_name(struct parser *p, uint32_t call)
{
	const char *text = literal(p, call, 1);
	size_t at = node_at(p, argument(p, call, 1))->at, place = EXPR_NONE;

	if (text == NULL)
		parse_note(p, EXPR_ARGUMENT, at,
			_("The second argument names the question in quotes: '${name}'."));
	else
		place = path_in_text(p, text, at);
	node_at(p, call)->u.path.place = place;
}

static void check_lookup(struct parser *p, uint32_t call)
{
	const char *words[3];
	size_t list, column, key, at = node_at(p, call)->at;

	for (size_t i = 0; i < 3; i++) {
		words[i] = literal(p, call, i);
		if (words[i] == NULL) {
			parse_note(p, EXPR_ARGUMENT, at,
				_("pulldata() takes the names of a list and two of its columns in quotes, "
				"then a value."));
			return;
		}
	}
	list = path_list(p, words[0], at);
	column = path_column(p, list, words[1], at);
	key = path_column(p, list, words[2], at);
	node_at(p, call)->u.rows.list = list;
	node_at(p, call)->u.rows.column = column;
	node_at(p, call)->u.rows.key = key;
}

/* A path as it stands for a place alone: no predicate on the way. */
static bool is_plain_path(const struct parser *p, uint32_t i)
{
	if (node_at(p, i)->op != OP_PATH)
		return false;
	for (uint32_t s = node_at(p, i)->first; s != 0; s = node_at(p, s)->next)
		if (node_at(p, s)->first != 0)
			return false;
	return true;
}

static void check_position(struct parser *p, uint32_t call)
{
	uint32_t path = node_at(p, call)->first;

	if (path == 0)
		return;
	if (!is_plain_path(p, path) && node_at(p, path)->op != OP_ABSENT) {
		parse_note(p, EXPR_ARGUMENT, node_at(p, path)->at,
			_("position() takes a path without conditions, such as position(..)."));
		return;
	}
	node_at(p, path)->flags |= NODE_UNREAD;
	node_at(p, path)->u.path.anchor = place_of(p->scope, node_at(p, path)->u.path.place).parent;
}

static bool check_indexed_path(struct parser *p, uint32_t path)
{
	if (is_plain_path(p, path))
		return true;
	if (node_at(p, path)->op != OP_ABSENT || (p->scope->flags & EXPR_VALUES_KNOWN))
		parse_note(p, EXPR_ARGUMENT, node_at(p, path)->at,
			_("indexed-repeat() takes ${question}, then ${repeat} and a number."));
	return false;
}

/* indexed-repeat(${q}, ${outer}, n, ${inner}, m): each repeat in the one before, the question in the last. */
static void check_indexed(struct parser *p, uint32_t call)
{
	uint32_t q = node_at(p, call)->first, repeat = node_at(p, q)->next;
	size_t place = node_at(p, q)->u.path.place, above = EXPR_ROOT;

	if (!check_indexed_path(p, q))
		return;
	while (repeat != 0) {
		size_t around = node_at(p, repeat)->u.path.place;

		if (!check_indexed_path(p, repeat))
			return;
		if (!place_of(p->scope, around).repeats || !place_is_above(p->scope, above, around)
				|| !place_is_above(p->scope, around, place)) {
			parse_note(p, EXPR_ARGUMENT, node_at(p, repeat)->at,
				_("This is no repeat around the question that indexed-repeat() asks for."));
			return;
		}
		above = around;
		node_at(p, repeat)->flags |= NODE_UNREAD;
		repeat = node_at(p, node_at(p, repeat)->next)->next;
	}
	node_at(p, call)->u.path.place = place;
	node_at(p, call)->flags = node_at(p, q)->flags & NODE_NUMBER;
}

/* What is known of the arguments already must be right now. */
static void check_literals(struct parser *p, uint32_t call)
{
	const struct expr_function *f = node_at(p, call)->function;
	bool known = (p->scope->flags & EXPR_VALUES_KNOWN) != 0;     /* dates: when they are worked out */

	if (f->op == OP_REGEX)
		check_regex(p, call);
	else if (f->op == OP_CHOICE_NAME)
		check_choice_name(p, call);
	else if (f->op == OP_LOOKUP)
		check_lookup(p, call);
	else if (f->op == OP_POSITION)
		check_position(p, call);
	else if (f->op == OP_INDEXED)
		check_indexed(p, call);
	else if (!known && str_has_word("date date-time decimal-date-time", f->name))
		check_date(p, call);
	else if (!known && str_has_word("format-date format-date-time", f->name))
		check_codes(p, call);
}

/* if() and coalesce() give one of their arguments: what kinds can that be? */
static unsigned kinds_of_call(const struct parser *p, const struct expr_node *call)
{
	unsigned kinds = call->function->kinds;
	uint32_t arg = call->first;

	if (!(kinds & KIND_OF_ARGUMENTS))
		return kinds;
	kinds &= ~(unsigned)KIND_OF_ARGUMENTS;
	if (call->op == OP_IF)
		arg = node_at(p, arg)->next;
	for (; arg != 0; arg = node_at(p, arg)->next)
		kinds |= node_at(p, arg)->kinds;
	return kinds;
}

uint32_t parse_call(struct parser *p, const char *name, size_t at)
{
	const struct expr_function *f = function_find(name);
	uint32_t call;
	size_t n;

	if (strcmp(name, "instance") == 0)
		return parse_instance(p, at);
	if (strcmp(name, "current") == 0)
		return parse_current(p, at);
	if (f == NULL)
		note_unknown_function(p, name, at);
	call = node_new(p, f != NULL ? f->op : OP_NONE, at, 0);
	node_at(p, call)->function = f;
	if (!parse_arguments(p, call, &n))
		return 0;
	if (f == NULL || !check_count(p, f, at, n))
		return call;
	check_literals(p, call);
	node_at(p, call)->kinds = (uint8_t)kinds_of_call(p, node_at(p, call));
	if (f->is_volatile)
		p->e->is_volatile = true;
	return call;
}
