/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar: operators by precedence, what stands between them, and the sentences when it does not. */
#include "exprparse.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/eval.h"
#include "stige/base/banned.h"

uint32_t node_new(struct parser *p, enum expr_op op, size_t at, unsigned kinds)
{
	struct form_expr *e = p->e;

	e->nodes = mem_grow(e->nodes, &e->cap, e->count + 1, sizeof(*e->nodes));
	e->nodes[e->count] = (struct expr_node){
		.op = (uint8_t)op, .kinds = (uint8_t)kinds, .at = (uint32_t)at, .height = 1,
	};
	return (uint32_t)e->count++;
}

struct expr_node *node_at(const struct parser *p, uint32_t i)
{
	return &p->e->nodes[i];
}

bool node_append(struct parser *p, uint32_t parent, uint32_t child)
{
	struct expr_node *up, *down;

	if (child == 0)
		return false;
	up = node_at(p, parent);
	down = node_at(p, child);
	if (up->last != 0)
		node_at(p, up->last)->next = child;
	else
		up->first = child;
	up->last = child;
	if (up->height <= down->height)
		up->height = down->height + 1;
	if (up->height > EXPR_HEIGHT_MOST) {
		parse_fail(p, EXPR_LIMIT, up->at,
			_("The expression has more than %d operators upon one another: "
			"spread it over several calculations."),
			EXPR_HEIGHT_MOST);
		return false;
	}
	return true;
}

uint32_t parse_fail(struct parser *p, enum expr_note_kind kind, size_t at, const char *fmt, ...)
{
	va_list ap;

	if (p->failed)
		return 0;
	p->failed = true;
	va_start(ap, fmt);
	note_vadd(p->notes, kind, at, fmt, ap);
	va_end(ap);
	return 0;
}

void parse_note(struct parser *p, enum expr_note_kind kind, size_t at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	note_vadd(p->notes, kind, at, fmt, ap);
	va_end(ap);
}

static const struct {
	const char *begin, *sentence;
} slips[] = {
	{ "==", N_("\"==\" is no operator: write one \"=\".") },
	{ "<>", N_("\"<>\" is no operator: write \"!=\".") },
	{ "&", N_("\"&\" is no operator: write \"and\", or concat() to join texts.") },
	{ "||", N_("\"||\" is no operator: write \"or\".") },
	{ "|", N_("Joining sets with \"|\" is not supported in forms.") },
	{ "!", N_("\"!\" is no operator: write \"!=\" or not(...).") },
	{ "//", N_("\"//\" is not supported in forms: write the path in full, or ${name}.") },
	{ "::", N_("Axes are not supported in forms: write a path with \"/\" and \"..\".") },
	{ "@", N_("Attributes are not supported in forms.") },
	{ "%", N_("\"%\" is no operator: write \"mod\", or divide by 100.") },
	{ "\xE2\x80\x98", N_("This is a typographic quotation mark: write ' or \".") },
	{ "\xE2\x80\x99", N_("This is a typographic quotation mark: write ' or \".") },
	{ "\xE2\x80\x9C", N_("This is a typographic quotation mark: write ' or \".") },
	{ "\xE2\x80\x9D", N_("This is a typographic quotation mark: write ' or \".") },
	{ "\xE2\x80\x9E", N_("This is a typographic quotation mark: write ' or \".") },
	{ "\xE2\x80\x93", N_("This is a dash: write the minus sign \"-\".") },
	{ "\xC2\xA0", N_("This is a no-break space: write an ordinary space.") },
};

/* A well-known slip at the cursor: its sentence, or NULL. */
static const char *slip_here(const struct parser *p)
{
	for (size_t i = 0; i < ARRAY_SIZE(slips); i++)
		if (strncmp(p->p, slips[i].begin, strlen(slips[i].begin)) == 0)
			return _(slips[i].sentence);
	return NULL;
}

static bool is_upper_operator(const struct parser *p)
{
	static const char *const words[] = { "AND", "OR", "DIV", "MOD", "And", "Or", "Div", "Mod" };
	size_t n = lex_name(p);

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (n == strlen(words[i]) && strncmp(p->p, words[i], n) == 0)
			return true;
	return false;
}

uint32_t parse_expected(struct parser *p, const char *what)
{
	const char *sentence;

	lex_space(p);
	sentence = slip_here(p);
	if (sentence != NULL)
		return parse_fail(p, EXPR_SYNTAX, p->at, "%s", sentence);
	if (is_upper_operator(p))
		return parse_fail(p, EXPR_SYNTAX, p->at,
			_("\"%s\" is written in small letters in expressions."), lex_here(p));
	if (*p->p == ')')
		return parse_fail(p, EXPR_SYNTAX, p->at,
			_("This bracket closes nothing: take it away, or open one before it."));
	return parse_fail(p, EXPR_SYNTAX, p->at, _("%s was expected here, not \"%s\"."), what, lex_here(p));
}

