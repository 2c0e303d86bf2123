/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths, repeats and rows of choice lists: what leads to more than one value. */
#include <math.h>
#include <string.h>

#include "evalrun.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* Nodes of one place, as numbers in document order. A single one needs no memory. */
struct set {
	size_t place;
	size_t *index;
	size_t count, cap;
	size_t one;
};

static struct set set_of_one(size_t place, size_t i)
{
	return (struct set){ .place = place, .count = 1, .one = i };
}

static size_t set_at(const struct set *s, size_t i)
{
	return s->index != NULL ? s->index[i] : s->one;
}

/* The nodes of place within the i-th node of above, which is a run. */
static void run_within(const struct eval *ev, size_t place, size_t above, size_t i, size_t *ret_first,
	size_t *ret_count)
{
	const struct expr_env *env = ev->env;

	*ret_first = 0;
	*ret_count = 1;
	if (above == EXPR_ROOT) {
		if (env->count != NULL)
			*ret_count = env->count(env->ctx, place);
	} else if (env->inside != NULL) {
		env->inside(env->ctx, place, above, i, ret_first, ret_count);
	} else {
		*ret_first = i;
	}
}

static size_t holder_of(const struct eval *ev, size_t place, size_t i, size_t above)
{
	if (above == EXPR_ROOT || above == place)
		return above == EXPR_ROOT ? 0 : i;
	return ev->env->holder != NULL ? ev->env->holder(ev->env->ctx, place, i, above) : i;
}

/* Does the node (place, i) pass the step's predicates? */
static bool passes(struct eval *ev, uint32_t predicate, struct eval_context context, bool *ret)
{
	struct eval_context before = ev->context;
	struct expr_value v;
	bool done;

	ev->context = context;
	done = eval_single(ev, predicate, &v) && eval_condition(ev, &v, ret);
	ev->context = before;
	return done;
}

/* Keeps of index[0..*count) what passes one predicate after the other, positions counted anew for each. */
static bool filter(struct eval *ev, const struct expr_node *owner, struct eval_context context, bool rows,
	size_t *index, size_t *count)
{
	for (uint32_t p = owner->first; p != 0; p = ev->e->nodes[p].next) {
		size_t kept = 0;

		for (size_t i = 0; i < *count; i++) {
			bool keep;

			context.position = i + 1;
			if (rows)
				context.row = index[i];
			else
				context.index = index[i];
			if (!passes(ev, p, context, &keep))
				return false;
			if (keep)
				index[kept++] = index[i];
		}
		*count = kept;
	}
	return true;
}

/* At least doubles, so that many small runs stay cheap. */
static void make_room(struct eval *ev, struct set *s, size_t count)
{
	size_t *grown;

	if (s->index != NULL && s->cap - s->count >= count)
		return;
	s->cap = s->count * 2 + count;
	grown = arena_array(ev->scratch, s->cap, sizeof(*grown));
	if (s->count > 0)
		memcpy(grown, s->index, s->count * sizeof(*grown));
	s->index = grown;
}

/* The run first..first+count, less what the step's predicates leave out, added to the set. */
static bool add_run(struct eval *ev, const struct expr_node *step, struct set *s, size_t first, size_t count)
{
	struct eval_context context = { s->place, 0, ev->context.row, 0 };

	if (!eval_spend(ev, count))
		return false;
	make_room(ev, s, count);
	for (size_t i = 0; i < count; i++)
		s->index[s->count + i] = first + i;
	if (!filter(ev, step, context, false, s->index + s->count, &count))
		return false;
	s->count += count;
	return true;
}

/* A run of one that no predicate looks at: the usual case, without memory. */
static bool step_to_one(const struct expr_node *step, struct set *s, const struct set *from, size_t first,
	size_t count)
{
	if (from->count != 1 || count != 1 || step->first != 0)
		return false;
	*s = set_of_one(s->place, first);
	return true;
}

static bool step_child(struct eval *ev, const struct expr_node *step, struct set *s)
{
	struct set to = { .place = step->u.path.place };

	for (size_t i = 0; i < s->count; i++) {
		size_t first, count;

		run_within(ev, to.place, s->place, set_at(s, i), &first, &count);
		if (step_to_one(step, &to, s, first, count))
			break;
		if (!add_run(ev, step, &to, first, count))
			return false;
	}
	*s = to;
	return true;
}

