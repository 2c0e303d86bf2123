/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile text: what may be stored, what reaches a screen, how wide it is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

#define MARK "\uFFFD"
#define ACUTE "\u0301"
#define BELOW "\u0323"
#define RING "\u030A"

/* Each with what text_check says, where, and what text_safe makes of it. */
static const struct {
	const char *text;
	enum text_fault fault;
	size_t at;
	const char *safe;
} hostile[] = {
	{ "", TEXT_FINE, 0, "" },
	{ "Søren Ægidius Åberg", TEXT_FINE, 0, "Søren Ægidius Åberg" },
	{ "漢字 Łukasz Müller", TEXT_FINE, 0, "漢字 Łukasz Müller" },
	{ "محمد", TEXT_FINE, 0, "محمد" },
	{ "an emoji \U0001F600", TEXT_FINE, 0, "an emoji \U0001F600" },
	{ "a\u00A0b", TEXT_FINE, 0, "a\u00A0b" },
	/* controls move the cursor */
	{ "a\033[31mb", TEXT_CONTROL, 1, "a" MARK "[31mb" },
	{ "a\bb", TEXT_CONTROL, 1, "a" MARK "b" },
	{ "a\rb", TEXT_CONTROL, 1, "a" MARK "b" },
	{ "a\nb", TEXT_CONTROL, 1, "a" MARK "b" },
	{ "a\tb", TEXT_CONTROL, 1, "a" MARK "b" },
	{ "a\x7f", TEXT_CONTROL, 1, "a" MARK },
	{ "a\xc2\x9b" "31m", TEXT_CONTROL, 1, "a" MARK "31m" },
	{ "\xc2\x85", TEXT_CONTROL, 0, MARK },
	{ "\a", TEXT_CONTROL, 0, MARK },
	/* not UTF-8: Latin-1, a lone C1 byte, overlong, surrogate, beyond the end, cut short */
	{ "S\xf8ren", TEXT_NOT_UTF8, 1, "S" MARK "ren" },
	{ "\x9b" "31m", TEXT_NOT_UTF8, 0, MARK "31m" },
	{ "\xc0\xaf", TEXT_NOT_UTF8, 0, MARK MARK },
	{ "\xed\xa0\x80", TEXT_NOT_UTF8, 0, MARK MARK MARK },
	{ "\xf4\x90\x80\x80", TEXT_NOT_UTF8, 0, MARK MARK MARK MARK },
	{ "ab\xc3", TEXT_NOT_UTF8, 2, "ab" MARK },
	{ "ab\xe2\x80", TEXT_NOT_UTF8, 2, "ab" MARK MARK },
	{ "\xff\xfe", TEXT_NOT_UTF8, 0, MARK MARK },
	/* direction: the twelve of lintian's unicode-trojan */
	{ "a\u061C", TEXT_BIDI, 1, "a" MARK }, { "\u200E", TEXT_BIDI, 0, MARK },
	{ "\u200F", TEXT_BIDI, 0, MARK }, { "\u202A", TEXT_BIDI, 0, MARK },
	{ "\u202B", TEXT_BIDI, 0, MARK }, { "\u202C", TEXT_BIDI, 0, MARK },
	{ "\u202D", TEXT_BIDI, 0, MARK }, { "ab\u202Edc", TEXT_BIDI, 2, "ab" MARK "dc" },
	{ "\u2066", TEXT_BIDI, 0, MARK }, { "\u2067", TEXT_BIDI, 0, MARK },
	{ "\u2068", TEXT_BIDI, 0, MARK }, { "\u2069", TEXT_BIDI, 0, MARK },
	/* not to be seen */
	{ "A\u200Bnna", TEXT_INVISIBLE, 1, "A" MARK "nna" },
	{ "A\u200Dnna", TEXT_INVISIBLE, 1, "A" MARK "nna" },
	{ "A\u00ADnna", TEXT_INVISIBLE, 1, "A" MARK "nna" },
	{ "\uFEFF" "Anna", TEXT_INVISIBLE, 0, MARK "Anna" },
	{ "Anna\U000E0041", TEXT_INVISIBLE, 4, "Anna" MARK },
	{ "Anna\U000E0100", TEXT_INVISIBLE, 4, "Anna" MARK },
	{ "Anna\uFE0F", TEXT_INVISIBLE, 4, "Anna" MARK },
	{ "a\u2028b", TEXT_INVISIBLE, 1, "a" MARK "b" },
	{ "a\u2029b", TEXT_INVISIBLE, 1, "a" MARK "b" },
	{ "a\u2060b", TEXT_INVISIBLE, 1, "a" MARK "b" },
	{ "a\u3164b", TEXT_INVISIBLE, 1, "a" MARK "b" },
	{ "a\u034Fb", TEXT_INVISIBLE, 1, "a" MARK "b" },
	/* no characters */
	{ "a\uFFFE", TEXT_NONCHARACTER, 1, "a" MARK },
	{ "a\uFDD0", TEXT_NONCHARACTER, 1, "a" MARK },
	{ "a\U0010FFFF", TEXT_NONCHARACTER, 1, "a" MARK },
	{ "a\uE000", TEXT_NONCHARACTER, 1, "a" MARK },
	{ "a\U000F0000", TEXT_NONCHARACTER, 1, "a" MARK },
	{ "a\u0378", TEXT_NONCHARACTER, 1, "a" MARK },
	/* piles of accents, and accents without a letter */
	{ "e" ACUTE BELOW, TEXT_FINE, 0, "e" ACUTE BELOW },
	{ "e" ACUTE BELOW RING, TEXT_PILE, 5, "e" ACUTE BELOW },
	{ "e" ACUTE ACUTE ACUTE ACUTE "x" ACUTE, TEXT_PILE, 5, "e" ACUTE ACUTE "x" ACUTE },
	{ ACUTE "e", TEXT_PILE, 0, "e" },
	{ "e " ACUTE, TEXT_PILE, 2, "e " },
	{ "\u1161", TEXT_PILE, 0, "" },
};

