/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an entry's expressions get their values, and how a change works its way through the form. */
#include "entry_state.h"

#include <string.h>

#include "answers.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* ---- the environment. The entry is not changed by looking, so ctx is const all through. */

static const char *text(void *ctx, size_t place, size_t i)
{
	const struct entry *e = ctx;

	(void)i;
	return e->items[place].relevant ? e->items[place].text.text : "";
}

static bool in_repeat(const struct form *f, size_t item)
{
	for (; item != FORM_NO_PARENT; item = f->items[item].parent)
		if (f->items[item].type == FORM_REPEAT)
			return true;
	return false;
}

/* Until there is a screen for repeats, a repeat stands in a record no times at all. */
static size_t count(void *ctx, size_t place)
{
	const struct entry *e = ctx;

	return in_repeat(e->form, place) ? 0 : 1;
}

static void inside(void *ctx, size_t place, size_t above, size_t i, size_t *ret_first, size_t *ret_count)
{
	(void)above;
	(void)i;
	*ret_first = 0;
	*ret_count = count(ctx, place);
}

static size_t holder(void *ctx, size_t place, size_t i, size_t above)
{
	(void)ctx;
	(void)place;
	(void)i;
	(void)above;
	return 0;
}

static const char *last_saved(void *ctx, size_t place)
{
	struct entry *e = ctx;
	const struct answer *a = NULL;
	struct str s = STR_INIT;
	const char *saved;

	if (e->context.last_saved != NULL)
		a = e->context.last_saved(e->context.ctx, e->form->items[place].name);
	if (a == NULL)
		return NULL;
	answers_to_text(a, &s);
	saved = arena_strdup(&e->scratch, s.text);
	str_release(&s);
	return saved;
}

static const char *choice_label(void *ctx, size_t place, const char *value)
{
	const struct entry *e = ctx;
	const struct form_list *l = e->form->items[place].list;
	const struct form_choice *c = l != NULL ? form_choice_find(l, value) : NULL;

	return c != NULL ? form_choice_label(e->form, l, c, e->lang) : NULL;
}

static size_t rows(void *ctx, size_t list)
{
	const struct entry *e = ctx;

	return e->form->lists[list].count;
}

static const char *cell(void *ctx, size_t list, size_t row, size_t column)
{
	const struct entry *e = ctx;

	return form_choice_cell(e->form, list, row, column, form_language_index(e->form, e->lang));
}

static struct expr_env env_of(struct entry *e, size_t here)
{
	return (struct expr_env){
		.ctx = e, .here = here, .text = text, .count = count, .inside = inside, .holder = holder,
		.last_saved = last_saved, .choice_label = choice_label, .rows = rows, .cell = cell,
		.today = e->context.today, .now = e->context.now, .utc_offset = e->utc_offset,
		.lang = e->lang, .random = &e->random,
	};
}

/* A value that could not be worked out (a bad date, a limit) is blank: expr_eval says so itself. */
static struct expr_value work_out(struct entry *e, size_t item, const struct form_expr *expr, size_t row)
{
	struct expr_env env = env_of(e, item);
	struct expr_value value;

	env.row = row;
	expr_eval(expr, &env, &e->scratch, &value, NULL);
	return value;
}

bool entry_true(struct entry *e, size_t item, const struct form_expr *expr, bool otherwise)
{
	struct expr_value value;
	bool yes;

	if (expr == NULL)
		return otherwise;
	value = work_out(e, item, expr, 0);
	yes = expr_to_boolean(&value);
	arena_release(&e->scratch);
	return yes;
}

bool entry_filter(struct entry *e, size_t item, size_t choice)
{
	struct expr_value value = work_out(e, item, e->form->items[item].choice_filter, choice);
	bool yes = expr_to_boolean(&value);

	arena_release(&e->scratch);
	return yes;
}

struct answer entry_value(struct entry *e, size_t item, const struct form_expr *expr)
{
	struct expr_value value = work_out(e, item, expr, 0);
	enum form_type type = e->form->items[item].type;
	struct answer a = ANSWER_INIT;

	if (expr_is_blank(&value))
		a = answer_state(ANSWER_NONE);
	else if (value.kind == EXPR_NUMBER && (type == FORM_CALCULATE || type == FORM_HIDDEN))
		a = answer_number(expr_to_number(&value));
	else
		answers_from_text(&e->form->items[item], expr_to_text(&value, &e->scratch), &a);
	if (a.kind == ANSWER_NUMBER && !(a.number - a.number == 0))
		a = answer_state(ANSWER_NONE);       /* an infinity is no answer either */
	arena_release(&e->scratch);
	return a;
}

/* ---- how a change works its way */

static void spread(struct entry *e, size_t item)
{
	const struct form *f = e->form;

	for (size_t i = f->reader_of[item]; i < f->reader_of[item + 1]; i++)
		e->items[f->readers[i]].stale = true;
}

void entry_put(struct entry *e, size_t item, struct answer a)
{
	struct item_state *s = &e->items[item];

	if (answer_eq(&s->answer, &a)) {
		answer_release(&a);
		return;
	}
	answer_release(&s->answer);
	s->answer = a;
	str_clear(&s->text);
	answers_to_text(&s->answer, &s->text);
	spread(e, item);
}

static void refresh(struct entry *e, size_t i)
{
	const struct form_item *item = &e->form->items[i];
	struct item_state *s = &e->items[i];
	bool above = item->parent == FORM_NO_PARENT || e->items[item->parent].relevant;
	bool relevant = above && !in_repeat(e->form, i) && entry_true(e, i, item->relevant, true);

	s->stale = false;
	if (relevant != s->relevant) {
		s->relevant = relevant;
		spread(e, i);
	}
	if (relevant && item->calculation != NULL)
		entry_put(e, i, entry_value(e, i, item->calculation));
}

/* Followers stand behind what they read in the form's order, so one walk is enough. */
void entry_settle(struct entry *e)
{
	for (size_t i = 0; i < e->form->item_count; i++)
		if (e->items[e->form->order[i]].stale)
			refresh(e, e->form->order[i]);
}
