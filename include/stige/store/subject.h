/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person's rows, all of them: found by walking over every table of the file, so that a new
 * table cannot be forgotten. To be handed out, or to be erased.
 */
#ifndef STIGE_STORE_SUBJECT_H
#define STIGE_STORE_SUBJECT_H

#include "stige/store/store.h"

/* Why a person is erased: code words, kept in the tombstone. */
enum erase_reason { ERASE_EXPIRED, ERASE_CLIENT_ASKED, ERASE_MISTAKE, ERASE_COURT };
extern const struct words erase_reason_words;    /* expired, client-asked, mistake, court */

/*
 * Every row about the client in every table but the log, which holds ids and code words alone;
 * overwritten in the file, not only unlinked. What stays is a tombstone: id, reason, when, by whom.
 * The case number is not given out again. STIGE_NOTFOUND when there is no such client.
 */
enum stige_rc subject_erase(struct store *s, const struct id *client, enum erase_reason reason, struct err *err);
/*
 * Erases again whoever has a tombstone and came back, by a merge or an older backup. *ret_count
 * (may be NULL) says how many.
 */
enum stige_rc subject_erase_again(struct store *s, size_t *ret_count, struct err *err);
/* Brings the tombstones of persons from one file to another and erases them there. */
enum stige_rc subject_carry_tombstones(struct store *from, struct store *to, struct err *err);

enum subject_kind {
	SUBJECT_TEXT,            /* as it was written; code words, dates and instants too */
	SUBJECT_NUMBER,
	SUBJECT_ID,              /* 32 hex digits */
	SUBJECT_ANSWERS,         /* the JSON array of answers, see answers_decode */
	SUBJECT_CPR,             /* ten digits */
	SUBJECT_STAFF,           /* id of a caseworker */
};

struct subject_value {
	const char *table, *column;
	struct id row;           /* of its table; zero in tables without ids (draft answers, events) */
	size_t row_no;           /* in its table, from 0 */
	enum subject_kind kind;
	const char *text;        /* until the next value */
	size_t len;
};
/*
 * Every value that is there about the client, table by table, row by row; event rows too. NULLs and
 * sealed emptinesses are left out. Returning false from each stops. Writes no event: the caller has.
 */
enum stige_rc subject_each(struct store *s, const struct id *client,
	bool (*each)(void *ctx, const struct subject_value *v), void *ctx, struct err *err);

#endif
