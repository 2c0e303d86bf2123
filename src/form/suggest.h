/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean": the nearest of some words by edit distance. */
#ifndef STIGE_SRC_FORM_SUGGEST_H
#define STIGE_SRC_FORM_SUGGEST_H

#include <stddef.h>

/*
 * The nearest word, letters' case counting little, or NULL when none is near: at most two
 * edits, and fewer than the word has letters to keep.
 */
const char *suggest(const char *word, const char *const *words, size_t count);

/* The same over words that come one at a time. */
struct suggestion {
	const char *word, *best;
	size_t distance;
};
struct suggestion suggestion_begin(const char *word);
void suggestion_offer(struct suggestion *s, const char *candidate);

#endif
