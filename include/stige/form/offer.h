/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The choices of a question as they are offered to a person, whatever they are offered on: in which order,
 * and which digit stands for which.
 *
 * Choices named 1, 2, 3 ... are steps: their name is their digit, and the highest comes first. Others are
 * counted from 1. "Does not know" is 0 and "rather not say" is 9 beside at most OFFER_DIGITS_MOST values;
 * beside more, and beside what is typed, digits belong to the value and these two have none.
 */
#ifndef STIGE_FORM_OFFER_H
#define STIGE_FORM_OFFER_H

#include "stige/base/arena.h"
#include "stige/form/entry.h"

enum { OFFER_DIGITS_MOST = 8, OFFER_DK = 0, OFFER_DECLINED = 9, OFFER_NO_DIGIT = -1 };

struct offer_row {
	const struct form_choice *choice;    /* NULL: a state that the form has no row for */
	enum answer_kind state;              /* ANSWER_DK, ANSWER_DECLINED; ANSWER_NONE: a value */
	const char *label;                   /* in the language asked for; in the arena */
	int digit;                           /* what a person types for it, or OFFER_NO_DIGIT */
	bool exclusive;                      /* stands alone among marks */
};

struct choice_offer {
	struct offer_row *rows;              /* values first, then the states; in the arena */
	size_t count, values;
	bool digits;                         /* every row has one */
};

/*
 * What the item offers now (choice_filter, stige_states). Of what is typed: the states alone. Of notes and
 * of what is only read and acknowledged: nothing.
 */
void offer_make(struct choice_offer *ret, struct arena *a, const struct entry *e, const struct form_item *item,
	const char *lang);
/* The row of a digit, or NULL. */
const struct offer_row *offer_digit(const struct choice_offer *o, int digit);
/*
 * The answer that the marked rows make, names in the form's order; a state that is marked is the answer
 * alone. To be released.
 */
struct answer offer_answer(const struct choice_offer *o, const struct form_item *item, const bool *marks);
/* Is this row part of an answer? */
bool offer_holds(const struct offer_row *row, const struct answer *a);

#endif
