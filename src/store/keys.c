/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The slots of the file and the key they lead to. Deriving takes its time on purpose: it is
 * done before a transaction begins, so that nobody waits for it.
 */
#include <string.h>

#include <sodium.h>

#include "stige/base/i18n.h"
#include "stige/base/text.h"

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

/* ---- slots in the table ---- */

static void read_bytes(struct stmt *q, int column, unsigned char *out, size_t n)
{
	const void *bytes = sqlite3_column_blob(q->st, column);

	if (bytes && (size_t)sqlite3_column_bytes(q->st, column) == n)
		memcpy(out, bytes, n);
	else
		stmt_damaged(q, column);
}

void slot_read(struct stmt *q, struct key_slot *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->id = stmt_col_id(q, 0);
	ret->caseworker = stmt_col_id(q, 1);
	ret->at = stmt_col_instant(q, 2);
	ret->passes = (uint64_t)stmt_col_int(q, 3);
	ret->memory = (size_t)stmt_col_int(q, 4);
	read_bytes(q, 5, ret->salt, sizeof(ret->salt));
	read_bytes(q, 6, ret->secret, sizeof(ret->secret));
	read_bytes(q, 7, ret->data_key, sizeof(ret->data_key));
}

struct seal_place slot_place(struct store *s, const struct key_slot *slot)
{
	str_clear(&s->clear);
	clear_id(&s->clear, &slot->caseworker);
	clear_instant(&s->clear, slot->at);
	return (struct seal_place){ "key_slot", "public_key", slot->id, s->clear.text };
}

enum stige_rc slot_insert(struct store *s, const struct key_slot *slot, struct err *err)
{
	struct seal_place place = slot_place(s, slot);
	struct stmt q;

	stmt_begin(&q, s, SQL_KEY_ADD);
	stmt_id(&q, &slot->id);
	stmt_id(&q, &slot->caseworker);
	stmt_instant(&q, slot->at);
	stmt_int(&q, (int64_t)slot->passes);
	stmt_int(&q, (int64_t)slot->memory);
	stmt_blob(&q, slot->salt, sizeof(slot->salt));
	stmt_blob(&q, slot->secret, sizeof(slot->secret));
	stmt_blob(&q, slot->data_key, sizeof(slot->data_key));
	stmt_sealed(&q, &place, (const char *)slot->public_key, sizeof(slot->public_key));
	return stmt_run(&q, err);
}

enum stige_rc slot_get(struct store *s, const struct id *caseworker, struct key_slot *ret, bool *ret_there,
	struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_KEY_GET);
	stmt_id(&q, caseworker);
	*ret_there = stmt_row(&q);
	if (*ret_there)
		slot_read(&q, ret);
	return stmt_end(&q, err);
}

struct key_slot slot_new(struct store *s, const struct id *caseworker, const char *text)
{
	struct key_slot slot = {
		.id = id_make(&s->random), .at = store_now(s), .passes = s->key_cost.passes,
		.memory = s->key_cost.memory,
	};

	if (caseworker)
		slot.caseworker = *caseworker;
	slot_make(&slot, text);
	return slot;
}

struct event key_event(const char *what, const struct id *caseworker, char hex[ID_HEX])
{
	struct event e = event_new(EVENT_KEY_CHANGED);

	e.reason = what;
	if (caseworker && !id_is_zero(caseworker))
		e.item = id_format(caseworker, hex);
	return e;
}

/* ---- what people type ---- */

enum stige_rc passphrase_check(const char *passphrase, struct err *err)
{
	size_t n = strlen(passphrase);
	int characters = 0;

	for (size_t i = 0; i < n; i++)
		characters += ((unsigned char)passphrase[i] & 0xc0) != 0x80;
	if (n > PASSPHRASE_MOST || text_valid_bytes(passphrase, n) != n)
		return err_set(err, STIGE_DATA, _("The passphrase is too long; take at most %d characters."),
			PASSPHRASE_MOST / 2);
	if (characters < PASSPHRASE_LEAST)
		return err_set(err, STIGE_DATA,
			_("The passphrase is too short; take at least %d characters, four words are good."),
			PASSPHRASE_LEAST);
	return STIGE_OK;
}

/* One way to write it, whatever keyboard made the letters. Freed with secret_free. */
char *passphrase_same(const char *typed)
{
	char *same = secret_new(2 * PASSPHRASE_MOST + 1);
	struct str normal = STR_INIT;

	text_normalise(&normal, typed);
	if (normal.len <= 2 * PASSPHRASE_MOST)
		memcpy(same, normal.text, normal.len);
	sodium_memzero(normal.text, normal.cap);
	str_release(&normal);
	return same;
}

/* ---- unlocking ---- */

