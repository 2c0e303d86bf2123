/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A meeting's journal text on its way to another system. It goes through a file or a pipe, never through the
 * terminal's clipboard: what lies there about a person is read by every program, kept by clipboard managers, and
 * over a line it lies on another machine.
 */
#ifndef STIGE_EXCHANGE_JOURNALFILE_H
#define STIGE_EXCHANGE_JOURNALFILE_H

#include "stige/casefile/casefile.h"
#include "stige/csv/writer.h"

/* The text as it was closed, or as it would be now, without margins. */
void journal_text(const struct casefile *c, const struct meeting *m, struct str *out);
/* "journal-NB-0042-2026-11-22.txt": never a name in it. */
void journalfile_name(const struct casefile *c, const struct meeting *m, struct str *out);
/* Writes it, recorded as an export first; mode 0600. path "-": through the sink. */
enum stige_rc journalfile_write(struct desk *d, const struct casefile *c, const struct meeting *m,
	struct csv_sink sink, const char *path, struct err *err);

#endif
