/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers and the texts they are to expressions, by the type of their item. */
#ifndef STIGE_SRC_FORM_ANSWERS_H
#define STIGE_SRC_FORM_ANSWERS_H

#include "stige/base/answer.h"
#include "stige/base/str.h"
#include "stige/form/questionnaire.h"

enum answers_fault {
	ANSWERS_FINE,
	ANSWERS_KIND,                /* a number where a text is meant, or the other way round */
	ANSWERS_NO_CHOICE,
	ANSWERS_NOT_NUMBER, ANSWERS_NOT_WHOLE, ANSWERS_TOO_LARGE,
	ANSWERS_OUT_OF_RANGE, ANSWERS_OFF_STEP,
	ANSWERS_NOT_DATE, ANSWERS_NOT_TIME, ANSWERS_NOT_MOMENT, ANSWERS_NOT_OK,
	ANSWERS_UNSAFE,              /* control characters and the like */
};

/*
 * From the text an XForm would hold ("2 4", "2026-11-22", "1.5"); "" is ANSWER_NONE, and a
 * choice marked stige_state gives dk or declined. *ret is ANSWER_NONE after a fault.
 */
enum answers_fault answers_from_text(const struct form_item *item, const char *text, struct answer *ret);
/* Is a an answer of this item's type? ret gets it in canonical form (sets in the list's order). */
enum answers_fault answers_check(const struct form_item *item, const struct answer *a, struct answer *ret);
/* As expressions see it: dk and declined are blank, like no answer. Appends. */
void answers_to_text(const struct answer *a, struct str *out);

#endif
