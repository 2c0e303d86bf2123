/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "stige/base/lay.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/paper/paper.h"
#include "stige/base/banned.h"

/* Rounds in slots 0, 1, 3 and 4: slot 2 was missed, and in slot 3 nothing was said. */
static const struct paper_point points[] = { { 0, 1 }, { 1, 3 }, { 3, 0 }, { 4, 5 } };
static const struct paper_curve curve = { .label = "Cooperation", .words = "5 Very good", .points = points,
	.count = ARRAY_SIZE(points), .slots = 5 };
static const struct paper_answer answers[] = { { "Yes", 2, false }, { "No", 1, false }, { "I do not know", 0, true } };

static void sheet(struct paper *p)
{
	paper_init(p, "en", "en");
	paper_add(p, PAPER_TITLE, true, "Aksel");
	paper_add(p, PAPER_HEADING, true, "Answers");
	paper_add_curve(p, &curve);
	paper_add_curve(p, &(struct paper_curve){ .label = "Wage asked", .words = "25000 kr" });
	paper_add(p, PAPER_HEADING, true, "Agreed");
	paper_add(p, PAPER_POINT, true, "Call the bakery");
	paper_add(p, PAPER_NOTE, true, "Small print");
}

static void questions(struct paper *p, const char *lang)
{
	paper_init(p, lang, "en");
	paper_add(p, PAPER_TITLE, false, "Questions");
	paper_add(p, PAPER_BLANK, true, "Date");
	paper_add_question(p, &(struct paper_question){ .number = "1", .words = "Do you know?", .hint = "Think.",
		.answers = answers, .count = ARRAY_SIZE(answers) });
	paper_add_question(p, &(struct paper_question){ .number = "2", .words = "How much?", .hint = "", .typed = true });
}

static void the_sheet_as_text(void **state)
{
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	sheet(&p);
	paper_text(&p, 60, &out);
	assert_string_equal(out.text,
		"Aksel\n"
		"\n"
		"Answers\n"
		"  Cooperation               13..5        5 Very good\n"
		"  Wage asked                             25000 kr\n"
		"\n"
		"Agreed\n"
		"  - Call the bakery\n"
		"\n"
		"Small print\n");
	str_release(&out);
	paper_release(&p);
}

static void the_questions_as_text(void **state)
{
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	questions(&p, "en");
	paper_text(&p, 60, &out);
	assert_string_equal(out.text,
		"Questions\n"
		"\n"
		"Date _______________________\n"
		"\n"
		"  1. Do you know?\n"
		"     Think.\n"
		"     [ ] 2  Yes\n"
		"     [ ] 1  No\n"
		"\n"
		"     [ ] 0  I do not know\n"
		"\n"
		"  2. How much?\n"
		"     ______________________________\n");
	str_release(&out);
	paper_release(&p);
}

static void no_line_is_wider_than_asked(void **state)
{
	static const int widths[] = { 1, 40, 47, 60, 120, 500 };
	struct paper p;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(widths); i++) {
		struct str out = STR_INIT;

		questions(&p, "ar");
		paper_add(&p, PAPER_WORDS, false, "Words that are many, "
			"long enough to be wrapped more than once at any width.");
		paper_add_curve(&p, &(struct paper_curve){ .label = "A label that is a whole sentence by itself, and long",
			.words = "5", .points = points, .count = ARRAY_SIZE(points), .slots = 5 });
		paper_text(&p, widths[i], &out);
		for (char *line = out.text, *end; *line; line = end + 1) {
			end = strchr(line, '\n');
			*end = '\0';
			assert_true(text_width(line) <= lay_columns(widths[i]));
		}
		str_release(&out);
		paper_release(&p);
	}
}

/* A line leads from point to point, never over a hole; the scale is 1..5 whatever was answered. */
static void holes_stay_holes_in_the_picture(void **state)
{
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	sheet(&p);
	paper_html(&p, &out);
	assert_non_null(strstr(out.text, "aria-label=\"1 3 . . 5\""));
	assert_non_null(strstr(out.text, "<path d=\"M8 40L48 24M168 8\" "));
	str_release(&out);
	paper_release(&p);
}

static void a_flat_series_lies_where_its_value_is(void **state)
{
	static const struct paper_point flat[] = { { 0, 2 }, { 1, 2 } };
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	paper_init(&p, "en", "en");
	paper_add_curve(&p, &(struct paper_curve){ .label = "", .words = "", .points = flat, .count = 2, .slots = 2 });
	paper_html(&p, &out);
	assert_non_null(strstr(out.text, "<path d=\"M8 32L48 32\" "));
	str_release(&out);
	paper_release(&p);
}

/* One file, nothing from elsewhere, nothing that runs; what people wrote stays text. */
static void html_stands_alone(void **state)
{
	static const char *const never[] = { "<script", "http:", "https:", "src=", "url(", "@import", "<link", "<img",
		"onload", "<b>" };
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	sheet(&p);
	paper_add(&p, PAPER_POINT, true, "Call <b>\"A & B\"</b>\nsoon");
	paper_html(&p, &out);
	for (size_t i = 0; i < ARRAY_SIZE(never); i++)
		if (strstr(out.text, never[i]))
			fail_msg("%s stands in the file", never[i]);
	assert_non_null(strstr(out.text, "<li>Call &lt;b&gt;&quot;A &amp; B&quot;&lt;/b&gt;<br>soon</li>\n</ul>\n"));
	assert_non_null(strstr(out.text, "default-src 'none'"));
	assert_non_null(strstr(out.text, "@page{size:A4"));
	str_release(&out);
	paper_release(&p);
}

static void each_language_has_its_direction(void **state)
{
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	questions(&p, "ar");
	paper_add(&p, PAPER_WORDS, true, "Own words");
	paper_html(&p, &out);
	assert_non_null(strstr(out.text, "<html lang=\"ar\" dir=\"rtl\">"));
	assert_non_null(strstr(out.text, "<p lang=\"en\" dir=\"ltr\">Own words</p>"));
	assert_true(paper_rtl("he") && paper_rtl("fa-AF") && paper_rtl("ar_DZ"));
	assert_false(paper_rtl("da") || paper_rtl("arn") || paper_rtl("") || paper_rtl("h"));
	str_release(&out);
	paper_release(&p);
}

static void control_characters_do_not_get_through(void **state)
{
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	paper_init(&p, "en", "en");
	paper_add(&p, PAPER_TITLE, true, "Ak\x1b[2Jsel\xe2\x80\xae\xff");
	paper_text(&p, 60, &out);
	paper_html(&p, &out);
	assert_null(strchr(out.text, '\x1b'));
	assert_null(strstr(out.text, "\xe2\x80\xae"));
	assert_int_equal(text_valid_bytes(out.text, out.len), out.len);
	str_release(&out);
	paper_release(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sheet_as_text),
		cmocka_unit_test(the_questions_as_text),
		cmocka_unit_test(no_line_is_wider_than_asked),
		cmocka_unit_test(holes_stay_holes_in_the_picture),
		cmocka_unit_test(a_flat_series_lies_where_its_value_is),
		cmocka_unit_test(html_stands_alone),
		cmocka_unit_test(each_language_has_its_direction),
		cmocka_unit_test(control_characters_do_not_get_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
