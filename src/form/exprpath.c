/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths and references: step by step, every name looked up while it is read. */
#include "exprparse.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "word.h"
#include "stige/base/banned.h"

/* Predicates are read with the names of what they stand on. */
static bool parse_predicates(struct parser *p, uint32_t owner, struct where on)
{
	struct where before = p->where;

	while (lex_take(p, '[')) {
		uint32_t inner;

		p->where = on;
		inner = parse_expr(p);
		p->where = before;
		if (inner == 0 || !node_append(p, owner, inner))
			return false;
		if (!lex_take(p, ']'))
			return parse_expected(p, _("An operator or \"]\"")) != 0;
	}
	return true;
}

/* A bare name that is no child of this place. */
static void lose(struct parser *p, struct where *on, const char *name, size_t at)
{
	bool ambiguous = false;
	bool known = p->scope->find != NULL && p->scope->find(p->scope->ctx, name, &ambiguous) != EXPR_NONE;

	if (!on->lost && !(p->scope->flags & EXPR_VALUES_KNOWN)) {
		name = word_shown(&p->e->arena, name);
		if (known || ambiguous)
			parse_note(p, EXPR_UNKNOWN_NAME, at,
				_("Write ${%s} for the answer to a question."), name);
		else
			parse_note(p, EXPR_UNKNOWN_NAME, at,
				_("\"%s\" is no name here: write ${name} for a question, . for this one, and "
				"texts in quotes."), name);
	}
	on->lost = true;
	on->place = EXPR_NONE;
}

static uint32_t step_down(struct parser *p, struct where *on, const char *name, size_t at)
{
	uint32_t step = node_new(p, OP_STEP, at, KIND_NODES);
	size_t child = EXPR_NONE;

	if (!on->lost && on->place != EXPR_NONE && p->scope->child != NULL)
		child = p->scope->child(p->scope->ctx, on->place, name);
	if (child == EXPR_NONE)
		lose(p, on, name, at);
	else
		on->place = child;
	node_at(p, step)->how = STEP_CHILD;
	return step;
}

static uint32_t step_up_or_stay(struct parser *p, struct where *on, bool up)
{
	uint32_t step = node_new(p, OP_STEP, p->at, KIND_NODES);

	if (!on->lost && on->place == EXPR_NONE)
		return parse_fail(p, EXPR_UNKNOWN_NAME, p->at,
			_("There is no question that \".\" could stand for here: write ${name}."));
	if (up && on->place == EXPR_ROOT)
		return parse_fail(p, EXPR_UNKNOWN_NAME, p->at,
			_("There is nothing above the form: take one \"..\" away."));
	if (up && !on->lost)
		on->place = place_of(p->scope, on->place).parent;
	node_at(p, step)->how = up ? STEP_PARENT : STEP_SELF;
	lex_skip(p, up ? 2 : 1);
	return step;
}

/* One step with its predicates; on moves to where it leads. */
static uint32_t parse_step(struct parser *p, struct where *on, bool *many)
{
	size_t at, n;
	uint32_t step;

	lex_space(p);
	at = p->at;
	n = lex_name(p);
	if (p->p[0] == '.')
		step = step_up_or_stay(p, on, p->p[1] == '.');
	else if (n > 0)
		step = step_down(p, on, lex_take_name(p, n), at);
	else if (*p->p == '*' && (p->scope->flags & EXPR_VALUES_KNOWN)) {
		/* What stands below a question: nothing. */
		lex_skip(p, 1);
		step = step_down(p, on, "*", at);
	} else if (*p->p == '*')
		step = parse_fail(p, EXPR_UNSUPPORTED, at,
			_("\"*\" for all names is not supported in forms: write ${name}."));
	else
		step = parse_expected(p, _("A name"));
	if (step == 0)
		return 0;
	node_at(p, step)->u.path.place = on->place;
	if (!parse_predicates(p, step, *on))
		return 0;
	if (node_at(p, step)->how == STEP_CHILD && node_at(p, step)->first == 0)
		*many = *many || place_of(p->scope, on->place).repeats;
	return step;
}

