/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "survey.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* What or_other adds stands in no cell, so its words come from here: by language, else English. */
static const struct words {
	const char *code, *choice, *label;
} words[] = {
	{ "en", "Other", "Specify other." },
	{ "da", "Andet", "Skriv, hvad det andet er." },
	{ "sv", "Annat", "Skriv vad det andra är." },
	{ "nb", "Annet", "Skriv hva det andre er." },
	{ "no", "Annet", "Skriv hva det andre er." },
	{ "de", "Anderes", "Bitte angeben." },
};

static const struct words *words_of(const struct language *l)
{
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strcmp(words[i].code, l->code) == 0)
			return &words[i];
	return &words[0];
}

void survey_other_choice(struct survey *v, size_t list, const struct form_choice *choice)
{
	struct form *f = v->r->form;
	const char **labels = &f->list_more[list].labels[choice->index * f->language_count];

	for (size_t l = 0; l < f->language_count; l++)
		labels[l] = words_of(&f->languages[l])->choice;
}

void survey_other_label(struct survey *v, size_t item)
{
	struct form *f = v->r->form;
	const char **labels = &f->texts[(item * FORM_COLUMNS + FORM_LABEL) * f->language_count];

	for (size_t l = 0; l < f->language_count; l++)
		labels[l] = words_of(&f->languages[l])->label;
}
