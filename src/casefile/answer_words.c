/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question and an answer as they stand in a list. */
#include "stige/base/i18n.h"
#include "stige/casefile/giving.h"

#include "stige/base/banned.h"

void question_name(const struct desk *d, const struct form *f, const struct form_item *item, struct str *out)
{
	const struct indicator *one = indicators_find(&d->instrument->indicators, item->name);

	if (one)
		str_addf(out, "%s %s", one->no, indicator_short(one, d->lang));
	else
		str_add(out, form_item_text(f, item, FORM_LABEL, d->lang));
}

static bool is_step(const char *name)
{
	return name[0] >= '0' && name[0] <= '9' && !name[1];
}

/* Steps of a scale have a number; of other choices only the label means anything. */
static void choice_words(const struct form *f, const struct form_item *item, const char *name, const char *lang,
	bool brief, struct str *out)
{
	const struct form_choice *c = item->list ? form_choice_find(item->list, name) : NULL;

	if (!c || is_step(name))
		str_add(out, name);
	if (c && (!is_step(name) || !brief))
		str_addf(out, "%s%s", is_step(name) ? " " : "", form_choice_label(f, item->list, c, lang));
}

static void set_words(const struct form *f, const struct form_item *item, const char *names, const char *lang,
	struct str *out)
{
	const char *gap = "";

	for (size_t k = 0; item->list && k < item->list->count; k++)
		if (str_has_word(names, item->list->choices[k].name)) {
			str_addf(out, "%s%s", gap, form_choice_label(f, item->list, &item->list->choices[k], lang));
			gap = "; ";
		}
}

void answer_said(const struct form *f, const struct form_item *item, const struct answer *a, const char *lang,
	bool brief, struct str *out)
{
	switch (a->kind) {
	case ANSWER_NONE:
		str_add(out, _("not answered"));
		return;
	case ANSWER_DK:
		str_add(out, _("does not know"));
		return;
	case ANSWER_DECLINED:
		str_add(out, _("rather not say"));
		return;
	case ANSWER_NUMBER:
		str_addf(out, "%.15g", a->number);
		return;
	case ANSWER_TEXT:
		choice_words(f, item, a->text, lang, brief, out);
		return;
	case ANSWER_SET:
		set_words(f, item, a->text, lang, out);
		return;
	}
}
