/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "stige/base/date.h"

#include "chain.h"
#include "list.h"
#include "stige/base/banned.h"

static const char chain_name[] = "stige event 1";

/* ---- one row ---- */

static int small_count(struct stmt *q, int column)
{
	return stmt_is_null(q, column) ? -1 : (int)stmt_col_int(q, column);
}

void link_read(struct stmt *q, struct link *ret)
{
	const void *prev;
	unsigned kind = EVENT_KIND_COUNT;

	memset(ret, 0, sizeof(*ret));
	ret->e.device = stmt_col_id(q, 0);
	ret->e.seq = stmt_col_int(q, 1);
	ret->e.id = stmt_col_id(q, 2);
	ret->e.at = stmt_col_instant(q, 3);
	ret->e.office = stmt_col_id(q, 4);
	ret->e.caseworker = stmt_col_id(q, 5);
	ret->e.client = stmt_col_id(q, 6);
	ret->e.meeting = stmt_col_id(q, 7);
	ret->kind = stmt_peek_text(q, 8);
	ret->e.form_hash = stmt_peek_text(q, 9);
	ret->e.item = stmt_peek_text(q, 10);
	ret->e.reason = stmt_peek_text(q, 11);
	ret->e.answered = small_count(q, 12);
	ret->e.of = small_count(q, 13);
	ret->e.minutes = small_count(q, 14);
	ret->e.respondent = stmt_peek_text(q, 15);
	ret->e.mode = stmt_peek_text(q, 16);
	ret->e.language = stmt_peek_text(q, 17);
	prev = sqlite3_column_blob(q->st, 18);
	if (prev && sqlite3_column_bytes(q->st, 18) == CHAIN_HASH)
		memcpy(ret->prev, prev, CHAIN_HASH);
	else
		stmt_damaged(q, 18);
	for (kind = 0; kind < EVENT_KIND_COUNT && !str_eq(event_word(kind), ret->kind); kind++)
		;
	ret->e.kind = (enum event_kind)kind;
}

static void add_bytes(crypto_generichash_state *hash, const void *bytes, size_t n)
{
	const unsigned char length[4] = {
		(unsigned char)(n & 0xff), (unsigned char)(n >> 8 & 0xff),
		(unsigned char)(n >> 16 & 0xff), (unsigned char)(n >> 24 & 0xff),
	};

	crypto_generichash_update(hash, length, sizeof(length));
	crypto_generichash_update(hash, bytes, n);
}

static void add_number(crypto_generichash_state *hash, int64_t n)
{
	unsigned char bytes[8];
	uint64_t u = (uint64_t)n;

	for (size_t i = 0; i < sizeof(bytes); i++, u >>= 8)
		bytes[i] = (unsigned char)(u & 0xff);
	add_bytes(hash, bytes, sizeof(bytes));
}

static void add_id(crypto_generichash_state *hash, const struct id *id)
{
	add_bytes(hash, id->bytes, sizeof(id->bytes));
}

static void add_text(crypto_generichash_state *hash, const char *text)
{
	add_bytes(hash, text, strlen(text));
}

void link_hash(const struct link *l, unsigned char out[CHAIN_HASH])
{
	crypto_generichash_state hash;

	crypto_generichash_init(&hash, NULL, 0, CHAIN_HASH);
	add_text(&hash, chain_name);
	add_id(&hash, &l->e.device);
	add_number(&hash, l->e.seq);
	add_id(&hash, &l->e.id);
	add_number(&hash, l->e.at);
	add_id(&hash, &l->e.office);
	add_id(&hash, &l->e.caseworker);
	add_id(&hash, &l->e.client);
	add_id(&hash, &l->e.meeting);
	add_text(&hash, l->kind);
	add_text(&hash, l->e.form_hash);
	add_text(&hash, l->e.item);
	add_text(&hash, l->e.reason);
	add_number(&hash, l->e.answered);
	add_number(&hash, l->e.of);
	add_number(&hash, l->e.minutes);
	add_text(&hash, l->e.respondent);
	add_text(&hash, l->e.mode);
	add_text(&hash, l->e.language);
	add_bytes(&hash, l->prev, CHAIN_HASH);
	crypto_generichash_final(&hash, out, CHAIN_HASH);
}

/* ---- this device's end ---- */

/* "12 3fa0..." in meta. */
static bool end_parse(const char *text, struct chain *ret)
{
	char *rest;
	size_t n;

	ret->seq = strtoll(text, &rest, 10);
	return rest != text && *rest == ' ' && ret->seq > 0 &&
		sodium_hex2bin(ret->hash, CHAIN_HASH, rest + 1, strlen(rest + 1), NULL, &n, NULL) == 0 &&
		n == CHAIN_HASH;
}

static enum stige_rc end_read(struct store *s, struct chain *ret, bool *ret_there, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text;
	enum stige_rc rc = meta_get(s, &a, "chain", &text, err);

	memset(ret, 0, sizeof(*ret));
	*ret_there = rc == STIGE_OK && text && end_parse(text, ret);
	if (!*ret_there)
		memset(ret, 0, sizeof(*ret));
	arena_release(&a);
	return rc;
}

static enum stige_rc last_seq(struct store *s, const struct id *device, int64_t *ret, struct err *err)
{
	struct stmt q;

	*ret = 0;
	stmt_begin(&q, s, SQL_EVENT_LAST);
	stmt_id(&q, device);
	if (stmt_row(&q))
		*ret = stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

/*
 * Where to go on. A caseworker must be able to work with a log that was tampered with, and the
 * tampering must stay visible: after a cut the numbers go on from the end that meta knows, and
 * if meta lost it, from the last row with a link that does not hold.
 */
static enum stige_rc load(struct store *s, struct err *err)
{
	int64_t last;
	bool there;
	enum stige_rc rc = end_read(s, &s->chain, &there, err);

