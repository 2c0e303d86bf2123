/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/help.h"

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
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

static size_t add_tasks(enum context context, bool here, struct help_row *ret)
{
	size_t n = 0;

	for (size_t i = 0; i < task_row_count; i++)
		if (((task_rows[i].contexts & (unsigned)context) != 0) == here)
			ret[n++] = (struct help_row){ .action = task_rows[i].action, .task = &task_rows[i], .here = here };
	return n;
}

/* Where nothing but the lock's own keys work, there is nothing to be done. */
static size_t task_section(enum context context, struct help_row *ret)
{
	size_t n = 0;

	BUG_ON(task_row_count > TASKS_MOST);
	if (!(context & CONTEXT_OWN))
		return 0;
	ret[n++] = (struct help_row){ .heading = N_("How do I ...") };
	n += add_tasks(context, true, &ret[n]);
	n += add_tasks(context, false, &ret[n]);
	return n;
}

static size_t group_section(enum action_group group, enum context context, struct help_row *ret)
{
	size_t n = 0;

	ret[n++] = (struct help_row){ .group = group, .heading = action_group_title(group) };
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (has_row((enum action)i, group, context))
			ret[n++] = (struct help_row){ .action = (enum action)i, .group = group, .here = true };
	return n > 1 ? n : 0;
}

static size_t word_section(enum context context, struct help_row *ret)
{
	size_t n = 0;

	BUG_ON(word_row_count > WORDS_MOST);
	if (!(context & CONTEXT_OWN))
		return 0;
	ret[n++] = (struct help_row){ .heading = N_("What the words mean") };
	for (size_t i = 0; i < word_row_count; i++)
		ret[n++] = (struct help_row){ .word = &word_rows[i] };
	return n;
}

size_t help_rows(enum context context, struct help_row ret[HELP_ROWS_MOST])
{
	size_t n = task_section(context, ret);

	for (int group = 0; group < ACTION_GROUP_COUNT; group++)
		n += group_section((enum action_group)group, context, &ret[n]);
	return n + word_section(context, &ret[n]);
}

void help_keys(const struct help_row *row, enum context context, struct str *out)
{
	int digit;

	if (row->action == ACTION_NONE)
		return;
	if (row->task)
		task_how(row->task, out);
	else if (action_digit(row->action, &digit))
		str_add(out, "0-9");
	else
		keys_of_action(row->action, context, KEYS_SHOWN, out);
}
