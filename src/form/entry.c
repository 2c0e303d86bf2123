/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry's life, and what is known of its items. */
#include "entry_state.h"

#include <string.h>

#include "answers.h"
#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { NOON = 12 * 3600, DAY = 24 * 3600 };

static struct item_state *state_of(const struct entry *e, const struct form_item *item)
{
	BUG_ON(item->index >= e->form->item_count || &e->form->items[item->index] != item);
	return &e->items[item->index];
}

/* Local time less UTC, read off the local rendering of an instant: base has the one clock and zone. */
static int32_t offset_at(int64_t at)
{
	char text[INSTANT_TEXT];
	int32_t days;
	long hour = 0, minute = 0;

	instant_format_local(at, text);
	if (strlen(text) < 16)
		return 0;
	text[10] = text[13] = '\0';
	if (!date_parse(text, &days) || !str_to_long(text + 11, 0, 23, &hour))
		return 0;
	text[16] = '\0';
	if (!str_to_long(text + 14, 0, 59, &minute))
		return 0;
	return (int32_t)((int64_t)days * DAY + hour * 3600 + minute * 60 - (at - at % 60));
}

/* Context and calculations begin with their default; what a person answers only suggests it. */
static void begin_item(struct entry *e, size_t i)
{
	const struct item_more *more = &e->form->more[i];
	const struct form_item *item = &e->form->items[i];
	struct answer value = ANSWER_INIT;

	if (item->calculation != NULL)
		return;
	if (more->default_expr != NULL)
		value = entry_value(e, i, more->default_expr);
	else if (more->default_value[0] != '\0')
		answers_from_text(item, more->default_value, &value);
	if (item->asked)
		e->items[i].suggestion = value;
	else if (answer_given(&value))
		entry_put(e, i, value);
}

struct entry *entry_new(const struct form *f, const struct entry_context *context)
{
	struct entry *e = mem_alloc(sizeof(*e));

	e->form = f;
	e->self = e;
	e->context = *context;
	e->lang = mem_strdup(context->lang != NULL ? context->lang : "");
	if (context->now == INSTANT_NONE)
		e->context.now = (int64_t)context->today * DAY + NOON;
	else
		e->utc_offset = offset_at(context->now);
	e->random = random_seeded_init(&e->seeded, context->seed);
	e->items = mem_array(f->item_count + 1, sizeof(*e->items));
	for (size_t i = 0; i < f->item_count; i++) {
		str_init(&e->items[i].text);
		e->items[i].relevant = e->items[i].stale = true;
	}
	entry_settle(e);
	for (size_t i = 0; i < f->item_count; i++)
		begin_item(e, f->order[i]);
	entry_settle(e);
	return e;
}

void entry_free(struct entry *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->form->item_count; i++) {
		answer_release(&e->items[i].answer);
		answer_release(&e->items[i].suggestion);
		str_release(&e->items[i].text);
	}
	arena_release(&e->scratch);
	mem_free(e->items);
	mem_free(e->lang);
	mem_free(e);
}

const struct form *entry_form(const struct entry *e)
{
	return e->form;
}

void entry_set_language(struct entry *e, const char *lang)
{
	char *copy = mem_strdup(lang != NULL ? lang : "");

	mem_free(e->lang);
	e->lang = copy;
}

const struct answer *entry_answer(const struct entry *e, const struct form_item *item)
{
	static const struct answer none = ANSWER_INIT;
	const struct item_state *s = state_of(e, item);

	return s->relevant ? &s->answer : &none;
}

const struct answer *entry_suggestion(const struct entry *e, const struct form_item *item)
{
	static const struct answer none = ANSWER_INIT;
	const struct item_state *s = state_of(e, item);

	return s->relevant && !answer_given(&s->answer) ? &s->suggestion : &none;
}

bool entry_relevant(const struct entry *e, const struct form_item *item)
{
	return state_of(e, item)->relevant;
}

bool entry_can_answer(const struct form *f, size_t item)
{
	return f->items[item].asked && f->items[item].type != FORM_NOTE && !f->more[item].read_only;
}

void entry_result(const struct entry *e, struct answer *ret_answers)
{
	for (size_t i = 0; i < e->form->stored_count; i++)
		ret_answers[i] = answer_copy(entry_answer(e, &e->form->items[e->form->stored[i]]));
}
