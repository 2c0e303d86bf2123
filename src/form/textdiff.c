/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "textdiff.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/banned.h"

struct walk {
	const struct form *older, *newer;
	size_t old_item, new_item;
	void (*found)(void *ctx, const struct textdiff *d);
	void *ctx;
};

/* The number of a language in the older form, or NAMES_NONE. */
static size_t old_language(const struct walk *w, size_t language)
{
	for (size_t i = 0; i < w->older->language_count; i++)
		if (strcmp(w->older->languages[i].code, w->newer->languages[language].code) == 0)
			return i;
	return NAMES_NONE;
}

static const char *language_name(const struct walk *w, size_t language)
{
	const struct language *l = &w->newer->languages[language];

	return l->name[0] != '\0' ? l->name : l->code;
}

/* A text that was or is not there is a translation that came or went, not another wording. */
static bool differs(const char *older, const char *newer)
{
	return older[0] != '\0' && newer[0] != '\0' && strcmp(older, newer) != 0;
}

static struct place text_place(const struct form *f, size_t item, enum form_column column, size_t language)
{
	return f->texts_at[(item * FORM_COLUMNS + column) * f->language_count + language];
}

static void compare_texts(const struct walk *w)
{
	static const struct { enum form_column column; enum textdiff_kind kind; } columns[] = {
		{ FORM_LABEL, TEXTDIFF_LABEL }, { FORM_HINT, TEXTDIFF_HINT },
	};
	const struct item_more *more = &w->newer->more[w->new_item];

	for (size_t c = 0; c < ARRAY_SIZE(columns); c++) {
		for (size_t l = 0; l < w->newer->language_count; l++) {
			size_t was = old_language(w, l);
			struct textdiff d = {
				.kind = columns[c].kind, .language = language_name(w, l), .choice = "",
				.mark = more->series, .at = text_place(w->newer, w->new_item,
				columns[c].column, l),
			};

			if (was == NAMES_NONE)
				continue;
			d.older = form_item_text_raw(w->older, w->old_item, columns[c].column, was);
			d.newer = form_item_text_raw(w->newer, w->new_item, columns[c].column, l);
			if (differs(d.older, d.newer))
				w->found(w->ctx, &d);
		}
	}
}

static const char *label(const struct form *f, const struct form_list *list, size_t choice, size_t language)
{
	const char *text = f->list_more[list - f->lists].labels[choice * f->language_count + language];

	return text != NULL ? text : "";
}

static struct place choice_place(const struct walk *w, const struct form_list *list, size_t choice,
	size_t language)
{
	return w->newer->list_more[list - w->newer->lists].at[choice * w->newer->language_count + language];
}

/* The choice's own mark, else the question's. */
static const char *choice_mark(const struct walk *w, const struct form_list *list, size_t choice)
{
	const char *own = w->newer->list_more[list - w->newer->lists].series[choice];

	return own[0] != '\0' ? own : w->newer->more[w->new_item].series;
}

static void compare_labels(const struct walk *w, const struct form_choice *was, const struct form_choice *is)
{
	const struct form_list *old_list = w->older->items[w->old_item].list;
	const struct form_list *list = w->newer->items[w->new_item].list;

	for (size_t l = 0; l < w->newer->language_count; l++) {
		size_t old = old_language(w, l);
		struct textdiff d = {
			.kind = TEXTDIFF_CHOICE, .language = language_name(w, l), .choice = is->name,
			.mark = choice_mark(w, list, is->index),
			.at = choice_place(w, list, is->index, l),
		};

		if (old == NAMES_NONE)
			continue;
		d.older = label(w->older, old_list, was->index, old);
		d.newer = label(w->newer, list, is->index, l);
		if (differs(d.older, d.newer))
			w->found(w->ctx, &d);
	}
}

/*
 * The choices of a list by name. Where names may stand twice, the second of a name is compared with the
 * second: a key is a name and how often it stood before.
 */
struct choice_index {
	struct arena arena;
	const char **keys;                   /* [choice] */
	struct names by_key;
};

static void index_choices(struct choice_index *x, const struct form_list *list)
{
	struct names first = NAMES_INIT;
	size_t *before = mem_array(list->count + 1, sizeof(*before));   /* [first choice of a name] */

	*x = (struct choice_index){ .arena = ARENA_INIT, .by_key = NAMES_INIT };
	x->keys = arena_array(&x->arena, list->count + 1, sizeof(*x->keys));
	for (size_t i = 0; i < list->count; i++) {
		const char *name = list->choices[i].name;
		size_t at = names_add(&first, name, i) ? i : names_find(&first, name);

		x->keys[i] = arena_printf(&x->arena, "%zu %s", before[at]++, name);
		names_add(&x->by_key, x->keys[i], i);
	}
	names_release(&first);
	mem_free(before);
}

static void drop_index(struct choice_index *x)
{
	names_release(&x->by_key);
	arena_release(&x->arena);
}

/* Those that were there too, and those that are new. */
static void compare_present(const struct walk *w, const struct choice_index *before, const struct choice_index *now)
{
	const struct form_list *was = w->older->items[w->old_item].list, *is = w->newer->items[w->new_item].list;

	for (size_t i = 0; i < is->count; i++) {
		const struct form_choice *c = &is->choices[i];
		size_t old = names_find(&before->by_key, now->keys[i]);
		struct textdiff d = {
			.kind = TEXTDIFF_CHOICE_ADDED, .language = "", .choice = c->name, .older = "",
			.newer = label(w->newer, is, i, 0), .mark = choice_mark(w, is, i),
			.at = choice_place(w, is, i, 0),
		};

		if (old != NAMES_NONE)
			compare_labels(w, &was->choices[old], c);
		else if (c->state[0] == '\0')
			w->found(w->ctx, &d);
	}
}

static void find_gone(const struct walk *w, const struct choice_index *before, const struct choice_index *now)
{
	const struct form_list *was = w->older->items[w->old_item].list;

	for (size_t i = 0; i < was->count; i++) {
		struct textdiff d = {
			.kind = TEXTDIFF_CHOICE_REMOVED, .language = "", .choice = was->choices[i].name,
			.older = label(w->older, was, i, 0), .newer = "",
			.mark = w->newer->more[w->new_item].series,
			.at = text_place(w->newer, w->new_item, FORM_LABEL, 0),
		};

		if (was->choices[i].state[0] == '\0' && names_find(&now->by_key, before->keys[i]) == NAMES_NONE)
			w->found(w->ctx, &d);
	}
}

static void compare_choices(const struct walk *w)
{
	struct choice_index before, now;

	if (w->older->items[w->old_item].list == NULL || w->newer->items[w->new_item].list == NULL)
		return;
	index_choices(&before, w->older->items[w->old_item].list);
	index_choices(&now, w->newer->items[w->new_item].list);
	compare_present(w, &before, &now);
	find_gone(w, &before, &now);
	drop_index(&before);
	drop_index(&now);
}

void textdiff_item(const struct form *older, size_t old_item, const struct form *newer, size_t new_item,
	void (*found)(void *ctx, const struct textdiff *d), void *ctx)
{
	struct walk w = { older, newer, old_item, new_item, found, ctx };

	compare_texts(&w);
	compare_choices(&w);
}
