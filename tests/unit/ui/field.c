/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/ui/field.h"
#include "stige/base/banned.h"

static void type(struct field *f, const char *text)
{
	struct key key;
	size_t n;

	for (; (n = key_from_text(text, &key)) > 0; text += n)
		assert_true(field_key(f, key));
}

static void press(struct field *f, const char *name)
{
	assert_true(field_key(f, key_named(name)));
}

static void editing_goes_by_what_a_reader_sees(void **state)
{
	struct field f;

	(void)state;
	field_init(&f, 100, 0);
	type(&f, "Sørene\xCC\x81");
	assert_int_equal(f.cursor, f.text.len);
	press(&f, "Backspace");
	assert_string_equal(f.text.text, "Søren");
	press(&f, "Home");
	press(&f, "Right");
	press(&f, "Delete");
	assert_string_equal(f.text.text, "Sren");
	type(&f, "ø");
	assert_string_equal(f.text.text, "Søren");
	press(&f, "Left");
	assert_int_equal(f.cursor, 1);
	press(&f, "Ctrl-u");
	assert_true(field_empty(&f));
	press(&f, "Backspace");
	press(&f, "Delete");
	press(&f, "Left");
	press(&f, "Right");
	assert_int_equal(f.cursor, 0);
	field_release(&f);
}

static void a_mark_joins_the_letter_before(void **state)
{
	struct field f;

	(void)state;
	field_init(&f, 100, 0);
	type(&f, "ab");
	press(&f, "Left");
	type(&f, "\xCC\x81");
	assert_int_equal(f.cursor, 3);
	press(&f, "Backspace");
	assert_string_equal(f.text.text, "b");
	field_set(&f, "\xCC\x81z");            /* a mark that waits for its letter */
	press(&f, "Home");
	type(&f, "a");
	assert_int_equal(f.cursor, 3);
	field_release(&f);
}

static void a_full_field_takes_no_more(void **state)
{
	struct field f;

	(void)state;
	field_init(&f, 4, 0);
	type(&f, "abcø");
	assert_string_equal(f.text.text, "abc");
	field_set(&f, "abcø");
	assert_string_equal(f.text.text, "abc");
	field_release(&f);
}

static void fields_of_digits_take_digits(void **state)
{
	struct field f;

	(void)state;
	field_init(&f, 20, FIELD_DIGITS);
	type(&f, "1a2,-3");
	assert_string_equal(f.text.text, "123");
	field_release(&f);
	field_init(&f, 20, FIELD_NUMBER);
	type(&f, "-2a5,0.7-");
	assert_string_equal(f.text.text, "-25,07");
	field_release(&f);
}

static void keys_that_are_not_text_are_refused(void **state)
{
	struct field f;

	(void)state;
	field_init(&f, 20, 0);
	assert_false(field_key(&f, key_named("Enter")));
	assert_false(field_key(&f, key_named("Up")));
	assert_false(field_key(&f, key_named("F5")));
	assert_false(field_key(&f, key_named("Ctrl-x")));
	field_release(&f);
}

static void a_secret_is_drawn_as_stars(void **state)
{
	struct canvas c = canvas_new(1, 10);
	struct field f;

	(void)state;
	field_init(&f, 8, FIELD_SECRET | FIELD_DIGITS);
	type(&f, "4711");
	field_draw(&f, &c, 0, 0, 8, true);
	check_row(&c, 0, "****____");
	check_role(&c, 0, 0, ROLE_SECRET);
	check_role(&c, 0, 4, ROLE_FOCUS);
	check_cursor(&c, 0, 4);
	field_release(&f);
	canvas_free(&c);
}

static void a_long_line_is_shifted_to_the_cursor(void **state)
{
	struct canvas c = canvas_new(1, 12);
	struct field f;

	(void)state;
	field_init(&f, 100, 0);
	field_set(&f, "abcdefghij");
	field_draw(&f, &c, 0, 1, 5, true);
	check_row(&c, 0, " ghij_");
	check_cursor(&c, 0, 5);
	field_set(&f, "abcde");
	canvas_clear(&c);
	field_draw(&f, &c, 0, 1, 5, true);
	check_row(&c, 0, " bcde_");
	field_set(&f, "abcdefghij");
	canvas_clear(&c);
	field_draw(&f, &c, 0, 1, 5, false);
	check_row(&c, 0, " abcd…");
	check_role(&c, 0, 1, ROLE_VALUE);
	field_release(&f);
	canvas_free(&c);
}

static void lines_wrap_scroll_and_move(void **state)
{
	struct canvas c = canvas_new(2, 10);
	struct field f;

	(void)state;
	field_init(&f, 200, FIELD_LINES);
	f.cols = 10;
	type(&f, "Prefers mornings");
	press(&f, "Enter");
	type(&f, "slow");
	assert_string_equal(f.text.text, "Prefers mornings\nslow");
	field_draw_lines(&f, &c, (struct rect){ 0, 0, 2, 10 }, true);
	check_row(&c, 0, "mornings");
	check_row(&c, 1, "slow");
	check_cursor(&c, 1, 4);
	press(&f, "Up");
	assert_int_equal(f.cursor, 12);          /* Prefers morn|ings */
	press(&f, "Up");
	assert_int_equal(f.cursor, 4);
	press(&f, "Up");
	assert_int_equal(f.cursor, 4);
	press(&f, "End");
	assert_int_equal(f.cursor, 7);
	press(&f, "Down");
	press(&f, "Down");
	press(&f, "Down");
	assert_int_equal(f.cursor, f.text.len);
	press(&f, "Home");
	assert_int_equal(f.cursor, 17);
	press(&f, "Ctrl-w");
	assert_int_equal(f.cursor, 17);
	press(&f, "Backspace");
	press(&f, "Ctrl-w");
	assert_string_equal(f.text.text, "Prefers slow");
	field_release(&f);
	canvas_free(&c);
}

static void a_choice_begins_with_nothing(void **state)
{
	static const char *const labels[] = { "Dansk", "English", "Polski" };
	struct choice ch = { labels, 3, CHOICE_NONE };
	struct canvas c = canvas_new(1, 20);

	(void)state;
	choice_draw(&ch, &c, 0, 0, 18, true);
	check_row(&c, 0, "[              v ]");
	assert_true(choice_action(&ch, ACTION_MARK));
	assert_int_equal(ch.at, 0);
	choice_action(&ch, ACTION_LEFT);
	assert_int_equal(ch.at, 0);
	choice_action(&ch, ACTION_RIGHT);
	choice_action(&ch, ACTION_RIGHT);
	choice_action(&ch, ACTION_RIGHT);
	assert_int_equal(ch.at, 2);
	choice_action(&ch, ACTION_MARK);
	assert_int_equal(ch.at, 0);
	choice_draw(&ch, &c, 0, 0, 18, true);
	check_row(&c, 0, "[ Dansk        v ]");
	check_cursor(&c, 0, 2);
	assert_false(choice_action(&ch, ACTION_DOWN));
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(editing_goes_by_what_a_reader_sees),
		cmocka_unit_test(a_mark_joins_the_letter_before),
		cmocka_unit_test(a_full_field_takes_no_more),
		cmocka_unit_test(fields_of_digits_take_digits),
		cmocka_unit_test(keys_that_are_not_text_are_refused),
		cmocka_unit_test(a_secret_is_drawn_as_stars),
		cmocka_unit_test(a_long_line_is_shifted_to_the_cursor),
		cmocka_unit_test(lines_wrap_scroll_and_move),
		cmocka_unit_test(a_choice_begins_with_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
