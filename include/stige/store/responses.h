/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Responses: forms that were completed. Immutable; a correction is a new response that
 * supersedes, a void is a tombstone that takes the answers away.
 */
#ifndef STIGE_STORE_RESPONSES_H
#define STIGE_STORE_RESPONSES_H

#include "stige/base/answer.h"
#include "stige/base/arena.h"
#include "stige/store/drafts.h"
#include "stige/store/store.h"

enum correct_reason {
	CORRECT_NONE, CORRECT_SLIP, CORRECT_MISUNDERSTOOD, CORRECT_CHANGED_MIND, CORRECT_READ_WRONGLY
};
enum void_reason { VOID_WRONG_CLIENT, VOID_NOT_GIVEN, VOID_TEST, VOID_CLIENT_ASKED };

struct response {
	struct id id, meeting, client, caseworker;   /* caseworker: who held the meeting */
	int32_t date;                    /* the meeting's */
	const char *form_hash;
	enum respondent respondent;
	enum response_mode mode;
	const char *language;
	int64_t started, completed;
	struct id supersedes;            /* zero = none */
	enum correct_reason reason;      /* why it supersedes */
	bool superseded;                 /* a newer response, itself not voided, stands for it */
	bool voided;
	const struct answer *answers;    /* of the stored items in order; in the arena; NULL: voided */
	size_t count;
};

/* What the event says beside the fact: numbers only. */
struct response_counts {
	unsigned answered, of;
};

/*
 * The draft becomes a response: response + event, the draft goes; one transaction. STIGE_USAGE for
 * a draft that corrects a response: that one ends with response_correct, which knows why.
 */
enum stige_rc response_complete(struct store *s, const struct id *draft, const struct answer *answers,
	size_t count, struct response_counts counts, struct id *ret_id, struct err *err);
/*
 * A new response that stands for `id`; drafts that were to correct it go. The old one is kept and both
 * are dated. STIGE_BUSY when it was corrected meanwhile, STIGE_DATA when it was voided. item may be NULL.
 */
enum stige_rc response_correct(struct store *s, const struct id *id, const struct answer *answers,
	size_t count, enum correct_reason reason, const char *item, struct id *ret_id, struct err *err);
enum stige_rc response_void(struct store *s, const struct id *id, enum void_reason reason, struct err *err);
/* As if completed at once, without a draft: imports and synthetic caseloads. */
enum stige_rc response_add(struct store *s, struct response *response, struct response_counts counts,
	struct err *err);

/*
 * For whoever writes many in one transaction and must know its own: the mark of now, and whether a response was
 * written after it: the one of this id or a correction of it, or any of this client, day and side.
 */
enum stige_rc response_mark(struct store *s, int64_t *ret, struct err *err);
enum stige_rc response_since(struct store *s, int64_t mark, const struct id *id, bool *ret, struct err *err);
enum stige_rc response_since_on(struct store *s, int64_t mark, const struct id *client, int32_t date,
	enum respondent who, bool *ret, struct err *err);

enum stige_rc response_get(struct store *s, struct arena *a, const struct id *id, struct response *ret,
	struct err *err);
/* All of a client (NULL = of everybody), oldest meeting first, superseded and voided ones too. */
enum stige_rc response_list(struct store *s, struct arena *a, const struct id *client, struct response **ret,
	size_t *ret_count, struct err *err);

/*
 * Every response that counts (neither corrected nor voided) of clients who are not restricted, streamed
 * in the order of what an export shows: case number, date, meeting, respondent, id. What each() gets
 * lives until it returns; returning false stops.
 */
struct response_filter {
	int32_t from, to;                /* of the meeting, both included; DATE_NONE = open */
	const struct id *client, *caseworker;        /* NULL = all; who held the meeting */
	bool names;                      /* open the names too */
};
struct response_owner {
	const char *case_no;
	const char *name;                /* "" without names, and of a client with a protected name */
};
enum stige_rc response_each(struct store *s, const struct response_filter *filter,
	bool (*each)(void *ctx, const struct response *r, const struct response_owner *owner), void *ctx,
	struct err *err);

/* Forms that were used, by the SHA-256 of their text, which form_keep checks (STIGE_DATA). */
struct stored_form {
	const char *hash, *id, *version, *text;
	size_t len;
};
enum stige_rc form_keep(struct store *s, const struct stored_form *form, struct err *err);
/* STIGE_NOTFOUND when it never was. */
enum stige_rc form_kept(struct store *s, struct arena *a, const char *hash, struct stored_form *ret,
	struct err *err);
enum stige_rc form_kept_list(struct store *s, struct arena *a, struct stored_form **ret, size_t *ret_count,
	struct err *err);

/* The JSON array of design's section 4 and back; also what draft values are kept as. */
void answers_encode(struct str *out, const struct answer *answers, size_t count);
enum stige_rc answers_decode(struct arena *a, const char *json, size_t n, const struct answer **ret,
	size_t *ret_count, struct err *err);

#endif
