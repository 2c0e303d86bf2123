/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/keys.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "utf8.h"
#include "stige/base/banned.h"

static const char space[] = N_("Space");

static const struct {
	enum key_code code;
	const char *name;
} named[] = {
#define X(code, name) { KC_##code, name },
	KEYS_NAMED(X)
#undef X
	/* What happens to a program; never bound to anything. */
	{ KC_NONE, "(none)" }, { KC_TIMEOUT, "(time)" }, { KC_RESIZE, "(size)" },
	{ KC_HANGUP, "(hang-up)" }, { KC_SUSPEND, "(suspend)" }, { KC_FINISH, "(end)" },
	{ KC_ACTION, "(action)" }, { KC_CLICK, "(click)" }, { KC_WHEEL_UP, "(wheel up)" },
	{ KC_WHEEL_DOWN, "(wheel down)" },
};

static bool parse_named(const char *name, struct key *ret)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(named); i++) {
		if (str_eq(named[i].name, name) && name[0] != '(') {
			*ret = (struct key){ .code = named[i].code };
			return true;
		}
	}
	return false;
}

bool key_parse(const char *name, struct key *ret)
{
	uint32_t ch;
	size_t n;

	if (str_eq(name, space)) {
		*ret = (struct key){ .code = KC_CHAR, .ch = ' ' };
		return true;
	}
	if (str_starts(name, "Ctrl-") && name[5] >= 'a' && name[5] <= 'z' && name[6] == '\0') {
		*ret = (struct key){ .code = KC_CTRL, .ch = (uint32_t)name[5] };
		return true;
	}
	n = utf8_get(name, &ch);
	if (n > 0 && name[n] == '\0' && ch > ' ') {
		*ret = (struct key){ .code = KC_CHAR, .ch = ch };
		return true;
	}
	return parse_named(name, ret);
}

void key_format(struct key key, struct str *out)
{
	char bytes[5];
	size_t i;

	if (key.code == KC_CHAR && key.ch == ' ') {
		str_add(out, space);
	} else if (key.code == KC_CHAR) {
		str_addn(out, bytes, utf8_put(key.ch, bytes));
	} else if (key.code == KC_CTRL) {
		str_addf(out, "Ctrl-%c", (int)key.ch);
	} else {
		for (i = 0; i < ARRAY_SIZE(named); i++)
			if (named[i].code == key.code)
				str_add(out, named[i].name);
	}
}

size_t key_from_text(const char *s, struct key *ret)
{
	uint32_t ch;
	size_t n = utf8_get(s, &ch);

	if (n > 0)
		*ret = (struct key){ .code = KC_CHAR, .ch = ch };
	return n;
}

bool key_equal(struct key a, struct key b)
{
	bool has_ch = a.code == KC_CHAR || a.code == KC_CTRL || a.code == KC_ACTION;

	return a.code == b.code && (!has_ch || a.ch == b.ch);
}

bool key_printable(struct key key)
{
	return key.code == KC_CHAR;
}

/* Copies the next name of a list of key names; false at its end. */
static bool next_name(const char **list, char *ret, size_t size)
{
	size_t n;

	*list += strspn(*list, " ");
	n = strcspn(*list, " ");
	if (n == 0 || n >= size)
		return false;
	memcpy(ret, *list, n);
	ret[n] = '\0';
	*list += n;
	return true;
}

/* Does this key do something here, or would it be taken as text? */
static bool works_in(struct key key, enum context context)
{
	return !(key_printable(key) && context_takes_text(context));
}

static bool has_key(const struct action_info *info, struct key key)
{
	const char *list = info->keys;
	struct key bound;
	char name[16];

	while (next_name(&list, name, sizeof(name)))
		if (key_parse(name, &bound) && key_equal(bound, key))
			return true;
	return false;
}

enum action keys_action(enum context context, struct key key)
{
	int i;

	if (!works_in(key, context))
		return ACTION_NONE;
	for (i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		if ((info->contexts & (unsigned)context) && has_key(info, key))
			return (enum action)i;
	}
	return ACTION_NONE;
}

int keys_of_action(enum action action, enum context context, int most, struct str *out)
{
	const struct action_info *info = action_info(action);
	const char *list = info->keys;
	struct key key;
	char name[16];
	int n = 0;

	if (!(info->contexts & (unsigned)context))
		return 0;
	while (n < most && next_name(&list, name, sizeof(name))) {
		if (!key_parse(name, &key) || !works_in(key, context))
			continue;
		str_add(out, n > 0 ? "  " : "");
		str_add(out, _(name));
		n++;
	}
	return n;
}
