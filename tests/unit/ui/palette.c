/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"
#include <stdlib.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/help.h"
#include "stige/ui/keys.h"
#include "stige/ui/palette.h"
#include "stige/ui/tasks.h"
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

		if (rows[i].task || rows[i].word)
			continue;

		help_keys(&rows[i], CONTEXT_CASELOAD, &keys);
		assert_true((rows[i].heading != NULL) == (keys.len == 0));
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
		assert_false(rows[i].heading && rows[i + 1].heading);
	assert_null(rows[n - 1].heading);
}

/* What a person would type who does not know our names; each must lead to the action at once. */
static void commands_are_found_by_other_words(void **state)
{
	static const struct { enum context context; enum action action; const char *en, *da; } cases[] = {
		{ CONTEXT_CLIENT, ACTION_PAUSE, "pause", "pause" },
		{ CONTEXT_CASELOAD, ACTION_PAUSE, "pause", "pause" },
		{ CONTEXT_CASELOAD, ACTION_EDIT, "birth date", "fødselsdato" },
		{ CONTEXT_MEETING, ACTION_WRONG_CLIENT, "wrong", "forkert" },
		{ CONTEXT_CLIENT, ACTION_RESPONSES, "wrong answer", "forkert svar" },
		{ CONTEXT_CASELOAD, ACTION_SHEET, "print", "udskriv" },
		{ CONTEXT_CLIENT, ACTION_RESPONSES, "correct", "ret et svar" },
		{ CONTEXT_MEETING, ACTION_EDIT, "reads badly", "læser dårligt" },
		{ CONTEXT_MEETING, ACTION_EDIT, "interpreter", "tolk" },
		{ CONTEXT_CASELOAD, ACTION_OPEN_HANDOVER, "hand over", "overdrag" },
		{ CONTEXT_CASELOAD, ACTION_START_MEETING, "sick", "syg" },
		{ CONTEXT_CASELOAD, ACTION_START_MEETING, "no-show", "udeblev" },
		{ CONTEXT_CASELOAD, ACTION_EXPORT, "excel", "regneark" },
		{ CONTEXT_CASELOAD, ACTION_UNDO, "mistake", "fortryd" },
		{ CONTEXT_CASELOAD, ACTION_OPEN_OFFICES, "bundle", "pakke" },
		{ CONTEXT_LOG, ACTION_OPEN_BACKUPS, "backup", "sikkerhedskopi" },
		{ CONTEXT_LOG, ACTION_OPEN_BACKUPS, "restore", "gendan" },
		{ CONTEXT_CLIENT, ACTION_RIGHTS, "erase", "slet" },
		{ CONTEXT_CASELOAD, ACTION_KEYS, "password", "password" },       /* English in the Danish palette */
	};

	(void)state;
	for (size_t i = 0; i < 2 * ARRAY_SIZE(cases); i++) {
		const char *typed = i % 2 ? cases[i / 2].da : cases[i / 2].en;
		enum action found[ACTION_COUNT], wanted = cases[i / 2].action;

		i18n_start(i % 2 ? "da" : "en", getenv("STIGE_LOCALEDIR"));
		if (palette_match(typed, cases[i / 2].context, found) == 0 || found[0] != wanted)
			fail_msg("\"%s\" does not lead to %s", typed, action_info(wanted)->name);
	}
	i18n_start("en", getenv("STIGE_LOCALEDIR"));
}

/* Issue 6's twelve; the table may have more. */
static void every_task_of_a_day_is_told(void **state)
{
	static const char *const asked[] = { "first-start", "meeting", "no-show", "wrong-client", "correct-answer", "pause",
		"find", "hand-over", "export", "sheet", "backup", "cannot-read" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(asked); i++) {
		size_t at = 0;

		while (at < task_row_count && !str_eq(task_rows[at].name, asked[i]))
			at++;
		if (at == task_row_count)
			fail_msg("no task is named %s", asked[i]);
	}
}

