/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who needed a reader, an interpreter or another language last time is not made to say so again. */
#include "stige/casefile/sitting.h"
#include "stige/casefile/terms.h"

#include "stige/base/str.h"
#include "stige/base/banned.h"

static const char *language_of(const struct form *form, const char *code, const char *otherwise)
{
	for (size_t i = 0; i < form_language_count(form); i++)
		if (str_eq(form_language(form, i), code))
			return form_language(form, i);
	return otherwise;
}

static const struct draft *begun(const struct sitting *s)
{
	const struct casefile *f = s->casefile;

	for (size_t i = 0; i < f->draft_count; i++)
		if (f->drafts[i].respondent == RESPONDENT_CLIENT && id_eq(&f->drafts[i].meeting, &s->meeting))
			return &f->drafts[i];
	return NULL;
}

struct manner sitting_manner(const struct sitting *s)
{
	const struct form *form = s->desk->instrument->client;
	const struct response *last = casefile_newest(s->casefile, RESPONDENT_CLIENT);
	const struct draft *draft = begun(s);
	struct manner m = { meeting_mode(s->info.kind), language_of(form, s->desk->lang, form_language(form, 0)) };

	if (last)
		m.language = language_of(form, last->language, m.language);
	if (last && m.mode == MODE_ALONE && last->mode != MODE_PHONE)
		m.mode = last->mode;
	if (draft)
		m = (struct manner){ draft->mode, language_of(form, draft->language, m.language) };
	return m;
}
