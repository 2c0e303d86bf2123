/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forms.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/form/xlsform.h"
#include "stige/base/banned.h"

static void known_free(struct known_form *k)
{
	if (!k)
		return;
	form_free(k->owned);
	mem_free(k->places);
	mem_free(k->hash);
	mem_free(k);
}

void desk_forms_free(struct desk_forms *forms)
{
	if (!forms)
		return;
	for (size_t i = 0; i < forms->count; i++)
		known_free(forms->list[i]);
	mem_free(forms->list);
	mem_free(forms);
}

const struct form *forms_current(const struct desk *d, enum respondent who)
{
	switch (who) {
	case RESPONDENT_CLIENT:
		return d->instrument->client;
	case RESPONDENT_CASEWORKER:
		return d->instrument->caseworker;
	case RESPONDENT_ACTIVITIES:
		return d->instrument->activity_form;
	}
	return NULL;
}

size_t forms_place(const struct form *f, const char *item)
{
	for (size_t i = 0; i < form_stored_count(f); i++)
		if (str_eq(form_stored_item(f, i)->name, item))
			return i;
	return FORMS_NO_PLACE;
}

const struct answer *forms_answer(const struct response *r, size_t place)
{
	return r->answers && place < r->count ? &r->answers[place] : NULL;
}

/* An item of an older form is today's indicator when it has its name. */
static void find_places(struct known_form *k, const struct instrument *i)
{
	k->places = mem_array(i->indicators.count, sizeof(*k->places));
	for (size_t n = 0; n < i->indicators.count; n++)
		k->places[n] = forms_place(k->form, i->indicators.list[n].name);
	k->activities = forms_place(k->form, i->activities.item->name);
}

static struct known_form *remember(struct desk *d, const char *hash, const struct form *form,
	struct form *owned)
{
	struct desk_forms *forms = d->forms;
	struct known_form *k = mem_alloc(sizeof(*k));

	k->hash = mem_strdup(hash);
	k->form = form;
	k->owned = owned;
	find_places(k, d->instrument);
	forms->list = mem_grow(forms->list, &forms->cap, forms->count + 1, sizeof(struct known_form *));
	forms->list[forms->count++] = k;
	return k;
}

static enum stige_rc read_kept(struct desk *d, const char *hash, struct form **ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct stored_form kept;
	enum stige_rc rc = form_kept(d->store, &a, hash, &kept, err);

	if (rc == STIGE_NOTFOUND)
		rc = err_set(err, STIGE_DATA, _("Form %.12s, on which answers were given, is not in the database; "
			"run \"stige check\"."), hash);
	if (rc == STIGE_OK)
		rc = form_read(kept.text, kept.len, kept.id, &problems, ret, err);
	form_problems_release(&problems);
	arena_release(&a);
	return rc;
}

enum stige_rc forms_find(struct desk *d, const char *hash, const struct known_form **ret, struct err *err)
{
	static const enum respondent sides[] = { RESPONDENT_CLIENT, RESPONDENT_CASEWORKER,
		RESPONDENT_ACTIVITIES };
	struct desk_forms *forms = d->forms;
	struct form *owned = NULL;
	const struct form *form = NULL;
	enum stige_rc rc;

	if (forms->last && str_eq(forms->last->hash, hash)) {
		*ret = forms->last;
		return STIGE_OK;
	}
	for (size_t i = 0; i < forms->count; i++)
		if (str_eq(forms->list[i]->hash, hash)) {
			*ret = forms->last = forms->list[i];
			return STIGE_OK;
		}
	for (size_t i = 0; i < ARRAY_SIZE(sides) && !form; i++)
		if (str_eq(form_hash(forms_current(d, sides[i])), hash))
			form = forms_current(d, sides[i]);
	if (!form) {
		rc = read_kept(d, hash, &owned, err);
		if (rc != STIGE_OK)
			return rc;
		form = owned;
	}
	*ret = forms->last = remember(d, hash, form, owned);
	return STIGE_OK;
}

enum stige_rc desk_form(struct desk *d, const char *hash, const struct form **ret, struct err *err)
{
	const struct known_form *known;
	enum stige_rc rc = forms_find(d, hash, &known, err);

	if (rc == STIGE_OK)
		*ret = known->form;
	return rc;
}
