/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/base/mem.h"
#include "stige/ui/spark.h"
#include "stige/base/banned.h"

static const struct spark_point climb[] = { { 1, false }, { 2, false }, { 0, false }, { 3, false }, { 4, true },
	{ 5, false } };

/* The glyphs of ux.md 3.2. */
static void ladders_are_those_of_the_design(void **state)
{
	static const struct {
		enum spark_ladder ladder;
		const char *text;
	} cases[] = {
		{ SPARK_BLOCKS, "▁▂·▄|▆█" }, { SPARK_LINES, "⎽⎼·─|⎻⎺" }, { SPARK_DIGITS, "12.3|45" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct canvas c = canvas_new(1, 20);

		assert_int_equal(spark_draw(&c, 0, 0, 20, cases[i].ladder, ROLE_VALUE, climb, 6), 7);
		check_row(&c, 0, cases[i].text);
		check_role(&c, 0, 0, ROLE_VALUE);
		check_role(&c, 0, 2, ROLE_HOLE);
		check_role(&c, 0, 4, ROLE_SEAM);
		canvas_free(&c);
	}
}

static void the_scale_is_never_fitted_to_the_data(void **state)
{
	static const struct spark_point flat[] = { { 2, false }, { 3, false } };
	struct canvas c = canvas_new(1, 20);

	(void)state;
	spark_draw(&c, 0, 0, 20, SPARK_BLOCKS, ROLE_TEXT, flat, 2);
	check_row(&c, 0, "▂▄");
	canvas_free(&c);
}

static void the_newest_are_kept_when_room_is_short(void **state)
{
	struct canvas c = canvas_new(1, 20);

	(void)state;
	assert_int_equal(spark_width(climb, 6), 7);
	assert_int_equal(spark_draw(&c, 0, 2, 2, SPARK_DIGITS, ROLE_TEXT, climb, 6), 2);
	check_row(&c, 0, "  45");
	assert_int_equal(spark_draw(&c, 0, 2, 0, SPARK_DIGITS, ROLE_TEXT, climb, 6), 0);
	canvas_free(&c);
}

/* A mark stands over its point: seams count, and what is cut off on the left takes its mark along. */
static void marks_stand_over_their_points(void **state)
{
	struct canvas c = canvas_new(2, 20);

	(void)state;
	spark_marks(&c, 0, 2, 20, climb, "J   H+", 6);
	spark_draw(&c, 1, 2, 20, SPARK_DIGITS, ROLE_TEXT, climb, 6);
	check_row(&c, 0, "  J    H+");
	check_row(&c, 1, "  12.3|45");
	canvas_clear(&c);
	spark_marks(&c, 0, 2, 2, climb, "J   H ", 6);
	check_row(&c, 0, "  H");
	canvas_free(&c);
}

static void levels_outside_the_scale_are_holes(void **state)
{
	(void)state;
	assert_string_equal(spark_glyph(SPARK_DIGITS, 6), ".");
	assert_string_equal(spark_glyph(SPARK_DIGITS, -1), ".");
}

static void names_go_both_ways(void **state)
{
	enum spark_ladder ladder;

	(void)state;
	assert_true(spark_parse("lines", &ladder));
	assert_int_equal(ladder, SPARK_LINES);
	assert_string_equal(spark_name(SPARK_DIGITS), "digits");
	assert_false(spark_parse("braille", &ladder));
}

/* ux.md 7, screen 2: client o, caseworker x, both *; level stretches are joined. */
static void the_chart_shows_both_sides(void **state)
{
	static const struct spark_point client[] = { { .level = 2 }, { .level = 2 }, { .level = 3 }, { .level = 0 },
		{ .level = 4 } };
	static const struct spark_point worker[] = { { .level = 0 }, { .level = 3 }, { .level = 3 }, { .level = 3 },
		{ .level = 0 } };
	struct canvas c = canvas_new(5, 30);

	(void)state;
	assert_int_equal(chart_draw(&c, (struct rect){ 0, 0, 5, 30 }, 4, client, worker, 5), 5);
	check_row(&c, 0, "5");
	check_row(&c, 1, "4                 o");
	check_row(&c, 2, "3     x---*---x");
	check_row(&c, 3, "2 o---o");
	check_row(&c, 4, "1");
	canvas_clear(&c);
	/* Room for three rounds: the newest three. */
	assert_int_equal(chart_draw(&c, (struct rect){ 0, 0, 5, 11 }, 4, client, NULL, 5), 5);
	check_row(&c, 1, "4         o");
	check_row(&c, 2, "3 o");
	assert_int_equal(chart_draw(&c, (struct rect){ 0, 0, 4, 30 }, 4, client, worker, 5), 0);
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ladders_are_those_of_the_design),
		cmocka_unit_test(the_scale_is_never_fitted_to_the_data),
		cmocka_unit_test(the_newest_are_kept_when_room_is_short),
		cmocka_unit_test(marks_stand_over_their_points),
		cmocka_unit_test(levels_outside_the_scale_are_holes),
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(the_chart_shows_both_sides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
