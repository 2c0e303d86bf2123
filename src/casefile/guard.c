/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/guard.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "happened.h"
#include "stige/base/banned.h"

const struct purpose guard_purposes[] = {
	{ "substitute", N_("I stand in for the caseworker") },
	{ "takeover", N_("I take over, or hand over") },
	{ "supervision", N_("Supervision or quality work") },
	{ "access-request", N_("The person asks what is written") },
	{ "complaint", N_("A complaint or an appeal") },
	{ "error", N_("An error is put right") },
};
const size_t guard_purpose_count = ARRAY_SIZE(guard_purposes);

const struct purpose *guard_purpose(const char *code)
{
	for (size_t i = 0; i < guard_purpose_count; i++)
		if (str_eq(guard_purposes[i].code, code))
			return &guard_purposes[i];
	return NULL;
}

bool guard_needs_purpose(const struct desk *d, const struct client *c)
{
	return c->restricted || (!id_is_zero(&c->caseworker) && !id_eq(&c->caseworker, &d->caseworker.id));
}

/* "substitute, handover, ..." for the sentence. */
static void add_codes(struct str *out)
{
	for (size_t i = 0; i < guard_purpose_count; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", guard_purposes[i].code);
}

static enum stige_rc refuse(const struct client *c, struct err *err)
{
	struct str codes = STR_INIT;
	enum stige_rc rc;

	add_codes(&codes);
	rc = err_set(err, STIGE_PERMISSION,
		c->restricted
			? _("%s is restricted; say why you open it all the same (--purpose %s; on the screens `:colleague`)")
			: _("%s is a colleague's client; say why you open it (--purpose %s; on the screens `:colleague`)"),
		c->case_no, codes.text);
	str_release(&codes);
	return rc;
}

bool guard_open_already(const struct desk *d, const struct client *c)
{
	return !guard_needs_purpose(d, c) || (d->purpose && id_eq(&d->purpose_client, &c->id));
}

enum stige_rc guard_open(struct desk *d, const struct client *c, const char *purpose, const char **ret,
	struct err *err)
{
	*ret = purpose;
	if (!guard_needs_purpose(d, c) || guard_purpose(purpose))
		return STIGE_OK;
	if (!guard_open_already(d, c)) {
		(void)happened(d->store, EVENT_CLIENT_REFUSED, &c->id, NULL, purpose, NULL);     /* it stays shut either way */
		return refuse(c, err);
	}
	*ret = d->purpose;
	return STIGE_OK;
}

enum stige_rc guard_open_client(struct desk *d, const struct id *client, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct client c;
	const char *why = "own";
	enum stige_rc rc = client_get(d->store, &a, client, &c, err);

	if (rc == STIGE_OK)
		rc = guard_open(d, &c, why, &why, err);
	arena_release(&a);
	return rc;
}

enum stige_rc guard_check(const char *code, struct err *err)
{
	struct str codes = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	add_codes(&codes);
	if (!guard_purpose(code))
		rc = err_set(err, STIGE_USAGE, _("--purpose cannot be \"%s\"; it is one of %s"), code, codes.text);
	str_release(&codes);
	return rc;
}

enum stige_rc guard_find(struct desk *d, struct arena *a, const char *number, struct client *ret, struct err *err)
{
	return client_find(d->store, a, number, ret, err);
}

const char *guard_name(const struct client *c, struct arena *a)
{
	return c->is_protected ? arena_printf(a, _("protected, %s"), c->case_no) : c->f.name;
}

enum stige_rc guard_reveal_name(struct desk *d, const struct id *client, const char *purpose, struct arena *a,
	const char **ret, struct err *err)
{
	struct client c;
	enum stige_rc rc = client_get(d->store, a, client, &c, err);

	if (rc == STIGE_OK && !guard_purpose(purpose))
		rc = refuse(&c, err);
	if (rc == STIGE_OK)
		rc = happened(d->store, EVENT_NAME_SHOWN, client, NULL, purpose, err);
	if (rc == STIGE_OK)
		*ret = c.f.name;
	return rc;
}
