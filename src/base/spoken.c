/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/spoken.h"
#include "stige/base/banned.h"

static const char letters_of[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void spoken_write(const uint8_t *bytes, size_t groups, char *out)
{
	for (size_t i = 0; i < groups; i++) {
		for (size_t k = 0; k < SPOKEN_GROUP; k++)
			*out++ = letters_of[*bytes++ % 32];
		*out++ = '-';
	}
	out[-1] = '\0';
}

static char one_letter(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		return '0';
	return c == 'I' || c == 'L' ? '1' : c;
}

bool spoken_read(const char *typed, size_t letters, char *out)
{
	size_t n = 0;

	for (; *typed; typed++) {
		char c = one_letter(*typed);

		if (c == '-' || c == ' ')
			continue;
		if (n == letters || !strchr(letters_of, c))
			return false;
		out[n++] = c;
	}
	out[n] = '\0';
	return n == letters;
}

bool spoken_is(const char *code, size_t from, size_t groups, const char *typed)
{
	const char *want = code + from * (SPOKEN_GROUP + 1);
	size_t n = 0;

	for (; *typed; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		if (n == groups * SPOKEN_GROUP || one_letter(*typed) != want[n + n / SPOKEN_GROUP])
			return false;
		n++;
	}
	return n == groups * SPOKEN_GROUP;
}
