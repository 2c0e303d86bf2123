/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is inside an entry: one state for each item, kept true by entry_settle. */
#ifndef STIGE_SRC_FORM_ENTRY_STATE_H
#define STIGE_SRC_FORM_ENTRY_STATE_H

#include "model.h"
#include "stige/base/arena.h"
#include "stige/form/entry.h"
#include "stige/form/eval.h"

struct item_state {
	struct answer answer;        /* as given or worked out; kept while irrelevant */
	struct str text;             /* the same as expressions see it */
	struct answer suggestion;    /* the default of an asked item: shown, never stored by itself */
	bool relevant;               /* and all its groups */
	bool stale;                  /* something it reads has changed */
};

struct entry {
	const struct form *form;
	/*
	 * For those who only look at a const entry: working out an expression needs scratch, and a
	 * constraint the candidate in the item's place. Both are as before afterwards.
	 */
	struct entry *self;
	struct entry_context context;
	char *lang;
	int32_t utc_offset;          /* seconds, of context.now */
	struct random_seeded seeded;
	struct random random;
	struct item_state *items;    /* [form item] */
	struct arena scratch;        /* texts of one evaluation */
};

/* Gives the item this answer without asking anything; its followers become stale. Takes a over. */
void entry_put(struct entry *e, size_t item, struct answer a);
/* Works out everything that is stale, in the form's order. */
void entry_settle(struct entry *e);

/* The value of an expression of an item, for yes or no; `otherwise` when it has none. */
bool entry_true(struct entry *e, size_t item, const struct form_expr *expr, bool otherwise);
/* An expression's value as an answer of the item's type; ANSWER_NONE when blank or of another type. */
struct answer entry_value(struct entry *e, size_t item, const struct form_expr *expr);
/* Does the filter let this choice through? */
bool entry_filter(struct entry *e, size_t item, size_t choice);

/* An item that a person can answer: asked, not a note, not read-only. */
bool entry_can_answer(const struct form *f, size_t item);

#endif
