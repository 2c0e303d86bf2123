/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet on its way out: text, HTML or PDF. A client's sheet is an export like any other: that it was
 * made stands in the session log and in the list of exports before anybody can read it.
 */
#ifndef STIGE_EXCHANGE_SHEETFILE_H
#define STIGE_EXCHANGE_SHEETFILE_H

#include "stige/casefile/casefile.h"
#include "stige/csv/writer.h"
#include "stige/paper/paper.h"

enum sheet_format { SHEET_TEXT, SHEET_HTML, SHEET_PDF, SHEET_FORMATS };

/* "text", "html", "pdf"; and by a file name's end: .txt, .html, .pdf. */
bool sheet_format_parse(const char *word, enum sheet_format *ret);
bool sheet_format_of(const char *path, enum sheet_format *ret);
const char *sheet_format_word(enum sheet_format format);

/* The document as bytes. made: the instant written into a PDF. STIGE_UNAVAILABLE: built without PDF. */
enum stige_rc sheet_bytes(const struct paper *p, enum sheet_format format, int columns, int64_t made,
	struct str *out, struct err *err);

/* "sheet-NB-0042-2026-11-22.html": never a name in it. */
void sheetfile_name(const struct casefile *c, enum sheet_format format, struct str *out);

struct sheetfile_options {
	enum sheet_format format;
	int columns;                         /* of text */
	const struct id *meeting;            /* it was made in; NULL = none */
	struct csv_sink sink;                /* where the bytes of path "-" go; else unused */
};

/*
 * Writes the client's sheet, as casefile/sheet made it, to path: whole or not at all, mode 0600, or through
 * the sink for "-". STIGE_UNAVAILABLE: no PDF here; STIGE_CANTCREATE, STIGE_IO: the file.
 */
enum stige_rc sheetfile_write(struct desk *d, const struct casefile *c, const struct paper *p,
	const struct sheetfile_options *options, const char *path, struct err *err);

#endif
