/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/ui/scale.h"
#include "stige/base/banned.h"

static const struct scale_row five[] = {
	{ .label = "Very good", .digit = 5 }, { .label = "Good", .digit = 4 }, { .label = "In between", .digit = 3 },
	{ .label = "Not so good", .digit = 2 }, { .label = "Not good", .digit = 1 },
	{ .label = "I do not know", .digit = 0, .apart = true },
};

static const struct scale_row channels[] = {
	{ .label = "Union", .digit = -1 }, { .label = "Network", .digit = -1 }, { .label = "Websites", .digit = -1 },
	{ .label = "None of them", .digit = -1, .exclusive = true },
};

static void nothing_is_preselected(void **state)
{
	struct scale s;
	int i;

	(void)state;
	scale_init(&s, five, 6, 0);
	assert_int_equal(s.chosen, SCALE_NONE);
	for (i = 0; i < 11; i++)
		assert_int_equal(scale_action(&s, ACTION_OPEN), SCALE_EMPTY);
	assert_int_equal(scale_action(&s, ACTION_MARK), SCALE_MOVED);
	assert_int_equal(s.chosen, SCALE_NONE);
}

static void digits_choose_and_enter_confirms(void **state)
{
	struct scale s;

	(void)state;
	scale_init(&s, five, 6, 0);
	assert_int_equal(scale_action(&s, ACTION_DIGIT_3), SCALE_CHANGED);
	assert_int_equal(s.chosen, 2);
	assert_int_equal(scale_action(&s, ACTION_DIGIT_0), SCALE_CHANGED);
	assert_int_equal(s.chosen, 5);
	assert_int_equal(scale_action(&s, ACTION_DIGIT_9), SCALE_UNHANDLED);
	assert_int_equal(scale_action(&s, ACTION_OPEN), SCALE_CONFIRMED);
	scale_init(&s, five, 6, SCALE_ADVANCE);
	assert_int_equal(scale_action(&s, ACTION_DIGIT_4), SCALE_CONFIRMED);
	assert_int_equal(s.chosen, 1);
}

static void arrows_move_the_mark(void **state)
{
	struct scale s;

	(void)state;
	scale_init(&s, five, 6, 0);
	assert_int_equal(scale_action(&s, ACTION_UP), SCALE_CHANGED);
	assert_int_equal(s.chosen, 5);
	assert_int_equal(scale_action(&s, ACTION_DOWN), SCALE_MOVED);
	scale_choose(&s, SCALE_NONE);
	assert_int_equal(scale_action(&s, ACTION_DOWN), SCALE_CHANGED);
	assert_int_equal(s.chosen, 0);
	assert_int_equal(scale_action(&s, ACTION_UP), SCALE_MOVED);
	assert_int_equal(s.chosen, 0);
	assert_int_equal(scale_action(&s, ACTION_HELP), SCALE_UNHANDLED);
}

static void several_can_be_marked_but_none_stands_alone(void **state)
{
	struct scale s;

	(void)state;
	scale_init(&s, channels, 4, SCALE_MULTIPLE);
	assert_int_equal(scale_action(&s, ACTION_DOWN), SCALE_MOVED);
	assert_int_equal(s.marks, 0);
	assert_int_equal(scale_action(&s, ACTION_OPEN), SCALE_EMPTY);
	assert_int_equal(scale_action(&s, ACTION_MARK), SCALE_CHANGED);
	scale_action(&s, ACTION_DOWN);
	scale_action(&s, ACTION_MARK);
	assert_int_equal(s.marks, 3);
	scale_action(&s, ACTION_DOWN);
	scale_action(&s, ACTION_DOWN);
	scale_action(&s, ACTION_MARK);
	assert_int_equal(s.marks, 8);
	scale_action(&s, ACTION_UP);
	scale_action(&s, ACTION_MARK);
	assert_int_equal(s.marks, 4);
	scale_action(&s, ACTION_MARK);
	assert_int_equal(s.marks, 0);
}

static void it_is_drawn_with_room_where_there_is_room(void **state)
{
	struct canvas c = canvas_new(14, 60);
	struct scale s;

	(void)state;
	scale_init(&s, five, 6, 0);
	scale_action(&s, ACTION_DIGIT_3);
	assert_int_equal(scale_rows(&s, 60, true), 12);
	assert_int_equal(scale_rows(&s, 60, false), 7);
	assert_int_equal(scale_draw(&s, &c), 12);
	check_row(&c, 0, "     5    Very good");
	check_row(&c, 1, "");
	check_row(&c, 4, ">    3    In between");
	check_row(&c, 11, "     0    I do not know");
	check_role(&c, 4, 0, ROLE_FOCUS);
	check_cursor(&c, 4, 5);
	canvas_free(&c);
}

/* 40x16 less question and footer: seven rows are enough for six answers. */
static void it_is_drawn_tight_in_a_low_window(void **state)
{
	struct canvas c = canvas_new(7, 38);
	struct scale s;

	(void)state;
	scale_init(&s, five, 6, 0);
	assert_int_equal(scale_draw(&s, &c), 7);
	check_row(&c, 0, "  5  Very good");
	check_row(&c, 5, "");
	check_row(&c, 6, "  0  I do not know");
	check_role(&c, 6, 2, ROLE_KEY);
	canvas_free(&c);
}

static void it_scrolls_when_it_cannot_fit(void **state)
{
	struct canvas c = canvas_new(3, 38);
	struct scale s;

	(void)state;
	scale_init(&s, five, 6, 0);
	scale_action(&s, ACTION_DIGIT_1);
	scale_draw(&s, &c);
	check_row(&c, 0, "  3  In between");
	check_row(&c, 2, "> 1  Not good");
	canvas_free(&c);
}

static void long_answers_wrap_under_themselves(void **state)
{
	static const struct scale_row rows[] = {
		{ .label = "I would rather not say anything about this", .digit = 9 } };
	struct canvas c = canvas_new(4, 30);
	struct scale s;

	(void)state;
	scale_init(&s, rows, 1, 0);
	assert_int_equal(scale_draw(&s, &c), 2);
	check_row(&c, 0, "  9  I would rather not say");
	check_row(&c, 1, "     anything about this");
	canvas_free(&c);
}

static void marks_are_brackets(void **state)
{
	struct canvas c = canvas_new(4, 50);
	struct scale s;

	(void)state;
	scale_init(&s, channels, 4, SCALE_MULTIPLE);
	scale_mark(&s, 2);
	scale_draw(&s, &c);
	check_row(&c, 0, "   [ ]     Union");
	check_row(&c, 1, "   [x]     Network");
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_preselected),
		cmocka_unit_test(digits_choose_and_enter_confirms),
		cmocka_unit_test(arrows_move_the_mark),
		cmocka_unit_test(several_can_be_marked_but_none_stands_alone),
		cmocka_unit_test(it_is_drawn_with_room_where_there_is_room),
		cmocka_unit_test(it_is_drawn_tight_in_a_low_window),
		cmocka_unit_test(it_scrolls_when_it_cannot_fit),
		cmocka_unit_test(long_answers_wrap_under_themselves),
		cmocka_unit_test(marks_are_brackets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
