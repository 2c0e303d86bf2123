/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The code words of the file: what an enum's value is called in the database, in exports and
 * on the command line. The order of a list is the order of its enum. Words never change.
 */
#ifndef STIGE_STORE_WORDS_H
#define STIGE_STORE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct words {
	const char *const *list;
	size_t count;
};

extern const struct words client_education_words;        /* unknown, no, yes */
extern const struct words client_goal_words;             /* none, job, education */
extern const struct words client_status_words;           /* active, paused, closed */
extern const struct words caseworker_role_words;         /* caseworker, key-holder */
extern const struct words meeting_kind_words;            /* office, phone, video, outreach */
extern const struct words meeting_result_words;          /* open, held, not-come, cancelled, moved */
extern const struct words plan_kind_words;               /* step, activity, suggestion */
extern const struct words plan_status_words;             /* open, done, not-done, dropped, declined */
extern const struct words respondent_words;              /* client, caseworker, activities */
extern const struct words response_mode_words;           /* alone, read-aloud, interpreter, paper, phone */
extern const struct words correct_reason_words;  /* none, slip, misunderstood, changed-mind, read-wrongly */
/* job, flex-job, marginal-job, wage-subsidy, education, other-benefit, withdrawn */
extern const struct words outcome_kind_words;
extern const struct words outcome_source_words;          /* hand, register */
extern const struct words void_reason_words;             /* wrong-client, not-given, test, client-asked */

const char *words_name(const struct words *words, unsigned value);
bool words_find(const struct words *words, const char *name, unsigned *ret_value);

#endif
