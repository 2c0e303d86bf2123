/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/csv/stream.h"

#include <unistd.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "parse.h"
#include "stige/base/banned.h"

#define BLOCK ((size_t)64 << 10)

struct csv_stream {
	const char *path;
	struct csv_limits limits;
	int fd;                      /* -1: the bytes are in all */
	struct str all;
	size_t size;                 /* bytes of the file */
	struct sniff sniff;
	char *block;
	struct str decoded;          /* the block, where it is not UTF-8 */
	struct csv_table table;
	struct reading reading;
	size_t at, next;             /* the next byte; the next row of the table */
	bool begun, ended;
	bool keeps;                  /* all rows, not those of the block at hand */
	struct csv_fault fault;      /* why it ended, where that is the file */
	enum stige_rc rc;
	struct err err;
};

/* Up to a block from a place on; *ret_n is 0 at the end. */
static enum stige_rc read_block(struct csv_stream *s, size_t at, const char **ret, size_t *ret_n, struct err *err)
{
	if (s->fd >= 0) {
		*ret = s->block;
		return file_read_at(s->fd, s->path, at, s->block, BLOCK, ret_n, err);
	}
	*ret = s->all.text + at;
	*ret_n = s->all.len - at < BLOCK ? s->all.len - at : BLOCK;
	return STIGE_OK;
}

/* ---- what it is written in ---- */

/* Where byte `to` stands; the bytes before it are UTF-8. */
static enum stige_rc find_place(struct csv_stream *s, size_t to, struct place *ret, struct err *err)
{
	size_t at = s->sniff.bom ? BOM_LEN : 0, n = 1;
	enum stige_rc rc = STIGE_OK;
	const char *bytes;

	*ret = (struct place)PLACE_INIT;
	while (rc == STIGE_OK && at < to && n) {
		rc = read_block(s, at, &bytes, &n, err);
		if (rc == STIGE_OK)
			place_over(ret, bytes, n < to - at ? n : to - at);
		at += n;
	}
	return rc;
}

static enum stige_rc say(const struct csv_stream *s, const struct csv_fault *fault, struct err *err)
{
	enum stige_rc rc = csv_fault_report(fault, err);

	if (rc != STIGE_OK)
		err_prefix(err, "%s", s->path);
	return rc;
}

static enum stige_rc sniff_all(struct csv_stream *s, struct err *err)
{
	struct place place;
	const char *bytes;
	size_t n;
	enum stige_rc rc;

	do {
		rc = read_block(s, s->sniff.seen, &bytes, &n, err);
		if (rc == STIGE_OK && n)
			sniff_block(&s->sniff, bytes, n, n < BLOCK);
	} while (rc == STIGE_OK && n == BLOCK);
	s->size = s->sniff.seen;
	sniff_end(&s->sniff);
	if (rc != STIGE_OK || s->sniff.kind == CSV_FINE)
		return rc;
	rc = find_place(s, s->sniff.at, &place, err);
	s->fault = (struct csv_fault){ s->sniff.kind, place.line, place.column };
	return rc == STIGE_OK ? say(s, &s->fault, err) : rc;
}

enum stige_rc csv_stream_new(struct csv_stream **ret, const char *path, const struct csv_limits *limits,
	struct err *err)
{
	struct csv_stream *s = mem_alloc(sizeof(*s));
	enum stige_rc rc;

	*s = (struct csv_stream){
		.path = path, .limits = csv_limits_of(limits), .fd = -1, .all = STR_INIT, .sniff = SNIFF_INIT,
		.decoded = STR_INIT, .table = CSV_TABLE_INIT, .err = ERR_INIT,
	};
	*ret = s;
	if (str_eq(path, "-")) {
		rc = file_read(path, s->limits.bytes, &s->all, err);
	} else {
		s->block = mem_alloc(BLOCK);
		rc = file_open(path, s->limits.bytes, &s->fd, err);
	}
	return rc == STIGE_OK ? sniff_all(s, err) : rc;
}

