/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dependency graph: an order to work things out in, or the circle that forbids it. */
#include <string.h>

#include "stige/base/mem.h"
#include "stige/form/eval.h"
#include "stige/base/banned.h"

enum colour { WHITE, GREY, BLACK };  /* not seen; on the way to being done; done */

/* A node on the way, and the edge it follows next. */
struct frame {
	size_t node, edge;
};

struct search {
	const struct expr_edges *edges;
	size_t n;
	unsigned char *colour;
	struct frame *stack;
	size_t depth;
	size_t *order;
	size_t done;
};

/* The next node that the top of the stack reads and that is not done; EXPR_NONE when there is none. */
static size_t next_unmet(struct search *s)
{
	struct frame *top = &s->stack[s->depth - 1];
	const struct expr_edges *e = &s->edges[top->node];

	while (top->edge < e->count) {
		size_t to = e->list[top->edge++];

		if (to < s->n && s->colour[to] != BLACK)
			return to;
	}
	return EXPR_NONE;
}

static void push(struct search *s, size_t node)
{
	s->colour[node] = GREY;
	s->stack[s->depth++] = (struct frame){ node, 0 };
}

/* Without recursion: a chain of 10,000 calculations is no deeper stack. False when a circle is met. */
static bool visit(struct search *s, size_t node, size_t *ret_met)
{
	push(s, node);
	while (s->depth > 0) {
		size_t to = next_unmet(s);

		if (to == EXPR_NONE) {
			node = s->stack[--s->depth].node;
			s->colour[node] = BLACK;
			s->order[s->done++] = node;
		} else if (s->colour[to] == GREY) {
			*ret_met = to;
			return false;
		} else {
			push(s, to);
		}
	}
	return true;
}

/* The stack from the node that was met again; turned so that the smallest comes first. */
static size_t *circle(const struct search *s, size_t met, size_t *ret_count)
{
	size_t first = s->depth, least = 0, count;
	size_t *cycle;

	while (s->stack[first - 1].node != met)
		first--;
	count = s->depth - first + 1;
	cycle = mem_array(count, sizeof(*cycle));
	for (size_t i = 0; i < count; i++)
		if (s->stack[first - 1 + i].node < s->stack[first - 1 + least].node)
			least = i;
	for (size_t i = 0; i < count; i++)
		cycle[i] = s->stack[first - 1 + (least + i) % count].node;
	*ret_count = count;
	return cycle;
}

enum stige_rc expr_order(const struct expr_edges *edges, size_t n, size_t *ret_order,
	size_t **ret_cycle, size_t *ret_count)
{
	struct search s = { .edges = edges, .n = n, .order = ret_order,
		.colour = mem_array(n, 1), .stack = mem_array(n, sizeof(*s.stack)) };
	enum stige_rc rc = STIGE_OK;
	size_t met = 0;

	*ret_cycle = NULL;
	*ret_count = 0;
	for (size_t i = 0; i < n && rc == STIGE_OK; i++) {
		if (s.colour[i] != WHITE || visit(&s, i, &met))
			continue;
		*ret_cycle = circle(&s, met, ret_count);
		rc = STIGE_DATA;
	}
	mem_free(s.colour);
	mem_free(s.stack);
	return rc;
}
