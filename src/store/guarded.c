/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What about a client is no plain edit: the CPR number, a protected name, restriction. Each has
 * revisions as every other field, and an act of its own.
 */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/store/clients.h"

#include "revisions.h"
#include "stige/base/banned.h"

struct guarding {
	const struct id *id;
	const char *values[CLIENT_FIELDS];   /* NULL = as it is */
	struct event event;
};

/* The event is written only when something changed. */
static enum stige_rc change(struct store *s, void *arg, struct err *err)
{
	struct guarding *w = arg;
	unsigned changed = 0;
	enum stige_rc rc = w->values[CLIENT_CPR] ? client_not_restricted(s, w->id, err) : STIGE_OK;

	if (rc == STIGE_OK)
		rc = revised_change(s, &revised_client, w->id, w->values, &changed, err);
	w->event.client = *w->id;
	return rc == STIGE_OK && changed != 0 ? event_add(s, &w->event, err) : rc;
}

enum stige_rc client_set_cpr(struct store *s, const struct id *id, const char *digits, struct err *err)
{
	struct guarding w = { .id = id, .event = event_new(EVENT_CLIENT_EDITED) };

	w.values[CLIENT_CPR] = digits;
	w.event.item = "cpr";
	return store_tx(s, change, &w, err);
}

enum stige_rc client_protect(struct store *s, const struct id *id, bool on, struct err *err)
{
	struct guarding w = { .id = id, .event = event_new(EVENT_CLIENT_EDITED) };

	w.values[CLIENT_PROTECTED] = on ? "1" : "0";
	w.event.item = "protected";
	return store_tx(s, change, &w, err);
}

enum stige_rc client_restrict(struct store *s, const struct id *id, bool on, const char *reason,
	struct err *err)
{
	struct guarding w = {
		.id = id, .event = event_new(on ? EVENT_CLIENT_RESTRICTED : EVENT_CLIENT_UNRESTRICTED),
	};

	w.values[CLIENT_RESTRICTED] = on ? "1" : "0";
	w.values[CLIENT_RESTRICTED_REASON] = reason;
	return store_tx(s, change, &w, err);
}

enum stige_rc client_not_restricted(struct store *s, const struct id *client, struct err *err)
{
	struct stmt q;
	bool restricted;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_CLIENT_RESTRICTED);
	stmt_id(&q, client);
	restricted = stmt_row(&q) && stmt_col_int(&q, 0) != 0;
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && restricted)
		rc = err_set(err, STIGE_PERMISSION,
			_("this client is restricted, nothing was saved; `stige subject restrict CASE --lift` ends that"));
	return rc;
}

struct showing {
	const struct id *id;
	const char *purpose;
	char *ret;
};

static enum stige_rc show_cpr(struct store *s, void *arg, struct err *err)
{
	const struct showing *w = arg;
	struct event e = event_new(EVENT_CPR_SHOWN);
	struct arena a = ARENA_INIT;
	struct heads heads;
	enum stige_rc rc = revised_heads(s, &revised_client, w->id, &a, &heads, err);

	if (rc == STIGE_OK && strlen(heads.values[CLIENT_CPR]) != CPR_DIGITS)
		rc = err_set(err, STIGE_NOTFOUND, _("no CPR number is kept for this client; `stige client edit` can add one"));
	e.client = *w->id;
	e.reason = w->purpose;
	if (rc == STIGE_OK)
		rc = event_add(s, &e, err);
	if (rc == STIGE_OK)
		memcpy(w->ret, heads.values[CLIENT_CPR], CPR_DIGITS + 1);
	arena_release(&a);
	return rc;
}

enum stige_rc client_cpr(struct store *s, const struct id *id, const char *purpose, char ret[CPR_DIGITS + 1],
	struct err *err)
{
	char digits[CPR_DIGITS + 1] = "";
	struct showing w = { id, purpose, digits };
	enum stige_rc rc = store_tx(s, show_cpr, &w, err);

	if (rc == STIGE_OK)
		memcpy(ret, digits, sizeof(digits));
	return rc;
}
