/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The chain behind the event table. Each row carries the hash of the row before it of the same
 * device; the end of this device's own chain is kept in meta, so that a cut at the end shows.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "stmt.h"

/* An event row as it stands in the file. Its texts live until the next step. */
struct link {
	struct event e;
	const char *kind;            /* the word: a newer program's kinds have hashes too */
	unsigned char prev[CHAIN_HASH];
};

void link_read(struct stmt *q, struct link *ret);
/* BLAKE2b over the row's values, each with its length, in the order of the columns. */
void link_hash(const struct link *l, unsigned char out[CHAIN_HASH]);

/* Where a walk along one device's chain has got to. */
struct chain_walk {
	struct id device;
	int64_t seq;                 /* of the last row that was seen */
	unsigned char hash[CHAIN_HASH];
};
/* From the beginning, or from where the log was pruned. */
enum stige_rc chain_begin(struct store *s, const struct id *device, struct chain_walk *ret, struct err *err);
/* Walks over at most `most` rows and calls bad for each link that does not hold. *ret_seen counts rows. */
enum stige_rc chain_walk(struct store *s, struct chain_walk *walk, int64_t most, int64_t *ret_seen,
	void (*bad)(void *ctx, const struct id *device, int64_t seq), void *ctx, struct err *err);
/* At the end of a device's chain: does it end where this machine wrote last? */
enum stige_rc chain_walk_end(struct store *s, const struct chain_walk *walk,
	void (*bad)(void *ctx, const struct id *device, int64_t seq), void *ctx, struct err *err);
/* The devices that have events, and this one if it should have some. Ids in the arena. */
enum stige_rc chain_devices(struct store *s, struct arena *a, struct id **ret, size_t *ret_count,
	struct err *err);

#endif
