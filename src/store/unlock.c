/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what a person types to the open key. Deriving takes its time on purpose: it is done
 * before a transaction begins, so that nobody waits for it.
 */
#include <string.h>

#include <sodium.h>

#include "stige/base/i18n.h"
#include "stige/base/text.h"

#include "keytable.h"
#include "recovery.h"
#include "stige/base/banned.h"

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
