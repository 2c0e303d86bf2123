/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Erasing a person: the rows in one transaction, then the gaps between rows (scrub.c). TRUNCATE
 * empties the journal: after that no byte of the person stands in either (a test looks).
 */
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/subject.h"

#include "catalog.h"
#include "list.h"
#include "stige/base/banned.h"

static const char *const reasons[] = {
	[ERASE_EXPIRED] = "expired", [ERASE_CLIENT_ASKED] = "client-asked", [ERASE_MISTAKE] = "mistake",
	[ERASE_COURT] = "court",
};
const struct words erase_reason_words = { reasons, ARRAY_SIZE(reasons) };

/* The log stays: it outlives what it tells of, and names nobody. */
static bool erasable(const struct table *t)
{
	return t->person && t->scope != TABLE_EVENTS;
}

/* Rows before those they refer to: the catalogue backwards. */
static enum stige_rc delete_rows(struct store *s, const struct id *client, struct err *err)
{
	struct str sql = STR_INIT;
	enum stige_rc rc = scrub_ask(s, err);

	for (size_t i = catalog_count; rc == STIGE_OK && i > 0; i--) {
		const struct table *t = &catalog[i - 1];
		struct stmt q;

		if (!erasable(t))
			continue;
		str_clear(&sql);
		str_addf(&sql, "DELETE FROM %s WHERE %s", t->name, t->person);
		stmt_begin_once(&q, s, sql.text);
		stmt_id(&q, client);
		rc = stmt_run(&q, err);
	}
	str_release(&sql);
	return rc;
}

/* Papers and journals know the case number: it must not come to mean somebody else. */
static enum stige_rc keep_number(struct store *s, const struct id *client, bool *ret_there, struct err *err)
{
	struct id office = { { 0 } };
	int64_t number = 0;
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_CLIENT_CLEAR);
	stmt_id(&q, client);
	*ret_there = stmt_row(&q);
	if (*ret_there) {
		office = stmt_col_id(&q, 0);
		number = stmt_col_int(&q, 1);
	}
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && *ret_there)
		rc = numbers_keep(s, &office, number, err);
	return rc;
}

static enum stige_rc bury(struct store *s, const struct id *client, const char *reason, struct err *err)
{
	struct id id = id_make(&s->random);
	struct stmt q;

	stmt_begin(&q, s, SQL_TOMBSTONE_ADD);
	stmt_id(&q, &id);
	stmt_text(&q, "client");
	stmt_id(&q, client);
	stmt_text(&q, reason);
	stmt_instant(&q, store_now(s));
	stmt_id(&q, &s->caseworker);
	return stmt_run(&q, err);
}

struct erasing {
	const struct id *client;
	enum erase_reason reason;
};

static enum stige_rc erase(struct store *s, void *arg, struct err *err)
{
	const struct erasing *w = arg;
	struct event e = event_new(EVENT_CLIENT_ERASED);
	bool there;
	enum stige_rc rc = keep_number(s, w->client, &there, err);

	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND, _("this client is not in %s any more; load the caseload again"), s->path);
	e.client = *w->client;
	e.reason = words_name(&erase_reason_words, w->reason);
	if (rc == STIGE_OK)
		rc = event_add(s, &e, err);
	if (rc == STIGE_OK)
		rc = delete_rows(s, w->client, err);
	return rc == STIGE_OK ? bury(s, w->client, e.reason, err) : rc;
}

enum stige_rc subject_erase(struct store *s, const struct id *client, enum erase_reason reason, struct err *err)
{
	struct erasing w = { client, reason };

	return store_tx(s, erase, &w, err);
}

/* ---- those who came back ---- */

static enum stige_rc read_ids(struct store *s, enum sql which, struct arena *a, struct id **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(struct id));
	stmt_begin(&q, s, which);
	while (stmt_row(&q))
		*(struct id *)list_add(&list) = stmt_col_id(&q, 0);
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

static enum stige_rc erase_again(struct store *s, void *arg, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct id *back;
	size_t count = 0;
	bool there;
	enum stige_rc rc = read_ids(s, SQL_CLIENT_BURIED, &a, &back, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		struct event e = event_new(EVENT_CLIENT_ERASED);

		e.client = back[i];
		e.reason = "again";
		rc = keep_number(s, &back[i], &there, err);
		if (rc == STIGE_OK)
			rc = event_add(s, &e, err);
		if (rc == STIGE_OK)
			rc = delete_rows(s, &back[i], err);
	}
	*(size_t *)arg = count;
	arena_release(&a);
	return rc;
}

enum stige_rc subject_erase_again(struct store *s, size_t *ret_count, struct err *err)
{
	size_t count = 0;
	enum stige_rc rc = store_tx(s, erase_again, &count, err);

	if (ret_count)
		*ret_count = count;
	return rc;
}

/* The caseworker may be unknown there; the tombstone counts all the same. */
static enum stige_rc plant(struct store *s, void *arg, struct err *err)
{
	const struct tombstones *w = arg;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < w->count; i++) {
		struct stmt q;

		stmt_begin(&q, s, SQL_TOMBSTONE_CARRY);
		stmt_id(&q, &w->list[i].id);
		stmt_id(&q, &w->list[i].record);
		stmt_text(&q, w->list[i].reason);
		stmt_instant(&q, w->list[i].at);
		stmt_id(&q, &w->list[i].caseworker);
		rc = stmt_run(&q, err);
	}
	return rc == STIGE_OK ? subject_erase_again(s, NULL, err) : rc;
}

enum stige_rc tombstones_read(struct store *s, struct arena *a, struct tombstones *ret, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(struct tombstone));
	stmt_begin(&q, s, SQL_TOMBSTONE_CLIENTS);
	while (stmt_row(&q)) {
		struct tombstone *t = list_add(&list);

		t->id = stmt_col_id(&q, 0);
		t->record = stmt_col_id(&q, 1);
		t->reason = stmt_col_text(&q, 2, a);
		t->at = stmt_col_instant(&q, 3);
		t->caseworker = stmt_col_id(&q, 4);
	}
	ret->list = list_take(&list, a, &ret->count);
	return stmt_end(&q, err);
}

enum stige_rc tombstones_plant(struct store *s, const struct tombstones *t, struct err *err)
{
	struct tombstones w = *t;

	return w.count > 0 ? store_tx(s, plant, &w, err) : STIGE_OK;
}

enum stige_rc subject_carry_tombstones(struct store *from, struct store *to, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct tombstones found;
	enum stige_rc rc = tombstones_read(from, &a, &found, err);

	if (rc == STIGE_OK)
		rc = tombstones_plant(to, &found, err);
	arena_release(&a);
	return rc;
}
