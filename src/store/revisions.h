/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fields that can be edited. Every value they ever had is a row of `revision`; the row of the
 * record itself shows the heads (revisions that no other supersedes) and is derived from them
 * by one function, after an edit here as after a merge. Values are texts: words, ISO dates,
 * instants, decimal numbers, ids in hex; "" = none.
 */
#ifndef STORE_REVISIONS_H
#define STORE_REVISIONS_H

#include "stmt.h"

enum revised_kind {
	REVISED_TEXT,        /* TEXT, "" as it is */
	REVISED_OPTIONAL,    /* TEXT, "" as NULL: dates and instants */
	REVISED_NUMBER,      /* INTEGER */
	REVISED_ID,          /* BLOB of 16 */
	REVISED_SEALED,      /* BLOB through seal */
	REVISED_SEALED_OPTIONAL,     /* the same, "" as NULL */
};

struct revised_field {
	const char *name;            /* of the column, and in revision.field */
	enum revised_kind kind;
	const char *fallback;        /* the value while there is no revision */
};

/* One table whose rows are derived. */
struct revised {
	const char *table;
	const struct revised_field *fields;
	size_t count;
	enum sql derive;             /* UPDATE: the fields in order, then the id */
	enum sql clear;              /* SELECT the row's clear columns by id */
	size_t clear_count;
};

#define REVISED_MOST 20              /* fields of one table */

extern const struct revised revised_office, revised_client, revised_assignment, revised_meeting,
	revised_plan, revised_activity, revised_note, revised_outcome;
extern const struct revised *const revised_tables[];
extern const size_t revised_table_count;
const struct revised *revised_find(const char *table);        /* NULL when its rows never change */

enum office_field {
	OFFICE_CODE, OFFICE_NAME, OFFICE_WAGE_JOB, OFFICE_WAGE_EDUCATION, OFFICE_WAGE_PERIOD,
	OFFICE_WAGE_BASIS,
	OFFICE_FIELDS
};
enum client_field {
	CLIENT_NAME, CLIENT_BIRTH, CLIENT_JOURNAL_NO, CLIENT_EDUCATION, CLIENT_BENEFIT, CLIENT_BENEFIT_SINCE,
	CLIENT_GOAL, CLIENT_GOAL_REASON, CLIENT_STATUS, CLIENT_PAUSED_UNTIL, CLIENT_EXCLUDED,
	CLIENT_EXCLUDED_REASON, CLIENT_EXCLUDED_UNTIL, CLIENT_CPR, CLIENT_PROTECTED, CLIENT_RESTRICTED,
	CLIENT_RESTRICTED_REASON,
	CLIENT_FIELDS
};
enum assignment_field {
	ASSIGNMENT_CASEWORKER, ASSIGNMENT_SINCE, ASSIGNMENT_UNTIL, ASSIGNMENT_REASON,
	ASSIGNMENT_FIELDS
};
enum meeting_field {
	MEETING_KIND, MEETING_RESULT, MEETING_CLOSED, MEETING_NEXT_DATE, MEETING_JOURNAL, MEETING_ADVICE,
	MEETING_FIELDS
};
enum plan_field {
	PLAN_TEXT, PLAN_DUE, PLAN_STATUS, PLAN_STATUS_AT, PLAN_REASON,
	PLAN_FIELDS
};
enum activity_field {
	ACTIVITY_ACTIVITY, ACTIVITY_SINCE, ACTIVITY_UNTIL, ACTIVITY_PLACE,
	ACTIVITY_FIELDS
};
enum outcome_field {
	OUTCOME_FIELD_KIND, OUTCOME_FIELD_SINCE, OUTCOME_FIELD_UNTIL, OUTCOME_FIELD_DETAIL,
	OUTCOME_FIELDS
};

/* What the revisions of one record add up to. */
struct heads {
	const char *values[REVISED_MOST];    /* the fallback where there is none */
	struct id revisions[REVISED_MOST];   /* the revision a value is from; zero = none */
	bool conflict[REVISED_MOST];         /* another head has another value; the younger one counts */
	struct id rivals[REVISED_MOST];      /* in a conflict: the youngest head with another value */
	const char *rival_values[REVISED_MOST];
};
enum stige_rc revised_heads(struct store *s, const struct revised *r, const struct id *record,
	struct arena *a, struct heads *ret, struct err *err);

/* Binds the fields of a row, in order: for the INSERT of a new one, and for deriving. */
void revised_bind(struct stmt *q, const struct revised *r, const struct id *record, const char *clear,
	const char *const *values);
/* The first revisions of a record whose row was just inserted with these values. */
enum stige_rc revised_first(struct store *s, const struct revised *r, const struct id *record,
	const char *const *values, struct err *err);
/*
 * Appends a revision for each value that is not NULL and differs from the one that counts, and
 * derives the row. STIGE_NOTFOUND when there is no such record. *ret_changed (may be NULL) has
 * the bit of each field that changed.
 */
enum stige_rc revised_change(struct store *s, const struct revised *r, const struct id *record,
	const char *const *values, unsigned *ret_changed, struct err *err);
/* Makes the row show what its revisions say. The one function that does. */
enum stige_rc revised_derive(struct store *s, const struct revised *r, const struct id *record,
	struct err *err);

#endif
