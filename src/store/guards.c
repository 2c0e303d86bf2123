/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "stige/base/bug.h"

#include "guards.h"
#include "migrate.h"
#include "stige/base/banned.h"

#define HASH_BYTES ((GUARD_HEX - 1) / 2)
#define NAME_MOST 80

/* Under a name that other tables will not have: after a migration the hashes are made anew. */
static void name_of(const struct table *t, char ret[NAME_MOST])
{
	snprintf(ret, NAME_MOST, "guard.%d.%s", schema_version, t->name);
}

static unsigned bit(size_t table)
{
	return 1u << table;
}

/* ---- one table ---- */

static void add_part(crypto_generichash_state *hash, char kind, const void *bytes, size_t n)
{
	const unsigned char head[5] = { (unsigned char)kind, (unsigned char)(n & 0xff), (unsigned char)(n >> 8 & 0xff),
		(unsigned char)(n >> 16 & 0xff), (unsigned char)(n >> 24 & 0xff) };

	crypto_generichash_update(hash, head, sizeof(head));
	if (n > 0)
		crypto_generichash_update(hash, bytes, n);
}

/* A seal guards its own value, and so does a hash; but not that there is one. */
static void add_column(crypto_generichash_state *hash, const struct column *c, struct stmt *q, int column)
{
	const void *bytes = NULL;

	if (stmt_is_null(q, column))
		add_part(hash, 'n', NULL, 0);
	else if (c->kind == COLUMN_SEALED || c->flags & COLUMN_HASHED)
		add_part(hash, 's', NULL, 0);
	else if (sqlite3_column_type(q->st, column) == SQLITE_BLOB)
		bytes = sqlite3_column_blob(q->st, column);
	else
		bytes = stmt_peek_text(q, column);
	if (bytes)
		add_part(hash, 'v', bytes, (size_t)sqlite3_column_bytes(q->st, column));
}

enum stige_rc guard_of(struct store *s, const struct table *t, char ret[GUARD_HEX], struct err *err)
{
	unsigned char digest[HASH_BYTES];
	crypto_generichash_state hash;
	struct str sql = STR_INIT, tail = STR_INIT;
	struct stmt q;

	crypto_generichash_init(&hash, NULL, 0, sizeof(digest));
	str_addf(&tail, "%s ORDER BY %s", t->guard, t->order);
	catalog_select(t, tail.text, &sql);
	stmt_begin_once(&q, s, sql.text);
	while (stmt_row(&q))
		for (size_t i = 0; i < t->count; i++)
			add_column(&hash, &t->columns[i], &q, (int)i);
	str_release(&sql);
	str_release(&tail);
	crypto_generichash_final(&hash, digest, sizeof(digest));
	sodium_bin2hex(ret, GUARD_HEX, digest, sizeof(digest));
	return stmt_end(&q, err);
}

enum stige_rc guard_kept(struct store *s, const struct table *t, char ret[GUARD_HEX], struct err *err)
{
	struct arena a = ARENA_INIT;
	char name[NAME_MOST];
	const char *kept;
	enum stige_rc rc;

	name_of(t, name);
	rc = meta_get(s, &a, name, &kept, err);
	snprintf(ret, GUARD_HEX, "%s", rc == STIGE_OK && kept ? kept : "");
	arena_release(&a);
	return rc;
}

static enum stige_rc keep(struct store *s, const struct table *t, struct err *err)
{
	char name[NAME_MOST], now[GUARD_HEX];
	enum stige_rc rc = guard_of(s, t, now, err);

	name_of(t, name);
	return rc == STIGE_OK ? meta_set(s, name, now, err) : rc;
}

/* ---- all ---- */

enum stige_rc guards_there(struct store *s, bool *ret, struct err *err)
{
	char like[NAME_MOST];
	struct stmt q;

	snprintf(like, sizeof(like), "guard.%d.*", schema_version);
	stmt_begin(&q, s, SQL_GUARD_ANY);
	stmt_text(&q, like);
	*ret = stmt_row(&q);
	return stmt_end(&q, err);
}

/* No table of another form than ours has the columns that are looked for. */
static enum stige_rc is_present_form(struct store *s, bool *ret, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_USER_VERSION);
	*ret = stmt_row(&q) && stmt_col_int(&q, 0) == schema_version;
	return stmt_end(&q, err);
}

static enum stige_rc look(struct store *s, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < catalog_count; i++) {
		char now[GUARD_HEX], kept[GUARD_HEX];

		if (!catalog[i].guard)
			continue;
		rc = guard_of(s, &catalog[i], now, err);
		if (rc == STIGE_OK)
			rc = guard_kept(s, &catalog[i], kept, err);
		if (rc == STIGE_OK && strcmp(now, kept) != 0)
			s->guards.bad |= bit(i);
	}
	return rc;
}

enum stige_rc guards_begin(struct store *s, struct err *err)
{
	bool there = false;
	enum stige_rc rc = is_present_form(s, &s->guards.on, err);

	s->guards.changed = 0;
	s->guards.changes = sqlite3_total_changes(s->db);
	if (rc == STIGE_OK && s->guards.on)
		rc = guards_there(s, &there, err);
	s->guards.first = rc == STIGE_OK && !there;
	if (there && !s->guards.looked) {
		rc = look(s, err);
		s->guards.looked = rc == STIGE_OK;
	}
	return rc;
}

/* The file had none, or those of an older form. */
static enum stige_rc begin_anew(struct store *s, struct err *err)
{
	struct stmt q;

	s->guards.changed = ~0u;
	s->guards.bad = 0;
	s->guards.looked = true;
	stmt_begin(&q, s, SQL_GUARD_REMOVE);
	return stmt_run(&q, err);
}

/*
 * SQLite does not tell of tables without rowids; they are small. The last is meta. A transaction that
 * wrote nothing must not begin to: a restore puts another file in this one's place in it.
 */
enum stige_rc guards_flush(struct store *s, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	if (!s->guards.on || sqlite3_total_changes(s->db) == s->guards.changes)
		return rc;
	if (s->guards.first)
		rc = begin_anew(s, err);
	for (size_t i = 0; rc == STIGE_OK && i < catalog_count; i++) {
		bool changed = !catalog[i].rowid || s->guards.changed & bit(i);

		if (catalog[i].guard && changed && !(s->guards.bad & bit(i)))
			rc = keep(s, &catalog[i], err);
	}
	return rc;
}

static void changed(void *ctx, int what, const char *database, const char *table, sqlite3_int64 rowid)
{
	struct store *s = ctx;

	(void)what;
	(void)database;
	(void)rowid;
	for (size_t i = 0; i < catalog_count; i++)
		if (strcmp(catalog[i].name, table) == 0)
			s->guards.changed |= bit(i);
}

void guards_watch(struct store *s)
{
	BUG_ON(catalog_count > sizeof(s->guards.changed) * 8);
	sqlite3_update_hook(s->db, changed, s);
}
