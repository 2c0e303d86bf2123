/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts are UTF-8; lengths and places are counted in UTF-16 units, as every other engine
 * counts them. A character outside the BMP counts two; half of one is left out.
 */
#include "functions.h"

#include <math.h>
#include <string.h>

#include "stige/base/banned.h"

/* Bytes of the character at s, at least 1; a byte that begins no character stands alone. */
static size_t char_bytes(const char *s)
{
	unsigned char c = (unsigned char)*s;
	size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1, i;

	for (i = 1; i < n && ((unsigned char)s[i] & 0xC0) == 0x80; i++)
		;
	return i;
}

static size_t char_units(const char *s)
{
	return char_bytes(s) == 4 ? 2 : 1;
}

static size_t text_units(const char *s)
{
	size_t units = 0;

	for (; *s != '\0'; s += char_bytes(s))
		units += char_units(s);
	return units;
}

/* Gives s[0..n) as a text of its own. */
static bool give(struct eval *ev, const char *s, size_t n, struct expr_value *ret)
{
	char *copy;

	*ret = value_text("", ev->env->utc_offset);
	if (n == 0)
		return true;
	copy = eval_bytes(ev, n);
	if (copy == NULL)
		return false;
	memcpy(copy, s, n);
	ret->text = copy;
	return true;
}

bool function_string(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)n;
	*ret = value_text(eval_text(ev, &args[0]), ev->env->utc_offset);
	return true;
}

bool function_string_length(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *text = eval_text(ev, &args[0]);

	(void)n;
	*ret = value_number((double)text_units(text));
	return true;
}

/* The texts of the arguments, those of node sets one by one; NULL when there are too many. */
static const char **texts_of(struct eval *ev, const struct expr_value *args, size_t n, size_t *ret_count)
{
	size_t count = 0;
	const char **texts;

	for (size_t i = 0; i < n; i++)
		count += args[i].kind == EXPR_NODES ? args[i].count : 1;
	if (!eval_spend(ev, count))
		return NULL;
	texts = arena_array(ev->scratch, count, sizeof(*texts));
	*ret_count = 0;
	for (size_t i = 0; i < n; i++) {
		if (args[i].kind != EXPR_NODES)
			texts[(*ret_count)++] = eval_text(ev, &args[i]);
		else
			for (size_t k = 0; k < args[i].count; k++)
				texts[(*ret_count)++] = args[i].nodes[k];
	}
	return texts;
}

static bool join(struct eval *ev, const struct expr_value *args, size_t n, const char *sep,
	struct expr_value *ret)
{
	size_t count, bytes = 0, gap = strlen(sep);
	const char **texts = texts_of(ev, args, n, &count);
	char *out, *to;

	if (texts == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		bytes += strlen(texts[i]) + (i > 0 ? gap : 0);
	out = to = eval_bytes(ev, bytes);
	if (out == NULL)
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(texts[i]);

		if (i > 0) {
			memcpy(to, sep, gap);
			to += gap;
		}
		memcpy(to, texts[i], length);
		to += length;
	}
	*ret = value_text(out, ev->env->utc_offset);
	return true;
}

bool function_concat(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	return join(ev, args, n, "", ret);
}

bool function_join(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	return join(ev, args + 1, n - 1, eval_text(ev, &args[0]), ret);
}

bool function_contains(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)n;
	*ret = value_boolean(strstr(eval_text(ev, &args[0]), eval_text(ev, &args[1])) != NULL);
	return true;
}

bool function_starts_with(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *begin = eval_text(ev, &args[1]);

	(void)n;
	*ret = value_boolean(strncmp(eval_text(ev, &args[0]), begin, strlen(begin)) == 0);
	return true;
}

bool function_ends_with(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *text = eval_text(ev, &args[0]), *end = eval_text(ev, &args[1]);
	size_t text_bytes = strlen(text), end_bytes = strlen(end);

	(void)n;
	*ret = value_boolean(end_bytes <= text_bytes && strcmp(text + text_bytes - end_bytes, end) == 0);
	return true;
}

