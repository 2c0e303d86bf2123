/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/answer.h"
#include "stige/base/err.h"
#include "stige/base/issue.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

/* ---- errors ---- */

static void an_error_is_one_line(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&err, STIGE_DATA, "row %d is wrong", 3), STIGE_DATA);
	assert_int_equal(err.rc, STIGE_DATA);
	assert_string_equal(err.msg, "row 3 is wrong");
	err_prefix(&err, "%s", "clients.csv");
	assert_int_equal(err.rc, STIGE_DATA);
	assert_string_equal(err.msg, "clients.csv: row 3 is wrong");
	err_set(&err, STIGE_IO, "a\nb\r\033c");
	assert_string_equal(err.msg, "a b  c");
	assert_int_equal(err_set(NULL, STIGE_BUSY, "nobody listens"), STIGE_BUSY);
	err_prefix(NULL, "x");
}

/* Letters of one to four bytes, cut at every place the buffer can end. */
static void a_long_error_is_cut_between_characters(void **state)
{
	static const char *const letters[] = { "a", "ø", "漢", "\U0001F600" };
	struct str text = STR_INIT;
	struct err err;

	(void)state;
	for (size_t shift = 0; shift < 8; shift++) {
		for (size_t i = 0; i < ARRAY_SIZE(letters); i++) {
			str_clear(&text);
			str_addn(&text, "12345678", shift);
			while (text.len < 2000)
				str_add(&text, letters[i]);
			err_set(&err, STIGE_DATA, "%s", text.text);
			assert_int_equal(text_valid_bytes(err.msg, strlen(err.msg)), strlen(err.msg));
			assert_true(strlen(err.msg) + 4 >= sizeof(err.msg));
			err_prefix(&err, "ø%s", "x");
			assert_int_equal(text_valid_bytes(err.msg, strlen(err.msg)), strlen(err.msg));
			assert_true(str_starts(err.msg, "øx: "));
		}
	}
	str_release(&text);
}

/* ---- issues ---- */

static void issues_keep_their_order(void **state)
{
	struct issues s = ISSUES_INIT;

	(void)state;
	assert_null(issues_find(&s, "birth"));
	issues_add(&s, "name", "the name is missing");
	issues_add(&s, "birth", "%d is not a year", 20);
	issues_add(&s, "birth", "a second one");
	for (int i = 0; i < 100; i++)
		issues_add(&s, "more", "%d", i);
	assert_int_equal(s.count, 103);
	assert_string_equal(issues_find(&s, "birth"), "20 is not a year");
	assert_string_equal(s.list[0].field, "name");
	assert_string_equal(s.list[102].message, "99");
	assert_null(issues_find(&s, "goal"));
	issues_release(&s);
	assert_int_equal(s.count, 0);
	issues_release(&s);
}

/* ---- answers ---- */

static void answers_know_what_they_are(void **state)
{
	const struct {
		struct answer answer;
		bool known, given;
	} cases[] = {
		{ answer_state(ANSWER_NONE), false, false },
		{ answer_state(ANSWER_DK), false, true },
		{ answer_state(ANSWER_DECLINED), false, true },
		{ answer_number(0.0), true, true },
		{ answer_number(3.5), true, true },
		{ answer_text("none"), true, true },
		{ answer_text("3"), true, true },
		{ answer_text("other"), true, true },
		{ answer_set("none"), true, true },
		{ answer_set("a b"), true, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct answer *a = &cases[i].answer;
		struct answer copy = answer_copy(a);

		assert_int_equal(answer_known(a), cases[i].known);
		assert_int_equal(answer_given(a), cases[i].given);
		assert_true(answer_eq(a, &copy));
		for (size_t k = 0; k < ARRAY_SIZE(cases); k++)
			assert_int_equal(answer_eq(a, &cases[k].answer), i == k);
		answer_release(&copy);
		assert_int_equal(copy.kind, ANSWER_NONE);
		assert_null(copy.text);
	}
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		mem_free(cases[i].answer.text);
}

static void an_empty_text_is_no_answer(void **state)
{
	(void)state;
	assert_int_equal(answer_text("").kind, ANSWER_NONE);
	assert_int_equal(answer_text(NULL).kind, ANSWER_NONE);
	assert_int_equal(answer_set("").kind, ANSWER_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_is_one_line),
		cmocka_unit_test(a_long_error_is_cut_between_characters),
		cmocka_unit_test(issues_keep_their_order),
		cmocka_unit_test(answers_know_what_they_are),
		cmocka_unit_test(an_empty_text_is_no_answer),
	};

	return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}
