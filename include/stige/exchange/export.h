/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files out as CSV: the session log, the answers (one row an item), the rounds (one row a round, one
 * column an item) and the codebook that says what their words and numbers mean. Columns are those of
 * stige-csv(5). Rows are streamed: what is exported may be larger than the memory.
 *
 * Answers and rounds hold the responses that count (neither corrected nor voided) of clients who are
 * not restricted, by case number as text and then by date.
 */
#ifndef STIGE_EXCHANGE_EXPORT_H
#define STIGE_EXCHANGE_EXPORT_H

#include "stige/casefile/desk.h"
#include "stige/csv/writer.h"

enum export_what { EXPORT_LOG, EXPORT_ANSWERS, EXPORT_ROUNDS, EXPORT_CODEBOOK };

struct export_options {
	enum csv_dialect dialect;
	int32_t from, to;                    /* dates, both included; DATE_NONE = open */
	const struct id *client;             /* NULL = all */
	const struct id *caseworker;         /* who acted or held the meeting; NULL = all */
	bool mine;                           /* only the desk's caseworker */
	bool names;                          /* adds the column `name`; needs a reason */
	const char *reason;                  /* code word or short text, recorded with the export */
	struct csv_sink sink;                /* where the bytes of path "-" go; else unused */
};

struct export_result {
	size_t rows, bytes;
	char sha256[65];
};

/*
 * Writes to path (made whole or not at all, mode 0600, its folder 0700 when it has to be made),
 * or through options->sink when path is "-". The export and its event are recorded before anybody
 * can read a row. STIGE_USAGE: names without a reason, dates the wrong way round; STIGE_CANTCREATE,
 * STIGE_IO: the file, which must not be the database itself; STIGE_PERMISSION: a colleague's client
 * without a purpose (casefile/guard.h), or everybody's meetings by somebody who is no key-holder. A
 * codebook tells of nobody: of the options only the dialect counts. ret may be NULL.
 */
enum stige_rc export_write(struct desk *d, enum export_what what, const struct export_options *options,
	const char *path, struct export_result *ret, struct err *err);
/*
 * "session-log-2026-W47-excel-da.csv" for the options; never a name in it. Over several weeks
 * "session-log-2026-W45-W47-excel-da.csv". Open ends stand for the week of the other end, or of today.
 */
void export_file_name(enum export_what what, const struct export_options *options, int32_t today,
	struct str *out);

#endif
