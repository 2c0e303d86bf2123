/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/ui/help.h"
#include "stige/ui/palette.h"
#include "stige/base/banned.h"

static void letters_must_come_in_order(void **state)
{
	(void)state;
	assert_true(palette_score("expo", "export") > 0);
	assert_true(palette_score("ncl", "new-client") > 0);
	assert_true(palette_score("EXP", "export") > 0);
	assert_int_equal(palette_score("opx", "export"), 0);
	assert_int_equal(palette_score("exports", "export"), 0);
	assert_true(palette_score("", "anything") > 0);
}

static void better_matches_come_first(void **state)
{
	(void)state;
	assert_true(palette_score("ex", "export") > palette_score("ex", "the export"));
	assert_true(palette_score("rt", "export") > palette_score("et", "export"));
}

static void commands_are_found_by_name(void **state)
{
	enum action found[ACTION_COUNT];

	(void)state;
	assert_true(palette_match("expo", CONTEXT_CASELOAD, found) > 0);
	assert_int_equal(found[0], ACTION_EXPORT);
	assert_true(palette_match("new", CONTEXT_CASELOAD, found) > 0);
	assert_int_equal(found[0], ACTION_NEW_CLIENT);
	assert_true(palette_match("handov", CONTEXT_CLIENT, found) > 0);
	assert_int_equal(found[0], ACTION_OPEN_HANDOVER);
	assert_int_equal(palette_match("zzzz", CONTEXT_CASELOAD, found), 0);
}

static void only_what_works_here_is_offered(void **state)
{
	enum action found[ACTION_COUNT];
	size_t i, n = palette_match("", CONTEXT_ADVICE, found);

	(void)state;
	assert_true(n > 5);
	for (i = 0; i < n; i++) {
		assert_true(action_info(found[i])->contexts & CONTEXT_ADVICE);
		assert_int_not_equal(found[i], ACTION_UP);
		assert_int_not_equal(found[i], ACTION_DIGIT_0);
		assert_int_not_equal(found[i], ACTION_COMMANDS);
	}
}

static void help_has_every_key_of_the_context(void **state)
{
	struct help_row rows[HELP_ROWS_MOST];
	size_t i, n = help_rows(CONTEXT_CASELOAD, rows);
	bool new_client = false, digits = false;

	(void)state;
	assert_int_equal(rows[0].action, ACTION_NONE);
	for (i = 0; i < n; i++) {
		struct str keys = STR_INIT;

		help_keys(&rows[i], CONTEXT_CASELOAD, &keys);
		assert_true((rows[i].action == ACTION_NONE) == (keys.len == 0));
		new_client = new_client || (rows[i].action == ACTION_NEW_CLIENT && str_eq(keys.text, "c"));
		digits = digits || str_eq(keys.text, "0-9");
		assert_int_not_equal(rows[i].action, ACTION_DATES);
		assert_int_not_equal(rows[i].action, ACTION_DIGIT_1);
		str_release(&keys);
	}
	assert_true(new_client);
	assert_true(digits);
}

static void help_leaves_out_empty_groups(void **state)
{
	struct help_row rows[HELP_ROWS_MOST];
	size_t i, n = help_rows(CONTEXT_LOCK, rows);

	(void)state;
	for (i = 0; i + 1 < n; i++)
		assert_false(rows[i].action == ACTION_NONE && rows[i + 1].action == ACTION_NONE);
	assert_int_not_equal(rows[n - 1].action, ACTION_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_must_come_in_order),
		cmocka_unit_test(better_matches_come_first),
		cmocka_unit_test(commands_are_found_by_name),
		cmocka_unit_test(only_what_works_here_is_offered),
		cmocka_unit_test(help_has_every_key_of_the_context),
		cmocka_unit_test(help_leaves_out_empty_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
