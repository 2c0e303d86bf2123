/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers being given: one run through a form, answer by answer, in any order, back and
 * change. Relevance, calculations and constraints follow at once. The entry holds answers in
 * memory; the store keeps them (casefile/meeting writes each accepted answer to the draft).
 *
 * To expressions an answer that is dk or declined is blank, as if it were not given: a form
 * asks for values only. Both satisfy required. Nothing is answered by a default: the default
 * of an asked item is a suggestion (entry_suggestion); only hidden and calculate rows take it.
 * Repeats stand in a record no times until there is a screen for them.
 *
 * An answer that becomes irrelevant is kept in mind and comes back when it is relevant again;
 * meanwhile it counts as not asked, also in entry_result.
 */
#ifndef STIGE_FORM_ENTRY_H
#define STIGE_FORM_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/answer.h"
#include "stige/base/err.h"
#include "stige/base/str.h"
#include "stige/form/questionnaire.h"

struct entry;

struct entry_context {
	const char *lang;                    /* of messages and ${} in texts */
	int32_t today;                       /* today(), and now() at noon of it, unless now is given */
	int64_t now;                         /* INSTANT_NONE = from today */
	uint64_t seed;                       /* random(), uuid() */
	/* The same item in the client's round before, for ${last-saved#name}; NULL or returning NULL = none. */
	const struct answer *(*last_saved)(void *ctx, const char *name);
	void *ctx;
};

struct entry *entry_new(const struct form *f, const struct entry_context *context);   /* f must outlive it */
void entry_free(struct entry *e);
const struct form *entry_form(const struct entry *e);
void entry_set_language(struct entry *e, const char *lang);

/*
 * Gives an answer (or takes it back with ANSWER_NONE). Refused with STIGE_DATA and the form's
 * constraint message (or ours) in err when it is not of the item's type, not a choice of its
 * list, outside the range, irrelevant, or against the constraint: then the old answer stands.
 * dk and declined are taken on every asked item except activities-like sets marked
 * stige_states = no. Hidden items take a value too: as context ("stige_path"), or to be kept
 * beside the answers ("c11_period").
 */
enum stige_rc entry_set(struct entry *e, const struct form_item *item, const struct answer *a, struct err *err);
/* What a person typed into a field of this item: parsed by type (decimal comma, Danish dates). Does not set it. */
enum stige_rc entry_parse(const struct entry *e, const struct form_item *item, const char *typed,
	struct answer *ret_answer, struct err *err);
const struct answer *entry_answer(const struct entry *e, const struct form_item *item);  /* ANSWER_NONE if irrelevant */
/* What its default proposes while it has no answer; ANSWER_NONE when nothing. To be shown as unconfirmed. */
const struct answer *entry_suggestion(const struct entry *e, const struct form_item *item);
bool entry_relevant(const struct entry *e, const struct form_item *item);
bool entry_required(const struct entry *e, const struct form_item *item);
/* Is this choice offered (choice_filter)? */
bool entry_offered(const struct entry *e, const struct form_item *item, const struct form_choice *choice);
/* What is to be typed into a range, date or time, in words; nothing where a field says it all. */
void entry_expects(const struct form_item *item, struct str *out);
/* A text with its ${name} filled in. */
void entry_text(const struct entry *e, const struct form_item *item, enum form_column column, struct str *out);

/* Moving among asked, relevant items; notes included. NULL at the ends. */
const struct form_item *entry_next(const struct entry *e, const struct form_item *item);   /* NULL item: the first */
const struct form_item *entry_previous(const struct entry *e, const struct form_item *item);
const struct form_item *entry_first_open(const struct entry *e);  /* first required without an answer, or NULL */

/* Counted over relevant items that can be answered (notes and groups are not). */
size_t entry_of(const struct entry *e);
size_t entry_answered(const struct entry *e);
size_t entry_number(const struct entry *e, const struct form_item *item);   /* "3 of 11", 1-based; 0 for a note */

/*
 * Can it be completed? STIGE_OK, or STIGE_DATA with the first open item in *ret_item and its
 * required or constraint message in err.
 */
enum stige_rc entry_complete(const struct entry *e, const struct form_item **ret_item, struct err *err);

/*
 * The stored items in document order (those with `stored`), as form_stored_count says: what a
 * response keeps. ret_answers has that many places; the answers are copies the caller releases.
 */
size_t form_stored_count(const struct form *f);
const struct form_item *form_stored_item(const struct form *f, size_t i);
void entry_result(const struct entry *e, struct answer *ret_answers);

#endif
