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
 * STIGE_IO: the file, which must not be the database itself. ret may be NULL.
 */
enum stige_rc sessionlog_export(struct desk *d, const struct export_options *options, const char *path,
	struct export_result *ret, struct err *err);
/*
 * "session-log-2026-W47-excel-da.csv" for the options; never a name in it. Over several weeks
 * "session-log-2026-W45-W47-excel-da.csv". Open ends stand for the week of the other end, or of today.
 */
void sessionlog_file_name(const struct export_options *options, int32_t today, struct str *out);

/* The same rows for the log screen. */
struct log_row {
	int64_t at;
	const char *event;                   /* the kind's code word */
	const char *case_no, *name;          /* "" when it is about no client */
	const char *caseworker;              /* initials */
	const char *what;                    /* in words, translated: "client form completed" */
	const char *detail;                  /* code words, as in the file */
	const char *filled_in_by;            /* "client alone" ..., translated; "" when about no form */
	int answered, of;                    /* -1 = does not apply */
};
/* Oldest first. All strings are in the arena. */
enum stige_rc sessionlog_rows(struct desk *d, const struct export_options *options, struct arena *a,
	struct log_row **ret, size_t *ret_count, struct err *err);

#endif
