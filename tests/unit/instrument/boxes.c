/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boxes of Figures 6 and 7 in forms/advice.csv, and what is wrong with a bad one. */
#include "support.h"

#include "stige/base/banned.h"

/* Report lines 455-472 and 537-550, in the figures' order: label's row, items. */
static const struct {
	enum advice_box_kind kind;
	const char *label, *items[2], *channel;
	unsigned paths;
} want[] = {
	{ ADVICE_BOX_ITEM, "fig6.c6", { "c6" }, NULL, 1u << ADVICE_JOB },
	{ ADVICE_BOX_UNDECIDED, "fig6.market", { "c11", "c9" }, NULL, 1u << ADVICE_JOB },
	{ ADVICE_BOX_ITEM, "fig6.w11", { "w11" }, NULL, 1u << ADVICE_JOB },
	{ ADVICE_BOX_ITEM, "fig6.w2", { "w2" }, NULL, 1u << ADVICE_JOB },
	{ ADVICE_BOX_ITEM, "fig6.c3", { "c3" }, NULL, 1u << ADVICE_JOB },
	{ ADVICE_BOX_ITEM, "fig6.c10", { "c10" }, NULL, 1u << ADVICE_JOB },
	{ ADVICE_BOX_CHANNEL, "fig6.internship", { "c10" }, "internship", 1u << ADVICE_JOB },
	{ ADVICE_BOX_CHANNEL, "fig6.internet", { "c10" }, "internet", 1u << ADVICE_JOB },
	{ ADVICE_BOX_GOAL, "fig6.job", { NULL }, NULL, 1u << ADVICE_JOB },
	{ ADVICE_BOX_ITEM, "path7.c5", { "c5" }, NULL, 1u << ADVICE_EDUCATION },
	{ ADVICE_BOX_ITEM, "path7.c11", { "c11" }, NULL, 1u << ADVICE_EDUCATION },
	{ ADVICE_BOX_ITEM, "path7.w11e", { "w11e" }, NULL, 1u << ADVICE_EDUCATION },
	{ ADVICE_BOX_ITEM, "path7.w8", { "w8" }, NULL, 1u << ADVICE_EDUCATION },
	{ ADVICE_BOX_GOAL, "path7.education", { NULL }, NULL, 1u << ADVICE_EDUCATION },
};

static void test_boxes(void **state)
{
	const struct advice_table *t = ((const struct instrument *)*state)->advice;

	assert_int_equal(t->box_count, ARRAY_SIZE(want));
	for (size_t i = 0; i < t->box_count; i++) {
		const struct advice_box *box = &t->boxes[i];

		assert_int_equal(box->kind, want[i].kind);
		assert_string_equal(box->label->id, want[i].label);
		assert_int_equal(box->paths, want[i].paths);
		assert_int_equal(box->item_count, (want[i].items[0] != NULL) + (want[i].items[1] != NULL));
		for (size_t k = 0; k < box->item_count; k++)
			assert_string_equal(t->items[box->items[k]].indicator->name, want[i].items[k]);
		assert_int_equal(box->channel != NULL, want[i].channel != NULL);
		if (box->channel)
			assert_string_equal(box->channel, want[i].channel);
	}
}

/* One row more at the end of the shipped table. */
static const struct {
	const char *row, *code;
	size_t column;
} bad[] = {
	{ "box,,item,,,,,,job,c6,fig6.c6,", NULL, 0 },
	{ "box,,circle,,,,,,job,c6,fig6.c6,", "T021", 6 },
	{ "box,,item,,,,,,job,c66,fig6.c6,", "T023", 20 },
	{ "box,,item,,,,,,job,c6 c9,fig6.c6,", "T023", 20 },
	{ "box,,undecided,,,,,,job,c6,fig6.c6,", "T023", 25 },
	{ "box,,channel,,,,,,job,c10,fig6.c6,", "T023", 23 },
	{ "box,,channel,,,,,,job,c10 telepathy,fig6.c6,", "T023", 23 },
	{ "box,,channel,,,,,,job,c6 internet,fig6.c6,", "T023", 23 },
	{ "box,,goal,,,,,,job,c6,fig6.job,", "T023", 20 },
	{ "box,,item,,,,,,work,c6,fig6.c6,", "T021", 16 },
	{ "box,,item,,,,,,job,c6,fig6.c66,", "T016", 23 },
	{ "bix,,item,,,,,,job,c6,fig6.c6,", "T021", 1 },
};

static void test_problems(void **state)
{
	struct str path = STR_INIT;

	(void)state;
	source_path(&path, "forms/advice.csv");
	for (size_t k = 0; k < ARRAY_SIZE(bad); k++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct str bytes = STR_INIT;

		read_source(&bytes, "forms/advice.csv");
		str_addf(&bytes, "%s\n", bad[k].row);
		assert_true(instrument_check_table(bytes.text, bytes.len, path.text, 0, &problems));
		if (problems.count != (bad[k].code ? 1u : 0u))
			fail_msg("%s: %zu problems", bad[k].row, problems.count);
		if (bad[k].code) {
			assert_string_equal(problems.list[0].code, bad[k].code);
			assert_int_equal(problems.list[0].column, bad[k].column);
		}
		form_problems_release(&problems);
		str_release(&bytes);
	}
	str_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_problems),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
