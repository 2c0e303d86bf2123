/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meta.h"

#include <stdio.h>

#include "stige/base/banned.h"

#define COLUMN_TEXT 64

const char *meta_choice(const struct form *f, const struct form_list *l, const struct form_choice *c,
	const char *column, const char *lang)
{
	char name[COLUMN_TEXT];
	const char *s;

	snprintf(name, sizeof name, "%s_%s", column, lang);
	s = form_choice_meta(f, l, c, name);
	if (*s)
		return s;
	snprintf(name, sizeof name, "%s_%s", column, form_language(f, 0));
	return form_choice_meta(f, l, c, name);
}

const char *meta_item(const struct form *f, const struct form_item *item, const char *column,
	const char *lang)
{
	char name[COLUMN_TEXT];
	const char *s;

	snprintf(name, sizeof name, "%s_%s", column, lang);
	s = form_item_meta(f, item, name);
	if (*s)
		return s;
	snprintf(name, sizeof name, "%s_%s", column, form_language(f, 0));
	return form_item_meta(f, item, name);
}
