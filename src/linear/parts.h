/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the room. Each returns SAID_END when no more input comes; then everything is left at once. */
#ifndef LINEAR_PARTS_H
#define LINEAR_PARTS_H

#include "talk.h"
#include "stige/casefile/giving.h"

/* first.c: asks what first start asks, and founds the office. False: left, or no more input. */
bool first_start(struct talk *t);

/* find.c: the caseload, until "stop". */
enum stige_rc caseload_talk(struct talk *t, struct err *err);

/* client.c: one client: what can be read, the meeting. */
enum said client_talk(struct talk *t, const struct id *client);
/* Asks why a client is opened where that must be known. False: not opened. */
bool client_may_open(struct talk *t, const struct client *client);
/* The pages about a client, by number or word; used in a meeting too. */
enum said pages_talk(struct talk *t, const struct casefile *c);

/* edit.c: what is written about a client; NULL = a new one. */
enum said edit_talk(struct talk *t, const struct casefile *file);
/* handover.c: the hand-over page. */
enum said handover_talk(struct talk *t, const struct id *client);
/* export.c: the session log as a file. */
enum said export_talk(struct talk *t);

/* meeting.c: t->sitting until it is closed or parked. */
enum said meeting_talk(struct talk *t);
/* Begins or goes on with the client's meeting, then as above; Enter alone at the kind leaves. */
enum said meeting_begin_talk(struct talk *t, const struct id *client);
/* "Did not come", "cancelled", "moved": registered without a meeting, or for the one that is open. */
enum said meeting_not_held(struct talk *t, const struct id *client);

/* The steps of a meeting. */
enum said client_form(struct talk *t);
enum said caseworker_form(struct talk *t);
enum said activities_talk(struct talk *t);
enum said advice_talk(struct talk *t, const struct casefile *c);
enum said before_talk(struct talk *t);
enum said agree_talk(struct talk *t);
/* *ret_closed: the meeting is over. */
enum said close_talk(struct talk *t, bool *ret_closed);

/* left.c: the lock of a room that was open when the program ended, then what was left behind. */
enum stige_rc left_talk(struct talk *t, enum said *ret, struct err *err);

#endif
