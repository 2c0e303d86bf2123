/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form edited in the middle of the year, in each of ten ways. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "formcase.h"
#include "stige/base/mem.h"
#include "stige/form/diff.h"
#include "stige/base/banned.h"

static const char before[] =
	"survey\n"
	",type,name,label::English (en),label::Dansk (da),hint::English (en),hint::Dansk (da),constraint,stige_series\n"
	",select_one deg,c1,Are you well?,Har du det godt?,Think,Tænk,,\n"
	",select_one deg,c2,Do you sleep?,Sover du?,,,,\n"
	",integer,c3,How many?,Hvor mange?,,,. > 0,\n"
	"choices\n"
	",list_name,name,label::English (en),label::Dansk (da),stige_series\n"
	",deg,1,No,Nej,\n"
	",deg,2,Yes,Ja,\n"
	"settings\n"
	",form_id,version\n"
	",f,1\n";

/* before, with version 2 and each `from` made `to`. */
static struct form *edited(const char *const edits[][2], size_t count)
{
	struct str text = STR_INIT;
	struct form *f;

	str_add(&text, before);
	for (size_t i = 0; i <= count; i++) {
		const char *from = i < count ? edits[i][0] : ",f,1\n", *to = i < count ? edits[i][1] : ",f,2\n";
		const char *at = strstr(text.text, from);
		struct str next = STR_INIT;

		if (at == NULL)
			fail_msg("nothing to edit: %s", from);
		str_addn(&next, text.text, (size_t)(at - text.text));
		str_add(&next, to);
		str_add(&next, at + strlen(from));
		str_release(&text);
		text = next;
	}
	f = good_form(text.text);
	str_release(&text);
	return f;
}

static void add_differences(const struct form *older, const struct form *newer, struct str *out)
{
	struct form_differences d = FORM_DIFFERENCES_INIT;

	form_diff(older, newer, &d);
	for (size_t i = 0; i < d.count; i++)
		if (strstr(d.list[i].text, "setting version") == NULL)
			str_addf(out, "%s\n", d.list[i].text);
	form_differences_release(&d);
}

static void add_refusals(const struct form *older, const struct form *newer, struct str *out)
{
	struct form_problems p = FORM_PROBLEMS_INIT;

	form_succession_check(older, newer, &p);
	for (size_t i = 0; i < p.count; i++)
		str_addf(out, "%s%s %zu:%zu", i > 0 ? " " : "", p.list[i].code, p.list[i].line, p.list[i].column);
	assert_int_equal(p.errors, p.count);
	form_problems_release(&p);
}

#define MOST_EDITS 4

