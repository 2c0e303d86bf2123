/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shape.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/form/entry.h"
#include "stige/base/banned.h"

static const struct advice_item *advice_of(const struct instrument *in, const struct form_item *item)
{
	for (size_t i = 0; i < in->advice->item_count; i++)
		if (in->advice->items[i].indicator->item == item)
			return &in->advice->items[i];
	return NULL;
}

static const struct indicator *indicator_of(const struct instrument *in, const struct form_item *item)
{
	for (size_t i = 0; i < in->indicators.count; i++)
		if (in->indicators.list[i].item == item)
			return &in->indicators.list[i];
	return NULL;
}

/* The choices of a scale by their step, 1 to 5. */
static bool find_steps(const struct form *f, struct slot *slot)
{
	const struct form_list *l = slot->item->list;
	long step;

	for (size_t i = 0; i < l->count; i++)
		if (str_to_long(form_choice_meta(f, l, &l->choices[i], "stige_score"), 1, STEPS, &step))
			slot->steps[step - 1] = l->choices[i].name;
	for (size_t i = 0; i < STEPS; i++)
		if (!slot->steps[i])
			return false;
	return true;
}

static bool find_channels(const struct form *f, struct slot *slot)
{
	const struct form_list *l = slot->item->list;

	for (size_t i = 0; i < l->count; i++) {
		const char *name = l->choices[i].name;

		if (str_eq(form_choice_meta(f, l, &l->choices[i], "stige_exclusive"), "yes"))
			slot->no_channel = name;
		else if (!*l->choices[i].state && slot->channel_count < CHANNELS_MOST)
			slot->channels[slot->channel_count++] = name;
	}
	return slot->no_channel && slot->channel_count > 0;
}

static bool fill_slot(const struct instrument *in, const struct form *f, const struct form_item *item,
	struct slot *slot)
{
	const struct indicator *indicator = indicator_of(in, item);
	const struct advice_item *advice = advice_of(in, item);

	*slot = (struct slot){ .item = item, .group = advice ? advice->group : 0 };
	if (!indicator)
		return true;
	slot->optional = indicator->optional;
	switch (indicator->kind) {
	case INDICATOR_SCALE:
		slot->kind = advice && advice->kind == ADVICE_BELIEF ? SLOT_BELIEF : SLOT_SCALE;
		return find_steps(f, slot);
	case INDICATOR_SET:
		slot->kind = SLOT_CHANNELS;
		return find_channels(f, slot);
	case INDICATOR_NUMBER:
		slot->kind = SLOT_AMOUNT;
		return true;
	}
	return false;
}

static enum stige_rc count_places(const struct form *f, struct shape_form *ret, struct err *err)
{
	ret->form = f;
	ret->count = form_stored_count(f);
	if (ret->count <= SLOTS_MOST)
		return STIGE_OK;
	return err_set(err, STIGE_CONFIG, _("The form %s has more questions than invented people can answer "
		"(%d); use the forms that came with the program."), form_id(f), SLOTS_MOST);
}

static enum stige_rc fill_form(const struct instrument *in, const struct form *f, struct shape_form *ret,
	struct err *err)
{
	enum stige_rc rc = count_places(f, ret, err);

	for (size_t i = 0; i < ret->count && rc == STIGE_OK; i++)
		if (!fill_slot(in, f, form_stored_item(f, i), &ret->slots[i]))
			rc = err_set(err, STIGE_CONFIG, _("Invented people cannot answer %s of the form %s: "
				"its choices are not marked as steps or as ways; use the forms that came "
				"with the program."), form_stored_item(f, i)->name, form_id(f));
	return rc;
}

enum stige_rc shape_init(struct shape *s, const struct instrument *instrument, struct err *err)
{
	enum stige_rc rc;

	memset(s, 0, sizeof(*s));
	s->list = &instrument->activities;
	rc = count_places(instrument->activity_form, &s->activities, err);
	if (rc == STIGE_OK)
		rc = fill_form(instrument, instrument->client, &s->client, err);
	if (rc == STIGE_OK)
		rc = fill_form(instrument, instrument->caseworker, &s->caseworker, err);
	return rc;
}

static struct answer channels_answer(const struct slot *slot, int32_t set)
{
	struct str names = STR_INIT;
	struct answer a;

	for (size_t i = 0; i < slot->channel_count; i++)
		if (set & (int32_t)1 << i)
			str_addf(&names, names.len ? " %s" : "%s", slot->channels[i]);
	a = answer_set(names.len ? names.text : slot->no_channel);
	str_release(&names);
	return a;
}

static struct answer one_answer(const struct slot *slot, int32_t value)
{
	if (value == VALUE_DK || value == VALUE_DECLINED)
		return answer_state(value == VALUE_DK ? ANSWER_DK : ANSWER_DECLINED);
	if (value == VALUE_NOT_ASKED)
		return answer_state(ANSWER_NONE);
	switch (slot->kind) {
	case SLOT_SCALE:
	case SLOT_BELIEF:
		BUG_ON(value < 1 || value > STEPS);
		return answer_text(slot->steps[value - 1]);
	case SLOT_CHANNELS:
		return channels_answer(slot, value);
	case SLOT_AMOUNT:
		return answer_number(value);
	case SLOT_EMPTY:
		break;
	}
	return answer_state(ANSWER_NONE);
}

void shape_answers(const struct shape_form *f, const int32_t *values, struct answer *answers)
{
	for (size_t i = 0; i < f->count; i++)
		answers[i] = one_answer(&f->slots[i], values[i]);
}

struct answer shape_activities(const struct shape *s, uint32_t set)
{
	struct str names = STR_INIT;
	struct answer a;

	for (size_t i = 0; i < s->list->count; i++) {
		const struct activity *one = &s->list->list[i];
		bool runs = set ? !one->exclusive && (set & UINT32_C(1) << one->no) : one->exclusive;

		if (runs)
			str_addf(&names, names.len ? " %s" : "%s", one->choice->name);
	}
	a = answer_set(names.text);
	str_release(&names);
	return a;
}

static size_t find_slot(const struct shape_form *f, enum slot_kind kind)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->slots[i].kind == kind && !f->slots[i].optional)
			return i;
	return SLOTS_MOST;
}

size_t shape_belief(const struct shape *s)
{
	return find_slot(&s->caseworker, SLOT_BELIEF);
}

size_t shape_channels(const struct shape *s)
{
	return find_slot(&s->client, SLOT_CHANNELS);
}
