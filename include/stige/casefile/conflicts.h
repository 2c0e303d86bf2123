/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two offices did differently, for a person to settle; the rules are in store/merge.h. */
#ifndef STIGE_CASEFILE_CONFLICTS_H
#define STIGE_CASEFILE_CONFLICTS_H

#include "stige/casefile/desk.h"
#include "stige/store/merge.h"

/* All of them, by client; writes one "client-listed" event first. In the arena. */
enum stige_rc desk_conflicts(struct desk *d, struct arena *a, struct conflict **ret, size_t *ret_count,
	struct err *err);
/* Of one client, whose opening it writes down first: what stands on each side may then be shown. */
enum stige_rc desk_conflicts_of(struct desk *d, const struct id *client, struct arena *a, struct conflict **ret,
	size_t *ret_count, struct err *err);

#endif
