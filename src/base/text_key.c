/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How Danes sort and search text, and how it looks in ASCII. */
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "rune.h"
#include "stige/base/banned.h"

#define RING 0x030a
#define DIAERESIS 0x0308
#define DOUBLE_ACUTE 0x030b
#define AE 0x00e6
#define OE 0x00f8

/* Sort keys put the last three letters of the alphabet right after z. */
#define KEY_AE "{"
#define KEY_OE "|"
#define KEY_AA "}"
#define KEY_LEVEL "\x01"             /* below every byte of a key: the shorter word first */

/* A letter with its accents, from decomposed text. */
struct letter {
	int32_t base;
	const char *bytes;           /* of the base alone */
	size_t len;
	bool ring, diaeresis, double_acute;
};

static bool next_letter(const char **s, struct letter *ret)
{
	size_t len;

	if (**s == '\0')
		return false;
	*ret = (struct letter){ .bytes = *s };
	ret->base = rune_next(*s, strnlen(*s, RUNE_BYTES), &ret->len);
	for (*s += ret->len; **s != '\0'; *s += len) {
		int32_t rune = rune_next(*s, strnlen(*s, RUNE_BYTES), &len);

		if (!rune_accent(rune))
			break;
		ret->ring |= rune == RING;
		ret->diaeresis |= rune == DIAERESIS;
		ret->double_acute |= rune == DOUBLE_ACUTE;
	}
	return true;
}

static bool is_a_ring(const struct letter *l)
{
	return l->base == 'a' && l->ring;
}

/* ä goes with æ, ö, ő and œ with ø, ü and ű with y (Dansk Sprognævn's order). */
static const char *sorts_as(const struct letter *l)
{
	if (is_a_ring(l))
		return KEY_AA;
	if (l->base == AE || (l->base == 'a' && l->diaeresis))
		return KEY_AE;
	if (l->base == OE || l->base == 0x0153 || (l->base == 'o' && (l->diaeresis || l->double_acute)))
		return KEY_OE;
	if (l->base == 'u' && (l->diaeresis || l->double_acute))
		return "y";
	if (l->base == '-' || rune_class(l->base) == RUNE_BLANK || l->base == '\n')
		return " ";
	return rune_latin(l->base);
}

static bool ascii_letter_or_digit(int32_t rune)
{
	return (rune >= 'a' && rune <= 'z') || (rune >= '0' && rune <= '9');
}

/* Marks of punctuation are ignored at first. */
static void add_sort_letter(struct str *out, const struct letter *l)
{
	const char *as = sorts_as(l);

	if (as)
		str_add(out, as);
	else if (l->base >= 0x80 || ascii_letter_or_digit(l->base))
		str_addn(out, l->bytes, l->len);
}

void text_sort_key(struct str *out, const char *s)
{
	struct str folded = STR_INIT;
	struct letter l, next;
	const char *at;

	rune_decompose(&folded, s, true);
	at = folded.text;
	while (next_letter(&at, &l)) {
		const char *after = at;

		if (l.base == 'a' && !l.ring && !l.diaeresis && next_letter(&after, &next)
				&& next.base == 'a' && !next.ring && !next.diaeresis) {
			str_add(out, KEY_AA);
			at = after;
		} else {
			add_sort_letter(out, &l);
		}
	}
	str_add(out, KEY_LEVEL);
	str_addn(out, folded.text, folded.len);
	str_release(&folded);
}

void text_search_key(struct str *out, const char *s)
{
	struct str folded = STR_INIT;
	struct letter l;
	const char *at;

	rune_decompose(&folded, s, true);
	at = folded.text;
	while (next_letter(&at, &l)) {
		const char *latin = l.base == AE || l.base == OE ? NULL : rune_latin(l.base);

		if (is_a_ring(&l))
			str_add(out, "aa");
		else if (latin)
			str_add(out, latin);
		else
			str_addn(out, l.bytes, l.len);
	}
	str_release(&folded);
}

void text_name_key(struct str *out, const char *s)
{
	struct str key = STR_INIT;
	const char *p;
	size_t len;

	text_search_key(&key, s);
	for (p = key.text; *p; p += len) {
		int32_t rune = rune_next(p, strnlen(p, RUNE_BYTES), &len);

		if (rune == AE || rune == OE)
			str_add(out, rune == AE ? "ae" : "oe");
		else
			str_addn(out, p, len);
	}
	str_release(&key);
}