	if (rc == STIGE_OK)
		rc = last_seq(s, &s->device, &last, err);
	if (rc != STIGE_OK)
		return rc;
	if (last > s->chain.seq) {
		memset(s->chain.hash, 0, CHAIN_HASH);
		s->chain.seq = last;
	}
	s->chain.loaded = true;
	return STIGE_OK;
}

static void bind_count(struct stmt *q, int n)
{
	if (n < 0)
		stmt_null(q);
	else
		stmt_int(q, n);
}

static enum stige_rc insert(struct store *s, const struct link *l, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_EVENT_ADD);
	stmt_id(&q, &l->e.device);
	stmt_int(&q, l->e.seq);
	stmt_id(&q, &l->e.id);
	stmt_instant(&q, l->e.at);
	stmt_id(&q, &l->e.office);
	stmt_id(&q, &l->e.caseworker);
	stmt_id(&q, &l->e.client);
	stmt_id(&q, &l->e.meeting);
	stmt_text(&q, l->kind);
	stmt_text(&q, l->e.form_hash);
	stmt_text(&q, l->e.item);
	stmt_text(&q, l->e.reason);
	bind_count(&q, l->e.answered);
	bind_count(&q, l->e.of);
	bind_count(&q, l->e.minutes);
	stmt_text(&q, l->e.respondent);
	stmt_text(&q, l->e.mode);
	stmt_text(&q, l->e.language);
	stmt_blob(&q, l->prev, CHAIN_HASH);
	return stmt_run(&q, err);
}

enum stige_rc chain_append(struct store *s, const struct event *e, struct err *err)
{
	struct link l = { .e = *e, .kind = event_word(e->kind) };
	enum stige_rc rc = s->chain.loaded ? STIGE_OK : load(s, err);

	if (rc != STIGE_OK)
		return rc;
	l.e.device = s->device;
	l.e.seq = s->chain.seq + 1;
	memcpy(l.prev, s->chain.hash, CHAIN_HASH);
	rc = insert(s, &l, err);
	if (rc != STIGE_OK)
		return rc;
	s->chain.seq = l.e.seq;
	link_hash(&l, s->chain.hash);
	s->chain.dirty = true;
	return STIGE_OK;
}

enum stige_rc chain_flush(struct store *s, struct err *err)
{
	char hex[2 * CHAIN_HASH + 1];
	struct str text = STR_INIT;
	enum stige_rc rc;

	if (!s->chain.dirty)
		return STIGE_OK;
	str_addf(&text, "%lld %s", (long long)s->chain.seq,
		sodium_bin2hex(hex, sizeof(hex), s->chain.hash, CHAIN_HASH));
	rc = meta_set(s, "chain", text.text, err);
	s->chain.dirty = false;
	str_release(&text);
	return rc;
}

/* ---- walking along ---- */

enum stige_rc chain_begin(struct store *s, const struct id *device, struct chain_walk *ret, struct err *err)
{
	const void *hash;
	struct stmt q;

	*ret = (struct chain_walk){ .device = *device };
	stmt_begin(&q, s, SQL_ANCHOR_GET);
	stmt_id(&q, device);
	if (stmt_row(&q)) {
		ret->seq = stmt_col_int(&q, 0);
		hash = sqlite3_column_blob(q.st, 1);
		if (hash && sqlite3_column_bytes(q.st, 1) == CHAIN_HASH)
			memcpy(ret->hash, hash, CHAIN_HASH);
		else
			stmt_damaged(&q, 1);
	}
	return stmt_end(&q, err);
}

enum stige_rc chain_walk(struct store *s, struct chain_walk *walk, int64_t most, int64_t *ret_seen,
	void (*bad)(void *ctx, const struct id *device, int64_t seq), void *ctx, struct err *err)
{
	struct link l;
	struct stmt q;

	*ret_seen = 0;
	stmt_begin(&q, s, SQL_EVENT_CHAIN);
	stmt_id(&q, &walk->device);
	stmt_int(&q, walk->seq);
	stmt_int(&q, most);
	while (stmt_row(&q)) {
		link_read(&q, &l);
		++*ret_seen;
		if (l.e.seq != walk->seq + 1 || memcmp(l.prev, walk->hash, CHAIN_HASH) != 0)
			bad(ctx, &walk->device, l.e.seq);
		walk->seq = l.e.seq;
		link_hash(&l, walk->hash);
	}
	return stmt_end(&q, err);
}

enum stige_rc chain_walk_end(struct store *s, const struct chain_walk *walk,
	void (*bad)(void *ctx, const struct id *device, int64_t seq), void *ctx, struct err *err)
{
	struct chain end;
	bool there;
	enum stige_rc rc;

	if (!id_eq(&walk->device, &s->device))
		return STIGE_OK;
	rc = end_read(s, &end, &there, err);
	if (rc == STIGE_OK && (end.seq != walk->seq || memcmp(end.hash, walk->hash, CHAIN_HASH) != 0))
		bad(ctx, &walk->device, walk->seq);
	return rc;
}

enum stige_rc chain_devices(struct store *s, struct arena *a, struct id **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	bool own = id_is_zero(&s->device);
	struct stmt q;

	list_init(&list, sizeof(struct id));
	stmt_begin(&q, s, SQL_EVENT_DEVICES);
	while (stmt_row(&q)) {
		struct id device = stmt_col_id(&q, 0);

		own |= id_eq(&device, &s->device);
		*(struct id *)list_add(&list) = device;
	}
	if (!own)                    /* its whole chain may have been cut away */
		*(struct id *)list_add(&list) = s->device;
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}
