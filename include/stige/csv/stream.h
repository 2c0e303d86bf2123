/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV in, a row at a time: as csv/reader.h reads it, but the file may be larger than the memory. It can be
 * read again from its beginning. What comes from standard input is held as a whole, because it comes once.
 */
#ifndef STIGE_CSV_STREAM_H
#define STIGE_CSV_STREAM_H

#include "stige/csv/reader.h"

struct csv_stream;

/*
 * Opens the file and looks at all of its bytes once, to know what it is written in. path must live as long;
 * "-" is standard input. STIGE_DATA and the sentence with the place, which begins with the path, as
 * csv_read_file; errors of file_open. limits may be NULL. Free in any case.
 */
enum stige_rc csv_stream_new(struct csv_stream **ret, const char *path, const struct csv_limits *limits,
	struct err *err);
void csv_stream_free(struct csv_stream *s);

/* The next row, NULL at the end or where something is wrong. It lives until the next call. */
const struct csv_row *csv_stream_next(struct csv_stream *s);
/* Why it ended: STIGE_OK, or the first fault as csv_stream_new says it. */
enum stige_rc csv_stream_why(const struct csv_stream *s, struct err *err);
/* To the beginning again. */
void csv_stream_rewind(struct csv_stream *s);

char csv_stream_delimiter(const struct csv_stream *s);       /* once a row was read */
enum csv_encoding csv_stream_encoding(const struct csv_stream *s);
/* Bytes of the file that were read since the beginning, and all of them. */
void csv_stream_done(const struct csv_stream *s, size_t *ret_done, size_t *ret_of);

#endif
