/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables whose rows are derived, with their fields in the order of their columns.
 */
#include <string.h>

#include "stige/base/mem.h"

#include "revisions.h"
#include "stige/base/banned.h"

static const struct revised_field office_fields[] = {
	[OFFICE_CODE] = { "code", REVISED_TEXT, "" },
	[OFFICE_NAME] = { "name", REVISED_TEXT, "" },
	[OFFICE_WAGE_JOB] = { "wage_job", REVISED_NUMBER, "0" },
	[OFFICE_WAGE_EDUCATION] = { "wage_education", REVISED_NUMBER, "0" },
	[OFFICE_WAGE_PERIOD] = { "wage_period", REVISED_TEXT, "month" },
	[OFFICE_WAGE_BASIS] = { "wage_basis", REVISED_TEXT, "gross" },
};

static const struct revised_field client_fields[] = {
	[CLIENT_NAME] = { "name", REVISED_SEALED, "" },
	[CLIENT_BIRTH] = { "birth", REVISED_SEALED, "" },
	[CLIENT_JOURNAL_NO] = { "journal_no", REVISED_SEALED, "" },
	[CLIENT_EDUCATION] = { "education", REVISED_TEXT, "unknown" },
	[CLIENT_BENEFIT] = { "benefit", REVISED_TEXT, "" },
	[CLIENT_BENEFIT_SINCE] = { "benefit_since", REVISED_OPTIONAL, "" },
	[CLIENT_GOAL] = { "goal", REVISED_TEXT, "none" },
	[CLIENT_GOAL_REASON] = { "goal_reason", REVISED_SEALED, "" },
	[CLIENT_STATUS] = { "status", REVISED_TEXT, "active" },
	[CLIENT_PAUSED_UNTIL] = { "paused_until", REVISED_OPTIONAL, "" },
	[CLIENT_EXCLUDED] = { "excluded", REVISED_TEXT, "" },
	[CLIENT_EXCLUDED_REASON] = { "excluded_reason", REVISED_SEALED, "" },
	[CLIENT_EXCLUDED_UNTIL] = { "excluded_until", REVISED_OPTIONAL, "" },
	[CLIENT_CPR] = { "cpr", REVISED_SEALED_OPTIONAL, "" },
	[CLIENT_PROTECTED] = { "protected", REVISED_NUMBER, "0" },
	[CLIENT_RESTRICTED] = { "restricted", REVISED_NUMBER, "0" },
	[CLIENT_RESTRICTED_REASON] = { "restricted_reason", REVISED_SEALED_OPTIONAL, "" },
};

static const struct revised_field assignment_fields[] = {
	[ASSIGNMENT_CASEWORKER] = { "caseworker", REVISED_ID, "" },
	[ASSIGNMENT_SINCE] = { "since", REVISED_OPTIONAL, "" },
	[ASSIGNMENT_UNTIL] = { "until", REVISED_OPTIONAL, "" },
	[ASSIGNMENT_REASON] = { "reason", REVISED_SEALED, "" },
};

static const struct revised_field meeting_fields[] = {
	[MEETING_KIND] = { "kind", REVISED_TEXT, "office" },
	[MEETING_RESULT] = { "result", REVISED_TEXT, "open" },
	[MEETING_CLOSED] = { "closed", REVISED_OPTIONAL, "" },
	[MEETING_NEXT_DATE] = { "next_date", REVISED_OPTIONAL, "" },
	[MEETING_JOURNAL] = { "journal", REVISED_SEALED, "" },
	[MEETING_ADVICE] = { "advice", REVISED_SEALED, "" },
};

static const struct revised_field plan_fields[] = {
	[PLAN_TEXT] = { "text", REVISED_SEALED, "" },
	[PLAN_DUE] = { "due", REVISED_OPTIONAL, "" },
	[PLAN_STATUS] = { "status", REVISED_TEXT, "open" },
	[PLAN_STATUS_AT] = { "status_at", REVISED_OPTIONAL, "" },
	[PLAN_REASON] = { "reason", REVISED_TEXT, "" },
};

static const struct revised_field activity_fields[] = {
	[ACTIVITY_ACTIVITY] = { "activity", REVISED_TEXT, "" },
	[ACTIVITY_SINCE] = { "since", REVISED_OPTIONAL, "" },
	[ACTIVITY_UNTIL] = { "until", REVISED_OPTIONAL, "" },
	[ACTIVITY_PLACE] = { "place", REVISED_SEALED, "" },
};

static const struct revised_field note_fields[] = {
	{ "text", REVISED_SEALED, "" },
};

static const struct revised_field outcome_fields[] = {
	[OUTCOME_FIELD_KIND] = { "kind", REVISED_TEXT, "withdrawn" },
	[OUTCOME_FIELD_SINCE] = { "since", REVISED_OPTIONAL, "" },
	[OUTCOME_FIELD_UNTIL] = { "until", REVISED_OPTIONAL, "" },
	[OUTCOME_FIELD_DETAIL] = { "detail", REVISED_SEALED, "" },
};

const struct revised revised_office = {
	"office", office_fields, ARRAY_SIZE(office_fields), SQL_OFFICE_DERIVE, SQL_OFFICE_CLEAR, 0
};
const struct revised revised_client = {
	"client", client_fields, ARRAY_SIZE(client_fields), SQL_CLIENT_DERIVE, SQL_CLIENT_CLEAR, 4
};
const struct revised revised_assignment = {
	"assignment", assignment_fields, ARRAY_SIZE(assignment_fields), SQL_ASSIGNMENT_DERIVE,
	SQL_ASSIGNMENT_CLEAR, 1
};
const struct revised revised_meeting = {
	"meeting", meeting_fields, ARRAY_SIZE(meeting_fields), SQL_MEETING_DERIVE, SQL_MEETING_CLEAR, 4
};
const struct revised revised_plan = {
	"plan_item", plan_fields, ARRAY_SIZE(plan_fields), SQL_PLAN_DERIVE, SQL_PLAN_CLEAR, 5
};
const struct revised revised_activity = {
	"activity_record", activity_fields, ARRAY_SIZE(activity_fields), SQL_ACTIVITY_DERIVE,
	SQL_ACTIVITY_CLEAR, 1
};
const struct revised revised_note = {
	"note", note_fields, ARRAY_SIZE(note_fields), SQL_NOTE_DERIVE, SQL_NOTE_CLEAR, 5
};
const struct revised revised_outcome = {
	"outcome", outcome_fields, ARRAY_SIZE(outcome_fields), SQL_OUTCOME_DERIVE, SQL_OUTCOME_CLEAR, 4
};

const struct revised *const revised_tables[] = {
	&revised_office, &revised_client, &revised_assignment, &revised_meeting, &revised_plan,
	&revised_activity, &revised_note, &revised_outcome,
};
const size_t revised_table_count = ARRAY_SIZE(revised_tables);

const struct revised *revised_find(const char *table)
{
	for (size_t i = 0; i < revised_table_count; i++)
		if (strcmp(revised_tables[i]->table, table) == 0)
			return revised_tables[i];
	return NULL;
}
