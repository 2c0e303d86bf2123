/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A response being given at the desk: form/entry in memory and store/draft on disk moving in
 * step. An answer counts only after its commit; if the commit fails, the entry still holds the
 * old answer and err says why. (Commit, then paint.)
 */
#ifndef STIGE_CASEFILE_GIVING_H
#define STIGE_CASEFILE_GIVING_H

#include "stige/casefile/casefile.h"
#include "stige/form/entry.h"

struct giving;

/*
 * Begins a draft in the meeting, or takes up the one that is there. The form is the one the draft
 * began with.
 */
enum stige_rc giving_open(struct desk *d, const struct casefile *c, const struct id *meeting,
	enum respondent who, enum response_mode mode, const char *lang, struct giving **ret, struct err *err);
/* Corrects a completed response: starts from its answers; nothing is written before giving_complete. */
enum stige_rc giving_correct(struct desk *d, const struct casefile *c, const struct id *response,
	struct giving **ret, struct err *err);
void giving_free(struct giving *g);                          /* the draft stays on disk */

const struct entry *giving_entry(const struct giving *g);
const struct draft *giving_draft(const struct giving *g);
enum respondent giving_who(const struct giving *g);

/* One answer: checked, committed, then held. ANSWER_NONE takes it back. */
enum stige_rc giving_set(struct giving *g, const struct form_item *item, const struct answer *a,
	struct err *err);
enum stige_rc giving_set_mode(struct giving *g, enum response_mode mode, const char *lang, struct err *err);
/* *ret_item = the item that changed, NULL when there is nothing to undo. */
enum stige_rc giving_undo(struct giving *g, const struct form_item **ret_item, struct err *err);
enum stige_rc giving_redo(struct giving *g, const struct form_item **ret_item, struct err *err);
/* What this client answered here the round before, or NULL. */
const struct answer *giving_before(const struct giving *g, const struct form_item *item, int32_t *ret_date);

/*
 * What a correction has changed so far, in words: "3 Cooperation: 5 -> 2; 9 Job search: not asked any more". Returns
 * how many answers; 0 while it is no correction.
 */
size_t giving_changes(const struct giving *g, struct str *out);
/* The response a correction is about, its answers left out; NULL while it is no correction. */
const struct response *giving_corrects(const struct giving *g);

/* What stood there when the correction began; NULL while it is none, and for what is not stored. */
const struct answer *giving_stood(const struct giving *g, const struct form_item *item);

/* What a question is called in a list, "3 Cooperation"; the question itself where it has no short name. */
void question_name(const struct desk *d, const struct form *f, const struct form_item *item, struct str *out);
/* An answer as it is said: "5 Very good", "internet; network", "26000", "does not know"; brief: "5". */
void answer_said(const struct form *f, const struct form_item *item, const struct answer *a, const char *lang,
	bool brief, struct str *out);

/* "paused" for the session log: the form is left with answers in it and will be taken up again. */
enum stige_rc giving_pause(struct giving *g, struct err *err);

/* Completes the response (or the correction, with its reason). On STIGE_DATA *ret_item is the open item. */
enum stige_rc giving_complete(struct giving *g, enum correct_reason reason, const struct form_item **ret_item,
	struct id *ret_response, struct err *err);

#endif
