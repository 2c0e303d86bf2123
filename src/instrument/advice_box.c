/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The boxes of Figures 6 and 7, in the figures' order: what stands in each as printed, and
 * whose latest answer belongs there. Which question "knowledge of the labour market" is, the
 * report leaves open: such a box names all that it may be.
 */
#include <stdint.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "advice_columns.h"

#include "stige/base/banned.h"

static const char *const kinds[] = {
	[ADVICE_BOX_ITEM] = "item", [ADVICE_BOX_UNDECIDED] = "undecided", [ADVICE_BOX_CHANNEL] = "channel",
	[ADVICE_BOX_GOAL] = "goal",
};

/* How many items each kind names. */
static const size_t items_of[] = {
	[ADVICE_BOX_ITEM] = 1, [ADVICE_BOX_UNDECIDED] = 2, [ADVICE_BOX_CHANNEL] = 1, [ADVICE_BOX_GOAL] = 0,
};

static bool read_channel(const struct advice_table *to, struct advice_box *box, const char *word)
{
	const struct advice_item *item = &to->items[box->items[0]];
	const struct form_choice *c = item->kind == ADVICE_CHANNELS
		? form_choice_find(item->indicator->item->list, word) : NULL;

	box->channel = c ? c->name : NULL;
	return c;
}

static bool read_of(const struct advice_table *to, struct advice_box *box, const char *s)
{
	char word[WORD];

	for (; box->item_count < items_of[box->kind]; box->item_count++) {
		size_t item = table_word(&s, word, sizeof word) ? advice_item_index(to, word) : SIZE_MAX;

		if (item == SIZE_MAX)
			return false;
		box->items[box->item_count] = item;
	}
	if (box->kind == ADVICE_BOX_CHANNEL && !(table_word(&s, word, sizeof word) && read_channel(to, box, word)))
		return false;
	return !table_word(&s, word, sizeof word);
}

void advice_read_box(struct table *t, size_t at, const struct evidence *e, struct advice_table *to)
{
	struct advice_box box = { .label = evidence_find(e, table_cell(t, at, EVIDENCE)) };
	size_t kind = 0;

	while (kind < ARRAY_SIZE(kinds) && strcmp(kinds[kind], table_cell(t, at, KIND)) != 0)
		kind++;
	if (kind == ARRAY_SIZE(kinds)) {
		table_error(t, at, KIND, "T021", _("A box is an item, undecided, a channel or a goal."));
		return;
	}
	box.kind = (enum advice_box_kind)kind;
	if (!read_of(to, &box, table_cell(t, at, OF)))
		table_error(t, at, OF, "T023", _("The box \"%s\" is not about \"%s\"."), kinds[kind],
			table_cell(t, at, OF));
	box.paths = advice_read_paths(t, at);
	if (!box.label)
		table_error(t, at, EVIDENCE, "T016", _("No row has the id \"%s\"."), table_cell(t, at, EVIDENCE));
	if (to->box_count < ADVICE_BOXES_MOST)
		to->boxes[to->box_count++] = box;
	else
		table_error(t, at, ADVICE, "T020", _("More than %d boxes are too many."), ADVICE_BOXES_MOST);
}
