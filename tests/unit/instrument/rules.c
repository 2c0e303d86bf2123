/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A centre's own rules in advice.csv: when they hold, what is wrong with a bad one, what they never do. */
#include "support.h"

#include "stige/instrument/sentences.h"

#include "stige/base/banned.h"

#define SENTENCE "path.education.goal"           /* a sentence of kind L, for want of a centre's own */

/* The shipped table with rules: the column at the end of the header, and each condition in a row. */
static void with_rules(struct str *ret, const char *const *conditions, size_t count)
{
	struct str bytes = STR_INIT;
	const char *end;

	read_source(&bytes, "forms/advice.csv");
	end = strchr(bytes.text, '\n');
	str_addn(ret, bytes.text, (size_t)(end - bytes.text));
	str_add(ret, ",condition");
	str_add(ret, end);
	for (size_t i = 0; i < count; i++)
		str_addf(ret, "prompt,OWN-%zu,,,,,,condition,,," SENTENCE ",,\"%s\"\n", i, conditions[i]);
	str_release(&bytes);
}

static struct advice_table *read_rules(const struct instrument *i, const char *const *conditions, size_t count)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct advice_table *t = NULL;
	struct err err = ERR_INIT;
	struct str bytes = STR_INIT;

	with_rules(&bytes, conditions, count);
	if (advice_read(bytes.text, bytes.len, "advice.csv", &i->indicators, &i->activities, i->evidence, &problems,
		&t, &err))
		fail_msg("%s", err.msg);
	form_problems_release(&problems);
	str_release(&bytes);
	return t;
}

static struct advice_value *value(const struct advice_table *t, struct advice_facts *f, const char *item)
{
	size_t i = advice_item_index(t, item);

	assert_true(i != SIZE_MAX);
	return &f->values[i];
}

static void set_number(const struct advice_table *t, struct advice_facts *f, const char *item, int32_t n)
{
	*value(t, f, item) = (struct advice_value){ .kind = ANSWER_NUMBER, .number = n };
}

/* 34 years, on the way to a job; c6 2, c3 dk, c1 from long ago, c2 not asked, internet alone, 179 kr, w7 4. */
static void some_facts(const struct advice_table *t, struct advice_facts *f)
{
	advice_facts_init(f, t);
	f->age = 34;
	f->education = ADVICE_EDUCATION_NO;
	set_number(t, f, "c6", 2);
	set_number(t, f, "w7", 4);
	set_number(t, f, "c11", 179);
	set_number(t, f, "c1", 1);
	value(t, f, "c1")->days = ADVICE_EXPIRED_DAYS + 1;
	*value(t, f, "c3") = (struct advice_value){ .kind = ANSWER_DK };
	*value(t, f, "c10") = (struct advice_value){ .kind = ANSWER_SET, .set = "internet" };
}

static const struct {
	const char *condition;
	bool holds;
} rules[] = {
	{ "${c6} <= 2", true }, { "${c6} < 2", false }, { "${c6} = 2 and ${w7} = 4", true },
	{ "${c3} = ''", true }, { "${c3} <= 5", false },             /* does not know: blank */
	{ "${c1} = ''", true }, { "${c2} = ''", true },              /* too old; not asked */
	{ "selected(${c10}, 'internet')", true }, { "selected(${c10}, 'network')", false },
	{ "${c11} > 178.5", true }, { "/data/c6 = 2", true },
	{ "${stige_age} >= 30", true }, { "${stige_age} >= 35", false },
	{ "${stige_path} = 'job'", true }, { "${stige_path} = 'education'", false },
	{ "${stige_education} = 'no'", true }, { "${stige_education} = 'yes'", false },
	{ "date(${c6}) > 1 div 0", false },                          /* cannot be worked out */
};

static bool speaks(const struct advice_table *t, const struct advice *a, const char *name)
{
	for (size_t i = 0; i < a->prompt_count; i++)
		if (strcmp(t->prompts[a->prompts[i]].name, name) == 0)
			return true;
	return false;
}

