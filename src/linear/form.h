/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form given question by question. */
#ifndef LINEAR_FORM_H
#define LINEAR_FORM_H

#include "talk.h"
#include "stige/casefile/giving.h"

/*
 * In the open meeting: begun, taken up, or (when it is completed) opened for correction. NULL when that
 * failed, which was said.
 */
struct giving *form_open(struct talk *t, enum respondent who, enum response_mode mode, const char *lang,
	bool *ret_correcting);
/* Frees it; what has answers in it and is not completed is paused, for the session log. */
void form_leave(struct giving *g, bool completed);
/*
 * Asks what is open (all = from the first question on). SAID_TEXT: everything that must be answered is;
 * SAID_STOP and SAID_END: left before that, what was answered is kept.
 */
enum said form_ask(struct talk *t, struct giving *g, bool all);
/* Completes it; a correction asks for its reason first. True when it is done. */
bool form_complete(struct talk *t, struct giving *g, bool correcting);

/* One question, in full: where we are, its words, what can be answered. */
void question_say(struct talk *t, struct giving *g, const struct form_item *item);
/* Its choices, or what is to be typed; for "?" too. */
void question_say_choices(struct talk *t, struct giving *g, const struct form_item *item);
/* A line as an answer to it, checked and on disk; what was wrong is said. */
bool question_take(struct talk *t, struct giving *g, const struct form_item *item, const char *line);
/* The answer in words: "4, Good". */
void question_answer_words(const struct giving *g, const struct form_item *item, const struct answer *a,
	struct str *out);

#endif
