/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/text.h"
#include "decode.h"
#include "stige/base/banned.h"

#define BOM "\xef\xbb\xbf"
#define BOM_LEN 3

void place_over(struct place *p, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];
		bool second_half = c == '\n' && p->after_cr;

		p->after_cr = c == '\r';
		if (second_half || (c & 0xc0) == 0x80)
			continue;
		if (c == '\n' || c == '\r') {
			p->line++;
			p->column = 1;
		} else {
			p->column++;
		}
	}
}

/* Always false, so that a fault is one line. */
static bool fault_at(struct csv_fault *ret, enum csv_fault_kind kind, const char *bytes, size_t at)
{
	struct place p = PLACE_INIT;

	place_over(&p, bytes, at);
	*ret = (struct csv_fault){ .kind = kind, .line = p.line, .column = p.column };
	return false;
}

/* 0x80 to 0x9f of Windows-1252, in UTF-8; NULL for the five that mean nothing. */
static const char *const windows_1252[32] = {
	"\u20ac", NULL, "\u201a", "\u0192", "\u201e", "\u2026", "\u2020", "\u2021",
	"\u02c6", "\u2030", "\u0160", "\u2039", "\u0152", NULL, "\u017d", NULL,
	NULL, "\u2018", "\u2019", "\u201c", "\u201d", "\u2022", "\u2013", "\u2014",
	"\u02dc", "\u2122", "\u0161", "\u203a", "\u0153", NULL, "\u017e", "\u0178",
};

static bool add_windows_1252(struct str *out, unsigned char c)
{
	if (c == 0)
		return false;
	if (c < 0x80) {
		str_addc(out, (char)c);
	} else if (c < 0xa0) {
		if (!windows_1252[c - 0x80])
			return false;
		str_add(out, windows_1252[c - 0x80]);
	} else {
		str_addc(out, (char)(0xc0 | c >> 6));
		str_addc(out, (char)(0x80 | (c & 0x3f)));
	}
	return true;
}

static bool utf16_mark(const char *bytes, size_t n)
{
	return n >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
}

static bool decode_windows_1252(const char *bytes, size_t n, struct str *own, struct csv_fault *ret_fault)
{
	if (utf16_mark(bytes, n))
		return fault_at(ret_fault, CSV_BAD_ENCODING, bytes, 0);
	for (size_t i = 0; i < n; i++) {
		struct place p = PLACE_INIT;

		if (add_windows_1252(own, (unsigned char)bytes[i]))
			continue;
		place_over(&p, own->text, own->len);
		*ret_fault = (struct csv_fault){ .kind = CSV_BAD_ENCODING, .line = p.line, .column = p.column };
		return false;
	}
	return true;
}

bool decode(const char *bytes, size_t n, struct str *own, const char **ret_text, size_t *ret_n,
	enum csv_encoding *ret_encoding, struct csv_fault *ret_fault)
{
	bool bom = n >= BOM_LEN && memcmp(bytes, BOM, BOM_LEN) == 0;
	const char *text = bom ? bytes + BOM_LEN : bytes;
	size_t len = bom ? n - BOM_LEN : n, good = text_valid_bytes(text, len);
	const char *nul;

	if (good < len && bom)               /* says it is UTF-8, so it cannot be the other */
		return fault_at(ret_fault, CSV_BAD_ENCODING, text, good);
	if (good < len) {
		if (!decode_windows_1252(bytes, n, own, ret_fault))
			return false;
		*ret_encoding = CSV_WINDOWS_1252;
		*ret_text = own->text;
		*ret_n = own->len;
		return true;
	}
	nul = len > 0 ? memchr(text, '\0', len) : NULL;
	if (nul)
		return fault_at(ret_fault, CSV_BAD_NUL, text, (size_t)(nul - text));
	*ret_encoding = bom ? CSV_UTF8_BOM : CSV_UTF8;
	*ret_text = text;
	*ret_n = len;
	return true;
}