static void test_conditions(void **state)
{
	const char *conditions[ARRAY_SIZE(rules)];
	struct advice_table *t;
	struct advice_facts f;
	struct advice a;

	for (size_t i = 0; i < ARRAY_SIZE(rules); i++)
		conditions[i] = rules[i].condition;
	t = read_rules(*state, conditions, ARRAY_SIZE(rules));
	some_facts(t, &f);
	advice_compute(t, &f, &a);
	for (size_t i = 0; i < ARRAY_SIZE(rules); i++) {
		char name[16];

		snprintf(name, sizeof name, "OWN-%zu", i);
		if (speaks(t, &a, name) != rules[i].holds)
			fail_msg("%s: %s", rules[i].condition, rules[i].holds ? "does not hold" : "holds");
	}
	advice_free(t);
}

/* As any prompt, a rule may be for one path. */
static void test_path(void **state)
{
	static const char *const always[] = { "1 = 1" };
	struct advice_table *t = read_rules(*state, always, 1);
	struct advice_facts f;
	struct advice a;

	some_facts(t, &f);
	t->prompts[t->prompt_count - 1].paths = 1u << ADVICE_EDUCATION;
	advice_compute(t, &f, &a);
	assert_false(speaks(t, &a, "OWN-0"));
	f.goal = ADVICE_GOAL_EDUCATION;
	advice_compute(t, &f, &a);
	assert_true(speaks(t, &a, "OWN-0"));
	advice_free(t);
}

/* Asked and none is the form's own answer for it, not a blank one. */
static void test_no_channel(void **state)
{
	static const char *const conditions[] = { "${c10} = ''", "selected(${c10}, 'none')" };
	struct advice_table *t = read_rules(*state, conditions, ARRAY_SIZE(conditions));
	struct advice_facts f;
	struct advice a;

	some_facts(t, &f);
	value(t, &f, "c10")->set = "";
	advice_compute(t, &f, &a);
	assert_false(speaks(t, &a, "OWN-0"));
	assert_true(speaks(t, &a, "OWN-1"));
	advice_free(t);
}

/* Field by field: what lies between the fields of a structure is nobody's. */
static void assert_same(const struct advice *a, const struct advice *b)
{
	assert_int_equal(a->path, b->path);
	assert_memory_equal(a->severity, b->severity, sizeof a->severity);
	assert_int_equal(a->unknown, b->unknown);
	assert_int_equal(a->unmapped, b->unmapped);
	assert_memory_equal(a->need, b->need, sizeof a->need);
	assert_int_equal(a->indicated, b->indicated);
	for (size_t k = 0; k < GROUPING_COUNT; k++) {
		assert_int_equal(a->order[k].groups, b->order[k].groups);
		assert_int_equal(a->order[k].class, b->order[k].class);
		assert_int_equal(a->order[k].fit, b->order[k].fit);
		assert_int_equal(a->order[k].waste, b->order[k].waste);
		assert_int_equal(a->order[k].excluded, b->order[k].excluded);
	}
	assert_int_equal(a->best, b->best);
	assert_memory_equal(a->activities, b->activities, sizeof a->activities);
	assert_int_equal(a->keep, b->keep);
	assert_int_equal(a->prompt_count, b->prompt_count);
	assert_memory_equal(a->prompts, b->prompts, sizeof a->prompts);
}

/* Whatever a rule says, need, order, activities and the study's own prompts are as without it. */
static void test_order_stays(void **state)
{
	static const char *const always[] = { "1 = 1" };
	const struct instrument *i = *state;
	struct advice_table *t = read_rules(i, always, 1);
	uint64_t seed = 15;

	for (size_t round = 0; round < 500; round++) {
		struct advice_facts f;
		struct advice with, without;

		advice_facts_init(&f, t);
		f.age = (int)draw(&seed, 60);
		for (size_t k = 0; k < t->item_count; k++)
			if (t->items[k].kind == ADVICE_SCALE && draw(&seed, 3))
				f.values[k] = (struct advice_value){ .kind = ANSWER_NUMBER,
					.number = 1 + (int32_t)draw(&seed, 5) };
		advice_compute(t, &f, &with);
		advice_compute(i->advice, &f, &without);
		assert_int_equal(with.prompt_count, without.prompt_count + 1);
		assert_string_equal(t->prompts[with.prompts[--with.prompt_count]].name, "OWN-0");
		with.prompts[with.prompt_count] = 0;
		assert_same(&with, &without);
	}
	advice_free(t);
}

