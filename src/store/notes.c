/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/date.h"
#include "stige/store/meetings.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

static void note_clear(struct str *out, const struct note *n)
{
	str_clear(out);
	clear_id(out, &n->client);
	clear_id(out, &n->meeting);
	clear_id(out, &n->caseworker);
	clear_text(out, n->item);
	clear_instant(out, n->at);
}

static enum stige_rc insert(struct store *s, const struct note *n, struct err *err)
{
	const char *values[] = { n->text };
	struct stmt q;
	enum stige_rc rc;

	note_clear(&s->clear, n);
	stmt_begin(&q, s, SQL_NOTE_ADD);
	stmt_id(&q, &n->id);
	stmt_id(&q, &n->client);
	stmt_id(&q, &n->meeting);
	stmt_id(&q, &n->caseworker);
	stmt_text(&q, n->item);
	stmt_instant(&q, n->at);
	revised_bind(&q, &revised_note, &n->id, s->clear.text, values);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_note, &n->id, values, err) : rc;
}

static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	const struct note *n = arg;
	struct event e = event_new(EVENT_NOTE_ADDED);
	enum stige_rc rc = client_not_restricted(s, &n->client, err);

	if (rc == STIGE_OK)
		rc = insert(s, n, err);
	e.client = n->client;
	e.meeting = n->meeting;
	e.item = n->item;
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

/* Who writes is who acts; an import names somebody else. */
enum stige_rc note_add(struct store *s, const struct note *note, struct id *ret_id, struct err *err)
{
	struct note copy = *note;
	enum stige_rc rc;

	copy.id = id_make(&s->random);
	copy.item = note->item ? note->item : "";
	copy.text = note->text ? note->text : "";
	if (id_is_zero(&copy.caseworker))
		copy.caseworker = s->caseworker;
	if (copy.at == 0 || copy.at == INSTANT_NONE)
		copy.at = store_now(s);
	rc = store_tx(s, add, &copy, err);
	if (rc == STIGE_OK && ret_id)
		*ret_id = copy.id;
	return rc;
}

struct text_setting {
	const struct id *id;
	const char *text;
};

static enum stige_rc read_place(struct store *s, struct arena *a, const struct id *id, struct event *e,
	struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_NOTE_ONE);
	stmt_id(&q, id);
	if (stmt_row(&q)) {
		e->client = stmt_col_id(&q, 0);
		e->meeting = stmt_col_id(&q, 1);
		e->item = stmt_col_text(&q, 2, a);
	}
	return stmt_end(&q, err);
}

static enum stige_rc set_text(struct store *s, void *arg, struct err *err)
{
	const struct text_setting *w = arg;
	const char *values[] = { w->text };
	struct event e = event_new(EVENT_NOTE_CHANGED);
	struct arena a = ARENA_INIT;
	unsigned changed = 0;
	enum stige_rc rc = read_place(s, &a, w->id, &e, err);

	if (rc == STIGE_OK && !id_is_zero(&e.client))
		rc = client_not_restricted(s, &e.client, err);
	if (rc == STIGE_OK)
		rc = revised_change(s, &revised_note, w->id, values, &changed, err);
	if (rc == STIGE_OK && changed != 0)
		rc = event_add(s, &e, err);
	arena_release(&a);
	return rc;
}

enum stige_rc note_set_text(struct store *s, const struct id *id, const char *text, struct err *err)
{
	struct text_setting w = { id, text };

	return store_tx(s, set_text, &w, err);
}

static void read_note(struct stmt *q, struct arena *a, struct note *ret)
{
	struct seal_place place = { .table = "note", .column = "text" };

	ret->id = stmt_col_id(q, 0);
	ret->client = stmt_col_id(q, 1);
	ret->meeting = stmt_col_id(q, 2);
	ret->caseworker = stmt_col_id(q, 3);
	ret->item = stmt_col_text(q, 4, a);
	ret->at = stmt_col_instant(q, 5);
	note_clear(&q->s->clear, ret);
	place.row = ret->id;
	place.clear = q->s->clear.text;
	ret->text = stmt_col_sealed(q, 6, &place, a);
}

enum stige_rc note_list(struct store *s, struct arena *a, const struct id *client, struct note **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_NOTE_OF);
	stmt_id(&q, client);
	while (stmt_row(&q)) {
		struct note note = { .text = "" };

		read_note(&q, a, &note);
		if (note.text && *note.text)
			*(struct note *)list_add(&list) = note;
	}
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}
