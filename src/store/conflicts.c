/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What two offices did differently, found in the rows themselves: nothing is kept beside them that
 * could be forgotten, and both sides find the same.
 */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/merge.h"
#include "stige/store/responses.h"

#include "conflicts.h"
#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

static const char *const kinds[] = {
	[CONFLICT_FIELD] = "field", [CONFLICT_RESPONSE] = "response", [CONFLICT_FORM] = "form",
	[CONFLICT_CASEWORKER] = "caseworker",
};
const struct words conflict_kind_words = { kinds, ARRAY_SIZE(kinds) };

/* Where more than one row stands: to be looked at. */
struct candidate {
	const char *what, *field;
	struct id record;
	size_t sides;
};

/* At one place: rows of (text, text, id, count), each of them NULL where it does not apply. */
static enum stige_rc candidates(struct store *s, enum sql which, const struct id *place, struct arena *a,
	struct candidate **ret, size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, which);
	stmt_id(&q, place);
	while (stmt_row(&q)) {
		struct candidate *c = list_add(&list);

		c->what = stmt_col_text(&q, 0, a);
		c->field = stmt_col_text(&q, 1, a);
		c->record = stmt_col_id(&q, 2);
		c->sides = (size_t)stmt_col_int(&q, 3);
	}
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* Whose row it is; zero for an office's. */
static enum stige_rc client_of(struct store *s, const struct candidate *c, struct id *ret, struct err *err)
{
	struct str sql = STR_INIT;
	struct stmt q;
	enum stige_rc rc;

	*ret = c->record;
	if (strcmp(c->what, "client") == 0)
		return STIGE_OK;
	*ret = (struct id){ { 0 } };
	if (strcmp(c->what, "office") == 0)
		return STIGE_OK;
	str_addf(&sql, "SELECT client FROM %s WHERE id = ?", c->what);       /* the name is a revised table's */
	stmt_begin_once(&q, s, sql.text);
	stmt_id(&q, &c->record);
	if (stmt_row(&q))
		*ret = stmt_col_id(&q, 0);
	rc = stmt_end(&q, err);
	str_release(&sql);
	return rc;
}

/* Heads that say the same are none. */
static enum stige_rc look_at_field(struct store *s, struct arena *a, const struct candidate *c, struct list *out,
	struct err *err)
{
	const struct revised *r = revised_find(c->what);
	struct conflict found = { .kind = CONFLICT_FIELD, .record = c->record, .what = c->what, .field = c->field,
		.sides = c->sides };
	struct heads heads;
	enum stige_rc rc;

	if (!r)
		return STIGE_OK;
	rc = revised_heads(s, r, &c->record, a, &heads, err);
	for (size_t i = 0; rc == STIGE_OK && i < r->count; i++) {
		if (strcmp(r->fields[i].name, c->field) != 0 || !heads.conflict[i])
			continue;
		found.one = heads.revisions[i];
		found.other = heads.rivals[i];
		rc = client_of(s, c, &found.client, err);
		if (rc == STIGE_OK)
			*(struct conflict *)list_add(out) = found;
	}
	return rc;
}

static bool alike(const struct response *x, const struct response *y)
{
	bool same = strcmp(x->form_hash, y->form_hash) == 0 && x->count == y->count;

	for (size_t i = 0; same && i < x->count; i++)
		same = answer_eq(&x->answers[i], &y->answers[i]);
	return same;
}

/* The responses that stand in one place, the youngest last: it counts. */
static enum stige_rc look_at_responses(struct store *s, struct arena *a, const struct candidate *c,
	struct list *out, struct err *err)
{
	struct conflict found = { .kind = CONFLICT_RESPONSE, .what = "response", .field = c->field,
		.sides = c->sides };
	struct response *list = arena_array(a, c->sides, sizeof(*list));
	struct stmt q;
	size_t count = 0;
	enum stige_rc rc;

	struct id *ids = arena_array(a, c->sides, sizeof(*ids));

	stmt_begin(&q, s, SQL_CONFLICT_RESPONSES_OF);
	stmt_id(&q, &c->record);
	stmt_text(&q, c->field);
	while (count < c->sides && stmt_row(&q))
		ids[count++] = stmt_col_id(&q, 0);
	rc = stmt_end(&q, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		rc = response_get(s, a, &ids[i], &list[i], err);
	for (size_t i = count - 1; rc == STIGE_OK && i-- > 0;) {
		if (alike(&list[i], &list[count - 1]))
			continue;
		found.client = list[i].client;
		found.record = c->record;
		found.one = list[count - 1].id;
		found.other = list[i].id;
		*(struct conflict *)list_add(out) = found;
		break;
	}
	return rc;
}

static enum stige_rc look_at_caseworkers(struct store *s, struct arena *a, const struct candidate *c,
	struct list *out, struct err *err)
{
	struct conflict found = { .kind = CONFLICT_CASEWORKER, .client = c->record, .record = c->record,
		.what = "assignment", .field = "caseworker", .sides = c->sides };
	struct stmt q;

