/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "digits.h"
#include "stige/base/banned.h"

bool digits_get(const char *s, int n, int *ret)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		value = value * 10 + (s[i] - '0');
	}
	*ret = value;
	return true;
}

void digits_put(char *out, int n, int value)
{
	while (n-- > 0) {
		out[n] = (char)('0' + value % 10);
		value /= 10;
	}
}
