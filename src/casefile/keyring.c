/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/keyring.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/store/keys.h"

#include "typed.h"
#include "stige/base/banned.h"

enum { INITIALS_MOST = 6, LOGIN_MOST = 60 };

/* ---- who there is ---- */

static bool key_of(const struct key_info *keys, size_t count, const struct id *who)
{
	for (size_t i = 0; i < count; i++)
		if (id_eq(&keys[i].caseworker, who))
			return true;
	return false;
}

enum stige_rc keyring_load(struct desk *d, struct arena *a, struct keyring *ret, struct err *err)
{
	static const struct id nobody;
	struct caseworker *all = NULL;
	struct key_info *keys = NULL;
	size_t count = 0, key_count = 0;
	enum stige_rc rc = caseworker_list(d->store, a, &all, &count, err);

	if (rc == STIGE_OK)
		rc = key_list(d->store, a, &keys, &key_count, err);
	if (rc != STIGE_OK)
		return rc;
	*ret = (struct keyring){
		.rows = arena_array(a, count, sizeof(*ret->rows)), .count = count,
		.recovery = key_of(keys, key_count, &nobody), .holder = d->caseworker.role == KEY_HOLDER,
	};
	for (size_t i = 0; i < count; i++)
		ret->rows[i] = (struct keyring_row){ &all[i], key_of(keys, key_count, &all[i].id) };
	return STIGE_OK;
}

/* ---- what was typed ---- */

static const char *text_of(const char *typed)
{
	return typed ? typed : "";
}

void keyring_check(const struct keyring_typed *typed, struct issues *issues)
{
	struct err err = ERR_INIT;

	if (passphrase_check(text_of(typed->passphrase), &err) != STIGE_OK)
		issues_add(issues, "passphrase", "%s", err.msg);
	else if (!str_eq(text_of(typed->passphrase), text_of(typed->again)))
		issues_add(issues, "again", "%s", _("The two are not the same; type both again."));
}

/* The first issue as the error; STIGE_OK when there is none. */
static enum stige_rc refused(const struct issues *issues, size_t before, struct err *err)
{
	return issues->count > before ? err_set(err, STIGE_DATA, "%s", issues->list[before].message) : STIGE_OK;
}

static enum stige_rc checked(const struct keyring_typed *typed, struct issues *issues, struct err *err)
{
	size_t before = issues->count;

	keyring_check(typed, issues);
	return refused(issues, before, err);
}

/* Who sits at an open screen is not always who opened it. */
static enum stige_rc prove_old(struct desk *d, const struct keyring_typed *typed, struct issues *issues,
	struct err *err)
{
	struct err why = ERR_INIT;
	enum stige_rc rc = typed->old ? key_try(d->store, &d->caseworker.id, typed->old, &why) : STIGE_OK;

	if (rc == STIGE_PERMISSION)
		issues_add(issues, "old", "%s", why.msg);
	if (rc != STIGE_OK && err)
		*err = why;
	return rc;
}

/* ---- passphrases ---- */

enum stige_rc keyring_change(struct desk *d, const struct keyring_typed *typed, struct issues *issues,
	struct err *err)
{
	enum stige_rc rc = checked(typed, issues, err);

	if (rc == STIGE_OK)
		rc = prove_old(d, typed, issues, err);
	return rc == STIGE_OK ? key_set(d->store, &d->caseworker.id, typed->passphrase, err) : rc;
}

enum stige_rc keyring_pin(struct desk *d, const struct keyring_typed *typed, struct issues *issues, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct typed t = { desk_today(d), &a, issues };
	size_t before = issues->count;
	const char *pin = typed_pin(&t, typed->pin);
	enum stige_rc rc;

	if (!str_eq(text_of(typed->pin), text_of(typed->pin_again)))
		issues_add(issues, "pin_again", "%s", _("The two are not the same; type both again."));
	if (d->caseworker.has_pin && !desk_pin_ok(d, text_of(typed->old_pin)))
		issues_add(issues, "old_pin", "%s", _("That is not the PIN. Type it again."));
	rc = refused(issues, before, err);
	if (rc == STIGE_OK)
		rc = caseworker_set_pin(d->store, &d->caseworker.id, pin, err);
	arena_release(&a);
	return rc == STIGE_OK ? desk_refresh(d, NULL, err) : rc;
}

enum stige_rc keyring_give(struct desk *d, const struct id *who, const struct keyring_typed *typed,
	struct issues *issues, struct err *err)
{
	enum stige_rc rc = checked(typed, issues, err);

	return rc == STIGE_OK ? key_set(d->store, who, typed->passphrase, err) : rc;
}

