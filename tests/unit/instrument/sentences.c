/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The advice in words: what must always stand on a page, and what must never. */
#include "support.h"

#include "stige/instrument/facts.h"
#include "stige/instrument/sentences.h"

#include "stige/base/banned.h"

static const char *const langs[] = { "en", "da" };

static void add_says(struct str *out, const struct advice_says *says)
{
	for (size_t i = 0; i < says->count; i++)
		str_addf(out, "%s\n", says->list[i].text);
}

static void add_line(struct str *out, const struct advice_line *line)
{
	str_addf(out, "%s\n", line->headline);
	add_says(out, &line->here);
	add_says(out, &line->study);
	add_says(out, &line->limits);
}

static void page_text(struct str *out, const struct advice_page *page)
{
	add_says(out, &page->before);
	for (size_t i = 0; i < page->line_count; i++)
		add_line(out, &page->lines[i]);
	add_says(out, &page->activities);
	add_says(out, &page->prompts);
	add_says(out, &page->always);
}

/* Every sentence is its row's text, and its row is one of the table's. */
static void check_rows(const struct instrument *i, const struct advice_says *says, const char *lang)
{
	for (size_t k = 0; k < says->count; k++) {
		const char *text = evidence_text(says->list[k].row, lang);

		assert_ptr_equal(evidence_find(i->evidence, says->list[k].row->id), says->list[k].row);
		if (!strchr(text, '{'))
			assert_string_equal(says->list[k].text, text);
		assert_null(strchr(says->list[k].text, '{'));
	}
}

static void check_page(const struct instrument *i, const struct advice_page *page, const char *lang)
{
	const struct advice_says *all[] = { &page->before, &page->activities, &page->prompts, &page->always };

	for (size_t k = 0; k < ARRAY_SIZE(all); k++)
		check_rows(i, all[k], lang);
	assert_in_range(page->line_count, 1, 3);
	for (size_t k = 0; k < page->line_count; k++) {
		check_rows(i, &page->lines[k].here, lang);
		check_rows(i, &page->lines[k].study, lang);
		check_rows(i, &page->lines[k].limits, lang);
	}
	for (size_t k = 0; k < GROUPING_COUNT; k++)
		assert_int_equal(page->all[k].study.count, 1);
	assert_int_equal(page->always.count, 4);
}

/* No chance, score or verdict in any words; no row of Table 5 picked out. */
static void check_wording(const char *text)
{
	static const char *const never[] = { "probability", "sandsynlighed", "score", "chance of", "caus",
		"fordi",
		"1.1%", "2.6%", "5.1%", "10.4%", "26.8%", "1,1 %", "2,6 %", "5,1 %", "10,4 %", "26,8 %" };

	for (size_t k = 0; k < ARRAY_SIZE(never); k++)
		if (strstr(text, never[k]))
			fail_msg("\"%s\" in %s", never[k], text);
}

/* The short names of the caseworker's items, as they stand on the page. */
static void check_shared(const struct instrument *i, const char *text)
{
	for (size_t k = 0; k < i->indicators.count; k++) {
		const struct indicator *one = &i->indicators.list[k];
		char tag[16];

		if (one->side == INDICATOR_CLIENT)
			continue;
		snprintf(tag, sizeof tag, "W%s ", one->no);
		if (strstr(text, tag))
			fail_msg("%s in %s", tag, text);
	}
}

/* Prompts for the caseworker alone stay away from a screen that two people look at. */
static void check_prompts(const struct instrument *i, const struct advice_page *page, const struct advice *a,
	bool own)
{
	size_t meant = 0, found = 0;

	for (size_t k = 0; k < a->prompt_count; k++) {
		const struct advice_prompt *p = &i->advice->prompts[a->prompts[k]];

		meant += own || !p->own;
		for (size_t n = 0; n < page->prompts.count; n++) {
			found += page->prompts.list[n].row == p->sentence;
			assert_false(page->prompts.list[n].row == p->sentence && p->own && !own);
		}
	}
	assert_int_equal(found, meant);
}

static void test_examples(void **state)
{
	const struct instrument *i = *state;
	struct str in = STR_INIT;
	struct facts_file file;
	struct err err = ERR_INIT;

	read_source(&in, "tests/data/advice/advice_in.csv");
	assert_int_equal(facts_read(&file, i, in.text, in.len, "in", &err), STIGE_OK);
	for (size_t k = 0; k < file.count; k++) {
		struct advice a;

		advice_compute(i->advice, &file.cases[k].facts, &a);
		for (size_t variant = 0; variant < 4; variant++) {
			const char *lang = langs[variant / 2];
			bool own = variant % 2;
			struct advice_page page;
			struct str text = STR_INIT;

			advice_page_make(&page, i, &file.cases[k].facts, &a, own, lang);
			check_page(i, &page, lang);
			check_prompts(i, &page, &a, own);
			page_text(&text, &page);
			check_wording(text.text);
			if (!own)
				check_shared(i, text.text);
			str_release(&text);
			advice_page_release(&page);
		}
	}
	facts_release(&file);
	str_release(&in);
}

