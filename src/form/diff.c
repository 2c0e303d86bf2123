/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two versions of a form, in words. */
#include "stige/form/diff.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "textdiff.h"
#include "stige/base/banned.h"

struct comparing {
	const struct form *older, *newer;
	size_t *was;                 /* [newer item]: the older item of the same name, or NAMES_NONE */
	size_t *became;              /* [older item]: the newer one it was renamed to, or NAMES_NONE */
	struct form_differences *out;
	const char *item;            /* the one compared just now */
};

__attribute__((format(printf, 4, 5)))
static void add(const struct comparing *c, enum form_difference_kind kind, const char *item, const char *fmt,
	...)
{
	struct form_differences *d = c->out;
	char sentence[1000];
	va_list args;

	va_start(args, fmt);
	vsnprintf(sentence, sizeof(sentence), fmt, args);
	va_end(args);
	d->list = mem_grow(d->list, &d->cap, d->count + 1, sizeof(*d->list));
	d->list[d->count++] = (struct form_difference){ kind, mem_strdup(item), mem_strdup(sentence) };
}

void form_differences_release(struct form_differences *d)
{
	for (size_t i = 0; i < d->count; i++) {
		mem_free(d->list[i].item);
		mem_free(d->list[i].text);
	}
	mem_free(d->list);
	*d = (struct form_differences)FORM_DIFFERENCES_INIT;
}

/* ---- the form as a whole */

static void compare_setting(const struct comparing *c, const char *name)
{
	const char *was = form_setting(c->older, name), *is = form_setting(c->newer, name);

	if (strcmp(was, is) != 0)
		add(c, FORM_DIFF_SETTING, "", _("the setting %s was \"%s\" and is now \"%s\""), name, was, is);
}

static void compare_settings(const struct comparing *c)
{
	for (size_t i = 0; i < c->newer->setting_count; i++)
		compare_setting(c, c->newer->settings[i].name);
	for (size_t i = 0; i < c->older->setting_count; i++)
		if (form_setting(c->newer, c->older->settings[i].name)[0] == '\0')
			compare_setting(c, c->older->settings[i].name);
}

static bool speaks(const struct form *f, const char *code)
{
	for (size_t i = 0; i < f->language_count; i++)
		if (strcmp(f->languages[i].code, code) == 0)
			return true;
	return false;
}

static void compare_languages(const struct comparing *c)
{
	for (size_t i = 0; i < c->newer->language_count; i++)
		if (!speaks(c->older, c->newer->languages[i].code))
			add(c, FORM_DIFF_LANGUAGE, "", _("the language %s is new"),
				c->newer->languages[i].title);
	for (size_t i = 0; i < c->older->language_count; i++)
		if (!speaks(c->newer, c->older->languages[i].code))
			add(c, FORM_DIFF_LANGUAGE, "", _("the language %s is gone"),
				c->older->languages[i].title);
}

/* ---- one item */

static void say_text(void *ctx, const struct textdiff *d)
{
	const struct comparing *c = ctx;

	switch (d->kind) {
	case TEXTDIFF_LABEL:
		add(c, FORM_DIFF_TEXT, c->item, _("%s: the label in %s was \"%s\" and is now \"%s\""), c->item,
			d->language,
			d->older, d->newer);
		break;
	case TEXTDIFF_HINT:
		add(c, FORM_DIFF_TEXT, c->item, _("%s: the hint in %s was \"%s\" and is now \"%s\""), c->item,
			d->language,
			d->older, d->newer);
		break;
	case TEXTDIFF_CHOICE:
		add(c, FORM_DIFF_CHOICE, c->item, _("%s: the choice %s in %s was \"%s\" and is now \"%s\""),
			c->item,
			d->choice, d->language, d->older, d->newer);
		break;
	case TEXTDIFF_CHOICE_ADDED:
		add(c, FORM_DIFF_CHOICE, c->item, _("%s: the choice %s (\"%s\") is new"), c->item, d->choice,
			d->newer);
		break;
	case TEXTDIFF_CHOICE_REMOVED:
		add(c, FORM_DIFF_CHOICE, c->item, _("%s: the choice %s (\"%s\") is gone"), c->item, d->choice,
			d->older);
		break;
	}
}

static const char *or_none(const char *text)
{
	return text[0] != '\0' ? text : _("(nothing)");
}

static void compare_cells(const struct comparing *c, const char *column, const char *was, const char *is)
{
	if (strcmp(was, is) != 0)
		add(c, FORM_DIFF_LOGIC, c->item, _("%s: %s was %s and is now %s"), c->item, column,
			or_none(was), or_none(is));
}

static void compare_logic(const struct comparing *c, const struct item_more *was, const struct item_more *is)
{
	static const char *const columns[LOGIC_KINDS] = {
		[LOGIC_RELEVANT] = "relevant", [LOGIC_CONSTRAINT] = "constraint", [LOGIC_REQUIRED] = "required",
		[LOGIC_CALCULATION] = "calculation", [LOGIC_FILTER] = "choice_filter",
	};

	for (size_t k = 0; k < LOGIC_KINDS; k++)
		compare_cells(c, columns[k], was->logic_text[k], is->logic_text[k]);
	compare_cells(c, "parameters", was->parameters, is->parameters);
	compare_cells(c, "default", was->default_text, is->default_text);
}

