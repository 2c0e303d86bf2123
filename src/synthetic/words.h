/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What invented people are called and say. Surnames are made of Danish place words that no
 * known person carries in these pairs; the texts are a client's or a caseworker's own words and
 * therefore Danish, as an answer would be.
 */
#ifndef STIGE_SYNTHETIC_WORDS_H
#define STIGE_SYNTHETIC_WORDS_H

#include <stddef.h>

struct word_list {
	const char *const *list;
	size_t count;
};

extern const struct word_list word_first_names, word_last_names;
extern const struct word_list word_steps;        /* small agreed steps, in the client's words */
extern const struct word_list word_journal;      /* sentences of a journal text */
extern const struct word_list word_notes;        /* about the client */
extern const struct word_list word_remarks;      /* on one question */
extern const struct word_list word_places;       /* where an activity runs */

struct word_office {
	const char *code, *name;
};
extern const struct word_office word_offices[];
extern const size_t word_office_count;

#endif
