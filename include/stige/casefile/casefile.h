/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One client, whole: rounds, series, activities, agreed steps, advice. Loading it is opening
 * it: the access event is on disk before anything is returned.
 */
#ifndef STIGE_CASEFILE_CASEFILE_H
#define STIGE_CASEFILE_CASEFILE_H

#include "stige/base/str.h"
#include "stige/casefile/desk.h"
#include "stige/casefile/due.h"
#include "stige/instrument/advice.h"
#include "stige/instrument/series.h"
#include "stige/store/clients.h"
#include "stige/store/meetings.h"
#include "stige/store/responses.h"

/* One indicator over the client's rounds: a point for each round, oldest first. */
struct series {
	const struct indicator *indicator;
	struct series_point *points;         /* point.response indexes casefile.responses */
	size_t count;                        /* = casefile.rounds */
};

struct history;

struct casefile {
	struct arena arena;
	const struct desk *desk;
	struct client client;
	struct due due;
	int age;                             /* -1 = birth date unknown */
	unsigned rounds;
	int32_t last_round, first_round;
	struct response *responses;          /* all, oldest first, superseded and voided ones too */
	size_t response_count;
	struct meeting *meetings;            /* oldest first */
	size_t meeting_count;
	struct series *series;               /* one for each measured indicator, in the instrument's order */
	size_t series_count;
	/* the column of each round (series_slots): a missed quarter is a hole */
	size_t *slots;
	struct plan_item *plan;
	size_t plan_count;
	struct activity_record *activities;
	size_t activity_count;
	struct assignment *assignments;
	size_t assignment_count;
	struct note *notes;
	size_t note_count;
	struct advice_facts facts;           /* what the advice rests on */
	struct advice advice;
	struct draft *drafts;                /* open ones of this client */
	size_t draft_count;
	const struct history *history;       /* which responses count in which round; the room's own */
	bool gone_by_caseworker_change;      /* changed between the last two caseworker responses */
};

/* purpose: code word for the access log ("own", "meeting", "export"). */
enum stige_rc casefile_load(struct desk *d, const struct id *client, const char *purpose,
	struct casefile **ret, struct err *err);
void casefile_free(struct casefile *c);

/* The last set of activities that was registered: "a5 a13", "a22", or NULL when never. */
const char *casefile_last_activities(const struct casefile *c);
/* The newest response of a side that counts (not superseded, not voided), or NULL. */
const struct response *casefile_newest(const struct casefile *c, enum respondent side);

/* Does a response count: neither corrected by a newer one nor withdrawn? */
bool casefile_stands(const struct response *r);
/* The response of a side in a meeting that counts, or NULL. */
const struct response *casefile_in_meeting(const struct casefile *c, const struct id *meeting,
	enum respondent side);
/* The answer of a response by its item's name, on the form it was given on; NULL when it has none. */
const struct answer *casefile_answer(const struct casefile *c, const struct response *r, const char *item);
/* How many questions of a response were answered, and how many of these with a value (not dk, not declined). */
struct answer_count {
	unsigned given, known;
};
struct answer_count casefile_count(const struct casefile *c, const struct response *r);
const struct series *casefile_series(const struct casefile *c, const char *indicator);   /* or NULL */
/* The next date that was agreed, in the newest meeting that names one; DATE_NONE when it has passed. */
int32_t casefile_next_meeting(const struct casefile *c);
/* An amount as it was said: "26000 kr a month before tax"; nothing where the point has none. */
void casefile_amount(const struct casefile *c, const struct series *s, size_t point, struct str *out);

/*
 * What is done about a client outside a meeting; each is one transaction with its event. The casefile that is
 * open is not changed: load it again.
 */
enum stige_rc casefile_add(struct desk *d, const struct client_fields *fields, struct id *ret_id,
	char ret_case_no[16], struct err *err);
/* STIGE_BUSY when someone else changed a field meanwhile. */
enum stige_rc casefile_edit(struct desk *d, const struct casefile *c, const struct client_fields *now,
	struct err *err);
enum stige_rc casefile_note(struct desk *d, const struct id *client, const struct id *meeting,
	const char *item, const char *text, struct err *err);
/* Sets the status of an item that is shown, remembered for undo.h; reason "". */
enum stige_rc casefile_tick(struct desk *d, const struct plan_item *item, enum plan_status status, struct err *err);
/* reason "" except for PLAN_DROPPED and PLAN_DECLINED. */
enum stige_rc casefile_step_status(struct desk *d, const struct id *step, enum plan_status status,
	const char *reason, struct err *err);
/* Dates and place of an activity; *record is filled with its id when it is new. */
enum stige_rc casefile_date_activity(struct desk *d, struct activity_record *record, struct err *err);
/* Withdraws a response and, with it, the ones it was a correction of: none of them stands again. */
enum stige_rc casefile_void(struct desk *d, const struct id *response, enum void_reason reason,
	struct err *err);
/*
 * Earlier caseworker's answers were shown on purpose while a new assessment was being given: an
 * access event.
 */
enum stige_rc casefile_revealed(struct desk *d, const struct id *client, struct err *err);
/* The sheet was printed or written to a file: an event. */
enum stige_rc casefile_sheet_printed(struct desk *d, const struct id *client, const struct id *meeting,
	struct err *err);

/*
 * Texts, in the desk's language. Shared look leaves out W items, W11 above all, and the
 * prompts to the caseworker.
 */
enum look { LOOK_SHARED, LOOK_OWN };
/* The client's page in words, a line an indicator, to be heard; lines are not wrapped. */
void casefile_words(const struct casefile *c, enum look look, struct str *out);
/*
 * Is this one for reading in that look, a note or a remark on an indicator (*ret_on; NULL)? What goals and hand-overs
 * keep as notes has pages of its own.
 */
bool casefile_note_shows(const struct casefile *c, const struct note *n, enum look look,
	const struct indicator **ret_on);
/* The notes, newest first, each after its day and who wrote it. */
void casefile_notes_text(const struct casefile *c, enum look look, int columns, struct str *out);
/* The client's page as text for a pipe. */
void casefile_text(const struct casefile *c, enum look look, int columns, struct str *out);
/* Lines of the advice with findings, limits and sources. all = every grouping, not only the three lines. */
void casefile_advice_text(const struct casefile *c, enum look look, bool all, int columns, struct str *out);
/*
 * At most 12 lines for the journal, nothing of the caseworker's answers in them: who answered,
 * what moved (in words), activities, steps, next date.
 */
void casefile_journal(const struct casefile *c, const struct id *meeting, int columns, struct str *out);
/* The same before the next date is stored: next may be DATE_NONE. */
void casefile_journal_for(const struct casefile *c, const struct id *meeting, int32_t next, int columns,
	struct str *out);
/* The sheet for the client: C items only, agreed steps, next date, first name. */
void casefile_sheet(const struct casefile *c, int columns, struct str *out);

#endif