static void compare_item(struct comparing *c, size_t old_item, size_t new_item)
{
	const struct item_more *was = &c->older->more[old_item], *is = &c->newer->more[new_item];
	const struct form_list *old_list = c->older->items[old_item].list,
		*list = c->newer->items[new_item].list;

	c->item = c->newer->items[new_item].name;
	if (strcmp(was->type_word, is->type_word) != 0)
		add(c, FORM_DIFF_TYPE, c->item, _("%s: the type was %s and is now %s"), c->item, was->type_word,
			is->type_word);
	if (old_list != NULL && list != NULL && strcmp(old_list->name, list->name) != 0)
		add(c, FORM_DIFF_LIST, c->item, _("%s: its list was %s and is now %s"), c->item, old_list->name,
			list->name);
	textdiff_item(c->older, old_item, c->newer, new_item, say_text, c);
	compare_logic(c, was, is);
}

/* ---- coming, going, renamed */

/* The same words in the default language and the same type under a name that is gone. */
static size_t find_renamed(const struct comparing *c, size_t new_item)
{
	const char *label = form_item_text_raw(c->newer, new_item, FORM_LABEL, 0);

	if (label[0] == '\0')
		return NAMES_NONE;
	for (size_t i = 0; i < c->older->item_count; i++)
		if (names_find(&c->newer->item_names, c->older->items[i].name) == NAMES_NONE
		    && c->became[i] == NAMES_NONE && c->older->items[i].type == c->newer->items[new_item].type
		    && strcmp(label, form_item_text_raw(c->older, i, FORM_LABEL, 0)) == 0)
			return i;
	return NAMES_NONE;
}

static void say_new(struct comparing *c, size_t i)
{
	const char *name = c->newer->items[i].name;
	size_t before = find_renamed(c, i);

	if (before == NAMES_NONE) {
		add(c, FORM_DIFF_ADDED, name, _("%s is new"), name);
		return;
	}
	c->became[before] = i;
	add(c, FORM_DIFF_RENAMED, name,
		_("%s was called %s; answers go by the name, so its curve begins again"), name,
		c->older->items[before].name);
}

/* ---- order */

/*
 * The items that kept their order are the longest rising run of old places in the new order;
 * the others have moved. ret_kept has a place for each newer item.
 */
static void find_kept(const struct comparing *c, bool *ret_kept)
{
	size_t n = c->newer->item_count, length = 0;
	size_t *ends = mem_array(n + 1, sizeof(*ends)), *before = mem_array(n + 1, sizeof(*before));

	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = length;

		if (c->was[i] == NAMES_NONE)
			continue;
		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (c->was[ends[middle]] < c->was[i])
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low > 0 ? ends[low - 1] : NAMES_NONE;
		ends[low] = i;
		length = low == length ? length + 1 : length;
	}
	for (size_t i = length > 0 ? ends[length - 1] : NAMES_NONE; i != NAMES_NONE; i = before[i])
		ret_kept[i] = true;
	mem_free(ends);
	mem_free(before);
}

static void compare_items(struct comparing *c)
{
	bool *kept = mem_array(c->newer->item_count + 1, sizeof(*kept));

	find_kept(c, kept);
	for (size_t i = 0; i < c->newer->item_count; i++) {
		const char *name = c->newer->items[i].name;

		if (c->was[i] == NAMES_NONE) {
			say_new(c, i);
			continue;
		}
		if (!kept[i])
			add(c, FORM_DIFF_MOVED, name, _("%s stands at another place"), name);
		compare_item(c, c->was[i], i);
	}
	for (size_t i = 0; i < c->older->item_count; i++)
		if (names_find(&c->newer->item_names, c->older->items[i].name) == NAMES_NONE
			&& c->became[i] == NAMES_NONE)
			add(c, FORM_DIFF_REMOVED, c->older->items[i].name,
				_("%s is gone; its old answers stay"),
				c->older->items[i].name);
	mem_free(kept);
}

void form_diff(const struct form *older, const struct form *newer, struct form_differences *ret)
{
	struct comparing c = {
		.older = older, .newer = newer, .out = ret, .item = "",
		.was = mem_array(newer->item_count + 1, sizeof(*c.was)),
		.became = mem_array(older->item_count + 1, sizeof(*c.became)),
	};

	for (size_t i = 0; i < newer->item_count; i++)
		c.was[i] = names_find(&older->item_names, newer->items[i].name);
	for (size_t i = 0; i < older->item_count; i++)
		c.became[i] = NAMES_NONE;
	compare_settings(&c);
	compare_languages(&c);
	compare_items(&c);
	mem_free(c.was);
	mem_free(c.became);
}