bool function_substring_before(struct eval *ev, const struct expr_value *args, size_t n,
	struct expr_value *ret)
{
	const char *text = eval_text(ev, &args[0]);
	const char *found = strstr(text, eval_text(ev, &args[1]));

	(void)n;
	return give(ev, text, found != NULL ? (size_t)(found - text) : 0, ret);
}

bool function_substring_after(struct eval *ev, const struct expr_value *args, size_t n,
	struct expr_value *ret)
{
	const char *mark = eval_text(ev, &args[1]);
	const char *found = strstr(eval_text(ev, &args[0]), mark);

	(void)n;
	*ret = value_text(found != NULL ? found + strlen(mark) : "", ev->env->utc_offset);
	return true;
}

/* A place counted from 0, from the end when negative, held within the text. */
static double held(double place, double length)
{
	place = isnan(place) ? 0 : trunc(place);
	if (place < 0)
		place += length;
	return place < 0 ? 0 : place > length ? length : place;
}

bool function_substr(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *text = eval_text(ev, &args[0]), *begin = NULL;
	double length = (double)text_units(text), at = 0;
	double from = held(expr_to_number(&args[1]), length);
	double to = n > 2 ? held(expr_to_number(&args[2]), length) : length;
	const char *s = text;

	for (; *s != '\0' && at + (double)char_units(s) <= to; s += char_bytes(s)) {
		if (begin == NULL && at >= from)
			begin = s;
		at += (double)char_units(s);
	}
	return give(ev, begin != NULL ? begin : "", begin != NULL ? (size_t)(s - begin) : 0, ret);
}

/* The character of `to` that stands where c does in `from`: c when it is not there, NULL when it goes. */
static const char *translated(const char *c, const char *from, const char *to)
{
	size_t bytes = char_bytes(c);

	for (; *from != '\0'; from += char_bytes(from)) {
		if (char_bytes(from) == bytes && memcmp(from, c, bytes) == 0)
			return *to != '\0' ? to : NULL;
		if (*to != '\0')
			to += char_bytes(to);
	}
	return c;
}

bool function_translate(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *text = eval_text(ev, &args[0]);
	const char *from = eval_text(ev, &args[1]), *to = eval_text(ev, &args[2]);
	size_t cost = strlen(from) / 16 + 1, bytes = 0;
	char *out = eval_bytes(ev, strlen(text) * 4);

	(void)n;
	if (out == NULL)
		return false;
	for (; *text != '\0'; text += char_bytes(text)) {
		const char *c = translated(text, from, to);

		if (!eval_spend(ev, cost))
			return false;
		if (c == NULL)
			continue;
		memcpy(out + bytes, c, char_bytes(c));
		bytes += char_bytes(c);
	}
	*ret = value_text(out, ev->env->utc_offset);
	return true;
}

bool function_normalize_space(struct eval *ev, const struct expr_value *args, size_t n,
	struct expr_value *ret)
{
	const char *text = eval_text(ev, &args[0]);
	char *out = eval_bytes(ev, strlen(text));
	size_t bytes = 0;

	(void)n;
	if (out == NULL)
		return false;
	for (;;) {
		size_t word;

		text += strspn(text, VALUE_SPACES);
		word = strcspn(text, VALUE_SPACES);
		if (word == 0)
			break;
		if (bytes > 0)
			out[bytes++] = ' ';
		memcpy(out + bytes, text, word);
		bytes += word;
		text += word;
	}
	*ret = value_text(out, ev->env->utc_offset);
	return true;
}

/* Version 4: random but for the six bits that say so. */
bool function_uuid(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char b[16];
	char *out, *to;

	(void)args, (void)n;
	*ret = value_text("", 0);
	if (ev->env->random == NULL)
		return true;
	ev->env->random->fill(ev->env->random->state, b, sizeof(b));
	b[6] = (unsigned char)((b[6] & 0x0F) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3F) | 0x80);
	out = to = eval_bytes(ev, 36);
	if (out == NULL)
		return false;
	for (size_t i = 0; i < sizeof(b); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*to++ = '-';
		*to++ = hex[b[i] >> 4];
		*to++ = hex[b[i] & 15];
	}
	ret->text = out;
	return true;
}
