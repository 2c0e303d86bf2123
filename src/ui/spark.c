/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/spark.h"

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

static const struct {
	const char *name;
	const char *glyphs[6];   /* hole, 1..5 */
} ladders[] = {
	[SPARK_BLOCKS] = { "blocks", {
		"\xC2\xB7",                                             /* middle dot */
		"\xE2\x96\x81", "\xE2\x96\x82", "\xE2\x96\x84", "\xE2\x96\x86", "\xE2\x96\x88" } },
	[SPARK_LINES] = { "lines", {
		"\xC2\xB7",
		"\xE2\x8E\xBD", "\xE2\x8E\xBC", "\xE2\x94\x80", "\xE2\x8E\xBB", "\xE2\x8E\xBA" } },
	[SPARK_DIGITS] = { "digits", { ".", "1", "2", "3", "4", "5" } },
};

bool spark_parse(const char *name, enum spark_ladder *ret)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ladders); i++) {
		if (str_eq(ladders[i].name, name)) {
			*ret = (enum spark_ladder)i;
			return true;
		}
	}
	return false;
}

const char *spark_name(enum spark_ladder ladder)
{
	return ladders[ladder].name;
}

const char *spark_glyph(enum spark_ladder ladder, int level)
{
	return ladders[ladder].glyphs[level >= 0 && level <= 5 ? level : 0];
}

/* The seam before the first point that is shown says nothing, so it is not drawn. */
static int columns_of(const struct spark_point *points, size_t n)
{
	int cols = 0;
	size_t i;

	for (i = 0; i < n; i++)
		cols += 1 + (i > 0 && points[i].seam);
	return cols;
}

int spark_width(const struct spark_point *points, size_t n)
{
	return columns_of(points, n);
}

int spark_draw(struct canvas *c, int row, int col, int width, enum spark_ladder ladder,
	enum canvas_role role, const struct spark_point *points, size_t n)
{
	int at = col;
	size_t i;

	while (n > 0 && columns_of(points, n) > width) {
		points++;
		n--;
	}
	for (i = 0; i < n; i++) {
		const struct spark_point *p = &points[i];
		bool hole = p->level < 1 || p->level > 5;

		if (i > 0 && p->seam)
			at += canvas_text(c, row, at, 1, ROLE_SEAM, "|");
		at += canvas_text(c, row, at, 1, hole ? ROLE_HOLE : role, spark_glyph(ladder, p->level));
	}
	return at - col;
}

void spark_marks(struct canvas *c, int row, int col, int width, const struct spark_point *points,
	const char *marks, size_t n)
{
	while (n > 0 && columns_of(points, n) > width) {
		points++;
		marks++;
		n--;
	}
	for (size_t i = 0; i < n; i++) {
		char mark[2] = { marks[i], '\0' };

		col += i > 0 && points[i].seam;
		if (marks[i] != ' ')
			canvas_text(c, row, col, 1, ROLE_HEADING, mark);
		col++;
	}
}
