/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The union of two files' shared rows. Rows come in the catalogue's order; what refers to a row of
 * the same table waits for the end (defer_foreign_keys). Then the rows that are derived, the answers
 * that were taken back, and the persons who were erased: on both sides by the same functions.
 */
#include <stdlib.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/store/merge.h"
#include "stige/store/subject.h"

#include "list.h"
#include "mergeplaces.h"
#include "mergerow.h"
#include "stige/base/banned.h"

struct touched {
	const struct revised *revised;
	struct id record;
};

struct merging {
	struct wire_source from;
	enum merge_mode mode;
	bool looked;
	struct merge_report report;
	struct mergerow *sides;              /* one a table of the catalogue */
	struct list made;                /* struct id: rows that were not there before */
	struct list touched;             /* struct touched: rows with a new revision */
	struct mergeplaces places;       /* where there may be two versions now */
};

/* Bytes of the text must be what the hash says, as for a form of our own. */
static bool form_is_sound(const struct wire_row *row)
{
	char hash[SHA256_HEX];

	return strcmp(sha256_hex(wire_bytes(row, 3), row->values[3].len, hash), wire_bytes(row, 0)) == 0;
}

/* The two rows that are about other rows than themselves: their record is touched. */
static void remember(struct merging *w, const struct wire_row *row)
{
	struct touched touched = { NULL, { { 0 } } };

	*(struct id *)list_add(&w->made) = wire_id(row, 0);
	mergeplaces_note(&w->places, row);
	if (strcmp(row->table->name, "revision") != 0)
		return;
	touched.revised = revised_find(wire_bytes(row, 1));
	touched.record = wire_id(row, 2);
	if (touched.revised)
		*(struct touched *)list_add(&w->touched) = touched;
}

static enum stige_rc insert(struct merging *w, struct mergerow *side, const struct wire_row *row, struct err *err)
{
	if (strcmp(row->table->name, "form") == 0 && !form_is_sound(row))
		return err_set(err, STIGE_DATA,
			_("a form in the bundle is not the one its hash names, nothing was brought in; have it made again"));
	remember(w, row);
	return mergerow_insert(side, row, err);
}

/* ---- caseworkers ---- */

/* The later edition; only the own office makes one, so that there are never two of the same number. */
static enum stige_rc renew_caseworker(struct store *s, struct mergerow *side, const struct wire_row *row,
	struct err *err)
{
	size_t edition = row->table->count - 1;
	struct stmt q;

	if (row->values[edition].kind != WIRE_INTEGER ||
	    stmt_col_int(&side->get, (int)edition) >= row->values[edition].number)
		return STIGE_OK;
	stmt_begin(&q, s, SQL_CASEWORKER_RENEW);
	for (size_t i = 0; i < row->table->count; i++)
		if (!side->fixed[i] && wire_travels(&row->table->columns[i]))
			mergerow_bind(&q, row, i);
	mergerow_bind(&q, row, 0);
	return stmt_run(&q, err);
}

/* ---- the log ---- */

static enum stige_rc anchored_at(struct store *s, const struct id *device, int64_t *ret, struct err *err)
{
	struct stmt q;

	*ret = 0;
	stmt_begin(&q, s, SQL_ANCHOR_GET);
	stmt_id(&q, device);
	if (stmt_row(&q))
		*ret = stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

/* What was pruned here does not come back, and nobody else goes on with this file's own chain. */
static enum stige_rc take_link(struct store *s, struct merging *w, struct mergerow *side, const struct wire_row *row,
	struct err *err)
{
	struct id device = wire_id(row, 0);
	int64_t pruned;
	enum stige_rc rc = anchored_at(s, &device, &pruned, err);

	if (rc != STIGE_OK || row->values[1].number <= pruned)
		return rc;
	if (id_eq(&device, &s->device))
		return err_set(err, STIGE_DATA,
			_("the log of this very file goes on in the bundle, nothing was brought in; a copy of it is in use "
			"elsewhere: keep to one of them"));
	w->report.new_links++;
	return insert(w, side, row, err);
}

static enum stige_rc count_links(struct store *s, const struct id *device, int64_t from, int64_t to, int64_t *ret,
	struct err *err)
{
	struct stmt q;

	*ret = 0;
	stmt_begin(&q, s, SQL_EVENT_COUNT);
	stmt_id(&q, device);
	stmt_int(&q, from);
	stmt_int(&q, to);
	if (stmt_row(&q))
		*ret = stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

/* An anchor of elsewhere serves only where links in front of it are missing here. */
static enum stige_rc take_anchor(struct store *s, const struct wire_row *row, struct err *err)
{
	struct id device = wire_id(row, 0);
	int64_t seq = row->values[1].number, pruned, there;
	struct stmt q;
	enum stige_rc rc = anchored_at(s, &device, &pruned, err);

	if (rc == STIGE_OK)
		rc = count_links(s, &device, pruned, seq, &there, err);
	if (rc != STIGE_OK || id_eq(&device, &s->device) || seq <= pruned || there == seq - pruned)
		return rc;
	stmt_begin(&q, s, SQL_EVENT_PRUNE);
	stmt_id(&q, &device);
	stmt_int(&q, seq);
	rc = stmt_run(&q, err);
	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_ANCHOR_SET);
	for (size_t i = 0; i < row->table->count; i++)
		mergerow_bind(&q, row, i);
	return stmt_run(&q, err);
}

/* ---- all ---- */

static enum stige_rc take_row(struct store *s, struct merging *w, const struct wire_row *row, struct err *err)
{
	struct mergerow *side = &w->sides[row->table - catalog];
	bool shared = row->table->scope == TABLE_SHARED;

