/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/bug.h"
#include "number.h"
#include "stige/base/banned.h"

#define DIGITS_MOST 17               /* always enough for a double */
#define TEXT_MOST 32                 /* "-d.dddddddddddddddde-308" */
#define WHOLE_MOST 1e15              /* whole numbers below have no shorter way to be written */

/* "d.ddde+dd" with the fewest digits that read back. */
static void shortest(double n, char out[TEXT_MOST])
{
	for (int digits = 0; digits < DIGITS_MOST; digits++) {
		snprintf(out, TEXT_MOST, "%.*e", digits, n);
		if (strtod(out, NULL) == n)
			return;
	}
}

static void put_zeros(struct str *out, int count)
{
	for (int i = 0; i < count; i++)
		str_addc(out, '0');
}

/* Nearly all numbers of a form are small and whole. */
static void put_whole(struct str *out, uint64_t n)
{
	char digits[DIGITS_MOST + 1];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	str_addn(out, digits + at, sizeof(digits) - at);
}

static void put_broken(struct str *out, double n, char point)
{
	char text[TEXT_MOST], digits[DIGITS_MOST + 1] = "";
	const char *exponent;
	int count = 0, whole;

	shortest(n, text);
	exponent = strchr(text, 'e');
	for (const char *s = text; s < exponent; s++)
		if (*s != '.')
			digits[count++] = *s;
	whole = (int)strtol(exponent + 1, NULL, 10) + 1;     /* digits before the point */
	if (whole <= 0) {
		str_addf(out, "0%c", point);
		put_zeros(out, -whole);
		str_addn(out, digits, (size_t)count);
	} else if (whole >= count) {
		str_addn(out, digits, (size_t)count);
		put_zeros(out, whole - count);
	} else {
		str_addn(out, digits, (size_t)whole);
		str_addc(out, point);
		str_addn(out, digits + whole, (size_t)(count - whole));
	}
}

void number_put(struct str *out, double n, char point)
{
	double size = fabs(n);

	BUG_ON(!isfinite(n));
	if (n < 0)
		str_addc(out, '-');
	if (size < WHOLE_MOST && size == trunc(size))
		put_whole(out, (uint64_t)size);
	else
		put_broken(out, size, point);
}
