/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One answer to one item. Not asked, does not know and rather not say are three different
 * things and none of them is a value.
 */
#ifndef STIGE_BASE_ANSWER_H
#define STIGE_BASE_ANSWER_H

#include <stdbool.h>

enum answer_kind {
	ANSWER_NONE,         /* not asked, or not answered yet (null in the store) */
	ANSWER_DK,           /* does not know */
	ANSWER_DECLINED,     /* rather not say */
	ANSWER_NUMBER,       /* integer, decimal, range */
	ANSWER_TEXT,         /* text, an ISO date, or the name of one choice */
	ANSWER_SET,          /* names of choices, separated by single spaces, in the form's order */
};

struct answer {
	enum answer_kind kind;
	double number;       /* ANSWER_NUMBER; finite */
	char *text;          /* ANSWER_TEXT, ANSWER_SET: owned, never NULL nor empty; else NULL */
};

#define ANSWER_INIT { ANSWER_NONE, 0.0, NULL }

struct answer answer_number(double n);
struct answer answer_text(const char *s);          /* copies; "" gives ANSWER_NONE */
struct answer answer_set(const char *names);       /* copies; "" gives ANSWER_NONE */
struct answer answer_state(enum answer_kind kind); /* NONE, DK, DECLINED */
struct answer answer_copy(const struct answer *a);
void answer_release(struct answer *a);             /* becomes ANSWER_NONE */
bool answer_eq(const struct answer *a, const struct answer *b);
/* An answer that is a value: number, text or set. dk, declined and none are not. */
bool answer_known(const struct answer *a);
/* Given at all: a value, dk or declined. */
bool answer_given(const struct answer *a);

#endif
