/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conversions between booleans, numbers, text, dates and nodes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "moment.h"
#include "stige/base/str.h"
#include "stige/form/eval.h"
#include "value.h"
#include "stige/base/banned.h"

/* The length of the number at s, by XPath: [-] digits [. [digits]] or [-] . digits; 0 when there is none. */
static size_t number_length(const char *s)
{
	size_t minus = *s == '-', whole, part = 0, n;

	whole = strspn(s + minus, "0123456789");
	n = minus + whole;
	if (s[n] == '.') {
		part = strspn(s + n + 1, "0123456789");
		n += 1 + part;
	}
	return whole + part > 0 ? n : 0;
}

/* strtod rounds right, and takes no more than what was looked at: LC_NUMERIC is C everywhere. */
double expr_number_parse(const char *text)
{
	size_t n;

	text += strspn(text, VALUE_SPACES);
	n = number_length(text);
	if (n == 0 || text[n + strspn(text + n, VALUE_SPACES)] != '\0')
		return VALUE_NAN;
	return strtod(text, NULL);
}

/* Digits and an exponent of ten into plain notation. */
static void write_plain(const char *digits, int point, char *out)
{
	int n = (int)strlen(digits);

	if (point <= 0) {
		*out++ = '0';
		*out++ = '.';
		for (; point < 0; point++)
			*out++ = '0';
		memcpy(out, digits, (size_t)n + 1);
		return;
	}
	for (int i = 0; i < n || i < point; i++) {
		if (i == point)
			*out++ = '.';
		*out++ = i < n ? digits[i] : '0';
	}
	*out = '\0';
}

/*
 * The fewest digits that read back the same. Up to 15 always do for normal numbers, so that
 * 15, 16 and 17 are enough; the smallest ones start at 1.
 */
static void shortest(double n, char *out)
{
	char text[40], digits[20];
	int precision = fpclassify(n) == FP_SUBNORMAL ? 1 : 15, count = 0, exponent;

	for (; precision <= 17; precision++) {
		snprintf(text, sizeof(text), "%.*e", precision - 1, n);
		if (strtod(text, NULL) == n)
			break;
	}
	for (const char *c = text; *c != 'e'; c++)
		if (*c != '.')
			digits[count++] = *c;
	while (count > 1 && digits[count - 1] == '0')
		count--;
	digits[count] = '\0';
	exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
	write_plain(digits, exponent + 1, out);
}

char *expr_number_format(double n, char out[EXPR_NUMBER_TEXT])
{
	if (isnan(n))
		snprintf(out, EXPR_NUMBER_TEXT, "NaN");
	else if (isinf(n))
		snprintf(out, EXPR_NUMBER_TEXT, n < 0 ? "-Infinity" : "Infinity");
	else if (n == 0)
		snprintf(out, EXPR_NUMBER_TEXT, "0");
	else if (n < 0) {
		out[0] = '-';
		shortest(-n, out + 1);
	} else
		shortest(n, out);
	return out;
}

double value_text_number(const char *text, int32_t utc_offset)
{
	double n = expr_number_parse(text), days;
	char copy[64];
	size_t len;

	if (!isnan(n))
		return n;
	text += strspn(text, VALUE_SPACES);
	len = strcspn(text, VALUE_SPACES);
	if (len >= sizeof(copy) || text[len + strspn(text + len, VALUE_SPACES)] != '\0')
		return VALUE_NAN;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return moment_parse(copy, MOMENT_STRICT, utc_offset, &days) ? days : VALUE_NAN;
}

static const char *first_text(const struct expr_value *v)
{
	return v->count > 0 ? v->nodes[0] : "";
}

bool expr_to_boolean(const struct expr_value *v)
{
	switch (v->kind) {
	case EXPR_BOOLEAN:
		return v->boolean;
	case EXPR_NUMBER:
		return !isnan(v->number) && v->number != 0;
	case EXPR_TEXT:
		return v->text[0] != '\0';
	case EXPR_DATE:
		return true;
	case EXPR_NODES:
		break;
	}
	return first_text(v)[0] != '\0';
}

double expr_to_number(const struct expr_value *v)
{
	switch (v->kind) {
	case EXPR_BOOLEAN:
		return v->boolean;
	case EXPR_NUMBER:
	case EXPR_DATE:
		return v->number;
	case EXPR_TEXT:
		return value_text_number(v->text, v->utc_offset);
	case EXPR_NODES:
		break;
	}
	return value_text_number(first_text(v), v->utc_offset);
}

const char *expr_to_text(const struct expr_value *v, struct arena *scratch)
{
	char number[EXPR_NUMBER_TEXT], moment[MOMENT_TEXT];

	switch (v->kind) {
	case EXPR_BOOLEAN:
		return v->boolean ? "true" : "false";
	case EXPR_NUMBER:
		return arena_strdup(scratch, expr_number_format(v->number, number));
	case EXPR_DATE:
		return arena_strdup(scratch, moment_format(v->number, v->utc_offset, moment));
	case EXPR_TEXT:
		return v->text;
	case EXPR_NODES:
		break;
	}
	return first_text(v);
}

bool expr_is_blank(const struct expr_value *v)
{
	switch (v->kind) {
	case EXPR_BOOLEAN:
	case EXPR_DATE:
		return false;
	case EXPR_NUMBER:
		return isnan(v->number);
	case EXPR_TEXT:
		return v->text[0] == '\0';
	case EXPR_NODES:
		break;
	}
	return first_text(v)[0] == '\0';
}
