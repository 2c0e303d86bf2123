/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is refused, or warned about, because engines read it differently. Every sentence
 * names the way out. The parser has left in every node what kinds of value it can be.
 */
#include <string.h>

#include "exprtree.h"
#include "moment.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

static bool is_boolean(const struct expr_node *n)
{
	return n->kinds == KIND_BOOLEAN;
}

/* A reference where a yes or no is asked for: blank, "0" and "false" mean different things elsewhere. */
static void check_condition(const struct form_expr *e, struct expr_notes *notes, const struct expr_node *n)
{
	if ((n->kinds & KIND_NODES) && !(e->scope_flags & EXPR_VALUES_KNOWN))
		expr_note_add(notes, EXPR_BARE_CONDITION, n->at,
			_("An answer alone is no condition, and programs read it differently: compare it, "
			"with != '' for \"is answered\" or = '' for \"is blank\"."));
}

static void check_one(const struct form_expr *e, struct expr_notes *notes, const struct expr_node *n)
{
	if ((n->flags & NODE_MANY) && !(e->scope_flags & EXPR_VALUES_KNOWN))
		expr_note_add(notes, EXPR_MANY_NODES, n->at,
			_("This leads to many answers where one is meant: use count, sum, min, max, join or "
			"concat, or choose one with [...]."));
}

static void check_date_text(struct expr_notes *notes, const struct expr_node *n)
{
	double days;

	if (n->op == OP_TEXT && moment_parse(n->u.text, MOMENT_LOOSE, 0, &days))
		expr_note_add(notes, EXPR_WARN_DATE_TEXT, n->at,
			_("Programs read a date in quotes differently here: write date('%.40s')."),
			n->u.text);
}

static void check_operands(const struct form_expr *e, struct expr_notes *notes, const struct expr_node *n)
{
	const struct expr_node *left = &e->nodes[n->first];
	const struct expr_node *right = left->next != 0 ? &e->nodes[left->next] : left;
	bool counts = n->op >= OP_LT && n->op <= OP_NEGATE;
	bool compares = n->op == OP_EQ || n->op == OP_NE;
	bool conditions = n->op == OP_AND || n->op == OP_OR
		|| (compares && (is_boolean(left) || is_boolean(right)));

	for (uint32_t c = n->first; c != 0; c = e->nodes[c].next) {
		check_one(e, notes, &e->nodes[c]);
		if (conditions)
			check_condition(e, notes, &e->nodes[c]);
		if (counts)
			check_date_text(notes, &e->nodes[c]);
	}
}

static void check_argument(const struct form_expr *e, struct expr_notes *notes, const struct expr_node *call,
	const struct expr_node *arg, char param)
{
	if (param == 'n' && arg->kinds != KIND_NODES) {
		expr_note_add(notes, EXPR_ARGUMENT, arg->at,
			_("%s() takes a reference, such as the questions of a repeat, not a value."),
			call->function->name);
		return;
	}
	if (param == 'm' || param == 'n')
		return;
	check_one(e, notes, arg);
	if (param == 'c')
		check_condition(e, notes, arg);
	if (param == 't' && !(arg->kinds & (KIND_TEXT | KIND_NODES)) && arg->kinds != 0)
		expr_note_add(notes, EXPR_ARGUMENT, arg->at,
			_("%s() compares texts: put the value in quotes, or use string()."),
			call->function->name);
}

static void check_call(const struct form_expr *e, struct expr_notes *notes, const struct expr_node *call)
{
	size_t i = 0;

	if (call->kinds == 0)
		return;                      /* the number of arguments is wrong already */
	for (uint32_t c = call->first; c != 0; c = e->nodes[c].next)
		check_argument(e, notes, call, &e->nodes[c], function_param(call->function, i++));
}

static void check_predicates(const struct form_expr *e, struct expr_notes *notes, const struct expr_node *n)
{
	for (uint32_t c = n->first; c != 0; c = e->nodes[c].next) {
		const struct expr_node *condition = &e->nodes[c];

		check_one(e, notes, condition);
		if (condition->kinds == KIND_NUMBER || condition->kinds == KIND_DATE)
			expr_note_add(notes, EXPR_MANY_NODES, condition->at,
				_("A number alone in [...] is read differently by programs: "
				"write [position() = ...]."));
		else
			check_condition(e, notes, condition);
	}
}

void expr_check(const struct form_expr *e, struct expr_notes *notes)
{
	const struct expr_node *root = &e->nodes[e->root];

	for (size_t i = 1; i < e->count; i++) {
		const struct expr_node *n = &e->nodes[i];

		if (n->op >= OP_OR && n->op <= OP_NEGATE)
			check_operands(e, notes, n);
		else if (n->op == OP_STEP || n->op == OP_LIST)
			check_predicates(e, notes, n);
		else if (n->function != NULL)
			check_call(e, notes, n);
	}
	check_one(e, notes, root);
	if (e->scope_flags & EXPR_CONDITION)
		check_condition(e, notes, root);
}
