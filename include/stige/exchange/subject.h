/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything about one person, for that person: as text to read, as CSV and as JSON. What the
 * caseworker answered is in it too; who of the staff did what is not, unless asked for (CJEU
 * C-579/21: the person may know when and why, not by whom).
 */
#ifndef STIGE_EXCHANGE_SUBJECT_H
#define STIGE_EXCHANGE_SUBJECT_H

#include "stige/casefile/desk.h"
#include "stige/csv/writer.h"

enum subject_format { SUBJECT_FORMAT_TEXT, SUBJECT_FORMAT_CSV, SUBJECT_FORMAT_JSON, SUBJECT_FORMATS };

/* By a file name's end: .txt, .csv, .json. */
bool subject_format_of(const char *path, enum subject_format *ret);

struct subject_options {
	const struct id *client;
	bool staff;                          /* with the caseworkers' initials and names */
	bool cpr;                            /* with the whole CPR number: needs a reason */
	const char *reason;                  /* code word or short text, kept with the export; may be NULL */
	struct csv_sink sink;                /* where the bytes of path "-" go, as text; else unused */
};

/*
 * path: a file of one of the three formats, a folder (then subject-CASE.txt, .csv and .json are made in
 * it), or "-". Each file whole or not at all, mode 0600. That it was handed out is on disk before a byte
 * of it can be read. STIGE_USAGE: a name with another end, cpr without a reason;
 * STIGE_PERMISSION: a colleague's client and no purpose (guard.h). ret_files (may be NULL)
 * gets the paths, one a line.
 */
enum stige_rc subject_export(struct desk *d, const struct subject_options *options, const char *path,
	struct str *ret_files, struct err *err);

#endif
