/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks over everything the store has about a person and puts words to it. */
#include "subject.h"

#include <stdio.h>
#include <string.h>

#include "stige/base/cpr.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/clients.h"
#include "stige/store/responses.h"
#include "stige/store/subject.h"
#include "stige/base/banned.h"

struct collecting {
	struct desk *desk;
	const struct subject_options *options;
	struct subject_facts *facts;
	const char *form_hash, *item;    /* of the row at hand */
	enum stige_rc rc;
	struct err *err;
};

static struct subject_fact *add(struct collecting *c, const struct subject_value *v)
{
	struct subject_facts *f = c->facts;

	f->list = mem_grow(f->list, &f->cap, f->count + 1, sizeof(*f->list));
	f->list[f->count] = (struct subject_fact){
		.table = v->table, .column = v->column, .row_no = v->row_no, .question = "", .text = "",
		.value = arena_strndup(&f->arena, v->text, v->len), .id = v->kind == SUBJECT_ID,
	};
	return &f->list[f->count++];
}

/* ---- answers ---- */

static const char *choice_words(struct collecting *c, const struct form *form, const struct form_item *item,
	const char *name)
{
	const struct form_choice *choice = item->list ? form_choice_find(item->list, name) : NULL;

	return choice ? form_choice_label(form, item->list, choice, c->desk->lang) : "";
}

/* "internship network" in words, with commas. */
static const char *set_words(struct collecting *c, const struct form *form, const struct form_item *item,
	const char *names)
{
	struct str out = STR_INIT;
	const char *copy;

	while (*names) {
		size_t n = strcspn(names, " ");
		char *name = arena_strndup(&c->facts->arena, names, n);
		const char *words = choice_words(c, form, item, name);

		str_addf(&out, "%s%s", out.len ? ", " : "", *words ? words : name);
		names += n + (names[n] == ' ');
	}
	copy = arena_strdup(&c->facts->arena, out.text);
	str_release(&out);
	return copy;
}

static void put_answer(struct collecting *c, const struct subject_value *v, const struct form *form,
	const struct form_item *item, const char *name, const struct answer *a)
{
	struct subject_value one = *v;
	struct subject_fact *fact;
	char number[40];

	one.column = item ? item->name : name;
	switch (a->kind) {
	case ANSWER_NONE:
		return;
	case ANSWER_DK:
		one.text = "dk";
		break;
	case ANSWER_DECLINED:
		one.text = "declined";
		break;
	case ANSWER_NUMBER:
		snprintf(number, sizeof(number), "%.15g", a->number);
		one.text = number;
		break;
	case ANSWER_TEXT:
	case ANSWER_SET:
		one.text = a->text;
		break;
	}
	one.len = strlen(one.text);
	fact = add(c, &one);
	if (!item)
		return;
	fact->question = form_item_text(form, item, FORM_LABEL, c->desk->lang);
	if (a->kind == ANSWER_SET)
		fact->text = set_words(c, form, item, a->text);
	else
		fact->text = choice_words(c, form, item, one.text);
}

/* The form a draft answer belongs to: its draft was walked over before. */
static const char *hash_of_draft(const struct collecting *c, const char *draft)
{
	const char *hash = NULL;
	bool here = false;

	for (size_t i = 0; i < c->facts->count; i++) {
		const struct subject_fact *f = &c->facts->list[i];

		if (!str_eq(f->table, "draft"))
			continue;
		if (str_eq(f->column, "id"))
			here = str_eq(f->value, draft);
		else if (here && str_eq(f->column, "form_hash"))
			hash = f->value;
	}
	return hash;
}

/* Answers without their form would be figures without a question: the names stand in for the words. */
static bool put_answers(struct collecting *c, const struct subject_value *v)
{
	const struct answer *answers;
	const struct form *form = NULL;
	size_t count;

	if (!c->form_hash || desk_form(c->desk, c->form_hash, &form, NULL) != STIGE_OK)
		form = NULL;
	c->rc = answers_decode(&c->facts->arena, v->text, v->len, &answers, &count, c->err);
	for (size_t i = 0; c->rc == STIGE_OK && i < count; i++) {
		const struct form_item *item = NULL;
		const char *name = c->item ? c->item : arena_printf(&c->facts->arena, "%zu", i + 1);

		if (form && c->item)
			item = form_find(form, c->item);
		else if (form && i < form_stored_count(form))
			item = form_stored_item(form, i);
		put_answer(c, v, form, item, name, &answers[i]);
	}
	return c->rc == STIGE_OK;
}

/* ---- the other values ---- */

static void put_staff(struct collecting *c, const struct subject_value *v)
{
	struct subject_fact *fact;
	struct id id;

	if (!c->options->staff || !id_parse(v->text, &id))
		return;
	fact = add(c, v);
	for (size_t i = 0; i < c->desk->caseworker_count; i++)
		if (id_eq(&c->desk->caseworkers[i].id, &id))
			fact->value = arena_printf(&c->facts->arena, "%s, %s", c->desk->caseworkers[i].initials,
				c->desk->caseworkers[i].name);
}

static void put_cpr(struct collecting *c, const struct subject_value *v)
{
	struct subject_value shown = *v;
	char text[CPR_TEXT];

	if (v->len == CPR_DIGITS) {
		shown.text = c->options->cpr ? cpr_hyphenated(v->text, text) : cpr_masked(v->text, text);
		shown.len = strlen(shown.text);
	}
	add(c, &shown);
}

/* Where an answer stands in the row decides what it is an answer to. */
static void remember(struct collecting *c, const struct subject_value *v, const struct subject_fact *fact)
{
	if (str_eq(v->column, "form_hash"))
		c->form_hash = fact->value;
	else if (str_eq(v->table, "draft_answer") && str_eq(v->column, "draft"))
		c->form_hash = hash_of_draft(c, fact->value);
	else if (str_eq(v->table, "draft_answer") && str_eq(v->column, "item"))
		c->item = fact->value;
}

static bool take(void *ctx, const struct subject_value *v)
{
	struct collecting *c = ctx;
	const struct subject_facts *f = c->facts;

	if (f->count == 0 || f->list[f->count - 1].row_no != v->row_no || !str_eq(f->list[f->count - 1].table, v->table))
		c->form_hash = c->item = NULL;
	switch (v->kind) {
	case SUBJECT_ANSWERS:
		return put_answers(c, v);
	case SUBJECT_STAFF:
		put_staff(c, v);
		return true;
	case SUBJECT_CPR:
		put_cpr(c, v);
		return true;
	case SUBJECT_TEXT:
	case SUBJECT_NUMBER:
	case SUBJECT_ID:
		remember(c, v, add(c, v));
		return true;
	}
	return true;
}

enum stige_rc subject_collect(struct desk *d, const struct subject_options *options, struct subject_facts *ret,
	struct err *err)
{
	struct collecting c = { .desk = d, .options = options, .facts = ret, .err = err };
	struct client client;
	enum stige_rc rc;

	*ret = (struct subject_facts){ .arena = ARENA_INIT, .at = store_now(d->store) };
	rc = client_get(d->store, &ret->arena, options->client, &client, err);
	if (rc != STIGE_OK)
		return rc;
	ret->case_no = client.case_no;
	rc = subject_each(d->store, options->client, take, &c, err);
	return rc == STIGE_OK ? c.rc : rc;
}

void subject_facts_release(struct subject_facts *f)
{
	mem_free(f->list);
	arena_release(&f->arena);
	*f = (struct subject_facts){ .arena = ARENA_INIT };
}
