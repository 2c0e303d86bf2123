/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery code: 160 random bits in groups that can be printed, read aloud and typed. */
#include <sodium.h>

#include "stige/base/spoken.h"

#include "keyslot.h"
#include "recovery.h"
#include "stige/base/banned.h"

_Static_assert(RECOVERY_TEXT == SPOKEN_TEXT(RECOVERY_GROUPS), "groups, hyphens between them, NUL");

void recovery_make(char ret[RECOVERY_TEXT])
{
	unsigned char bytes[SPOKEN_BYTES(RECOVERY_GROUPS)];

	randombytes_buf(bytes, sizeof(bytes));
	spoken_write(bytes, RECOVERY_GROUPS, ret);
	sodium_memzero(bytes, sizeof(bytes));
}

bool recovery_read(const char *typed, char ret[RECOVERY_PLAIN])
{
	return spoken_read(typed, RECOVERY_PLAIN - 1, ret);
}

bool recovery_group_is(const char *code, size_t group, const char *typed)
{
	return spoken_is(code, group, 1, typed);
}
