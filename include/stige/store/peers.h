/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The offices this one exchanges bundles with, and the keys it does so by. What the keys are is
 * exchange's to know (exchange/bundle.h); here they are hex texts that are sealed, so that nobody
 * swaps one in the file. Of this machine alone: no bundle carries them.
 */
#ifndef STIGE_STORE_PEERS_H
#define STIGE_STORE_PEERS_H

#include "stige/base/arena.h"
#include "stige/store/store.h"

enum peer_state {
	PEER_OWN,                /* this office itself; has secret keys */
	PEER_NAMED,              /* its card was read; nobody has compared the code yet */
	PEER_PAIRED,
};
extern const struct words peer_state_words;      /* own, named, paired */

struct peer {
	struct id office;
	int64_t at;
	const char *code;                /* of the office, "NB" */
	enum peer_state state;
	const char *keys, *secret;       /* hex; secret is "" but for PEER_OWN */
	int64_t sent, received;          /* the number of the last bundle to and from it; 0 = none */
};

/* This office first, the others by code. In the arena. */
enum stige_rc peer_list(struct store *s, struct arena *a, struct peer **ret, size_t *ret_count, struct err *err);
/* STIGE_NOTFOUND when there is none with this code (PEER_OWN: when there is none yet; code is not looked at). */
enum stige_rc peer_find(struct store *s, struct arena *a, enum peer_state state, const char *code, struct peer *ret,
	struct err *err);
/*
 * Adds or replaces what is known of an office; one event. STIGE_DATA for a code that another office
 * has: two offices must not number their clients alike.
 */
enum stige_rc peer_put(struct store *s, const struct peer *peer, struct err *err);
/* STIGE_NOTFOUND when there is none. What it sent stays. */
enum stige_rc peer_forget(struct store *s, const struct id *office, struct err *err);
/* The numbers go up only: STIGE_DATA for one that was there. */
enum stige_rc peer_set_sent(struct store *s, const struct id *office, int64_t number, struct err *err);
enum stige_rc peer_set_received(struct store *s, const struct id *office, int64_t number, struct err *err);

#endif
