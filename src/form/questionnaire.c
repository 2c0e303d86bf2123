/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/form/questionnaire.h"

#include <string.h>

#include "model.h"
#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/form/entry.h"
#include "stige/form/expr.h"
#include "stige/base/banned.h"

/* Where the first two columns of a list are for expressions. */
enum { CELL_NAME, CELL_LABEL, CELL_EXTRA };

const char *form_id(const struct form *f)
{
	return f->id;
}

const char *form_version(const struct form *f)
{
	return f->version;
}

const char *form_hash(const struct form *f)
{
	return f->hash;
}

const char *form_text(const struct form *f, size_t *ret_len)
{
	*ret_len = f->text_len;
	return f->text;
}

const char *form_title(const struct form *f)
{
	return f->title;
}

const char *form_setting(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->setting_count; i++)
		if (strcmp(f->settings[i].name, name) == 0)
			return f->settings[i].value;
	return "";
}

size_t form_language_count(const struct form *f)
{
	return f->language_count;
}

const char *form_language(const struct form *f, size_t i)
{
	BUG_ON(i >= f->language_count);
	return f->languages[i].code;
}

const char *form_language_title(const struct form *f, size_t i)
{
	BUG_ON(i >= f->language_count);
	return f->languages[i].title;
}

size_t form_language_index(const struct form *f, const char *code)
{
	for (size_t i = 0; code != NULL && i < f->language_count; i++)
		if (strcmp(f->languages[i].code, code) == 0)
			return i;
	return 0;
}

size_t form_item_count(const struct form *f)
{
	return f->item_count;
}

const struct form_item *form_item(const struct form *f, size_t i)
{
	BUG_ON(i >= f->item_count);
	return &f->items[i];
}

const struct form_item *form_find(const struct form *f, const char *name)
{
	size_t i = names_find(&f->item_names, name);

	return i != NAMES_NONE ? &f->items[i] : NULL;
}

const char *form_item_text_raw(const struct form *f, size_t item, enum form_column column, size_t language)
{
	const char *text = f->texts[(item * FORM_COLUMNS + column) * f->language_count + language];

	return text != NULL ? text : "";
}

const char *form_item_text(const struct form *f, const struct form_item *item, enum form_column column,
	const char *lang)
{
	const char *text = form_item_text_raw(f, item->index, column, form_language_index(f, lang));

	return text[0] != '\0' ? text : form_item_text_raw(f, item->index, column, 0);
}

const char *form_item_meta(const struct form *f, const struct form_item *item, const char *column)
{
	for (size_t i = 0; i < f->meta_count; i++)
		if (strcmp(f->meta_columns[i], column) == 0)
			return f->meta[item->index * f->meta_count + i];
	return "";
}

bool form_takes_states(const struct form *f, const struct form_item *item)
{
	return item->asked && item->type != FORM_NOTE && !form_read_only(f, item)
		&& f->more[item->index].states;
}

bool form_has_state_rows(const struct form_item *item)
{
	for (size_t i = 0; item->list != NULL && i < item->list->count; i++)
		if (item->list->choices[i].state[0] != '\0')
			return true;
	return false;
}

bool form_read_only(const struct form *f, const struct form_item *item)
{
	return f->more[item->index].read_only;
}

const struct form_list *form_list_find(const struct form *f, const char *name)
{
	size_t i = names_find(&f->list_names, name);

	return i != NAMES_NONE ? &f->lists[i] : NULL;
}

const struct form_choice *form_choice_find(const struct form_list *l, const char *name)
{
	for (size_t i = 0; i < l->count; i++)
		if (strcmp(l->choices[i].name, name) == 0)
			return &l->choices[i];
	return NULL;
}

static const char *label_in(const struct form *f, size_t list, size_t choice, size_t language)
{
	const char *text = f->list_more[list].labels[choice * f->language_count + language];

	return text != NULL ? text : "";
}

const char *form_choice_label(const struct form *f, const struct form_list *l, const struct form_choice *c,
	const char *lang)
{
	size_t list = (size_t)(l - f->lists);
	const char *text = label_in(f, list, c->index, form_language_index(f, lang));

	return text[0] != '\0' ? text : label_in(f, list, c->index, 0);
}

const char *form_choice_meta(const struct form *f, const struct form_list *l, const struct form_choice *c,
	const char *column)
{
	size_t i = form_choice_column(f, column);

	if (i == EXPR_NONE || i < CELL_EXTRA)
		return "";
	return form_choice_cell(f, (size_t)(l - f->lists), c->index, i, 0);
}

size_t form_choice_column(const struct form *f, const char *name)
{
	if (strcmp(name, "name") == 0)
		return CELL_NAME;
	if (strcmp(name, "label") == 0)
		return CELL_LABEL;
	for (size_t i = 0; i < f->choice_column_count; i++)
		if (strcmp(f->choice_columns[i], name) == 0)
			return CELL_EXTRA + i;
	return EXPR_NONE;
}

const char *form_choice_cell(const struct form *f, size_t list, size_t choice, size_t column, size_t language)
{
	const char *label;

	if (column == CELL_NAME)
		return f->lists[list].choices[choice].name;
	if (column == CELL_LABEL) {
		label = label_in(f, list, choice, language);
		return label[0] != '\0' ? label : label_in(f, list, choice, 0);
	}
	return f->list_more[list].meta[choice * f->choice_column_count + column - CELL_EXTRA];
}

size_t form_stored_count(const struct form *f)
{
	return f->stored_count;
}

const struct form_item *form_stored_item(const struct form *f, size_t i)
{
	BUG_ON(i >= f->stored_count);
	return &f->items[f->stored[i]];
}

void form_free(struct form *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->item_count; i++) {
		for (size_t k = 0; k < LOGIC_KINDS; k++)
			expr_free(f->more[i].logic[k]);
		expr_free(f->more[i].default_expr);
		expr_free(f->more[i].repeat_count);
	}
	for (size_t i = 0; i < f->list_count; i++)
		names_release(&f->list_more[i].names);
	names_release(&f->item_names);
	names_release(&f->list_names);
	mem_free(f->order);
	mem_free(f->position);
	mem_free(f->readers);
	mem_free(f->reader_of);
	arena_release(&f->arena);
	mem_free(f);
}
