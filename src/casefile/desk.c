/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/desk.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/casefile/undo.h"
#include "stige/store/keys.h"

#include "forms.h"
#include "happened.h"
#include "stige/base/banned.h"

static const char *one_language(const char *lang)
{
	return str_eq(lang, "da") ? "da" : "en";
}

static bool says_yes(const char *value)
{
	return value && *value && !str_eq(value, "no");
}

/* Who works here; those who left are not found. */
static enum stige_rc read_caseworker(struct desk *d, const char *login, struct err *err)
{
	enum stige_rc rc = caseworker_find(d->store, &d->arena, login, &d->caseworker, err);

	if (rc == STIGE_NOTFOUND)
		return err_set(err, STIGE_PERMISSION, _("Nobody with the login \"%s\" works in this office; "
			"use --as LOGIN, or ask a key-holder to add you."), login);
	return rc;
}

static enum stige_rc read_settings(struct desk *d, struct err *err)
{
	const char *export_dir = NULL, *synthetic = NULL;
	enum stige_rc rc = setting_get(d->store, &d->arena, "export_dir", &export_dir, err);

	if (rc == STIGE_OK)
		rc = setting_get(d->store, &d->arena, "synthetic", &synthetic, err);
	d->export_dir = rc == STIGE_OK && export_dir ? export_dir : "";
	d->synthetic = rc == STIGE_OK && says_yes(synthetic);
	return rc;
}

/* Everything about the people of the office; a file without an office is fine. */
static enum stige_rc read_people(struct desk *d, const char *login, struct err *err)
{
	struct err none = ERR_INIT;
	enum stige_rc rc = office_get(d->store, &d->arena, &d->office, &none);

	d->founded = rc == STIGE_OK;
	if (rc == STIGE_CONFIG)
		return STIGE_OK;
	if (rc != STIGE_OK) {
		if (err)
			*err = none;
		return rc;
	}
	rc = caseworker_list(d->store, &d->arena, &d->caseworkers, &d->caseworker_count, err);
	d->key_holders = 0;
	for (size_t i = 0; rc == STIGE_OK && i < d->caseworker_count; i++)
		d->key_holders += d->caseworkers[i].active && d->caseworkers[i].role == KEY_HOLDER &&
			id_eq(&d->caseworkers[i].office, &d->office.id);
	return rc == STIGE_OK ? read_caseworker(d, login, err) : rc;
}

/* On failure the desk is as it was. */
enum stige_rc desk_refresh(struct desk *d, const char *login, struct err *err)
{
	struct desk fresh = *d;
	enum stige_rc rc;

	fresh.arena = (struct arena)ARENA_INIT;
	fresh.caseworkers = NULL;
	fresh.caseworker_count = 0;
	memset(&fresh.office, 0, sizeof(fresh.office));
	memset(&fresh.caseworker, 0, sizeof(fresh.caseworker));
	rc = read_settings(&fresh, err);
	if (rc == STIGE_OK)
		rc = read_people(&fresh, login ? login : d->login, err);
	if (rc != STIGE_OK) {
		arena_release(&fresh.arena);
		return rc;
	}
	/* before the arena goes: the login may live in it */
	if (login && !str_eq(login, d->login)) {
		fresh.login = mem_strdup(login);
		mem_free(d->login);
	}
	arena_release(&d->arena);
	*d = fresh;
	d->sealed = store_sealed(d->store);
	d->disk = disk_state(store_path(d->store));
	d->exposed = !d->sealed && !d->synthetic && d->disk != DISK_ENCRYPTED;
	if (d->founded)
		store_login(d->store, &d->caseworker.id);
	return STIGE_OK;
}

/* ---- locked and unlocked ---- */

/* Reads the people, and says in the log that somebody came. */
static enum stige_rc come_in(struct desk *d, bool read_only, struct err *err)
{
	enum stige_rc rc = desk_refresh(d, NULL, err);

	if (rc == STIGE_OK && d->founded && !read_only)
		rc = happened(d->store, EVENT_LOGGED_IN, NULL, NULL, "", err);
	return rc;
}

/* The key is open, or it is not: `rc`. */
static enum stige_rc unlocked(struct desk *d, enum stige_rc rc, struct err *err)
{
	/* Back at a desk that knows its people: whoever holds pointers to them keeps them. */
	if (rc == STIGE_OK && d->caseworker_count > 0)
		rc = happened(d->store, EVENT_LOGGED_IN, NULL, NULL, "", err);
	else if (rc == STIGE_OK)
		rc = come_in(d, false, err);
	d->locked = rc != STIGE_OK;
	if (d->locked)
		store_lock(d->store);
	return rc;
}

