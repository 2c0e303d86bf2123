/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evidence_check.h"

#include <ctype.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "stige/base/banned.h"

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *skip_to_number(const char *s)
{
	while (*s && !digit(*s)) {
		if (s[0] == '{' && digit(s[1]) && s[2] == '}')
			s += 3;
		else
			s++;
	}
	return s;
}

bool evidence_next_number(const char **s, bool danish, char number[EVIDENCE_NUMBER])
{
	const char *at = skip_to_number(*s);
	char point = danish ? ',' : '.', thousands = danish ? '.' : ',';
	size_t n = 0;

	if (!*at)
		return false;
	while (digit(*at) || ((*at == point || *at == thousands) && digit(at[1]))) {
		if (*at != thousands && n + 1 < EVIDENCE_NUMBER)
			number[n++] = *at == point ? '.' : *at;
		at++;
	}
	number[n] = '\0';
	*s = at;
	return true;
}

bool evidence_stray_number(const struct evidence_row *row, int lang, char number[EVIDENCE_NUMBER])
{
	const char *s = row->text[lang];

	while (evidence_next_number(&s, lang == 1, number))
		if (!str_has_word(row->numbers, number))
			return true;
	return false;
}

/* Beginnings of words that claim something, and the least strength that may use them. */
static const struct {
	const char *stem;
	enum evidence_strength least;
} strong[] = {
	{ "caus", EVIDENCE_ESTIMATED }, { "because", EVIDENCE_ESTIMATED },
	{ "thanks to", EVIDENCE_ESTIMATED },
	{ "leads to", EVIDENCE_ESTIMATED }, { "increase", EVIDENCE_ESTIMATED },
	{ "reduce", EVIDENCE_ESTIMATED },
	{ "prove", EVIDENCE_ESTIMATED }, { "guarantee", EVIDENCE_ESTIMATED },
	{ "ensure", EVIDENCE_ESTIMATED },
	{ "for\u00e5rsag", EVIDENCE_ESTIMATED }, { "fordi", EVIDENCE_ESTIMATED },
	{ "skyldes", EVIDENCE_ESTIMATED },
	{ "f\u00f8rer til", EVIDENCE_ESTIMATED }, { "\u00f8ger", EVIDENCE_ESTIMATED },
	{ "mindsker", EVIDENCE_ESTIMATED },
	{ "beviser", EVIDENCE_ESTIMATED }, { "sikrer", EVIDENCE_ESTIMATED },
	{ "effective", EVIDENCE_REPORTED }, { "virksomt", EVIDENCE_REPORTED },
	{ "virksomme", EVIDENCE_REPORTED },
	{ "progress is", EVIDENCE_REPORTED }, { "decline", EVIDENCE_REPORTED },
	{ "tilbagegang", EVIDENCE_REPORTED },
	{ "better than", EVIDENCE_REPORTED }, { "bedre end", EVIDENCE_REPORTED },
};

static bool begins_here(const char *s, const char *stem)
{
	for (; *stem; s++, stem++)
		if (tolower((unsigned char)*s) != (unsigned char)*stem)
			return false;
	return true;
}

static bool holds(const char *text, const char *stem)
{
	char before = ' ';

	for (; *text; before = *text++)
		if (!isalpha((unsigned char)before) && begins_here(text, stem))
			return true;
	return false;
}

const char *evidence_strong_word(const struct evidence_row *row, int lang)
{
	if (row->kind != EVIDENCE_FINDING && row->kind != EVIDENCE_MAPPING)
		return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(strong); i++)
		if (row->strength < strong[i].least && holds(row->text[lang], strong[i].stem))
			return strong[i].stem;
	return NULL;
}
