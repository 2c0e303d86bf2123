/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/peers.h"

#include "list.h"
#include "stmt.h"
#include "stige/base/banned.h"

static const char *const states[] = {
	[PEER_OWN] = "own", [PEER_NAMED] = "named", [PEER_PAIRED] = "paired",
};
const struct words peer_state_words = { states, ARRAY_SIZE(states) };

static struct seal_place place(struct store *s, const char *column, const struct id *id, const struct id *office,
	int64_t at, const struct id *caseworker)
{
	str_clear(&s->clear);
	clear_id(&s->clear, office);
	clear_instant(&s->clear, at);
	clear_id(&s->clear, caseworker);
	return (struct seal_place){ "peer", column, *id, s->clear.text };
}

/* ---- reading ---- */

static void read_peer(struct stmt *q, struct arena *a, struct peer *ret)
{
	struct id id = stmt_col_id(q, 0), caseworker = stmt_col_id(q, 3);
	struct seal_place where;

	ret->office = stmt_col_id(q, 1);
	ret->at = stmt_col_instant(q, 2);
	ret->code = stmt_col_text(q, 4, a);
	ret->state = (enum peer_state)stmt_col_word(q, 5, &peer_state_words);
	where = place(q->s, "keys", &id, &ret->office, ret->at, &caseworker);
	ret->keys = stmt_col_sealed(q, 6, &where, a);
	where = place(q->s, "secret", &id, &ret->office, ret->at, &caseworker);
	ret->secret = stmt_is_null(q, 7) ? "" : stmt_col_sealed(q, 7, &where, a);
	ret->sent = stmt_col_int(q, 8);
	ret->received = stmt_col_int(q, 9);
}

enum stige_rc peer_list(struct store *s, struct arena *a, struct peer **ret, size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_PEER_LIST);
	while (stmt_row(&q))
		read_peer(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

enum stige_rc peer_find(struct store *s, struct arena *a, enum peer_state state, const char *code, struct peer *ret,
	struct err *err)
{
	struct peer *list;
	size_t count;
	enum stige_rc rc = peer_list(s, a, &list, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		if (list[i].state != state || (state != PEER_OWN && strcmp(list[i].code, code) != 0))
			continue;
		*ret = list[i];
		return STIGE_OK;
	}
	if (rc != STIGE_OK)
		return rc;
	if (state == PEER_OWN)
		return err_set(err, STIGE_NOTFOUND,
			_("this office has no card yet; `stige office card` makes one"));
	return err_set(err, STIGE_NOTFOUND,
		_("no office %s is paired with this one; `stige office list` shows which are"), code);
}

/* ---- writing ---- */

static enum stige_rc remove_row(struct store *s, const struct id *office, int *ret_gone, struct err *err)
{
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_PEER_REMOVE);
	stmt_id(&q, office);
	rc = stmt_run(&q, err);
	*ret_gone = sqlite3_changes(s->db);
	return rc;
}

static enum stige_rc insert(struct store *s, const struct peer *p, struct err *err)
{
	struct id id = id_make(&s->random);
	struct seal_place where = place(s, "keys", &id, &p->office, p->at, &s->caseworker);
	struct stmt q;

	stmt_begin(&q, s, SQL_PEER_ADD);
	stmt_id(&q, &id);
	stmt_id(&q, &p->office);
	stmt_instant(&q, p->at);
	stmt_id(&q, &s->caseworker);
	stmt_text(&q, p->code);
	stmt_text(&q, words_name(&peer_state_words, p->state));
	stmt_sealed(&q, &where, p->keys, strlen(p->keys));
	where = place(s, "secret", &id, &p->office, p->at, &s->caseworker);
	if (p->state == PEER_OWN)
		stmt_sealed(&q, &where, p->secret, strlen(p->secret));
	else
		stmt_null(&q);
	stmt_int(&q, p->sent);
	stmt_int(&q, p->received);
	return stmt_run(&q, err);
}

/* Two offices with one code would give two people one case number. */
static enum stige_rc code_is_free(struct store *s, const struct peer *p, struct err *err)
{
	struct stmt q;
	bool taken;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_PEER_CODE_TAKEN);
	stmt_text(&q, p->code);
	stmt_id(&q, &p->office);
	stmt_text(&q, p->code);
	stmt_id(&q, &p->office);
	taken = stmt_row(&q);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && taken)
		rc = err_set(err, STIGE_DATA,
			_("another office has the code %s already, so two clients could get one case number; one of the "
			"two offices must take another code first"), p->code);
	return rc;
}

static enum stige_rc log_it(struct store *s, const struct id *office, const char *reason, struct err *err)
{
	struct event e = event_new(EVENT_OFFICE_PAIRED);
	char hex[ID_HEX];

	e.item = id_format(office, hex);
	e.reason = reason;
	return event_add(s, &e, err);
}

static enum stige_rc put(struct store *s, void *arg, struct err *err)
{
	struct peer *p = arg;
	int gone;
	enum stige_rc rc = code_is_free(s, p, err);

	p->at = store_now(s);
	if (rc == STIGE_OK)
		rc = remove_row(s, &p->office, &gone, err);
	if (rc == STIGE_OK)
		rc = insert(s, p, err);
	return rc == STIGE_OK ? log_it(s, &p->office, words_name(&peer_state_words, p->state), err) : rc;
}

enum stige_rc peer_put(struct store *s, const struct peer *peer, struct err *err)
{
	struct peer copy = *peer;

	return store_tx(s, put, &copy, err);
}

static enum stige_rc forget(struct store *s, void *arg, struct err *err)
{
	const struct id *office = arg;
	int gone;
	enum stige_rc rc = remove_row(s, office, &gone, err);

	if (rc == STIGE_OK && gone == 0)
		rc = err_set(err, STIGE_NOTFOUND, _("this office is not known any more; `stige office list` shows which are"));
	return rc == STIGE_OK ? log_it(s, office, "forgotten", err) : rc;
}

enum stige_rc peer_forget(struct store *s, const struct id *office, struct err *err)
{
	struct id copy = *office;

	return store_tx(s, forget, &copy, err);
}

struct numbering {
	enum sql sql;
	const struct id *office;
	int64_t number;
};

static enum stige_rc set_number(struct store *s, void *arg, struct err *err)
{
	const struct numbering *w = arg;
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, w->sql);
	stmt_int(&q, w->number);
	stmt_id(&q, w->office);
	stmt_int(&q, w->number);
	rc = stmt_run(&q, err);
	if (rc == STIGE_OK && sqlite3_changes(s->db) == 0)
		rc = err_set(err, STIGE_DATA,
			_("this bundle, or a newer one of the same office, has come already; nothing is missing"));
	return rc;
}

enum stige_rc peer_set_sent(struct store *s, const struct id *office, int64_t number, struct err *err)
{
	struct numbering w = { SQL_PEER_SENT, office, number };

	return store_tx(s, set_number, &w, err);
}

enum stige_rc peer_set_received(struct store *s, const struct id *office, int64_t number, struct err *err)
{
	struct numbering w = { SQL_PEER_RECEIVED, office, number };

	return store_tx(s, set_number, &w, err);
}
