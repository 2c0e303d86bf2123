/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Undo outside forms, without limit for one run: ticks and agreed steps in a plan, choices among suggestions, notes,
 * what is written about a client (a pause too), outcomes, dates of activities, how a meeting ended or that it was
 * not held, a hand-over. An undo is one more fact, dated and logged like what it undoes; nothing that was written goes
 * away. Answers are never undone here: while they are given giving_undo does it, afterwards they are corrected.
 */
#ifndef STIGE_CASEFILE_UNDO_H
#define STIGE_CASEFILE_UNDO_H

#include "stige/casefile/desk.h"
#include "stige/store/clients.h"
#include "stige/store/meetings.h"
#include "stige/store/outcomes.h"

struct undo;

/* From now on casefile.h's deeds remember what they did, and forget what was undone before; desk_close frees it. */
void undo_begin(struct desk *d);
/* Whose the next one is: what would be undone, or made again. NULL = there is nothing. */
const struct id *undo_next(const struct desk *d, bool redo);
/*
 * Undoes the last deed, or makes the last undone one again; *ret_said is what was done, translated, after the case
 * number. STIGE_BUSY: somebody else has changed the same since, and it stays. STIGE_NOTFOUND: what it was about is
 * gone, and the deed is forgotten.
 */
enum stige_rc undo_step(struct desk *d, bool redo, const char **ret_said, struct err *err);

/* For the deeds themselves; nothing happens before undo_begin. Everything is copied. */
void undo_tick(struct desk *d, const struct plan_item *was, enum plan_status now, const char *reason);
/* New; its id is known. */
void undo_agreed(struct desk *d, const struct plan_item *item);
void undo_note(struct desk *d, const struct id *note, const struct id *client, const char *text);
void undo_edit(struct desk *d, const struct id *client, const struct client_fields *was,
	const struct client_fields *now);
/* was: without dates and place when the record is new. */
void undo_dates(struct desk *d, const struct activity_record *was, const struct activity_record *now);
/* was: open, or what a contact stands as that should never have been registered. */
void undo_end(struct desk *d, const struct meeting *m, const struct meeting_end *was, const struct meeting_end *now);
/* was: withdrawn when it is new. */
void undo_outcome(struct desk *d, const struct outcome *was, const struct outcome *now);
/* was: the client before it; until `to` has written anything about the client. */
void undo_handover(struct desk *d, const struct client *was, const struct id *to, int32_t from, const char *reason);
void undo_free(struct undo *u);

#endif
