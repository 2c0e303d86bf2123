/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The full check of the desk's file (store_check), a slice at a time: for whoever waits for keys
 * meanwhile.
 */
#ifndef STIGE_CASEFILE_UPKEEP_H
#define STIGE_CASEFILE_UPKEEP_H

#include "stige/casefile/desk.h"

struct upkeep;

/* hurry, with its ctx: as for store_check_begin. */
struct upkeep *upkeep_begin(struct desk *d, bool (*hurry)(void *ctx), void *ctx);
void upkeep_end(struct upkeep *u);                       /* NULL is fine; before the desk is closed */
/* Is it all checked? */
bool upkeep_through(const struct upkeep *u);
/* Can a slice be done now? Not once it is through, nor while the file is locked. */
bool upkeep_ready(const struct upkeep *u);
void upkeep_step(struct upkeep *u);
/* The first thing that is wrong, a sentence without names or answers; NULL = nothing so far. */
const char *upkeep_finding(const struct upkeep *u);

#endif
