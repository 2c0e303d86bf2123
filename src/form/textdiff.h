/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which texts of an item differ between two versions of a form: for diff, succession and series. */
#ifndef STIGE_SRC_FORM_TEXTDIFF_H
#define STIGE_SRC_FORM_TEXTDIFF_H

#include "model.h"
#include "problem.h"

enum textdiff_kind { TEXTDIFF_LABEL, TEXTDIFF_HINT, TEXTDIFF_CHOICE, TEXTDIFF_CHOICE_ADDED,
TEXTDIFF_CHOICE_REMOVED };

struct textdiff {
	enum textdiff_kind kind;
	const char *language;        /* "Dansk (da)" or its code; "" for added and removed choices */
	const char *choice;          /* its name, or "" */
	const char *older, *newer;   /* the texts; "" on the side where a choice is not */
	const char *mark;            /* "same", "new" or "" */
	struct place at;             /* in the newer form */
};

/* Calls found for every difference of two items of one name. */
void textdiff_item(const struct form *older, size_t old_item, const struct form *newer, size_t new_item,
	void (*found)(void *ctx, const struct textdiff *d), void *ctx);

#endif
