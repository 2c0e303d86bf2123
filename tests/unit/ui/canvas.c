/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/base/banned.h"

static void text_is_cut_with_an_ellipsis(void **state)
{
	struct canvas c = canvas_new(2, 10);

	(void)state;
	assert_int_equal(canvas_text(&c, 0, 0, 10, ROLE_TITLE, "Kirsten"), 7);
	assert_int_equal(canvas_text(&c, 1, 2, 5, ROLE_TEXT, "Kirsten"), 5);
	check_row(&c, 0, "Kirsten");
	check_row(&c, 1, "  Kirs…");
	check_role(&c, 0, 6, ROLE_TITLE);
	check_role(&c, 0, 7, ROLE_TEXT);
	canvas_free(&c);
}

static void what_is_outside_is_clipped(void **state)
{
	struct canvas c = canvas_new(2, 6), sub;

	(void)state;
	sub = canvas_sub(&c, (struct rect){ 1, 2, 5, 3 });
	assert_int_equal(sub.rows, 1);
	assert_int_equal(sub.cols, 3);
	canvas_text(&sub, 0, 0, 40, ROLE_TEXT, "abcdef");
	canvas_text(&sub, 1, 0, 40, ROLE_TEXT, "below");
	canvas_text(&sub, -1, 0, 40, ROLE_TEXT, "above");
	canvas_text(&c, 0, -2, 40, ROLE_TEXT, "left");
	canvas_fill(&sub, (struct rect){ 0, -5, 9, 6 }, ROLE_FOCUS, "#");
	check_row(&c, 0, "");
	check_row(&c, 1, "  #b…");
	assert_null(canvas_at(&sub, 0, 3));
	assert_int_equal(canvas_sub(&c, (struct rect){ 7, 7, 2, 2 }).rows, 0);
	canvas_free(&c);
}

static void unsafe_text_is_shown_as_marks(void **state)
{
	struct canvas c = canvas_new(1, 20);

	(void)state;
	canvas_text(&c, 0, 0, 20, ROLE_TEXT, "a\033[2J\xE2\x80\xAEz");
	check_row(&c, 0, "a\xEF\xBF\xBD[2J\xEF\xBF\xBDz");
	canvas_free(&c);
}

static void wide_letters_never_shift_a_row(void **state)
{
	struct canvas c = canvas_new(3, 4);

	(void)state;
	canvas_text(&c, 0, 0, 4, ROLE_TEXT, "日本");
	assert_int_equal(canvas_at(&c, 0, 0)->width, 2);
	assert_int_equal(canvas_at(&c, 0, 1)->width, 0);
	canvas_text(&c, 0, 1, 1, ROLE_TEXT, "x");        /* over a right half */
	check_row(&c, 0, " x本");
	canvas_text(&c, 0, 2, 1, ROLE_TEXT, "y");        /* over a left half */
	check_row(&c, 0, " xy");
	canvas_text(&c, 1, 0, 3, ROLE_TEXT, "日本");     /* no room for both */
	check_row(&c, 1, "日…");
	canvas_text(&c, 2, 0, 4, ROLE_TEXT, "e\xCC\x81t"); /* e with a combining accent is one cell */
	assert_string_equal(canvas_at(&c, 2, 0)->bytes, "e\xCC\x81");
	assert_string_equal(canvas_at(&c, 2, 1)->bytes, "t");
	canvas_free(&c);
}

static void right_and_centre(void **state)
{
	struct canvas c = canvas_new(2, 11);

	(void)state;
	canvas_text_right(&c, 0, 0, 11, ROLE_STATE, "uge 47");
	canvas_text_centre(&c, 1, 0, 11, ROLE_TEXT, "abc");
	check_row(&c, 0, "     uge 47");
	check_row(&c, 1, "    abc");
	canvas_free(&c);
}

static void paragraphs_wrap_at_blanks(void **state)
{
	static const char text[] = "How good are you at working together\nwith other people?";
	struct canvas c = canvas_new(6, 20);

	(void)state;
	assert_int_equal(canvas_wrap_rows(text, 20), 3);
	assert_int_equal(canvas_wrap_rows("", 20), 0);
	assert_int_equal(canvas_wrap_rows("abcd", 3), 2);
	assert_int_equal(canvas_wrap_rows("abc\nd", 3), 2);
	assert_int_equal(canvas_wrap_rows("abc\n", 3), 2);
	assert_int_equal(canvas_wrap(&c, (struct rect){ 0, 0, 6, 20 }, ROLE_TEXT, text), 3);
	check_row(&c, 0, "How good are you at");
	check_row(&c, 1, "working together");
	check_row(&c, 2, "with other people?");
	assert_int_equal(canvas_wrap(&c, (struct rect){ 4, 0, 2, 20 }, ROLE_TEXT, text), 2);
	check_row(&c, 5, "working together …");
	canvas_clear(&c);
	assert_int_equal(canvas_wrap(&c, (struct rect){ 0, 0, 3, 4 }, ROLE_TEXT, "abcdefghij"), 3);
	check_row(&c, 2, "ij");
	canvas_free(&c);
}

static void the_cursor_stays_inside_its_window(void **state)
{
	struct canvas c = canvas_new(4, 8), sub;
	int row, col;

	(void)state;
	sub = canvas_sub(&c, (struct rect){ 1, 2, 2, 3 });
	canvas_cursor(&sub, 9, 1, true);
	assert_true(canvas_get_cursor(&c, &row, &col));
	assert_int_equal(row, 2);
	assert_int_equal(col, 3);
	canvas_free(&c);
}

static void the_dump_tells_text_roles_and_cursor(void **state)
{
	struct canvas c = canvas_new(2, 4);
	struct str out = STR_INIT;

	(void)state;
	canvas_text(&c, 0, 0, 4, ROLE_FOCUS, ">æ");
	canvas_cursor(&c, 0, 1, false);
	canvas_dump(&c, &out);
	assert_string_equal(out.text, ">æ\n\n--\nFF..\n....\ncursor 1,2 hidden\n");
	str_release(&out);
	canvas_free(&c);
}

static void role_letters_are_unique(void **state)
{
	int i, j;

	(void)state;
	for (i = 0; i < ROLE_COUNT; i++)
		for (j = 0; j < i; j++)
			assert_int_not_equal(canvas_role_letter((enum canvas_role)i),
				canvas_role_letter((enum canvas_role)j));
}

static void a_box_has_corners_and_a_title(void **state)
{
	struct canvas c = canvas_new(3, 14);

	(void)state;
	canvas_text(&c, 1, 3, 4, ROLE_TEXT, "gone");
	canvas_box(&c, (struct rect){ 0, 0, 3, 14 }, "Export");
	check_row(&c, 0, "┌─ Export ───┐");
	check_row(&c, 1, "│            │");
	check_row(&c, 2, "└────────────┘");
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut_with_an_ellipsis),
		cmocka_unit_test(what_is_outside_is_clipped),
		cmocka_unit_test(unsafe_text_is_shown_as_marks),
		cmocka_unit_test(wide_letters_never_shift_a_row),
		cmocka_unit_test(right_and_centre),
		cmocka_unit_test(paragraphs_wrap_at_blanks),
		cmocka_unit_test(the_cursor_stays_inside_its_window),
		cmocka_unit_test(the_dump_tells_text_roles_and_cursor),
		cmocka_unit_test(role_letters_are_unique),
		cmocka_unit_test(a_box_has_corners_and_a_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