/* Case by its id: the sentences a reader must meet (English, own look). */
static const struct {
	const char *id;
	const char *lines[8];
} wanted[] = {
	{ "1", { "Combine job-oriented with health", "C6 Health coping: answered 1, Very bad",
		"Nothing is running now",
		"Suggestion: 13 Training/internship at external workplace (our mapping)" } },
	{ "2", { "Keep the job-oriented activity; the study found combinations better",
		"Combine job-oriented with upgrading or health: nothing in the answers points to one",
		"Running now: job-oriented", "Keep: 13 Training/internship at external workplace" } },
	{ "5", { "Combine job-oriented with social and health", "Running now: social and health" } },
	{ "6", { "Path: an education.",
		"The findings on activities are about work; none is printed for education.",
		"You and the client see the network differently (client 3, you 1). "
			"Talk about what each of you sees. The limit of two steps is our choice." } },
	{ "7", { "Under 30 with an education: the job path. Its findings were found for 30 or over." } },
	{ "8", { "C11 Wage asked is more than 1.10 times the reference wage of the office; "
			"the limit is our choice" } },
	{ "9", { "Combine health with upgrading or social: nothing in the answers points to one",
		"Excluded for now: job-oriented" } },
	{ "10", { "Too little is answered to fit this to the client.", "No activities are registered yet",
		"Suggestion: 13 Training/internship at external workplace (our choice)",
		"Start a job-oriented activity; the study found combinations better" } },
	{ "11", { "W7 Concentration is low or has fallen; no grouping in the report is tied to this.",
		"What is your answer based on? What do you know about employers for this client?" } },
	{ "13", { "The caseworker has set the goal: a job.",
		"The findings on this path were found for clients aged 30 or over." } },
	{ "12", { "C3 Cooperation: the answer fell from 4 to 3" } },
};

static const struct facts_case *case_of(const struct facts_file *file, const char *id)
{
	for (size_t k = 0; k < file->count; k++)
		if (strcmp(file->cases[k].id, id) == 0)
			return &file->cases[k];
	return NULL;
}

static bool has_line(const char *text, const char *line)
{
	size_t n = strlen(line);

	for (const char *s = text; s; s = strchr(s, '\n') ? strchr(s, '\n') + 1 : NULL)
		if (strncmp(s, line, n) == 0 && s[n] == '\n')
			return true;
	return false;
}

static void test_wanted(void **state)
{
	const struct instrument *i = *state;
	struct str in = STR_INIT;
	struct facts_file file;
	struct err err = ERR_INIT;

	read_source(&in, "tests/data/advice/advice_in.csv");
	assert_int_equal(facts_read(&file, i, in.text, in.len, "in", &err), STIGE_OK);
	for (size_t k = 0; k < ARRAY_SIZE(wanted); k++) {
		const struct facts_case *one = case_of(&file, wanted[k].id);
		struct advice_page page;
		struct str text = STR_INIT;
		struct advice a;

		advice_compute(i->advice, &one->facts, &a);
		advice_page_make(&page, i, &one->facts, &a, true, "en");
		page_text(&text, &page);
		for (size_t l = 0; l < ARRAY_SIZE(wanted[k].lines) && wanted[k].lines[l]; l++)
			if (!has_line(text.text, wanted[k].lines[l]))
				fail_msg("case %s lacks \"%s\":\n%s", wanted[k].id, wanted[k].lines[l],
					text.text);
		str_release(&text);
		advice_page_release(&page);
	}
	facts_release(&file);
	str_release(&in);
}

static const struct {
	unsigned groups;
	const char *en, *da;
} groupings[] = {
	{ 0, "no activity", "ingen aktivitet" },
	{ GROUP_JOB, "job-oriented", "jobrettet" },
	{ GROUP_JOB | GROUP_UPGRADING, "job-oriented with upgrading", "jobrettet med opkvalificering" },
	{ GROUP_UPGRADING | GROUP_HEALTH, "upgrading and health", "opkvalificering og sundhed" },
	{ GROUP_ALL, "job-oriented with upgrading, social and health",
		"jobrettet med opkvalificering, socialt og sundhed" },
};

static void test_groupings(void **state)
{
	for (size_t k = 0; k < ARRAY_SIZE(groupings); k++) {
		struct str words = STR_INIT;

		grouping_words(&words, *state, groupings[k].groups, "en");
		assert_string_equal(words.text, groupings[k].en);
		str_clear(&words);
		grouping_words(&words, *state, groupings[k].groups, "da");
		assert_string_equal(words.text, groupings[k].da);
		str_release(&words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_wanted),
		cmocka_unit_test(test_groupings),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
