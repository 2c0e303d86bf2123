/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What only we can tell: every seal opens where it stands, forms are the ones their hashes
 * name, answers can be read, what was withdrawn is gone, the log's chains hold.
 */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/sha256.h"
#include "stige/store/responses.h"

#include "catalog.h"
#include "chain.h"
#include "check.h"
#include "guards.h"
#include "stige/base/banned.h"

/* ---- seals ---- */

static bool has_seals(const struct table *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->columns[i].kind == COLUMN_SEALED)
			return true;
	return false;
}

static bool readable(const struct str *json)
{
	struct arena a = ARENA_INIT;
	const struct answer *answers;
	size_t count;
	bool ok = answers_decode(&a, json->text, json->len, &answers, &count, NULL) == STIGE_OK;

	arena_release(&a);
	return ok;
}

/* Not through stmt_open_sealed: a bad seal is a finding, and the next one is to be tried. */
static void try_seal(struct store_check_run *run, const struct table *t, size_t i, struct stmt *q)
{
	struct seal_place place = catalog_place(t, i, q);
	const void *blob = sqlite3_column_blob(q->st, (int)i);
	size_t n = (size_t)sqlite3_column_bytes(q->st, (int)i);
	struct str *opened = &run->s->scratch;
	char hex[ID_HEX];

	str_clear(opened);
	if (seal_open(run->s->seal, &place, blob, n, opened, NULL) != STIGE_OK)
		check_found(run, _("the %s of %s %s was damaged or moved"), place.column, place.table,
			id_format(&place.row, hex));
	else if ((t->columns[i].flags & COLUMN_ANSWERS) && !readable(opened))
		check_found(run, _("the answers in %s %s cannot be read"), place.table,
			id_format(&place.row, hex));
}

static void try_seals(struct store_check_run *run, const struct table *t, struct stmt *q)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->columns[i].kind == COLUMN_SEALED && !stmt_is_null(q, (int)i))
			try_seal(run, t, i, q);
}

enum stige_rc check_seals(struct store_check_run *run, struct err *err)
{
	const struct table *t = &catalog[run->at.table];
	struct str sql = STR_INIT;
	enum stige_rc rc = STIGE_OK;
	int64_t seen = 0;
	struct stmt q;

	if (has_seals(t)) {
		catalog_select(t, "WHERE rowid > ? ORDER BY rowid LIMIT ?", &sql);
		stmt_begin_once(&q, run->s, sql.text);
		stmt_int(&q, run->at.row);
		stmt_int(&q, CHECK_SLICE);
		for (; stmt_row(&q); seen++) {
			run->at.row = stmt_col_int(&q, (int)t->count);
			try_seals(run, t, &q);
		}
		str_release(&sql);
		rc = stmt_end(&q, err);
	}
	if (seen < CHECK_SLICE)
		run->at = (struct check_place){ run->at.table + 1, 0 };
	run->more = run->at.table < catalog_count;
	return rc;
}

/* ---- what stands under no seal ---- */

static enum stige_rc check_guard(struct store_check_run *run, const struct table *t, struct err *err)
{
	char now[GUARD_HEX], kept[GUARD_HEX];
	enum stige_rc rc = guard_of(run->s, t, now, err);

	if (rc == STIGE_OK)
		rc = guard_kept(run->s, t, kept, err);
	if (rc == STIGE_OK && strcmp(now, kept) != 0)
		check_found(run, _("a row of %s is not what was written there; go back to a backup"), t->name);
	return rc;
}

enum stige_rc check_guards(struct store_check_run *run, struct err *err)
{
	const struct table *t = &catalog[run->at.table];
	bool there;
	enum stige_rc rc = guards_there(run->s, &there, err);

	if (rc == STIGE_OK && there && t->guard)
		rc = check_guard(run, t, err);
	run->more = ++run->at.table < catalog_count;
	return rc;
}

/* ---- forms ---- */

enum stige_rc check_forms(struct store_check_run *run, struct err *err)
{
	char hash[SHA256_HEX];
	struct stmt q;

	stmt_begin(&q, run->s, SQL_FORM_LIST);
	while (stmt_row(&q)) {
		const char *text = stmt_peek_text(&q, 3);

		if (strcmp(sha256_hex(text, strlen(text), hash), stmt_peek_text(&q, 0)) != 0)
			check_found(run, _("the form %s is not the one its hash names"),
				stmt_peek_text(&q, 0));
	}
	return stmt_end(&q, err);
}

/* ---- what was withdrawn ---- */

/* Answers are gone exactly where a tombstone says so. */
enum stige_rc check_tombstones(struct store_check_run *run, struct err *err)
{
	char hex[ID_HEX];
	struct stmt q;

	stmt_begin(&q, run->s, SQL_CHECK_TOMBSTONES);
	while (stmt_row(&q)) {
		struct id id = stmt_col_id(&q, 0);

		if (stmt_col_int(&q, 1))
			check_found(run, _("response %s has lost its answers without being withdrawn"),
				id_format(&id, hex));
		else
			check_found(run, _("response %s was withdrawn, but its answers are still there"),
				id_format(&id, hex));
	}
	return stmt_end(&q, err);
}

/* ---- the log ---- */

static void bad_link(void *ctx, const struct id *device, int64_t seq)
{
	char hex[ID_HEX];

	check_found(ctx, _("the log of device %s was changed, cut or reordered at number %lld"),
		id_format(device, hex), (long long)seq);
}

/* at.table counts devices; at.row is the last number that was seen, its hash stands in the run. */
static enum stige_rc walk_on(struct store_check_run *run, const struct id *device, struct err *err)
{
	struct chain_walk *walk = &run->walk;
	int64_t seen;
	enum stige_rc rc = run->at.row == 0 ? chain_begin(run->s, device, walk, err) : STIGE_OK;

	if (rc != STIGE_OK)
		return rc;
	rc = chain_walk(run->s, walk, CHECK_SLICE, &seen, bad_link, run, err);
	run->at.row = walk->seq;
	if (rc != STIGE_OK || seen == CHECK_SLICE)
		return rc;
	run->at = (struct check_place){ run->at.table + 1, 0 };
	return chain_walk_end(run->s, walk, bad_link, run, err);
}

enum stige_rc check_chains(struct store_check_run *run, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct id *devices;
	size_t count;
	enum stige_rc rc = chain_devices(run->s, &a, &devices, &count, err);

	if (rc == STIGE_OK && run->at.table < count) {
		rc = walk_on(run, &devices[run->at.table], err);
		run->more = run->at.table < count;
	}
	arena_release(&a);
	return rc;
}
