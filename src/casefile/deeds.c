/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done about a client outside a meeting: the store's own transactions, for the screens. */
#include "stige/casefile/casefile.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/casefile/undo.h"

#include "happened.h"
#include "noted.h"
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
	enum stige_rc rc = client_edit(d->store, &c->client.id, &c->client.f, now, err);

	if (rc == STIGE_OK)
		undo_edit(d, &c->client.id, &c->client.f, now);
	return rc;
}

enum stige_rc noted_put(struct desk *d, const struct id *client, const struct id *meeting, const char *item,
	const char *text, struct id *ret_id, struct err *err)
{
	struct note note = { .client = *client, .caseworker = d->caseworker.id, .item = item ? item : "",
		.text = text };
	enum text_fault fault = text_check(text, strlen(text), NOTE_MOST, TEXT_LINES, NULL);

	if (fault != TEXT_FINE)
		return err_set(err, STIGE_DATA, "%s", text_fault_sentence(fault));
	if (meeting)
		note.meeting = *meeting;
	note.at = store_now(d->store);
	return note_add(d->store, &note, ret_id, err);
}

enum stige_rc casefile_note(struct desk *d, const struct id *client, const struct id *meeting,
	const char *item, const char *text, struct err *err)
{
	struct id id;
	enum stige_rc rc = noted_put(d, client, meeting, item, text, &id, err);

	if (rc == STIGE_OK)
		undo_note(d, &id, client, text);
	return rc;
}

enum stige_rc casefile_tick(struct desk *d, const struct plan_item *item, enum plan_status status, struct err *err)
{
	const struct plan_item was = *item;      /* it may lie in what is loaded again */
	enum stige_rc rc = plan_set_status(d->store, &was.id, status, "", err);

	if (rc == STIGE_OK)
		undo_tick(d, &was, status, "");
	return rc;
}

enum stige_rc casefile_step_status(struct desk *d, const struct id *step, enum plan_status status,
	const char *reason, struct err *err)
{
	return plan_set_status(d->store, step, status, reason ? reason : "", err);
}

static enum stige_rc dates_were(struct desk *d, const struct activity_record *record, struct arena *a,
	struct activity_record *ret, struct err *err)
{
	struct activity_record *list = NULL;
	size_t count = 0;
	enum stige_rc rc = activity_list(d->store, a, &record->client, &list, &count, err);

	for (size_t i = 0; i < count; i++)
		if (id_eq(&list[i].id, &record->id))
			*ret = list[i];
	return rc;
}

enum stige_rc casefile_date_activity(struct desk *d, struct activity_record *record, struct err *err)
{
	struct activity_record was = *record;
	struct arena a = ARENA_INIT;
	enum stige_rc rc = STIGE_OK;

	if (record->from != DATE_NONE && record->to != DATE_NONE && record->to < record->from)
		return err_set(err, STIGE_DATA, _("The activity ends before it begins; check both dates."));
	if (id_is_zero(&record->id)) {
		was.from = was.to = DATE_NONE;
		was.place = "";
	} else {
		rc = dates_were(d, record, &a, &was, err);
	}
	if (rc == STIGE_OK)
		rc = activity_put(d->store, record, err);
	if (rc == STIGE_OK)
		undo_dates(d, &was, record);
	arena_release(&a);
	return rc;
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
