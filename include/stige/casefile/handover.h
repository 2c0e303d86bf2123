/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a new caseworker needs to know (report lines 1089-1093: knowledge, the plan for job
 * search, agreements), as facts on one page: what is there, what ran, what was agreed, how work is searched for, where the client
 * and the last caseworker stood. The confidence (W11) is not handed on as a start value: the new caseworker
 * answers fresh.
 */
#ifndef STIGE_CASEFILE_HANDOVER_H
#define STIGE_CASEFILE_HANDOVER_H

#include "stige/casefile/casefile.h"

/* For caseworkers only; never for the client. */
void handover_text(const struct casefile *c, int columns, struct str *out);

#endif
