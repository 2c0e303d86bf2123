/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

#define DOMAIN "stige"

/* gettext is process-wide, and so is this. */
static const char *language = "en";

const char *i18n_context(const char *key, const char *msgid)
{
	const char *text = gettext(key);

	return text == key ? msgid : text;
}

const char *i18n_lang(void)
{
	return language;
}

/* The locale the environment names for a category, "" when it names none. */
static const char *named_locale(const char *category)
{
	const char *const names[] = { "LC_ALL", category, "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = getenv(names[i]);

		if (value && *value != '\0')
			return value;
	}
	return "";
}

static bool is_language(const char *locale, const char *lang)
{
	return str_starts(locale, lang) && !strchr("abcdefghijklmnopqrstuvwxyz", locale[2] ? locale[2] : '_');
}

/* The first of ours in LANGUAGE, which counts only beside a real locale; else the locale's. */
static const char *environment_language(void)
{
	const char *locale = named_locale("LC_MESSAGES");
	const char *list = getenv("LANGUAGE");

	if (*locale == '\0' || str_eq(locale, "C") || str_eq(locale, "POSIX"))
		return "en";
	for (const char *at = list ? list : ""; *at != '\0'; ) {
		if (is_language(at, "da"))
			return "da";
		if (is_language(at, "en"))
			return "en";
		at += strcspn(at, ":");
		at += *at == ':';
	}
	return is_language(locale, "da") ? "da" : "en";
}

static bool names_utf8(const char *locale)
{
	const char *dot = strchr(locale, '.');

	return dot && (strncasecmp(dot + 1, "UTF-8", 5) == 0 || strncasecmp(dot + 1, "UTF8", 4) == 0);
}

/*
 * Only characters follow the environment; numbers, dates and order stay those of C. A
 * locale that is named but not generated must not cost the user æ, ø and å.
 */
static void start_characters(void)
{
	if (!setlocale(LC_CTYPE, "") && names_utf8(named_locale("LC_CTYPE")))
		setlocale(LC_CTYPE, "C.UTF-8");
}

const char *i18n_start(const char *lang, const char *localedir)
{
	if (!lang)
		lang = environment_language();
	language = str_eq(lang, "da") ? "da" : "en";
	start_characters();
	/* gettext ignores LANGUAGE in the C locale; C.UTF-8 is always there, da_DK is not. */
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", language, 1);
	if (localedir)
		bindtextdomain(DOMAIN, localedir);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);          /* again after each change: it empties gettext's memory */
	return language;
}
