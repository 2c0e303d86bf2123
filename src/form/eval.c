/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the tree of an expression. The tree's height and the steps are limited, so the walk is too. */
#include "stige/form/eval.h"

#include <math.h>
#include <string.h>

#include "evalrun.h"
#include "regex.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

bool eval_fail(struct eval *ev, enum expr_note_kind kind, const char *fmt, ...)
{
	va_list ap;

	if (ev->note == NULL)
		return false;
	va_start(ap, fmt);
	note_vfill(ev->note, kind, ev->at, fmt, ap);
	va_end(ap);
	return false;
}

bool eval_spend(struct eval *ev, size_t steps)
{
	if (steps > ev->steps) {
		ev->steps = 0;
		return eval_fail(ev, EXPR_LIMIT,
			_("Working this out takes too many steps: make the expression simpler."));
	}
	ev->steps -= (unsigned)steps;
	return true;
}

char *eval_bytes(struct eval *ev, size_t n)
{
	if (n >= ev->bytes) {
		eval_fail(ev, EXPR_LIMIT,
			_("Working this out makes texts that are too long: make the expression simpler."));
		return NULL;
	}
	ev->bytes -= n + 1;
	return arena_alloc(ev->scratch, n + 1);
}

/* Long texts cost steps, made ones also memory; who has none left fails at the next node. */
const char *eval_text(struct eval *ev, const struct expr_value *v)
{
	const char *text = expr_to_text(v, ev->scratch);
	size_t n = strlen(text), made = v->kind == EXPR_NUMBER || v->kind == EXPR_DATE ? n : 0;

	ev->steps = n / 64 < ev->steps ? ev->steps - (unsigned)(n / 64) : 0;
	if (made < ev->bytes)
		ev->bytes -= made;
	else
		ev->steps = 0;
	return text;
}

bool eval_single(struct eval *ev, uint32_t i, struct expr_value *ret)
{
	if (!eval_node(ev, i, ret))
		return false;
	if (ret->kind != EXPR_NODES || ret->count <= 1)
		return true;
	ev->at = ev->e->nodes[i].at;
	return eval_fail(ev, EXPR_MANY_NODES,
		_("This leads to many answers where one is meant: use count, sum, min, max, join or concat, "
		"or choose one with [...]."));
}

/*
 * A reference as a condition is "is there" for some engines and "is not blank and not 0" for
 * others. In a form it is refused when it is read; with the value known it is only refused
 * where the two say different things.
 */
bool eval_condition(struct eval *ev, const struct expr_value *v, bool *ret)
{
	*ret = expr_to_boolean(v);
	if (v->kind != EXPR_NODES || v->count == 0 || !(ev->e->scope_flags & EXPR_VALUES_KNOWN))
		return true;
	if (v->nodes[0][0] != '\0' && !(v->number_nodes && expr_to_number(v) == 0))
		return true;
	return eval_fail(ev, EXPR_BARE_CONDITION,
		_("An answer alone is no condition, and programs read this one differently: compare it."));
}

static bool is_number(const struct expr_value *v)
{
	return v->kind == EXPR_NUMBER || v->kind == EXPR_DATE;
}

/* Boolean if either is one; else numbers if either is a number or a date; else text. */
bool eval_equal(struct eval *ev, const struct expr_value *a, const struct expr_value *b, bool *ret)
{
	bool x, y;

	if (a->kind == EXPR_BOOLEAN || b->kind == EXPR_BOOLEAN) {
		if (!eval_condition(ev, a, &x) || !eval_condition(ev, b, &y))
			return false;
		*ret = x == y;
	} else if (is_number(a) || is_number(b)) {
		*ret = expr_to_number(a) == expr_to_number(b);
	} else {
		*ret = strcmp(eval_text(ev, a), eval_text(ev, b)) == 0;
	}
	return true;
}

static bool is_empty_set(const struct expr_value *v)
{
	return v->kind == EXPR_NODES && v->count == 0;
}

/*
 * An empty set equals and differs from nothing for some engines; for others it is a blank.
 * In a form it is a blank. With the values known it is refused where that is not the same.
 */
static bool compare(struct eval *ev, bool wanted, const struct expr_value *a, const struct expr_value *b,
	struct expr_value *ret)
{
	bool same;

	if (!eval_equal(ev, a, b, &same))
		return false;
	*ret = value_boolean(same == wanted);
	if (!(ev->e->scope_flags & EXPR_VALUES_KNOWN) || (!is_empty_set(a) && !is_empty_set(b)))
		return true;
	if (a->kind == EXPR_BOOLEAN || b->kind == EXPR_BOOLEAN || !ret->boolean)
		return true;
	return eval_fail(ev, EXPR_UNKNOWN_NAME,
		_("This path leads nowhere, and programs compare that differently: correct the name."));
}

