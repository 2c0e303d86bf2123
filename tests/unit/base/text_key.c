/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

static char *sort_key(const char *s)
{
	struct str key = STR_INIT;

	text_sort_key(&key, s);
	return str_steal(&key);
}

static int sort_order(const char *a, const char *b)
{
	char *one = sort_key(a), *two = sort_key(b);
	int order = strcmp(one, two);

	mem_free(one);
	mem_free(two);
	return (order > 0) - (order < 0);
}

/* A Danish register, in its order. */
static void danes_sort_like_this(void **state)
{
	static const char *const register_order[] = {
		"", "Abel", "Abild", "Anders Holm", "Anders-Ivar", "Andersen", "Ándersen", "Andersson", "Bo",
		"Carl",
		"Łukasz", "Lund", "Müller", "Møller", "Nielsen", "O'Hara", "Olsen", "Rene", "René", "René Bo",
		"Renée",
		"Zacho", "Æbelø", "Ægidius", "Ærø", "Ø", "Ødegård", "Østergård", "Aaberg", "Åberg",
		"Ågård", "Aarhus", "Århus", "Åse",
	};

	(void)state;
	for (size_t i = 1; i < ARRAY_SIZE(register_order); i++)
		if (sort_order(register_order[i - 1], register_order[i]) >= 0)
			fail_msg("%s is not before %s", register_order[i - 1], register_order[i]);
}

static void pairs_sort_like_this(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} cases[] = {
		{ "anne", "ANNE", 0 }, { "ærø", "ÆRØ", 0 }, { "åse", "ÅSE", 0 }, { "AAse", "aase", 0 },
		{ "Andersen", "Ándersen", -1 }, { "Ándersen", "Andersens", -1 },
		{ "Anders Holm", "Andersen", -1 }, { "Anders-Holm", "Andersen", -1 },
		{ "zz", "æ", -1 }, { "æ", "ø", -1 }, { "ø", "å", -1 }, { "ø", "aa", -1 },
		{ "å", "aab", -1 }, { "aa", "åb", -1 }, { "å", "漢", -1 },
		{ "Baad", "Båd", -1 }, { "Baad", "Båe", -1 }, { "Båc", "Baad", -1 },
		{ "ä", "æb", -1 }, { "æa", "äb", -1 }, { "öa", "øb", -1 }, { "øa", "öb", -1 },
		{ "ü", "z", -1 }, { "x", "ü", -1 }, { "ß", "st", -1 }, { "sr", "ß", -1 },
		{ "A" "\u030A" "ge", "Åge", 0 }, { "O'Brien", "Obrien", -1 }, { "O'Brien", "Obrieo", -1 },
		{ "A a", "Aa", -1 }, { "1", "a", -1 }, { "NB-0041", "NB-0042", -1 },
		{ "\xff", "a", 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (sort_order(cases[i].a, cases[i].b) != cases[i].order
				|| sort_order(cases[i].b, cases[i].a) != -cases[i].order)
			fail_msg("%s and %s: %d", cases[i].a, cases[i].b, sort_order(cases[i].a, cases[i].b));
}

static void search_folds(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" }, { "René", "rene" }, { "RENÉ", "rene" }, { "Åse", "aase" }, { "Aase", "aase" },
		{ "A\u030Ase", "aase" }, { "Øster Ærø", "øster ærø" }, { "Müller", "muller" },
		{ "Łukasz", "lukasz" },
		{ "Þór", "thor" }, { "Groß", "gross" }, { "NB-0042", "nb-0042" }, { "ｗide", "wide" },
		{ "ﬁn", "fin" },
		{ "ǿ", "ø" }, { "ǻ", "aa" }, { "Σίσυφος", "σισυφοσ" }, { "a\xff", "a\uFFFD" },
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		str_clear(&out);
		text_search_key(&out, cases[i].text);
		assert_string_equal(out.text, cases[i].want);
	}
	str_release(&out);
}

static void names_are_found_without_danish_keys(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	text_name_key(&out, "Vadekær Ørsted Åse Müller");
	assert_string_equal(out.text, "vadekaer oersted aase muller");
	str_release(&out);
}

/* Korean syllables are not accents: what differs must stay different. */
static void search_keeps_hangul_apart(void **state)
{
	struct str one = STR_INIT, two = STR_INIT;

	(void)state;
	text_search_key(&one, "한");
	text_search_key(&two, "힌");
	assert_string_not_equal(one.text, two.text);
	str_release(&one);
	str_release(&two);
}

static void ascii(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" }, { "plain, 3 < 4", "plain, 3 < 4" }, { "æøå ÆØÅ", "aeoeaa AeOeAa" },
		{ "René", "Rene" },
		{ "Rene\u0301", "Rene" }, { "Łódź", "Lodz" }, { "Groß", "Gross" },
		{ "“a” – ’b’ …", "\"a\" - 'b' ..." },
		{ "漢字", "??" }, { "▁█", "??" }, { "a\u00A0b", "a b" }, { "a\nb", "a\nb" },
		{ "\033[m", "?[m" },
		{ "\xff", "?" }, { "•", "*" }, { "Růže Ů", "Ruze U" },
	};
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		str_clear(&out);
		text_ascii(&out, cases[i].text);
		assert_string_equal(out.text, cases[i].want);
	}
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(danes_sort_like_this),
		cmocka_unit_test(pairs_sort_like_this),
		cmocka_unit_test(search_folds),
		cmocka_unit_test(names_are_found_without_danish_keys),
		cmocka_unit_test(search_keeps_hangul_apart),
		cmocka_unit_test(ascii),
	};

	return cmocka_run_group_tests_name("text_key", tests, NULL, NULL);
}
