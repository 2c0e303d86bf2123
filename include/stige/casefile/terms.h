/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are told kinds of meetings, ways of answering, states of a step and reasons are called. */
#ifndef STIGE_CASEFILE_TERMS_H
#define STIGE_CASEFILE_TERMS_H

#include "stige/casefile/sitting.h"

enum { MEETING_KINDS = 4, RESPONSE_MODES = 5, CORRECT_REASONS = 4 };

/* Translated. */
const char *meeting_kind_word(enum meeting_kind kind);
const char *meeting_result_word(enum meeting_result result);
const char *response_mode_word(enum response_mode mode);
const char *plan_status_word(enum plan_status status);
/* Whose questions: "the client's questions", "your assessment", "the activities". */
const char *respondent_word(enum respondent who);
/* Why answers are corrected: the reasons in the order in which they are offered, and a sentence for each. */
enum correct_reason correct_reason_at(size_t i);
const char *correct_reason_text(enum correct_reason reason);
/* A day as it is said to people: "Monday 2027-02-22, week 8"; returns out. */
enum { DAY_TEXT = 80 };
char *day_words(int32_t day, char out[DAY_TEXT]);
char *day_short(int32_t day, char out[DAY_TEXT]);        /* "Mon 2027-02-22" */
/* How questions are answered in such a meeting, unless said otherwise. */
enum response_mode meeting_mode(enum meeting_kind kind);

#endif