static void hostile_text_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(hostile); i++) {
		size_t at = 0, len = strlen(hostile[i].text);
		enum text_fault fault = text_check(hostile[i].text, len, 1000, 0, &at);

		if (fault != hostile[i].fault || at != hostile[i].at)
			fail_msg("row %zu: fault %d at %zu, want %d at %zu", i, (int)fault, at,
				(int)hostile[i].fault, hostile[i].at);
		assert_int_equal(text_check(hostile[i].text, len, 1000, 0, NULL), hostile[i].fault);
	}
}

static void hostile_text_is_made_safe(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(hostile); i++) {
		str_clear(&out);
		text_safe(&out, hostile[i].text, 0);
		if (!str_eq(out.text, hostile[i].safe))
			fail_msg("row %zu: \"%s\", want \"%s\"", i, out.text, hostile[i].safe);
	}
	str_clear(&out);
	text_safe(&out, NULL, 0);
	assert_string_equal(out.text, "");
	str_release(&out);
}

static void lines_are_allowed_where_said(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	assert_int_equal(text_check("a\nb", 3, 10, TEXT_LINES, NULL), TEXT_FINE);
	assert_int_equal(text_check("a\r\nb", 4, 10, TEXT_LINES, NULL), TEXT_CONTROL);
	text_safe(&out, "a\nb\r\033", TEXT_LINES);
	assert_string_equal(out.text, "a\nb" MARK MARK);
	str_clear(&out);
	text_safe(&out, "e\n" ACUTE "b", TEXT_LINES);
	assert_string_equal(out.text, "e\nb");
	str_release(&out);
}

static void nul_and_length_are_found(void **state)
{
	size_t at = 0;

	(void)state;
	assert_int_equal(text_check("a\0b", 3, 10, 0, &at), TEXT_CONTROL);
	assert_int_equal(at, 1);
	assert_int_equal(text_check("abc", 3, 3, 0, &at), TEXT_FINE);
	assert_int_equal(text_check("abcd", 4, 3, 0, &at), TEXT_TOO_LONG);
	assert_int_equal(at, 3);
	assert_int_equal(text_check("abø", 4, 3, 0, &at), TEXT_TOO_LONG);
	assert_int_equal(at, 2);
}

