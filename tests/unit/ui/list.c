/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

static void draw_number(const void *context, size_t i, bool focused, struct canvas *c)
{
	(void)context;
	(void)focused;
	canvas_textf(c, 0, 0, c->cols, ROLE_TEXT, "row %zu", i);
}

static bool odd_only(const void *context, size_t i)
{
	(void)context;
	return i % 2 == 1;
}

static int two_rows(const void *context, size_t i)
{
	(void)context;
	(void)i;
	return 2;
}

static const struct list_source ten = { .count = 10, .draw = draw_number };

static void the_focus_moves_and_stops_at_the_ends(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_layout(&l, &ten, 5);
	assert_true(list_action(&l, &ten, ACTION_UP));
	assert_int_equal(l.focus, 0);
	list_action(&l, &ten, ACTION_LAST);
	assert_int_equal(l.focus, 9);
	assert_int_equal(l.top, 6);
	list_action(&l, &ten, ACTION_DOWN);
	assert_int_equal(l.focus, 9);
	list_action(&l, &ten, ACTION_FIRST);
	assert_int_equal(l.top, 0);
	list_action(&l, &ten, ACTION_PAGE_DOWN);
	assert_int_equal(l.focus, 3);
	list_action(&l, &ten, ACTION_PAGE_DOWN);
	assert_int_equal(l.focus, 6);
	list_action(&l, &ten, ACTION_PAGE_UP);
	assert_int_equal(l.focus, 3);
	assert_false(list_action(&l, &ten, ACTION_OPEN));
}

static void the_focused_row_is_marked_three_ways(void **state)
{
	struct canvas c = canvas_new(5, 40);
	struct list l = { .focus = 5 };

	(void)state;
	list_layout(&l, &ten, 5);
	assert_int_equal(list_draw(&l, &ten, &c), 6);
	check_row(&c, 0, "   row 2");
	check_row(&c, 3, " > row 5");
	check_role(&c, 3, 0, ROLE_FOCUS);
	check_role(&c, 3, 8, ROLE_FOCUS);
	check_role(&c, 3, 39, ROLE_TEXT);
	check_row(&c, 4, "   2 more above, 4 more below");
	check_role(&c, 4, 3, ROLE_HINT);
	check_role(&c, 2, 3, ROLE_TEXT);
	check_cursor(&c, 3, LIST_MARGIN);
	canvas_free(&c);
}

static void draw_columns(const void *context, size_t i, bool focused, struct canvas *c)
{
	(void)context;
	canvas_text(c, 0, 0, 12, ROLE_TEXT, "Aksel Brandt");
	canvas_text(c, 0, 20, 6, i == 1 && focused ? ROLE_FOCUS : ROLE_LATE, "late 2");
}

/* What stands beside it keeps its own role; a screen may still say that more of the row is the focus. */
static void the_bar_is_as_long_as_what_the_row_is_about(void **state)
{
	const struct list_source src = { .count = 2, .draw = draw_columns };
	struct canvas c = canvas_new(5, 40);
	struct list l = { .focus = 0 };

	(void)state;
	list_layout(&l, &src, 5);
	list_draw(&l, &src, &c);
	check_role(&c, 0, LIST_MARGIN + 11, ROLE_FOCUS);
	check_role(&c, 0, LIST_MARGIN + 13, ROLE_TEXT);
	check_role(&c, 0, LIST_MARGIN + 20, ROLE_LATE);
	canvas_clear(&c);
	l.focus = 1;
	list_draw(&l, &src, &c);
	check_role(&c, 1, LIST_MARGIN + 13, ROLE_FOCUS);
	check_role(&c, 1, LIST_MARGIN + 25, ROLE_FOCUS);
	check_role(&c, 1, LIST_MARGIN + 27, ROLE_TEXT);
	canvas_free(&c);
}

static void what_a_row_shows_is_found(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_layout(&l, &ten, 5);
	assert_true(list_find(&l, &ten, 40, "ROW 7", 0));
	assert_int_equal(l.focus, 7);
	assert_true(list_find(&l, &ten, 40, "row", 1));
	assert_int_equal(l.focus, 8);
	assert_true(list_find(&l, &ten, 40, "row 3", 1));
	assert_int_equal(l.focus, 3);
	assert_true(list_find(&l, &ten, 40, "row", -1));
	assert_int_equal(l.focus, 2);
	assert_false(list_find(&l, &ten, 40, "nothing", 0));
	assert_int_equal(l.focus, 2);
}

