/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static void names_go_both_ways(void **state)
{
	static const char *const names[] = {
		"Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Delete", "PgUp", "PgDn", "Home", "End", "Up",
		"F1", "F12", "Ctrl-p", "Ctrl-z", "Space", "x", "X", "?", ":", "/", "=", "0", "å", "€", "😀", "#",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		struct str out = STR_INIT;

		key_format(key_named(names[i]), &out);
		assert_string_equal(out.text, names[i]);
		str_release(&out);
	}
}

static void other_words_are_no_keys(void **state)
{
	static const char *const names[] = {
		"", " ", "enter", "F13", "F0", "Ctrl-P", "Ctrl-", "Ctrl-1", "xy", "(time)", "\x80", "\xC3", "\xE2\x82",
		"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "Shift-Up",
	};
	struct key key = { .code = KC_NONE };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (key_parse(names[i], &key))
			fail_msg("\"%s\" was taken for a key", names[i]);
	assert_int_equal(key.code, KC_NONE);
}

static void text_is_taken_character_by_character(void **state)
{
	struct key key = { .code = KC_NONE };

	(void)state;
	assert_int_equal(key_from_text("øl", &key), 2);
	assert_int_equal(key.ch, 0xF8);
	assert_int_equal(key_from_text("", &key), 0);
	assert_int_equal(key_from_text("\xFF", &key), 0);
}

static void the_keys_of_an_action_are_those_that_work_here(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	assert_int_equal(keys_of_action(ACTION_COMMANDS, CONTEXT_CASELOAD, 9, &out), 3);
	assert_string_equal(out.text, ":  F2  Ctrl-p");
	str_clear(&out);
	assert_int_equal(keys_of_action(ACTION_COMMANDS, CONTEXT_FIELD, 1, &out), 1);
	assert_string_equal(out.text, "F2");
	str_clear(&out);
	assert_int_equal(keys_of_action(ACTION_COMMANDS, CONTEXT_ROOM, 9, &out), 0);
	assert_string_equal(out.text, "");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_go_both_ways),
		cmocka_unit_test(other_words_are_no_keys),
		cmocka_unit_test(text_is_taken_character_by_character),
		cmocka_unit_test(the_keys_of_an_action_are_those_that_work_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
