/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recovery code: 160 random bits in groups that can be printed, read aloud and typed. No
 * letter looks like a digit (Crockford's base 32); whoever types one all the same is understood.
 */
#include <string.h>

#include <sodium.h>

#include "keyslot.h"
#include "recovery.h"
#include "stige/base/banned.h"

#define GROUP 4

static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

_Static_assert(RECOVERY_TEXT == RECOVERY_GROUPS * (GROUP + 1), "groups, hyphens between them, NUL");

void recovery_make(char ret[RECOVERY_TEXT])
{
	char *p = ret;

	for (size_t i = 0; i < RECOVERY_GROUPS; i++) {
		for (size_t k = 0; k < GROUP; k++)
			*p++ = letters[randombytes_uniform(32)];
		*p++ = '-';
	}
	p[-1] = '\0';
}

static char one_letter(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		return '0';
	return c == 'I' || c == 'L' ? '1' : c;
}

bool recovery_read(const char *typed, char ret[RECOVERY_PLAIN])
{
	size_t n = 0;

	for (; *typed; typed++) {
		char c = one_letter(*typed);

		if (c == '-' || c == ' ')
			continue;
		if (n == RECOVERY_PLAIN - 1 || !strchr(letters, c))
			return false;
		ret[n++] = c;
	}
	ret[n] = '\0';
	return n == RECOVERY_PLAIN - 1;
}

bool recovery_group_is(const char *code, size_t group, const char *typed)
{
	const char *want = code + group * (GROUP + 1);
	size_t n = 0;

	for (; *typed; typed++) {
		if (*typed == ' ' || *typed == '-')
			continue;
		if (n == GROUP || one_letter(*typed) != want[n])
			return false;
		n++;
	}
	return n == GROUP;
}
