/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything sealed anew, in one transaction: with the first key, or with the next one. Whatever
 * stops it leaves the file as it was. The catalogue says what is sealed, so that a new table
 * cannot be forgotten.
 */
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"

#include "catalog.h"
#include "keytable.h"
#include "list.h"
#include "recovery.h"
#include "stige/base/banned.h"

/* ---- one table ---- */

static bool has_seals(const struct table *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->columns[i].kind == COLUMN_SEALED)
			return true;
	return false;
}

static void update_sql(const struct table *t, struct str *out)
{
	const char *comma = "";

	str_addf(out, "UPDATE %s SET ", t->name);
	for (size_t i = 0; i < t->count; i++) {
		if (t->columns[i].kind != COLUMN_SEALED)
			continue;
		str_addf(out, "%s%s = ?", comma, t->columns[i].name);
		comma = ", ";
	}
	str_add(out, " WHERE rowid = ?");
}

/* Opened with the key that is, closed with the one that comes; NULL stays NULL. */
static void reseal(const struct table *t, size_t i, struct stmt *row, struct stmt *update, struct seal *next)
{
	struct seal_place place = catalog_place(t, i, row);
	struct str sealed = STR_INIT;
	const struct str *opened;

	if (stmt_is_null(row, (int)i)) {
		stmt_null(update);
		return;
	}
	opened = stmt_open_sealed(row, (int)i, &place);
	if (row->err.rc == STIGE_OK) {
		seal_close(next, &place, opened->text, opened->len, &sealed);
		stmt_blob(update, sealed.text, sealed.len);
	}
	str_release(&sealed);
}

static enum stige_rc reseal_row(const struct table *t, const char *sql, struct stmt *row, struct seal *next,
	struct err *err)
{
	struct stmt update;

	stmt_begin_once(&update, row->s, sql);
	for (size_t i = 0; i < t->count; i++)
		if (t->columns[i].kind == COLUMN_SEALED)
			reseal(t, i, row, &update, next);
	stmt_int(&update, stmt_col_int(row, (int)t->count));
	if (row->err.rc == STIGE_OK)
		return stmt_run(&update, err);
	stmt_end(&update, NULL);
	return STIGE_OK;                     /* the row's own error is told at its end */
}

static enum stige_rc reseal_table(struct store *s, const struct table *t, struct seal *next, struct err *err)
{
	struct str select = STR_INIT, update = STR_INIT;
	struct stmt row;
	enum stige_rc rc = STIGE_OK, end;

	catalog_select(t, "ORDER BY rowid", &select);
	update_sql(t, &update);
	stmt_begin_once(&row, s, select.text);
	while (rc == STIGE_OK && stmt_row(&row))
		rc = reseal_row(t, update.text, &row, next, err);
	end = stmt_end(&row, rc == STIGE_OK ? err : NULL);
	str_release(&select);
	str_release(&update);
	return rc == STIGE_OK ? end : rc;
}

/* ---- the slots ---- */

static enum stige_rc read_slots(struct store *s, struct arena *a, struct key_slot **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_KEY_LIST);
	while (stmt_row(&q)) {
		struct key_slot *slot = list_add(&list);
		const struct str *public_key;
		struct seal_place place;

		slot_read(&q, slot);
		place = slot_place(s, slot);
		public_key = stmt_open_sealed(&q, 8, &place);
		if (public_key->len == SLOT_PUBLIC)
			memcpy(slot->public_key, public_key->text, SLOT_PUBLIC);
		else
			stmt_damaged(&q, 8);
	}
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* Hands the new key to each slot that is there. */
static enum stige_rc give_slots(struct store *s, struct key_slot *slots, size_t count,
	const struct seal *next, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		struct stmt q;

		slot_give(&slots[i], seal_version(next), seal_key(next));
		stmt_begin(&q, s, SQL_KEY_GIVE);
		stmt_blob(&q, slots[i].data_key, sizeof(slots[i].data_key));
		stmt_id(&q, &slots[i].id);
		rc = stmt_run(&q, err);
	}
	return rc;
}

/* ---- the file ---- */

static enum stige_rc mark(struct store *s, uint32_t version, struct err *err)
{
	char text[16];
	enum stige_rc rc;

	snprintf(text, sizeof(text), "%lu", (unsigned long)version);
	rc = meta_set(s, "key.version", text, err);
	return rc == STIGE_OK ? meta_set(s, "key.tidy", "1", err) : rc;
}

static struct seal *next_seal(const struct store *s)
{
	struct seal *next = seal_new();
	unsigned char *key = (unsigned char *)secret_new(SEAL_KEY);

