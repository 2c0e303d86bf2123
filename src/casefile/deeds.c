/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done about a client outside a meeting: the store's own transactions, for the screens. */
#include "stige/casefile/casefile.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"

#include "happened.h"
#include "stige/base/banned.h"

enum { NOTE_MOST = 8000 };

enum stige_rc casefile_add(struct desk *d, const struct client_fields *fields, struct id *ret_id,
	char ret_case_no[16], struct err *err)
{
	return client_add(d->store, fields, NULL, ret_id, ret_case_no, err);
}

enum stige_rc casefile_edit(struct desk *d, const struct casefile *c, const struct client_fields *now,
	struct err *err)
{
	return client_edit(d->store, &c->client.id, &c->client.f, now, err);
}

enum stige_rc casefile_note(struct desk *d, const struct id *client, const struct id *meeting,
	const char *item, const char *text, struct err *err)
{
	struct note note = { .client = *client, .caseworker = d->caseworker.id, .item = item ? item : "",
		.text = text };
	enum text_fault fault = text_check(text, strlen(text), NOTE_MOST, TEXT_LINES, NULL);
	struct id id;

	if (fault != TEXT_FINE)
		return err_set(err, STIGE_DATA, "%s", text_fault_sentence(fault));
	if (meeting)
		note.meeting = *meeting;
	note.at = store_now(d->store);
	return note_add(d->store, &note, &id, err);
}

enum stige_rc casefile_step_status(struct desk *d, const struct id *step, enum plan_status status,
	const char *reason, struct err *err)
{
	return plan_set_status(d->store, step, status, reason ? reason : "", err);
}

enum stige_rc casefile_date_activity(struct desk *d, struct activity_record *record, struct err *err)
{
	if (record->from != DATE_NONE && record->to != DATE_NONE && record->to < record->from)
		return err_set(err, STIGE_DATA, _("The activity ends before it begins; check both dates."));
	return activity_put(d->store, record, err);
}

struct void_work {
	struct id response;
	enum void_reason reason;
};

/* With what it was a correction of, or the answers before the correction would stand again. */
static enum stige_rc void_chain(struct store *s, void *arg, struct err *err)
{
	struct void_work *w = arg;
	struct arena a = ARENA_INIT;
	enum stige_rc rc = STIGE_OK;

	while (rc == STIGE_OK && !id_is_zero(&w->response)) {
		struct response r;

		rc = response_get(s, &a, &w->response, &r, err);
		if (rc == STIGE_OK && !r.voided)
			rc = response_void(s, &w->response, w->reason, err);
		if (rc == STIGE_OK)
			w->response = r.supersedes;
	}
	arena_release(&a);
	return rc;
}

enum stige_rc casefile_void(struct desk *d, const struct id *response, enum void_reason reason,
	struct err *err)
{
	struct void_work w = { *response, reason };

	return store_tx(d->store, void_chain, &w, err);
}

enum stige_rc casefile_revealed(struct desk *d, const struct id *client, struct err *err)
{
	return client_opened(d->store, client, "revealed", err);
}

enum stige_rc casefile_sheet_printed(struct desk *d, const struct id *client, const struct id *meeting,
	struct err *err)
{
	return happened(d->store, EVENT_SHEET_PRINTED, client, meeting, "", err);
}
