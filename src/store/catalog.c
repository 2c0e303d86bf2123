/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/mem.h"

#include "catalog.h"
#include "stige/base/banned.h"

static const struct column meta[] = {
	{ "name", COLUMN_TEXT, 0 },
	{ "value", COLUMN_TEXT, 0 },
};

static const struct column office[] = {
	{ "id", COLUMN_ID, 0 },
	{ "code", COLUMN_TEXT, 0 },
	{ "name", COLUMN_TEXT, 0 },
	{ "wage_job", COLUMN_INTEGER, 0 },
	{ "wage_education", COLUMN_INTEGER, 0 },
	{ "wage_period", COLUMN_TEXT, 0 },
	{ "wage_basis", COLUMN_TEXT, 0 },
};

static const struct column caseworker[] = {
	{ "id", COLUMN_ID, 0 },
	{ "office", COLUMN_ID, COLUMN_CLEAR },
	{ "created", COLUMN_TEXT, COLUMN_CLEAR },
	{ "initials", COLUMN_TEXT, 0 },
	{ "login", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ "active", COLUMN_INTEGER, 0 },
	{ "wage_period", COLUMN_TEXT, 0 },
	{ "wage_basis", COLUMN_TEXT, 0 },
	{ "name", COLUMN_SEALED, 0 },
	{ "pin", COLUMN_SEALED, COLUMN_SECRET },
	{ "edition", COLUMN_INTEGER, 0 },
};

static const struct column client[] = {
	{ "id", COLUMN_ID, 0 },
	{ "office", COLUMN_ID, COLUMN_CLEAR },
	{ "number", COLUMN_INTEGER, COLUMN_CLEAR },
	{ "case_no", COLUMN_TEXT, COLUMN_CLEAR },
	{ "created", COLUMN_TEXT, COLUMN_CLEAR },
	{ "name", COLUMN_SEALED, 0 },
	{ "birth", COLUMN_SEALED, 0 },
	{ "journal_no", COLUMN_SEALED, 0 },
	{ "education", COLUMN_TEXT, 0 },
	{ "benefit", COLUMN_TEXT, 0 },
	{ "benefit_since", COLUMN_TEXT, 0 },
	{ "goal", COLUMN_TEXT, 0 },
	{ "goal_reason", COLUMN_SEALED, 0 },
	{ "status", COLUMN_TEXT, 0 },
	{ "paused_until", COLUMN_TEXT, 0 },
	{ "excluded", COLUMN_TEXT, 0 },
	{ "excluded_reason", COLUMN_SEALED, 0 },
	{ "excluded_until", COLUMN_TEXT, 0 },
	{ "cpr", COLUMN_SEALED, COLUMN_CPR },
	{ "protected", COLUMN_INTEGER, 0 },
	{ "restricted", COLUMN_INTEGER, 0 },
	{ "restricted_reason", COLUMN_SEALED, 0 },
};

static const struct column assignment[] = {
	{ "id", COLUMN_ID, 0 },
	{ "client", COLUMN_ID, COLUMN_CLEAR },
	{ "caseworker", COLUMN_ID, COLUMN_STAFF },
	{ "since", COLUMN_TEXT, 0 },
	{ "until", COLUMN_TEXT, 0 },
	{ "reason", COLUMN_SEALED, 0 },
};

static const struct column meeting[] = {
	{ "id", COLUMN_ID, 0 },
	{ "client", COLUMN_ID, COLUMN_CLEAR },
	{ "caseworker", COLUMN_ID, COLUMN_CLEAR | COLUMN_STAFF },
	{ "date", COLUMN_TEXT, COLUMN_CLEAR },
	{ "begun", COLUMN_TEXT, COLUMN_CLEAR },
	{ "kind", COLUMN_TEXT, 0 },
	{ "result", COLUMN_TEXT, 0 },
	{ "closed", COLUMN_TEXT, 0 },
	{ "next_date", COLUMN_TEXT, 0 },
	{ "journal", COLUMN_SEALED, 0 },
	{ "advice", COLUMN_SEALED, 0 },
};

static const struct column form[] = {
	{ "hash", COLUMN_TEXT, 0 },
	{ "form_id", COLUMN_TEXT, 0 },
	{ "version", COLUMN_TEXT, 0 },
	{ "text", COLUMN_TEXT, COLUMN_HASHED },
};