/* The rest of a path: "/step/step", after `on` was reached. */
static uint32_t parse_steps(struct parser *p, uint32_t path, struct where on, bool many)
{
	struct expr_place end;

	for (;;) {
		uint32_t step;

		lex_space(p);
		if (*p->p != '/')
			break;
		if (p->p[1] == '/')
			return parse_expected(p, _("A name"));
		lex_skip(p, 1);
		step = parse_step(p, &on, &many);
		if (step == 0 || !node_append(p, path, step))
			return 0;
	}
	if (on.lost)
		node_at(p, path)->op = OP_ABSENT;
	end = place_of(p->scope, on.place);
	node_at(p, path)->u.path.place = on.place;
	node_at(p, path)->flags = (uint8_t)((many ? NODE_MANY : 0) | (end.number ? NODE_NUMBER : 0));
	return path;
}

bool path_begins(const struct parser *p)
{
	return *p->p == '.' || *p->p == '*' || (*p->p == '/' && p->p[1] != '/') || lex_name(p) > 0;
}

/* A name in a row of a choice list: one of its columns. */
static uint32_t parse_column(struct parser *p)
{
	size_t at = p->at, n = lex_name(p);
	uint32_t column;
	const char *name;

	if (n == 0)
		return parse_fail(p, EXPR_UNSUPPORTED, at,
			_("In a row of choices only its columns can be named."));
	name = lex_take_name(p, n);
	column = node_new(p, OP_COLUMN, at, KIND_NODES);
	node_at(p, column)->u.rows.list = p->where.list;
	node_at(p, column)->u.rows.column = path_column(p, p->where.list, name, at);
	lex_space(p);
	if (*p->p == '/' || *p->p == '[')
		return parse_fail(p, EXPR_UNSUPPORTED, p->at, _("A column of choices has nothing below it."));
	return column;
}

static uint32_t parse_root(struct parser *p)
{
	const char *root = p->scope->root != NULL ? p->scope->root : "data";
	uint32_t path = node_new(p, OP_PATH, p->at, KIND_NODES);
	struct where on = { .list = EXPR_NONE, .place = EXPR_ROOT };
	size_t at, n;
	const char *name;

	node_at(p, path)->how = PATH_ROOT;
	lex_skip(p, 1);
	lex_space(p);
	at = p->at;
	n = lex_name(p);
	if (n == 0)
		return parse_expected(p, _("A name"));
	name = lex_take_name(p, n);
	if (!str_eq(name, root))
		lose(p, &on, name, at);
	return parse_steps(p, path, on, false);
}

uint32_t parse_path(struct parser *p)
{
	struct where on = p->where;
	uint32_t path, step;
	bool many = false;

	if (*p->p == '/')
		return parse_root(p);
	if (p->where.row)
		return parse_column(p);
	path = node_new(p, OP_PATH, p->at, KIND_NODES);
	node_at(p, path)->how = PATH_CONTEXT;
	step = parse_step(p, &on, &many);
	if (step == 0 || !node_append(p, path, step))
		return 0;
	return parse_steps(p, path, on, many);
}

static uint32_t parse_last_saved(struct parser *p, const char *name, size_t at)
{
	size_t place = EXPR_NONE;
	uint32_t n;

	path_find(p, name, at, &place);
	n = node_new(p, OP_LAST_SAVED, at, KIND_NODES);
	node_at(p, n)->u.path.place = place;
	if (place_of(p->scope, place).number)
		node_at(p, n)->flags = NODE_NUMBER;
	return n;
}

/* The path that ${name} stands for: near the question where both lie in one repeat, else from the root. */
static uint32_t path_to(struct parser *p, size_t place, size_t at)
{
	struct where on = { .lost = place == EXPR_NONE, .list = EXPR_NONE, .place = place };
	uint32_t path = node_new(p, OP_PATH, at, KIND_NODES);
	uint32_t step = node_new(p, OP_STEP, at, KIND_NODES);
	size_t anchor = place_common_repeat(p->scope, place, p->scope->here);
	bool many = place_repeats_below(p->scope, place, anchor);

	node_at(p, path)->how = PATH_NEAR;
	node_at(p, step)->how = STEP_NEAR;
	node_at(p, step)->u.path.place = place;
	node_at(p, step)->u.path.anchor = anchor;
	if (!parse_predicates(p, step, on) || !node_append(p, path, step))
		return 0;
	return parse_steps(p, path, on, many && node_at(p, step)->first == 0);
}

