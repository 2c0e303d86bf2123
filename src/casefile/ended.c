/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a meeting ends: closed as held, or a contact that did not take place; and that either can be undone. */
#include "stige/casefile/sitting.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/casefile/undo.h"

#include "ended.h"
#include "stige/base/banned.h"

enum { WHY_MOST = 200 };

struct meeting_end ended_as(const struct meeting *m)
{
	return (struct meeting_end){ m->result, m->closed, m->next_date, m->journal };
}

int32_t ended_next(const struct meeting *list, size_t count, int32_t today)
{
	while (count > 0 && list[count - 1].next_date == DATE_NONE)
		count--;
	return count > 0 && list[count - 1].next_date >= today ? list[count - 1].next_date : DATE_NONE;
}

/* The sitting knows its meeting from before it ended, and reads it again. */
enum stige_rc sitting_ended(struct sitting *s, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct meeting_end was = ended_as(&s->info), now;
	enum stige_rc rc;

	was.journal = arena_strdup(&a, was.journal);
	rc = sitting_refresh(s, err);
	now = ended_as(&s->info);
	if (rc == STIGE_OK)
		undo_end(s->desk, &s->info, &was, &now);
	arena_release(&a);
	return rc;
}

static enum stige_rc may_be(const struct desk *d, const struct not_held *n, struct err *err)
{
	enum text_fault fault = text_check(n->why ? n->why : "", n->why ? strlen(n->why) : 0, WHY_MOST, 0, NULL);

	BUG_ON(n->result == MEETING_OPEN || n->result == MEETING_HELD);
	if (fault != TEXT_FINE)
		return err_set(err, STIGE_DATA, "%s", text_fault_sentence(fault));
	if (n->next != DATE_NONE && n->next < desk_today(d))
		return err_set(err, STIGE_DATA, _("The next meeting lies in the past; write a date ahead."));
	return STIGE_OK;
}

static enum stige_rc write_why(struct store *s, const struct id *meeting, const char *why, struct err *err)
{
	return why && *why ? meeting_set_journal(s, meeting, why, err) : STIGE_OK;
}

struct end_work {
	const struct id *meeting;
	const struct not_held *how;
};

static enum stige_rc end_meeting(struct store *store, void *arg, struct err *err)
{
	const struct end_work *w = arg;
	enum stige_rc rc = w->how->next == DATE_NONE ? STIGE_OK : meeting_set_next(store, w->meeting, w->how->next, err);

	if (rc == STIGE_OK)
		rc = write_why(store, w->meeting, w->how->why, err);
	return rc == STIGE_OK ? meeting_close(store, w->meeting, w->how->result, err) : rc;
}

enum stige_rc sitting_end(struct sitting *s, const struct not_held *how, struct err *err)
{
	struct end_work w = { &s->meeting, how };
	enum stige_rc rc = may_be(s->desk, how, err);

	for (int who = RESPONDENT_CLIENT; rc == STIGE_OK && who <= RESPONDENT_ACTIVITIES; who++)
		if (casefile_in_meeting(s->casefile, &s->meeting, (enum respondent)who))
			rc = err_set(err, STIGE_DATA,
				_("Questions have been answered in this meeting; close it as held."));
	if (rc == STIGE_OK)
		rc = store_tx(s->desk->store, end_meeting, &w, err);
	return rc == STIGE_OK ? sitting_ended(s, err) : rc;
}

/* ---- a contact of its own ---- */

struct contact_work {
	const struct id *client;
	const struct not_held *how;
	int32_t today;
	struct meeting made;
	struct arena *arena;
};

static enum stige_rc record(struct store *store, void *arg, struct err *err)
{
	struct contact_work *w = arg;
	struct id id;
	enum stige_rc rc = meeting_record(store, w->client, w->how->kind, w->today, w->how->result, w->how->next, &id,
		err);

	if (rc == STIGE_OK)
		rc = write_why(store, &id, w->how->why, err);
	return rc == STIGE_OK ? meeting_get(store, w->arena, &id, &w->made, err) : rc;
}

/* There is nothing it was before: undone, it stands as cancelled, with a sentence that says so. */
static void remember(struct desk *d, const struct meeting *made)
{
	struct meeting_end now = ended_as(made), undone = now;

	undone.result = MEETING_CANCELLED;
	undone.next_date = DATE_NONE;
	undone.journal = _("Registered by mistake and taken back; nothing of it counts.");
	undo_end(d, made, &undone, &now);
}

enum stige_rc sitting_not_held(struct desk *d, const struct id *client, const struct not_held *how, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct contact_work w = { client, how, desk_today(d), .arena = &a };
	enum stige_rc rc = may_be(d, how, err);

	if (rc == STIGE_OK)
		rc = store_tx(d->store, record, &w, err);
	if (rc == STIGE_OK)
		remember(d, &w.made);
	arena_release(&a);
	return rc;
}
