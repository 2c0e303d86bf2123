/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "rune.h"
#include "stige/base/banned.h"

struct range {
	int32_t first, last;
};

/* Debian lintian's unicode-trojan list: what made CVE-2021-42574 possible. */
static const struct range bidi[] = {
	{ 0x061c, 0x061c }, { 0x200e, 0x200f }, { 0x202a, 0x202e }, { 0x2066, 0x2069 },
};

/* Default ignorable, but letters or marks by category: shown as nothing at all. */
static const struct range unseen[] = {
	{ 0x034f, 0x034f }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x180b, 0x180f },
	{ 0x2065, 0x2065 }, { 0x3164, 0x3164 }, { 0xfe00, 0xfe0f }, { 0xffa0, 0xffa0 },
	{ 0xe0000, 0xe0fff },
};

/* Second and third parts of Hangul syllables: letters, but drawn into the one before. */
static const struct range joined[] = {
	{ 0x1161, 0x11ff }, { 0xd7b0, 0xd7fb },
};

static bool in_ranges(int32_t rune, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rune >= ranges[i].first && rune <= ranges[i].last)
			return true;
	return false;
}

int32_t rune_next(const char *s, size_t n, size_t *ret_len)
{
	utf8proc_int32_t rune;
	utf8proc_ssize_t len;

	if ((unsigned char)*s < 0x80) {
		*ret_len = 1;
		return *s;
	}
	len = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &rune);
	*ret_len = len > 0 ? (size_t)len : 1;
	return len > 0 ? rune : RUNE_INVALID;
}

static enum rune_class class_of_category(int32_t rune)
{
	switch ((int)utf8proc_category(rune)) {
	case UTF8PROC_CATEGORY_CC:
		return RUNE_CONTROL;
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return RUNE_UNSEEN;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
		return RUNE_NONCHARACTER;
	case UTF8PROC_CATEGORY_ZS:
		return RUNE_BLANK;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
		return RUNE_MARK;
	default:
		return in_ranges(rune, joined, ARRAY_SIZE(joined)) ? RUNE_MARK : RUNE_PLAIN;
	}
}

enum rune_class rune_class(int32_t rune)
{
	if (rune > 0x20 && rune < 0x7f)
		return RUNE_PLAIN;
	if (rune == RUNE_INVALID)
		return RUNE_NONCHARACTER;
	if (in_ranges(rune, bidi, ARRAY_SIZE(bidi)))
		return RUNE_BIDI;
	if (in_ranges(rune, unseen, ARRAY_SIZE(unseen)))
		return RUNE_UNSEEN;
	return class_of_category(rune);
}

bool rune_accent(int32_t rune)
{
	int category = rune == RUNE_INVALID ? UTF8PROC_CATEGORY_CN : (int)utf8proc_category(rune);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

int rune_width(int32_t rune)
{
	int width;

	switch (rune_class(rune)) {
	case RUNE_MARK:
		return 0;
	case RUNE_PLAIN:
	case RUNE_BLANK:
		width = utf8proc_charwidth(rune);
		return width == 2 ? 2 : 1;
	case RUNE_CONTROL:
	case RUNE_BIDI:
	case RUNE_UNSEEN:
	case RUNE_NONCHARACTER:
		break;
	}
	return 1;
}

void rune_put(struct str *out, int32_t rune)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t len = utf8proc_encode_char(rune, bytes);

	BUG_ON(len <= 0);
	str_addn(out, (const char *)bytes, (size_t)len);
}

static void add_mapped(struct str *out, const char *s, size_t n, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &mapped,
		options);

	if (len == UTF8PROC_ERROR_NOMEM)
		bug_oom();
	BUG_ON(len < 0);
	str_addn(out, (const char *)mapped, (size_t)len);
	free(mapped);
}

/* Valid stretches as they are, anything else as U+FFFD. */
static void add_valid(struct str *out, const char *s)
{
	size_t n = strlen(s);

	while (n > 0) {
		size_t good = text_valid_bytes(s, n);

		str_addn(out, s, good);
		s += good;
		n -= good;
		if (n > 0) {
			rune_put(out, RUNE_REPLACEMENT);
			s++;
			n--;
		}
	}
}

void rune_decompose(struct str *out, const char *s, bool fold)
{
	struct str valid = STR_INIT;

	add_valid(&valid, s);
	add_mapped(out, valid.text, valid.len, fold
		? UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD
		: UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
	str_release(&valid);
}

const char *rune_latin(int32_t rune)
{
	static const struct {
		int32_t rune;
		const char *ascii;
	} letters[] = {
		{ 0x00c6, "Ae" }, { 0x00e6, "ae" }, { 0x00d8, "Oe" }, { 0x00f8, "oe" },
		{ 0x00d0, "D" }, { 0x00f0, "d" }, { 0x00de, "Th" }, { 0x00fe, "th" }, { 0x00df, "ss" },
		{ 0x0110, "D" }, { 0x0111, "d" }, { 0x0126, "H" }, { 0x0127, "h" }, { 0x0131, "i" },
		{ 0x0141, "L" }, { 0x0142, "l" }, { 0x014a, "N" }, { 0x014b, "n" },
		{ 0x0152, "Oe" }, { 0x0153, "oe" }, { 0x0166, "T" }, { 0x0167, "t" }, { 0x1e9e, "SS" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(letters); i++)
		if (letters[i].rune == rune)
			return letters[i].ascii;
	return NULL;
}
