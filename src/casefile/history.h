/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One client's responses in order: which of them count, in which round, and what they say
 * about each indicator. A round is a meeting with at least one completed client or caseworker
 * response. A superseded or voided response does not count; where two stand for the same side
 * of one meeting, the one completed last does.
 */
#ifndef CASEFILE_HISTORY_H
#define CASEFILE_HISTORY_H

#include "stige/instrument/advice.h"
#include "stige/instrument/series.h"
#include "stige/store/clients.h"
#include "stige/store/meetings.h"
#include "stige/store/responses.h"

#include "forms.h"

#define NO_RESPONSE SIZE_MAX
enum { SIDES = RESPONDENT_ACTIVITIES + 1 };

struct round {
	struct id meeting;
	int32_t date;
	size_t response[SIDES];          /* by respondent: index into the responses, or NO_RESPONSE */
};

struct history {
	const struct instrument *instrument;
	const struct response *const *responses;
	const struct known_form *const *forms;   /* of each response that counts */
	size_t response_count;
	struct round *rounds;            /* oldest first */
	size_t round_count;
	struct round *meetings;          /* the same and those with activities only */
	size_t meeting_count;
};

/* responses are one client's, oldest meeting first; they, the desk and the arena must outlive ret. */
enum stige_rc history_make(struct history *ret, struct desk *d, const struct response *const *responses,
	size_t count, struct arena *a, struct err *err);
/* The newest response of a side that counts, NO_RESPONSE when there is none; skip = so many of the newest. */
size_t history_newest(const struct history *h, enum respondent side, size_t skip);
/* The round of a meeting (also one with activities only), or NULL. */
const struct round *history_round(const struct history *h, const struct id *meeting);
/* The answer to an indicator (by its index) in a round; NULL when that side did not answer in it. */
const struct answer *history_answer(const struct history *h, const struct round *round, size_t indicator);
/* One indicator over all rounds; ret has round_count places. */
void history_points(const struct history *h, size_t indicator, struct series_point *ret);
/* The names of the set of activities of a response, NULL when it has none. */
const char *history_activities(const struct history *h, size_t response);
/* The newest record of an activity, or NULL. */
const struct activity_record *history_record(const struct activity_record *records, size_t count,
	const char *name);
/*
 * What runs: the newest registered set less what has ended by `today`. False when nothing was ever
 * registered.
 */
bool history_running(const struct history *h, const struct activity_record *records, size_t count,
	int32_t today, uint32_t *ret_set);
/* Did the caseworker change between the last two caseworker responses? */
bool history_caseworker_changed(const struct history *h);

/* What the advice rests on, on the day of the meeting. Strings are in the arena. */
void facts_make(struct advice_facts *ret, const struct desk *d, const struct client_fields *client,
	const struct history *h, const struct activity_record *records, size_t record_count, int32_t today,
	struct arena *a);

#endif