static void every_fault_has_its_sentence(void **state)
{
	(void)state;
	assert_string_equal(text_fault_sentence(TEXT_FINE), "");
	for (int f = TEXT_NOT_UTF8; f <= TEXT_TOO_LONG; f++)
		for (int g = f + 1; g <= TEXT_TOO_LONG; g++)
			assert_string_not_equal(text_fault_sentence((enum text_fault)f),
				text_fault_sentence((enum text_fault)g));
}

static void valid_bytes_are_counted(void **state)
{
	(void)state;
	assert_int_equal(text_valid_bytes("", 0), 0);
	assert_int_equal(text_valid_bytes("aø\0b", 5), 5);
	assert_int_equal(text_valid_bytes("aø\xf8z", 5), 3);
	assert_int_equal(text_valid_bytes("aø", 2), 1);
}

/* Pieces that together make any kind of trouble. */
static void random_text(struct str *out, struct random *r)
{
	static const char *const pieces[] = {
		"a", "ø", "Å", "漢", "\U0001F600", " ", "\n", "\t", "\033", "\x9b", "\xc3",
		"\xff", ACUTE, BELOW,
		RING, "\u202E", "\u200B", "\u200D", "\uFEFF", "\uE000", "\u0600", "\u1100", "\u1161",
		"\u11A8",
		"\u0915", "\u094D", "\u093E", "\U0001F1E9", "\U0001F1F0", "\uFE0F", "\u00AD", "...", "word",
		"\xf4",
	};
	uint32_t count = random_below(r, 20);

	str_clear(out);
	while (count-- > 0)
		str_add(out, pieces[random_below(r, ARRAY_SIZE(pieces))]);
}

/* Safe text is what check calls fine but for the replacement mark, and stays as it is. */
static void safe_text_is_fine_and_stays(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 1);
	struct str text = STR_INIT, safe = STR_INIT, twice = STR_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		unsigned flags = random_below(&r, 2) ? TEXT_LINES : 0;

		random_text(&text, &r);
		str_clear(&safe);
		text_safe(&safe, text.text, flags);
		assert_int_equal(text_check(safe.text, safe.len, SIZE_MAX, flags, NULL), TEXT_FINE);
		str_clear(&twice);
		text_safe(&twice, safe.text, flags);
		assert_string_equal(twice.text, safe.text);
		if (text_check(text.text, text.len, SIZE_MAX, flags, NULL) == TEXT_FINE)
			assert_string_equal(safe.text, text.text);
	}
	str_release(&text);
	str_release(&safe);
	str_release(&twice);
}

static void normalises(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" }, { "   ", "" }, { "  Anna  ", "Anna" }, { "Anna   Marie", "Anna Marie" },
		{ "Anna\u00A0\u2003Marie", "Anna Marie" }, { "Anna\tMarie", "Anna Marie" },
		{ "Rene" ACUTE, "René" }, { "A" RING "ge", "Åge" }, { "\u212B", "Å" },
		{ "a\n\nb", "a\n\nb" }, { "\n a  b \n c \n\n", "a b\nc" }, { "a \n b", "a\nb" },
		{ "e" BELOW ACUTE, "\u1EB9" ACUTE }, { "e" ACUTE BELOW, "\u1EB9" ACUTE },
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		str_clear(&out);
		str_add(&out, "kept ");
		text_normalise(&out, cases[i].text);
		assert_string_equal(out.text + 5, cases[i].want);
	}
	str_release(&out);
}

