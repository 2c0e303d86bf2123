/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The forms that answers were given on. A response keeps its answers by place; a known form
 * says which place belongs to which indicator of today's instrument.
 */
#ifndef CASEFILE_FORMS_H
#define CASEFILE_FORMS_H

#include "stige/casefile/desk.h"
#include "stige/store/responses.h"

#define FORMS_NO_PLACE SIZE_MAX

struct known_form {
	char *hash;
	const struct form *form;
	struct form *owned;              /* NULL when it is one of the instrument's */
	size_t *places;                  /* by indicator: where its answer stands, or FORMS_NO_PLACE */
	size_t activities;               /* the same for the set of activities */
};

struct desk_forms {
	struct known_form **list;
	size_t count, cap;
	struct known_form *last;         /* found last: responses come in runs of the same form */
};

void desk_forms_free(struct desk_forms *forms);
/* As desk_form, with the places. */
enum stige_rc forms_find(struct desk *d, const char *hash, const struct known_form **ret, struct err *err);

/*
 * May today's forms follow those that answers were given on? STIGE_DATA with the first old and new text
 * that stand under one name and are not said to be the same question or a new one.
 */
enum stige_rc forms_follow(const struct desk *d, struct err *err);

/* Today's form of a side. */
const struct form *forms_current(const struct desk *d, enum respondent who);
/* The place of an item's answer, FORMS_NO_PLACE when it stores none. */
size_t forms_place(const struct form *f, const char *item);

/* The answer at a place; NULL when there is none (voided, shorter, no such place). */
const struct answer *forms_answer(const struct response *r, size_t place);

#endif
