/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is measured: the items of the client's and the caseworker's form with the metadata
 * that the form files keep beside them (columns stige_*). The report's Figure 1 is not in its
 * text, so an indicator here is one item; the construct it is listed under is ours.
 */
#ifndef STIGE_INSTRUMENT_INDICATORS_H
#define STIGE_INSTRUMENT_INDICATORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/answer.h"
#include "stige/base/err.h"
#include "stige/form/questionnaire.h"

enum indicator_side { INDICATOR_CLIENT, INDICATOR_CASEWORKER };

enum indicator_kind {
	INDICATOR_SCALE,                     /* 1..5, five is best (report lines 203-204) */
	INDICATOR_SET,                       /* a count of marked choices, 0.. */
	INDICATOR_NUMBER,                    /* an amount: neither high nor low is good by itself */
};

struct indicator {
	const struct form *form;             /* borrowed, as all strings are */
	const struct form_item *item;
	enum indicator_side side;
	enum indicator_kind kind;
	const char *name;                    /* "c3", "w11e" */
	const char *no;                      /* "3", "11e": as it is numbered on its form */
	bool optional;                       /* asked on some paths only (has relevant): not one of the 22 */
	bool rising;                         /* higher is better (stige_direction +) */
	const char *construct;               /* name in the list stige_indicators */
	const char *figures;                 /* "3 5 6": the report's figures that name it */
	const char *predicts;                /* "search job education" */
	const struct indicator *pair;        /* the other side's item on the same matter, or NULL */
	/*
	 * Of an amount: the hidden rows NAME_period ("month", "hour") and NAME_basis ("gross", "net") that
	 * are kept beside it. They are the caseworker's defaults, not asked of the client. Or NULL.
	 */
	const struct form_item *period, *basis;
};

struct indicators {
	struct indicator *list;              /* client's, then caseworker's, each in the form's order */
	size_t count;                        /* 23: the 22 and the one for the education path */
};

enum stige_rc indicators_init(struct indicators *s, const struct form *client, const struct form *caseworker,
	struct err *err);
void indicators_release(struct indicators *s);

const struct indicator *indicators_find(const struct indicators *s, const char *name);   /* or NULL */
/* Does the report's figure name it? Figures 3, 5, 6 and 7 (lines 265-291, 390-415, 450-472, 505-549). */
bool indicator_in_figure(const struct indicator *i, int figure);

/* Texts in a language; they belong to the form. */
const char *indicator_question(const struct indicator *i, const char *lang);
const char *indicator_short(const struct indicator *i, const char *lang);       /* <= 24 columns */
/* At most 48 columns; the short one where the form has none. */
const char *indicator_row(const struct indicator *i, const char *lang);
const char *indicator_construct(const struct indicator *i, const char *lang);

/*
 * An answer as a number: the step, the count of channels (0 = asked and none), the amount.
 * False when the answer is not a value (none, dk, declined) or does not fit the item.
 */
bool indicator_value(const struct indicator *i, const struct answer *a, int32_t *ret_value);
/* The words of a step, "" when the item is no scale or has no such step. */
const char *indicator_step(const struct indicator *i, int step, const char *lang);

#endif
