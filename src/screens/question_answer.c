/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer that a question stands for, as it is marked or typed. */
#include "question_private.h"

#include "stige/base/banned.h"

static struct answer answer_of_scale(const struct question_view *v)
{
	struct str names = STR_INIT;
	struct answer a = ANSWER_INIT;

	for (size_t k = 0; question_multiple(v) && k < v->offered_count; k++)
		for (int i = 0; i < v->scale.count; i++)
			if (v->row_answers[i].choice == v->offered[k] && v->scale.marks >> i & 1)
				str_addf(&names, names.len ? " %s" : "%s", v->offered[k]->name);
	for (int i = 0; i < v->scale.count; i++) {
		bool marked = question_multiple(v) ? v->scale.marks >> i & 1 : v->scale.chosen == i;

		if (!marked)
			continue;
		if (v->row_answers[i].state == ANSWER_TEXT)
			a = answer_text("OK");
		else if (v->row_answers[i].state != ANSWER_NONE)
			a = answer_state(v->row_answers[i].state);
		else if (!question_multiple(v))
			a = answer_text(v->row_answers[i].choice->name);
	}
	if (a.kind == ANSWER_NONE)
		a = answer_set(names.text);
	str_release(&names);
	return a;
}

static struct answer answer_of_long(const struct question_view *v)
{
	struct str names = STR_INIT;
	struct answer a = ANSWER_INIT;

	for (size_t i = 0; i < v->offered_count; i++) {
		if (!(question_multiple(v) ? v->marks[i] : v->chosen == i))
			continue;
		if (v->offered[i]->state[0])
			a = answer_state(question_state(v->offered[i]));
		else
			str_addf(&names, names.len ? " %s" : "%s", v->offered[i]->name);
	}
	if (a.kind == ANSWER_NONE)
		a = question_multiple(v) ? answer_set(names.text) : answer_text(names.text);
	str_release(&names);
	return a;
}

enum stige_rc question_answer(const struct question_view *v, struct answer *ret, struct err *err)
{
	*ret = (struct answer)ANSWER_INIT;
	if (v->at_states && v->states.chosen != SCALE_NONE
		&& v->state_answers[v->states.chosen].state != ANSWER_NONE) {
		*ret = answer_state(v->state_answers[v->states.chosen].state);
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
