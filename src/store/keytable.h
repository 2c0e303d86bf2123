/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table key_slot, for keys.c, unlock.c and rekey.c.
 */
#ifndef STORE_KEYTABLE_H
#define STORE_KEYTABLE_H

#include "keyslot.h"
#include "stmt.h"

/* What the file is sealed with; 0 = nothing. */
enum stige_rc keys_version(struct store *s, uint32_t *ret, struct err *err);
/* Sealed and unlocked? Is who acts a key-holder? */
enum stige_rc keys_open(struct store *s, struct err *err);
enum stige_rc keys_holder_only(struct store *s, struct err *err);

/* All but the public key, which is sealed. */
void slot_read(struct stmt *q, struct key_slot *ret);
struct seal_place slot_place(struct store *s, const struct key_slot *slot);
enum stige_rc slot_insert(struct store *s, const struct key_slot *slot, struct err *err);
/* caseworker NULL = the recovery code. */
enum stige_rc slot_get(struct store *s, const struct id *caseworker, struct key_slot *ret, bool *ret_there,
	struct err *err);
/* A slot of this store's cost, still without the data key. */
struct key_slot slot_new(struct store *s, const struct id *caseworker, const char *text);
/* `same` is what passphrase_same made of what was typed. */
char *passphrase_same(const char *typed);
/* "key-changed", with a code word and whose key it is; hex is the event's memory for it. */
struct event key_event(const char *what, const struct id *caseworker, char hex[ID_HEX]);

#endif
