/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A whole response from a file, given to its form answer by answer as if somebody typed it: the same
 * types, choices, constraints and relevance. What the form asked can depend on where the client stood
 * on the day (age, education, goal); a file does not say, so where the client's fields of today do not
 * fit the answers, the other path is tried before anything is refused.
 */
#ifndef STIGE_CASEFILE_TAKEN_H
#define STIGE_CASEFILE_TAKEN_H

#include "stige/casefile/desk.h"
#include "stige/form/questionnaire.h"
#include "stige/store/clients.h"
#include "stige/store/responses.h"

struct taken_word {
	const struct form_item *item;        /* stored by the form */
	const char *typed;                   /* a value, "dk", "declined"; never "" */
	bool plain;                          /* a value even where it reads "dk" */
};

struct taken {
	struct answer *answers;              /* of the form's stored items, in order; owned */
	size_t count;
	struct response_counts counts;
};

/*
 * STIGE_DATA with the place of the wrong word in *ret_word and why in err; *ret_word is `count` when an
 * answer is missing, which `blanks` allows: a blank is then an item that was not asked. ret is empty
 * after a failure, else released by taken_release.
 */
enum stige_rc taken_read(const struct form *f, const struct client_fields *client, int32_t date,
	const struct taken_word *words, size_t count, bool blanks, struct taken *ret, size_t *ret_word,
	struct err *err);
void taken_release(struct taken *t);

#endif
