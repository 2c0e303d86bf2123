/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A slot as a row, and the event that says it changed.
 */
#include <string.h>

#include "keytable.h"
#include "stige/base/banned.h"

static void read_bytes(struct stmt *q, int column, unsigned char *out, size_t n)
{
	const void *bytes = sqlite3_column_blob(q->st, column);

	if (bytes && (size_t)sqlite3_column_bytes(q->st, column) == n)
		memcpy(out, bytes, n);
	else
		stmt_damaged(q, column);
}

void slot_read(struct stmt *q, struct key_slot *ret)
{
	memset(ret, 0, sizeof(*ret));
	ret->id = stmt_col_id(q, 0);
	ret->caseworker = stmt_col_id(q, 1);
	ret->at = stmt_col_instant(q, 2);
	ret->passes = (uint64_t)stmt_col_int(q, 3);
	ret->memory = (size_t)stmt_col_int(q, 4);
	read_bytes(q, 5, ret->salt, sizeof(ret->salt));
	read_bytes(q, 6, ret->secret, sizeof(ret->secret));
	read_bytes(q, 7, ret->data_key, sizeof(ret->data_key));
}

struct seal_place slot_place(struct store *s, const struct key_slot *slot)
{
	str_clear(&s->clear);
	clear_id(&s->clear, &slot->caseworker);
	clear_instant(&s->clear, slot->at);
	return (struct seal_place){ "key_slot", "public_key", slot->id, s->clear.text };
}

enum stige_rc slot_insert(struct store *s, const struct key_slot *slot, struct err *err)
{
	struct seal_place place = slot_place(s, slot);
	struct stmt q;

	stmt_begin(&q, s, SQL_KEY_ADD);
	stmt_id(&q, &slot->id);
	stmt_id(&q, &slot->caseworker);
	stmt_instant(&q, slot->at);
	stmt_int(&q, (int64_t)slot->passes);
	stmt_int(&q, (int64_t)slot->memory);
	stmt_blob(&q, slot->salt, sizeof(slot->salt));
	stmt_blob(&q, slot->secret, sizeof(slot->secret));
	stmt_blob(&q, slot->data_key, sizeof(slot->data_key));
	stmt_sealed(&q, &place, (const char *)slot->public_key, sizeof(slot->public_key));
	return stmt_run(&q, err);
}

enum stige_rc slot_get(struct store *s, const struct id *caseworker, struct key_slot *ret, bool *ret_there,
	struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_KEY_GET);
	stmt_id(&q, caseworker);
	*ret_there = stmt_row(&q);
	if (*ret_there)
		slot_read(&q, ret);
	return stmt_end(&q, err);
}

struct key_slot slot_new(struct store *s, const struct id *caseworker, const char *text)
{
	struct key_slot slot = {
		.id = id_make(&s->random), .at = store_now(s), .passes = s->key_cost.passes,
		.memory = s->key_cost.memory,
	};

	if (caseworker)
		slot.caseworker = *caseworker;
	slot_make(&slot, text);
	return slot;
}

struct event key_event(const char *what, const struct id *caseworker, char hex[ID_HEX])
{
	struct event e = event_new(EVENT_KEY_CHANGED);

	e.reason = what;
	if (caseworker && !id_is_zero(caseworker))
		e.item = id_format(caseworker, hex);
	return e;
}
