/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting that was begun with the wrong client: nothing of it may count for anybody. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/sitting.h"
#include "stige/store/events.h"

#include "ended.h"
#include "stige/base/banned.h"

static enum stige_rc drop_drafts(struct store *s, const struct id *meeting, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct draft *drafts = NULL;
	size_t count = 0;
	enum stige_rc rc = draft_list(s, &a, meeting, &drafts, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		rc = draft_drop(s, &drafts[i].id, err);
	arena_release(&a);
	return rc;
}

static enum stige_rc void_answers(struct sitting *m, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (int who = RESPONDENT_CLIENT; rc == STIGE_OK && who <= RESPONDENT_ACTIVITIES; who++) {
		const struct response *r = casefile_in_meeting(m->casefile, &m->meeting, (enum respondent)who);

		if (r)
			rc = casefile_void(m->desk, &r->id, VOID_WRONG_CLIENT, err);
	}
	return rc;
}

static enum stige_rc drop_steps(struct sitting *m, struct err *err)
{
	const struct casefile *f = m->casefile;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < f->plan_count; i++)
		if (id_eq(&f->plan[i].meeting, &m->meeting) && f->plan[i].status != PLAN_DROPPED)
			rc = plan_set_status(m->desk->store, &f->plan[i].id, PLAN_DROPPED, "", err);
	return rc;
}

static enum stige_rc take_back(struct store *s, void *arg, struct err *err)
{
	struct sitting *m = arg;
	const struct meeting_end was = ended_as(&m->info);
	const struct meeting_end now = {
		.result = MEETING_CANCELLED, .closed = store_now(s), .next_date = DATE_NONE,
		.journal = _("Begun by mistake with the wrong client; nothing of it counts."),
	};
	enum stige_rc rc = drop_drafts(s, &m->meeting, err);

	if (rc == STIGE_OK)
		rc = void_answers(m, err);
	if (rc == STIGE_OK)
		rc = drop_steps(m, err);
	return rc == STIGE_OK ? meeting_set_end(s, &m->meeting, &was, &now, UNDONE, err) : rc;
}

enum stige_rc sitting_mistaken(struct sitting *s, struct err *err)
{
	enum stige_rc rc = store_tx(s->desk->store, take_back, s, err);

	return rc == STIGE_OK ? sitting_refresh(s, err) : rc;
}