static const struct column draft[] = {
	{ "id", COLUMN_ID, 0 },
	{ "meeting", COLUMN_ID, 0 },
	{ "form_hash", COLUMN_TEXT, 0 },
	{ "respondent", COLUMN_TEXT, 0 },
	{ "mode", COLUMN_TEXT, 0 },
	{ "language", COLUMN_TEXT, 0 },
	{ "started", COLUMN_TEXT, 0 },
	{ "correction_of", COLUMN_ID, 0 },
};

static const struct column draft_answer[] = {
	{ "draft", COLUMN_ID, 0 },
	{ "seq", COLUMN_INTEGER, COLUMN_CLEAR },
	{ "at", COLUMN_TEXT, COLUMN_CLEAR },
	{ "item", COLUMN_TEXT, COLUMN_CLEAR },
	{ "act", COLUMN_TEXT, COLUMN_CLEAR },
	{ "of_seq", COLUMN_INTEGER, COLUMN_CLEAR },
	{ "given", COLUMN_INTEGER, COLUMN_CLEAR },
	{ "value", COLUMN_SEALED, COLUMN_ANSWERS },
};

static const struct column response[] = {
	{ "id", COLUMN_ID, 0 },
	{ "meeting", COLUMN_ID, COLUMN_CLEAR },
	{ "form_hash", COLUMN_TEXT, COLUMN_CLEAR },
	{ "respondent", COLUMN_TEXT, COLUMN_CLEAR },
	{ "mode", COLUMN_TEXT, COLUMN_CLEAR },
	{ "language", COLUMN_TEXT, COLUMN_CLEAR },
	{ "started", COLUMN_TEXT, COLUMN_CLEAR },
	{ "completed", COLUMN_TEXT, COLUMN_CLEAR },
	{ "supersedes", COLUMN_ID, COLUMN_CLEAR },
	{ "reason", COLUMN_TEXT, COLUMN_CLEAR },
	{ "answers", COLUMN_SEALED, COLUMN_ANSWERS },
};

static const struct column tombstone[] = {
	{ "id", COLUMN_ID, 0 },
	{ "what", COLUMN_TEXT, 0 },
	{ "record", COLUMN_ID, 0 },
	{ "reason", COLUMN_TEXT, 0 },
	{ "at", COLUMN_TEXT, 0 },
	{ "caseworker", COLUMN_ID, COLUMN_STAFF },
};

static const struct column plan_item[] = {
	{ "id", COLUMN_ID, 0 },
	{ "client", COLUMN_ID, COLUMN_CLEAR },
	{ "meeting", COLUMN_ID, COLUMN_CLEAR },
	{ "kind", COLUMN_TEXT, COLUMN_CLEAR },
	{ "code", COLUMN_TEXT, COLUMN_CLEAR },
	{ "agreed", COLUMN_TEXT, COLUMN_CLEAR },
	{ "text", COLUMN_SEALED, 0 },
	{ "due", COLUMN_TEXT, 0 },
	{ "status", COLUMN_TEXT, 0 },
	{ "status_at", COLUMN_TEXT, 0 },
	{ "reason", COLUMN_TEXT, 0 },
};

static const struct column activity_record[] = {
	{ "id", COLUMN_ID, 0 },
	{ "client", COLUMN_ID, COLUMN_CLEAR },
	{ "activity", COLUMN_TEXT, 0 },
	{ "since", COLUMN_TEXT, 0 },
	{ "until", COLUMN_TEXT, 0 },
	{ "place", COLUMN_SEALED, 0 },
};

static const struct column note[] = {
	{ "id", COLUMN_ID, 0 },
	{ "client", COLUMN_ID, COLUMN_CLEAR },
	{ "meeting", COLUMN_ID, COLUMN_CLEAR },
	{ "caseworker", COLUMN_ID, COLUMN_CLEAR | COLUMN_STAFF },
	{ "item", COLUMN_TEXT, COLUMN_CLEAR },
	{ "at", COLUMN_TEXT, COLUMN_CLEAR },
	{ "text", COLUMN_SEALED, 0 },
};

static const struct column outcome[] = {
	{ "id", COLUMN_ID, 0 },
	{ "client", COLUMN_ID, COLUMN_CLEAR },
	{ "caseworker", COLUMN_ID, COLUMN_CLEAR | COLUMN_STAFF },
	{ "at", COLUMN_TEXT, COLUMN_CLEAR },
	{ "source", COLUMN_TEXT, COLUMN_CLEAR },
	{ "kind", COLUMN_TEXT, 0 },
	{ "since", COLUMN_TEXT, 0 },
	{ "until", COLUMN_TEXT, 0 },
	{ "detail", COLUMN_SEALED, 0 },
};

