/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cutting the log off at its old end. The anchor keeps the hash of the last link that went, so
 * that the chain still holds from there on, and a cut that nobody owned up to still shows.
 */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "chain.h"
#include "stige/base/banned.h"

struct pruning {
	int64_t before;
	size_t rows;
};

/* The last number of a device's chain that is old enough, with all before it; 0 = none. */
static enum stige_rc last_old(struct store *s, const struct id *device, int64_t before, int64_t *ret, struct err *err)
{
	struct stmt q;

	*ret = 0;
	stmt_begin(&q, s, SQL_EVENT_LAST_OLD);
	stmt_id(&q, device);
	stmt_id(&q, device);
	stmt_instant(&q, before);
	if (stmt_row(&q))
		*ret = stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

static enum stige_rc hash_of(struct store *s, const struct id *device, int64_t seq, unsigned char hash[CHAIN_HASH],
	bool *ret_there, struct err *err)
{
	struct link l;
	struct stmt q;

	stmt_begin(&q, s, SQL_EVENT_CHAIN);
	stmt_id(&q, device);
	stmt_int(&q, seq - 1);
	stmt_int(&q, 1);
	*ret_there = stmt_row(&q);
	if (*ret_there) {
		link_read(&q, &l);
		*ret_there = l.e.seq == seq;
		link_hash(&l, hash);
	}
	return stmt_end(&q, err);
}

static enum stige_rc drop_anchor(struct store *s, const struct id *device, int64_t seq,
	const unsigned char hash[CHAIN_HASH], struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_ANCHOR_SET);
	stmt_id(&q, device);
	stmt_int(&q, seq);
	stmt_blob(&q, hash, CHAIN_HASH);
	stmt_instant(&q, store_now(s));
	stmt_id(&q, &s->caseworker);
	return stmt_run(&q, err);
}

static enum stige_rc prune_device(struct store *s, struct pruning *w, const struct id *device, struct err *err)
{
	unsigned char hash[CHAIN_HASH];
	int64_t last;
	bool there;
	struct stmt q;
	enum stige_rc rc = last_old(s, device, w->before, &last, err);

	if (rc != STIGE_OK || last == 0)
		return rc;
	rc = hash_of(s, device, last, hash, &there, err);
	if (rc != STIGE_OK || !there)
		return rc;
	stmt_begin(&q, s, SQL_EVENT_PRUNE);
	stmt_id(&q, device);
	stmt_int(&q, last);
	rc = stmt_run(&q, err);
	w->rows += (size_t)sqlite3_changes(s->db);
	return rc == STIGE_OK ? drop_anchor(s, device, last, hash, err) : rc;
}

/* A log that was tampered with is not cut: the cut would hide it. */
static enum stige_rc must_hold(struct store *s, struct err *err)
{
	size_t bad = 0;
	enum stige_rc rc = event_verify(s, &bad, err);

	if (rc == STIGE_OK && bad > 0)
		rc = err_set(err, STIGE_DATA,
			_("the log was changed (links broken: %zu), nothing was pruned; run `stige log verify`"), bad);
	return rc;
}

static enum stige_rc prune(struct store *s, void *arg, struct err *err)
{
	struct pruning *w = arg;
	struct event e = event_new(EVENT_LOG_PRUNED);
	struct arena a = ARENA_INIT;
	struct id *devices;
	size_t count = 0;
	enum stige_rc rc = must_hold(s, err);

	if (rc == STIGE_OK)
		rc = chain_devices(s, &a, &devices, &count, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		rc = prune_device(s, w, &devices[i], err);
	e.of = (int)w->rows;
	if (rc == STIGE_OK && w->rows > 0)
		rc = event_add(s, &e, err);
	arena_release(&a);
	return rc;
}

enum stige_rc event_prune(struct store *s, int64_t before, size_t *ret_rows, struct err *err)
{
	struct pruning w = { .before = before };
	enum stige_rc rc = store_tx(s, prune, &w, err);

	if (ret_rows)
		*ret_rows = rc == STIGE_OK ? w.rows : 0;
	return rc;
}
