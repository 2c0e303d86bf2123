/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/help.h"

#include "stige/ui/keys.h"
#include "stige/base/banned.h"

enum { KEYS_SHOWN = 3 };

static bool has_row(enum action action, enum action_group group, enum context context)
{
	const struct action_info *info = action_info(action);
	struct str keys = STR_INIT;
	bool has;

	/* A row without a sentence belongs to the row before (the digits). */
	has = info->group == group && info->help[0] && keys_of_action(action, context, 1, &keys) > 0;
	str_release(&keys);
	return has;
}

size_t help_rows(enum context context, struct help_row ret[HELP_ROWS_MOST])
{
	int group, i;
	size_t n = 0;

	for (group = 0; group < ACTION_GROUP_COUNT; group++) {
		size_t heading = n;

		ret[n++] = (struct help_row){ .action = ACTION_NONE, .group = (enum action_group)group };
		for (i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			if (has_row((enum action)i, (enum action_group)group, context))
				ret[n++] = (struct help_row){ .action = (enum action)i,
					.group = (enum action_group)group };
		if (n == heading + 1)
			n = heading;
	}
	return n;
}

void help_keys(const struct help_row *row, enum context context, struct str *out)
{
	int digit;

	if (row->action == ACTION_NONE)
		return;
	if (action_digit(row->action, &digit))
		str_add(out, "0-9");
	else
		keys_of_action(row->action, context, KEYS_SHOWN, out);
}