/* Small letters of Greek, Cyrillic and others that look like a Latin one, or whose capital does; folded before. */
static const char *looks_like(int32_t rune)
{
	static const struct {
		int32_t rune;
		char latin;
	} twins[] = {
		{ '1', 'l' }, { 'i', 'l' }, { 'j', 'l' }, { '|', 'l' }, { '!', 'l' }, { '0', 'o' }, { 0x0131, 'l' },
		/* Greek: alpha beta epsilon zeta eta iota kappa mu nu omicron rho tau upsilon chi */
		{ 0x03B1, 'a' }, { 0x03B2, 'b' }, { 0x03B5, 'e' }, { 0x03B6, 'z' }, { 0x03B7, 'h' }, { 0x03B9, 'l' },
		{ 0x03BA, 'k' }, { 0x03BC, 'm' }, { 0x03BD, 'n' }, { 0x03BF, 'o' }, { 0x03C1, 'p' }, { 0x03C4, 't' },
		{ 0x03C5, 'y' }, { 0x03C7, 'x' },
		/* Cyrillic: a ve ie ka em en o er es te u ha; dze, i, yi, je, shha, komi de, qa, we */
		{ 0x0430, 'a' }, { 0x0432, 'b' }, { 0x0435, 'e' }, { 0x043A, 'k' }, { 0x043C, 'm' }, { 0x043D, 'h' },
		{ 0x043E, 'o' }, { 0x0440, 'p' }, { 0x0441, 'c' }, { 0x0442, 't' }, { 0x0443, 'y' }, { 0x0445, 'x' },
		{ 0x0455, 's' }, { 0x0456, 'l' }, { 0x0457, 'l' }, { 0x0458, 'l' }, { 0x04BB, 'h' }, { 0x0501, 'd' },
		{ 0x051B, 'q' }, { 0x051D, 'w' },
		/* Armenian oh, seh, vo */
		{ 0x0585, 'o' }, { 0x057D, 'u' }, { 0x0578, 'n' },
	};
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

	for (size_t i = 0; i < ARRAY_SIZE(twins); i++)
		if (twins[i].rune == rune)
			return &letters[twins[i].latin - 'a'];
	return NULL;
}

void text_look_key(struct str *out, const char *s)
{
	struct str folded = STR_INIT, safe = STR_INIT;
	struct letter l;
	const char *at;

	text_safe(&safe, s, 0);
	rune_decompose(&folded, safe.text, true);
	at = folded.text;
	while (next_letter(&at, &l)) {
		const char *as = looks_like(l.base);

		if (as)
			str_addn(out, as, 1);
		else if (ascii_letter_or_digit(l.base) || (l.base >= 0x80 && rune_class(l.base) != RUNE_BLANK))
			str_addn(out, l.bytes, l.len);
	}
	str_release(&folded);
	str_release(&safe);
}

/* What stands in typeset text and has a plain twin. */
static const char *plain_mark(int32_t rune)
{
	static const struct {
		int32_t rune;
		const char *ascii;
	} marks[] = {
		{ 0x2010, "-" }, { 0x2011, "-" }, { 0x2012, "-" }, { 0x2013, "-" }, { 0x2014, "-" },
		{ 0x2212, "-" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x201c, "\"" }, { 0x201d, "\"" },
		{ 0x201e, "\"" }, { 0x2022, "*" }, { 0x2026, "..." }, { 0x00ab, "\"" }, { 0x00bb, "\"" },
		{ 0x00b7, "." }, { 0x00d7, "x" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (marks[i].rune == rune)
			return marks[i].ascii;
	return NULL;
}

static const char *ascii_of(const struct letter *l)
{
	if (l->ring && l->base == 'a')
		return "aa";
	if (l->ring && l->base == 'A')
		return "Aa";
	if (rune_class(l->base) == RUNE_BLANK)
		return " ";
	return rune_latin(l->base) ? rune_latin(l->base) : plain_mark(l->base);
}

void text_ascii(struct str *out, const char *s)
{
	struct str apart = STR_INIT;
	struct letter l;
	const char *at;

	rune_decompose(&apart, s, false);
	at = apart.text;
	while (next_letter(&at, &l)) {
		const char *ascii = ascii_of(&l);

		if (ascii)
			str_add(out, ascii);
		else if ((l.base > 0x20 && l.base < 0x7f) || l.base == '\n')
			str_addn(out, l.bytes, l.len);
		else
			str_addc(out, '?');
	}
	str_release(&apart);
}
