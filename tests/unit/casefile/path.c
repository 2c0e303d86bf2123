/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paths as printed, with the latest value in each box; the search and its channels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/mem.h"
#include "stige/casefile/path.h"
#include "stige/base/banned.h"

/* Report lines 455-472. */
static const struct {
	const char *label, *items[2];
	int value;
	bool in_use;
} job[] = {
	{ "Health coping skills", { "c6" }, 2, false },
	{ "Knowledge of the labour market", { "c11", "c9" }, 26000, false },
	{ "Caseworker's confidence in the client's job prospects", { "w11" }, 5, false },
	{ "Determination", { "w2" }, 4, false },
	{ "Cooperation skills", { "c3" }, 1, false },
	{ "Job search behaviour", { "c10" }, 2, false },
	{ "Search using an internship", { "c10" }, 2, false },
	{ "Search using job search engines on the internet", { "c10" }, 2, true },
	{ "JOB", { NULL }, 0, false },
};

static void figure_6(void **state)
{
	struct bench *b = *state;
	struct path p;
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;1;3;3;2;3;3;4;internet network;26000", "3;4;3;3;3;3;3;3;3;3;5", "");
	bench_days(b, 91);
	bench_meeting(b, &id, "", "", "a13");                       /* no round: the values stay */
	c = bench_file(b, &id);
	path_make(&p, c, LOOK_OWN);
	assert_int_equal(p.which, ADVICE_JOB);
	assert_int_equal(p.count, ARRAY_SIZE(job));
	for (size_t i = 0; i < p.count; i++) {
		const struct path_box *box = &p.list[i];

		assert_string_equal(evidence_text(box->box->label, "en"), job[i].label);
		for (size_t k = 0; k < 2 && job[i].items[k]; k++)
			assert_string_equal(box->values[k].series->indicator->name, job[i].items[k]);
		if (job[i].items[0])
			assert_int_equal(box->values[0].point->value, job[i].value);
		assert_int_equal(box->in_use, job[i].in_use);
	}
	assert_int_equal(p.list[1].box->kind, ADVICE_BOX_UNDECIDED);
	assert_int_equal(p.list[1].values[1].point->value, 4);
	path_make(&p, c, LOOK_SHARED);
	assert_int_equal(p.count, ARRAY_SIZE(job) - 2);
	assert_int_equal(p.left_out, 2);
	casefile_free(c);
}

/* Report lines 537-550. */
static void figure_7(void **state)
{
	static const char *const labels[] = { "Everyday coping skills", "Reservation wage",
		"Caseworker's confidence that the client will start an education",
		"Caseworker's assessment of client's social network", "Starting an education programme" };
	struct bench *b = *state;
	struct path p;
	struct casefile *c;
	struct str text = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-2004", "no");
	c = bench_file(b, &id);
	path_make(&p, c, LOOK_OWN);
	assert_int_equal(p.which, ADVICE_EDUCATION);
	assert_int_equal(p.count, ARRAY_SIZE(labels));
	for (size_t i = 0; i < p.count; i++)
		assert_string_equal(evidence_text(p.list[i].box->label, "en"), labels[i]);
	assert_null(p.list[0].values[0].point);
	casefile_path_text(c, LOOK_OWN, 80, &text);
	assert_non_null(strstr(text.text, "C5: not answered"));
	assert_null(strstr(text.text, "Figure 3"));
	str_release(&text);
	casefile_free(c);
}

/* Report lines 265-291, in the instrument's order. */
static void figure_3(void **state)
{
	static const char *const nine[] = { "c3", "c5", "c6", "c8", "c9", "w2", "w7", "w10", "w11" };
	struct bench *b = *state;
	struct path_value named[32];
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	c = bench_file(b, &id);
	assert_int_equal(path_figure(c, 3, LOOK_OWN, named, ARRAY_SIZE(named)), ARRAY_SIZE(nine));
	for (size_t i = 0; i < ARRAY_SIZE(nine); i++)
		assert_string_equal(named[i].series->indicator->name, nine[i]);
	assert_int_equal(path_figure(c, 3, LOOK_SHARED, named, ARRAY_SIZE(named)), 5);
	assert_int_equal(path_figure(c, 5, LOOK_OWN, named, ARRAY_SIZE(named)), 7);
	assert_int_equal(path_figure(c, 7, LOOK_OWN, named, ARRAY_SIZE(named)), 4);
	assert_int_equal(path_figure(c, 3, LOOK_OWN, named, 2), 2);
	casefile_free(c);
}

static const struct {
	const char *typed;
	size_t in_use;
	enum series_state state;
} answered[] = {
	{ "none", 0, SERIES_VALUE }, { "internship agency other", 3, SERIES_VALUE }, { "dk", 0, SERIES_DK },
};

static void ways_of_searching(void **state)
{
	struct bench *b = *state;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	for (size_t i = 0; i < ARRAY_SIZE(answered); i++) {
		struct path_channel list[PATH_CHANNELS_MOST];
		struct path_value value;
		struct casefile *c;
		struct str answers = STR_INIT;
		size_t n, used = 0;

		str_addf(&answers, "3;3;3;3;3;3;3;3;3;%s;26000", answered[i].typed);
		bench_meeting(b, &id, answers.text, "", "");
		c = bench_file(b, &id);
		n = path_channels(c, list, &value);
		assert_int_equal(n, 7);                              /* "none" is no way of searching */
		for (size_t k = 0; k < n; k++)
			used += list[k].in_use;
		assert_int_equal(used, answered[i].in_use);
		assert_int_equal(value.point->state, answered[i].state);
		casefile_free(c);
		bench_days(b, 91);
		str_release(&answers);
	}
}

/* Every digit is a date, an item's number, an answer or stands in a sentence with its source. */
static void in_words(void **state)
{
	static const char *const never[] = { "W2", "W11", "W10", "W7", "Determination", "confidence in the client", NULL };
	struct bench *b = *state;
	struct casefile *c;
	struct str own = STR_INIT, shared = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;1;3;3;2;3;3;4;internet network;26000", "3;4;3;3;3;3;3;3;3;3;5", "");
	c = bench_file(b, &id);
	casefile_path_text(c, LOOK_OWN, 120, &own);
	casefile_path_text(c, LOOK_SHARED, 120, &shared);
	assert_non_null(strstr(own.text, "   Health coping skills                        C6: 2 (2026-11-22)\n"));
	assert_non_null(strstr(own.text, "C11: 26000 (2026-11-22), C9: 4 (2026-11-22); not decided which of"));
	assert_non_null(strstr(own.text, "   Job search behaviour                        C10: 2 channels (2026-11-22)\n"));
	assert_non_null(strstr(own.text, "   Search using an internship                  not in use\n"));
	assert_non_null(strstr(own.text, "-> JOB (Figure 6, report lines 472)\n"));
	assert_non_null(strstr(own.text, "Advice follows Figure 5."));
	assert_non_null(strstr(own.text, "none are guessed here"));
	assert_null(strstr(own.text, "%"));
	for (size_t i = 0; never[i]; i++)
		if (strstr(shared.text, never[i]))
			fail_msg("%s in %s", never[i], shared.text);
	assert_non_null(strstr(shared.text, "left out while the client looks along"));
	str_release(&own);
	str_release(&shared);
	casefile_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(figure_6, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(figure_7, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(figure_3, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(ways_of_searching, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(in_words, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
