/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts that were left behind, and the room that was open when the program ended. */
#include <string.h>

#include "stige/base/date.h"
#include "stige/casefile/guard.h"
#include "stige/casefile/sitting.h"

#include "happened.h"
#include "standing.h"
#include "stige/base/banned.h"

static const char room_setting[] = "room_open";

enum stige_rc sitting_room(struct desk *d, const struct id *draft, struct err *err)
{
	char hex[ID_HEX];

	return setting_set(d->store, room_setting, draft ? id_format(draft, hex) : NULL, err);
}

/* The draft whose room is open; zero when none is. */
static enum stige_rc open_room(struct desk *d, struct id *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *hex = NULL;
	enum stige_rc rc = setting_get(d->store, &a, room_setting, &hex, err);

	memset(ret, 0, sizeof(*ret));
	if (rc == STIGE_OK && hex && !id_parse(hex, ret))
		memset(ret, 0, sizeof(*ret));
	arena_release(&a);
	return rc;
}

/* Place and number of questions: the form as this client is asked it. */
static enum stige_rc count_questions(struct desk *d, const struct client *client, const struct draft *draft,
	struct left_draft *ret, struct err *err)
{
	const struct entry_context context = {
		.lang = d->lang, .today = desk_today(d), .now = store_now(d->store),
	};
	struct standing standing = standing_on(&client->f, desk_today(d));
	const struct form *form;
	const struct form_item *last;
	struct entry *e;
	enum stige_rc rc = desk_form(d, draft->form_hash, &form, err);

	if (rc != STIGE_OK)
		return rc;
	e = entry_new(form, &context);
	rc = standing_give(&standing, e, err);
	last = form_find(form, draft->last_item);
	ret->of = entry_of(e);
	ret->number = last ? entry_number(e, last) : 0;
	entry_free(e);
	return rc;
}

/* Whose meeting it is: a desk is offered its own drafts, and any that the room was left open with. */
static enum stige_rc is_ours(struct desk *d, const struct draft *draft, bool in_room, bool *ret,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct meeting meeting;
	enum stige_rc rc = meeting_get(d->store, &a, &draft->meeting, &meeting, err);

	*ret = rc == STIGE_OK && (in_room
		|| (draft->answered > 0 && id_eq(&meeting.caseworker, &d->caseworker.id)));
	arena_release(&a);
	return rc;
}

static enum stige_rc fill(struct desk *d, struct arena *a, const struct draft *draft, bool in_room,
	struct left_draft *ret, struct err *err)
{
	struct client client;
	enum stige_rc rc = client_get(d->store, a, &draft->client, &client, err);

	if (rc != STIGE_OK)
		return rc;
	*ret = (struct left_draft){
		.draft = draft->id, .meeting = draft->meeting, .client = draft->client, .case_no = client.case_no,
		.name = guard_name(&client, a), .who = draft->respondent, .last = draft->last, .answered = draft->answered,
		.in_room = in_room, .needs_purpose = !guard_open_already(d, &client),
	};
	return count_questions(d, &client, draft, ret, err);
}

enum stige_rc sitting_left(struct desk *d, struct arena *a, struct left_draft **ret, size_t *ret_count,
	struct err *err)
{
	struct draft *drafts = NULL;
	struct id room;
	size_t count = 0, n = 0;
	enum stige_rc rc = open_room(d, &room, err);

	if (rc == STIGE_OK)
		rc = draft_list(d->store, a, NULL, &drafts, &count, err);
	*ret = arena_array(a, count + 1, sizeof(**ret));
	for (size_t i = 0; i < count && rc == STIGE_OK; i++) {
		bool in_room = id_eq(&drafts[i].id, &room), ours = false;

		rc = is_ours(d, &drafts[i], in_room, &ours, err);
		if (rc == STIGE_OK && ours)
			rc = fill(d, a, &drafts[i], in_room, &(*ret)[n++], err);
	}
	if (rc == STIGE_OK && n > 0)
		rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, "left", err);
	*ret_count = rc == STIGE_OK ? n : 0;
	return rc;
}
