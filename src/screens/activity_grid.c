/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "activity_grid.h"

#include "stige/base/banned.h"

enum { TWO_COLUMNS = 76 };

static void add_cell(struct activity_grid *g, const struct activity *one, unsigned group)
{
	if (g->count < ACTIVITY_CELLS_MOST)
		g->cells[g->count++] = (struct activity_cell){ one, group };
}

static void add_group(struct activity_grid *g, unsigned group)
{
	if (g->count)
		add_cell(g, NULL, 0);
	if (group)
		add_cell(g, NULL, group);
	for (size_t i = 0; i < g->catalogue->count; i++)
		if (g->catalogue->list[i].group == group)
			add_cell(g, &g->catalogue->list[i], 0);
}

const struct activity *activity_grid_focused(const struct activity_grid *g)
{
	return g->count ? g->cells[g->focus].one : NULL;
}

void activity_grid_init(struct activity_grid *g, const struct activities *catalogue)
{
	*g = (struct activity_grid){ .catalogue = catalogue, .height = ACTIVITY_CELLS_MOST };
	for (unsigned group = GROUP_JOB; group <= GROUP_HEALTH; group <<= 1)
		add_group(g, group);
	add_group(g, 0);
	g->split = g->count;
	while (g->focus + 1 < g->count && !g->cells[g->focus].one)
		g->focus++;
}

/* The second column begins with the group that starts nearest to the middle. */
static size_t middle(const struct activity_grid *g)
{
	size_t best = g->count, half = (g->count + 1) / 2;

	for (size_t i = 1; i < g->count; i++) {
		size_t off = i > half ? i - half : half - i;
		size_t now = best > half ? best - half : half - best;

		if (g->cells[i].group && off < now)
			best = i;
	}
	return best;
}

size_t activity_grid_row(const struct activity_grid *g, size_t cell)
{
	return cell >= g->split ? cell - g->split : cell;
}

static void into_view(struct activity_grid *g)
{
	size_t row = activity_grid_row(g, g->focus), height = (size_t)g->height;

	if (row < g->top)
		g->top = row;
	if (row >= g->top + height)
		g->top = row - height + 1;
	if (row <= 1)
		g->top = 0;              /* the first heading is seen too */
}

void activity_grid_layout(struct activity_grid *g, int rows, int cols)
{
	g->height = rows > 1 ? rows : 1;
	g->split = cols >= TWO_COLUMNS ? middle(g) : g->count;
	into_view(g);
}

static bool step(struct activity_grid *g, bool down)
{
	for (size_t i = g->focus; down ? i + 1 < g->count : i > 0;) {
		i = down ? i + 1 : i - 1;
		if (g->cells[i].one) {
			g->focus = i;
			break;
		}
	}
	into_view(g);
	return true;
}

/* The nearest activity of the other column, if there are two. */
static bool across(struct activity_grid *g, bool right)
{
	size_t row = activity_grid_row(g, g->focus);
	size_t from = right ? g->split : 0, to = right ? g->count : g->split;
	size_t best = g->focus, distance = g->count;

	if (g->split == g->count || right == (g->focus >= g->split))
		return false;
	for (size_t i = from; i < to; i++) {
		size_t here = activity_grid_row(g, i), off = here > row ? here - row : row - here;

		if (g->cells[i].one && off < distance) {
			best = i;
			distance = off;
		}
	}
	g->focus = best;
	into_view(g);
	return true;
}

static bool jump(struct activity_grid *g, bool last)
{
	g->focus = last ? g->count - 1 : 0;
	if (!g->cells[g->focus].one)
		step(g, !last);
	into_view(g);
	return true;
}

static bool page(struct activity_grid *g, bool down)
{
	for (int i = 0; i < g->height - 1; i++)
		step(g, down);
	return true;
}

bool activity_grid_action(struct activity_grid *g, enum action action)
{
	if (g->count == 0)
		return false;
	if (action == ACTION_UP || action == ACTION_DOWN)
		return step(g, action == ACTION_DOWN);
	if (action == ACTION_LEFT || action == ACTION_RIGHT)
		return across(g, action == ACTION_RIGHT);
	if (action == ACTION_FIRST || action == ACTION_LAST)
		return jump(g, action == ACTION_LAST);
	if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		return page(g, action == ACTION_PAGE_DOWN);
	return false;
}

bool activity_grid_to(struct activity_grid *g, int no)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->cells[i].one && g->cells[i].one->no == no) {
			g->focus = i;
			into_view(g);
			return true;
		}
	return false;
}