/* A slot whose public key is not the one that was sealed with it has been swapped. */
static enum stige_rc check_public(struct store *s, struct key_slot *slot, struct err *err)
{
	struct key_slot row;
	struct seal_place place = slot_place(s, slot);
	const struct str *sealed;
	bool there, same = false;
	struct stmt q;

	stmt_begin(&q, s, SQL_KEY_GET);
	stmt_id(&q, &slot->caseworker);
	there = stmt_row(&q);
	if (there) {
		slot_read(&q, &row);
		sealed = stmt_open_sealed(&q, 8, &place);
		same = sealed->len == SLOT_PUBLIC && memcmp(sealed->text, slot->public_key, SLOT_PUBLIC) == 0;
		if (!same)
			stmt_damaged(&q, 8);
	}
	return stmt_end(&q, err);
}

static enum stige_rc open_slot(struct store *s, struct key_slot *slot, const char *text, struct err *err)
{
	unsigned char *key = (unsigned char *)secret_new(SEAL_KEY);
	enum stige_rc rc = slot_open(slot, text, seal_version(s->seal), key, err);

	if (rc == STIGE_OK)
		seal_unlock(s->seal, key);
	secret_free((char *)key);
	if (rc == STIGE_OK)
		rc = check_public(s, slot, err);
	if (rc != STIGE_OK)
		store_lock(s);
	return rc;
}

static void log_wrong(struct store *s, const struct key_slot *slot)
{
	struct event e = event_new(EVENT_PASSPHRASE_WRONG);

	e.caseworker = slot->caseworker;
	if (!s->read_only)
		event_add(s, &e, NULL);      /* the door stays shut whether or not this can be written */
}

static enum stige_rc find_slot(struct store *s, const char *login, struct key_slot *ret, struct err *err)
{
	struct id ours;
	struct stmt q;
	bool there;
	enum stige_rc rc = meta_get_id(s, "office", &ours, err);

	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_KEY_FIND);
	stmt_text(&q, login);
	stmt_id(&q, &ours);
	there = stmt_row(&q);
	if (there)
		slot_read(&q, ret);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_PERMISSION,
			_("Nobody with the login \"%s\" has a key to this file; use --as LOGIN, or ask a "
			"key-holder for `stige key add`."),
			login);
	return rc;
}

enum stige_rc store_unlock(struct store *s, const char *login, const char *passphrase, struct err *err)
{
	struct key_slot slot;
	char *same;
	enum stige_rc rc = STIGE_OK;

	if (!store_locked(s))
		return rc;
	rc = find_slot(s, login, &slot, err);
	if (rc != STIGE_OK)
		return rc;
	same = passphrase_same(passphrase);
	rc = open_slot(s, &slot, same, err);
	secret_free(same);
	if (rc == STIGE_PERMISSION)
		log_wrong(s, &slot);
	if (rc == STIGE_OK)
		keys_tidy(s);
	return rc;
}

static enum stige_rc log_recovery(struct store *s, struct err *err)
{
	char hex[ID_HEX];
	struct event e = key_event("recovery-used", NULL, hex);

	return s->read_only ? STIGE_OK : event_add(s, &e, err);
}

enum stige_rc store_unlock_code(struct store *s, const char *code, struct err *err)
{
	struct key_slot slot;
	char *plain;
	bool there;
	enum stige_rc rc = STIGE_OK;

	if (!store_locked(s))
		return rc;
	rc = slot_get(s, NULL, &slot, &there, err);
	if (rc != STIGE_OK)
		return rc;
	if (!there)
		return err_set(err, STIGE_PERMISSION,
			_("this file has no recovery code; ask a key-holder to type the passphrase"));
	plain = secret_new(RECOVERY_PLAIN);
	if (recovery_read(code, plain))
		rc = open_slot(s, &slot, plain, err);
	else
		rc = err_set(err, STIGE_PERMISSION,
			_("A recovery code has %d groups of four letters or digits; look at each group again."),
			RECOVERY_GROUPS);
	secret_free(plain);
	if (rc == STIGE_PERMISSION)
		log_wrong(s, &slot);
	return rc == STIGE_OK ? log_recovery(s, err) : rc;
}

enum stige_rc key_try(struct store *s, const struct id *caseworker, const char *passphrase, struct err *err)
{
	struct key_slot slot;
	unsigned char *key;
	char *same;
	bool there;
	enum stige_rc rc = slot_get(s, caseworker, &slot, &there, err);

	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_PERMISSION, _("this caseworker has no key to the file"));
	if (rc != STIGE_OK)
		return rc;
	key = (unsigned char *)secret_new(SEAL_KEY);
	same = passphrase_same(passphrase);
	rc = slot_open(&slot, same, seal_version(s->seal), key, err);
	secret_free(same);
	secret_free((char *)key);
	if (rc == STIGE_PERMISSION)
		log_wrong(s, &slot);
	return rc;
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
