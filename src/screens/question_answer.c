/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer that a question stands for, as it is marked or typed. */
#include "question_private.h"

#include "stige/base/mem.h"
#include "stige/base/banned.h"

static struct answer answer_of_scale(const struct question_view *v)
{
	bool marks[QUESTION_ROWS_MOST] = { false };

	if (v->item->type == FORM_ACKNOWLEDGE)
		return v->scale.chosen == 0 ? answer_text("OK") : answer_state(ANSWER_NONE);
	for (int i = 0; i < v->scale.count; i++)
		marks[i] = question_multiple(v) ? v->scale.marks >> i & 1 : v->scale.chosen == i;
	return offer_answer(&v->offer, v->item, marks);
}

/* One of a long list is what is chosen; several are what is marked. */
static struct answer answer_of_long(const struct question_view *v)
{
	bool *one;
	struct answer a;

	if (question_multiple(v))
		return offer_answer(&v->offer, v->item, v->marks);
	one = mem_array(v->offer.count + 1, sizeof(*one));
	one[v->chosen] = v->chosen < v->listed;
	a = offer_answer(&v->offer, v->item, one);
	mem_free(one);
	return a;
}

enum stige_rc question_answer(const struct question_view *v, struct answer *ret, struct err *err)
{
	*ret = (struct answer)ANSWER_INIT;
	if (v->at_states && v->states.chosen != SCALE_NONE
		&& v->state_answers[v->states.chosen] != ANSWER_NONE) {
		*ret = answer_state(v->state_answers[v->states.chosen]);
		return STIGE_OK;
	}
	if (v->kind == QUESTION_SCALE)
		*ret = answer_of_scale(v);
	else if (v->kind == QUESTION_LONG)
		*ret = answer_of_long(v);
	else if (v->kind == QUESTION_TYPED || v->kind == QUESTION_LINES)
		return entry_parse(question_entry(v), v->item, v->field.text.text, ret, err);
	return STIGE_OK;
}
