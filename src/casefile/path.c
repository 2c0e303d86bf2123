/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/path.h"

#include "stige/base/str.h"
#include "stige/base/banned.h"

static struct path_value value_of(const struct casefile *c, const struct indicator *one)
{
	const struct series *s = casefile_series(c, one->name);

	return (struct path_value){ s, series_newest(s->points, s->count) };
}

/* The set behind a point, "" when it is no value. */
static const char *set_of(const struct casefile *c, const struct path_value *v)
{
	const struct answer *a = v->point && v->point->state == SERIES_VALUE
		? casefile_answer(c, &c->responses[v->point->response], v->series->indicator->name) : NULL;

	return a && a->kind == ANSWER_SET ? a->text : "";
}

static bool is_own(const struct advice_table *t, const struct advice_box *box)
{
	for (size_t i = 0; i < box->item_count; i++)
		if (t->items[box->items[i]].indicator->side == INDICATOR_CASEWORKER)
			return true;
	return false;
}

void path_make(struct path *ret, const struct casefile *c, enum look look)
{
	const struct advice_table *t = c->desk->instrument->advice;

	ret->which = c->advice.path;
	ret->count = ret->left_out = 0;
	for (size_t i = 0; i < t->box_count; i++) {
		const struct advice_box *box = &t->boxes[i];
		struct path_box *to = &ret->list[ret->count];

		if (!(box->paths & 1u << ret->which))
			continue;
		if (look == LOOK_SHARED && is_own(t, box)) {
			ret->left_out++;
			continue;
		}
		*to = (struct path_box){ .box = box };
		for (size_t k = 0; k < box->item_count; k++)
			to->values[k] = value_of(c, t->items[box->items[k]].indicator);
		to->in_use = box->kind == ADVICE_BOX_CHANNEL && str_has_word(set_of(c, &to->values[0]), box->channel);
		ret->count++;
	}
}

static bool brings(const struct path *p, const char *note)
{
	for (size_t i = 0; i < p->count; i++)
		if (str_has_word(p->list[i].box->label->limits, note))
			return true;
	return false;
}

size_t path_notes(const struct path *p, const struct evidence *e, const struct evidence_row *ret[PATH_NOTES_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < evidence_count(e) && n < PATH_NOTES_MOST; i++)
		if (brings(p, evidence_at(e, i)->id))
			ret[n++] = evidence_at(e, i);
	return n;
}

size_t path_figure(const struct casefile *c, int figure, enum look look, struct path_value *ret, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < c->series_count && n < most; i++) {
		const struct indicator *one = c->series[i].indicator;

		if (indicator_in_figure(one, figure) && (look == LOOK_OWN || one->side == INDICATOR_CLIENT))
			ret[n++] = value_of(c, one);
	}
	return n;
}

static bool is_channel(const struct indicator *one, const struct form_choice *choice)
{
	return !*choice->state
		&& !str_eq(form_choice_meta(one->form, one->item->list, choice, "stige_exclusive"), "yes");
}

size_t path_channels(const struct casefile *c, struct path_channel ret[PATH_CHANNELS_MOST],
	struct path_value *ret_value)
{
	const struct indicator *one = NULL;
	size_t n = 0;

	for (size_t i = 0; i < c->series_count && !one; i++)
		if (c->series[i].indicator->kind == INDICATOR_SET)
			one = c->series[i].indicator;
	*ret_value = one ? value_of(c, one) : (struct path_value){ NULL, NULL };
	for (size_t i = 0; one && i < one->item->list->count && n < PATH_CHANNELS_MOST; i++) {
		const struct form_choice *choice = &one->item->list->choices[i];

		if (is_channel(one, choice))
			ret[n++] = (struct path_channel){ choice,
				form_choice_label(one->form, one->item->list, choice, c->desk->lang),
				str_has_word(set_of(c, ret_value), choice->name) };
	}
	return n;
}
