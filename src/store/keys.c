/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The key the file is sealed with, who may change it, and who has a slot that leads to it.
 */
#include <sodium.h>

#include "stige/base/i18n.h"

#include "keytable.h"
#include "list.h"
#include "recovery.h"
#include "stige/base/banned.h"

/* ---- the file's key version ---- */

enum stige_rc keys_version(struct store *s, uint32_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text;
	long n = 0;
	enum stige_rc rc = meta_get(s, &a, "key.version", &text, err);

	if (rc == STIGE_OK && text && !str_to_long(text, 1, INT32_MAX, &n))
		rc = err_set(err, STIGE_DATA, _("%s is damaged (setting %s); go back to a backup"), s->path,
			"key.version");
	*ret = (uint32_t)n;
	arena_release(&a);
	return rc;
}

enum stige_rc keys_load(struct store *s, struct err *err)
{
	uint32_t version;
	enum stige_rc rc = keys_version(s, &version, err);

	if (rc == STIGE_OK)
		seal_expect(s->seal, version);
	s->keys_known = rc == STIGE_OK;
	return rc;
}

enum stige_rc keys_follow(struct store *s, struct err *err)
{
	uint32_t version, ours;
	enum stige_rc rc;

	if (!s->keys_known)
		return STIGE_OK;
	ours = seal_version(s->seal);
	rc = keys_version(s, &version, err);
	if (rc != STIGE_OK || version == ours)
		return rc;
	/* Never back to an older one: a file that was swapped for an open one must not be written. */
	seal_expect(s->seal, version > ours ? version : ours);
	return err_set(err, STIGE_PERMISSION,
		_("%s was sealed anew by another program, nothing was saved; leave stige and start it again"),
		s->path);
}

void keys_settle(struct store *s, bool committed)
{
	if (!s->seal_before)
		return;
	if (committed) {
		seal_free(s->seal_before);
	} else {
		seal_free(s->seal);
		s->seal = s->seal_before;
	}
	s->seal_before = NULL;
}

enum stige_rc keys_lend(const struct store *from, struct store *to, struct err *err)
{
	if (seal_version(from->seal) != seal_version(to->seal))
		return err_set(err, STIGE_DATA, _("%s and %s are not sealed with the same key"), from->path,
			to->path);
	if (seal_key(from->seal))
		seal_unlock(to->seal, seal_key(from->seal));
	return STIGE_OK;
}

bool store_sealed(const struct store *s)
{
	return seal_version(s->seal) > 0;
}

bool store_locked(const struct store *s)
{
	return seal_locked(s->seal);
}

void store_lock(struct store *s)
{
	seal_expect(s->seal, seal_version(s->seal));
	sodium_memzero(s->scratch.text, s->scratch.cap);
	str_clear(&s->scratch);
}

/* ---- who may ---- */

enum stige_rc keys_open(struct store *s, struct err *err)
{
	if (!store_sealed(s))
		return err_set(err, STIGE_CONFIG,
			_("%s has no passphrase yet; `stige key seal` sets the first one"), s->path);
	if (store_locked(s))
		return err_set(err, STIGE_PERMISSION,
			_("the database is locked; type the passphrase, or give it with --passphrase-fd"));
	return STIGE_OK;
}

enum stige_rc keys_holder_only(struct store *s, struct err *err)
{
	bool holder = false;
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_CASEWORKER_ROLE);
	stmt_id(&q, &s->caseworker);
	if (stmt_row(&q))
		holder = str_eq(stmt_peek_text(&q, 0), "key-holder");
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !holder)
		rc = err_set(err, STIGE_PERMISSION,
			_("only a key-holder may do this; `stige key list` says who they are"));
	return rc;
}

/* ---- changing slots ---- */

struct slot_setting {
	const struct key_slot *slot;
	const char *what;
};

static enum stige_rc put_slot(struct store *s, void *arg, struct err *err)
{
	const struct slot_setting *w = arg;
	struct key_slot slot = *w->slot;
	char hex[ID_HEX];
	struct event e = key_event(w->what, &slot.caseworker, hex);
	struct stmt q;
	enum stige_rc rc = keys_open(s, err);

	if (rc == STIGE_OK && !id_eq(&slot.caseworker, &s->caseworker))
		rc = keys_holder_only(s, err);
	if (rc != STIGE_OK)
		return rc;
	slot_give(&slot, seal_version(s->seal), seal_key(s->seal));
	stmt_begin(&q, s, SQL_KEY_REMOVE);
	stmt_id(&q, &slot.caseworker);
	rc = stmt_run(&q, err);
	if (rc == STIGE_OK)
		rc = slot_insert(s, &slot, err);
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc key_set(struct store *s, const struct id *caseworker, const char *passphrase, struct err *err)
{
	struct key_slot slot;
	struct slot_setting w = { &slot, "passphrase" };
	char *same;
	enum stige_rc rc = keys_open(s, err);

	if (rc == STIGE_OK)
		rc = passphrase_check(passphrase, err);
	if (rc != STIGE_OK)
		return rc;
	same = passphrase_same(passphrase);
	slot = slot_new(s, caseworker, same);
	secret_free(same);
	return store_tx(s, put_slot, &w, err);
}

enum stige_rc key_set_recovery(struct store *s, const char *code, struct err *err)
{
	struct key_slot slot;
	struct slot_setting w = { &slot, "recovery" };
	char *plain;
	enum stige_rc rc = keys_open(s, err);

	if (rc != STIGE_OK)
		return rc;
	plain = secret_new(RECOVERY_PLAIN);
	if (recovery_read(code, plain))
		slot = slot_new(s, NULL, plain);
	else
		rc = err_set(err, STIGE_DATA,
			_("A recovery code has %d groups of four letters or digits; look at each group again."),
			RECOVERY_GROUPS);
	secret_free(plain);
	return rc == STIGE_OK ? store_tx(s, put_slot, &w, err) : rc;
}

static enum stige_rc others(struct store *s, const struct id *caseworker, int64_t *ret, struct err *err)
{
	struct stmt q;

	*ret = 0;
	stmt_begin(&q, s, SQL_KEY_HOLDERS);
	stmt_id(&q, caseworker);
	if (stmt_row(&q))
		*ret = stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

static enum stige_rc take_slot(struct store *s, void *arg, struct err *err)
{
	const struct id *caseworker = arg;
	char hex[ID_HEX];
	struct event e = key_event("removed", caseworker, hex);
	int64_t left = 0;
	struct stmt q;
	enum stige_rc rc = keys_open(s, err);

	if (rc == STIGE_OK)
		rc = keys_holder_only(s, err);
	if (rc == STIGE_OK)
		rc = others(s, caseworker, &left, err);
	if (rc == STIGE_OK && left == 0)
		rc = err_set(err, STIGE_PERMISSION,
			_("this is the last key-holder with a passphrase; give another one a key first"));
	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_KEY_REMOVE);
	stmt_id(&q, caseworker);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc key_remove(struct store *s, const struct id *caseworker, struct err *err)
{
	struct id id = *caseworker;

	return store_tx(s, take_slot, &id, err);
}

enum stige_rc key_list(struct store *s, struct arena *a, struct key_info **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	struct key_slot slot;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_KEY_LIST);
	while (stmt_row(&q)) {
		slot_read(&q, &slot);
		*(struct key_info *)list_add(&list) =
			(struct key_info){ slot.caseworker, slot.at, slot.passes, slot.memory };
	}
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}