static const struct column revision[] = {
	{ "id", COLUMN_ID, 0 },
	{ "what", COLUMN_TEXT, COLUMN_CLEAR },
	{ "record", COLUMN_ID, COLUMN_CLEAR },
	{ "field", COLUMN_TEXT, COLUMN_CLEAR },
	{ "at", COLUMN_TEXT, COLUMN_CLEAR },
	{ "caseworker", COLUMN_ID, COLUMN_CLEAR | COLUMN_STAFF },
	{ "supersedes", COLUMN_ID, COLUMN_CLEAR },
	{ "value", COLUMN_SEALED, 0 },
};

static const struct column event[] = {
	{ "device", COLUMN_ID, 0 },
	{ "seq", COLUMN_INTEGER, 0 },
	{ "id", COLUMN_ID, 0 },
	{ "at", COLUMN_TEXT, 0 },
	{ "office", COLUMN_ID, 0 },
	{ "caseworker", COLUMN_ID, COLUMN_STAFF },
	{ "client", COLUMN_ID, 0 },
	{ "meeting", COLUMN_ID, 0 },
	{ "kind", COLUMN_TEXT, 0 },
	{ "form_hash", COLUMN_TEXT, 0 },
	{ "item", COLUMN_TEXT, 0 },
	{ "reason", COLUMN_TEXT, 0 },
	{ "answered", COLUMN_INTEGER, 0 },
	{ "asked", COLUMN_INTEGER, 0 },
	{ "minutes", COLUMN_INTEGER, 0 },
	{ "respondent", COLUMN_TEXT, 0 },
	{ "mode", COLUMN_TEXT, 0 },
	{ "language", COLUMN_TEXT, 0 },
	{ "prev_hash", COLUMN_HASH, 0 },
};

static const struct column key_slot[] = {
	{ "id", COLUMN_ID, 0 },
	{ "caseworker", COLUMN_ID, COLUMN_CLEAR },
	{ "at", COLUMN_TEXT, COLUMN_CLEAR },
	{ "passes", COLUMN_INTEGER, 0 },
	{ "memory", COLUMN_INTEGER, 0 },
	{ "salt", COLUMN_HASH, 0 },
	{ "secret", COLUMN_HASH, 0 },
	{ "data_key", COLUMN_HASH, 0 },
	{ "public_key", COLUMN_SEALED, 0 },
};

static const struct column export[] = {
	{ "id", COLUMN_ID, 0 },
	{ "at", COLUMN_TEXT, COLUMN_CLEAR },
	{ "caseworker", COLUMN_ID, COLUMN_CLEAR | COLUMN_STAFF },
	{ "what", COLUMN_TEXT, 0 },
	{ "dialect", COLUMN_TEXT, 0 },
	{ "file", COLUMN_TEXT, 0 },
	{ "sha256", COLUMN_TEXT, 0 },
	{ "bytes", COLUMN_INTEGER, 0 },
	{ "rows", COLUMN_INTEGER, 0 },
	{ "names", COLUMN_INTEGER, 0 },
	{ "reason", COLUMN_SEALED, 0 },
	{ "client", COLUMN_ID, 0 },
};

static const struct column peer[] = {
	{ "id", COLUMN_ID, 0 },
	{ "office", COLUMN_ID, COLUMN_CLEAR },
	{ "at", COLUMN_TEXT, COLUMN_CLEAR },
	{ "caseworker", COLUMN_ID, COLUMN_CLEAR | COLUMN_STAFF },
	{ "code", COLUMN_TEXT, 0 },
	{ "state", COLUMN_TEXT, 0 },
	{ "keys", COLUMN_SEALED, 0 },
	{ "secret", COLUMN_SEALED, 0 },
	{ "sent", COLUMN_INTEGER, 0 },
	{ "received", COLUMN_INTEGER, 0 },
};

static const struct column anchor[] = {
	{ "device", COLUMN_ID, 0 },
	{ "seq", COLUMN_INTEGER, 0 },
	{ "hash", COLUMN_HASH, 0 },
	{ "at", COLUMN_TEXT, 0 },
	{ "caseworker", COLUMN_ID, COLUMN_STAFF },
};

