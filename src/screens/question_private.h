/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a question share: building its rows, its keys, the answer it stands for. */
#ifndef STIGE_SCREENS_QUESTION_PRIVATE_H
#define STIGE_SCREENS_QUESTION_PRIVATE_H

#include "question_view.h"

#include "stige/base/str.h"

static inline const struct entry *question_entry(const struct question_view *v)
{
	return giving_entry(v->giving);
}

static inline const struct form *question_form(const struct question_view *v)
{
	return entry_form(giving_entry(v->giving));
}

static inline bool question_multiple(const struct question_view *v)
{
	return v->item->type == FORM_SELECT_MULTIPLE;
}

/* Kind, rows and field from the item, with the answer it has. */
void question_build(struct question_view *v);
/* What would be stored if it were confirmed now; STIGE_DATA and why when what was typed is no answer. */
enum stige_rc question_answer(const struct question_view *v, struct answer *ret, struct err *err);

#endif
