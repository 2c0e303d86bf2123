/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Settings live in meta under a prefix, so that none can be taken for what the store itself
 * keeps there.
 */
#include "stige/base/i18n.h"
#include "stige/store/office.h"

#include "stmt.h"
#include "stige/base/banned.h"

#define PREFIX "setting."

enum stige_rc setting_get(struct store *s, struct arena *a, const char *name, const char **ret,
	struct err *err)
{
	return meta_get(s, a, arena_printf(a, PREFIX "%s", name), ret, err);
}

struct setting {
	const char *name, *value;
};

static enum stige_rc set(struct store *s, void *arg, struct err *err)
{
	const struct setting *w = arg;
	struct event e = event_new(EVENT_SETTING_CHANGED);
	struct arena a = ARENA_INIT;
	const char *before;
	enum stige_rc rc = setting_get(s, &a, w->name, &before, err);

	e.item = w->name;
	if (rc == STIGE_OK && (!before || !w->value || !str_eq(before, w->value)) && (before || w->value)) {
		rc = meta_set(s, arena_printf(&a, PREFIX "%s", w->name), w->value, err);
		if (rc == STIGE_OK)
			rc = event_add(s, &e, err);
	}
	arena_release(&a);
	return rc;
}

enum stige_rc setting_set(struct store *s, const char *name, const char *value, struct err *err)
{
	struct setting w = { name, value };

	return store_tx(s, set, &w, err);
}
