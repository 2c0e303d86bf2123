/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Visitation: what the job centre has assessed the client to be, activity-ready or job-ready (report lines
 * 26-35). A code with its day; earlier ones stay readable. It is a fact about the case, no label of ours, and it
 * plays no part in the advice.
 */
#ifndef STIGE_CASEFILE_VISITATION_H
#define STIGE_CASEFILE_VISITATION_H

#include "stige/casefile/casefile.h"

enum visitation { VISITATION_NONE, VISITATION_ACTIVITY_READY, VISITATION_JOB_READY, VISITATIONS };

const char *visitation_text(enum visitation what);       /* translated */
/* The newest, and the day from which it has stood; DATE_NONE when nothing was ever written. */
enum visitation visitation_now(const struct casefile *c, int32_t *ret_since);
/* Written as of today; nothing happens when it stands already. The casefile is not changed: load it again. */
enum stige_rc visitation_set(struct desk *d, const struct casefile *c, enum visitation what, struct err *err);
/* "activity-ready since 2026-01-12; before: job-ready 2025-03-01"; "" when nothing was ever written. */
void visitation_words(const struct casefile *c, struct str *out);

#endif
