/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>
#include <cmocka.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* A catalogue of three entries, sorted by msgid, as msgfmt would write it. */
static const struct {
	const char *msgid, *danish;
} catalogue[] = {
	{ "", "Content-Type: text/plain; charset=UTF-8\n" },
	{ "answer", "svar på dansk" },
	{ "menu\004answer", "besvar" },
};

static void add_number(struct str *out, size_t n)
{
	uint32_t word = (uint32_t)n;

	str_addn(out, (const char *)&word, sizeof(word));
}

static void write_catalogue(const char *path)
{
	const size_t count = ARRAY_SIZE(catalogue), tables = 28;
	struct str mo = STR_INIT, texts = STR_INIT;
	size_t base = tables + 16 * count;

	add_number(&mo, 0x950412de);
	add_number(&mo, 0);
	add_number(&mo, count);
	add_number(&mo, tables);
	add_number(&mo, tables + 8 * count);
	add_number(&mo, 0);
	add_number(&mo, base);
	for (size_t i = 0; i < 2 * count; i++) {
		const char *text = i < count ? catalogue[i].msgid : catalogue[i - count].danish;

		add_number(&mo, strlen(text));
		add_number(&mo, base + texts.len);
		str_addn(&texts, text, strlen(text) + 1);
	}
	str_addn(&mo, texts.text, texts.len);
	assert_int_equal(file_write(path, mo.text, mo.len, NULL), STIGE_OK);
	str_release(&mo);
	str_release(&texts);
}

static int make_catalogue(void **state)
{
	static char dir[] = "/tmp/stige-i18n-XXXXXX";

	*state = mkdtemp(dir);
	if (!*state || chdir(dir) != 0)
		return -1;
	write_catalogue("da/LC_MESSAGES/stige.mo");
	return 0;
}

static int remove_catalogue(void **state)
{
	unlink("da/LC_MESSAGES/stige.mo");
	rmdir("da/LC_MESSAGES");
	rmdir("da");
	return chdir("/") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

static void set_environment(const char *all, const char *messages, const char *lang, const char *language)
{
	setenv("LC_ALL", all, 1);
	setenv("LC_MESSAGES", messages, 1);
	setenv("LANG", lang, 1);
	setenv("LANGUAGE", language, 1);
	unsetenv("LC_CTYPE");
}

/* Back and forth: gettext remembers, and must be made to forget. da_DK need not be generated. */
static void languages_change(void **state)
{
	(void)state;
	set_environment("C", "", "", "");
	for (int i = 0; i < 3; i++) {
		assert_string_equal(i18n_start("da", *state), "da");
		assert_string_equal(i18n_lang(), "da");
		assert_string_equal(_("answer"), "svar på dansk");
		assert_string_equal(P_("menu", "answer"), "besvar");
		assert_string_equal(P_("other", "answer"), "answer");
		assert_string_equal(_("not there"), "not there");
		assert_string_equal(i18n_start("en", *state), "en");
		assert_string_equal(i18n_lang(), "en");
		assert_string_equal(_("answer"), "answer");
		assert_string_equal(P_("menu", "answer"), "answer");
	}
}

static void the_environment_names_the_language(void **state)
{
	static const struct {
		const char *all, *messages, *lang, *language, *want;
	} cases[] = {
		{ "", "", "", "", "en" }, { "", "", "", "da", "en" }, { "C", "", "da_DK.UTF-8", "da", "en" },
		{ "", "", "da_DK.UTF-8", "", "da" }, { "", "da_DK", "en_GB.UTF-8", "", "da" },
		{ "en_GB.UTF-8", "da_DK", "da_DK", "", "en" }, { "da", "", "", "", "da" },
		{ "C.UTF-8", "", "", "da", "da" }, { "", "", "en_GB.UTF-8", "da:en", "da" },
		{ "", "", "da_DK.UTF-8", "en_GB:da", "en" }, { "", "", "da_DK.UTF-8", "sv:nb", "da" },
		{ "", "", "sv_SE.UTF-8", "", "en" }, { "", "", "dav_KE.UTF-8", "", "en" },
		{ "", "", "de_DE.UTF-8", "de:da", "da" }, { "", "", "POSIX", "da", "en" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		set_environment(cases[i].all, cases[i].messages, cases[i].lang, cases[i].language);
		if (!str_eq(i18n_start(NULL, *state), cases[i].want))
			fail_msg("row %zu: %s", i, i18n_lang());
		assert_string_equal(_("answer"), str_eq(cases[i].want, "da") ? "svar på dansk" : "answer");
	}
}

static void numbers_stay_with_the_point(void **state)
{
	set_environment("da_DK.UTF-8", "", "", "");
	i18n_start("da", *state);
	assert_string_equal(setlocale(LC_NUMERIC, NULL), "C");
	assert_string_equal(localeconv()->decimal_point, ".");
}

/* A UTF-8 locale that is not generated still means UTF-8. */
static void characters_fall_back_to_utf8(void **state)
{
	wchar_t wide;

	set_environment("xx_YY.UTF-8", "", "", "");
	i18n_start("da", *state);
	assert_int_equal(mbrtowc(&wide, "ø", 2, &(mbstate_t){ 0 }), 2);
	assert_int_equal(wide, 0xf8);
	setlocale(LC_CTYPE, "C");
	set_environment("xx_YY.utf8", "", "", "");
	i18n_start("da", *state);
	assert_int_equal(mbrtowc(&wide, "ø", 2, &(mbstate_t){ 0 }), 2);
	setlocale(LC_CTYPE, "C");
	set_environment("xx_YY", "", "", "");
	i18n_start("da", *state);
	assert_string_equal(setlocale(LC_CTYPE, NULL), "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_change),
		cmocka_unit_test(the_environment_names_the_language),
		cmocka_unit_test(numbers_stay_with_the_point),
		cmocka_unit_test(characters_fall_back_to_utf8),
	};

	return cmocka_run_group_tests_name("i18n", tests, make_catalogue, remove_catalogue);
}
