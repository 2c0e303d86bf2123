/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of the table of actions (ux.md 1.3). The sentences are for programmers: not translated. */
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/ui/actions.h"
#include "stige/ui/keys.h"
#include "stige/base/banned.h"

#define KEYS_MOST 8

struct key_list {
	struct key keys[KEYS_MOST];
	size_t count;
};

/* On a Danish keyboard these need AltGr or are dead keys. */
static bool hard_on_danish(struct key key)
{
	static const char ascii[] = "[]{}|\\@$~^`";

	if (key.code != KC_CHAR)
		return false;
	return key.ch == 0xB4 || key.ch == 0xA8 || (key.ch < 0x80 && strchr(ascii, (int)key.ch));
}

static enum stige_rc parse_keys(const struct action_info *info, struct key_list *ret, struct err *err)
{
	const char *list = info->keys;
	struct str name = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	ret->count = 0;
	while (rc == STIGE_OK && *(list += strspn(list, " "))) {
		struct key *key = &ret->keys[ret->count];

		str_clear(&name);
		str_addn(&name, list, strcspn(list, " "));
		list += name.len;
		if (ret->count == KEYS_MOST)
			rc = err_set(err, STIGE_INTERNAL, "action %s has too many keys.", info->name);
		else if (!key_parse(name.text, key))
			rc = err_set(err, STIGE_INTERNAL, "action %s: %s is not a key.", info->name,
				name.text);
		else if (hard_on_danish(*key))
			rc = err_set(err, STIGE_INTERNAL,
				"action %s: %s needs AltGr or is a dead key on a Danish keyboard.",
				info->name, name.text);
		else
			ret->count++;
	}
	str_release(&name);
	return rc;
}

static enum stige_rc check_row(const struct action_info *rows, size_t i, struct err *err)
{
	const struct action_info *info = &rows[i];
	struct key_list keys;

	if (!info->name || !info->name[0] || !info->keys || !info->label || !info->help)
		return err_set(err, STIGE_INTERNAL, "action %zu has an empty name or a missing text.", i);
	if (info->contexts == 0)
		return err_set(err, STIGE_INTERNAL, "action %s has no context.", info->name);
	if (!info->help[0] && (i == 1 || !str_starts(info->name, "digit-")))
		return err_set(err, STIGE_INTERNAL, "action %s has no help sentence.", info->name);
	return parse_keys(info, &keys, err);
}

static bool share_a_key(const struct key_list *a, const struct key_list *b, struct key *ret)
{
	size_t i, j;

	for (i = 0; i < a->count; i++)
		for (j = 0; j < b->count; j++)
			if (key_equal(a->keys[i], b->keys[j])) {
				*ret = a->keys[i];
				return true;
			}
	return false;
}

/* The lowest context of a non-empty set. */
static enum context first_context(unsigned set)
{
	return (enum context)(set & ~(set - 1));
}

static enum stige_rc check_pair(const struct action_info *a, const struct action_info *b, struct err *err)
{
	struct key_list keys_a, keys_b;
	struct str name = STR_INIT;
	struct key key;
	enum stige_rc rc;

	if (str_eq(a->name, b->name))
		return err_set(err, STIGE_INTERNAL, "two actions are named %s.", a->name);
	if (!(a->contexts & b->contexts))
		return STIGE_OK;
	rc = parse_keys(a, &keys_a, err);
	if (rc == STIGE_OK)
		rc = parse_keys(b, &keys_b, err);
	if (rc == STIGE_OK && share_a_key(&keys_a, &keys_b, &key)) {
		key_format(key, &name);
		rc = err_set(err, STIGE_INTERNAL, "key %s means both %s and %s in context %s.", name.text,
			a->name, b->name, context_name(first_context(a->contexts & b->contexts)));
	}
	str_release(&name);
	return rc;
}

enum stige_rc actions_check_table(const struct action_info *rows, size_t count, struct err *err)
{
	enum stige_rc rc = STIGE_OK;
	size_t i, j;

	for (i = 1; i < count && rc == STIGE_OK; i++)
		rc = check_row(rows, i, err);
	for (i = 1; i < count && rc == STIGE_OK; i++)
		for (j = 1; j < i && rc == STIGE_OK; j++)
			rc = check_pair(&rows[j], &rows[i], err);
	return rc;
}

enum stige_rc actions_check(struct err *err)
{
	return actions_check_table(action_info(ACTION_NONE), ACTION_COUNT, err);
}