/* Each "{name}" of a text is an action: what stands between braces. Returns how many there were. */
static size_t check_named(const char *text)
{
	size_t n = 0;

	for (const char *p = strchr(text, '{'); p; p = strchr(p + 1, '{'), n++) {
		struct str name = STR_INIT;

		str_addn(&name, p + 1, strcspn(p + 1, "}"));
		if (action_by_name(name.text) == ACTION_NONE)
			fail_msg("\"%s\" names %s, which is no action", text, name.text);
		str_release(&name);
	}
	return n;
}

/* What a task tells works: its action has its place where the task says, by a key or by the word that is told. */
static void what_a_task_tells_works(void **state)
{
	static const char *const langs[] = { "en", "da" };

	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(langs); k++) {
		i18n_start(langs[k], getenv("STIGE_LOCALEDIR"));
		for (size_t i = 0; i < task_row_count; i++) {
			const struct task_info *task = &task_rows[i];
			struct str how = STR_INIT;

			assert_int_equal(task->contexts & ~action_info(task->action)->contexts, 0);
			assert_int_equal(check_named(_(task->how)), check_named(task->how));
			assert_true(check_named(task->how) > 0);
			task_how(task, &how);
			assert_null(strchr(how.text, '{'));
			str_release(&how);
		}
	}
	i18n_start("en", getenv("STIGE_LOCALEDIR"));
}

/* The word that help tells to type is enough: what it stands for is the first match, in both languages. */
static void the_word_that_is_told_is_enough(void **state)
{
	static const char *const langs[] = { "en", "da" };

	(void)state;
	for (size_t k = 0; k < 2 * (size_t)ACTION_COUNT; k++) {
		enum action action = (enum action)(k / 2), found[ACTION_COUNT];
		const struct action_info *info = action_info(action);
		enum context first = (enum context)(info->contexts & ~(info->contexts - 1));
		struct str told = STR_INIT, name = STR_INIT;

		i18n_start(langs[k % 2], getenv("STIGE_LOCALEDIR"));
		if (action != ACTION_NONE && !info->keys[0]) {
			str_addf(&name, "{%s}", info->name);
			keys_expand(name.text, &told);
			assert_true(str_starts(told.text, ": "));
			if (palette_match(told.text + 2, first, found) == 0 || found[0] != action)
				fail_msg("\"%s\" (%s) does not lead to %s first", told.text + 2, langs[k % 2], info->name);
		}
		str_release(&told);
		str_release(&name);
	}
	i18n_start("en", getenv("STIGE_LOCALEDIR"));
}

/* What begins here stands first; the rest is told all the same. */
static void tasks_that_begin_here_come_first(void **state)
{
	struct help_row rows[HELP_ROWS_MOST];
	size_t tasks = 0;

	(void)state;
	help_rows(CONTEXT_MEETING, rows);
	assert_string_equal(rows[0].heading, "How do I ...");
	assert_string_equal(rows[1].task->name, "cannot-read");
	assert_true(rows[1].here);
	for (size_t i = 1; rows[i].task; i++, tasks++)
		assert_false(rows[i].here && i > 1 && !rows[i - 1].here);
	assert_int_equal(tasks, task_row_count);
	assert_false(rows[tasks].here);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_must_come_in_order),
		cmocka_unit_test(better_matches_come_first),
		cmocka_unit_test(commands_are_found_by_name),
		cmocka_unit_test(commands_are_found_by_other_words),
		cmocka_unit_test(every_task_of_a_day_is_told),
		cmocka_unit_test(what_a_task_tells_works),
		cmocka_unit_test(the_word_that_is_told_is_enough),
		cmocka_unit_test(tasks_that_begin_here_come_first),
		cmocka_unit_test(only_what_works_here_is_offered),
		cmocka_unit_test(help_has_every_key_of_the_context),
		cmocka_unit_test(help_leaves_out_empty_groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
