/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalogue.csv: what the office offers, on which days, and what is wrong with a bad row. */
#include "support.h"

#include "stige/base/date.h"
#include "stige/instrument/catalogue.h"

#include "stige/base/banned.h"

#define HEADER "catalogue,activity,place,from,until,note\n"

static struct catalogue *read_good(const struct instrument *i, const char *text)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct catalogue *c = NULL;
	struct err err = ERR_INIT;

	if (catalogue_read(text, strlen(text), "catalogue.csv", &i->activities, &problems, &c, &err))
		fail_msg("%s", err.msg);
	form_problems_release(&problems);
	return c;
}

static void test_offers(void **state)
{
	const struct instrument *i = *state;
	const int32_t may = date_make(2026, 5, 1);
	struct catalogue *c = read_good(i, HEADER "Bakery,13,N\u00f8rregade 1,,,mornings\n"
		"Course,2,,2026-05-01,2026-05-31,\n\nGarden,4,,2026-06-01,,\n");

	assert_int_equal(catalogue_count(c), 3);
	assert_string_equal(catalogue_at(c, 0)->name, "Bakery");
	assert_string_equal(catalogue_at(c, 0)->place, "N\u00f8rregade 1");
	assert_string_equal(catalogue_at(c, 0)->note, "mornings");
	assert_int_equal(catalogue_at(c, 1)->activity->no, 2);
	assert_int_equal(catalogue_activities(c, &i->activities, may - 1), 1u << 13);
	assert_int_equal(catalogue_activities(c, &i->activities, may), 1u << 13 | 1u << 2);
	assert_int_equal(catalogue_activities(c, &i->activities, may + 30), 1u << 13 | 1u << 2);    /* its last day */
	assert_int_equal(catalogue_activities(c, &i->activities, may + 31), 1u << 13 | 1u << 4);
	assert_int_equal(catalogue_activities(NULL, &i->activities, may), activities_all(&i->activities));
	assert_int_equal(catalogue_count(NULL), 0);
	catalogue_free(c);
}

/* Nothing of a group on offer is no reason to invent one: an empty catalogue offers nothing. */
static void test_empty(void **state)
{
	const struct instrument *i = *state;
	struct catalogue *c = read_good(i, HEADER);
	struct advice_facts f;
	struct advice a;

	assert_int_equal(catalogue_activities(c, &i->activities, 20000), 0);
	advice_facts_init(&f, i->advice);
	f.catalogue = catalogue_activities(c, &i->activities, 20000);
	advice_compute(i->advice, &f, &a);
	assert_int_equal(a.activity_count, 0);
	assert_int_equal(a.order[0].class, ADVICE_A1);               /* what helps stays what helps */
	catalogue_free(c);
}

static const struct {
	const char *text, *code;
	size_t line, column;
} bad[] = {
	{ HEADER ",13,,,,\n", "T020", 2, 1 },
	{ HEADER "Bakery,22,,,,\n", "T022", 2, 8 },
	{ HEADER "Bakery,23,,,,\n", "T022", 2, 8 },
	{ HEADER "Bakery,a13,,,,\n", "T022", 2, 8 },
	{ HEADER "Bakery,13,,2026-02-30,,\n", "T026", 2, 12 },
	{ HEADER "Bakery,13,,,1/6,\n", "T026", 2, 13 },
	{ HEADER "Bakery,13,,2026-05-02,2026-05-01,\n", "T026", 2, 23 },
	{ "catalogue,activity\nBakery,13\n", "T004", 1, 1 },
};

static void test_problems(void **state)
{
	const struct instrument *i = *state;
	struct str path = STR_INIT;

	source_path(&path, "forms/catalogue.csv");
	for (size_t k = 0; k < ARRAY_SIZE(bad); k++) {
		struct form_problems problems = FORM_PROBLEMS_INIT, alone = FORM_PROBLEMS_INIT;
		struct catalogue *c = NULL;
		struct err err = ERR_INIT;

		assert_int_equal(catalogue_read(bad[k].text, strlen(bad[k].text), "c.csv", &i->activities,
			&problems, &c, &err), STIGE_DATA);
		if (strcmp(problems.list[0].code, bad[k].code) != 0 || problems.list[0].line != bad[k].line
			|| problems.list[0].column != bad[k].column)
			fail_msg("%zu: %s %zu:%zu", k, problems.list[0].code, problems.list[0].line,
				problems.list[0].column);
		assert_true(instrument_check_table(bad[k].text, strlen(bad[k].text), path.text, 20000, &alone));
		assert_string_equal(alone.list[0].code, bad[k].code);
		form_problems_release(&problems);
		form_problems_release(&alone);
	}
	str_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offers),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_problems),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