enum stige_rc desk_unlock(struct desk *d, const char *passphrase, struct err *err)
{
	return unlocked(d, store_unlock(d->store, d->login, passphrase, err), err);
}

enum stige_rc desk_unlock_code(struct desk *d, const char *code, struct err *err)
{
	return unlocked(d, store_unlock_code(d->store, code, err), err);
}

void desk_lock(struct desk *d)
{
	if (!d->sealed)
		return;
	store_lock(d->store);
	if (d->undo)
		undo_begin(d);       /* what could be undone holds names and notes */
	d->locked = true;
}

static enum stige_rc open_lock(struct desk *d, const struct desk_options *options, struct err *err)
{
	d->sealed = store_sealed(d->store);
	d->locked = d->sealed;
	if (!d->sealed && options->passphrase)
		return err_set(err, STIGE_USAGE,
			_("%s is not sealed; leave --passphrase-fd out, or seal it with `stige key seal`"),
			store_path(d->store));
	if (!d->sealed || !options->passphrase) {
		d->founded = d->sealed;              /* only a file with people can have a key */
		return STIGE_OK;
	}
	d->locked = false;
	return store_unlock(d->store, d->login, options->passphrase, err);
}

/* The language asked for, else this machine's, else the one in effect. */
static enum stige_rc choose_language(struct desk *d, const char *asked, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *kept = NULL;
	enum stige_rc rc = STIGE_OK;

	if (!asked)
		rc = setting_get(d->store, &a, "language", &kept, err);
	d->lang = one_language(asked ? asked : kept ? kept : i18n_lang());
	arena_release(&a);
	return rc;
}

static int32_t today_of(const struct store_options *o)
{
	return instant_date(o->now ? o->now(o->now_ctx) : date_now());
}

/* The instrument first: with a broken form no database is made. */
enum stige_rc desk_open(const struct desk_options *options, struct desk **ret, struct err *err)
{
	struct desk *d = mem_alloc(sizeof(*d));
	enum stige_rc rc;

	d->arena = (struct arena)ARENA_INIT;
	d->export_dir = "";
	d->login = mem_strdup(options->login ? options->login : "");
	d->forms = mem_alloc(sizeof(*d->forms));
	rc = instrument_open(options->forms_dir, today_of(&options->store), NULL, &d->instrument, err);
	if (rc == STIGE_OK)
		rc = store_open(&options->store, &d->store, err);
	if (rc == STIGE_OK)
		rc = forms_follow(d, err);
	if (rc == STIGE_OK)
		rc = choose_language(d, options->lang, err);
	if (rc == STIGE_OK)
		rc = open_lock(d, options, err);
	if (rc == STIGE_OK && !d->locked)
		rc = come_in(d, options->store.read_only, err);
	if (rc != STIGE_OK) {
		desk_close(d);
		return rc;
	}
	*ret = d;
	return STIGE_OK;
}

void desk_close(struct desk *d)
{
	if (!d)
		return;
	undo_free(d->undo);
	desk_forms_free(d->forms);
	instrument_free(d->instrument);
	store_close(d->store);
	arena_release(&d->arena);
	mem_free(d->login);
	mem_free(d);
}

void desk_purpose(struct desk *d, const struct id *client, const char *code)
{
	const struct purpose *known = guard_purpose(code);

	d->purpose = known ? known->code : NULL;
	d->purpose_client = *client;
}

void desk_on_slow(struct desk *d, void (*tell)(void *ctx), void *ctx)
{
	store_on_slow(d->store, tell, ctx);
}

int32_t desk_today(const struct desk *d)
{
	return instant_date(store_now(d->store));
}

const char *desk_initials(const struct desk *d, const struct id *caseworker)
{
	for (size_t i = 0; i < d->caseworker_count; i++)
		if (id_eq(&d->caseworkers[i].id, caseworker))
			return d->caseworkers[i].initials;
	return "?";
}

bool desk_pin_ok(struct desk *d, const char *pin)
{
	if (caseworker_pin_ok(d->store, &d->caseworker.id, pin))
		return true;
	/* the door stays shut whether or not this can be written */
	happened(d->store, EVENT_PIN_WRONG, NULL, NULL, "", NULL);
	return false;
}

enum stige_rc desk_setting(struct desk *d, struct arena *a, const char *name, const char **ret,
	struct err *err)
{
	return setting_get(d->store, a, name, ret, err);
}

enum stige_rc desk_set(struct desk *d, const char *name, const char *value, struct err *err)
{
	return setting_set(d->store, name, value, err);
}
