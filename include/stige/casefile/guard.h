/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may see whom. A caseworker opens the own clients as they come; for a colleague's client, and
 * for one that is restricted, there must be a purpose, which stands in the access log for the
 * person to read. A protected name is shown to nobody who did not ask for it.
 */
#ifndef STIGE_CASEFILE_GUARD_H
#define STIGE_CASEFILE_GUARD_H

#include "stige/casefile/desk.h"
#include "stige/store/clients.h"

struct purpose {
	const char *code;                    /* in the log: "substitute" */
	const char *words;                   /* N_() */
};
extern const struct purpose guard_purposes[];
extern const size_t guard_purpose_count;

/* NULL when there is no such purpose. */
const struct purpose *guard_purpose(const char *code);
/* Must a purpose be named before this client is opened at this desk? */
bool guard_needs_purpose(const struct desk *d, const struct client *c);
/*
 * The purpose that goes into the log: what was asked with, or what was said for this client before
 * (desk_purpose). STIGE_PERMISSION, with the way out, when one is needed and none was given; that it was
 * tried is written down.
 */
enum stige_rc guard_open(struct desk *d, const struct client *c, const char *purpose, const char **ret,
	struct err *err);
/* The same by id, with the purpose that was said before, if any. */
enum stige_rc guard_open_client(struct desk *d, const struct id *client, struct err *err);

/* STIGE_USAGE, naming the purposes, when `code` is none of them. */
enum stige_rc guard_check(const char *code, struct err *err);
/* May this client be opened as it is, or must a purpose be asked for first (desk_purpose)? */
bool guard_open_already(const struct desk *d, const struct client *c);
/* By case or journal number. Nothing of the client may be shown before it is opened. */
enum stige_rc guard_find(struct desk *d, struct arena *a, const char *number, struct client *ret, struct err *err);

/* The name, or "protected, NB-0042" in its place. In the arena, or the client's own. */
const char *guard_name(const struct client *c, struct arena *a);
/*
 * A protected name, for once: that it was shown, and why, is on disk before it is given out. The purpose
 * is one of the list. The name is in the arena.
 */
enum stige_rc guard_reveal_name(struct desk *d, const struct id *client, const char *purpose, struct arena *a,
	const char **ret, struct err *err);

#endif
