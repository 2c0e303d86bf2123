/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the meeting's screens call kinds of meetings, ways of answering and the state of a step. */
#ifndef STIGE_SCREENS_MEETING_WORDS_H
#define STIGE_SCREENS_MEETING_WORDS_H

#include "stige/casefile/sitting.h"

enum { MEETING_KINDS = 4, RESPONSE_MODES = 5 };

/* Translated. */
const char *meeting_kind_word(enum meeting_kind kind);
const char *response_mode_word(enum response_mode mode);
const char *plan_status_word(enum plan_status status);
/* How questions are answered in such a meeting, unless said otherwise. */
enum response_mode meeting_mode(enum meeting_kind kind);

#endif
