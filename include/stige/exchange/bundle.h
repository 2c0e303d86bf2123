/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bundle: everything that is shared, in one file that only the office it is for can open, and
 * that only the office it is from can have made. Lost on its way it tells nobody more than who
 * wrote to whom, when, and how much.
 *
 *	magic 16 | from 16 | to 16 | number 8 | at 8 | codes 8 + 8 | sealed key 80 | stream header 24
 *	chunks of 64 KiB + 17, the last one marked
 *	signature 64
 *
 * The key of the stream (XChaCha20-Poly1305, libsodium's secretstream) is random and sealed to the
 * receiver (X25519, crypto_box_seal); the head is authenticated with the first chunk; the sender
 * signs everything before the signature (Ed25519ph). All of it is verified before anything is read.
 */
#ifndef STIGE_EXCHANGE_BUNDLE_H
#define STIGE_EXCHANGE_BUNDLE_H

#include "stige/base/str.h"
#include "stige/casefile/desk.h"
#include "stige/store/merge.h"

struct bundle_facts {
	struct id from, to;
	char from_code[8], to_code[8];
	int64_t number;                  /* counts the bundles of one office to another, from 1 */
	int64_t at;
	size_t bytes;
	char sha256[65];                 /* of the file, where it was made here; else "" */
};

/* Where the next bundle for an office goes: "NB-SB-0003.stige" in the folder for exports, or here. */
enum stige_rc bundle_path(struct desk *d, const char *to_code, struct str *out, struct err *err);

/*
 * Writes a bundle for the paired office with this code; an export on record. STIGE_NOTFOUND when
 * it is not paired. A bundle that was not sent leaves a gap in the numbers, which is fine: each one
 * holds everything.
 */
enum stige_rc bundle_make(struct desk *d, const char *to_code, const char *path, struct bundle_facts *ret,
	struct err *err);
/* What stands on the outside, believed or not. STIGE_DATA when it is no bundle. */
enum stige_rc bundle_look(const char *path, struct bundle_facts *ret, struct err *err);
/* Verified as a whole, and would it be taken in? Refused as by bundle_merge; nothing of it is read. */
enum stige_rc bundle_admit(struct desk *d, const char *path, struct err *err);
/*
 * Verifies it as a whole, then brings it in or tries to (merge.h), in one transaction with its number.
 * STIGE_DATA, with nothing kept: from an office that is not paired, for another one, changed, cut,
 * or older than one that came.
 */
enum stige_rc bundle_merge(struct desk *d, const char *path, enum merge_mode mode, struct bundle_facts *ret_facts,
	struct merge_report *ret, struct err *err);
/*
 * Brings it in, with a backup made before (store/backup.h, the rolling ones; none of invented people, nor for what
 * is refused).
 */
enum stige_rc bundle_bring_in(struct desk *d, const char *path, struct bundle_facts *ret_facts,
	struct merge_report *ret, struct err *err);

struct bundle_file {
	const char *path;
	struct bundle_facts facts;       /* as on the outside, believed or not */
};
/* The bundles for this office in the folder for exports, by name; in the arena. One that cannot be read holds none. */
void bundle_waiting(const struct desk *d, struct arena *a, struct bundle_file **ret, size_t *ret_count);

#endif
