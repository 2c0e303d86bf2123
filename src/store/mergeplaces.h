/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The places that the new rows of a merge are about. Two versions of one thing can have come about only
 * there, so that a small bundle is not looked after by reading a large file.
 */
#ifndef STORE_MERGEPLACES_H
#define STORE_MERGEPLACES_H

#include "list.h"
#include "wire.h"

struct mergeplaces {
	struct list list;                /* struct mergeplace */
};

void mergeplaces_init(struct mergeplaces *p);
void mergeplaces_release(struct mergeplaces *p);
/* A row that was not there before. */
void mergeplaces_note(struct mergeplaces *p, const struct wire_row *row);
/* How many conflicts there are at these places now; the rows that are derived must be. */
enum stige_rc mergeplaces_conflicts(struct store *s, struct mergeplaces *p, size_t *ret, struct err *err);

#endif
