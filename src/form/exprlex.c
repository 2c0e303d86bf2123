/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cursor over an expression's text. There are no tokens to store: the grammar always
 * knows whether an operand or an operator comes next, and that decides what "div", "*" and
 * "-" mean.
 */
#include "exprparse.h"

#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/eval.h"
#include "word.h"
#include "stige/base/banned.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void lex_skip(struct parser *p, size_t bytes)
{
	for (; bytes > 0; bytes--, p->p++)
		p->at += ((unsigned char)*p->p & 0xC0) != 0x80;
}

void lex_space(struct parser *p)
{
	while (is_space(*p->p))
		lex_skip(p, 1);
}

bool lex_take(struct parser *p, char c)
{
	lex_space(p);
	if (*p->p != c)
		return false;
	lex_skip(p, 1);
	return true;
}

/* Signs beyond ASCII that no name holds: quotation marks, dashes and such from a word processor. */
static bool is_foreign_sign(const char *s)
{
	const unsigned char *c = (const unsigned char *)s;

	if (c[0] == 0xC2)
		return c[1] != 0xAA && c[1] != 0xB5 && c[1] != 0xBA;
	if (c[0] == 0xC3)
		return c[1] == 0x97 || c[1] == 0xB7;
	return c[0] == 0xE2 && (c[1] == 0x80 || c[1] == 0x81);
}

size_t lex_name(const struct parser *p)
{
	size_t n = word_name(p->p);

	for (size_t i = 0; i < n; i++)
		if (is_foreign_sign(p->p + i))
			return i;
	return n;
}

char *lex_take_name(struct parser *p, size_t bytes)
{
	char *name = arena_strndup(&p->e->arena, p->p, bytes);

	lex_skip(p, bytes);
	return name;
}

static const struct {
	const char *text;
	enum expr_op op;
	bool word;
} operators[] = {                    /* longer ones before those they begin with */
	{ "or", OP_OR, true }, { "and", OP_AND, true }, { "div", OP_DIV, true }, { "mod", OP_MOD, true },
	{ "!=", OP_NE, false }, { "=", OP_EQ, false },
	{ "<=", OP_LE, false }, { "<", OP_LT, false }, { ">=", OP_GE, false }, { ">", OP_GT, false },
	{ "+", OP_ADD, false }, { "-", OP_SUB, false }, { "*", OP_MUL, false },
};

/* An operator word ends where no letter follows: "1and1" is one, "1 order" is not. */
enum expr_op lex_operator(const struct parser *p, size_t *ret_bytes)
{
	for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
		size_t n = strlen(operators[i].text);

		if (strncmp(p->p, operators[i].text, n) != 0)
			continue;
		if (operators[i].word && word_name(p->p + n) > 0)
			continue;
		*ret_bytes = n;
		return operators[i].op;
	}
	return OP_NONE;
}

bool lex_at_number(const struct parser *p)
{
	return is_digit(p->p[0]) || (p->p[0] == '.' && is_digit(p->p[1]));
}

double lex_number(struct parser *p)
{
	size_t n = strspn(p->p, "0123456789");
	char *digits;

	if (p->p[n] == '.')
		n += 1 + strspn(p->p + n + 1, "0123456789");
	digits = arena_strndup(&p->e->arena, p->p, n);
	lex_skip(p, n);
	return expr_number_parse(digits);
}

/* Line breaks and tabs in a text are spaces, as in the XML attributes that forms travel in. */
char *lex_text(struct parser *p)
{
	size_t at = p->at;
	const char *end = strchr(p->p + 1, *p->p);
	size_t n;
	char *text;

	if (end == NULL) {
		parse_fail(p, EXPR_SYNTAX, at,
			_("The text that begins here is not closed: put %s at its end."), lex_here(p));
		return NULL;
	}
	n = (size_t)(end - p->p) - 1;
	text = arena_strndup(&p->e->arena, p->p + 1, n);
	lex_skip(p, n + 2);
	for (char *c = text; *c != '\0'; c++)
		if (is_space(*c))
			*c = ' ';
	return text;
}

const char *lex_here(const struct parser *p)
{
	size_t n = word_name(p->p);

	if (*p->p == '\0')
		return _("the end");
	if (n == 0)
		for (n = 1; ((unsigned char)p->p[n] & 0xC0) == 0x80 && n < 4; n++)
			;
	return word_shown(&p->e->arena, arena_strndup(&p->e->arena, p->p, n));
}
