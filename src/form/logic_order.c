/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dependency graph. An item's node is its relevance together with its value: it reads what
 * its relevant and calculation refer to, and its group, whose relevance it shares. Constraints,
 * required and filters only look, and so may look anywhere.
 */
#include "logic.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/form/eval.h"
#include "word.h"
#include "stige/base/banned.h"

/* Cycles are said one by one, each taken apart before the next is looked for. */
enum { MOST_CYCLES = 50 };

struct graph {
	const struct reader *r;
	size_t n;
	struct expr_edges *edges;    /* [n], into targets */
	size_t *targets;
};

/* The expressions of an item that make it depend on others. */
static size_t item_logic(const struct form *f, size_t i, const struct form_expr *ret[3])
{
	size_t n = 0;

	if (f->more[i].logic[LOGIC_RELEVANT] != NULL)
		ret[n++] = f->more[i].logic[LOGIC_RELEVANT];
	if (f->more[i].logic[LOGIC_CALCULATION] != NULL)
		ret[n++] = f->more[i].logic[LOGIC_CALCULATION];
	if (f->more[i].repeat_count != NULL)
		ret[n++] = f->more[i].repeat_count;
	return n;
}

static size_t count_edges(const struct form *f, size_t i)
{
	const struct form_expr *logic[3];
	size_t n = item_logic(f, i, logic), total = f->items[i].parent != FORM_NO_PARENT, count;

	for (size_t k = 0; k < n; k++) {
		expr_references(logic[k], &count);
		total += count;
	}
	return total;
}

static size_t fill_edges(const struct form *f, size_t i, size_t *to)
{
	const struct form_expr *logic[3];
	size_t n = item_logic(f, i, logic), at = 0, count;

	if (f->items[i].parent != FORM_NO_PARENT)
		to[at++] = f->items[i].parent;
	for (size_t k = 0; k < n; k++) {
		const size_t *list = expr_references(logic[k], &count);

		if (count > 0)
			memcpy(to + at, list, count * sizeof(*list));
		at += count;
	}
	return at;
}

static void build(struct graph *g)
{
	const struct form *f = g->r->form;
	size_t total = 0, at = 0;

	g->n = f->item_count;
	g->edges = mem_array(g->n + 1, sizeof(*g->edges));
	for (size_t i = 0; i < g->n; i++)
		total += count_edges(f, i);
	g->targets = mem_array(total + 1, sizeof(*g->targets));
	for (size_t i = 0; i < g->n; i++) {
		g->edges[i] = (struct expr_edges){ g->targets + at, fill_edges(f, i, g->targets + at) };
		at += g->edges[i].count;
	}
}

/* The cell of item i by which it reads item `read`, or of its calculation when it has none. */
static bool find_cell(const struct reader *r, size_t i, size_t read, struct cell *ret)
{
	static const struct { enum item_logic logic; enum column_id id; } columns[] = {
		{ LOGIC_RELEVANT, COLUMN_RELEVANT }, { LOGIC_CALCULATION, COLUMN_CALCULATION },
	};
	size_t count;

	if (r->sources[i].row == NULL)
		return false;
	for (size_t k = 0; k < ARRAY_SIZE(columns); k++) {
		const struct form_expr *e = r->form->more[i].logic[columns[k].logic];
		const size_t *list = e != NULL ? expr_references(e, &count) : NULL;

		for (size_t j = 0; list != NULL && j < count; j++) {
			if (list[j] != read)
				continue;
			*ret = reader_cell(r, SHEET_SURVEY, r->sources[i].row, columns[k].id);
			return true;
		}
	}
	return false;
}

static void say_cycle(const struct reader *r, const size_t *cycle, size_t count)
{
	struct place at = { NULL, r->form->items[cycle[0]].line, 1 };
	struct str path = STR_INIT;
	bool found = false;

	for (size_t i = 0; i <= count; i++)
		str_addf(&path, "%s%s", i > 0 ? " -> " : "",
			reader_shown(r, r->form->more[cycle[i % count]].plain_name));
	for (size_t i = 0; i < count && !found; i++) {
		struct cell c;

		found = find_cell(r, cycle[i], cycle[(i + 1) % count], &c);
		if (found)
			at = c.at;
	}
	problem_add(r->problems, FAULT_EXPR_CYCLE, at,
		_("these depend on each other in a circle (each reads the next): %s; take one reference out"),
		path.text);
	str_release(&path);
}

/* Who reads item i, turned round from who is read, so that a change finds its followers. */
static void turn_round(struct graph *g, struct form *f)
{
	f->reader_of = mem_array(g->n + 2, sizeof(*f->reader_of));
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < g->edges[i].count; k++)
			if (g->edges[i].list[k] < g->n)
				f->reader_of[g->edges[i].list[k] + 2]++;
	for (size_t i = 2; i < g->n + 2; i++)
		f->reader_of[i] += f->reader_of[i - 1];
	f->readers = mem_array(f->reader_of[g->n + 1] + 1, sizeof(*f->readers));
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k < g->edges[i].count; k++)
			if (g->edges[i].list[k] < g->n)
				f->readers[f->reader_of[g->edges[i].list[k] + 1]++] = i;
}

void logic_order(struct reader *r)
{
	struct graph g = { .r = r };
	struct form *f = r->form;
	size_t *cycle = NULL, count = 0;

	build(&g);
	f->order = mem_array(g.n + 1, sizeof(*f->order));
	f->position = mem_array(g.n + 1, sizeof(*f->position));
	for (int i = 0; i < MOST_CYCLES && expr_order(g.edges, g.n, f->order, &cycle,
		&count) != STIGE_OK; i++) {
		say_cycle(r, cycle, count);
		g.edges[cycle[0]].count = 0;
		mem_free(cycle);
		cycle = NULL;
	}
	for (size_t i = 0; i < g.n; i++)
		f->position[f->order[i]] = i;
	turn_round(&g, f);
	mem_free(g.edges);
	mem_free(g.targets);
}
