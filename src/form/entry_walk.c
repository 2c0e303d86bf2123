/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving through an entry, counting it, completing it. */
#include "entry_state.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "entry_check.h"
#include "stige/base/banned.h"

static bool is_shown(const struct entry *e, size_t i)
{
	return e->form->items[i].asked && e->items[i].relevant;
}

const struct form_item *entry_next(const struct entry *e, const struct form_item *item)
{
	for (size_t i = item != NULL ? item->index + 1 : 0; i < e->form->item_count; i++)
		if (is_shown(e, i))
			return &e->form->items[i];
	return NULL;
}

const struct form_item *entry_previous(const struct entry *e, const struct form_item *item)
{
	for (size_t i = item != NULL ? item->index : e->form->item_count; i > 0; i--)
		if (is_shown(e, i - 1))
			return &e->form->items[i - 1];
	return NULL;
}

static bool is_counted(const struct entry *e, size_t i)
{
	return e->items[i].relevant && entry_can_answer(e->form, i);
}

const struct form_item *entry_first_open(const struct entry *e)
{
	for (size_t i = 0; i < e->form->item_count; i++) {
		const struct form_item *item = &e->form->items[i];

		if (is_counted(e, i) && !answer_given(&e->items[i].answer) && entry_required(e, item))
			return item;
	}
	return NULL;
}

size_t entry_of(const struct entry *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->form->item_count; i++)
		n += is_counted(e, i);
	return n;
}

size_t entry_answered(const struct entry *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->form->item_count; i++)
		n += is_counted(e, i) && answer_given(&e->items[i].answer);
	return n;
}

size_t entry_number(const struct entry *e, const struct form_item *item)
{
	size_t n = 0;

	for (size_t i = 0; i <= item->index; i++)
		n += is_counted(e, i);
	return is_counted(e, item->index) ? n : 0;
}

static enum stige_rc say_required(const struct entry *e, const struct form_item *item, struct err *err)
{
	struct str message = STR_INIT;
	enum stige_rc rc;

	entry_text(e, item, FORM_REQUIRED_MESSAGE, &message);
	if (message.len > 0)
		rc = err_set(err, STIGE_DATA, "%s", message.text);
	else
		rc = err_set(err, STIGE_DATA, _("this question needs an answer; \"do not know\" is one too"));
	str_release(&message);
	return rc;
}

enum stige_rc entry_complete(const struct entry *e, const struct form_item **ret_item, struct err *err)
{
	*ret_item = NULL;
	for (size_t i = 0; i < e->form->item_count; i++) {
		const struct form_item *item = &e->form->items[i];
		enum stige_rc rc = STIGE_OK;

		if (!is_counted(e, i))
			continue;
		if (answer_given(&e->items[i].answer))
			rc = entry_check(e, i, &e->items[i].answer, NULL, err);
		else if (entry_required(e, item))
			rc = say_required(e, item, err);
		if (rc == STIGE_OK)
			continue;
		*ret_item = item;
		return rc;
	}
	return STIGE_OK;
}
