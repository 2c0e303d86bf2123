/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Meetings, what was agreed in them, and the activities with their dates.
 */
#ifndef STIGE_STORE_MEETINGS_H
#define STIGE_STORE_MEETINGS_H

#include "stige/base/arena.h"
#include "stige/store/store.h"

enum meeting_kind { MEETING_OFFICE, MEETING_PHONE, MEETING_VIDEO, MEETING_OUTREACH };
enum meeting_result { MEETING_OPEN, MEETING_HELD, MEETING_NOT_COME, MEETING_CANCELLED, MEETING_MOVED };

struct meeting {
	struct id id, client, caseworker;
	int32_t date;
	int64_t begun, closed;           /* closed = INSTANT_NONE while open */
	enum meeting_kind kind;
	enum meeting_result result;
	int32_t next_date;               /* agreed next meeting, DATE_NONE */
	const char *journal;             /* text for the journal, sealed; "" */
	const char *advice;              /* as it was shown: grouping letters, prompt codes; sealed; "" */
};

enum stige_rc meeting_begin(struct store *s, const struct id *client, enum meeting_kind kind, int32_t date,
	struct id *ret_id, struct err *err);
/* A contact that did not take place: begun and closed at once, with its result. next may be DATE_NONE. */
enum stige_rc meeting_record(struct store *s, const struct id *client, enum meeting_kind kind, int32_t date,
	enum meeting_result result, int32_t next, struct id *ret_id, struct err *err);
/*
 * One that was held elsewhere and comes from a file: its id is made when zero, nobody's when caseworker
 * is zero, and over since `begun`. Date, kind and client are the caller's.
 */
enum stige_rc meeting_add(struct store *s, struct meeting *m, struct err *err);
enum stige_rc meeting_set_kind(struct store *s, const struct id *id, enum meeting_kind kind, struct err *err);
enum stige_rc meeting_set_journal(struct store *s, const struct id *id, const char *text, struct err *err);
enum stige_rc meeting_set_next(struct store *s, const struct id *id, int32_t next, struct err *err);
enum stige_rc meeting_keep_advice(struct store *s, const struct id *id, const char *advice, struct err *err);
/* Drafts of the meeting that hold no answer are dropped; those with answers stay and are offered again. */
enum stige_rc meeting_close(struct store *s, const struct id *id, enum meeting_result result,
	struct err *err);
/* How a meeting ended, or that it is open: what can be put back. */
struct meeting_end {
	enum meeting_result result;
	int64_t closed;                  /* INSTANT_NONE while open */
	int32_t next_date;
	const char *journal;
};
/*
 * Takes an end back, or makes it again; reason: code word for the log. One transaction with its event (a meeting
 * that is open again is "meeting-reopened"). STIGE_BUSY, nothing written, when it does not stand as `was` any more.
 */
enum stige_rc meeting_set_end(struct store *s, const struct id *id, const struct meeting_end *was,
	const struct meeting_end *now, const char *reason, struct err *err);
enum stige_rc meeting_get(struct store *s, struct arena *a, const struct id *id, struct meeting *ret,
	struct err *err);
/* Oldest first. client NULL = all that are open and begun by the logged-in caseworker. */
enum stige_rc meeting_list(struct store *s, struct arena *a, const struct id *client, struct meeting **ret,
	size_t *ret_count, struct err *err);

/* Agreed steps and chosen suggestions. */
enum plan_kind { PLAN_STEP, PLAN_ACTIVITY, PLAN_SUGGESTION };
enum plan_status { PLAN_OPEN, PLAN_DONE, PLAN_NOT_DONE, PLAN_DROPPED, PLAN_DECLINED };
struct plan_item {
	struct id id, client, meeting;   /* the meeting it was agreed in; zero = outside one */
	enum plan_kind kind;
	const char *text;                /* sealed; PLAN_STEP */
	const char *code;                /* activity or grouping it is about ("a13", "JH"); "" */
	int32_t agreed, due;             /* dates; due may be DATE_NONE */
	enum plan_status status;
	int32_t status_at;
	const char *reason;              /* code word, for declined and dropped */
};
enum stige_rc plan_add(struct store *s, const struct plan_item *item, struct id *ret_id, struct err *err);
/* An item dropped with the reason UNDONE (events.h) was never agreed: no list has it; another status brings it back. */
enum stige_rc plan_set_status(struct store *s, const struct id *id, enum plan_status status,
	const char *reason, struct err *err);
enum stige_rc plan_set_text(struct store *s, const struct id *id, const char *text, struct err *err);
enum stige_rc plan_list(struct store *s, struct arena *a, const struct id *client, struct plan_item **ret,
	size_t *ret_count, struct err *err);

/* Dates and place of an activity; that it ran at all is in the activities response. */
struct activity_record {
	struct id id, client;
	const char *activity;            /* "a13" */
	int32_t from, to;                /* DATE_NONE = not known, still running */
	const char *place;               /* sealed; "" */
};
enum stige_rc activity_put(struct store *s, struct activity_record *record,
	struct err *err); /* id zero = new */
enum stige_rc activity_list(struct store *s, struct arena *a, const struct id *client,
	struct activity_record **ret, size_t *ret_count, struct err *err);

/* Notes: the client can ask to read them. item "" = about the client; meeting may be zero. */
struct note {
	struct id id, client, meeting, caseworker;
	const char *item;                /* "c6": a remark on one item; "" */
	const char *text;                /* sealed */
	int64_t at;
};
enum stige_rc note_add(struct store *s, const struct note *note, struct id *ret_id, struct err *err);
/* Another text; "" withdraws the note, and another one brings it back. The history keeps each. */
enum stige_rc note_set_text(struct store *s, const struct id *id, const char *text, struct err *err);
/* Oldest first, without those that were withdrawn. */
enum stige_rc note_list(struct store *s, struct arena *a, const struct id *client, struct note **ret,
	size_t *ret_count, struct err *err);

#endif
