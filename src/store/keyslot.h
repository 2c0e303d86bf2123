/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One way to the data key. Nothing here touches the database.
 */
#ifndef STORE_KEYSLOT_H
#define STORE_KEYSLOT_H

#include "stige/store/keys.h"
#include "stige/store/seal.h"

#define SLOT_SALT 16                 /* crypto_pwhash_SALTBYTES */
#define SLOT_PUBLIC 32               /* crypto_box_PUBLICKEYBYTES */
#define SLOT_SECRET (24 + 32 + 16)   /* nonce, secret key, tag */
#define SLOT_KEY (4 + SEAL_KEY + 48) /* key version and data key in a sealed box */

struct key_slot {
	struct id id;
	struct id caseworker;        /* zero = the recovery code */
	int64_t at;
	uint64_t passes;
	size_t memory;
	unsigned char salt[SLOT_SALT];
	unsigned char secret[SLOT_SECRET];
	unsigned char data_key[SLOT_KEY];
	unsigned char public_key[SLOT_PUBLIC];   /* in the file: sealed with the data key */
};

/* Fills salt, key pair and the rest; id, caseworker, at and cost are given. Takes the cost's time. */
void slot_make(struct key_slot *slot, const char *passphrase);
/* Puts a data key into the slot. */
void slot_give(struct key_slot *slot, uint32_t version, const unsigned char key[SEAL_KEY]);
/*
 * The data key, into ret_key, and the public key, into the slot. STIGE_PERMISSION for a wrong
 * passphrase or a cost below the floor; STIGE_DATA when the slot is damaged or not of this version.
 */
enum stige_rc slot_open(struct key_slot *slot, const char *passphrase, uint32_t version,
	unsigned char ret_key[SEAL_KEY], struct err *err);

#endif
