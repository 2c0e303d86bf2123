/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small chart of one indicator: one row a level, one step a round. */
#include "stige/ui/spark.h"

#include "stige/base/banned.h"

enum { LEVELS = 5, AXIS = 2 };

static int level_at(const struct spark_point *series, size_t i)
{
	return series && series[i].level >= 1 && series[i].level <= LEVELS ? series[i].level : 0;
}

/* A stretch between two rounds of one level; a slope is left to the eye. */
static void draw_stretch(struct canvas *c, struct rect r, int col, int step,
	const struct spark_point *series, size_t i)
{
	int level = level_at(series, i);

	if (level > 0 && level == level_at(series, i - 1))
		canvas_fill(c, (struct rect){ r.row + LEVELS - level, col - step + 1, 1, step - 1 },
			ROLE_RULE, "-");
}

static void draw_point(struct canvas *c, struct rect r, int col, int level, const char *sign)
{
	if (level > 0)
		canvas_text(c, r.row + LEVELS - level, col, 1, ROLE_VALUE, sign);
}

int chart_draw(struct canvas *c, struct rect r, int step,
	const struct spark_point *client, const struct spark_point *caseworker, size_t n)
{
	size_t fits, first, i;
	int level;

	if (r.rows < LEVELS || r.cols < AXIS + 1 || step < 2)
		return 0;
	fits = (size_t)((r.cols - AXIS - 1) / step) + 1;
	first = n > fits ? n - fits : 0;
	for (level = 1; level <= LEVELS; level++)
		canvas_textf(c, r.row + LEVELS - level, r.col, 1, ROLE_HINT, "%d", level);
	for (i = first; i < n; i++) {
		int col = r.col + AXIS + (int)(i - first) * step;
		int a = level_at(client, i), b = level_at(caseworker, i);

		if (i > first) {
			draw_stretch(c, r, col, step, client, i);
			draw_stretch(c, r, col, step, caseworker, i);
		}
		draw_point(c, r, col, a, a == b ? "*" : "o");
		draw_point(c, r, col, a == b ? 0 : b, "x");
	}
	return LEVELS;
}
