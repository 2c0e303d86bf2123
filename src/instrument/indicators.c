/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measured items, read from the metadata beside the questions. */
#include "stige/instrument/indicators.h"

#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "meta.h"

#include "stige/base/banned.h"

#define STEPS 5

static bool measured(const struct form *form, const struct form_item *item)
{
	return item->asked && *form_item_meta(form, item, "stige_no");
}

static enum indicator_kind kind_of(const struct form *form, const struct form_item *item)
{
	if (str_eq(form_item_meta(form, item, "stige_scale"), "5"))
		return INDICATOR_SCALE;
	return item->type == FORM_SELECT_MULTIPLE ? INDICATOR_SET : INDICATOR_NUMBER;
}

/* A scale is a choice of one with all five steps in it. */
static bool scale_complete(const struct form *form, const struct form_item *item)
{
	unsigned steps = 0;
	long step;

	if (item->type != FORM_SELECT_ONE)
		return false;
	for (size_t i = 0; i < item->list->count; i++)
		if (str_to_long(form_choice_meta(form, item->list, &item->list->choices[i], "stige_score"), 1,
			STEPS, &step))
			steps |= 1u << step;
	return steps == 0x3e;
}

/* A hidden row beside an amount: NAME_period, NAME_basis. */
static const struct form_item *beside(const struct form *form, const struct form_item *item, const char *what)
{
	struct str name = STR_INIT;
	const struct form_item *found;

	str_addf(&name, "%s_%s", item->name, what);
	found = form_find(form, name.text);
	str_release(&name);
	return found && found->type == FORM_HIDDEN && found->stored ? found : NULL;
}

static enum stige_rc add(struct indicators *s, const struct form *form, const struct form_item *item,
	enum indicator_side side, struct err *err)
{
	enum indicator_kind kind = kind_of(form, item);
	struct indicator *i;

	if (kind == INDICATOR_SCALE && !scale_complete(form, item))
		return err_set(err, STIGE_DATA,
			_("%s: the scale of %s needs five choices with 1 to 5 in stige_score."),
			form_id(form), item->name);
	if (indicators_find(s, item->name))
		return err_set(err, STIGE_DATA, _("%s: the item %s is on both forms; give it another name."),
			form_id(form), item->name);
	i = &s->list[s->count++];
	*i = (struct indicator){
		.form = form, .item = item, .side = side, .kind = kind, .name = item->name,
		.no = form_item_meta(form, item, "stige_no"),
		.optional = item->relevant != NULL,
		.rising = str_eq(form_item_meta(form, item, "stige_direction"), "+"),
		.construct = form_item_meta(form, item, "stige_indicator"),
		.figures = form_item_meta(form, item, "stige_figures"),
		.predicts = form_item_meta(form, item, "stige_predicts"),
	};
	if (kind == INDICATOR_NUMBER) {
		i->period = beside(form, item, "period");
		i->basis = beside(form, item, "basis");
	}
	return STIGE_OK;
}

static size_t count_measured(const struct form *form)
{
	size_t n = 0;

	for (size_t i = 0; i < form_item_count(form); i++)
		n += measured(form, form_item(form, i));
	return n;
}

static enum stige_rc add_form(struct indicators *s, const struct form *form, enum indicator_side side,
	struct err *err)
{
	for (size_t i = 0; i < form_item_count(form); i++) {
		const struct form_item *item = form_item(form, i);
		enum stige_rc rc = measured(form, item) ? add(s, form, item, side, err) : STIGE_OK;

		if (rc)
			return rc;
	}
	return STIGE_OK;
}

static enum stige_rc join_pairs(struct indicators *s, struct err *err)
{
	for (size_t i = 0; i < s->count; i++) {
		struct indicator *one = &s->list[i];
		const char *pair = form_item_meta(one->form, one->item, "stige_pair");

		if (!*pair)
			continue;
		one->pair = indicators_find(s, pair);
		if (!one->pair || one->pair->side == one->side)
			return err_set(err, STIGE_DATA,
				_("%s: stige_pair of %s names %s, which the other form does not have."),
				form_id(one->form), one->name, pair);
	}
	return STIGE_OK;
}