/* Where an operand should begin and none does. */
static uint32_t operand_missing(struct parser *p)
{
	const char *sentence = slip_here(p);

	if (sentence != NULL)
		return parse_fail(p, EXPR_SYNTAX, p->at, "%s", sentence);
	if (*p->p == '\0')
		return parse_fail(p, EXPR_SYNTAX, p->at,
			p->at == 0 ? _("The expression is empty.")
			: _("The expression ends where a value was expected."));
	if (*p->p == '$')
		return parse_fail(p, EXPR_UNSUPPORTED, p->at,
			_("Variables are not supported in forms: write ${name} for a question."));
	return parse_fail(p, EXPR_SYNTAX, p->at, _("A value was expected here, not \"%s\"."), lex_here(p));
}

static uint32_t parse_name(struct parser *p)
{
	struct parser before = *p;
	size_t at = p->at, n = lex_name(p);
	char *name;

	if (p->p[n] == ':' && p->p[n + 1] == ':')
		return parse_fail(p, EXPR_UNSUPPORTED, at,
			_("Axes are not supported in forms: write a path with \"/\" and \"..\"."));
	if (p->p[n] == ':') {
		struct parser after = { .p = p->p + n + 1 };

		n += 1 + lex_name(&after);
	}
	name = lex_take_name(p, n);
	if (lex_take(p, '('))
		return parse_call(p, name, at);
	p->p = before.p;
	p->at = before.at;
	return parse_path(p);
}

static uint32_t parse_brackets(struct parser *p)
{
	uint32_t inner;

	lex_skip(p, 1);
	inner = parse_expr(p);
	if (inner == 0)
		return 0;
	return lex_take(p, ')') ? inner : parse_expected(p, _("An operator or \")\""));
}

static uint32_t parse_primary(struct parser *p)
{
	size_t at = p->at;
	uint32_t n;

	if (lex_at_number(p)) {
		n = node_new(p, OP_NUMBER, at, KIND_NUMBER);
		node_at(p, n)->u.number = lex_number(p);
		return n;
	}
	if (*p->p == '"' || *p->p == '\'') {
		const char *text = lex_text(p);

		if (text == NULL)
			return 0;
		n = node_new(p, OP_TEXT, at, KIND_TEXT);
		node_at(p, n)->u.text = text;
		return n;
	}
	if (*p->p == '(')
		return parse_brackets(p);
	if (p->p[0] == '$' && p->p[1] == '{')
		return parse_reference(p);
	if (lex_name(p) > 0)
		return parse_name(p);
	return path_begins(p) ? parse_path(p) : operand_missing(p);
}

/* Two signs make a number of what they stand before, so that --'5' is 5. */
static uint32_t parse_unary(struct parser *p)
{
	size_t at, signs = 0;
	uint32_t n;

	lex_space(p);
	at = p->at;
	while (lex_take(p, '-'))
		signs++;
	lex_space(p);
	n = parse_primary(p);
	if (n == 0 || signs == 0)
		return n;
	for (signs = signs % 2 ? 1 : 2; signs > 0; signs--) {
		uint32_t minus = node_new(p, OP_NEGATE, at, KIND_NUMBER);

		if (!node_append(p, minus, n))
			return 0;
		n = minus;
	}
	return n;
}

static const struct {
	unsigned char level, kinds;
} precedence[] = {
	[OP_OR] = { 1, KIND_BOOLEAN }, [OP_AND] = { 2, KIND_BOOLEAN },
	[OP_EQ] = { 3, KIND_BOOLEAN }, [OP_NE] = { 3, KIND_BOOLEAN },
	[OP_LT] = { 4, KIND_BOOLEAN }, [OP_LE] = { 4, KIND_BOOLEAN },
	[OP_GT] = { 4, KIND_BOOLEAN }, [OP_GE] = { 4, KIND_BOOLEAN },
	[OP_ADD] = { 5, KIND_NUMBER }, [OP_SUB] = { 5, KIND_NUMBER },
	[OP_MUL] = { 6, KIND_NUMBER }, [OP_DIV] = { 6, KIND_NUMBER }, [OP_MOD] = { 6, KIND_NUMBER },
};

static uint32_t parse_binary(struct parser *p, unsigned least)
{
	uint32_t left = parse_unary(p);

	while (left != 0) {
		size_t bytes = 0;
		enum expr_op op;
		uint32_t right, both;

		lex_space(p);
		op = slip_here(p) != NULL && strncmp(p->p, "!=", 2) != 0 ? OP_NONE : lex_operator(p, &bytes);
		if (op == OP_NONE || precedence[op].level < least)
			break;
		both = node_new(p, op, p->at, precedence[op].kinds);
		lex_skip(p, bytes);
		right = parse_binary(p, precedence[op].level + 1u);
		if (!node_append(p, both, left) || !node_append(p, both, right))
			return 0;
		left = both;
	}
	return left;
}

uint32_t parse_expr(struct parser *p)
{
	uint32_t n;

	if (++p->depth > EXPR_DEPTH_MOST)
		return parse_fail(p, EXPR_LIMIT, p->at,
			_("The expression is nested more than %d levels deep: "
			"spread it over several calculations."),
			EXPR_DEPTH_MOST);
	n = parse_binary(p, 1);
	p->depth--;
	return n;
}