uint32_t parse_reference(struct parser *p)
{
	static const char saved[] = "last-saved#";
	size_t at = p->at, n, place = EXPR_NONE;
	bool is_saved;
	const char *name;

	if (p->scope->find == NULL)
		return parse_fail(p, EXPR_UNSUPPORTED, at,
			_("${name} has no meaning outside a form: write a path, such as /data/name."));
	lex_skip(p, 2);
	is_saved = strncmp(p->p, saved, strlen(saved)) == 0;
	if (is_saved)
		lex_skip(p, strlen(saved));
	n = lex_name(p);
	if (n == 0)
		return parse_fail(p, EXPR_SYNTAX, p->at,
			_("${ needs a question's name, without spaces: ${name}."));
	name = lex_take_name(p, n);
	if (*p->p != '}')
		return parse_fail(p, EXPR_SYNTAX, p->at,
			_("The reference is not closed: write ${%s}."), word_shown(&p->e->arena, name));
	lex_skip(p, 1);
	if (is_saved)
		return parse_last_saved(p, name, at);
	path_find(p, name, at, &place);
	return path_to(p, place, at);
}

/* "/word" exactly, with blanks. */
static bool take_word(struct parser *p, const char *word)
{
	size_t n;

	if (!lex_take(p, '/'))
		return false;
	lex_space(p);
	n = lex_name(p);
	if (n != strlen(word) || strncmp(p->p, word, n) != 0)
		return false;
	lex_skip(p, n);
	return true;
}

static uint32_t instance_shape(struct parser *p)
{
	return parse_fail(p, EXPR_SYNTAX, p->at,
		_("A list is read as instance('list')/root/item[...]/column."));
}

uint32_t parse_instance(struct parser *p, size_t at)
{
	struct where row = { .row = true };
	uint32_t rows;
	const char *name;
	size_t list_at, n;

	lex_space(p);
	list_at = p->at;
	if (*p->p != '"' && *p->p != '\'')
		return instance_shape(p);
	name = lex_text(p);
	if (name == NULL)
		return 0;
	if (!lex_take(p, ')') || !take_word(p, "root") || !take_word(p, "item"))
		return instance_shape(p);
	row.list = path_list(p, name, list_at);
	rows = node_new(p, OP_LIST, at, KIND_NODES);
	if (!parse_predicates(p, rows, row))
		return 0;
	if (!lex_take(p, '/'))
		return instance_shape(p);
	lex_space(p);
	n = lex_name(p);
	if (n == 0)
		return parse_expected(p, _("A column's name"));
	at = p->at;
	name = lex_take_name(p, n);
	node_at(p, rows)->u.rows.list = row.list;
	node_at(p, rows)->u.rows.column = path_column(p, row.list, name, at);
	node_at(p, rows)->flags = node_at(p, rows)->first == 0 ? NODE_MANY : 0;
	return rows;
}

uint32_t parse_current(struct parser *p, size_t at)
{
	struct where on = { .list = EXPR_NONE, .place = p->scope->here };
	uint32_t path;

	if (!lex_take(p, ')'))
		return parse_expected(p, "\")\"");
	path = node_new(p, OP_PATH, at, KIND_NODES);
	node_at(p, path)->how = PATH_HERE;
	if (on.place == EXPR_NONE)
		return parse_fail(p, EXPR_UNKNOWN_NAME, at,
			_("There is no question that current() could stand for here: write ${name}."));
	return parse_steps(p, path, on, false);
}

size_t path_in_text(struct parser *p, const char *text, size_t at)
{
	/* A parser of its own over the text; what it adds to the tree is taken off again. */
	struct parser inner = { .p = text, .at = at, .scope = p->scope, .notes = p->notes, .e = p->e,
		.where = { .list = EXPR_NONE, .place = p->scope->here }, .depth = p->depth };
	size_t errors = p->notes->errors, nodes = p->e->count, place = EXPR_NONE;
	uint32_t path = 0;

	lex_space(&inner);
	if (strncmp(inner.p, "${", 2) == 0)
		path = parse_reference(&inner);
	else if (*inner.p == '/' || *inner.p == '.')
		path = parse_path(&inner);
	lex_space(&inner);
	if (path != 0 && *inner.p == '\0' && node_at(p, path)->op != OP_LAST_SAVED)
		place = node_at(p, path)->u.path.place;
	else if (p->notes->errors == errors)
		parse_note(p, EXPR_ARGUMENT, at,
			_("The second argument names the question in quotes: '${name}'."));
	p->e->count = nodes;
	return place;
}
