/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/ui/theme.h"
#include "stige/base/banned.h"

static bool reversed(enum theme theme, enum canvas_role role)
{
	return theme_style(theme, role).attrs & THEME_REVERSE;
}

static void focus_is_seen_without_colour(void **state)
{
	int theme, role;

	(void)state;
	for (theme = 0; theme < THEME_COUNT; theme++)
		for (role = 0; role < ROLE_COUNT; role++)
			assert_int_equal(reversed((enum theme)theme, (enum canvas_role)role), role == ROLE_FOCUS);
}

static void themes_keep_to_their_colours(void **state)
{
	int theme, role;

	(void)state;
	for (theme = 0; theme < THEME_COUNT; theme++) {
		int most = theme == THEME_MONO ? -1 : theme == THEME_CONSOLE8 ? 7 : 15;

		for (role = 0; role < ROLE_COUNT; role++) {
			struct theme_style style = theme_style((enum theme)theme, (enum canvas_role)role);

			assert_in_range(style.fore + 1, 0, most + 1);
			assert_in_range(style.back + 1, 0, most + 1);
		}
	}
}

/* Red and green say the same to one man in twelve. */
static void rises_and_falls_are_not_red_and_green(void **state)
{
	int theme;

	(void)state;
	for (theme = 0; theme < THEME_COUNT; theme++) {
		assert_int_not_equal(theme_style((enum theme)theme, ROLE_UP).fore % 8, 2);
		assert_int_not_equal(theme_style((enum theme)theme, ROLE_DOWN).fore % 8, 1);
	}
}

static void names_go_both_ways(void **state)
{
	enum theme theme;
	int i;

	(void)state;
	for (i = 0; i < THEME_COUNT; i++) {
		assert_true(theme_parse(theme_name((enum theme)i), &theme));
		assert_int_equal(theme, i);
	}
	assert_false(theme_parse("pink", &theme));
}

static void colour_can_be_switched_off(void **state)
{
	(void)state;
	assert_int_equal(theme_choose(THEME_DARK, THEME_COLOUR_AUTO, NULL, true), THEME_DARK);
	assert_int_equal(theme_choose(THEME_DARK, THEME_COLOUR_AUTO, "", true), THEME_DARK);
	assert_int_equal(theme_choose(THEME_DARK, THEME_COLOUR_AUTO, "1", true), THEME_MONO);
	assert_int_equal(theme_choose(THEME_DARK, THEME_COLOUR_ALWAYS, "1", true), THEME_DARK);
	assert_int_equal(theme_choose(THEME_DARK, THEME_COLOUR_NEVER, NULL, true), THEME_MONO);
	assert_int_equal(theme_choose(THEME_DARK, THEME_COLOUR_ALWAYS, NULL, false), THEME_MONO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(focus_is_seen_without_colour),
		cmocka_unit_test(themes_keep_to_their_colours),
		cmocka_unit_test(rises_and_falls_are_not_red_and_green),
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(colour_can_be_switched_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
