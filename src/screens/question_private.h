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

/* ANSWER_DK, ANSWER_DECLINED, or ANSWER_NONE: a choice that is a value. */
static inline enum answer_kind question_state(const struct form_choice *c)
{
	if (str_eq(c->state, "dk"))
		return ANSWER_DK;
	return str_eq(c->state, "declined") ? ANSWER_DECLINED : ANSWER_NONE;
}

/* Does it stand alone among marks? */
static inline bool question_exclusive(const struct question_view *v, const struct form_choice *c)
{
	return c->state[0] || str_eq(form_choice_meta(question_form(v), v->item->list, c, "stige_exclusive"),
		"yes");
}

/* Kind, rows and field from the item, with the answer it has. */
void question_build(struct question_view *v);
/* What would be stored if it were confirmed now; STIGE_DATA and why when what was typed is no answer. */
enum stige_rc question_answer(const struct question_view *v, struct answer *ret, struct err *err);

#endif
