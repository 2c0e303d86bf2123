/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/undo.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum deed_kind {
	DEED_TICK, DEED_DECIDED, DEED_AGREED, DEED_NOTE, DEED_EDIT, DEED_DATES, DEED_CLOSED, DEED_NOT_HELD,
	DEED_HANDOVER, DEED_OUTCOME,
};

/* How the record was and is; which of these counts is the kind's. */
struct deed_side {
	enum plan_status status;
	const char *text;                /* a tick's or a hand-over's reason, a note's text */
	struct client_fields fields;
	struct activity_record dates;
	struct meeting_end end;
	struct outcome outcome;
};

struct deed {
	enum deed_kind kind;
	struct id record, client;        /* of a hand-over: to whom */
	struct id whose;                 /* ... and whose the client was before */
	struct deed_side was, now;
	int32_t from;                    /* of a hand-over: its day; when it was written */
	int64_t at;
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
	struct deed deed = { .kind = was->kind == PLAN_STEP ? DEED_TICK : DEED_DECIDED, .record = was->id,
		.client = was->client };

	if (!d->undo)
		return;
	deed.was = (struct deed_side){ .status = was->status, .text = copy(d->undo, was->reason) };
	deed.now = (struct deed_side){ .status = now, .text = copy(d->undo, reason) };
	remember(d->undo, deed);
}

