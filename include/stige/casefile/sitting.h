/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A meeting as it runs: its steps in any order, resumable, each with its own state. Leaving it
 * without closing parks it: everything is on disk and it is offered again.
 */
#ifndef STIGE_CASEFILE_SITTING_H
#define STIGE_CASEFILE_SITTING_H

#include "stige/casefile/giving.h"

enum meeting_step {
	STEP_BEFORE,         /* last round, agreed steps ticked off */
	STEP_CLIENT,         /* C1-C11 */
	STEP_CASEWORKER,     /* W1-W11 */
	STEP_ACTIVITIES,     /* the past three months */
	STEP_LOOK,           /* the curves together, then the advice */
	STEP_AGREE,          /* one to three small steps */
	STEP_CLOSE,          /* journal text, sheet, next date */
	STEP_COUNT
};

enum step_state { STEP_OPEN, STEP_STARTED, STEP_DONE };

struct sitting {
	struct desk *desk;
	struct id meeting;
	struct casefile *casefile;           /* loaded again after each completed step */
	struct meeting info;
	enum step_state steps[STEP_COUNT];
	unsigned answered[STEP_COUNT], of[STEP_COUNT];       /* for the three forms */
	int32_t next_date;                   /* proposed: +13 weeks, on a workday; or what was agreed */
	unsigned seen;                       /* bits 1 << step of what was looked at in this run */
};

/* How the client's questions are answered. language: a code of the client's form, which owns it. */
struct manner {
	enum response_mode mode;
	const char *language;
};

/*
 * As proposed: as in the draft that is begun, else as this client answered last time, else as the kind of meeting
 * and the desk's language suggest. By phone or video nobody has the screen, whatever was last time.
 */
struct manner sitting_manner(const struct sitting *s);

/* Begins a meeting today, or takes up the client's open one. */
enum stige_rc sitting_begin(struct desk *d, const struct id *client, enum meeting_kind kind,
	struct sitting **ret, struct err *err);
enum stige_rc sitting_resume(struct desk *d, const struct id *meeting, struct sitting **ret, struct err *err);
void sitting_free(struct sitting *s);                        /* parks it */
enum stige_rc sitting_refresh(struct sitting *s, struct err *err);
/* The first step that is not done. */
enum meeting_step sitting_next(const struct sitting *s);
const char *meeting_step_name(enum meeting_step step);       /* translated */
/*
 * Keeps the advice as it stands, writes the journal text and the next date, closes as held; one
 * transaction.
 */
enum stige_rc sitting_close(struct sitting *s, const char *journal, int32_t next_date, struct err *err);

/* A contact that did not take place. */
struct not_held {
	enum meeting_kind kind;              /* how it was to be; not asked of one that was begun */
	enum meeting_result result;          /* neither open nor held */
	int32_t next;                        /* DATE_NONE; not before today */
	const char *why;                     /* a line for the journal; NULL or "" = not said */
};
/*
 * Begun, but not held after all (the client did not come): closes it with that result.
 * STIGE_DATA when a form has been completed in it: then it was held.
 */
enum stige_rc sitting_end(struct sitting *s, const struct not_held *how, struct err *err);
/*
 * Begun with the wrong client: drafts go, completed answers are voided with that reason, steps are dropped, and
 * it is closed as cancelled with a sentence in its journal; one transaction.
 */
enum stige_rc sitting_mistaken(struct sitting *s, struct err *err);
/* Begun and closed at once. */
enum stige_rc sitting_not_held(struct desk *d, const struct id *client, const struct not_held *how, struct err *err);
enum stige_rc sitting_set_kind(struct sitting *s, enum meeting_kind kind, struct err *err);
/* An agreed step in the client's words; due may be DATE_NONE. */
enum stige_rc sitting_agree(struct sitting *s, const char *text, int32_t due, struct err *err);
/* A suggestion chosen, or declined with its reason (code word). code: grouping or activity, "JH", "a13". */
enum stige_rc sitting_suggestion(struct sitting *s, const char *code, bool chosen, const char *reason,
	struct err *err);
/* "Before" and "look" are done when they were looked at; for this run only. */
void sitting_seen(struct sitting *s, enum meeting_step step);

/* A draft that was left behind, for the offer at start: client, time, question. */
struct left_draft {
	struct id draft, meeting, client;
	const char *case_no, *name;
	enum respondent who;
	int64_t last;
	size_t answered, of, number;         /* number: 1-based place of the last answered question, 0 = none */
	bool in_room;                        /* was being answered by the client alone: reopen behind the lock */
	bool needs_purpose;                  /* a colleague's by now, or restricted: see guard.h */
};
enum stige_rc sitting_left(struct desk *d, struct arena *a, struct left_draft **ret, size_t *ret_count,
	struct err *err);
/*
 * Remembers on disk that the client's room is open (or not), so that a crash reopens at the lock.
 * draft NULL = closed.
 */
enum stige_rc sitting_room(struct desk *d, const struct id *draft, struct err *err);

#endif
