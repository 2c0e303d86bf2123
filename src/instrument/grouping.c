/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of groups and their letters. */
#include "stige/instrument/activities.h"

#include <string.h>

#include "stige/base/mem.h"

#include "stige/base/banned.h"

static const char letters[GROUP_COUNT + 1] = "JUSH";      /* bit order */

char *grouping_format(unsigned groups, char out[GROUPING_TEXT])
{
	size_t n = 0;

	for (size_t i = 0; i < GROUP_COUNT; i++)
		if (groups & 1u << i)
			out[n++] = letters[i];
	out[n] = '\0';
	if (n == 0)
		memcpy(out, "none", sizeof "none");
	return out;
}

bool grouping_parse(const char *text, unsigned *ret_groups)
{
	unsigned groups = 0;

	if (strcmp(text, "none") == 0)
		text = "";
	for (; *text; text++) {
		const char *at = strchr(letters, *text);
		unsigned bit;

		if (!at)
			return false;
		bit = 1u << (at - letters);
		if (groups & bit)
			return false;
		groups |= bit;
	}
	*ret_groups = groups;
	return true;
}

char group_letter(unsigned group)
{
	for (size_t i = 0; i < GROUP_COUNT; i++)
		if (group == 1u << i)
			return letters[i];
	return '-';
}

size_t grouping_size(unsigned groups)
{
	size_t n = 0;

	for (; groups; groups &= groups - 1)
		n++;
	return n;
}
