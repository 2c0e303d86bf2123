/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/i18n.h"

#include "migrate.h"
#include "wire.h"
#include "stige/base/banned.h"

static const char magic[] = "stige rows 1\n";

bool wire_travels(const struct column *c)
{
	return (c->flags & COLUMN_SECRET) == 0;
}

/* ---- out ---- */

static void put_number(struct str *out, uint64_t n, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++, n >>= 8)
		str_addc(out, (char)(unsigned char)(n & 0xff));
}

static void put_bytes(struct str *out, const void *bytes, size_t n)
{
	str_addc(out, WIRE_BYTES);
	put_number(out, n, 4);
	str_addn(out, bytes, n);
}

static void put_value(struct str *out, const struct table *t, size_t i, struct stmt *q)
{
	const struct str *opened;
	struct seal_place place;
	int column = (int)i;

	if (stmt_is_null(q, column)) {
		str_addc(out, WIRE_NULL);
	} else if (t->columns[i].kind == COLUMN_INTEGER) {
		str_addc(out, WIRE_INTEGER);
		put_number(out, (uint64_t)stmt_col_int(q, column), 8);
	} else if (t->columns[i].kind == COLUMN_SEALED) {
		place = catalog_place(t, i, q);
		opened = stmt_open_sealed(q, column, &place);
		put_bytes(out, opened->text, opened->len);
	} else {
		const void *bytes = sqlite3_column_blob(q->st, column);

		put_bytes(out, bytes ? bytes : "", (size_t)sqlite3_column_bytes(q->st, column));
	}
}

void wire_begin(struct str *out)
{
	str_add(out, magic);
	put_number(out, (uint64_t)schema_version, 4);
}

void wire_put(struct str *out, const struct table *t, struct stmt *q)
{
	put_number(out, (uint64_t)(t - catalog) + 1, 1);
	for (size_t i = 0; i < t->count; i++)
		if (wire_travels(&t->columns[i]))
			put_value(out, t, i, q);
}

void wire_end(struct str *out)
{
	str_addc(out, 0);
}

/* ---- in ---- */

static enum stige_rc cut_short(struct err *err)
{
	return err_set(err, STIGE_DATA,
		_("the rows end in the middle, nothing was brought in; have the bundle made again"));
}

static enum stige_rc not_rows(struct err *err)
{
	return err_set(err, STIGE_DATA,
		_("what is in the bundle is not what stige writes, nothing was brought in; have it made again"));
}

static bool get_number(const struct wire_source *from, size_t bytes, uint64_t *ret)
{
	unsigned char raw[8];

	*ret = 0;
	if (!from->read(from->ctx, raw, bytes))
		return false;
	for (size_t i = bytes; i > 0; i--)
		*ret = *ret << 8 | raw[i - 1];
	return true;
}

enum stige_rc wire_open(const struct wire_source *from, struct err *err)
{
	char seen[sizeof(magic) - 1];
	uint64_t version;

	if (!from->read(from->ctx, seen, sizeof(seen)) || memcmp(seen, magic, sizeof(seen)) != 0)
		return not_rows(err);
	if (!get_number(from, 4, &version))
		return cut_short(err);
	if (version > (uint64_t)schema_version)
		return err_set(err, STIGE_DATA,
			_("the other office has a newer stige, nothing was brought in; update this one first"));
	if (version < (uint64_t)schema_version)
		return err_set(err, STIGE_DATA,
			_("the other office has an older stige, nothing was brought in; have it updated, and a new bundle made"));
	return STIGE_OK;
}

static enum stige_rc get_bytes(const struct wire_source *from, struct wire_row *row, struct wire_value *v,
	struct err *err)
{
	char part[4096];
	uint64_t left;

	if (!get_number(from, 4, &left))
		return cut_short(err);
	if (left > STORE_LENGTH_MOST)
		return not_rows(err);
	v->at = row->bytes.len;
	v->len = (size_t)left;
	while (left > 0) {
		size_t n = left < sizeof(part) ? (size_t)left : sizeof(part);

		if (!from->read(from->ctx, part, n))
			return cut_short(err);
		str_addn(&row->bytes, part, n);
		left -= n;
	}
	str_addc(&row->bytes, '\0');
	return STIGE_OK;
}

/* Does a value look like what its column holds? The file's own CHECKs see to the rest. */
static bool fits(const struct column *c, const struct wire_row *row, const struct wire_value *v)
{
	if (v->kind == WIRE_NULL)
		return true;
	switch (c->kind) {
	case COLUMN_INTEGER:
		return v->kind == WIRE_INTEGER;
	case COLUMN_ID:
		return v->kind == WIRE_BYTES && v->len == sizeof(struct id);
	case COLUMN_TEXT:
		return v->kind == WIRE_BYTES && !memchr(row->bytes.text + v->at, '\0', v->len);
	case COLUMN_HASH:
	case COLUMN_SEALED:
		return v->kind == WIRE_BYTES;
	}
	return false;
}

static enum stige_rc get_value(const struct wire_source *from, struct wire_row *row, size_t i, struct err *err)
{
	struct wire_value *v = &row->values[i];
	enum stige_rc rc = STIGE_OK;
	uint64_t kind, number;

	*v = (struct wire_value){ .kind = WIRE_NULL };
	if (!wire_travels(&row->table->columns[i]))
		return STIGE_OK;
	if (!get_number(from, 1, &kind))
		return cut_short(err);
	if (kind > WIRE_BYTES)
		return not_rows(err);
	v->kind = (enum wire_kind)kind;
	if (v->kind == WIRE_INTEGER) {
		if (!get_number(from, 8, &number))
			return cut_short(err);
		v->number = (int64_t)number;
	} else if (v->kind == WIRE_BYTES) {
		rc = get_bytes(from, row, v, err);
	}
	if (rc == STIGE_OK && !fits(&row->table->columns[i], row, v))
		rc = not_rows(err);
	return rc;
}

enum stige_rc wire_get(const struct wire_source *from, struct wire_row *row, struct err *err)
{
	enum stige_rc rc = STIGE_OK;
	uint64_t number;

	str_clear(&row->bytes);
	row->table = NULL;
	if (!get_number(from, 1, &number))
		return cut_short(err);
	if (number == 0)
		return STIGE_OK;
	if (number > catalog_count || catalog[number - 1].scope == TABLE_LOCAL)
		return not_rows(err);
	row->table = &catalog[number - 1];
	for (size_t i = 0; rc == STIGE_OK && i < row->table->count; i++)
		rc = get_value(from, row, i, err);
	return rc;
}

const char *wire_bytes(const struct wire_row *row, size_t column)
{
	return row->values[column].kind == WIRE_BYTES ? row->bytes.text + row->values[column].at : "";
}

struct id wire_id(const struct wire_row *row, size_t column)
{
	struct id id = { { 0 } };

	if (row->values[column].kind == WIRE_BYTES && row->values[column].len == sizeof(id.bytes))
		memcpy(id.bytes, wire_bytes(row, column), sizeof(id.bytes));
	return id;
}
