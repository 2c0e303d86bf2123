/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/actions.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/ui/keys.h"
#include "stige/base/banned.h"

static const struct action_info infos[] = {
	[ACTION_NONE] = { .name = "", .keys = "", .label = "", .help = "" },
#define X(id, name_, group_, keys_, contexts_, label_, help_) [ACTION_##id] = { \
		.name = name_, .group = ACTION_GROUP_##group_, .keys = keys_, \
		.contexts = (unsigned)(contexts_), .label = label_, .help = help_ },
	ACTIONS(X)
#undef X
};

static const char *const group_titles[] = {
#define X(name, title) [ACTION_GROUP_##name] = title,
	ACTION_GROUPS(X)
#undef X
};

static const struct {
	const char *name;
	bool takes_text;
} contexts[] = {
#define X(name, text, typing) [CONTEXT_NUMBER_##name] = { text, typing },
	CONTEXTS(X)
#undef X
};

const struct action_info *action_info(enum action action)
{
	BUG_ON((unsigned)action >= ACTION_COUNT);
	return &infos[action];
}

enum action action_by_name(const char *name)
{
	int i;

	for (i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (str_eq(infos[i].name, name))
			return (enum action)i;
	return ACTION_NONE;
}

const char *action_group_title(enum action_group group)
{
	return group_titles[group];
}

bool action_digit(enum action action, int *ret_digit)
{
	if (action < ACTION_DIGIT_0 || action > ACTION_DIGIT_9)
		return false;
	*ret_digit = (int)action - (int)ACTION_DIGIT_0;
	return true;
}

static int context_number(enum context context)
{
	int i = 0;

	while (i < CONTEXT_NUMBER_COUNT && (unsigned)context != 1u << i)
		i++;
	BUG_ON(i == CONTEXT_NUMBER_COUNT);       /* a screen is in exactly one context */
	return i;
}

const char *context_name(enum context context)
{
	return contexts[context_number(context)].name;
}

bool context_takes_text(enum context context)
{
	return contexts[context_number(context)].takes_text;
}