	BUG_ON(!next);                       /* the store has one already */
	randombytes_buf(key, SEAL_KEY);
	seal_expect(next, seal_version(s->seal) + 1);
	seal_unlock(next, key);
	secret_free((char *)key);
	return next;
}

/* From here on the transaction writes with the new key; keys_settle decides which one stays. */
static void take_over(struct store *s, struct seal *next)
{
	if (s->seal_before)
		seal_free(s->seal);
	else
		s->seal_before = s->seal;
	s->seal = next;
}

static enum stige_rc anew(struct store *s, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct seal *next = next_seal(s);
	struct key_slot *slots;
	size_t count = 0;
	enum stige_rc rc = read_slots(s, &a, &slots, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < catalog_count; i++)
		if (has_seals(&catalog[i]))
			rc = reseal_table(s, &catalog[i], next, err);
	if (rc == STIGE_OK)
		rc = give_slots(s, slots, count, next, err);
	if (rc == STIGE_OK)
		rc = mark(s, seal_version(next), err);
	arena_release(&a);
	if (rc == STIGE_OK)
		take_over(s, next);
	else
		seal_free(next);
	return rc;
}

static enum stige_rc tidied(struct store *s, void *arg, struct err *err)
{
	(void)arg;
	return meta_set(s, "key.tidy", NULL, err);
}

/*
 * Rows that moved may leave their old bytes between others, where no query sees them: VACUUM writes
 * every page anew. The mark is in the file, so that a program that was stopped here, or
 * found no room on the disk, does it next time.
 */
void keys_tidy(struct store *s)
{
	struct arena a = ARENA_INIT;
	const char *wanted;
	struct stmt q;

	if (!s->read_only && s->tx.depth == 0 && meta_get(s, &a, "key.tidy", &wanted, NULL) == STIGE_OK &&
	    wanted) {
		stmt_begin_once(&q, s, "VACUUM");
		if (stmt_run(&q, NULL) == STIGE_OK)
			store_tx(s, tidied, NULL, NULL);
	}
	arena_release(&a);
}

/* ---- the first key ---- */

struct sealing {
	struct key_slot slot, recovery;
	bool has_recovery;
};

static enum stige_rc seal_all(struct store *s, void *arg, struct err *err)
{
	struct sealing *w = arg;
	char hex[ID_HEX];
	struct event e = key_event("sealed", NULL, hex);
	enum stige_rc rc;

	if (store_sealed(s))
		return err_set(err, STIGE_DATA, _("%s is sealed already; `stige key change` changes a "
			"passphrase"), s->path);
	rc = anew(s, err);
	if (rc != STIGE_OK)
		return rc;
	slot_give(&w->slot, seal_version(s->seal), seal_key(s->seal));
	rc = slot_insert(s, &w->slot, err);
	if (rc == STIGE_OK && w->has_recovery) {
		slot_give(&w->recovery, seal_version(s->seal), seal_key(s->seal));
		rc = slot_insert(s, &w->recovery, err);
	}
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc store_seal(struct store *s, const struct id *caseworker, const char *passphrase,
	const char *code, struct err *err)
{
	struct sealing w = { .has_recovery = code != NULL };
	char *same, *plain = secret_new(RECOVERY_PLAIN);
	enum stige_rc rc = passphrase_check(passphrase, err);

	if (rc == STIGE_OK && code && !recovery_read(code, plain))
		rc = err_set(err, STIGE_DATA,
			_("A recovery code has %d groups of four letters or digits; look at each group again."),
			RECOVERY_GROUPS);
	if (rc == STIGE_OK) {
		same = passphrase_same(passphrase);
		w.slot = slot_new(s, caseworker, same);
		secret_free(same);
		if (code)
			w.recovery = slot_new(s, NULL, plain);
		rc = store_tx(s, seal_all, &w, err);
	}
	secret_free(plain);
	if (rc == STIGE_OK)
		keys_tidy(s);
	return rc;
}

/* ---- the next key ---- */

static enum stige_rc rekey_all(struct store *s, void *arg, struct err *err)
{
	char hex[ID_HEX];
	struct event e = key_event("rekeyed", NULL, hex);
	enum stige_rc rc = keys_open(s, err);

	(void)arg;
	if (rc == STIGE_OK)
		rc = keys_holder_only(s, err);
	if (rc == STIGE_OK)
		rc = anew(s, err);
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc store_rekey(struct store *s, struct err *err)
{
	enum stige_rc rc = store_tx(s, rekey_all, NULL, err);

	if (rc == STIGE_OK)
		keys_tidy(s);
	return rc;
}
