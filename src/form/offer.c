/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/form/offer.h"

#include "stige/base/i18n.h"
#include "stige/base/banned.h"

static enum answer_kind state_of(const struct form_choice *c)
{
	if (str_eq(c->state, "dk"))
		return ANSWER_DK;
	return str_eq(c->state, "declined") ? ANSWER_DECLINED : ANSWER_NONE;
}

/* The words of "does not know" in the form's language: those that its own lists use. */
static const char *state_words(const struct form *f, enum answer_kind state, const char *lang)
{
	for (size_t i = 0; i < form_item_count(f); i++) {
		const struct form_list *l = form_item(f, i)->list;

		for (size_t k = 0; l && k < l->count; k++)
			if (state_of(&l->choices[k]) == state)
				return form_choice_label(f, l, &l->choices[k], lang);
	}
	return state == ANSWER_DK ? _("I do not know") : _("I would rather not say");
}

/* --- the rows --- */

struct making {
	struct choice_offer *offer;
	struct arena *arena;
	const struct form *form;
	const struct form_item *item;
	const char *lang;
};

static struct offer_row *add(const struct making *m, struct offer_row row)
{
	struct offer_row *at = &m->offer->rows[m->offer->count++];

	*at = row;
	at->label = arena_strdup(m->arena, row.choice
		? form_choice_label(m->form, m->item->list, row.choice, m->lang) : state_words(m->form, row.state, m->lang));
	at->digit = OFFER_NO_DIGIT;
	at->exclusive = row.state != ANSWER_NONE || str_eq(form_choice_meta(m->form, m->item->list, row.choice,
		"stige_exclusive"), "yes");
	return at;
}

/* Does the list run upwards: 1, 2, 3 ... with nothing else between? */
static bool is_steps(const struct choice_offer *o)
{
	long last = 0, n;

	for (size_t i = 0; i < o->values; i++) {
		if (!str_to_long(o->rows[i].choice->name, last + 1, OFFER_DIGITS_MOST, &n))
			return false;
		last = n;
	}
	return last > 0;
}

static void turn(struct choice_offer *o)
{
	for (size_t i = 0; i < o->values / 2; i++) {
		struct offer_row low = o->rows[i];

		o->rows[i] = o->rows[o->values - 1 - i];
		o->rows[o->values - 1 - i] = low;
	}
}

static void add_values(const struct making *m, const struct entry *e)
{
	const struct form_list *l = m->item->list;
	struct choice_offer *o = m->offer;
	long digit = 0;
	bool steps;

	for (size_t i = 0; i < l->count; i++)
		if (!l->choices[i].state[0] && entry_offered(e, m->item, &l->choices[i]))
			add(m, (struct offer_row){ .choice = &l->choices[i] });
	o->values = o->count;
	o->digits = o->values <= OFFER_DIGITS_MOST;
	steps = o->digits && is_steps(o);
	if (steps)
		turn(o);
	for (size_t i = 0; i < o->values && o->digits; i++) {
		if (steps)
			str_to_long(o->rows[i].choice->name, 1, OFFER_DIGITS_MOST, &digit);
		else
			digit++;
		o->rows[i].digit = (int)digit;
	}
}

static void add_states(const struct making *m, const struct entry *e)
{
	static const enum answer_kind states[] = { ANSWER_DK, ANSWER_DECLINED };
	const struct form_list *l = m->item->list;
	size_t first = m->offer->count;

	for (size_t i = 0; l && i < l->count; i++)
		if (l->choices[i].state[0] && entry_offered(e, m->item, &l->choices[i]))
			add(m, (struct offer_row){ .choice = &l->choices[i], .state = state_of(&l->choices[i]) });
	if (form_takes_states(m->form, m->item) && !form_has_state_rows(m->item))
		for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
			add(m, (struct offer_row){ .state = states[i] });
	for (size_t i = first; i < m->offer->count && m->offer->digits; i++)
		m->offer->rows[i].digit = m->offer->rows[i].state == ANSWER_DK ? OFFER_DK : OFFER_DECLINED;
}

void offer_make(struct choice_offer *ret, struct arena *a, const struct entry *e, const struct form_item *item,
	const char *lang)
{
	const struct making m = { ret, a, entry_form(e), item, lang };

	*ret = (struct choice_offer){ .count = 0 };
	ret->rows = arena_array(a, (item->list ? item->list->count : 0) + 2, sizeof(*ret->rows));
	if (item->type == FORM_NOTE || item->type == FORM_ACKNOWLEDGE || form_read_only(m.form, item))
		return;
	if (item->list)
		add_values(&m, e);
	add_states(&m, e);
}

/* --- answers --- */

const struct offer_row *offer_digit(const struct choice_offer *o, int digit)
{
	for (size_t i = 0; i < o->count && o->digits; i++)
		if (o->rows[i].digit == digit)
			return &o->rows[i];
	return NULL;
}

static bool marked(const struct choice_offer *o, const bool *marks, const struct form_choice *choice)
{
	for (size_t i = 0; i < o->count; i++)
		if (marks[i] && o->rows[i].choice == choice)
			return true;
	return false;
}

struct answer offer_answer(const struct choice_offer *o, const struct form_item *item, const bool *marks)
{
	const struct form_list *l = item->list;
	struct str names = STR_INIT;
	struct answer a;

	for (size_t i = 0; i < o->count; i++)
		if (marks[i] && o->rows[i].state != ANSWER_NONE)
			return answer_state(o->rows[i].state);
	for (size_t i = 0; l && i < l->count; i++)
		if (marked(o, marks, &l->choices[i]))
			str_addf(&names, names.len ? " %s" : "%s", l->choices[i].name);
	a = item->type == FORM_SELECT_MULTIPLE ? answer_set(names.text) : answer_text(names.text);
	str_release(&names);
	return a;
}

bool offer_holds(const struct offer_row *row, const struct answer *a)
{
	if (row->state != ANSWER_NONE)
		return a->kind == row->state;
	return (a->kind == ANSWER_TEXT || a->kind == ANSWER_SET) && str_has_word(a->text, row->choice->name);
}
