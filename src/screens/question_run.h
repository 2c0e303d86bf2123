/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form given question by question: the client's room and reading aloud are two looks of it. */
#ifndef STIGE_SCREENS_QUESTION_RUN_H
#define STIGE_SCREENS_QUESTION_RUN_H

#include "question_view.h"

struct question_run {
	struct giving *giving;           /* owned */
	struct question_view view;
	bool own;                        /* the caseworker's side */
	bool finished;                   /* past the last question, and none is open */
	struct str taken;                /* the newest answer in words, "3: Good"; empty before the first */
};

/* Takes the giving over and stands on the first open question (all = the first one). */
void run_open(struct question_run *r, struct giving *giving, bool own, bool all);
void run_close(struct question_run *r);
/* The same, with what the answer led to done: NEXT has moved on. */
enum question_result run_action(struct question_run *r, enum action action);
/* To the next question without answering; to the one before. False at the end. */
bool run_next(struct question_run *r);
bool run_previous(struct question_run *r);
/* Shows a question (after undo). */
void run_to(struct question_run *r, const struct form_item *item);
/* The next of the form's languages; the answers stay. Returns its code. */
const char *run_language(struct question_run *r, struct err *err);
/* How many languages the form has. */
size_t run_languages(const struct question_run *r);
/* Short lines far apart, or as before. */
void run_large(struct question_run *r, bool large);
/* "Question 3 of 11", or "Question 3": what there is to say of the place. */
void run_progress(const struct question_run *r, struct str *out);

#endif