static void clusters_have_widths(void **state)
{
	static const struct {
		const char *text;
		int clusters, width;
	} cases[] = {
		{ "", 0, 0 }, { "abc", 3, 3 }, { "æøå", 3, 3 }, { "e" ACUTE BELOW "x", 2, 2 },
		{ "漢字", 2, 4 }, { "\u1112\u1161\u11AB", 1, 2 }, { "한", 1, 2 }, { "\U0001F600", 1, 2 },
		{ "\U0001F1E9\U0001F1F0", 1, 2 }, { "▁▂█", 3, 3 }, { "…", 1, 1 }, { "⠁", 1, 1 },
		{ "S\xf8ren", 5, 5 }, { "\xff", 1, 1 }, { "a\nb", 3, 2 }, { "\033", 1, 1 }, { "م", 1, 1 },
		{ "ｗ", 1, 2 }, { "\u00A0", 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const char *at = cases[i].text;
		struct text_cluster c;
		int clusters = 0;

		while (text_next(&at, &c)) {
			clusters++;
			assert_true(c.len > 0);
		}
		if (clusters != cases[i].clusters || text_width(cases[i].text) != cases[i].width)
			fail_msg("row %zu: %d clusters, width %d", i, clusters, text_width(cases[i].text));
	}
}

static void fits(void **state)
{
	static const struct {
		const char *text;
		int columns;
		const char *want;
		int used;
	} cases[] = {
		{ "Søren", 5, "Søren", 5 }, { "Søren", 4, "Sør…", 4 }, { "Søren", 1, "…", 1 },
		{ "Søren", 0, "", 0 },
		{ "Søren", -3, "", 0 }, { "", 3, "", 0 }, { "漢字", 4, "漢字", 4 }, { "漢字", 3, "漢…", 3 },
		{ "漢字", 2, "…", 1 }, { "e" ACUTE "e" ACUTE "e" ACUTE, 2, "e" ACUTE "…", 2 },
		{ "abe" ACUTE, 3, "abe" ACUTE, 3 },
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		str_clear(&out);
		assert_int_equal(text_fit(&out, cases[i].text, cases[i].columns), cases[i].used);
		assert_string_equal(out.text, cases[i].want);
	}
	str_release(&out);
}

static void wraps(void **state)
{
	static const struct {
		const char *text;
		int columns;
		size_t want;
	} cases[] = {
		{ "", 5, 0 }, { "abc", 5, 3 }, { "abc", 3, 3 }, { "abc", 2, 2 }, { "\nabc", 5, 0 },
		{ "one two three", 7, 7 }, { "one two three", 8, 7 }, { "one two three", 6, 3 },
		{ "one two three", 3, 3 }, { "one two three", 13, 13 }, { "one   two", 4, 3 },
		{ "one   two", 8, 3 },
		{ "one\ntwo", 20, 3 }, { "øøø åå", 4, 6 }, { "漢字漢", 5, 6 }, { "漢", 1, 3 },
		{ "abcdef gh", 3, 3 },
		{ "  indented word", 11, 10 }, { "     ", 3, 3 }, { "a\u00A0b c", 3, 4 },
		{ "a\u00A0b c", 2, 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (text_wrap(cases[i].text, cases[i].columns) != cases[i].want)
			fail_msg("row %zu: %zu, want %zu", i, text_wrap(cases[i].text, cases[i].columns),
				cases[i].want);
}

/* However it is cut: lines are no wider than asked, nothing but blanks is lost, it ends. */
static void fitting_and_wrapping_keep_their_word(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 2);
	struct str text = STR_INIT, out = STR_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int columns = (int)random_below(&r, 12) + 2;
		const char *at;

		random_text(&text, &r);
		str_clear(&out);
		assert_true(text_fit(&out, text.text, columns) <= columns);
		assert_true(text_width(out.text) <= columns);
		for (at = text.text; *at != '\0'; ) {
			size_t n = text_wrap(at, columns);

			str_clear(&out);
			str_addn(&out, at, n);
			assert_true(text_width(out.text) <= columns);
			assert_true(n > 0 || *at == '\n');
			at += n;
			at += strspn(at, " ");
			at += *at == '\n';
		}
	}
	str_release(&text);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_text_is_found),
		cmocka_unit_test(hostile_text_is_made_safe),
		cmocka_unit_test(lines_are_allowed_where_said),
		cmocka_unit_test(nul_and_length_are_found),
		cmocka_unit_test(every_fault_has_its_sentence),
		cmocka_unit_test(valid_bytes_are_counted),
		cmocka_unit_test(safe_text_is_fine_and_stays),
		cmocka_unit_test(normalises),
		cmocka_unit_test(clusters_have_widths),
		cmocka_unit_test(fits),
		cmocka_unit_test(wraps),
		cmocka_unit_test(fitting_and_wrapping_keep_their_word),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
