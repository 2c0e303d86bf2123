/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "check.h"
#include "stige/base/mem.h"
#include "stige/ui/actions.h"
#include "stige/base/banned.h"

static void the_table_keeps_its_rules(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	if (actions_check(&err) != STIGE_OK)
		fail_msg("%s", err.msg);
}

#define ROW(...) { .group = ACTION_GROUP_DO, .label = "", .help = "Does it", __VA_ARGS__ }

static void broken_tables_are_found(void **state)
{
	static const struct {
		struct action_info rows[3];      /* the first is ACTION_NONE */
		const char *says;
	} cases[] = {
		{ { { 0 }, ROW(.name = "a", .keys = "x F2", .contexts = CONTEXT_LIST | CONTEXT_GRID),
			ROW(.name = "b", .keys = "F3 x", .contexts = CONTEXT_GRID) },
			"x means both a and b in context grid" },
		{ { { 0 }, ROW(.name = "a", .keys = "@", .contexts = CONTEXT_LIST),
			ROW(.name = "b", .keys = "", .contexts = CONTEXT_LIST) }, "@ needs AltGr" },
		{ { { 0 }, ROW(.name = "a", .keys = "~", .contexts = CONTEXT_LIST),
			ROW(.name = "b", .keys = "", .contexts = CONTEXT_LIST) }, "dead key" },
		{ { { 0 }, ROW(.name = "a", .keys = "´", .contexts = CONTEXT_LIST),
			ROW(.name = "b", .keys = "", .contexts = CONTEXT_LIST) }, "dead key" },
		{ { { 0 }, ROW(.name = "a", .keys = "Entre", .contexts = CONTEXT_LIST),
			ROW(.name = "b", .keys = "", .contexts = CONTEXT_LIST) }, "Entre is not a key" },
		{ { { 0 }, ROW(.name = "a", .keys = "x", .contexts = CONTEXT_LIST),
			ROW(.name = "a", .keys = "", .contexts = CONTEXT_LIST) }, "two actions are named a" },
		{ { { 0 }, ROW(.name = "a", .keys = "x", .contexts = 0),
			ROW(.name = "b", .keys = "", .contexts = CONTEXT_LIST) }, "a has no context" },
		{ { { 0 }, ROW(.name = "a", .keys = "x", .contexts = CONTEXT_LIST),
			{ .name = "b", .keys = "y", .contexts = CONTEXT_LIST, .label = "", .help = "" } },
			"b has no help" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(actions_check_table(cases[i].rows, 3, &err), STIGE_INTERNAL);
		if (!strstr(err.msg, cases[i].says))
			fail_msg("case %zu says: %s", i, err.msg);
	}
}

static void the_same_key_may_differ_between_contexts(void **state)
{
	static const struct action_info rows[] = {
		{ 0 }, ROW(.name = "a", .keys = "d", .contexts = CONTEXT_ADVICE),
		ROW(.name = "b", .keys = "d", .contexts = CONTEXT_ACTIVITIES),
	};
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(actions_check_table(rows, 3, &err), STIGE_OK);
}

/* design.md section 5 and ux.md section 8: what a key means where. */
static void keys_mean_what_the_design_says(void **state)
{
	static const struct {
		enum context context;
		const char *key;
		enum action action;
	} cases[] = {
		{ CONTEXT_CASELOAD, "c", ACTION_NEW_CLIENT }, { CONTEXT_CASELOAD, "n", ACTION_FIND_NEXT },
		{ CONTEXT_CASELOAD, "N", ACTION_FIND_PREVIOUS }, { CONTEXT_CASELOAD, "m", ACTION_START_MEETING },
		{ CONTEXT_CASELOAD, "?", ACTION_HELP }, { CONTEXT_CASELOAD, ":", ACTION_COMMANDS },
		{ CONTEXT_CASELOAD, "/", ACTION_FIND }, { CONTEXT_CASELOAD, "f", ACTION_FILTER },
		{ CONTEXT_CASELOAD, "x", ACTION_EXPORT }, { CONTEXT_CASELOAD, "q", ACTION_LEAVE },
		{ CONTEXT_CASELOAD, "F10", ACTION_LEAVE }, { CONTEXT_CASELOAD, "Ctrl-c", ACTION_LEAVE },
		{ CONTEXT_CASELOAD, "k", ACTION_UP }, { CONTEXT_CASELOAD, "j", ACTION_DOWN },
		{ CONTEXT_CASELOAD, "G", ACTION_LAST }, { CONTEXT_CASELOAD, "Shift-Tab", ACTION_PREVIOUS_PART },
		{ CONTEXT_MEETING, "w", ACTION_LOOK }, { CONTEXT_MEETING, "s", ACTION_SKIP },
		{ CONTEXT_ACTIVITIES, "=", ACTION_TAKE_OVER }, { CONTEXT_ACTIVITIES, "d", ACTION_DATES },
		{ CONTEXT_ACTIVITIES, "Space", ACTION_MARK }, { CONTEXT_ADVICE, "d", ACTION_DECLINE },
		{ CONTEXT_ADVICE, "v", ACTION_ALL_RULES }, { CONTEXT_GRID, "e", ACTION_REMARK },
		{ CONTEXT_GRID, "5", ACTION_DIGIT_5 }, { CONTEXT_GRID, "Backspace", ACTION_PREVIOUS },
		{ CONTEXT_GRID, "u", ACTION_UNDO }, { CONTEXT_GRID, "U", ACTION_REDO },
		{ CONTEXT_FIELD, "u", ACTION_NONE }, { CONTEXT_FIELD, "F7", ACTION_UNDO },
		{ CONTEXT_FIELD, "?", ACTION_NONE }, { CONTEXT_FIELD, "F1", ACTION_HELP },
		{ CONTEXT_FIELD, "5", ACTION_NONE }, { CONTEXT_FIELD, "Space", ACTION_NONE },
		{ CONTEXT_FIELD, "Ctrl-p", ACTION_COMMANDS }, { CONTEXT_FIELD, "F2", ACTION_COMMANDS },
		{ CONTEXT_FIELD, "Left", ACTION_NONE }, { CONTEXT_AREA, "Enter", ACTION_NONE },
		{ CONTEXT_AREA, "Up", ACTION_NONE }, { CONTEXT_AREA, "Tab", ACTION_NEXT_PART },
		{ CONTEXT_ROOM, "3", ACTION_DIGIT_3 }, { CONTEXT_ROOM, "Enter", ACTION_OPEN },
		{ CONTEXT_ROOM, "F1", ACTION_HELP }, { CONTEXT_ROOM, "F9", ACTION_BLANK },
		/* The client's room has no way out but the lock. */
		{ CONTEXT_ROOM, "q", ACTION_NONE }, { CONTEXT_ROOM, "F10", ACTION_NONE },
		{ CONTEXT_ROOM, "Ctrl-c", ACTION_NONE }, { CONTEXT_ROOM, "Ctrl-z", ACTION_NONE },
		{ CONTEXT_ROOM, ":", ACTION_NONE }, { CONTEXT_ROOM, "F2", ACTION_NONE },
		{ CONTEXT_ROOM, "Ctrl-p", ACTION_NONE }, { CONTEXT_ROOM, "F6", ACTION_NONE },
		{ CONTEXT_ROOM_TEXT, "5", ACTION_NONE }, { CONTEXT_ROOM_TEXT, "F10", ACTION_NONE },
		{ CONTEXT_LOCK, "F2", ACTION_NONE }, { CONTEXT_LOCK, "F10", ACTION_NONE },
		{ CONTEXT_LOCK, "Ctrl-z", ACTION_NONE }, { CONTEXT_LOCK, "Enter", ACTION_OPEN },
		{ CONTEXT_BLANK, "Enter", ACTION_NONE }, { CONTEXT_BLANK, "Ctrl-c", ACTION_NONE },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		enum action action = keys_action(cases[i].context, key_named(cases[i].key));

		if (action != cases[i].action)
			fail_msg("%s in %s means \"%s\"", cases[i].key, context_name(cases[i].context),
				action_info(action)->name);
	}
}

/* Help and commands are always to be had, except in the client's room, at locks and when blank. */
static void help_and_commands_are_everywhere(void **state)
{
	unsigned except = CONTEXT_ROOM | CONTEXT_ROOM_TEXT | CONTEXT_LOCK | CONTEXT_BLANK;
	int i;

	(void)state;
	for (i = 0; i < CONTEXT_NUMBER_COUNT; i++) {
		enum context context = (enum context)(1 << i);
		struct str keys = STR_INIT;

		if ((unsigned)context & except)
			continue;
		if (keys_of_action(ACTION_HELP, context, 1, &keys) != 1
			|| keys_of_action(ACTION_COMMANDS, context, 1, &keys) != 1)
			fail_msg("no help or no commands in %s", context_name(context));
		str_release(&keys);
	}
}

static void names_are_found(void **state)
{
	int digit = -1;

	(void)state;
	assert_int_equal(action_by_name("new-client"), ACTION_NEW_CLIENT);
	assert_int_equal(action_by_name("no-such"), ACTION_NONE);
	assert_int_equal(action_by_name(""), ACTION_NONE);
	assert_true(action_digit(ACTION_DIGIT_9, &digit));
	assert_int_equal(digit, 9);
	assert_false(action_digit(ACTION_FIND, &digit));
	assert_true(context_takes_text(CONTEXT_FIELD));
	assert_false(context_takes_text(CONTEXT_GRID));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_keeps_its_rules),
		cmocka_unit_test(broken_tables_are_found),
		cmocka_unit_test(the_same_key_may_differ_between_contexts),
		cmocka_unit_test(keys_mean_what_the_design_says),
		cmocka_unit_test(help_and_commands_are_everywhere),
		cmocka_unit_test(names_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