enum stige_rc indicators_init(struct indicators *s, const struct form *client, const struct form *caseworker,
	struct err *err)
{
	enum stige_rc rc;

	*s = (struct indicators){ NULL, 0 };
	s->list = mem_array(count_measured(client) + count_measured(caseworker) + 1, sizeof *s->list);
	rc = add_form(s, client, INDICATOR_CLIENT, err);
	if (!rc)
		rc = add_form(s, caseworker, INDICATOR_CASEWORKER, err);
	if (!rc)
		rc = join_pairs(s, err);
	if (rc)
		indicators_release(s);
	return rc;
}

void indicators_release(struct indicators *s)
{
	mem_free(s->list);
	*s = (struct indicators){ NULL, 0 };
}

const struct indicator *indicators_find(const struct indicators *s, const char *name)
{
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->list[i].name, name) == 0)
			return &s->list[i];
	return NULL;
}

bool indicator_in_figure(const struct indicator *i, int figure)
{
	char word[16];

	snprintf(word, sizeof word, "%d", figure);
	return str_has_word(i->figures, word);
}

const char *indicator_question(const struct indicator *i, const char *lang)
{
	return form_item_text(i->form, i->item, FORM_LABEL, lang);
}

const char *indicator_short(const struct indicator *i, const char *lang)
{
	const char *s = meta_item(i->form, i->item, "stige_short", lang);

	return *s ? s : i->name;
}

const char *indicator_row(const struct indicator *i, const char *lang)
{
	const char *s = meta_item(i->form, i->item, "stige_row", lang);

	return *s ? s : indicator_short(i, lang);
}

const char *indicator_construct(const struct indicator *i, const char *lang)
{
	const struct form_list *list = form_list_find(i->form, "stige_indicators");
	const struct form_choice *c = list ? form_choice_find(list, i->construct) : NULL;

	return c ? form_choice_label(i->form, list, c, lang) : i->construct;
}

static bool step_of(const struct indicator *i, const char *choice, int32_t *ret_step)
{
	const struct form_choice *c = form_choice_find(i->item->list, choice);
	long step;

	if (!c || !str_to_long(form_choice_meta(i->form, i->item->list, c, "stige_score"), 1, STEPS, &step))
		return false;
	*ret_step = (int32_t)step;
	return true;
}

/* Marked choices, the exclusive one ("none") not counted. */
static int32_t count_marked(const struct indicator *i, const char *names)
{
	int32_t n = 0;

	for (size_t k = 0; k < i->item->list->count; k++) {
		const struct form_choice *c = &i->item->list->choices[k];

		n += str_has_word(names, c->name)
			&& !str_eq(form_choice_meta(i->form, i->item->list, c, "stige_exclusive"), "yes");
	}
	return n;
}

static bool amount_of(double number, int32_t *ret)
{
	if (!(number >= 0.0 && number <= 2000000000.0))
		return false;
	*ret = (int32_t)(number + 0.5);
	return true;
}

bool indicator_value(const struct indicator *i, const struct answer *a, int32_t *ret_value)
{
	switch (i->kind) {
	case INDICATOR_SCALE:
		return a->kind == ANSWER_TEXT && step_of(i, a->text, ret_value);
	case INDICATOR_SET:
		if (a->kind != ANSWER_SET)
			return false;
		*ret_value = count_marked(i, a->text);
		return true;
	case INDICATOR_NUMBER:
		return a->kind == ANSWER_NUMBER && amount_of(a->number, ret_value);
	}
	return false;
}

const char *indicator_step(const struct indicator *i, int step, const char *lang)
{
	for (size_t k = 0; i->kind == INDICATOR_SCALE && k < i->item->list->count; k++) {
		const struct form_choice *c = &i->item->list->choices[k];
		long score;

		if (str_to_long(form_choice_meta(i->form, i->item->list, c, "stige_score"), 1, STEPS, &score)
			&& score == step)
			return form_choice_label(i->form, i->item->list, c, lang);
	}
	return "";
}
