/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The canonical dump: a line for each row ("client 3fa0..."), then an indented line for each
 * column that has a value, in the catalogue's order, rows by their key. Opened values, so that
 * it does not change when everything is sealed anew.
 */
#include <string.h>

#include <sodium.h>

#include "stige/base/i18n.h"

#include "catalog.h"
#include "stige/base/banned.h"

#define FLUSH_AT ((size_t)64 << 10)

struct dump {
	unsigned flags;
	bool (*write)(void *ctx, const char *bytes, size_t n);
	void *ctx;
	struct str text;
};

static void add_quoted(struct str *out, const char *s, size_t n)
{
	str_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '\n')
			str_add(out, "\\n");
		else if (c < 0x20 || c == 0x7f)
			str_addf(out, "\\x%02x", c);
		else if (c == '"' || c == '\\')
			str_addf(out, "\\%c", c);
		else
			str_addc(out, (char)c);
	}
	str_addc(out, '"');
}

static void add_hash(struct str *out, struct stmt *q, int column)
{
	const unsigned char *bytes = sqlite3_column_blob(q->st, column);
	int n = sqlite3_column_bytes(q->st, column);

	for (int i = 0; i < n; i++)
		str_addf(out, "%02x", bytes[i]);
}

static void add_value(struct str *out, const struct table *t, size_t i, struct stmt *q)
{
	const struct str *opened;
	struct seal_place place;
	struct id id;
	char hex[ID_HEX];

	switch (t->columns[i].kind) {
	case COLUMN_ID:
		id = stmt_col_id(q, (int)i);
		str_add(out, id_format(&id, hex));
		break;
	case COLUMN_TEXT:
		add_quoted(out, stmt_peek_text(q, (int)i), strlen(stmt_peek_text(q, (int)i)));
		break;
	case COLUMN_INTEGER:
		str_addf(out, "%lld", (long long)stmt_col_int(q, (int)i));
		break;
	case COLUMN_HASH:
		add_hash(out, q, (int)i);
		break;
	case COLUMN_SEALED:
		place = catalog_place(t, i, q);
		opened = stmt_open_sealed(q, (int)i, &place);
		add_quoted(out, opened->text, opened->len);
		break;
	}
}

static void dump_row(struct dump *d, const struct table *t, struct stmt *q)
{
	str_addf(&d->text, "%s ", t->name);
	add_value(&d->text, t, 0, q);
	str_addc(&d->text, '\n');
	for (size_t i = 1; i < t->count; i++) {
		bool hidden = (t->columns[i].flags & COLUMN_SECRET) && !(d->flags & STORE_DUMP_LOCAL);

		if (hidden || stmt_is_null(q, (int)i))
			continue;
		str_addf(&d->text, "\t%s ", t->columns[i].name);
		add_value(&d->text, t, i, q);
		str_addc(&d->text, '\n');
	}
}

static enum stige_rc flush(struct dump *d, size_t at, struct err *err)
{
	if (d->text.len < at)
		return STIGE_OK;
	if (!d->write(d->ctx, d->text.text, d->text.len))
		return err_set(err, STIGE_IO,
			_("the dump could not be written to its end; check where it goes"));
	str_clear(&d->text);
	return STIGE_OK;
}

static enum stige_rc dump_table(struct store *s, struct dump *d, const struct table *t, struct err *err)
{
	struct str sql = STR_INIT, order = STR_INIT;
	struct stmt q;
	enum stige_rc rc = STIGE_OK, end;

	str_addf(&order, "ORDER BY %s", t->order);
	catalog_select(t, order.text, &sql);
	stmt_begin_once(&q, s, sql.text);
	while (rc == STIGE_OK && stmt_row(&q)) {
		dump_row(d, t, &q);
		if (q.err.rc == STIGE_OK)
			rc = flush(d, FLUSH_AT, err);
	}
	end = stmt_end(&q, err);
	str_release(&sql);
	str_release(&order);
	return rc == STIGE_OK ? end : rc;
}

static bool wanted(const struct table *t, unsigned flags)
{
	switch (t->scope) {
	case TABLE_SHARED: return true;
	case TABLE_EVENTS: return (flags & STORE_DUMP_EVENTS) != 0;
	case TABLE_LOCAL: return (flags & STORE_DUMP_LOCAL) != 0;
	}
	return false;
}

/* A work for tx_read: one state of the file, whoever writes meanwhile. */
static enum stige_rc dump_all(struct store *s, void *arg, struct err *err)
{
	struct dump *d = arg;
	enum stige_rc rc = STIGE_OK;

	str_add(&d->text, "stige dump 1\n");
	for (size_t i = 0; rc == STIGE_OK && i < catalog_count; i++)
		if (wanted(&catalog[i], d->flags))
			rc = dump_table(s, d, &catalog[i], err);
	return rc == STIGE_OK ? flush(d, 0, err) : rc;
}

enum stige_rc store_dump(struct store *s, unsigned flags,
	bool (*write)(void *ctx, const char *bytes, size_t n), void *ctx, struct err *err)
{
	struct dump d = { .flags = flags, .write = write, .ctx = ctx, .text = STR_INIT };
	enum stige_rc rc = tx_read(s, dump_all, &d, err);

	str_release(&d.text);
	return rc;
}

static bool hash_bytes(void *ctx, const char *bytes, size_t n)
{
	crypto_hash_sha256_state *hash = ctx;

	return crypto_hash_sha256_update(hash, (const unsigned char *)bytes, n) == 0;
}

enum stige_rc store_dump_hash(struct store *s, unsigned flags, char out[65], struct err *err)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state hash;
	enum stige_rc rc;

	crypto_hash_sha256_init(&hash);
	rc = store_dump(s, flags, hash_bytes, &hash, err);
	crypto_hash_sha256_final(&hash, digest);
	if (rc == STIGE_OK)
		sodium_bin2hex(out, 65, digest, sizeof(digest));
	return rc;
}
