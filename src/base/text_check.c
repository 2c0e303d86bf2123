/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be stored, and in which form. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "rune.h"
#include "stige/base/banned.h"

/* The first byte from `at` on that is not ASCII, or n; a word at a time. */
static size_t skip_ascii(const char *s, size_t at, size_t n)
{
	uint64_t word;

	while (n - at >= sizeof(word)) {
		memcpy(&word, s + at, sizeof(word));
		if (word & UINT64_C(0x8080808080808080))
			break;
		at += sizeof(word);
	}
	while (at < n && (unsigned char)s[at] < 0x80)
		at++;
	return at;
}

size_t text_valid_bytes(const char *s, size_t n)
{
	size_t at = skip_ascii(s, 0, n), len;

	while (at < n && rune_next(s + at, n - at, &len) != RUNE_INVALID)
		at = skip_ascii(s, at + len, n);
	return at;
}

/* *marks counts the marks on the letter at hand; a letter is there once one was seen. */
static enum text_fault rune_fault(int32_t rune, unsigned flags, int *marks)
{
	if (rune == RUNE_INVALID)
		return TEXT_NOT_UTF8;
	switch (rune_class(rune)) {
	case RUNE_PLAIN:
		*marks = 0;
		return TEXT_FINE;
	case RUNE_BLANK:
		*marks = RUNE_MARKS_MOST;
		return TEXT_FINE;
	case RUNE_MARK:
		return ++*marks > RUNE_MARKS_MOST ? TEXT_PILE : TEXT_FINE;
	case RUNE_CONTROL:
		*marks = RUNE_MARKS_MOST;
		return rune == '\n' && (flags & TEXT_LINES) ? TEXT_FINE : TEXT_CONTROL;
	case RUNE_BIDI:
		return TEXT_BIDI;
	case RUNE_UNSEEN:
		return TEXT_INVISIBLE;
	case RUNE_NONCHARACTER:
		break;
	}
	return TEXT_NONCHARACTER;
}

enum text_fault text_check(const char *s, size_t n, size_t most_bytes, unsigned flags, size_t *ret_at)
{
	enum text_fault fault = TEXT_FINE;
	int marks = RUNE_MARKS_MOST;         /* no letter yet that could carry one */
	size_t at = 0, len = 0;

	for (; at < n; at += len) {
		fault = at >= most_bytes ? TEXT_TOO_LONG
			: rune_fault(rune_next(s + at, n - at, &len), flags, &marks);
		if (fault == TEXT_FINE && len > most_bytes - at)
			fault = TEXT_TOO_LONG;
		if (fault != TEXT_FINE)
			break;
	}
	if (ret_at && fault != TEXT_FINE)
		*ret_at = at;
	return fault;
}

const char *text_fault_sentence(enum text_fault fault)
{
	switch (fault) {
	case TEXT_FINE:
		break;
	case TEXT_NOT_UTF8:
		return _("the text is not valid UTF-8; type it again");
	case TEXT_CONTROL:
		return _("the text holds a control character; take it out or type the text again");
	case TEXT_BIDI:
		return _("the text holds a mark that changes its direction; type it again without");
	case TEXT_INVISIBLE:
		return _("the text holds a character that cannot be seen; type it again by hand");
	case TEXT_NONCHARACTER:
		return _("the text holds a character that does not exist; type it again by hand");
	case TEXT_PILE:
		return _("an accent stands without a letter, or more than two stand on one; type it again");
	case TEXT_TOO_LONG:
		return _("the text is too long; make it shorter");
	}
	return "";
}

static utf8proc_uint8_t *composed(const char *s)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s, 0, &nfc,
		UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (len == UTF8PROC_ERROR_NOMEM)
		bug_oom();
	BUG_ON(len < 0);
	return nfc;
}

void text_normalise(struct str *out, const char *s)
{
	utf8proc_uint8_t *nfc = composed(s);
	const char *at = (const char *)nfc;
	size_t n = strlen(at), len, start = out->len;
	bool blank = false;

	for (; n > 0; at += len, n -= len) {
		int32_t rune = rune_next(at, n, &len);

		if (rune == '\t' || rune_class(rune) == RUNE_BLANK) {
			blank = out->len > start && out->text[out->len - 1] != '\n';
			continue;
		}
		if (rune == '\n' && out->len == start)
			continue;
		if (blank && rune != '\n')
			str_addc(out, ' ');
		str_addn(out, at, len);
		blank = false;
	}
	while (out->len > start && out->text[out->len - 1] == '\n')
		str_cut(out, out->len - 1);
	free(nfc);
}
