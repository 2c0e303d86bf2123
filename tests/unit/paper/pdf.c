/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "pdf.h"
#include "stige/base/banned.h"

enum { QUESTIONS = 11 };

static void form(struct paper *p, const char *lang, const char *words)
{
	static const struct paper_answer answers[] = { { "5", 5, false }, { "4", 4, false }, { "3", 3, false },
		{ "2", 2, false }, { "1", 1, false }, { "0", 0, true } };

	paper_init(p, lang, "en");
	paper_add(p, PAPER_TITLE, false, words);
	for (int i = 0; i < QUESTIONS; i++)
		paper_add_question(p, &(struct paper_question){ .number = "1", .words = words, .hint = words,
			.answers = answers, .count = sizeof(answers) / sizeof(answers[0]) });
}

static void draw(const struct paper *p, struct str *out)
{
	struct err err = ERR_INIT;

	if (pdf_draw(p, 1700000000000, out, &err))
		fail_msg("%s", err.msg);
	assert_memory_equal(out->text, "%PDF-1.", 7);
	assert_non_null(strstr(out->text + out->len - 10, "%%EOF"));
}

static void the_same_document_gives_the_same_bytes(void **state)
{
	struct paper p;
	struct str one = STR_INIT, two = STR_INIT;

	(void)state;
	form(&p, "da", "Hvor god er du til at samarbejde?");
	draw(&p, &one);
	draw(&p, &two);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.text, two.text, one.len);
	str_release(&one);
	str_release(&two);
	paper_release(&p);
}

/* Letters that join and run from right to left, and a text longer than a page, are drawn without complaint. */
static void any_text_is_drawn(void **state)
{
	struct str longest = STR_INIT;
	const char *const texts[] = { "\xd9\x87\xd9\x84 \xd8\xaa\xd8\xb9\xd8\xb1\xd9\x81\xd8\x9f", "", "\n\n", NULL };
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	for (int i = 0; i < 4000; i++)
		str_add(&longest, "ord ");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		str_clear(&out);
		form(&p, "ar", texts[i] ? texts[i] : longest.text);
		draw(&p, &out);
		paper_release(&p);
	}
	str_release(&longest);
	str_release(&out);
}

static void nothing_at_all_is_a_document_too(void **state)
{
	struct paper p;
	struct str out = STR_INIT;

	(void)state;
	paper_init(&p, "da", "da");
	draw(&p, &out);
	str_release(&out);
	paper_release(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_document_gives_the_same_bytes),
		cmocka_unit_test(any_text_is_drawn),
		cmocka_unit_test(nothing_at_all_is_a_document_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