	if (!side->open)
		mergerow_open(s, row->table, side);
	if (strcmp(row->table->name, "anchor") == 0)
		return take_anchor(s, row, err);
	if (mergerow_find(side, row)) {
		w->report.same_rows += shared;
		if (mergerow_is_caseworker(row->table))
			return renew_caseworker(s, side, row, err);
		return mergerow_compare(side, row, err);
	}
	if (side->get.err.rc != STIGE_OK) {
		*err = side->get.err;
		return err->rc;
	}
	if (!shared)
		return take_link(s, w, side, row, err);
	w->report.new_rows++;
	return insert(w, side, row, err);
}

static enum stige_rc take_rows(struct store *s, struct merging *w, struct err *err)
{
	struct wire_row row = WIRE_ROW_INIT;
	enum stige_rc rc = wire_open(&w->from, err);

	w->sides = mem_array(catalog_count, sizeof(*w->sides));
	while (rc == STIGE_OK) {
		rc = wire_get(&w->from, &row, err);
		if (rc != STIGE_OK || !row.table)
			break;
		rc = take_row(s, w, &row, err);
	}
	for (size_t i = 0; i < catalog_count; i++)
		rc = mergerow_close(&w->sides[i], rc, err);
	mem_free(w->sides);
	str_release(&row.bytes);
	return rc;
}

static int by_id(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct id));
}

static int by_record(const void *a, const void *b)
{
	const struct touched *x = a, *y = b;

	return by_id(&x->record, &y->record);
}

/* A row that is new came as its revisions make it; all of them came with it. */
static enum stige_rc derive(struct store *s, struct merging *w, struct err *err)
{
	struct touched *t = w->touched.items;
	enum stige_rc rc = STIGE_OK;

	if (w->touched.count == 0)
		return STIGE_OK;
	qsort(w->made.items, w->made.count, sizeof(struct id), by_id);
	qsort(t, w->touched.count, sizeof(*t), by_record);
	for (size_t i = 0; rc == STIGE_OK && i < w->touched.count; i++) {
		bool again = i > 0 && id_eq(&t[i - 1].record, &t[i].record);

		if (!again && !bsearch(&t[i].record, w->made.items, w->made.count, sizeof(struct id), by_id))
			rc = revised_derive(s, t[i].revised, &t[i].record, err);
	}
	return rc;
}

static enum stige_rc bury(struct store *s, struct err *err)
{
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_RESPONSE_BURY);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK && sqlite3_changes(s->db) > 0 ? scrub_ask(s, err) : rc;
}

static enum stige_rc say(struct store *s, const char *sql, struct err *err)
{
	struct stmt q;

	stmt_begin_once(&q, s, sql);
	return stmt_run(&q, err);
}

static enum stige_rc log_it(struct store *s, const struct merging *w, struct err *err)
{
	struct event e = event_new(EVENT_MERGED);

	e.answered = (int)w->report.new_rows;
	e.of = (int)(w->report.new_rows + w->report.same_rows);
	return event_add(s, &e, err);
}

static enum stige_rc merge(struct store *s, void *arg, struct err *err)
{
	struct merging *w = arg;
	enum stige_rc rc = say(s, "PRAGMA defer_foreign_keys = ON", err);

	if (rc == STIGE_OK)
		rc = take_rows(s, w, err);
	if (rc == STIGE_OK)
		rc = derive(s, w, err);
	if (rc == STIGE_OK)
		rc = bury(s, err);
	if (rc == STIGE_OK)
		rc = subject_erase_again(s, &w->report.erased, err);
	if (rc == STIGE_OK)
		rc = mergeplaces_conflicts(s, &w->places, &w->report.conflicts, err);
	if (rc == STIGE_OK)
		rc = log_it(s, w, err);
	if (rc != STIGE_OK)
		return rc;
	if (w->mode == MERGE_KEEP)
		return STIGE_OK;
	w->looked = true;            /* only a work that fails keeps nothing; nobody sees this sentence */
	return err_set(err, STIGE_NOTFOUND, "looked");
}

enum stige_rc merge_read(struct store *s, bool (*read)(void *ctx, void *bytes, size_t n), void *ctx,
	enum merge_mode mode, struct merge_report *ret, struct err *err)
{
	struct merging w = { .from = { read, ctx }, .mode = mode };
	struct err own = ERR_INIT;
	enum stige_rc rc;

	list_init(&w.made, sizeof(struct id));
	list_init(&w.touched, sizeof(struct touched));
	mergeplaces_init(&w.places);
	rc = store_tx(s, merge, &w, &own);
	mem_free(w.made.items);
	mem_free(w.touched.items);
	mergeplaces_release(&w.places);
	if (w.looked)
		rc = STIGE_OK;
	if (rc != STIGE_OK && err)
		*err = own;
	*ret = w.report;
	return rc;
}
