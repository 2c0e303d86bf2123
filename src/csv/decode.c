/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/text.h"
#include "decode.h"
#include "stige/base/banned.h"

#define BOM "\xef\xbb\xbf"
enum { TAIL_MOST = 4 };                  /* less than this can be a letter cut in two */

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

static bool has_bom(const char *bytes, size_t n)
{
	return n >= BOM_LEN && memcmp(bytes, BOM, BOM_LEN) == 0;
}

bool decode_windows_1252(const char *bytes, size_t n, struct place *place, struct str *out,
	struct csv_fault *ret_fault)
{
	size_t begin = out->len;

	for (size_t i = 0; i < n; i++) {
		if (add_windows_1252(out, (unsigned char)bytes[i]))
			continue;
		place_over(place, out->text + begin, out->len - begin);
		*ret_fault = (struct csv_fault){ CSV_BAD_ENCODING, place->line, place->column };
		return false;
	}
	return true;
}

/* A mark decides; else whether all of it is UTF-8. */
void sniff_end(struct sniff *s)
{
	s->encoding = s->bom ? CSV_UTF8_BOM : s->wrong == SNIFF_NOWHERE ? CSV_UTF8 : CSV_WINDOWS_1252;
	if (s->encoding == CSV_WINDOWS_1252) {
		s->kind = s->utf16 ? CSV_BAD_ENCODING : CSV_FINE;
		s->at = 0;
	} else if (s->wrong != SNIFF_NOWHERE) {
		s->kind = CSV_BAD_ENCODING;
		s->at = s->wrong;
	} else if (s->nul != SNIFF_NOWHERE) {
		s->kind = CSV_BAD_NUL;
		s->at = s->nul;
	}
}

size_t sniff_block(struct sniff *s, const char *bytes, size_t n, bool last)
{
	size_t good = text_valid_bytes(bytes, n), used = n - good < TAIL_MOST && !last ? good : n;
	const char *nul = n ? memchr(bytes, '\0', used) : NULL;

	if (s->seen == 0) {
		s->bom = has_bom(bytes, n);
		s->utf16 = utf16_mark(bytes, n);
	}
	if (nul && s->nul == SNIFF_NOWHERE)
		s->nul = s->seen + (size_t)(nul - bytes);
	if (good < used && s->wrong == SNIFF_NOWHERE)
		s->wrong = s->seen + good;
	s->seen += used;
	return used;
}

bool decode(const char *bytes, size_t n, struct str *own, const char **ret_text, size_t *ret_n,
	enum csv_encoding *ret_encoding, struct csv_fault *ret_fault)
{
	struct sniff s = SNIFF_INIT;
	struct place p = PLACE_INIT;
	size_t mark;

	sniff_block(&s, bytes, n, true);
	sniff_end(&s);
	mark = s.bom ? BOM_LEN : 0;
	*ret_encoding = s.encoding;
	if (s.kind != CSV_FINE)
		return fault_at(ret_fault, s.kind, bytes + mark, s.at > mark ? s.at - mark : 0);
	*ret_text = bytes + mark;
	*ret_n = n - mark;
	if (s.encoding != CSV_WINDOWS_1252)
		return true;
	if (!decode_windows_1252(bytes, n, &p, own, ret_fault))
		return false;
	*ret_text = own->text;
	*ret_n = own->len;
	return true;
}
