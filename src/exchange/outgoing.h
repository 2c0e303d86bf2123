/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An export from beginning to end, whatever is in it: written beside its place, hashed, recorded, and only
 * then readable under its name or passed on. Nobody can read what is not in the list of exports.
 */
#ifndef STIGE_EXCHANGE_OUTGOING_H
#define STIGE_EXCHANGE_OUTGOING_H

#include "stige/casefile/desk.h"
#include "stige/csv/writer.h"
#include "stige/store/events.h"

struct outgoing {
	const char *path;                /* "-": it goes to the sink */
	struct csv_sink sink;
	/* Writes all of it; *ret_rows is what the record says of its length. */
	enum stige_rc (*write)(void *ctx, struct csv_sink to, size_t *ret_rows, struct err *err);
	void *ctx;
	/* what, dialect, names, reason, client; the rest is filled in */
	struct export_record record;
	char sha256[65];
};

/* STIGE_CANTCREATE for the database's own path. */
enum stige_rc outgoing_send(struct desk *d, struct outgoing *o, struct err *err);

#endif
