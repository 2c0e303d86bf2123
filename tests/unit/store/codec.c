/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include "stige/base/mem.h"

static void same(const struct answer *answers, size_t count, const char *json)
{
	struct str out = STR_INIT;
	struct arena a = ARENA_INIT;
	const struct answer *back;
	size_t n;

	answers_encode(&out, answers, count);
	assert_string_equal(out.text, json);
	assert_int_equal(answers_decode(&a, out.text, out.len, &back, &n, NULL), STIGE_OK);
	assert_int_equal(n, count);
	for (size_t i = 0; i < n; i++)
		assert_true(answer_eq(&back[i], &answers[i]));
	arena_release(&a);
	str_release(&out);
}

/* The shapes of design.md section 4. */
static void every_shape_there_and_back(void **state)
{
	struct answer answers[] = {
		answer_number(4), answer_text("cv"), answer_set("friends jobnet"), answer_set("none"),
		answer_state(ANSWER_DK), answer_state(ANSWER_DECLINED), answer_state(ANSWER_NONE),
	};

	(void)state;
	same(answers, ARRAY_SIZE(answers),
		"[4,\"cv\",[\"friends\",\"jobnet\"],[\"none\"],{\"no\":\"dk\"},{\"no\":\"declined\"},null]");
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		answer_release(&answers[i]);
	same(NULL, 0, "[]");
}

static void numbers_keep_their_value(void **state)
{
	static const struct {
		double n;
		const char *json;
	} cases[] = {
		{ 0, "[0]" },
		{ -0.0, "[0]" },
		{ 25500, "[25500]" },
		{ -3, "[-3]" },
		{ 0.1, "[0.1]" },
		{ 12.5, "[12.5]" },
		{ 1.0 / 3, "[0.3333333333333333]" },
		{ 1e300, "[1e+300]" },
		{ 123456789012345.0, "[123456789012345]" },
		{ 5e-324, "[4.94065645841247e-324]" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct answer a = answer_number(cases[i].n);

		same(&a, 1, cases[i].json);
	}
}

static void texts_are_escaped(void **state)
{
	struct answer a = answer_text("a\"b\\c\nd\te\x7f æøå 🦉");

	(void)state;
	same(&a, 1, "[\"a\\\"b\\\\c\\u000ad\\u0009e\\u007f æøå 🦉\"]");
	answer_release(&a);
}

static void reads_other_ways_of_writing(void **state)
{
	static const char json[] = " [ 1.50e1 , \"\\u00e6\\ud83e\\udd89\\/\\n\" , "
		"[ \"a\" , \"b\" ] , { \"no\" : \"dk\" } , null ] ";
	struct arena a = ARENA_INIT;
	const struct answer *got;
	size_t n;

	(void)state;
	assert_int_equal(answers_decode(&a, json, strlen(json), &got, &n, NULL), STIGE_OK);
	assert_int_equal(n, 5);
	assert_true(got[0].number == 15);
	assert_string_equal(got[1].text, "æ🦉/\n");
	assert_string_equal(got[2].text, "a b");
	assert_int_equal(got[3].kind, ANSWER_DK);
	assert_int_equal(got[4].kind, ANSWER_NONE);
	arena_release(&a);
}

static void refuses_everything_else(void **state)
{
	static const char *const bad[] = {
		"",
		"[",
		"]",
		"[1",
		"[1,]",
		"[,1]",
		"[1 2]",
		"[1]x",
		"[1][2]",
		"{}",
		"null",
		"1",
		"\"a\"",
		"[\"a]",
		"[\"\"]",
		"[[]]",
		"[[\"\"]]",
		"[[\"a b\"]]",
		"[[1]]",
		"[[\"a\",]]",
		"[{}]",
		"[{\"no\":\"maybe\"}]",
		"[{\"yes\":\"dk\"}]",
		"[{\"no\":\"dk\"]",
		"[{\"no\":\"dk\",\"x\":1}]",
		"[nul]",
		"[true]",
		"[NaN]",
		"[inf]",
		"[0x10]",
		"[+1]",
		"[.5]",
		"[1e999]",
		"[--1]",
		"[1e]",
		"[\"\\x\"]",
		"[\"\\u12\"]",
		"[\"\\u0000\"]",
		"[\"\\ud800\"]",
		"[\"\\udc00\"]",
		"[\"a\nb\"]",
		"[11111111111111111111111111111111111111111111111111111111111111111111111]",
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct arena a = ARENA_INIT;
		const struct answer *got;
		size_t n;

		if (answers_decode(&a, bad[i], strlen(bad[i]), &got, &n, &err) != STIGE_DATA)
			fail_msg("taken: %s", bad[i]);
		arena_release(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_there_and_back),
		cmocka_unit_test(numbers_keep_their_value),
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(reads_other_ways_of_writing),
		cmocka_unit_test(refuses_everything_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
