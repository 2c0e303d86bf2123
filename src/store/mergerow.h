/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table of a merge: a row that comes in beside the row of the same key here. */
#ifndef STORE_MERGEROW_H
#define STORE_MERGEROW_H

#include "revisions.h"
#include "stmt.h"
#include "wire.h"

/* What a table needs while its rows come in. */
struct mergerow {
	struct stmt get, put;
	bool open;
	const struct revised *revised;   /* its rows are derived from revisions; NULL: they never change */
	bool fixed[WIRE_COLUMNS];        /* columns that are the same for ever */
};

/* A caseworker's row is changed by the own office alone, and counts its editions. */
bool mergerow_is_caseworker(const struct table *t);

void mergerow_open(struct store *s, const struct table *t, struct mergerow *side);
/* Ends what is open; the first failure of all stays: `rc` in, rc out. */
enum stige_rc mergerow_close(struct mergerow *side, enum stige_rc rc, struct err *err);

/* The next value of a statement is the row's column i, sealed where the column is. */
void mergerow_bind(struct stmt *q, const struct wire_row *row, size_t i);

/* Is there a row of this key? Then side->get stands on it. What went wrong is in side->get.err. */
bool mergerow_find(struct mergerow *side, const struct wire_row *row);
/* STIGE_DATA when what never changes differs from the row that was found. */
enum stige_rc mergerow_compare(struct mergerow *side, const struct wire_row *row, struct err *err);
enum stige_rc mergerow_insert(struct mergerow *side, const struct wire_row *row, struct err *err);

#endif