void csv_stream_rewind(struct csv_stream *s)
{
	if (s->begun)
		reading_release(&s->reading);
	csv_table_release(&s->table);
	s->at = s->next = 0;
	s->begun = s->ended = false;
	s->rc = STIGE_OK;
}

void csv_stream_free(struct csv_stream *s)
{
	if (!s)
		return;
	csv_stream_rewind(s);
	if (s->fd >= 0)
		close(s->fd);
	str_release(&s->all);
	str_release(&s->decoded);
	mem_free(s->block);
	mem_free(s);
}

/* ---- rows ---- */

static void begin(struct csv_stream *s, const char *text, size_t n)
{
	s->table.delimiter = csv_find_delimiter(text, n);
	s->table.encoding = s->sniff.encoding;
	reading_init(&s->reading, &s->table, s->limits);
	s->begun = true;
}

static void take_text(struct csv_stream *s, const char *text, size_t n)
{
	struct place place = s->begun ? s->reading.place : (struct place)PLACE_INIT;
	struct csv_fault fault = { .kind = CSV_FINE };

	if (s->sniff.encoding == CSV_WINDOWS_1252) {
		str_clear(&s->decoded);
		decode_windows_1252(text, n, &place, &s->decoded, &fault);
		text = s->decoded.text;
		n = s->decoded.len;
	}
	if (!s->begun)
		begin(s, text, n);
	reading_block(&s->reading, text, n);
	if (s->reading.fault.kind == CSV_FINE)
		s->reading.fault = fault;
}

/* The rows of the next block; there may be none. */
static void take_block(struct csv_stream *s)
{
	size_t skip = s->at == 0 && s->sniff.bom ? BOM_LEN : 0, n;
	const char *bytes;

	if (s->begun && !s->keeps) {
		reading_forget(&s->reading);
		s->next = 0;
	}
	s->rc = read_block(s, s->at, &bytes, &n, &s->err);
	s->ended = s->rc != STIGE_OK || n < BLOCK;
	if (s->rc != STIGE_OK)
		return;
	s->at += n;
	take_text(s, bytes + skip, n - skip);
	if (s->ended)
		reading_end(&s->reading);
	s->ended |= s->reading.fault.kind != CSV_FINE;
	s->fault = s->reading.fault;
	s->rc = say(s, &s->fault, &s->err);
}

const struct csv_row *csv_stream_next(struct csv_stream *s)
{
	while (s->next == s->table.count && !s->ended)
		take_block(s);
	return s->next < s->table.count ? &s->table.rows[s->next++] : NULL;
}

enum stige_rc csv_stream_why(const struct csv_stream *s, struct err *err)
{
	if (s->rc != STIGE_OK && err)
		*err = s->err;
	return s->rc;
}

char csv_stream_delimiter(const struct csv_stream *s)
{
	return s->table.delimiter;
}

enum csv_encoding csv_stream_encoding(const struct csv_stream *s)
{
	return s->sniff.encoding;
}

void csv_stream_done(const struct csv_stream *s, size_t *ret_done, size_t *ret_of)
{
	*ret_done = s->at;
	*ret_of = s->size;
}

/* ---- all of them ---- */

enum stige_rc csv_read_file(struct csv_table *t, const char *path,
	const struct csv_limits *limits, struct csv_fault *ret_fault, struct err *err)
{
	struct csv_stream *s;
	enum stige_rc rc = csv_stream_new(&s, path, limits, err);

	*t = (struct csv_table)CSV_TABLE_INIT;
	s->keeps = true;
	while (rc == STIGE_OK && !s->ended) {
		take_block(s);
		rc = csv_stream_why(s, err);
	}
	if (ret_fault)
		*ret_fault = s->fault;
	if (rc == STIGE_DATA && ret_fault && s->fault.kind == CSV_FINE)
		ret_fault->kind = CSV_BAD_FILE;      /* the only thing wrong with bytes not yet looked at */
	if (rc == STIGE_OK) {
		*t = s->table;
		s->table = (struct csv_table)CSV_TABLE_INIT;
	}
	csv_stream_free(s);
	return rc;
}
