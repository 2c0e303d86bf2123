/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "utf8.h"

#include <stdbool.h>

#include "stige/base/banned.h"

static bool well_formed(uint32_t ch)
{
	return ch <= 0x10FFFF && (ch < 0xD800 || ch > 0xDFFF);
}

size_t utf8_put(uint32_t ch, char out[4])
{
	if (!well_formed(ch))
		ch = 0xFFFD;
	if (ch < 0x80) {
		out[0] = (char)ch;
		return 1;
	}
	if (ch < 0x800) {
		out[0] = (char)(0xC0 | ch >> 6);
		out[1] = (char)(0x80 | (ch & 0x3F));
		return 2;
	}
	if (ch < 0x10000) {
		out[0] = (char)(0xE0 | ch >> 12);
		out[1] = (char)(0x80 | (ch >> 6 & 0x3F));
		out[2] = (char)(0x80 | (ch & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | ch >> 18);
	out[1] = (char)(0x80 | (ch >> 12 & 0x3F));
	out[2] = (char)(0x80 | (ch >> 6 & 0x3F));
	out[3] = (char)(0x80 | (ch & 0x3F));
	return 4;
}

/* How many bytes a character that begins so has, and its first bits; 0 = cannot begin one. */
static size_t lead(unsigned char b, uint32_t *ret_bits)
{
	if (b < 0x80) {
		*ret_bits = b;
		return 1;
	}
	if (b >= 0xC2 && b < 0xE0) {
		*ret_bits = b & 0x1Fu;
		return 2;
	}
	if (b >= 0xE0 && b < 0xF0) {
		*ret_bits = b & 0x0Fu;
		return 3;
	}
	if (b >= 0xF0 && b < 0xF5) {
		*ret_bits = b & 0x07u;
		return 4;
	}
	return 0;
}

size_t utf8_get(const char *s, uint32_t *ret)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t ch;
	size_t i, n;

	n = s[0] == '\0' ? 0 : lead((unsigned char)s[0], &ch);
	if (n == 0)
		return 0;
	for (i = 1; i < n; i++) {
		unsigned char b = (unsigned char)s[i];

		if ((b & 0xC0) != 0x80)
			return 0;
		ch = ch << 6 | (b & 0x3Fu);
	}
	if (ch < least[n] || !well_formed(ch))
		return 0;
	*ret = ch;
	return n;
}
