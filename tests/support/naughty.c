/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "naughty.h"

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

/* Ranges of characters, each one a text of its own: in the middle of a name. */
static const struct {
	unsigned first, last;
} ranges[] = {
	{ 0x01, 0x1F }, { 0x7F, 0xA0 }, { 0xAD, 0xAD },
	{ 0x061C, 0x061C }, { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x2069 },   /* bidi, zero width, lines */
	{ 0x034F, 0x034F }, { 0x115F, 0x115F }, { 0x180E, 0x180E }, { 0x3164, 0x3164 }, { 0xFEFF, 0xFEFF },
	{ 0xFFF9, 0xFFFD }, { 0xFFFE, 0xFFFF }, { 0xFE00, 0xFE0F }, { 0xE000, 0xE000 },
	{ 0xE0001, 0xE0001 }, { 0xE0041, 0xE0044 }, { 0xE007F, 0xE007F }, { 0x10FFFF, 0x10FFFF },
};

/* What stands for itself. */
static const char *const texts[] = {
	/* a terminal's own language */
	"\033[2J", "\033[31mred\033[0m", "\033]0;title\a", "\033]8;;http://x\033\\link", "\033[6n", "\033c", "\033(0qqq",
	"\x9B" "2J", "\xC2\x9B" "2J", "\b\b\b\b\bForged", "\rForged row", "\nForged row", "a\tb", "\016qqq\017",
	/* not UTF-8 */
	"S\xF8ren", "\xFF\xFE", "\xC3", "\xC3(", "\xE2\x82", "\xF0\x9F\x98", "\xC0\x80", "\xC0\xAF", "\xE0\x80\xAF",
	"\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\x80\x80\x80", "\xEF\xBF",
	/* wide, joined, right to left, piled */
	"日本語", "日本語 と 中文", "한국어", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "👩‍👩‍👧‍👦", "🇩🇰", "❤️", "ﷺ", "مرحبا",
	"שלום עולם", "นี่คือ", "क्षि", "Ȩ̷͓̺", "e\xCC\x81", "\xCC\x81", "\xCC\x81\xCC\x81",
	"A\xCC\x8A", "ﬁ ligature", "Ａｌｅｘ",
	"İstanbul ı ß ẞ", "Ǆ ǅ ǆ", "½ ² ℡ №", "𝔄𝔩𝔢𝔵", "\xF0\x90\x8D\x88",
	/* other languages' commands */
	"%s%s%n%d", "%%", "\\", "\"", "'", "'; DROP TABLE client; --", "<b>bold</b>", "&amp;", "=1+1", "+45", "-3", "@home",
	"$(reboot)", "`reboot`", "../../etc/passwd", "NULL", "null", "undefined", "0", "1e9", "  two  blanks  ", "{{x}}",
};

enum { LONG_BLANKS, LONG_WORD, LONG_WIDE, LONG_PILE, LONG_COUNT };

static void add_character(struct str *out, unsigned c)
{
	char bytes[5] = "";

	if (c < 0x80) {
		bytes[0] = (char)c;
	} else if (c < 0x800) {
		bytes[0] = (char)(0xC0 | c >> 6);
		bytes[1] = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		bytes[0] = (char)(0xE0 | c >> 12);
		bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (c & 0x3F));
	} else {
		bytes[0] = (char)(0xF0 | c >> 18);
		bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
		bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
		bytes[3] = (char)(0x80 | (c & 0x3F));
	}
	str_add(out, bytes);
}

static void add_long(size_t which, struct str *out)
{
	static const char *const parts[LONG_COUNT] = {
		[LONG_BLANKS] = "ab ", [LONG_WORD] = "abc", [LONG_WIDE] = "日", [LONG_PILE] = "\xCC\x81",
	};

	for (int i = 0; i < (which == LONG_PILE ? 50 : 100); i++)
		str_add(out, parts[which]);
}

static size_t single_count(void)
{
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(ranges); i++)
		n += ranges[i].last - ranges[i].first + 1;
	return n;
}

size_t naughty_count(void)
{
	return single_count() + ARRAY_SIZE(texts) + LONG_COUNT;
}

static void add_single(size_t i, struct str *out)
{
	size_t r = 0;

	for (; i > ranges[r].last - ranges[r].first; r++)
		i -= ranges[r].last - ranges[r].first + 1;
	add_character(out, ranges[r].first + (unsigned)i);
}

void naughty_text(size_t i, struct str *out)
{
	size_t singles = single_count();

	str_addc(out, 'A');
	if (i < singles)
		add_single(i, out);
	else if (i - singles < ARRAY_SIZE(texts))
		str_add(out, texts[i - singles]);
	else
		add_long(i - singles - ARRAY_SIZE(texts), out);
	str_addc(out, 'Z');
}

void naughty_harmless(const char *text, struct str *out)
{
	struct str safe = STR_INIT;
	struct text_cluster c;
	const char *p;

	text_safe(&safe, text, 0);
	p = safe.text;
	while (text_next(&p, &c))
		for (int k = 0; k < c.width; k++)
			str_add(out, c.len == 1 && *c.bytes == ' ' ? " " : "¤");
	str_release(&safe);
}
