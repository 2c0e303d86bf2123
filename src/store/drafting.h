/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What drafts.c, draft_answers.c and responses.c share.
 */
#ifndef STORE_DRAFTING_H
#define STORE_DRAFTING_H

#include "stige/store/responses.h"

#include "stmt.h"

/* The event with everything a draft says about itself. Its texts are the draft's. */
struct event draft_event(enum event_kind kind, const struct draft *d);
/* STIGE_NOTFOUND with its sentence when another window completed or dropped it. */
enum stige_rc draft_there(struct store *s, const struct id *draft, struct err *err);
enum stige_rc draft_gone(struct err *err);
/* Takes the draft and its answers away. */
enum stige_rc draft_remove(struct store *s, const struct id *draft, struct err *err);

/* The columns of RESPONSE_SELECT. */
void response_read(struct stmt *q, struct arena *a, struct response *ret);

#endif
