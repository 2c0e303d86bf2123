/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules.h"

#include <stdint.h>
#include <string.h>

#include "stige/base/arena.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/form/eval.h"

#include "advice_columns.h"

#include "stige/base/banned.h"

/* After the items: what the forms have as context (stige-forms(5)), under the same names. */
enum { AGE, PATH_WORD, EDUCATION, CONTEXTS };

static const char *const contexts[CONTEXTS] = {
	[AGE] = "stige_age", [PATH_WORD] = "stige_path", [EDUCATION] = "stige_education",
};

#define PLACES_MOST (ADVICE_ITEMS_MOST + CONTEXTS)
#define SUGGEST_MOST 3                       /* letters that may be wrong in a misspelt name */

/* ---- the names a condition may use */

static size_t place_count(const struct advice_table *t)
{
	return t->item_count + CONTEXTS;
}

static const char *place_name(const struct advice_table *t, size_t place)
{
	return place < t->item_count ? t->items[place].indicator->name : contexts[place - t->item_count];
}

static size_t find(void *ctx, const char *name, bool *ret_ambiguous)
{
	const struct advice_table *t = ctx;

	*ret_ambiguous = false;
	for (size_t i = 0; i < place_count(t); i++)
		if (strcmp(place_name(t, i), name) == 0)
			return i;
	return EXPR_NONE;
}

static size_t child(void *ctx, size_t parent, const char *name)
{
	bool ambiguous;

	return parent == EXPR_ROOT ? find(ctx, name, &ambiguous) : EXPR_NONE;
}

static void place(void *ctx, size_t i, struct expr_place *ret)
{
	const struct advice_table *t = ctx;

	*ret = (struct expr_place){
		.parent = EXPR_ROOT,
		.number = i < t->item_count ? t->items[i].kind == ADVICE_WAGE : i - t->item_count == AGE,
	};
}

static const char *suggest(void *ctx, enum expr_names what, size_t list, const char *name)
{
	const struct advice_table *t = ctx;
	const char *best = NULL;
	size_t least = SUGGEST_MOST;

	(void)list;
	for (size_t i = 0; what == EXPR_NAMES_PLACES && i < place_count(t); i++) {
		size_t d = str_distance(name, place_name(t, i), SUGGEST_MOST);

		if (d < least) {
			least = d;
			best = place_name(t, i);
		}
	}
	return best;
}

/* ---- reading one */

static bool reads_caseworker(const struct advice_table *t, const struct form_expr *e)
{
	size_t count;
	const size_t *places = expr_references(e, &count);

	for (size_t i = 0; i < count; i++)
		if (places[i] < t->item_count && t->items[places[i]].indicator->side == INDICATOR_CASEWORKER)
			return true;
	return false;
}

static void say_notes(struct table *t, size_t at, const struct expr_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		table_note(t, at, CONDITION, notes->list[i].at, "T025",
			expr_note_is_warning(&notes->list[i]) ? FORM_WARNING : FORM_ERROR, notes->list[i].message);
}

struct form_expr *rule_read(struct table *t, size_t at, const struct advice_table *to, bool *ret_caseworker)
{
	struct expr_scope scope = EXPR_SCOPE_INIT;
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e = NULL;

	scope.ctx = (void *)(uintptr_t)to;
	scope.flags = EXPR_CONDITION;
	scope.find = find;
	scope.child = child;
	scope.place = place;
	scope.suggest = suggest;
	expr_compile(table_cell(t, at, CONDITION), &scope, &notes, &e);
	say_notes(t, at, &notes);
	expr_notes_release(&notes);
	if (e && expr_is_volatile(e)) {
		table_error(t, at, CONDITION, "T025", _("A rule may not ask the clock or chance (today, now, random, "
			"uuid, once): the same answers give the same advice."));
		expr_free(e);
		e = NULL;
	}
	*ret_caseworker = e && reads_caseworker(to, e);
	return e;
}

/* ---- what is known of a client, as a form would have it */

struct known {
	struct arena arena;
	const char *text[PLACES_MOST];
};

/* The choice that says "none of them": what was answered when no channel is in use. */
static const char *none_of(const struct indicator *i)
{
	const struct form_list *l = i->item->list;

	for (size_t k = 0; l && k < l->count; k++)
		if (str_eq(form_choice_meta(i->form, l, &l->choices[k], "stige_exclusive"), "yes"))
			return l->choices[k].name;
	return "";
}

/* An answer that is missing, too old, dk or declined is blank, as in a form. */
static const char *value_text(const struct advice_table *t, const struct advice_facts *f, size_t item,
	struct arena *arena)
{
	const struct advice_value *v = &f->values[item];

	if (!advice_known(f, item))
		return "";
	if (v->kind == ANSWER_SET)
		return *v->set ? v->set : none_of(t->items[item].indicator);
	return arena_printf(arena, "%d", (int)v->number);
}

static void know(struct known *k, const struct advice_table *t, const struct advice_facts *f,
	enum advice_path path)
{
	static const char *const education[] = { [ADVICE_EDUCATION_UNKNOWN] = "", [ADVICE_EDUCATION_NO] = "no",
		[ADVICE_EDUCATION_YES] = "yes" };
	static const char *const paths[] = { [ADVICE_JOB] = "job", [ADVICE_EDUCATION] = "education" };

	*k = (struct known){ .arena = ARENA_INIT };
	for (size_t i = 0; i < t->item_count; i++)
		k->text[i] = value_text(t, f, i, &k->arena);
	k->text[t->item_count + AGE] = f->age >= 0 ? arena_printf(&k->arena, "%d", f->age) : "";
	k->text[t->item_count + PATH_WORD] = paths[path];
	k->text[t->item_count + EDUCATION] = education[f->education];
}

static const char *text(void *ctx, size_t place, size_t i)
{
	const struct known *k = ctx;

	(void)i;
	return k->text[place];
}

/* What cannot be worked out for this client does not hold. */
static bool holds(struct known *k, const struct form_expr *e)
{
	struct expr_env env = { .ctx = k, .here = EXPR_NONE, .text = text, .lang = "en" };
	bool yes = false;

	return expr_eval_condition(e, &env, &k->arena, &yes, NULL) == STIGE_OK && yes;
}

static bool has_rules(const struct advice_table *t)
{
	for (size_t i = 0; i < t->prompt_count; i++)
		if (t->prompts[i].when == ADVICE_CONDITION)
			return true;
	return false;
}

void rules_speak(const struct advice_table *t, const struct advice_facts *f, struct advice *ret)
{
	struct known k;

	if (!has_rules(t))
		return;
	know(&k, t, f, ret->path);
	for (size_t i = 0; i < t->prompt_count; i++) {
		const struct advice_prompt *p = &t->prompts[i];

		if (p->when == ADVICE_CONDITION && (p->paths & 1u << ret->path) && holds(&k, p->condition))
			ret->prompts[ret->prompt_count++] = i;
	}
	arena_release(&k.arena);
}
