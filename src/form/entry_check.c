/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "entry_check.h"

#include <string.h>

#include "answers.h"
#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "word.h"
#include "stige/base/banned.h"

enum stige_rc entry_say(const struct form_item *item, enum answers_fault fault, struct err *err)
{
	switch (fault) {
	case ANSWERS_FINE:
		return STIGE_OK;
	case ANSWERS_NO_CHOICE:
		return err_set(err, STIGE_DATA, _("this is not one of the choices"));
	case ANSWERS_NOT_NUMBER:
		return err_set(err, STIGE_DATA, _("write a number"));
	case ANSWERS_NOT_WHOLE:
		return err_set(err, STIGE_DATA, _("write a whole number, without a point or comma"));
	case ANSWERS_TOO_LARGE:
		return err_set(err, STIGE_DATA, _("the number is too large"));
	case ANSWERS_OUT_OF_RANGE:
		return err_set(err, STIGE_DATA, _("write a number from %g to %g"), item->range_start,
			item->range_end);
	case ANSWERS_OFF_STEP:
		return err_set(err, STIGE_DATA, _("write a number from %g to %g in steps of %g"),
			item->range_start,
			item->range_end, item->range_step);
	case ANSWERS_NOT_DATE:
		return err_set(err, STIGE_DATA, _("write a date, as 22-11-2026 or 2026-11-22"));
	case ANSWERS_NOT_TIME:
		return err_set(err, STIGE_DATA, _("write a time of day, as 09:30"));
	case ANSWERS_NOT_MOMENT:
		return err_set(err, STIGE_DATA, _("write a date and a time, as 2026-11-22T09:30"));
	case ANSWERS_UNSAFE:
		return err_set(err, STIGE_DATA,
			_("the text is too long or holds characters that cannot be shown"));
	case ANSWERS_KIND:
	case ANSWERS_NOT_OK:
		break;
	}
	return err_set(err, STIGE_DATA, _("this question does not take such an answer"));
}

void entry_expects(const struct form_item *item, struct str *out)
{
	static const struct {
		enum form_type type;
		enum answers_fault fault;
	} kinds[] = {
		{ FORM_RANGE, ANSWERS_OFF_STEP }, { FORM_DATE, ANSWERS_NOT_DATE }, { FORM_TIME, ANSWERS_NOT_TIME },
		{ FORM_DATETIME, ANSWERS_NOT_MOMENT },
	};
	struct err err = ERR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (kinds[i].type == item->type)
			entry_say(item, kinds[i].fault, &err);
	str_add(out, err.msg);
}

static bool is_offered(const struct entry *e, size_t item, const struct form_choice *choice)
{
	if (e->form->items[item].choice_filter == NULL || choice->state[0] != '\0')
		return true;
	return entry_filter(e->self, item, choice->index);
}

/* Every choice of an answer is still among those offered. */
static bool all_offered(const struct entry *e, size_t item, const struct answer *a)
{
	const struct form_item *it = &e->form->items[item];
	char *names, *word, *rest;
	bool good = true;

	if (it->choice_filter == NULL || (a->kind != ANSWER_TEXT && a->kind != ANSWER_SET))
		return true;
	names = mem_strdup(a->text);
	for (word = names; good && word != NULL; word = rest) {
		const struct form_choice *c;

		rest = it->type == FORM_SELECT_MULTIPLE ? strchr(word, ' ') : NULL;
		if (rest != NULL)
			*rest++ = '\0';
		c = form_choice_find(it->list, word);
		good = c != NULL && is_offered(e, item, c);
	}
	mem_free(names);
	return good;
}

/* With the candidate in the item's place, as "." sees it. */
static bool constraint_holds(struct entry *e, size_t item, const struct answer *a)
{
	struct str before = e->items[item].text;
	bool good;

	if (e->form->items[item].constraint == NULL || !answer_known(a))
		return true;
	str_init(&e->items[item].text);
	answers_to_text(a, &e->items[item].text);
	good = entry_true(e, item, e->form->items[item].constraint, true);
	str_release(&e->items[item].text);
	e->items[item].text = before;
	return good;
}

static enum stige_rc say_constraint(const struct entry *e, size_t item, struct err *err)
{
	struct str message = STR_INIT;
	enum stige_rc rc;

	entry_text(e, &e->form->items[item], FORM_CONSTRAINT_MESSAGE, &message);
	rc = err_set(err, STIGE_DATA, "%s",
		message.len > 0 ? message.text : _("this answer is not allowed here"));
	str_release(&message);
	return rc;
}

enum stige_rc entry_check(const struct entry *e, size_t item, const struct answer *a, struct answer *ret,
	struct err *err)
{
	const struct form_item *it = &e->form->items[item];
	struct answer clean = ANSWER_INIT;
	enum stige_rc rc = entry_say(it, answers_check(it, a, &clean), err);

	if (rc == STIGE_OK && !answer_known(&clean) && answer_given(&clean) && !form_takes_states(e->form, it))
		rc = err_set(err, STIGE_DATA, _("here \"do not know\" is no answer"));
	if (rc == STIGE_OK && !all_offered(e, item, &clean))
		rc = err_set(err, STIGE_DATA, _("this choice is not offered any more; choose again"));
	if (rc == STIGE_OK && !constraint_holds(e->self, item, &clean))
		rc = say_constraint(e, item, err);
	if (rc == STIGE_OK && ret != NULL)
		*ret = clean;
	else
		answer_release(&clean);
	return rc;
}

enum stige_rc entry_set(struct entry *e, const struct form_item *item, const struct answer *a, struct err *err)
{
	struct answer clean = ANSWER_INIT;
	enum stige_rc rc;

	BUG_ON(item->index >= e->form->item_count || &e->form->items[item->index] != item);
	if (!entry_can_answer(e->form, item->index) && item->type != FORM_HIDDEN)
		return err_set(err, STIGE_DATA, _("this row takes no answer"));
	if (a->kind == ANSWER_NONE) {
		entry_put(e, item->index, answer_state(ANSWER_NONE));
		entry_settle(e);
		return STIGE_OK;
	}
	if (!e->items[item->index].relevant)
		return err_set(err, STIGE_DATA, _("this question is not asked, as the other answers stand"));
	rc = entry_check(e, item->index, a, &clean, err);
	if (rc != STIGE_OK)
		return rc;
	entry_put(e, item->index, clean);
	entry_settle(e);
	return STIGE_OK;
}

bool entry_required(const struct entry *e, const struct form_item *item)
{
	BUG_ON(item->index >= e->form->item_count);
	if (!e->items[item->index].relevant)
		return false;
	return item->required_always || entry_true(e->self, item->index, item->required, false);
}

bool entry_offered(const struct entry *e, const struct form_item *item, const struct form_choice *choice)
{
	BUG_ON(item->list == NULL || choice->index >= item->list->count);
	return is_offered(e, item->index, choice);
}
