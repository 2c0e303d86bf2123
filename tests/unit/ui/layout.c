/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "check.h"
#include "stige/ui/layout.h"
#include "stige/base/banned.h"

static void row_of(const struct canvas *c, int row, struct str *out)
{
	str_clear(out);
	canvas_row_text(c, row, out);
}

static void the_footer_keeps_help_and_commands(void **state)
{
	int cols;

	(void)state;
	for (cols = 40; cols <= 120; cols++) {
		struct canvas c = canvas_new(1, cols);
		struct str text = STR_INIT;

		layout_footer(&c, 0, CONTEXT_CASELOAD, NULL, NULL);
		row_of(&c, 0, &text);
		assert_true(str_ends(text.text, "  : commands  ? help"));
		assert_int_equal(str_ends(text.text, "  Esc back  : commands  ? help"), cols >= 42);
		assert_null(strstr(text.text, "…"));
		str_release(&text);
		canvas_free(&c);
	}
}

static void in_a_text_field_it_names_keys_that_work_there(void **state)
{
	struct canvas c = canvas_new(1, 80);
	struct str text = STR_INIT;

	(void)state;
	layout_footer(&c, 0, CONTEXT_FIELD, NULL, NULL);
	row_of(&c, 0, &text);
	assert_true(str_ends(text.text, "F2 commands  F1 help"));
	assert_null(strstr(text.text, "? help"));
	str_release(&text);
	canvas_free(&c);
}

static const char *digits_mark(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_DIGIT_1 ? "row" : action == ACTION_OPEN ? "choose" : "";
}

static const char *digits_answer(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_DIGIT_0 ? "answer" : action == ACTION_OPEN ? "next" : "";
}

/* What a digit does stands there for all of them at once, and is nothing that could be clicked. */
static void it_says_what_a_digit_does(void **state)
{
	static const struct screen box = { .label = digits_mark }, grid = { .label = digits_answer };
	struct canvas c = canvas_new(2, 80);
	struct str text = STR_INIT;

	(void)state;
	layout_footer(&c, 0, CONTEXT_DIALOG, &box, NULL);
	layout_footer(&c, 1, CONTEXT_GRID, &grid, NULL);
	row_of(&c, 0, &text);
	assert_non_null(strstr(text.text, "Enter choose  1-9 row"));
	row_of(&c, 1, &text);
	assert_non_null(strstr(text.text, "Enter next  0-9 answer"));
	assert_int_equal(layout_footer_at(80, 2, CONTEXT_DIALOG, &box, NULL), ACTION_OPEN);
	assert_int_equal(layout_footer_at(80, 16, CONTEXT_DIALOG, &box, NULL), ACTION_NONE);
	str_release(&text);
	canvas_free(&c);
}

static const char *no_meeting(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_START_MEETING)
		return "";
	return action == ACTION_OPEN ? "open client" : NULL;
}

static void a_screen_has_its_own_words(void **state)
{
	static const struct screen screen = { .label = no_meeting };
	struct canvas c = canvas_new(1, 80);
	struct str text = STR_INIT;

	(void)state;
	layout_footer(&c, 0, CONTEXT_CASELOAD, &screen, NULL);
	row_of(&c, 0, &text);
	assert_true(str_starts(text.text, " Enter open client  "));
	assert_null(strstr(text.text, "m meeting"));
	check_role(&c, 0, 1, ROLE_KEY);
	check_role(&c, 0, 7, ROLE_HINT);
	str_release(&text);
	canvas_free(&c);
}

static void title_and_state_share_the_row(void **state)
{
	struct canvas c = canvas_new(1, 30);

	(void)state;
	layout_title(&c, 0, "Caseload", "week 47", "");
	check_row(&c, 0, " Caseload             week 47");
	canvas_clear(&c);
	layout_title(&c, 0, "Caseload - Kirsten Holm", "wk 47", "invented");
	check_row(&c, 0, " Caseload -…  wk 47  invented");
	check_role(&c, 0, 21, ROLE_INVENTED);
	canvas_clear(&c);
	layout_title(&c, 0, "Caseload", "a state that is longer than the row", "");
	check_row(&c, 0, " Caseload");
	canvas_clear(&c);
	layout_title(&c, 0, "Aksel Brandt", "at the office  09:32  own look", "");
	check_row(&c, 0, " Aksel Brandt        own look");
	canvas_clear(&c);
	layout_title(&c, 0, "Caseload - Kirsten Holm", "week 47, Sunday 2026-11-22", "");
	check_row(&c, 0, " Caseload - Kirsten Holm");
	canvas_free(&c);
}

/* 40 columns: what Enter does is said before what Esc does, and never half of a word. */
static void a_narrow_footer_names_the_first_action(void **state)
{
	struct canvas c = canvas_new(1, 40);

	(void)state;
	layout_footer(&c, 0, CONTEXT_CASELOAD, NULL, NULL);
	check_row(&c, 0, " Enter open          : commands  ? help");
	canvas_free(&c);
}

static void the_chosen_tab_is_in_brackets(void **state)
{
	static const char *const labels[] = { "Progress", "Plan", "Log", NULL };
	struct canvas c = canvas_new(1, 40);

	(void)state;
	layout_tabs(&c, 0, 0, labels, 1);
	check_row(&c, 0, " 1 Progress [2 Plan] 3 Log");
	check_role(&c, 0, 13, ROLE_HEADING);
	canvas_free(&c);
	c = canvas_new(1, 22);
	layout_tabs(&c, 0, 0, labels, 0);
	check_row(&c, 0, "[1 Progress] 2  3");
	canvas_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_footer_keeps_help_and_commands),
		cmocka_unit_test(in_a_text_field_it_names_keys_that_work_there),
		cmocka_unit_test(it_says_what_a_digit_does),
		cmocka_unit_test(a_screen_has_its_own_words),
		cmocka_unit_test(title_and_state_share_the_row),
		cmocka_unit_test(a_narrow_footer_names_the_first_action),
		cmocka_unit_test(the_chosen_tab_is_in_brackets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
