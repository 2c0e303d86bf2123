/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conflicts where they may be, for who knows where: the list of all looks at every row of the file. */
#ifndef STORE_CONFLICTS_H
#define STORE_CONFLICTS_H

#include "stige/store/merge.h"

/* place: of CONFLICT_FIELD the record, of _RESPONSE the meeting, of _CASEWORKER the client; of _FORM zero. */
enum stige_rc conflict_count_at(struct store *s, enum conflict_kind kind, const struct id *place, size_t *ret,
	struct err *err);

#endif
