/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The 35 places where the report does not agree with itself: each that reaches a screen stands
 * there as one of its readings, with a footnote that is never left out (a row in `limits` or
 * `with` of what is shown). Those that reach no screen say why.
 */
#include "support.h"

#include "stige/instrument/sentences.h"

#include "stige/base/banned.h"

#define SHOWN 4

static const struct {
	int no;
	const char *screens;                 /* where a person meets it; a script of that screen is kept */
	const char *shown[SHOWN];            /* rows that show it */
	const char *footnote;                /* the row that each of them brings along; NULL = none needed */
	const char *says[3];                 /* words of the footnote, or of the row itself where there is none */
	const char *never[3];                /* words that the rows do not say */
	const char *why;                     /* no screen, or no footnote: why */
} cases[] = {
	{ 1, "path sources", { "fig6.market" }, "note.fig6", { "adds knowledge of the labour market",
		"not decided", "Figure 5" },
		{ NULL }, NULL },
	{ 2, "sources", { "table7" }, "note.table7", { "13.70", "14.69" }, { "14.69", "13.70" }, NULL },
	{ 3, "sources", { "table7", "fig12" }, "note.table7", { "15.25",
		"by caseworker and not by client" }, { "15.25" }, NULL },
	{ 4, "sources", { "table7" }, "note.ratio", { "1.93" }, { "double" }, NULL },
	{ 5, "sources", { "fig8" }, "note.fig8", { "99" }, { "99" }, NULL },
	{ 6, "sources", { "fig8", "fig8.job", "fig8.other" }, "note.fig8", { "98", "cannot explain" },
		{ "98" }, NULL },
	{ 7, "sources", { "fig8.other" }, "note.fig8.parts", { "34", "33" }, { "34" }, NULL },
	{ 8, "sources", { "fig8" }, NULL, { "of all 18% with a job-oriented one" }, { NULL },
		"the denominator is written out" },
	{ 9, "sources", { "fig8" }, "note.single", { "two or more main types" }, { NULL }, NULL },
	{ 10, "sources", { "fig9" }, "note.fig9", { "98", "Do not know" }, { "98" }, NULL },
	{ 10, "sources", { "fig9" }, "fig9.answered", { "23.5%", "20.4%", "Worked out here" }, { NULL }, NULL },
	{ 11, "sources", { "fig9" }, "note.fig9.order", { "places in the text" }, { NULL }, NULL },
	{ 12, "", { NULL }, NULL, { NULL }, { NULL },
		"the outcome of searching within a year is shown nowhere" },
	{ 13, "sources advice", { "table5", "table6" }, "note.year", { "a year later", "within a year" },
		{ NULL }, NULL },
	{ 14, "handover sources", { "table4.job", "table6" }, NULL, { "1.3" }, { "22" },
		"two rows, each with its own lines" },
	{ 15, "handover sources", { "table4.job", "table4.education" }, "limit.one_change", { "one change",
		"several" }, { "two changes" },
		NULL },
	{ 16, "sources", { "table6.two" }, NULL, { "said to double", "the scale has an end" }, { "2.6" },
		"a sentence only" },
	{ 17, "sources advice", { "table5" }, "table6", { "in the estimate of the report" }, { NULL }, NULL },
	{ 17, "sources advice", { "table6" }, "table5", { "26.8%" }, { NULL }, NULL },
	{ 17, "sources advice", { "table5", "table6" }, "limit.table56", { "compares different clients" },
		{ NULL }, NULL },
	{ 18, "handover sources advice", { "table4.job", "table6", "fig11" }, "limit.causal",
		{ "associations only" }, { "cause" }, NULL },
	{ 19, "sources", { "table6.each" }, "note.quarter", { "a quarter of the cases" }, { NULL }, NULL },
	{ 20, "sources", { "search.share" }, NULL, { "28%" }, { "fourth", "25" }, "the printed share stands" },
	{ 21, "sources", { "table1" }, "note.search", { "whether clients search", "how much" }, { NULL },
		NULL },
	{ 22, "sources", { "table1", "table2", "table3" }, "note.register", { "less than 10%" }, { NULL },
		NULL },
	{ 23, "path sources", { "fig7.w11e", "path7.w11e" }, "note.w11e", { "prints no question", "ours" },
		{ NULL }, NULL },
	{ 24, "sources", { NULL }, NULL, { NULL }, { NULL },
		"about.unofficial says it of the whole instrument" },
	{ 25, "activities", { NULL }, NULL, { NULL }, { NULL },
		"Box 1 in the form, Box 2 as short label: test texts" },
	{ 26, "activities sources", { NULL }, NULL, { NULL }, { NULL },
		"about.a19, and a note beside the activity itself" },
	{ 27, "advice sources", { "class.A1", "study.A1" }, "limit.either", { "our reading" },
		{ "or health-oriented" }, NULL },
	{ 28, "sources", { "study.some" }, "limit.harm", { "No combination is called harmful" }, { NULL },
		NULL },
	{ 29, "mirror sources", { "fig10" }, NULL, { "other clients" }, { "39", "40" },
		"sizes come from the data, not from the example" },
	{ 30, "advice sources", { NULL }, NULL, { NULL }, { NULL },
		"every finding carries its population: test rendered" },
	{ 31, "advice sources", { "study.B", "study.E", "study.A1" }, "limit.outcome",
		{ "not the same as a job" }, { NULL }, NULL },
	{ 32, "advice sources", { "education.year", "path.job.age" }, "note.age", { "30 or over",
		"on the date of the answer" }, { NULL },
		NULL },
	{ 33, "sources", { "about.study" }, "note.coverage", { "gaps are to be expected" }, { NULL }, NULL },
	{ 34, "sources", { "job.year" }, NULL, { "10%" }, { "9.4", "9.8" },
		"inside the rounding: nothing to say" },
	{ 35, "path mirror sources", { "search.number", "search.used", "fig10", "fig11" }, "note.images",
		{ "without numbers", "none are guessed" }, { NULL }, NULL },
};