static void headings_are_passed_over_but_seen(void **state)
{
	struct list_source src = { .count = 10, .draw = draw_number, .can_focus = odd_only };
	struct list l = { 0 };

	(void)state;
	list_layout(&l, &src, 3);
	assert_int_equal(l.focus, 1);
	assert_int_equal(l.top, 0);
	list_action(&l, &src, ACTION_DOWN);
	assert_int_equal(l.focus, 3);
	list_action(&l, &src, ACTION_LAST);
	assert_int_equal(l.focus, 9);
	list_action(&l, &src, ACTION_FIRST);
	assert_int_equal(l.focus, 1);
	assert_int_equal(l.top, 0);
}

static void high_rows_scroll_whole(void **state)
{
	struct list_source src = { .count = 10, .draw = draw_number, .rows = two_rows };
	struct canvas c = canvas_new(5, 12);
	struct list l = { 0 };

	(void)state;
	list_layout(&l, &src, 5);
	list_focus(&l, &src, 2);
	assert_int_equal(l.top, 1);
	list_draw(&l, &src, &c);
	check_row(&c, 0, "   row 1");
	check_row(&c, 2, " > row 2");
	canvas_free(&c);
}

static void a_list_that_shrinks_keeps_a_focus_that_exists(void **state)
{
	struct list_source three = { .count = 3, .draw = draw_number }, none = { .count = 0, .draw = draw_number };
	struct canvas c = canvas_new(4, 12);
	struct list l = { 0 };

	(void)state;
	list_layout(&l, &ten, 4);
	list_action(&l, &ten, ACTION_LAST);
	list_layout(&l, &three, 4);
	assert_int_equal(l.focus, 2);
	assert_int_equal(l.top, 0);
	list_layout(&l, &none, 4);
	assert_int_equal(l.focus, 0);
	assert_true(list_action(&l, &none, ACTION_DOWN));
	assert_int_equal(list_draw(&l, &none, &c), 0);
	canvas_free(&c);
}

/* The window moves with the first key, and what stood last keeps one's place. */
static void a_page_is_turned_at_once(void **state)
{
	struct list l = { 0 };

	(void)state;
	list_layout(&l, &ten, 6);
	list_action(&l, &ten, ACTION_DOWN);
	list_action(&l, &ten, ACTION_PAGE_DOWN);
	assert_int_equal(l.top, 4);
	assert_int_equal(l.focus, 5);
	list_action(&l, &ten, ACTION_PAGE_UP);
	assert_int_equal(l.top, 0);
	assert_int_equal(l.focus, 1);
	list_action(&l, &ten, ACTION_PAGE_UP);
	assert_int_equal(l.focus, 0);
	list_action(&l, &ten, ACTION_LAST);
	list_action(&l, &ten, ACTION_UP);
	list_action(&l, &ten, ACTION_PAGE_DOWN);
	assert_int_equal(l.focus, 9);
	list_page(&l, &ten, 3);
	assert_int_equal(l.top, 3);
	assert_int_equal(l.focus, 3);
	list_page(&l, &ten, 9);
	assert_int_equal(l.focus, 9);
	assert_int_equal(l.top, 5);
}

/* Whatever keys come, the focus is on a row that exists and shows. */
static void the_focus_always_shows(void **state)
{
	static const enum action moves[] = { ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_UP, ACTION_LAST, ACTION_PAGE_UP,
		ACTION_DOWN, ACTION_FIRST };
	int height, i;

	(void)state;
	for (height = 1; height < 12; height++) {
		struct list l = { 0 };

		list_layout(&l, &ten, height);
		for (i = 0; i < 500; i++) {
			list_action(&l, &ten, moves[(i * i + 3 * height) % 7]);
			assert_in_range(l.focus, l.top, l.top + (size_t)height - 1);
			assert_in_range(l.focus, 0, 9);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_focus_moves_and_stops_at_the_ends),
		cmocka_unit_test(the_focused_row_is_marked_three_ways),
		cmocka_unit_test(the_bar_is_as_long_as_what_the_row_is_about),
		cmocka_unit_test(what_a_row_shows_is_found),
		cmocka_unit_test(headings_are_passed_over_but_seen),
		cmocka_unit_test(high_rows_scroll_whole),
		cmocka_unit_test(a_list_that_shrinks_keeps_a_focus_that_exists),
		cmocka_unit_test(a_page_is_turned_at_once),
		cmocka_unit_test(the_focus_always_shows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