static const struct {
	const char *edits[MOST_EDITS][2];
	const char *diff, *refused;          /* refused: codes and places in the new file */
	enum form_series c1, c2, c3;
} cases[] = {
	/* 1 wording, unmarked */
	{ { { "Are you well?", "Do you feel well?" } },
		"c1: the label in English (en) was \"Are you well?\" and is now \"Do you feel well?\"\n", "F120 3:20",
		FORM_SERIES_BREAK, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* wording, said to be the same question */
	{ { { "Are you well?", "Do you feel well?" }, { "Think,Tænk,,", "Think,Tænk,,same" } },
		"c1: the label in English (en) was \"Are you well?\" and is now \"Do you feel well?\"\n", "",
		FORM_SERIES_SEAM, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* a hint, said to make it another question */
	{ { { "Think,Tænk,,", "Think,Husk,,new" } },
		"c1: the hint in Dansk (da) was \"Tænk\" and is now \"Husk\"\n", "",
		FORM_SERIES_BREAK, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* 2 scale text, marked in its own row: every question that uses the list has it */
	{ { { ",deg,2,Yes,Ja,", ",deg,2,Yes,Absolut,same" } },
		"c1: the choice 2 in Dansk (da) was \"Ja\" and is now \"Absolut\"\n"
		"c2: the choice 2 in Dansk (da) was \"Ja\" and is now \"Absolut\"\n", "",
		FORM_SERIES_SEAM, FORM_SERIES_SEAM, FORM_SERIES_SAME },
	{ { { ",deg,2,Yes,Ja,", ",deg,2,Yes,Absolut," } },
		"c1: the choice 2 in Dansk (da) was \"Ja\" and is now \"Absolut\"\n"
		"c2: the choice 2 in Dansk (da) was \"Ja\" and is now \"Absolut\"\n", "F120 9:12 F120 9:12",
		FORM_SERIES_BREAK, FORM_SERIES_BREAK, FORM_SERIES_SAME },
	/* a new step of the scale */
	{ { { ",deg,2,Yes,Ja,\n", ",deg,2,Yes,Ja,\n,deg,3,Very,Meget,\n" } },
		"c1: the choice 3 (\"Very\") is new\nc2: the choice 3 (\"Very\") is new\n", "F120 10:8 F120 10:8",
		FORM_SERIES_BREAK, FORM_SERIES_BREAK, FORM_SERIES_SAME },
	{ { { ",deg,1,No,Nej,\n", ",deg,0,Never,Aldrig,same\n,deg,1,No,Nej,\n" } },
		"c1: the choice 0 (\"Never\") is new\nc2: the choice 0 (\"Never\") is new\n", "",
		FORM_SERIES_SEAM, FORM_SERIES_SEAM, FORM_SERIES_SAME },
	{ { { ",deg,1,No,Nej,\n", "" }, { "Think,Tænk,,", "Think,Tænk,,new" } },
		"c1: the choice 1 (\"No\") is gone\nc2: the choice 1 (\"No\") is gone\n", "F120 4:20",
		FORM_SERIES_BREAK, FORM_SERIES_BREAK, FORM_SERIES_SAME },
	/* 3 order */
	{ { { ",integer,c3,How many?,Hvor mange?,,,. > 0,\n", "" },
		{ ",select_one deg,c1,", ",integer,c3,How many?,Hvor mange?,,,. > 0,\n,select_one deg,c1," } },
		"c3 stands at another place\n", "", FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* 4 a new item */
	{ { { ",integer,c3,", ",text,c9,New,Ny,,,,\n,integer,c3," } }, "c9 is new\n", "",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* 5 a removed item */
	{ { { ",select_one deg,c2,Do you sleep?,Sover du?,,,,\n", "" } }, "c2 is gone; its old answers stay\n", "",
		FORM_SERIES_SAME, FORM_SERIES_BREAK, FORM_SERIES_SAME },
	/* 6 a renamed item */
	{ { { ",integer,c3,", ",integer,number," } },
		"number was called c3; answers go by the name, so its curve begins again\n", "",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_BREAK },
	/* 7 a split list: the same words under another list's name */
	{ { { ",select_one deg,c2,", ",select_one own,c2," },
		{ ",deg,2,Yes,Ja,\n", ",deg,2,Yes,Ja,\n,own,1,No,Nej,\n,own,2,Yes,Ja,\n" } },
		"c2: its list was deg and is now own\n", "", FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* 8 a new language */
	{ { { "survey\n,type,name,label::English (en)", "survey\n,type,name,label::Svenska (sv)" } },
		"the language Svenska is new\n", "",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* 9 a constraint */
	{ { { ". > 0", ". >= 0" } }, "c3: constraint was . > 0 and is now . >= 0\n", "",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SAME },
	{ { { "constraint,stige_series", "default,stige_series" } },
		"c3: constraint was . > 0 and is now (nothing)\nc3: default was (nothing) and is now . > 0\n", "",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SAME },
	/* 10 a type: numbers go on with a seam, others may not */
	{ { { ",integer,c3,", ",decimal,c3," } }, "c3: the type was integer and is now decimal\n", "",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SEAM },
	{ { { ",integer,c3,How many?,Hvor mange?,,,. > 0,", ",text,c3,How many?,Hvor mange?,,,," } },
		"c3: the type was integer and is now text\nc3: constraint was . > 0 and is now (nothing)\n", "F121 5:10",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_BREAK },
	{ { { ",integer,c3,How many?,Hvor mange?,,,. > 0,", ",text,c3,How many?,Hvor mange?,,,,new" } },
		"c3: the type was integer and is now text\nc3: constraint was . > 0 and is now (nothing)\n", "",
		FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_BREAK },
	/* a mark that stayed in the row from an earlier change says nothing now */
	{ { { "Think,Tænk,,", "Think,Tænk,,new" } }, "", "", FORM_SERIES_SAME, FORM_SERIES_SAME, FORM_SERIES_SAME },
};

static size_t edit_count(size_t i)
{
	size_t n = 0;

	while (n < MOST_EDITS && cases[i].edits[n][0] != NULL)
		n++;
	return n;
}

static void ten_ways(void **state)
{
	struct form *older = good_form(before);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct form *newer = edited(cases[i].edits, edit_count(i));
		struct str diff = STR_INIT, refused = STR_INIT;

		add_differences(older, newer, &diff);
		add_refusals(older, newer, &refused);
		if (strcmp(diff.text, cases[i].diff) != 0)
			fail_msg("case %zu: wanted\n%sgot\n%s", i, cases[i].diff, diff.text);
		if (strcmp(refused.text, cases[i].refused) != 0)
			fail_msg("case %zu: wanted \"%s\", got \"%s\"", i, cases[i].refused, refused.text);
		assert_int_equal(form_series_mark(older, newer, "c1"), cases[i].c1);
		assert_int_equal(form_series_mark(older, newer, "c2"), cases[i].c2);
		assert_int_equal(form_series_mark(older, newer, "c3"), cases[i].c3);
		str_release(&diff);
		str_release(&refused);
		form_free(newer);
	}
	form_free(older);
}

static void nothing_differs_from_itself(void **state)
{
	struct form *f = good_form(before), *g = good_form(before);
	struct form_differences d = FORM_DIFFERENCES_INIT;
	struct form_problems p = FORM_PROBLEMS_INIT;

	(void)state;
	form_diff(f, g, &d);
	form_succession_check(f, g, &p);
	assert_int_equal(d.count, 0);
	assert_int_equal(p.count, 0);
	assert_int_equal(form_series_mark(f, g, "c1"), FORM_SERIES_SAME);
	assert_int_equal(form_series_mark(f, g, "nobody"), FORM_SERIES_BREAK);
	form_free(f);
	form_free(g);
}

/* Found by the fuzzer: names that may stand twice (cascades do so) are compared one by one. */
static void doubled_choices(void **state)
{
	static const char text[] = "survey\n,type,name,label\n,select_one s,a,A\n"
		"choices\n,list_name,name,label,of\n,s,1,X,p\n,s,1,Y,q\n"
		"settings\n,allow_choice_duplicates,version\n,yes,";
	struct str one = STR_INIT, two = STR_INIT, diff = STR_INIT;
	struct form *f, *g, *h;

	(void)state;
	str_addf(&one, "%s1\n", text);
	str_addf(&two, "%s2\n", text);
	memcpy(strchr(two.text, 'Y'), "Z", 1);
	f = good_form(one.text);
	g = good_form(one.text);
	h = good_form(two.text);
	add_differences(f, g, &diff);
	assert_string_equal(diff.text, "");
	add_differences(f, h, &diff);
	assert_string_equal(diff.text, "a: the choice 1 in default was \"Y\" and is now \"Z\"\n");
	form_free(f);
	form_free(g);
	form_free(h);
	str_release(&one);
	str_release(&two);
	str_release(&diff);
}

static void a_changed_form_needs_a_new_version(void **state)
{
	static const char *const edits[][2] = { { ". > 0", ". > 1" }, { ",f,1\n", ",f,1\n" } };
	struct form *older = good_form(before), *newer = edited(edits, 1), *same;
	struct form_problems p = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT;

	(void)state;
	form_succession_check(older, newer, &p);
	assert_int_equal(p.count, 0);
	str_add(&text, before);
	memcpy(strstr(text.text, ". > 0"), ". > 2", 5);
	same = good_form(text.text);
	form_succession_check(older, same, &p);
	assert_int_equal(p.count, 1);
	assert_string_equal(p.list[0].code, "F122");
	form_problems_release(&p);
	str_release(&text);
	form_free(older);
	form_free(newer);
	form_free(same);
}

/* Both texts stand side by side in the sentence. */
static void the_sentence_has_both_texts(void **state)
{
	static const char *const edits[][2] = { { "Are you well?", "Do you feel well?" } };
	struct form *older = good_form(before), *newer = edited(edits, 1);
	struct form_problems p = FORM_PROBLEMS_INIT;

	(void)state;
	form_succession_check(older, newer, &p);
	assert_int_equal(p.count, 1);
	assert_non_null(strstr(p.list[0].message, "\"Are you well?\""));
	assert_non_null(strstr(p.list[0].message, "\"Do you feel well?\""));
	assert_non_null(strstr(p.list[0].message, "stige_series"));
	form_problems_release(&p);
	form_free(older);
	form_free(newer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_ways), cmocka_unit_test(nothing_differs_from_itself), cmocka_unit_test(doubled_choices),
		cmocka_unit_test(a_changed_form_needs_a_new_version), cmocka_unit_test(the_sentence_has_both_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
