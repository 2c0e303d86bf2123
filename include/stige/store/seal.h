/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every value that identifies or describes a person passes through here on its way into and
 * out of the file. Key version 0: the plain bytes with an 8-byte keyed hash in front, against
 * accident, not against a reader. From version 1 on: XChaCha20-Poly1305 under the file's data
 * key, a random nonce of 24 bytes in front, the text padded to steps of 64 bytes. The place and
 * the key version are authenticated, so that a value moved to another row or column, or kept
 * from before a change of key, does not open (reliability.md 2.2).
 */
#ifndef STIGE_STORE_SEAL_H
#define STIGE_STORE_SEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/base/id.h"
#include "stige/base/str.h"

#define SEAL_KEY 32                      /* bytes of the data key */

/* Where a sealed value lives; part of what is authenticated. */
struct seal_place {
	const char *table, *column;
	struct id row;
	const char *clear;               /* the row's clear columns that must not change under it, "" */
};

struct seal;                             /* the keys that are open */

struct seal *seal_new(void);             /* key version 0; NULL when libsodium does not start */
void seal_free(struct seal *k);          /* wipes; NULL is fine */
/*
 * What the file is sealed with from now on. Wipes a key that was there: above version 0 nothing
 * opens or closes until seal_unlock.
 */
void seal_expect(struct seal *k, uint32_t version);
/* Copies the data key of the expected version into memory that is locked and guarded. */
void seal_unlock(struct seal *k, const unsigned char key[SEAL_KEY]);
uint32_t seal_version(const struct seal *k);
bool seal_locked(const struct seal *k);
/* The data key, to be wrapped; NULL at version 0 and while locked. */
const unsigned char *seal_key(const struct seal *k);

/* Appends the sealed bytes. Never while locked. */
void seal_close(struct seal *k, const struct seal_place *place, const char *bytes, size_t n,
	struct str *out);
/*
 * STIGE_DATA when it was changed, cut, or belongs elsewhere; STIGE_PERMISSION while locked.
 * Appends the opened bytes.
 */
enum stige_rc seal_open(struct seal *k, const struct seal_place *place, const void *blob, size_t n,
	struct str *out, struct err *err);

#endif