	(void)a;
	stmt_begin(&q, s, SQL_CONFLICT_ASSIGNMENTS_OF);
	stmt_id(&q, &c->record);
	if (stmt_row(&q))
		found.one = stmt_col_id(&q, 0);
	if (stmt_row(&q))
		found.other = stmt_col_id(&q, 0);
	*(struct conflict *)list_add(out) = found;
	return stmt_end(&q, err);
}

static enum stige_rc look_at_forms(struct store *s, struct arena *a, const struct candidate *c, struct list *out,
	struct err *err)
{
	const struct conflict found = { .kind = CONFLICT_FORM, .what = c->what, .field = c->field, .sides = c->sides };

	(void)s;
	(void)a;
	(void)err;
	*(struct conflict *)list_add(out) = found;
	return STIGE_OK;
}

/* A place is a record, a meeting or a client; forms have one for all. */
struct finder {
	enum sql places, at;
	enum stige_rc (*look)(struct store *s, struct arena *a, const struct candidate *c, struct list *out,
		struct err *err);
};

static const struct finder finders[] = {
	[CONFLICT_FIELD] = { SQL_CONFLICT_FIELDS, SQL_CONFLICT_FIELDS_AT, look_at_field },
	[CONFLICT_RESPONSE] = { SQL_CONFLICT_RESPONSES, SQL_CONFLICT_RESPONSES_AT, look_at_responses },
	[CONFLICT_FORM] = { SQL_CONFLICT_FORMS, SQL_CONFLICT_FORMS_AT, look_at_forms },
	[CONFLICT_CASEWORKER] = { SQL_CONFLICT_ASSIGNMENTS, SQL_CONFLICT_ASSIGNMENTS_AT, look_at_caseworkers },
};

static enum stige_rc find_at(struct store *s, enum conflict_kind kind, const struct id *place, struct arena *a,
	struct list *out, struct err *err)
{
	struct candidate *list;
	size_t count;
	enum stige_rc rc = candidates(s, finders[kind].at, place, a, &list, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		rc = finders[kind].look(s, a, &list[i], out, err);
	return rc;
}

enum stige_rc conflict_count_at(struct store *s, enum conflict_kind kind, const struct id *place, size_t *ret,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct list found;
	enum stige_rc rc;

	list_init(&found, sizeof(struct conflict));
	rc = find_at(s, kind, place, &a, &found, err);
	*ret = found.count;
	mem_free(found.items);
	arena_release(&a);
	return rc;
}

struct listing {
	struct arena *a;
	struct list out;
};

static enum stige_rc find_kind(struct store *s, enum conflict_kind kind, struct listing *w, struct err *err)
{
	struct list places;
	struct stmt q;
	enum stige_rc rc;

	list_init(&places, sizeof(struct id));
	stmt_begin(&q, s, finders[kind].places);
	while (stmt_row(&q))
		*(struct id *)list_add(&places) = stmt_col_id(&q, 0);
	rc = stmt_end(&q, err);
	for (size_t i = 0; rc == STIGE_OK && i < places.count; i++)
		rc = find_at(s, kind, (const struct id *)places.items + i, w->a, &w->out, err);
	mem_free(places.items);
	return rc;
}

static enum stige_rc find_all(struct store *s, void *arg, struct err *err)
{
	struct listing *w = arg;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < ARRAY_SIZE(finders); i++)
		rc = find_kind(s, (enum conflict_kind)i, w, err);
	return rc;
}

enum stige_rc conflict_list(struct store *s, struct arena *a, struct conflict **ret, size_t *ret_count,
	struct err *err)
{
	struct listing w = { .a = a };
	enum stige_rc rc;

	list_init(&w.out, sizeof(**ret));
	rc = tx_read(s, find_all, &w, err);
	*ret = list_take(&w.out, a, ret_count);
	return rc;
}

/* ---- settling ---- */

struct settling {
	const struct conflict *conflict;
	bool other;                  /* the side that does not count now is to */
};

static enum stige_rc settle_field(struct store *s, const struct conflict *c, bool other, struct err *err)
{
	const struct revised *r = revised_find(c->what);
	const char *values[REVISED_MOST] = { NULL };
	struct arena a = ARENA_INIT;
	struct heads heads;
	enum stige_rc rc = revised_heads(s, r, &c->record, &a, &heads, err);

	for (size_t i = 0; rc == STIGE_OK && i < r->count; i++)
		if (strcmp(r->fields[i].name, c->field) == 0 && heads.conflict[i])
			values[i] = other ? heads.rival_values[i] : heads.values[i];
	if (rc == STIGE_OK)
		rc = revised_change(s, r, &c->record, values, NULL, err);
	arena_release(&a);
	return rc;
}

/* The answers that are not kept are corrected to those that are: nothing is taken away. */
static enum stige_rc settle_response(struct store *s, const struct conflict *c, bool other, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct response kept;
	enum stige_rc rc = response_get(s, &a, other ? &c->other : &c->one, &kept, err);

	if (rc == STIGE_OK)
		rc = response_correct(s, other ? &c->one : &c->other, kept.answers, kept.count, CORRECT_SLIP, NULL, NULL,
			err);
	arena_release(&a);
	return rc;
}

static enum stige_rc settle_caseworker(struct store *s, const struct conflict *c, bool other, struct err *err)
{
	const char *values[ASSIGNMENT_FIELDS] = { NULL };
	char until[DATE_TEXT];

