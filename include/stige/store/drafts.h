/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drafts: responses being given. Every answer is a row of its own, on disk before the screen
 * says "saved"; the latest row of an item counts; undo appends the answer before it.
 */
#ifndef STIGE_STORE_DRAFTS_H
#define STIGE_STORE_DRAFTS_H

#include "stige/base/answer.h"
#include "stige/base/arena.h"
#include "stige/store/store.h"

enum respondent { RESPONDENT_CLIENT, RESPONDENT_CASEWORKER, RESPONDENT_ACTIVITIES };
enum response_mode { MODE_ALONE, MODE_READ_ALOUD, MODE_INTERPRETER, MODE_PAPER, MODE_PHONE };

struct draft {
	struct id id, meeting, client;
	const char *form_hash;           /* the form it began with, and finishes on */
	enum respondent respondent;
	enum response_mode mode;
	const char *language;            /* "da" */
	int64_t started, last;           /* last answer; = started while there is none */
	size_t answered;                 /* items with an answer */
	const char *last_item;           /* "" while there is none */
	const char *correction_of;       /* hex id of the response this draft corrects, "" */
};

struct draft_answer {
	const char *item;
	struct answer answer;            /* text in the arena: do not release */
};

/*
 * The form must have been kept (form_keep). One draft a meeting, respondent and corrected response: an
 * open one is returned. STIGE_DATA when the form has been completed in this meeting and this does not
 * correct it.
 */
enum stige_rc draft_begin(struct store *s, const struct draft *draft, struct id *ret_id, struct err *err);
/* ANSWER_NONE takes an answer back. The answer that counts already is not written again. */
enum stige_rc draft_put(struct store *s, const struct id *draft, const char *item,
	const struct answer *answer, struct err *err);
/*
 * Takes the last put back by appending what was there before; *ret_item names the item, NULL when
 * nothing is left.
 */
enum stige_rc draft_undo(struct store *s, const struct id *draft, struct arena *a, const char **ret_item,
	struct err *err);
enum stige_rc draft_redo(struct store *s, const struct id *draft, struct arena *a, const char **ret_item,
	struct err *err);
enum stige_rc draft_set_mode(struct store *s, const struct id *draft, enum response_mode mode,
	const char *language, struct err *err);
/* The answers that count, in the order they were first given. */
enum stige_rc draft_answers(struct store *s, struct arena *a, const struct id *draft,
	struct draft_answer **ret, size_t *ret_count, struct err *err);
enum stige_rc draft_get(struct store *s, struct arena *a, const struct id *id, struct draft *ret,
	struct err *err);
/* Open drafts, newest answer first; meeting NULL = all. */
enum stige_rc draft_list(struct store *s, struct arena *a, const struct id *meeting, struct draft **ret,
	size_t *ret_count, struct err *err);
enum stige_rc draft_drop(struct store *s, const struct id *draft, struct err *err);
/* "paused" and "resumed" for the session log. */
enum stige_rc draft_pause(struct store *s, const struct id *draft, bool paused, struct err *err);

#endif
