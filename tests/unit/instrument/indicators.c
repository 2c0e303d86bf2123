/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measured items, their figures and pairs, and answers as numbers. */
#include "support.h"

#include "stige/base/text.h"

#include "stige/base/banned.h"

/* Typed from the report: Figures 3, 5, 6 (lines 265-291, 390-415, 450-472) and 7 (505-549). */
static const struct {
	int figure;
	const char *names;
} figures[] = {
	{ 3, "c3 c5 c6 c8 c9 w2 w7 w10 w11" },
	{ 5, "c3 c6 c8 c10 c11 w2 w11" },
	{ 6, "c3 c6 c10 w2 w11" },
	{ 7, "c5 c11 w8 w11e" },
};

static void test_figures(void **state)
{
	const struct indicators *s = &((const struct instrument *)*state)->indicators;

	for (size_t k = 0; k < ARRAY_SIZE(figures); k++) {
		struct str names = STR_INIT;

		for (size_t i = 0; i < s->count; i++)
			if (indicator_in_figure(&s->list[i], figures[k].figure))
				str_addf(&names, "%s%s", names.len ? " " : "", s->list[i].name);
		assert_string_equal(names.text, figures[k].names);
		str_release(&names);
	}
}

static const char *const pairs[][2] = {
	{ "c1", "w1" }, { "c2", "w3" }, { "c3", "w5" }, { "c4", "w8" }, { "c5", "w9" }, { "c6", "w10" },
	{ "c8", "w11" },
};

static void test_order_and_pairs(void **state)
{
	const struct indicators *s = &((const struct instrument *)*state)->indicators;
	size_t paired = 0;

	assert_int_equal(s->count, 23);
	for (size_t i = 0; i < s->count; i++) {
		char no[24];

		snprintf(no, sizeof no, "%zu", i < 11 ? i + 1 : i - 10);
		assert_string_equal(s->list[i].no, i == 22 ? "11e" : no);
		assert_int_equal(s->list[i].side, i < 11 ? INDICATOR_CLIENT : INDICATOR_CASEWORKER);
		assert_int_equal(s->list[i].optional, i == 22);
		assert_int_equal(s->list[i].kind,
			i == 9 ? INDICATOR_SET : i == 10 ? INDICATOR_NUMBER : INDICATOR_SCALE);
		assert_int_equal(s->list[i].rising, i != 10);
		assert_true(*indicator_construct(&s->list[i], "da")
			&& *indicator_construct(&s->list[i], "en"));
		assert_true(text_width(indicator_short(&s->list[i], "da")) <= 24);
		assert_true(text_width(indicator_short(&s->list[i], "en")) <= 24);
		assert_true(text_width(indicator_row(&s->list[i], "da")) <= 48);
		assert_true(text_width(indicator_row(&s->list[i], "en")) <= 48);
		paired += s->list[i].pair != NULL;
	}
	assert_int_equal(paired, 2 * ARRAY_SIZE(pairs));
	for (size_t k = 0; k < ARRAY_SIZE(pairs); k++) {
		assert_ptr_equal(indicators_find(s, pairs[k][0])->pair, indicators_find(s, pairs[k][1]));
		assert_ptr_equal(indicators_find(s, pairs[k][1])->pair, indicators_find(s, pairs[k][0]));
	}
}

static const struct {
	const char *item;
	enum answer_kind kind;
	const char *text;
	double number;
	int value;                           /* -1 = none */
} values[] = {
	{ "c1", ANSWER_TEXT, "4", 0, 4 }, { "c1", ANSWER_DK, "", 0, -1 }, { "c1", ANSWER_NONE, "", 0, -1 },
	{ "c1", ANSWER_DECLINED, "", 0, -1 }, { "c1", ANSWER_TEXT, "dk", 0, -1 },
	{ "c1", ANSWER_TEXT, "6", 0, -1 },
	{ "c1", ANSWER_NUMBER, "", 4, -1 },
	{ "c10", ANSWER_SET, "none", 0, 0 }, { "c10", ANSWER_SET, "internet agency", 0, 2 },
	{ "c10", ANSWER_DK, "", 0, -1 },
	{ "c11", ANSWER_NUMBER, "", 26000, 26000 }, { "c11", ANSWER_NUMBER, "", -1, -1 },
	{ "c11", ANSWER_NUMBER, "", 1e12, -1 },
};

static void test_values(void **state)
{
	const struct indicators *s = &((const struct instrument *)*state)->indicators;

	for (size_t k = 0; k < ARRAY_SIZE(values); k++) {
		struct answer a = values[k].kind == ANSWER_TEXT ? answer_text(values[k].text)
			: values[k].kind == ANSWER_SET ? answer_set(values[k].text)
			: values[k].kind == ANSWER_NUMBER ? answer_number(values[k].number)
			: answer_state(values[k].kind);
		int32_t got = -1;

		assert_int_equal(indicator_value(indicators_find(s, values[k].item), &a, &got),
			values[k].value >= 0);
		assert_int_equal(got, values[k].value);
		answer_release(&a);
	}
}

static void test_groupings(void **state)
{
	char out[GROUPING_TEXT];
	unsigned groups;

	(void)state;
	assert_string_equal(grouping_format(GROUP_ALL, out), "JUSH");
	assert_string_equal(grouping_format(0, out), "none");
	assert_string_equal(grouping_format(GROUP_HEALTH | GROUP_JOB, out), "JH");
	assert_true(grouping_parse("HJ", &groups) && groups == (GROUP_JOB | GROUP_HEALTH));
	assert_true(grouping_parse("none", &groups) && groups == 0);
	assert_false(grouping_parse("JJ", &groups));
	assert_false(grouping_parse("j", &groups));
	assert_int_equal(grouping_size(GROUP_ALL), 4);
	assert_int_equal(group_letter(GROUP_SOCIAL), 'S');
}

/* A folder that is not there, and one that is not whole. */
static void test_missing(void **state)
{
	struct instrument *i = NULL;
	struct err err = ERR_INIT;
	struct str path = STR_INIT;

	(void)state;
	source_path(&path, "tests/data/advice");
	assert_int_equal(instrument_open(path.text, 0, NULL, &i, &err), STIGE_NOINPUT);
	assert_non_null(strstr(err.msg, "client.csv"));
	assert_null(i);
	str_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_order_and_pairs),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_groupings),
		cmocka_unit_test(test_missing),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
