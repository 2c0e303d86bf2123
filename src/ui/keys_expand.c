/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys named in running text: the table of actions says which, so that no sentence tells a key that has moved. */
#include "stige/ui/keys.h"

#include <string.h>

#include "stige/base/banned.h"

enum { NAME_MOST = 24 };

/* The first context of the table where the action has a place. */
static enum context first_place(const struct action_info *info)
{
	return (enum context)(info->contexts & ~(info->contexts - 1));
}

static void add_action(enum action action, struct str *out)
{
	const struct action_info *info = action_info(action);
	const char *words;

	if (action == ACTION_NONE || keys_of_action(action, first_place(info), 1, out) > 0)
		return;
	words = action_words(action, first_place(info));
	words = words[0] ? _(words) : info->name;
	str_add(out, ": ");
	str_addn(out, words, strcspn(words, ","));
}

void keys_expand(const char *text, struct str *out)
{
	while (*text) {
		size_t plain = strcspn(text, "{"), name;
		char action[NAME_MOST] = "";

		str_addn(out, text, plain);
		text += plain;
		if (!*text)
			return;
		name = strcspn(++text, "}");
		memcpy(action, text, name < NAME_MOST ? name : NAME_MOST - 1);
		add_action(action_by_name(action), out);
		text += name + (text[name] == '}');
	}
}