static const struct evidence_row *row(const struct evidence *e, const char *id)
{
	const struct evidence_row *found = evidence_find(e, id);

	if (!found)
		fail_msg("no row %s", id);
	return found;
}

static void check_shown(const struct evidence *e, size_t k, const char *id)
{
	const struct evidence_row *shown = row(e, id);
	const char *text = evidence_text(shown, "en");
	struct str card = STR_INIT;

	for (size_t n = 0; n < ARRAY_SIZE(cases[k].never) && cases[k].never[n]; n++)
		if (strstr(text, cases[k].never[n]))
			fail_msg("I%02d: %s says \"%s\"", cases[k].no, id, cases[k].never[n]);
	if (cases[k].footnote && !str_has_word(shown->limits, cases[k].footnote)
		&& !str_has_word(shown->with, cases[k].footnote))
		fail_msg("I%02d: %s comes without %s", cases[k].no, id, cases[k].footnote);
	/* On the card, in both languages. */
	for (int lang = 0; lang < 2 && cases[k].footnote; lang++) {
		str_clear(&card);
		evidence_card(&card, e, shown, lang ? "da" : "en");
		assert_non_null(strstr(card.text, row(e, cases[k].footnote)->text[lang]));
	}
	str_release(&card);
}

static void test_cases(void **state)
{
	const struct evidence *e = ((const struct instrument *)*state)->evidence;

	for (size_t k = 0; k < ARRAY_SIZE(cases); k++) {
		const char *says = cases[k].footnote ? cases[k].footnote : cases[k].shown[0];

		assert_true(cases[k].footnote || cases[k].why);
		for (size_t n = 0; n < SHOWN && cases[k].shown[n]; n++)
			check_shown(e, k, cases[k].shown[n]);
		for (size_t n = 0; n < ARRAY_SIZE(cases[k].says) && cases[k].says[n]; n++)
			if (!strstr(evidence_text(row(e, says), "en"), cases[k].says[n]))
				fail_msg("I%02d: %s does not say \"%s\"", cases[k].no, says, cases[k].says[n]);
	}
}

/* Each screen named has a script in which it is on top. */
static void test_screens(void **state)
{
	static const char *const scripts[][2] = {
		{ "path", "path" }, { "sources", "sources" }, { "advice", "advice" }, { "handover", "handover" },
		{ "activities", "activities" }, { "mirror", "mirror" },
	};
	size_t named = 0, words = 0;

	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(scripts); k++) {
		struct str path = STR_INIT, text = STR_INIT, top = STR_INIT;

		str_addf(&path, "tests/screens/%s.script", scripts[k][1]);
		str_addf(&top, "# screen: %s\n", scripts[k][0]);
		read_source(&text, path.text);
		if (!strstr(text.text, top.text))
			fail_msg("%s never shows %s", path.text, scripts[k][0]);
		for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
			named += str_has_word(cases[i].screens, scripts[k][0]);
		str_release(&path);
		str_release(&text);
		str_release(&top);
	}
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		for (const char *p = cases[i].screens; *p; p++)
			words += p == cases[i].screens || p[-1] == ' ';
		assert_true(*cases[i].screens || cases[i].why);
	}
	assert_int_equal(named, words);              /* no name of a screen that is none */
}

/* All 35, none forgotten. */
static void test_complete(void **state)
{
	bool told[36] = { false };

	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(cases); k++)
		told[cases[k].no] = true;
	for (int no = 1; no <= 35; no++)
		if (!told[no])
			fail_msg("I%02d", no);
}

/* Those that are said of the whole instrument. */
static void test_whole(void **state)
{
	const struct instrument *i = *state;
	const struct activity *a19 = activities_find(&i->activities, 19);

	assert_non_null(strstr(evidence_text(row(i->evidence, "about.unofficial"), "en"), "not in the text"));
	assert_non_null(strstr(evidence_text(row(i->evidence, "about.a19"), "en"), "unclear"));
	assert_non_null(strstr(activity_note(&i->activities, a19, "en"), "unclear"));
	assert_non_null(strstr(activity_note(&i->activities, a19, "da"), "uklart"));
	assert_string_equal(activity_label(&i->activities, a19, "en"), "Temporary hours");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_screens),
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_whole),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