static bool step_parent(struct eval *ev, const struct expr_node *step, struct set *s)
{
	struct set to = { .place = step->u.path.place };
	size_t last = EXPR_NONE;

	for (size_t i = 0; i < s->count; i++) {
		size_t up = holder_of(ev, s->place, set_at(s, i), to.place);

		if (up == last)
			continue;
		last = up;
		if (step_to_one(step, &to, s, up, 1))
			break;
		if (!add_run(ev, step, &to, up, 1))
			return false;
	}
	*s = to;
	return true;
}

static bool step_self(struct eval *ev, const struct expr_node *step, struct set *s)
{
	struct set to = { .place = s->place };

	if (step->first == 0)
		return true;
	for (size_t i = 0; i < s->count; i++)
		if (!add_run(ev, step, &to, set_at(s, i), 1))
			return false;
	*s = to;
	return true;
}

/* ${name}: all of it within the innermost repeat that also holds the question. */
static bool step_near(struct eval *ev, const struct expr_node *step, struct set *s)
{
	size_t anchor = step->u.path.anchor, holder = 0, first, count;
	struct set here = set_of_one(EXPR_ROOT, 0);

	s->place = step->u.path.place;
	s->count = 0;
	if (anchor != EXPR_ROOT)
		holder = holder_of(ev, ev->env->here, ev->env->here_index, anchor);
	run_within(ev, s->place, anchor, holder, &first, &count);
	return step_to_one(step, s, &here, first, count) || add_run(ev, step, s, first, count);
}

static bool take_step(struct eval *ev, const struct expr_node *step, struct set *s)
{
	if (!eval_spend(ev, 1))
		return false;
	switch ((enum path_step)step->how) {
	case STEP_CHILD:
		return step_child(ev, step, s);
	case STEP_PARENT:
		return step_parent(ev, step, s);
	case STEP_SELF:
		return step_self(ev, step, s);
	case STEP_NEAR:
		break;
	}
	return step_near(ev, step, s);
}

static bool walk(struct eval *ev, const struct expr_node *path, struct set *s)
{
	enum path_start start = path->how;

	if (start == PATH_CONTEXT)
		*s = set_of_one(ev->context.place, ev->context.index);
	else if (start == PATH_HERE)
		*s = set_of_one(ev->env->here, ev->env->here_index);
	else
		*s = set_of_one(EXPR_ROOT, 0);
	for (uint32_t step = path->first; step != 0; step = ev->e->nodes[step].next)
		if (!take_step(ev, &ev->e->nodes[step], s))
			return false;
	return true;
}

static const char *text_at(const struct eval *ev, size_t place, size_t i)
{
	if (place == EXPR_ROOT || place == EXPR_NONE || ev->env->text == NULL)
		return "";
	return ev->env->text(ev->env->ctx, place, i);
}

static bool texts_of(struct eval *ev, const struct set *s, bool number, struct expr_value *ret)
{
	const char **nodes;

	if (!eval_spend(ev, s->count))
		return false;
	nodes = arena_array(ev->scratch, s->count, sizeof(*nodes));
	for (size_t i = 0; i < s->count; i++)
		nodes[i] = text_at(ev, s->place, set_at(s, i));
	*ret = value_nodes(nodes, s->count, number, ev->env->utc_offset);
	return true;
}

bool eval_path(struct eval *ev, const struct expr_node *path, struct expr_value *ret)
{
	struct set s;

	return walk(ev, path, &s) && texts_of(ev, &s, (path->flags & NODE_NUMBER) != 0, ret);
}

/* Which one of its kind, from 1: of the nodes within the same parent. */
bool eval_position(struct eval *ev, const struct expr_node *call, struct expr_value *ret)
{
	const struct expr_node *path = &ev->e->nodes[call->first];
	size_t first, count, i, above = path->u.path.anchor;
	struct set s;

	if (call->first == 0) {
		*ret = value_number((double)ev->context.position);
		return true;
	}
	*ret = value_number(VALUE_NAN);
	if (path->op != OP_PATH)
		return true;
	if (!walk(ev, path, &s))
		return false;
	if (s.count != 1)
		return s.count == 0 || eval_fail(ev, EXPR_MANY_NODES,
			_("position() asks for one node, and this path leads to many."));
	i = set_at(&s, 0);
	if (s.place == EXPR_ROOT) {
		*ret = value_number(1);
		return true;
	}
	run_within(ev, s.place, above, holder_of(ev, s.place, i, above), &first, &count);
	*ret = value_number((double)(i - first + 1));
	return true;
}

