/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two offices come to know each other, once. Each makes a card (its public keys) and reads the
 * other's, over whatever way the files go; then both read a short code aloud to each other, on
 * the telephone or across a table. The code is made of both cards, 80 bits: whoever exchanged a
 * card on its way would have to find another one that gives the same code.
 */
#ifndef STIGE_EXCHANGE_PAIRING_H
#define STIGE_EXCHANGE_PAIRING_H

#include "stige/base/spoken.h"
#include "stige/casefile/desk.h"
#include "stige/store/peers.h"

#define PAIRING_GROUPS 4
#define PAIRING_CODE SPOKEN_TEXT(PAIRING_GROUPS)
#define CARD_MOST 4096               /* bytes of a card's file */

/* This office first, the others by code; nobody before the first card. In the arena. */
enum stige_rc pairing_list(struct desk *d, struct arena *a, struct peer **ret, size_t *ret_count, struct err *err);
/* Who may decide which offices everything is sent to: key-holders. */
bool pairing_may(const struct desk *d);
/* This office's card as text; its keys are made the first time. For key-holders: STIGE_PERMISSION. */
enum stige_rc pairing_card(struct desk *d, struct str *out, struct err *err);
/*
 * Reads another office's card; ret_peer's texts are in the arena. STIGE_DATA for a text that is
 * none, for one's own, and for an office with the same code. Paired already with the same keys, it stays so.
 */
enum stige_rc pairing_meet(struct desk *d, const char *card, size_t n, struct arena *a, struct peer *ret_peer,
	struct err *err);
/* The code both must read, for an office whose card was read. */
enum stige_rc pairing_code(struct desk *d, const struct peer *peer, char ret[PAIRING_CODE], struct err *err);
/* What the other office read aloud: STIGE_DATA when it is another code, and the offices are not paired. */
enum stige_rc pairing_confirm(struct desk *d, const struct peer *peer, const char *heard, struct err *err);

/* What it sent stays. For key-holders, as all of this is. */
enum stige_rc pairing_forget(struct desk *d, const struct peer *peer, struct err *err);

#endif