static double arithmetic(enum expr_op op, double a, double b)
{
	if (op == OP_ADD)
		return a + b;
	if (op == OP_SUB)
		return a - b;
	if (op == OP_MUL)
		return a * b;
	return op == OP_DIV ? a / b : fmod(a, b);
}

static bool relation(enum expr_op op, double a, double b)
{
	if (op == OP_LT)
		return a < b;
	if (op == OP_LE)
		return a <= b;
	return op == OP_GT ? a > b : a >= b;
}

static bool eval_binary(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	enum expr_op op = n->op;
	struct expr_value a, b;

	if (!eval_single(ev, n->first, &a) || !eval_single(ev, ev->e->nodes[n->first].next, &b))
		return false;
	ev->at = n->at;
	if (op == OP_EQ || op == OP_NE)
		return compare(ev, op == OP_EQ, &a, &b, ret);
	if (op >= OP_LT && op <= OP_GE)
		*ret = value_boolean(relation(op, expr_to_number(&a), expr_to_number(&b)));
	else
		*ret = value_number(arithmetic(op, expr_to_number(&a), expr_to_number(&b)));
	return true;
}

static bool condition_of(struct eval *ev, uint32_t i, bool *ret)
{
	struct expr_value v;

	if (!eval_single(ev, i, &v))
		return false;
	ev->at = ev->e->nodes[i].at;
	return eval_condition(ev, &v, ret);
}

/* and, or: the right side is worked out only when the left one leaves it open. */
static bool eval_logic(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	bool settles = n->op == OP_OR, b;

	if (!condition_of(ev, n->first, &b))
		return false;
	if (b != settles && !condition_of(ev, ev->e->nodes[n->first].next, &b))
		return false;
	*ret = value_boolean(b);
	return true;
}

static bool eval_if(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	uint32_t branch = ev->e->nodes[n->first].next;
	bool b;

	if (!condition_of(ev, n->first, &b))
		return false;
	return eval_single(ev, b ? branch : ev->e->nodes[branch].next, ret);
}

static bool eval_argument(struct eval *ev, const struct expr_function *f, size_t i, uint32_t node,
	struct expr_value *ret)
{
	char param = function_param(f, i);
	bool b;

	if (param == 'm' || param == 'n')
		return eval_node(ev, node, ret);
	if (param != 'c')
		return eval_single(ev, node, ret);
	if (!condition_of(ev, node, &b))
		return false;
	*ret = value_boolean(b);
	return true;
}

static bool eval_call(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	struct expr_value few[4], *args = few;
	size_t count = 0;

	for (uint32_t c = n->first; c != 0; c = ev->e->nodes[c].next)
		count++;
	if (count > 4)
		args = arena_array(ev->scratch, count, sizeof(*args));
	count = 0;
	for (uint32_t c = n->first; c != 0; c = ev->e->nodes[c].next, count++)
		if (!eval_argument(ev, n->function, count, c, &args[count]))
			return false;
	ev->at = n->at;
	return n->function->run(ev, args, count, ret);
}

/* A pattern that is made while answering is compiled each time: it costs. */
static bool eval_regex(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	struct expr_value value, pattern;
	struct regex *made = NULL;
	enum regex_verdict verdict;
	char why[160];

	if (!eval_single(ev, n->first, &value) || !eval_single(ev, ev->e->nodes[n->first].next, &pattern))
		return false;
	ev->at = n->at;
	if (!eval_spend(ev, n->u.regex != NULL ? 500 : 2000))
		return false;
	if (n->u.regex == NULL) {
		made = regex_new(eval_text(ev, &pattern), why, sizeof(why));
		if (made == NULL)
			return eval_fail(ev, EXPR_BAD_REGEX,
				_("This is no pattern that regex() can use: %s."), why);
	}
	verdict = regex_match(n->u.regex != NULL ? n->u.regex : made, eval_text(ev, &value));
	regex_free(made);
	if (verdict == REGEX_TOO_HARD)
		return eval_fail(ev, EXPR_LIMIT,
			_("The pattern of regex() takes too long on this answer: make it simpler."));
	*ret = value_boolean(verdict == REGEX_YES);
	return true;
}

/* What stands in the question already, else the argument. */
static bool eval_once(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	const char *text = "";

	if (ev->env->here != EXPR_NONE && ev->env->text != NULL)
		text = ev->env->text(ev->env->ctx, ev->env->here, ev->env->here_index);
	if (text[0] == '\0')
		return eval_single(ev, n->first, ret);
	*ret = value_text(text, ev->env->utc_offset);
	return true;
}

