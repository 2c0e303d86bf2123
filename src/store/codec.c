/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers as one JSON array (RFC 8259): a number, a string, an array of strings, null,
 * {"no":"dk"}, {"no":"declined"}. The writer has one way to say a thing; the reader takes any
 * JSON of these shapes and refuses everything else.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/store/responses.h"

#include "list.h"
#include "stige/base/banned.h"

/* ---- writing ---- */

static void encode_string(struct str *out, const char *s, size_t n)
{
	str_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c < 0x20 || c == 0x7f)
			str_addf(out, "\\u%04x", c);
		else if (c == '"' || c == '\\')
			str_addf(out, "\\%c", c);
		else
			str_addc(out, (char)c);
	}
	str_addc(out, '"');
}

/* The fewest digits that read back as the same number. */
static void encode_number(struct str *out, double n)
{
	char text[40];

	BUG_ON(!isfinite(n));
	if (n >= -1e15 && n <= 1e15 && n == (double)(long long)n) {
		str_addf(out, "%.0f", n == 0 ? 0.0 : n);        /* no -0 */
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, n);
		if (strtod(text, NULL) == n)
			break;
	}
	str_add(out, text);
}

static void encode_set(struct str *out, const char *names)
{
	str_addc(out, '[');
	while (*names != '\0') {
		size_t n = strcspn(names, " ");

		encode_string(out, names, n);
		names += n;
		if (*names == ' ') {
			names++;
			str_addc(out, ',');
		}
	}
	str_addc(out, ']');
}

static void encode_one(struct str *out, const struct answer *a)
{
	switch (a->kind) {
	case ANSWER_NONE:
		str_add(out, "null");
		break;
	case ANSWER_DK:
		str_add(out, "{\"no\":\"dk\"}");
		break;
	case ANSWER_DECLINED:
		str_add(out, "{\"no\":\"declined\"}");
		break;
	case ANSWER_NUMBER:
		encode_number(out, a->number);
		break;
	case ANSWER_TEXT:
		encode_string(out, a->text, strlen(a->text));
		break;
	case ANSWER_SET:
		encode_set(out, a->text);
		break;
	}
}

void answers_encode(struct str *out, const struct answer *answers, size_t count)
{
	str_addc(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			str_addc(out, ',');
		encode_one(out, &answers[i]);
	}
	str_addc(out, ']');
}

/* ---- reading ---- */

struct reader {
	const char *at, *end;
	struct arena *arena;
	struct str text;             /* the string at hand */
};

static void skip_blanks(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
		r->at++;
}

/* The next character after blanks, if it is c. */
static bool take(struct reader *r, char c)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static bool take_word(struct reader *r, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0)
		return false;
	r->at += n;
	return true;
}

static bool read_hex4(struct reader *r, unsigned *ret)
{
	*ret = 0;
	for (int i = 0; i < 4; i++) {
		char c = r->at < r->end ? *r->at++ : '\0';
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
			: c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
			: c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10) : 16;

		if (digit == 16)
			return false;
		*ret = *ret << 4 | digit;
	}
	return true;
}

static void add_utf8(struct str *out, unsigned c)
{
	if (c < 0x80) {
		str_addc(out, (char)c);
	} else if (c < 0x800) {
		str_addc(out, (char)(0xc0 | c >> 6));
		str_addc(out, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		str_addc(out, (char)(0xe0 | c >> 12));
		str_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		str_addc(out, (char)(0x80 | (c & 0x3f)));
	} else {
		str_addc(out, (char)(0xf0 | c >> 18));
		str_addc(out, (char)(0x80 | (c >> 12 & 0x3f)));
		str_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		str_addc(out, (char)(0x80 | (c & 0x3f)));
	}
}

/* After "\u". NUL and half pairs are refused. */
static bool read_unicode(struct reader *r)
{
	unsigned c, low;

	if (!read_hex4(r, &c) || c == 0)
		return false;
	if (c >= 0xd800 && c < 0xdc00) {
		if (!take_word(r, "\\u") || !read_hex4(r, &low) || low < 0xdc00 || low > 0xdfff)
			return false;
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	} else if (c >= 0xdc00 && c <= 0xdfff) {
		return false;
	}
	add_utf8(&r->text, c);
	return true;
}

static bool read_escape(struct reader *r)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = r->at < r->end ? *r->at++ : '\0';
	const char *found = c != '\0' ? strchr(from, c) : NULL;

	if (c == 'u')
		return read_unicode(r);
	if (!found)
		return false;
	str_addc(&r->text, to[found - from]);
	return true;
}

