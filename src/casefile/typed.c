/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "typed.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum {
	NAME_LEAST = 2,
	NAME_MOST = 100,
	BYTES_A_CHARACTER = 16,              /* a letter, two accents and some to spare */
};

size_t typed_characters(const char *s)
{
	struct text_cluster c;
	size_t n = 0;

	while (text_next(&s, &c))
		n++;
	return n;
}

const char *typed_text(struct typed *t, const char *field, const char *typed, size_t most)
{
	struct str clean = STR_INIT;
	enum text_fault fault;
	const char *text = "";

	if (!typed || !*typed)
		return "";
	fault = text_check(typed, strlen(typed), most * BYTES_A_CHARACTER, 0, NULL);
	if (fault == TEXT_FINE) {
		text_normalise(&clean, typed);
		if (typed_characters(clean.text) > most)
			fault = TEXT_TOO_LONG;
	}
	if (fault == TEXT_TOO_LONG)
		issues_add(t->issues, field, _("This is too long; use at most %zu characters."), most);
	else if (fault != TEXT_FINE)
		issues_add(t->issues, field, "%s", text_fault_sentence(fault));
	else
		text = arena_strdup(t->arena, clean.text);
	str_release(&clean);
	return text;
}

const char *typed_name(struct typed *t, const char *field, const char *typed)
{
	size_t before = t->issues->count;
	const char *name = typed_text(t, field, typed, NAME_MOST);

	if (t->issues->count > before)
		return name;
	if (!*name)
		issues_add(t->issues, field, _("The name is missing; write first name and last name."));
	else if (typed_characters(name) < NAME_LEAST)
		issues_add(t->issues, field, _("The name is too short; write at least two characters."));
	return name;
}

int typed_word(struct typed *t, const char *field, const char *typed, const struct typed_choice *words,
	size_t count, int otherwise)
{
	struct str known = STR_INIT;

	if (!typed || !*typed)
		return otherwise;
	for (size_t i = 0; i < count; i++)
		if (str_eq(typed, words[i].word) || str_eq(typed, words[i].danish))
			return words[i].value;
	for (size_t i = 0; i < count; i++)
		if (*words[i].word)
			str_addf(&known, known.len ? ", %s" : "%s", words[i].word);
	issues_add(t->issues, field, _("This word is not known here; use one of: %s."), known.text);
	str_release(&known);
	return otherwise;
}

const char *typed_pin(struct typed *t, const char *typed)
{
	size_t n = typed ? strlen(typed) : 0;

	if (n == 0)
		return NULL;
	if (n < 4 || n > 8 || strspn(typed, "0123456789") != n) {
		issues_add(t->issues, "pin", _("The PIN needs four to eight digits, or leave it empty."));
		return NULL;
	}
	return typed;
}