static bool eval_choice_name(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	const char *label = NULL;
	struct expr_value value;

	if (!eval_single(ev, n->first, &value))
		return false;
	if (ev->env->choice_label != NULL && n->u.path.place != EXPR_NONE)
		label = ev->env->choice_label(ev->env->ctx, n->u.path.place, eval_text(ev, &value));
	*ret = value_text(label != NULL ? label : "", ev->env->utc_offset);
	return true;
}

static bool eval_last_saved(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	const char **nodes = arena_array(ev->scratch, 1, sizeof(*nodes)), *text = NULL;

	if (ev->env->last_saved != NULL && n->u.path.place != EXPR_NONE)
		text = ev->env->last_saved(ev->env->ctx, n->u.path.place);
	nodes[0] = text != NULL ? text : "";
	*ret = value_nodes(nodes, 1, (n->flags & NODE_NUMBER) != 0, ev->env->utc_offset);
	return true;
}

static bool eval_negate(struct eval *ev, const struct expr_node *n, struct expr_value *ret)
{
	struct expr_value v;

	if (!eval_single(ev, n->first, &v))
		return false;
	*ret = value_number(-expr_to_number(&v));
	return true;
}

bool eval_node(struct eval *ev, uint32_t i, struct expr_value *ret)
{
	const struct expr_node *n = &ev->e->nodes[i];

	ev->at = n->at;
	if (!eval_spend(ev, 1))
		return false;
	switch ((enum expr_op)n->op) {
	case OP_NUMBER:
		*ret = value_number(n->u.number);
		return true;
	case OP_TEXT:
		*ret = value_text(n->u.text, ev->env->utc_offset);
		return true;
	case OP_OR: case OP_AND:
		return eval_logic(ev, n, ret);
	case OP_EQ: case OP_NE: case OP_LT: case OP_LE: case OP_GT: case OP_GE:
	case OP_ADD: case OP_SUB: case OP_MUL: case OP_DIV: case OP_MOD:
		return eval_binary(ev, n, ret);
	case OP_NEGATE:
		return eval_negate(ev, n, ret);
	case OP_CALL:
		return eval_call(ev, n, ret);
	case OP_IF:
		return eval_if(ev, n, ret);
	case OP_ONCE:
		return eval_once(ev, n, ret);
	case OP_POSITION:
		return eval_position(ev, n, ret);
	case OP_REGEX:
		return eval_regex(ev, n, ret);
	case OP_CHOICE_NAME:
		return eval_choice_name(ev, n, ret);
	case OP_LOOKUP:
		return eval_lookup(ev, n, ret);
	case OP_INDEXED:
		return eval_indexed(ev, n, ret);
	case OP_PATH:
		return eval_path(ev, n, ret);
	case OP_LAST_SAVED:
		return eval_last_saved(ev, n, ret);
	case OP_LIST:
		return eval_list(ev, n, ret);
	case OP_COLUMN:
		return eval_column(ev, n, ret);
	case OP_ABSENT:
		*ret = value_nodes(NULL, 0, false, ev->env->utc_offset);
		return true;
	case OP_NONE: case OP_STEP:
		break;
	}
	return eval_fail(ev, EXPR_UNSUPPORTED, _("This cannot be worked out."));
}

static struct eval begin(const struct form_expr *e, const struct expr_env *env, struct arena *scratch,
	struct expr_note *note)
{
	return (struct eval){ .e = e, .env = env, .scratch = scratch, .note = note,
		.context = { env->here, env->here_index, env->row, env->row + 1 },
		.steps = EXPR_STEPS_MOST, .bytes = EXPR_SCRATCH_MOST };
}

enum stige_rc expr_eval(const struct form_expr *e, const struct expr_env *env, struct arena *scratch,
	struct expr_value *ret, struct expr_note *ret_note)
{
	struct eval ev = begin(e, env, scratch, ret_note);

	if (eval_single(&ev, e->root, ret))
		return STIGE_OK;
	*ret = value_text("", env->utc_offset);
	return STIGE_DATA;
}

enum stige_rc expr_eval_condition(const struct form_expr *e, const struct expr_env *env,
	struct arena *scratch, bool *ret, struct expr_note *ret_note)
{
	struct eval ev = begin(e, env, scratch, ret_note);

	if (condition_of(&ev, e->root, ret))
		return STIGE_OK;
	*ret = false;
	return STIGE_DATA;
}
