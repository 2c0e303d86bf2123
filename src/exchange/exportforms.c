/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exportforms.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

static bool has_form(const struct export_forms *f, const char *hash)
{
	for (size_t i = 0; i < f->count; i++)
		if (str_eq(form_hash(f->forms[i].form), hash))
			return true;
	return false;
}

static enum stige_rc add_kept(struct export_forms *f, struct desk *d, const char *hash, struct err *err)
{
	const struct form *form;
	unsigned who;
	enum stige_rc rc;

	if (has_form(f, hash))
		return STIGE_OK;
	rc = desk_form(d, hash, &form, err);
	if (rc == STIGE_OK && words_find(&respondent_words, form_setting(form, "stige_role"), &who))
		f->forms[f->count++] = (struct export_form){ form, (enum respondent)who };
	return rc;
}

static void add_column(struct export_forms *f, enum respondent who, const struct form_item *item,
	const struct form_choice *choice)
{
	const char *header = choice ? arena_printf(&f->arena, "%s/%s", item->name, choice->name) : item->name;

	for (size_t i = 0; i < f->column_count; i++)
		if (str_eq(f->columns[i].header, header))
			return;
	f->columns = mem_grow(f->columns, &f->column_cap, f->column_count + 1, sizeof(*f->columns));
	f->columns[f->column_count++] = (struct export_column){
		who, item->name, choice ? choice->name : NULL, header,
	};
}

static void add_columns(struct export_forms *f, const struct export_form *of)
{
	for (size_t i = 0; i < form_stored_count(of->form); i++) {
		const struct form_item *item = form_stored_item(of->form, i);

		add_column(f, of->who, item, NULL);
		for (size_t k = 0; item->type == FORM_SELECT_MULTIPLE && k < item->list->count; k++)
			if (!*item->list->choices[k].state)
				add_column(f, of->who, item, &item->list->choices[k]);
	}
}

enum stige_rc export_forms_load(struct export_forms *f, struct desk *d, struct err *err)
{
	const struct instrument *now = d->instrument;
	struct stored_form *kept;
	size_t count;
	enum stige_rc rc;

	memset(f, 0, sizeof(*f));
	rc = form_kept_list(d->store, &f->arena, &kept, &count, err);
	if (rc != STIGE_OK)
		return rc;
	f->forms = arena_array(&f->arena, count + RESPONDENTS, sizeof(*f->forms));
	f->forms[f->count++] = (struct export_form){ now->client, RESPONDENT_CLIENT };
	f->forms[f->count++] = (struct export_form){ now->caseworker, RESPONDENT_CASEWORKER };
	f->forms[f->count++] = (struct export_form){ now->activity_form, RESPONDENT_ACTIVITIES };
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		rc = add_kept(f, d, kept[i].hash, err);
	for (size_t i = 0; i < f->count; i++)
		add_columns(f, &f->forms[i]);
	return rc;
}

void export_forms_release(struct export_forms *f)
{
	mem_free(f->columns);
	arena_release(&f->arena);
	memset(f, 0, sizeof(*f));
}
