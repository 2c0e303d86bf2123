/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row on its way between two files: the number of its table in the catalogue, then each column
 * that is not a secret of the machine. Numbers are little-endian.
 */
#ifndef STORE_WIRE_H
#define STORE_WIRE_H

#include "catalog.h"

#define WIRE_COLUMNS 24              /* at least the longest table of the catalogue; a test looks */

enum wire_kind { WIRE_NULL, WIRE_INTEGER, WIRE_BYTES };

struct wire_value {
	enum wire_kind kind;
	int64_t number;
	size_t at, len;              /* in the row's bytes; a NUL follows */
};

struct wire_row {
	const struct table *table;   /* NULL: the stream ends here */
	struct wire_value values[WIRE_COLUMNS];
	struct str bytes;
};

#define WIRE_ROW_INIT { .bytes = STR_INIT }

/* Secrets of this machine do not travel. */
bool wire_travels(const struct column *c);

void wire_begin(struct str *out);
/* Appends the row at hand of catalog_select. What is wrong with it is in q->err. */
void wire_put(struct str *out, const struct table *t, struct stmt *q);
void wire_end(struct str *out);

/* Where a stream comes from. */
struct wire_source {
	bool (*read)(void *ctx, void *bytes, size_t n);
	void *ctx;
};
/* STIGE_DATA for a stream that is cut, of another version, or none. */
enum stige_rc wire_open(const struct wire_source *from, struct err *err);
enum stige_rc wire_get(const struct wire_source *from, struct wire_row *row, struct err *err);

const char *wire_bytes(const struct wire_row *row, size_t column);
struct id wire_id(const struct wire_row *row, size_t column);    /* zero when it is none */

#endif