enum stige_rc keyring_seal(struct desk *d, const struct keyring_typed *typed, const char *code,
	struct issues *issues, struct err *err)
{
	enum stige_rc rc = checked(typed, issues, err);

	if (rc == STIGE_OK)
		rc = store_seal(d->store, &d->caseworker.id, typed->passphrase, code, err);
	return rc == STIGE_OK ? desk_refresh(d, NULL, err) : rc;
}

/* ---- people ---- */

struct newcomer {
	struct caseworker who;
	const char *passphrase;              /* NULL: the file is not sealed */
};

static enum stige_rc holder_only(const struct desk *d, struct err *err)
{
	return d->caseworker.role == KEY_HOLDER ? STIGE_OK : err_set(err, STIGE_PERMISSION,
		_("only a key-holder may do this; `stige key list` says who they are"));
}

static void check_newcomer(struct desk *d, struct typed *t, const struct keyring_typed *typed, struct newcomer *w)
{
	size_t before;
	const char *initials;

	w->who = (struct caseworker){ .active = true, .role = typed->holder ? KEY_HOLDER : CASEWORKER };
	w->who.name = arena_strdup(t->arena, typed_name(t, "name", typed->name));
	before = t->issues->count;
	initials = typed_text(t, "initials", typed->initials, INITIALS_MOST);
	if (!*initials && t->issues->count == before)
		issues_add(t->issues, "initials", "%s", _("The initials are missing; they stand in the log."));
	w->who.initials = arena_strdup(t->arena, initials);
	before = t->issues->count;
	w->who.login = arena_strdup(t->arena, typed_text(t, "login", typed->login, LOGIN_MOST));
	if (!*w->who.login && t->issues->count == before)
		issues_add(t->issues, "login", "%s", _("The login is missing: the name the computer knows the person by."));
	w->passphrase = d->sealed ? text_of(typed->passphrase) : NULL;
	if (w->passphrase)
		keyring_check(typed, t->issues);
}

static enum stige_rc add_newcomer(struct store *s, void *arg, struct err *err)
{
	struct newcomer *w = arg;
	enum stige_rc rc = caseworker_add(s, &w->who, NULL, &w->who.id, err);

	return rc == STIGE_OK && w->passphrase ? key_set(s, &w->who.id, w->passphrase, err) : rc;
}

enum stige_rc keyring_newcomer(struct desk *d, const struct keyring_typed *typed, struct issues *issues,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct typed t = { desk_today(d), &a, issues };
	struct newcomer w;
	size_t before = issues->count;
	enum stige_rc rc = holder_only(d, err);

	if (rc == STIGE_OK) {
		check_newcomer(d, &t, typed, &w);
		rc = refused(issues, before, err);
	}
	if (rc == STIGE_OK)
		rc = store_tx(d->store, add_newcomer, &w, err);
	if (rc == STIGE_OK)
		rc = desk_refresh(d, NULL, err);
	arena_release(&a);
	return rc;
}

static enum stige_rc leave(struct store *s, void *arg, struct err *err)
{
	const struct id *who = arg;
	enum stige_rc rc = store_sealed(s) ? key_remove(s, who, err) : STIGE_OK;

	return rc == STIGE_OK ? caseworker_set_active(s, who, false, err) : rc;
}

enum stige_rc keyring_leave(struct desk *d, const struct id *who, struct err *err)
{
	struct id id = *who;
	enum stige_rc rc = holder_only(d, err);

	if (rc == STIGE_OK && id_eq(&id, &d->caseworker.id))
		rc = err_set(err, STIGE_PERMISSION, "%s", _("You cannot take your own key; another key-holder can."));
	if (rc == STIGE_OK)
		rc = store_tx(d->store, leave, &id, err);
	return rc == STIGE_OK ? desk_refresh(d, NULL, err) : rc;
}

enum stige_rc keyring_make_holder(struct desk *d, const struct id *who, struct err *err)
{
	struct id id = *who;
	enum stige_rc rc = holder_only(d, err);

	if (rc == STIGE_OK)
		rc = caseworker_set_role(d->store, &id, KEY_HOLDER, err);
	return rc == STIGE_OK ? desk_refresh(d, NULL, err) : rc;
}

/* ---- the code and the key ---- */

enum stige_rc keyring_code(struct desk *d, const char *code, struct err *err)
{
	enum stige_rc rc = holder_only(d, err);

	return rc == STIGE_OK ? key_set_recovery(d->store, code, err) : rc;
}

enum stige_rc keyring_rekey(struct desk *d, struct err *err)
{
	return store_rekey(d->store, err);
}