	values[ASSIGNMENT_UNTIL] = date_format(instant_date(store_now(s)), until);
	return revised_change(s, &revised_assignment, other ? &c->one : &c->other, values, NULL, err);
}

static enum stige_rc settle_form(struct store *s, const struct conflict *c, bool other, struct err *err)
{
	(void)s;
	(void)other;
	return err_set(err, STIGE_USAGE,
		_("both texts of the form %s stay with the answers they were given on; give the form a new version in both "
		"offices"), c->what);
}

static enum stige_rc (*const settlers[])(struct store *s, const struct conflict *c, bool other, struct err *err) = {
	[CONFLICT_FIELD] = settle_field, [CONFLICT_RESPONSE] = settle_response, [CONFLICT_FORM] = settle_form,
	[CONFLICT_CASEWORKER] = settle_caseworker,
};

/* Is it still as it was seen? */
static enum stige_rc still_there(struct store *s, const struct conflict *c, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct conflict *list;
	bool there = false;
	size_t count;
	enum stige_rc rc = conflict_list(s, &a, &list, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		there |= list[i].kind == c->kind && id_eq(&list[i].record, &c->record) && id_eq(&list[i].one, &c->one) &&
			id_eq(&list[i].other, &c->other) && strcmp(list[i].field, c->field) == 0;
	arena_release(&a);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_BUSY, _("this has changed meanwhile, nothing was settled; look at the list again"));
	return rc;
}

static enum stige_rc settle(struct store *s, void *arg, struct err *err)
{
	const struct settling *w = arg;
	struct event e = event_new(EVENT_CONFLICT_SETTLED);
	enum stige_rc rc = still_there(s, w->conflict, err);

	if (rc == STIGE_OK)
		rc = settlers[w->conflict->kind](s, w->conflict, w->other, err);
	e.client = w->conflict->client;
	e.item = w->conflict->field;
	e.reason = words_name(&conflict_kind_words, w->conflict->kind);
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc conflict_settle(struct store *s, const struct conflict *c, bool other, struct err *err)
{
	struct settling w = { c, other };

	return store_tx(s, settle, &w, err);
}

/* ---- what stands on each side ---- */

static enum stige_rc field_side(struct store *s, struct arena *a, const struct conflict *c, bool other,
	struct conflict_side *ret, struct err *err)
{
	const struct revised *r = revised_find(c->what);
	struct heads heads;
	struct stmt q;
	enum stige_rc rc = revised_heads(s, r, &c->record, a, &heads, err);

	if (rc != STIGE_OK)
		return rc;
	for (size_t i = 0; i < r->count; i++)
		if (strcmp(r->fields[i].name, c->field) == 0)
			ret->value = other ? heads.rival_values[i] : heads.values[i];
	stmt_begin(&q, s, SQL_REVISION_BY);
	stmt_id(&q, other ? &c->other : &c->one);
	if (stmt_row(&q)) {
		ret->at = stmt_col_instant(&q, 0);
		ret->caseworker = stmt_col_id(&q, 1);
	}
	return stmt_end(&q, err);
}

static enum stige_rc response_side(struct store *s, struct arena *a, const struct conflict *c, bool other,
	struct conflict_side *ret, struct err *err)
{
	enum stige_rc rc = response_get(s, a, other ? &c->other : &c->one, &ret->response, err);

	ret->at = ret->response.completed;
	ret->caseworker = ret->response.caseworker;
	return rc;
}

static enum stige_rc assignment_side(struct store *s, struct arena *a, const struct conflict *c, bool other,
	struct conflict_side *ret, struct err *err)
{
	struct stmt q;

	(void)a;
	stmt_begin(&q, s, SQL_ASSIGNMENT_BY);
	stmt_id(&q, other ? &c->other : &c->one);
	if (stmt_row(&q)) {
		ret->caseworker = stmt_col_id(&q, 0);
		ret->since = stmt_col_date(&q, 1);
	}
	return stmt_end(&q, err);
}

enum stige_rc conflict_side(struct store *s, struct arena *a, const struct conflict *c, bool other,
	struct conflict_side *ret, struct err *err)
{
	*ret = (struct conflict_side){ .value = "", .at = INSTANT_NONE, .since = DATE_NONE };
	switch (c->kind) {
	case CONFLICT_FIELD: return field_side(s, a, c, other, ret, err);
	case CONFLICT_RESPONSE: return response_side(s, a, c, other, ret, err);
	case CONFLICT_CASEWORKER: return assignment_side(s, a, c, other, ret, err);
	case CONFLICT_FORM: break;
	}
	return STIGE_OK;
}
