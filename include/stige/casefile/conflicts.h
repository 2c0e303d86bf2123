/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two offices did differently, for a person to settle; the rules are in store/merge.h. */
#ifndef STIGE_CASEFILE_CONFLICTS_H
#define STIGE_CASEFILE_CONFLICTS_H

#include "stige/base/str.h"
#include "stige/casefile/desk.h"
#include "stige/store/clients.h"
#include "stige/store/merge.h"

struct conflict_row {
	struct conflict conflict;
	const char *case_no;             /* "-": of no client */
	bool guarded;                    /* a purpose must be said before the client is opened (guard.h) */
};

/* All of them; writes one "client-listed" event first. In the arena. */
enum stige_rc desk_conflicts(struct desk *d, struct arena *a, struct conflict_row **ret, size_t *ret_count,
	struct err *err);
/* How many wait. Nothing about anybody, and no event. */
enum stige_rc desk_conflict_count(struct desk *d, size_t *ret, struct err *err);
/*
 * Of one client, whose opening it writes down first: what stands on each side may then be shown.
 * STIGE_PERMISSION where a purpose is needed and none was given (guard.h). client NULL: what is of no client, the
 * offices' own fields; nobody is opened.
 */
enum stige_rc desk_conflicts_of(struct desk *d, const struct client *client, struct arena *a, struct conflict **ret,
	size_t *ret_count, struct err *err);

/* "journal number: edited in two offices": what it is about, and nothing of what stands there. */
void conflict_words(const struct conflict *c, struct str *out);
/* May a person settle it here? Two texts of a form stay. */
bool conflict_settles(const struct conflict *c);

/* One side of it, for people. In the arena, or the desk's. */
struct conflict_look {
	int64_t at;                      /* INSTANT_NONE: not known */
	const char *initials, *office;   /* who wrote it ("?"), and the code of that office ("") */
	const char *words;               /* what stands there: a value, the answers that differ; a CPR number masked */
};
/* Only for a client who was opened; NULL for what is of no client. */
enum stige_rc desk_conflict_look(struct desk *d, const struct client *client, struct arena *a,
	const struct conflict *c, bool other, struct conflict_look *ret, struct err *err);
enum stige_rc desk_conflict_settle(struct desk *d, const struct conflict *c, bool other, struct err *err);

#endif
