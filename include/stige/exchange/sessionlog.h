/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The session log as CSV: one row an event, columns and kinds as stige-csv(5) says. It never
 * holds an answer, free text, or (without names) a name.
 */
#ifndef STIGE_EXCHANGE_SESSIONLOG_H
#define STIGE_EXCHANGE_SESSIONLOG_H

#include "stige/casefile/desk.h"
#include "stige/csv/writer.h"

struct export_options {
	enum csv_dialect dialect;
	int32_t from, to;                    /* dates, both included; DATE_NONE = open */
	const struct id *client;             /* NULL = all */
	bool mine;                           /* only the desk's caseworker */
	bool names;                          /* adds the column `name`; needs a reason */
	const char *reason;                  /* code word or short text, recorded with the export */
};

struct export_result {
	size_t rows, bytes;
	char sha256[65];
};

/*
 * Writes to path (made whole or not at all, mode 0600, its folder 0700 when it has to be made),
 * or through `write` when path is "-". Records the export and its event.
 */
enum stige_rc sessionlog_export(struct desk *d, const struct export_options *options, const char *path,
	struct export_result *ret, struct err *err);
/* "session-log-2026-W47-excel-da.csv" for the options; never a name in it. */
void sessionlog_file_name(const struct export_options *options, int32_t today, struct str *out);

/* The same rows for the log screen. */
struct log_row {
	int64_t at;
	const char *event, *case_no, *name, *caseworker, *what;      /* what: form and counts in words, translated */
	int answered, of;
};
enum stige_rc sessionlog_rows(struct desk *d, const struct export_options *options, struct arena *a,
	struct log_row **ret, size_t *ret_count, struct err *err);

#endif
