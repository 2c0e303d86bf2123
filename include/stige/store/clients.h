/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clients and who works with them. What can be edited is kept as revisions; struct client is
 * the state they add up to.
 */
#ifndef STIGE_STORE_CLIENTS_H
#define STIGE_STORE_CLIENTS_H

#include "stige/base/arena.h"
#include "stige/base/cpr.h"
#include "stige/store/store.h"

enum client_education { EDUCATION_UNKNOWN, EDUCATION_NO, EDUCATION_YES };
enum client_goal { GOAL_NONE, GOAL_JOB, GOAL_EDUCATION }; /* set by hand; NONE = by age and education */
enum client_status { CLIENT_ACTIVE, CLIENT_PAUSED, CLIENT_CLOSED };

/* The editable fields. Strings are valid, normalised text ("" = not given); the caller has checked them. */
struct client_fields {
	const char *name;                /* sealed */
	int32_t birth;                   /* DATE_NONE = unknown; sealed */
	const char *journal_no;          /* the journal system's number; sealed */
	enum client_education education;
	const char *benefit;             /* code word: "", "social-assistance", "educational-aid", "other" */
	int32_t benefit_since;
	enum client_goal goal;
	const char *goal_reason;         /* sealed */
	enum client_status status;
	int32_t paused_until;            /* only with CLIENT_PAUSED */
	const char *excluded;            /* letters of groups that cannot be used now, "JS"; "" none */
	const char *excluded_reason;     /* sealed */
	int32_t excluded_until;
};

struct client {
	struct id id;
	const char *case_no;             /* "NB-0042" */
	struct client_fields f;
	struct id caseworker;            /* of the assignment that runs; zero = nobody */
	int32_t caseworker_since;
	unsigned caseworker_changes;     /* assignments before this one */
	int64_t created;
	char cpr_masked[CPR_TEXT];       /* "241285-****"; "" = no number is kept */
	bool is_protected;               /* protected name and address */
	bool restricted;                 /* hidden from lists, opened with a purpose alone */
	const char *restricted_reason;   /* sealed */
};

/* Adds the client, with an assignment to `caseworker` (NULL = who is logged in). */
enum stige_rc client_add(struct store *s, const struct client_fields *fields, const struct id *caseworker,
	struct id *ret_id, char ret_case_no[16], struct err *err);
/*
 * May this case number be one of a client who was erased? No number of an erased client is kept, but the greatest
 * of its office; so it may, up to that one, where nobody has it now. False for what is no case number.
 */
enum stige_rc case_no_maybe_erased(struct store *s, const char *case_no, bool *ret, struct err *err);
/*
 * The same under a case number that the client has already, in a file from elsewhere: "NB-0042". An office
 * that is not known is added with its code. STIGE_DATA when it is no case number, or somebody's here.
 */
enum stige_rc client_add_as(struct store *s, const struct client_fields *fields, const char *case_no,
	const struct id *caseworker, struct id *ret_id, struct err *err);
/*
 * Whose CPR numbers these are (ten digits each, ascending): all are compared in one pass and none is given
 * out. ret_ids[i] is zero for one that is nobody's.
 */
enum stige_rc client_match_cpr(struct store *s, const char *const *digits, size_t count, struct id *ret_ids,
	struct err *err);
/*
 * Writes a revision for each field that differs from `was`. STIGE_BUSY, nothing written, when a
 * field that differs has been changed by someone else since `was` was read; err names the field.
 */
enum stige_rc client_edit(struct store *s, const struct id *id, const struct client_fields *was,
	const struct client_fields *now, struct err *err);
enum stige_rc client_get(struct store *s, struct arena *a, const struct id *id, struct client *ret,
	struct err *err);
/* By case number, any case of letters; or by an unambiguous journal number. STIGE_NOTFOUND. */
enum stige_rc client_find(struct store *s, struct arena *a, const char *number, struct client *ret,
	struct err *err);
/* All clients of a caseworker (NULL = all in the file), by case number. */
enum stige_rc client_list(struct store *s, struct arena *a, const struct id *caseworker, struct client **ret,
	size_t *ret_count, struct err *err);

/*
 * reason: code word "wish", "illness", "reorganisation", "visitation", "left", "other". caseworker
 * NULL or zero = nobody from then on. Nothing is written when it is so already. STIGE_DATA when
 * `from` is before the assignment that runs.
 */
enum stige_rc client_assign(struct store *s, const struct id *client, const struct id *caseworker,
	int32_t from, const char *reason, struct err *err);
/*
 * Takes the assignment that runs, which must be from's, back: `to`, whose the client was just before (zero = nobody's),
 * has the client again, since then. That it was given away is neither listed nor counted any more; it stays in the
 * revisions and the log. STIGE_BUSY when it is not so.
 */
enum stige_rc client_assign_back(struct store *s, const struct id *client, const struct id *from,
	const struct id *to, struct err *err);
struct assignment {
	struct id caseworker;
	int32_t from, to;                /* to = DATE_NONE while it runs */
	const char *reason;
};
enum stige_rc client_assignments(struct store *s, struct arena *a, const struct id *client,
	struct assignment **ret, size_t *ret_count, struct err *err);

/*
 * What is no plain edit. Each is one transaction with its event and its revisions.
 * digits: ten, checked by cpr_parse; "" takes the number away.
 */
enum stige_rc client_set_cpr(struct store *s, const struct id *id, const char *digits, struct err *err);
enum stige_rc client_protect(struct store *s, const struct id *id, bool on, struct err *err);
/* reason: why it is restricted, or why no more; sealed. Nothing else about the client changes meanwhile. */
enum stige_rc client_restrict(struct store *s, const struct id *id, bool on, const char *reason,
	struct err *err);
/*
 * The whole number. That it was shown, and why (a code word), is on disk before it is given out.
 * STIGE_NOTFOUND when none is kept.
 */
enum stige_rc client_cpr(struct store *s, const struct id *id, const char *purpose, char ret[CPR_DIGITS + 1],
	struct err *err);

/* "opened" in the access log; must succeed before anything of the client is shown. */
enum stige_rc client_opened(struct store *s, const struct id *client, const char *purpose, struct err *err);

#endif