void undo_agreed(struct desk *d, const struct plan_item *item)
{
	struct deed deed = { .kind = DEED_AGREED, .record = item->id, .client = item->client };

	if (!d->undo)
		return;
	deed.was = (struct deed_side){ .status = PLAN_DROPPED, .text = UNDONE };
	deed.now = (struct deed_side){ .status = item->status, .text = copy(d->undo, item->reason) };
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

static struct meeting_end copy_end(struct undo *u, const struct meeting_end *e)
{
	return (struct meeting_end){ e->result, e->closed, e->next_date, copy(u, e->journal) };
}

void undo_end(struct desk *d, const struct meeting *m, const struct meeting_end *was, const struct meeting_end *now)
{
	struct deed deed = { .record = m->id, .client = m->client };

	if (!d->undo)
		return;
	deed.kind = was->result == MEETING_OPEN ? DEED_CLOSED : DEED_NOT_HELD;
	deed.was.end = copy_end(d->undo, was);
	deed.now.end = copy_end(d->undo, now);
	remember(d->undo, deed);
}

void undo_handover(struct desk *d, const struct client *was, const struct id *to, int32_t from, const char *reason)
{
	struct deed deed = { .kind = DEED_HANDOVER, .record = *to, .client = was->id, .whose = was->caseworker,
		.from = from, .at = store_now(d->store) };

	if (!d->undo)
		return;
	deed.now.text = copy(d->undo, reason);
	remember(d->undo, deed);
}

static struct outcome copy_outcome(struct undo *u, const struct outcome *o)
{
	struct outcome c = *o;

	c.detail = copy(u, o->detail);
	return c;
}

void undo_outcome(struct desk *d, const struct outcome *was, const struct outcome *now)
{
	struct deed deed = { .kind = DEED_OUTCOME, .record = now->id, .client = now->client };

	if (!d->undo)
		return;
	deed.was.outcome = copy_outcome(d->undo, was);
	deed.now.outcome = copy_outcome(d->undo, now);
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

/* from is how it is, to how it shall be; they are the deed's two sides. */
typedef enum stige_rc put(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err);

static enum stige_rc put_status(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	(void)from;
	return plan_set_status(d->store, &deed->record, to->status, to->text, err);
}

static enum stige_rc put_text(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	(void)from;
	return note_set_text(d->store, &deed->record, to->text, err);
}

static enum stige_rc put_fields(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	return client_edit(d->store, &deed->record, &from->fields, &to->fields, err);
}

static enum stige_rc put_dates(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	struct activity_record dates = to->dates;

	(void)deed;
	(void)from;
	return activity_put(d->store, &dates, err);
}

static const char *log_word(const struct deed *deed, const struct deed_side *to)
{
	return to == &deed->was ? UNDONE : "again";
}

static enum stige_rc no_other_open(struct desk *d, const struct deed *deed, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct meeting *list = NULL;
	size_t count = 0;
	enum stige_rc rc = meeting_list(d->store, &a, &deed->client, &list, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (list[i].result == MEETING_OPEN)
			rc = err_set(err, STIGE_BUSY, "%s",
				_("Another meeting with this client is open; close it first."));
	arena_release(&a);
	return rc;
}

static enum stige_rc put_end(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	enum stige_rc rc = to->end.result == MEETING_OPEN ? no_other_open(d, deed, err) : STIGE_OK;

	return rc != STIGE_OK ? rc
		: meeting_set_end(d->store, &deed->record, &from->end, &to->end, log_word(deed, to), err);
}

static bool is_work(void *ctx, const struct event *e)
{
	*(bool *)ctx |= event_log(e->kind) == 'S';
	return true;
}

/* Who has written about the client since is asked to hand back; nobody is undone behind their back. */
static enum stige_rc untouched(struct desk *d, const struct deed *deed, struct err *err)
{
	const struct event_filter by = { .from = deed->at, .to = INSTANT_NONE, .client = &deed->client,
		.caseworker = &deed->record };
	bool touched = false;
	enum stige_rc rc;

	if (id_eq(&deed->record, &d->caseworker.id))         /* taken over, not given away */
		return STIGE_OK;
	rc = event_each(d->store, &by, is_work, &touched, err);
	if (rc == STIGE_OK && touched)
		rc = err_set(err, STIGE_BUSY, _("%s has worked with this client since; ask for the client to be handed back."),
			desk_initials(d, &deed->record));
	return rc;
}

static enum stige_rc put_caseworker(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	enum stige_rc rc;

	(void)from;
	if (to == &deed->now)
		return client_assign(d->store, &deed->client, &deed->record, deed->from, to->text, err);
	rc = untouched(d, deed, err);
	return rc == STIGE_OK ? client_assign_back(d->store, &deed->client, &deed->record, &deed->whose, err) : rc;
}

static enum stige_rc put_outcome(struct desk *d, const struct deed *deed, const struct deed_side *from,
	const struct deed_side *to, struct err *err)
{
	struct outcome o = to->outcome;

	(void)deed;
	(void)from;
	return outcome_put(d->store, &o, err);
}

static const struct {
	put *put;
	const char *said[2];             /* undone, made again */
} kinds[] = {
	[DEED_TICK] = { put_status, { N_("The tick is undone."), N_("The tick is made again.") } },
	[DEED_DECIDED] = { put_status, { N_("What was decided is as it was before."), N_("It is decided again.") } },
	[DEED_AGREED] = { put_status, { N_("What was agreed is taken back."),
		N_("What was taken back is agreed again.") } },
	[DEED_NOTE] = { put_text, { N_("What was written is taken back."),
		N_("What was taken back is written again.") } },
	[DEED_EDIT] = { put_fields, { N_("The client's page is as it was before the change."),
		N_("The change is made again.") } },
	[DEED_DATES] = { put_dates, { N_("The dates are as they were."), N_("The dates are changed again.") } },
	[DEED_CLOSED] = { put_end, { N_("The meeting is open again; m goes on with it."),
		N_("The meeting is closed again.") } },
	[DEED_NOT_HELD] = { put_end, { N_("What was registered is taken back; the log keeps that it was."),
		N_("It is registered again.") } },
	[DEED_HANDOVER] = { put_caseworker, { N_("The hand-over is taken back; the client is yours again."),
		N_("The client is handed over again.") } },
	[DEED_OUTCOME] = { put_outcome, { N_("The outcome is as it was before."), N_("The outcome is written again.") } },
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

/* With the case number before it: the client may be on no screen now. */
static enum stige_rc say(struct desk *d, const struct deed *deed, bool redo, const char **ret_said, struct err *err)
{
	const char *said = _(kinds[deed->kind].said[redo]);
	struct arena a = ARENA_INIT;
	struct client c;
	enum stige_rc rc = client_get(d->store, &a, &deed->client, &c, err);

	if (rc == STIGE_OK)
		*ret_said = arena_printf(&d->undo->arena, "%s: %s", c.case_no, said);
	arena_release(&a);
	return rc;
}

enum stige_rc undo_step(struct desk *d, bool redo, const char **ret_said, struct err *err)
{
	const struct deed *deed = next_deed(d, redo);
	enum stige_rc rc;

	if (!deed)
		return err_set(err, STIGE_NOTFOUND, "%s",
			redo ? _("There is nothing to make again.") : _("There is nothing to undo."));
	rc = say(d, deed, redo, ret_said, err);
	if (rc == STIGE_OK)
		rc = kinds[deed->kind].put(d, deed, redo ? &deed->was : &deed->now, redo ? &deed->now : &deed->was, err);
	if (rc == STIGE_OK)
		d->undo->at = redo ? d->undo->at + 1 : d->undo->at - 1;
	else if (rc == STIGE_NOTFOUND)
		forget(d->undo, redo);
	return rc;
}
