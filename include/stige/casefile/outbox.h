/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What sits on this machine and has not reached its end: drafts, the files that were written, the
 * backups. Each with its age, so that what was forgotten is seen.
 */
#ifndef STIGE_CASEFILE_OUTBOX_H
#define STIGE_CASEFILE_OUTBOX_H

#include "stige/casefile/sitting.h"
#include "stige/store/backup.h"
#include "stige/store/events.h"

struct outbox {
	struct arena arena;
	struct left_draft *drafts;           /* newest answer first */
	size_t draft_count;
	struct export_record *exports;       /* newest first */
	size_t export_count;
	struct backup_entry *backups;        /* the rolling ones, newest first */
	size_t backup_count;
};

/* Drafts are named with their client: one "client-listed" event. */
enum stige_rc outbox_load(struct desk *d, struct outbox *ret, struct err *err);
void outbox_release(struct outbox *o);
/* Days from an instant to today, 0 at least; and in words: "today", "3 days ago". */
int32_t outbox_age(const struct desk *d, int64_t at);
void outbox_age_words(int32_t days, struct str *out);

#endif
