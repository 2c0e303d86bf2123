/* SPDX-License-Identifier: GPL-3.0-or-later */
/* May a newer form follow an older one, and what does that do to an item's curve? */
#include "stige/form/diff.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "textdiff.h"
#include "stige/base/banned.h"

static bool is_number(enum form_type type)
{
	return type == FORM_INTEGER || type == FORM_DECIMAL || type == FORM_RANGE;
}

/* Can answers to the older type stand on one line with those to the newer? */
static bool types_join(enum form_type older, enum form_type newer)
{
	return older == newer || (is_number(older) && is_number(newer));
}

static bool answers(const struct form *f, size_t i)
{
	return f->items[i].stored;
}

/* ---- what must be marked */

struct checking {
	const struct form *newer;
	size_t item;
	struct form_problems *problems;
};

static void say_unmarked(void *ctx, const struct textdiff *d)
{
	const struct checking *k = ctx;
	const char *name = k->newer->items[k->item].name;

	if (d->mark[0] != '\0')
		return;
	switch (d->kind) {
	case TEXTDIFF_LABEL:
		problem_add(k->problems, FAULT_SERIES_MARK, d->at,
			_("the label of %s in %s was \"%s\" and is now \"%s\"; write stige_series = same (the "
			"same question) or new (another one) in this row"),
			name, d->language, d->older, d->newer);
		break;
	case TEXTDIFF_HINT:
		problem_add(k->problems, FAULT_SERIES_MARK, d->at,
			_("the hint of %s in %s was \"%s\" and is now \"%s\"; write stige_series = same (the "
			"same question) or new (another one) in this row"),
			name, d->language, d->older, d->newer);
		break;
	case TEXTDIFF_CHOICE:
		problem_add(k->problems, FAULT_SERIES_MARK, d->at,
			_("the choice %s of %s in %s was \"%s\" and is now \"%s\"; write stige_series = same "
			"or new in this row or in the question's"),
			d->choice, name, d->language, d->older, d->newer);
		break;
	case TEXTDIFF_CHOICE_ADDED:
		problem_add(k->problems, FAULT_SERIES_MARK, d->at,
			_("the choice %s (\"%s\") of %s was not there before; write stige_series = same or "
			"new in this row or in the question's"),
			d->choice, d->newer, name);
		break;
	case TEXTDIFF_CHOICE_REMOVED:
		problem_add(k->problems, FAULT_SERIES_MARK, d->at,
			_("the choice %s (\"%s\") of %s is gone; write stige_series = same or new in the "
			"question's row"),
			d->choice, d->older, name);
		break;
	}
}

static struct place item_place(const struct form *f, size_t item)
{
	struct place label = f->texts_at[(item * FORM_COLUMNS + FORM_LABEL) * f->language_count];

	return label.line > 0 ? label : (struct place){ NULL, f->items[item].line, 1 };
}

static void check_type(const struct form *older, size_t was, const struct form *newer, size_t is,
	struct form_problems *problems)
{
	if (types_join(older->items[was].type, newer->items[is].type)
		|| strcmp(newer->more[is].series, "new") == 0)
		return;
	problem_add(problems, FAULT_SERIES_TYPE, item_place(newer, is),
		_("%s was of type %s and is now of type %s; write stige_series = new in this row, or give the "
		"question a new name"),
		newer->items[is].name, older->more[was].type_word, newer->more[is].type_word);
}

void form_succession_check(const struct form *older, const struct form *newer, struct form_problems *problems)
{
	if (strcmp(older->hash, newer->hash) == 0)
		return;
	if (strcmp(older->version, newer->version) == 0)
		problem_add(problems, FAULT_SERIES_VERSION, (struct place){ NULL, 1, 1 },
			_("the form differs from the one in use and has the same version \"%s\"; give it a "
			"new version"),
			newer->version);
	for (size_t i = 0; i < newer->item_count; i++) {
		struct checking k = { newer, i, problems };
		size_t was = names_find(&older->item_names, newer->items[i].name);

		if (was == NAMES_NONE || !answers(older, was) || !answers(newer, i))
			continue;
		check_type(older, was, newer, i, problems);
		textdiff_item(older, was, newer, i, say_unmarked, &k);
	}
	problem_sort(problems);
}

/* ---- what a curve shows */

/* The strongest of what the differences ask for; an unmarked one is taken for another question. */
static void weigh(void *ctx, const struct textdiff *d)
{
	enum form_series *mark = ctx;
	enum form_series this = strcmp(d->mark, "same") == 0 ? FORM_SERIES_SEAM : FORM_SERIES_BREAK;

	if (this > *mark)
		*mark = this;
}

enum form_series form_series_mark(const struct form *older, const struct form *newer, const char *item)
{
	size_t was = names_find(&older->item_names, item), is = names_find(&newer->item_names, item);
	enum form_series mark = FORM_SERIES_SAME;

	if (was == NAMES_NONE || is == NAMES_NONE || !types_join(older->items[was].type, newer->items[is].type))
		return FORM_SERIES_BREAK;
	if (strcmp(older->hash, newer->hash) == 0)
		return FORM_SERIES_SAME;
	if (older->items[was].type != newer->items[is].type)
		mark = strcmp(newer->more[is].series, "new") == 0 ? FORM_SERIES_BREAK : FORM_SERIES_SEAM;
	textdiff_item(older, was, newer, is, weigh, &mark);
	return mark;
}
