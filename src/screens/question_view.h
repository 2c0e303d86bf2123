/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One question by its type: what its answer looks like, what keys do to it, and the answer it
 * ends as. Scales and short lists take digits; long lists, typed answers and everything that can be
 * "does not know" without a row of its own get two rows below, reached by Tab. Nothing is marked
 * before a key marks it; nothing is stored before it is confirmed.
 */
#ifndef STIGE_SCREENS_QUESTION_VIEW_H
#define STIGE_SCREENS_QUESTION_VIEW_H

#include "stige/base/arena.h"
#include "stige/casefile/giving.h"
#include "stige/form/offer.h"
#include "stige/ui/canvas.h"
#include "stige/ui/field.h"
#include "stige/ui/keys.h"
#include "stige/ui/list.h"
#include "stige/ui/scale.h"

enum { QUESTION_ROWS_MOST = OFFER_DIGITS_MOST + 2, QUESTION_STATES_MOST = 3 };

enum question_kind {
	QUESTION_NOTE,           /* only read */
	QUESTION_SCALE,          /* choices with a digit each */
	QUESTION_LONG,           /* more choices than digits: a list */
	QUESTION_TYPED,          /* a line of text */
	QUESTION_LINES,          /* lines of text, on the caseworker's side */
};

struct question_view {
	struct giving *giving;           /* lent */
	const struct form_item *item;
	bool own;                        /* the caseworker's side: a digit answers and goes on */
	enum question_kind kind;
	struct arena arena;              /* of the labels */

	struct scale_row rows[QUESTION_ROWS_MOST];
	struct scale scale;              /* its rows are the offer's; "I have read it" has one of its own */
	struct choice_offer offer;

	bool *marks;                     /* QUESTION_LONG: the offer's rows that stand in its list */
	size_t listed, chosen;           /* chosen = listed: none */
	struct list list;
	bool started;                            /* an arrow has been pressed: there is a focus */

	struct field field;

	struct scale_row state_rows[QUESTION_STATES_MOST];
	enum answer_kind state_answers[QUESTION_STATES_MOST];    /* NONE: keep what was typed */
	struct scale states;
	bool at_states;                  /* Tab led to the rows below */

	bool guide;                      /* F1: the form's guidance or hint shows before anything else */
	bool large;                      /* short lines, far apart */
	char *error;                     /* why the answer was refused; NULL */
};

enum question_result {
	QUESTION_UNHANDLED,
	QUESTION_KEPT,           /* the question's own key; draw again */
	QUESTION_NEXT,           /* the answer is on disk (or none is needed): go on */
	QUESTION_EMPTY,          /* nothing is answered yet: stay */
	QUESTION_REFUSED,        /* v->error says why: stay */
};

/* Shows an item with the answer it has. v is zeroed the first time; giving is lent. */
void question_show(struct question_view *v, struct giving *giving, const struct form_item *item, bool own);
void question_release(struct question_view *v);
/* Does it take letters now? */
bool question_typing(const struct question_view *v);
enum question_result question_action(struct question_view *v, enum action action);
enum question_result question_key(struct question_view *v, struct key key);

/* Says something under the question, until the next answer; NULL = nothing. */
void question_tell(struct question_view *v, const char *what);
/* Appends the answer it has, in words: "Good", or what was typed; nothing when there is none. */
void question_taken(const struct question_view *v, struct str *out);
/*
 * The plain words beside the question: its hint; after F1 its guidance, where it has one, and in the client's room
 * that it is ours, or that there is none.
 */
void question_hint(const struct question_view *v, struct str *out);
/* What a voice says: the question, its plain words, its answers with their digits. */
void question_speech(const struct question_view *v, struct str *out);

/* Draws question and answers into the whole of c; the cursor stands on the focus or the question. */
void question_draw(const struct question_view *v, struct canvas *c);

#endif