/* A number of an instance, from 1; EXPR_NONE when it is none of count. */
static bool pick(struct eval *ev, uint32_t number, size_t count, size_t *ret)
{
	struct expr_value v;
	double n;

	if (!eval_single(ev, number, &v))
		return false;
	n = trunc(expr_to_number(&v));
	*ret = n >= 1 && n <= (double)count ? (size_t)n - 1 : EXPR_NONE;
	return true;
}

/* indexed-repeat: from the outermost repeat inwards, then the question in the instance picked last. */
bool eval_indexed(struct eval *ev, const struct expr_node *call, struct expr_value *ret)
{
	const struct expr_node *nodes = ev->e->nodes;
	uint32_t repeat = nodes[call->first].next;
	size_t above = EXPR_ROOT, holder = 0, first, count, n;
	struct set s = { .place = call->u.path.place };

	*ret = value_nodes(NULL, 0, false, ev->env->utc_offset);
	while (repeat != 0) {
		uint32_t number = nodes[repeat].next;

		run_within(ev, nodes[repeat].u.path.place, above, holder, &first, &count);
		if (!pick(ev, number, count, &n))
			return false;
		if (n == EXPR_NONE)
			return true;
		above = nodes[repeat].u.path.place;
		holder = first + n;
		repeat = nodes[number].next;
	}
	run_within(ev, s.place, above, holder, &first, &count);
	return add_run(ev, &nodes[0], &s, first, count)
		&& texts_of(ev, &s, (call->flags & NODE_NUMBER) != 0, ret);
}

static const char *cell(const struct eval *ev, size_t list, size_t row, size_t column)
{
	const char *text = NULL;

	if (ev->env->cell != NULL && list != EXPR_NONE && column != EXPR_NONE)
		text = ev->env->cell(ev->env->ctx, list, row, column);
	return text != NULL ? text : "";
}

static size_t rows_of(const struct eval *ev, size_t list)
{
	return ev->env->rows != NULL && list != EXPR_NONE ? ev->env->rows(ev->env->ctx, list) : 0;
}

bool eval_list(struct eval *ev, const struct expr_node *list, struct expr_value *ret)
{
	size_t count = rows_of(ev, list->u.rows.list), *index;
	const char **nodes;

	if (!eval_spend(ev, count))
		return false;
	index = arena_array(ev->scratch, count, sizeof(*index));
	for (size_t i = 0; i < count; i++)
		index[i] = i;
	if (!filter(ev, list, ev->context, true, index, &count))
		return false;
	nodes = arena_array(ev->scratch, count, sizeof(*nodes));
	for (size_t i = 0; i < count; i++)
		nodes[i] = cell(ev, list->u.rows.list, index[i], list->u.rows.column);
	*ret = value_nodes(nodes, count, false, ev->env->utc_offset);
	return true;
}

bool eval_column(struct eval *ev, const struct expr_node *column, struct expr_value *ret)
{
	const char **nodes = arena_array(ev->scratch, 1, sizeof(*nodes));

	nodes[0] = cell(ev, column->u.rows.list, ev->context.row, column->u.rows.column);
	*ret = value_nodes(nodes, 1, false, ev->env->utc_offset);
	return true;
}

/* pulldata: the column of the first row whose key is the value; blank when there is none. */
bool eval_lookup(struct eval *ev, const struct expr_node *call, struct expr_value *ret)
{
	size_t list = call->u.rows.list, count = rows_of(ev, list);
	uint32_t value = ev->e->nodes[ev->e->nodes[ev->e->nodes[call->first].next].next].next;
	struct expr_value wanted;

	if (!eval_single(ev, value, &wanted))
		return false;
	*ret = value_text("", ev->env->utc_offset);
	for (size_t row = 0; row < count; row++) {
		struct expr_value key = value_text(cell(ev, list, row, call->u.rows.key),
			ev->env->utc_offset);
		bool same;

		if (!eval_spend(ev, 1) || !eval_equal(ev, &key, &wanted, &same))
			return false;
		if (!same)
			continue;
		ret->text = cell(ev, list, row, call->u.rows.column);
		return true;
	}
	return true;
}
