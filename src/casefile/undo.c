/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/undo.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum deed_kind { DEED_TICK, DEED_NOTE, DEED_EDIT, DEED_DATES };

/* How the record was and is; which of these counts is the kind's. */
struct deed_side {
	enum plan_status status;
	const char *text;                /* a tick's reason, a note's text */
	struct client_fields fields;
	struct activity_record dates;
};

struct deed {
	enum deed_kind kind;
	struct id record, client;
	struct deed_side was, now;
};

struct undo {
	struct arena arena;
	struct deed *list;
	size_t count, cap;
	size_t at;                       /* those before it are done, the others undone */
};

void undo_begin(struct desk *d)
{
	undo_free(d->undo);
	d->undo = mem_alloc(sizeof(*d->undo));
}

void undo_free(struct undo *u)
{
	if (!u)
		return;
	arena_release(&u->arena);
	mem_free(u->list);
	mem_free(u);
}

/* --- remembering --- */

static void remember(struct undo *u, struct deed deed)
{
	u->count = u->at;                /* what was undone and not made again is past */
	u->list = mem_grow(u->list, &u->cap, u->count + 1, sizeof(*u->list));
	u->list[u->count++] = deed;
	u->at = u->count;
}

static const char *copy(struct undo *u, const char *text)
{
	return arena_strdup(&u->arena, text ? text : "");
}

void undo_tick(struct desk *d, const struct plan_item *was, enum plan_status now, const char *reason)
{
	struct deed deed = { .kind = DEED_TICK, .record = was->id, .client = was->client };

	if (!d->undo)
		return;
	deed.was = (struct deed_side){ .status = was->status, .text = copy(d->undo, was->reason) };
	deed.now = (struct deed_side){ .status = now, .text = copy(d->undo, reason) };
	remember(d->undo, deed);
}

void undo_note(struct desk *d, const struct id *note, const struct id *client, const char *text)
{
	struct deed deed = { .kind = DEED_NOTE, .record = *note, .client = *client, .was = { .text = "" } };

	if (!d->undo)
		return;
	deed.now.text = copy(d->undo, text);
	remember(d->undo, deed);
}

static struct client_fields copy_fields(struct undo *u, const struct client_fields *f)
{
	struct client_fields c = *f;

	c.name = copy(u, f->name);
	c.journal_no = copy(u, f->journal_no);
	c.benefit = copy(u, f->benefit);
	c.goal_reason = copy(u, f->goal_reason);
	c.excluded = copy(u, f->excluded);
	c.excluded_reason = copy(u, f->excluded_reason);
	return c;
}

void undo_edit(struct desk *d, const struct id *client, const struct client_fields *was,
	const struct client_fields *now)
{
	struct deed deed = { .kind = DEED_EDIT, .record = *client, .client = *client };

	if (!d->undo)
		return;
	deed.was.fields = copy_fields(d->undo, was);
	deed.now.fields = copy_fields(d->undo, now);
	remember(d->undo, deed);
}

static struct activity_record copy_dates(struct undo *u, const struct activity_record *r)
{
	struct activity_record c = *r;

	c.activity = copy(u, r->activity);
	c.place = copy(u, r->place);
	return c;
}

void undo_dates(struct desk *d, const struct activity_record *was, const struct activity_record *now)
{
	struct deed deed = { .kind = DEED_DATES, .record = now->id, .client = now->client };

	if (!d->undo)
		return;
	deed.was.dates = copy_dates(d->undo, was);
	deed.now.dates = copy_dates(d->undo, now);
	deed.was.dates.id = now->id;
	remember(d->undo, deed);
}

/* --- undoing --- */

static const struct deed *next_deed(const struct desk *d, bool redo)
{
	const struct undo *u = d->undo;

	if (!u || (redo ? u->at == u->count : u->at == 0))
		return NULL;
	return &u->list[redo ? u->at : u->at - 1];
}

const struct id *undo_next(const struct desk *d, bool redo)
{
	const struct deed *deed = next_deed(d, redo);

	return deed ? &deed->client : NULL;
}

static enum stige_rc put(struct store *s, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	struct activity_record dates;

	switch (deed->kind) {
	case DEED_TICK:
		return plan_set_status(s, &deed->record, to->status, to->text, err);
	case DEED_NOTE:
		return note_set_text(s, &deed->record, to->text, err);
	case DEED_EDIT:
		return client_edit(s, &deed->record, &from->fields, &to->fields, err);
	case DEED_DATES:
		dates = to->dates;
		return activity_put(s, &dates, err);
	}
	return STIGE_OK;
}

static const char *const said[][2] = {
	[DEED_TICK] = { N_("The tick is undone."), N_("The tick is made again.") },
	[DEED_NOTE] = { N_("What was written is taken back."), N_("What was taken back is written again.") },
	[DEED_EDIT] = { N_("The client's page is as it was before the change."), N_("The change is made again.") },
	[DEED_DATES] = { N_("The dates are as they were."), N_("The dates are changed again.") },
};

/* What cannot be found any more cannot be undone by trying again. */
static void forget(struct undo *u, bool redo)
{
	size_t gone = redo ? u->at : u->at - 1;

	for (size_t i = gone; i + 1 < u->count; i++)
		u->list[i] = u->list[i + 1];
	u->count--;
	u->at = gone;
}

enum stige_rc undo_step(struct desk *d, bool redo, const char **ret_said, struct err *err)
{
	const struct deed *deed = next_deed(d, redo);
	enum stige_rc rc;

	if (!deed)
		return err_set(err, STIGE_NOTFOUND, "%s",
			redo ? _("There is nothing to make again.") : _("There is nothing to undo."));
	*ret_said = _(said[deed->kind][redo]);
	rc = redo ? put(d->store, deed, &deed->was, &deed->now, err) : put(d->store, deed, &deed->now, &deed->was, err);
	if (rc == STIGE_OK)
		d->undo->at = redo ? d->undo->at + 1 : d->undo->at - 1;
	else if (rc == STIGE_NOTFOUND)
		forget(d->undo, redo);
	return rc;
}
