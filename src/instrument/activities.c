/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The activities as the form file has them: number, group, texts. */
#include "stige/instrument/activities.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "meta.h"

#include "stige/base/banned.h"

/* The one select_multiple whose choices carry numbers. */
static const struct form_item *find_item(const struct form *form)
{
	for (size_t i = 0; i < form_item_count(form); i++) {
		const struct form_item *item = form_item(form, i);

		if (item->type == FORM_SELECT_MULTIPLE && item->list && item->list->count > 0
		    && *form_choice_meta(form, item->list, &item->list->choices[0], "stige_no"))
			return item;
	}
	return NULL;
}

static enum stige_rc read_one(struct activities *a, const struct form_choice *choice, struct err *err)
{
	const struct form_list *list = a->item->list;
	struct activity *one = &a->list[a->count];
	long no;

	if (!str_to_long(form_choice_meta(a->form, list, choice, "stige_no"), 1, ACTIVITY_MOST, &no))
		return err_set(err, STIGE_DATA,
			_("%s: the choice %s needs a number from 1 to %d in stige_no."),
			form_id(a->form), choice->name, ACTIVITY_MOST);
	if (activities_find(a, (int)no))
		return err_set(err, STIGE_DATA, _("%s: two choices have the number %ld in stige_no."),
			form_id(a->form), no);
	one->no = (int)no;
	one->choice = choice;
	one->exclusive = str_eq(form_choice_meta(a->form, list, choice, "stige_exclusive"), "yes");
	if (!grouping_parse(form_choice_meta(a->form, list, choice, "stige_group"), &one->group)
	    || grouping_size(one->group) != (one->exclusive ? 0 : 1))
		return err_set(err, STIGE_DATA,
			_("%s: the choice %s needs J, U, S or H in stige_group (none if it is exclusive)."),
			form_id(a->form), choice->name);
	a->count++;
	return STIGE_OK;
}

static const struct form_choice *find_group(const struct activities *a, unsigned group)
{
	for (size_t i = 0; a->groups && i < a->groups->count; i++) {
		const struct form_choice *c = &a->groups->choices[i];
		unsigned bits = 0;

		if (grouping_parse(form_choice_meta(a->form, a->groups, c, "stige_group"), &bits)
			&& bits == group)
			return c;
	}
	return NULL;
}

enum stige_rc activities_init(struct activities *a, const struct form *form, struct err *err)
{
	*a = (struct activities){ .form = form, .item = find_item(form),
		.groups = form_list_find(form, "stige_groups") };
	if (!a->item)
		return err_set(err, STIGE_DATA, _("%s has no select_multiple with numbers in stige_no."),
			form_id(form));
	for (size_t i = 0; i < a->item->list->count; i++) {
		enum stige_rc rc = read_one(a, &a->item->list->choices[i], err);

		if (rc)
			return rc;
	}
	for (unsigned bit = 1; bit < GROUPING_COUNT; bit <<= 1)
		if (!find_group(a, bit))
			return err_set(err, STIGE_DATA,
				_("%s: the list stige_groups has no row for the group %c."),
				form_id(form), group_letter(bit));
	return STIGE_OK;
}

const struct activity *activities_find(const struct activities *a, int no)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->list[i].no == no)
			return &a->list[i];
	return NULL;
}

static const struct activity *find_n(const struct activities *a, const char *name, size_t n)
{
	for (size_t i = 0; i < a->count; i++) {
		const char *own = a->list[i].choice->name;

		if (strlen(own) == n && memcmp(own, name, n) == 0)
			return &a->list[i];
	}
	return NULL;
}

const struct activity *activities_find_name(const struct activities *a, const char *name)
{
	return find_n(a, name, strlen(name));
}

uint32_t activities_all(const struct activities *a)
{
	uint32_t all = 0;

	for (size_t i = 0; i < a->count; i++)
		if (!a->list[i].exclusive)
			all |= (uint32_t)1 << a->list[i].no;
	return all;
}

bool activities_parse(const struct activities *a, const char *names, uint32_t *ret_set)
{
	uint32_t set = 0;

	while (*names) {
		size_t n = strcspn(names, " ");
		const struct activity *one = find_n(a, names, n);

		if (!one)
			return false;
		set |= (uint32_t)1 << one->no;
		names += n;
		names += strspn(names, " ");
	}
	*ret_set = set;
	return true;
}

void activities_names(const struct activities *a, uint32_t set, struct str *out)
{
	const char *gap = "";

	for (size_t i = 0; i < a->count; i++)
		if (set >> a->list[i].no & 1) {
			str_addf(out, "%s%s", gap, a->list[i].choice->name);
			gap = " ";
		}
}

unsigned activities_groups(const struct activities *a, uint32_t set)
{
	unsigned groups = 0;

	for (size_t i = 0; i < a->count; i++)
		if (set & (uint32_t)1 << a->list[i].no)
			groups |= a->list[i].group;
	return groups;
}

const char *activity_label(const struct activities *a, const struct activity *one, const char *lang)
{
	return form_choice_label(a->form, a->item->list, one->choice, lang);
}

const char *activity_short(const struct activities *a, const struct activity *one, const char *lang)
{
	const char *s = meta_choice(a->form, a->item->list, one->choice, "stige_short", lang);

	return *s ? s : activity_label(a, one, lang);
}

const char *activity_box2(const struct activities *a, const struct activity *one, const char *lang)
{
	return meta_choice(a->form, a->item->list, one->choice, "stige_box2", lang);
}

const char *activity_note(const struct activities *a, const struct activity *one, const char *lang)
{
	return meta_choice(a->form, a->item->list, one->choice, "stige_note", lang);
}

const char *group_label(const struct activities *a, unsigned group, const char *lang)
{
	const struct form_choice *c = find_group(a, group);

	return c ? form_choice_label(a->form, a->groups, c, lang) : "";
}

const char *group_short(const struct activities *a, unsigned group, const char *lang)
{
	const struct form_choice *c = find_group(a, group);

	return c ? meta_choice(a->form, a->groups, c, "stige_short", lang) : "";
}