/* A string into r->text. */
static bool read_string(struct reader *r)
{
	str_clear(&r->text);
	if (!take(r, '"'))
		return false;
	while (r->at < r->end && *r->at != '"') {
		const char *run = r->at;

		while (r->at < r->end && *r->at != '"' && *r->at != '\\' && (unsigned char)*r->at >= 0x20)
			r->at++;
		str_addn(&r->text, run, (size_t)(r->at - run));
		if (r->at == r->end || *r->at == '"')
			break;
		if (*r->at++ != '\\' || !read_escape(r))
			return false;
	}
	return r->at < r->end && *r->at++ == '"';
}

static bool read_text(struct reader *r, struct answer *ret)
{
	if (!read_string(r) || r->text.len == 0)
		return false;
	ret->kind = ANSWER_TEXT;
	ret->text = arena_strndup(r->arena, r->text.text, r->text.len);
	return true;
}

static bool read_set(struct reader *r, struct answer *ret)
{
	struct str names = STR_INIT;
	bool ok = take(r, '[');

	while (ok) {
		ok = read_string(r) && r->text.len > 0 && !strchr(r->text.text, ' ');
		if (ok && names.len > 0)
			str_addc(&names, ' ');
		str_add(&names, r->text.text);
		if (!ok || !take(r, ','))
			break;
	}
	ok = ok && take(r, ']');
	if (ok) {
		ret->kind = ANSWER_SET;
		ret->text = arena_strndup(r->arena, names.text, names.len);
	}
	str_release(&names);
	return ok;
}

static bool read_state(struct reader *r, struct answer *ret)
{
	if (!take(r, '{') || !read_string(r) || strcmp(r->text.text, "no") != 0 || !take(r, ':') ||
		!read_string(r))
		return false;
	if (strcmp(r->text.text, "dk") == 0)
		ret->kind = ANSWER_DK;
	else if (strcmp(r->text.text, "declined") == 0)
		ret->kind = ANSWER_DECLINED;
	else
		return false;
	return take(r, '}');
}

/* JSON's numbers only: strtod alone would take hexadecimal, "inf" and a leading plus. */
static bool read_number(struct reader *r, struct answer *ret)
{
	char text[64];
	char *end;
	size_t n = 0;

	while (r->at + n < r->end && strchr("+-.eE0123456789", r->at[n]) && r->at[n] != '\0')
		n++;
	if (n == 0 || n >= sizeof(text))
		return false;
	memcpy(text, r->at, n);
	text[n] = '\0';
	if (*text != '-' && (*text < '0' || *text > '9'))
		return false;
	ret->kind = ANSWER_NUMBER;
	ret->number = strtod(text, &end);
	r->at += n;
	return *end == '\0' && isfinite(ret->number);
}

static bool read_one(struct reader *r, struct answer *ret)
{
	skip_blanks(r);
	*ret = (struct answer)ANSWER_INIT;
	if (r->at == r->end)
		return false;
	switch (*r->at) {
	case 'n':
		return take_word(r, "null");
	case '"':
		return read_text(r, ret);
	case '[':
		return read_set(r, ret);
	case '{':
		return read_state(r, ret);
	default:
		return read_number(r, ret);
	}
}

static bool read_array(struct reader *r, struct list *list)
{
	if (!take(r, '['))
		return false;
	if (!take(r, ']')) {
		do {
			if (!read_one(r, list_add(list)))
				return false;
		} while (take(r, ','));
		if (!take(r, ']'))
			return false;
	}
	skip_blanks(r);
	return r->at == r->end;
}

enum stige_rc answers_decode(struct arena *a, const char *json, size_t n, const struct answer **ret,
	size_t *ret_count, struct err *err)
{
	struct reader r = { .at = json, .end = json + n, .arena = a, .text = STR_INIT };
	struct list list;
	bool ok;

	list_init(&list, sizeof(struct answer));
	ok = read_array(&r, &list);
	*ret = list_take(&list, a, ret_count);
	str_release(&r.text);
	return ok ? STIGE_OK : err_set(err, STIGE_DATA,
		_("the answers of a response cannot be read; run `stige check` and go back to a backup"));
}