static bool page_has(const struct instrument *i, const struct advice_facts *f, bool own, const char *lang,
	const char *text)
{
	struct advice_page page;
	struct advice a;
	bool found = false;

	advice_compute(i->advice, f, &a);
	advice_page_make(&page, i, f, &a, own, lang);
	for (size_t k = 0; k < page.prompts.count; k++)
		found = found || strcmp(page.prompts.list[k].text, text) == 0;
	advice_page_release(&page);
	return found;
}

/* The sentence is marked as the centre's own; what rests on the caseworker's answers stays with the caseworker. */
static void test_page(void **state)
{
	static const char *const client[] = { "${c6} <= 2" }, *const caseworker[] = { "${w7} = 4" };
	struct instrument copy = *(const struct instrument *)*state;
	struct str en = STR_INIT, da = STR_INIT;
	struct advice_facts f;

	str_addf(&en, "Our centre's own rule: %s", evidence_text(evidence_find(copy.evidence, SENTENCE), "en"));
	str_addf(&da, "Centrets egen regel: %s", evidence_text(evidence_find(copy.evidence, SENTENCE), "da"));
	copy.advice = read_rules(&copy, client, 1);
	some_facts(copy.advice, &f);
	assert_true(page_has(&copy, &f, false, "en", en.text));
	assert_true(page_has(&copy, &f, true, "da", da.text));
	advice_free(copy.advice);
	copy.advice = read_rules(&copy, caseworker, 1);
	assert_false(page_has(&copy, &f, false, "en", en.text));
	assert_true(page_has(&copy, &f, true, "en", en.text));
	advice_free(copy.advice);
	str_release(&da);
	str_release(&en);
}

static const struct {
	const char *row, *code;
	size_t column;
} bad[] = {
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,${c6} <= 2", NULL, 0 },
	{ "prompt,X,,,,,,condition,job,," SENTENCE ",caseworker,${c6} <= 2", NULL, 0 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,\"1 = 1 and  ${c66} = 1\"", "T025", 60 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,\" 1 = 1 and ${c66} = 1\"", "T025", 60 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",, ${c66} = 1", "T025", 49 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,", "T025", 48 },
	{ "prompt,X,,,,,,condition,,," SENTENCE, "T025", 1 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,${c6}", "T025", 48 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,${c6} = today()", "T025", 48 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,. = 1", "T025", 48 },
	{ "prompt,X,,,,,,condition,,," SENTENCE ",,${c6} > '2020-01-01'", "T025", 56 },
	{ "prompt,X,,,,,,condition,c6,," SENTENCE ",,1 = 1", "T021", 25 },
	{ "prompt,X,,,,,,condition,,c6," SENTENCE ",,1 = 1", "T023", 26 },
	{ "prompt,X,,,,,,condition,,,prompt.no-activity,,1 = 1", "T016", 27 },
	{ "prompt,X,,,,,,no_activity,,," SENTENCE ",,1 = 1", "T023", 50 },
};

static void test_problems(void **state)
{
	struct str path = STR_INIT;

	(void)state;
	source_path(&path, "forms/advice.csv");
	for (size_t k = 0; k < ARRAY_SIZE(bad); k++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct str bytes = STR_INIT;

		with_rules(&bytes, NULL, 0);
		str_addf(&bytes, "%s\n", bad[k].row);
		assert_true(instrument_check_table(bytes.text, bytes.len, path.text, 0, &problems));
		if (problems.count != (bad[k].code ? 1u : 0u))
			fail_msg("%s: %zu problems", bad[k].row, problems.count);
		if (bad[k].code && (strcmp(problems.list[0].code, bad[k].code) != 0
			|| problems.list[0].column != bad[k].column))
			fail_msg("%s: %s at %zu: %s", bad[k].row, problems.list[0].code, problems.list[0].column,
				problems.list[0].message);
		form_problems_release(&problems);
		str_release(&bytes);
	}
	str_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions), cmocka_unit_test(test_path), cmocka_unit_test(test_no_channel),
		cmocka_unit_test(test_order_stays),
		cmocka_unit_test(test_page), cmocka_unit_test(test_problems),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