/* Whose rows are whose. ?1 is the client's id; rows further down are found through those above. */
#define MEETINGS_OF "SELECT id FROM meeting WHERE client = ?1"
#define RESPONSES_OF "SELECT id FROM response WHERE meeting IN (" MEETINGS_OF ")"
#define DRAFTS_OF "SELECT id FROM draft WHERE meeting IN (" MEETINGS_OF ")"
#define OF_CLIENT "client = ?1"
#define OF_MEETING "meeting IN (" MEETINGS_OF ")"
#define REVISIONS_OF \
	"record = ?1 OR record IN (" MEETINGS_OF ") " \
	"OR record IN (SELECT id FROM assignment WHERE client = ?1) " \
	"OR record IN (SELECT id FROM plan_item WHERE client = ?1) " \
	"OR record IN (SELECT id FROM activity_record WHERE client = ?1) " \
	"OR record IN (SELECT id FROM note WHERE client = ?1) " \
	"OR record IN (SELECT id FROM outcome WHERE client = ?1)"

/* Of meta all but the hashes themselves; of the responses those that have lost the seal over their columns. */
#define NOT_GUARDS "WHERE name NOT GLOB 'guard.*'"
#define WITHDRAWN "WHERE id IN (SELECT record FROM tombstone)"

/* In an order in which every row comes after those it refers to. */
const struct table catalog[] = {
	{ "office", TABLE_SHARED, true, "id", office, ARRAY_SIZE(office), NULL, "" },
	{ "caseworker", TABLE_SHARED, true, "id", caseworker, ARRAY_SIZE(caseworker), NULL, "" },
	{ "client", TABLE_SHARED, true, "id", client, ARRAY_SIZE(client), "id = ?1", NULL },
	{ "assignment", TABLE_SHARED, true, "id", assignment, ARRAY_SIZE(assignment), OF_CLIENT, NULL },
	{ "meeting", TABLE_SHARED, true, "id", meeting, ARRAY_SIZE(meeting), OF_CLIENT, NULL },
	{ "form", TABLE_SHARED, true, "hash", form, ARRAY_SIZE(form), NULL, "" },
	{ "response", TABLE_SHARED, true, "id", response, ARRAY_SIZE(response), OF_MEETING, WITHDRAWN },
	{ "tombstone", TABLE_SHARED, true, "id", tombstone, ARRAY_SIZE(tombstone), "record IN (" RESPONSES_OF ")", "" },
	{ "plan_item", TABLE_SHARED, true, "id", plan_item, ARRAY_SIZE(plan_item), OF_CLIENT, NULL },
	{ "activity_record", TABLE_SHARED, true, "id", activity_record, ARRAY_SIZE(activity_record), OF_CLIENT, NULL },
	{ "note", TABLE_SHARED, true, "id", note, ARRAY_SIZE(note), OF_CLIENT, NULL },
	{ "outcome", TABLE_SHARED, true, "id", outcome, ARRAY_SIZE(outcome), OF_CLIENT, NULL },
	{ "revision", TABLE_SHARED, true, "id", revision, ARRAY_SIZE(revision), REVISIONS_OF, NULL },
	{ "event", TABLE_EVENTS, false, "device, seq", event, ARRAY_SIZE(event), OF_CLIENT, NULL },
	{ "anchor", TABLE_EVENTS, false, "device", anchor, ARRAY_SIZE(anchor), NULL, "" },
	{ "draft", TABLE_LOCAL, true, "id", draft, ARRAY_SIZE(draft), OF_MEETING, "" },
	{ "draft_answer", TABLE_LOCAL, true, "draft, seq", draft_answer, ARRAY_SIZE(draft_answer),
		"draft IN (" DRAFTS_OF ")", NULL },
	{ "export", TABLE_LOCAL, true, "id", export, ARRAY_SIZE(export), OF_CLIENT, "" },
	{ "peer", TABLE_LOCAL, true, "id", peer, ARRAY_SIZE(peer), NULL, "" },
	{ "key_slot", TABLE_LOCAL, true, "id", key_slot, ARRAY_SIZE(key_slot), NULL, "" },
	{ "meta", TABLE_LOCAL, false, "name", meta, ARRAY_SIZE(meta), NULL, NOT_GUARDS },
};
const size_t catalog_count = ARRAY_SIZE(catalog);

void catalog_select(const struct table *t, const char *tail, struct str *out)
{
	str_add(out, "SELECT ");
	for (size_t i = 0; i < t->count; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", t->columns[i].name);
	str_addf(out, "%s FROM %s %s", t->rowid ? ", rowid" : "", t->name, tail);
}

struct seal_place catalog_place(const struct table *t, size_t column, struct stmt *q)
{
	str_clear(&q->s->clear);
	for (size_t i = 0; i < t->count; i++)
		if (t->columns[i].flags & COLUMN_CLEAR)
			clear_column(&q->s->clear, q, (int)i);
	return (struct seal_place){ t->name, t->columns[column].name, stmt_col_id(q, 0), q->s->clear.text };
}
