/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/taken.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"

#include "standing.h"
#include "stige/base/banned.h"

void taken_release(struct taken *t)
{
	for (size_t i = 0; i < t->count; i++)
		answer_release(&t->answers[i]);
	mem_free(t->answers);
	*t = (struct taken){ NULL, 0, { 0, 0 } };
}

/* "dk" and "declined" are words of the exports for every item that can be answered so. */
static enum stige_rc parse(const struct entry *e, const struct taken_word *w, struct answer *ret,
	struct err *err)
{
	bool may = !w->plain && form_takes_states(entry_form(e), w->item);

	if (may && str_eq(w->typed, "dk"))
		*ret = answer_state(ANSWER_DK);
	else if (may && str_eq(w->typed, "declined"))
		*ret = answer_state(ANSWER_DECLINED);
	else
		return entry_parse(e, w->item, w->typed, ret, err);
	return STIGE_OK;
}

/* Choices may be written as their labels, in any language of the form. */
static enum stige_rc parse_in_any_language(struct entry *e, const struct taken_word *w, struct answer *ret,
	struct err *err)
{
	const struct form *f = entry_form(e);
	enum stige_rc rc = parse(e, w, ret, err);

	for (size_t i = 0; rc != STIGE_OK && w->item->list && i < form_language_count(f); i++) {
		entry_set_language(e, form_language(f, i));
		rc = parse(e, w, ret, err);
	}
	return rc;
}

static enum stige_rc give_word(struct entry *e, const struct taken_word *w, struct err *err)
{
	struct answer a = ANSWER_INIT;
	enum stige_rc rc = parse_in_any_language(e, w, &a, err);

	if (rc == STIGE_OK)
		rc = entry_set(e, w->item, &a, err);
	answer_release(&a);
	return rc;
}

/* One answer can rest on another that comes later (relevant): what is refused is tried again. */
static enum stige_rc give_words(struct entry *e, const struct taken_word *words, size_t count,
	size_t *ret_word, struct err *err)
{
	bool *taken = mem_array(count + 1, sizeof(*taken));
	size_t left = count, was;
	enum stige_rc rc = STIGE_OK;

	do {
		was = left;
		*ret_word = count;
		for (size_t i = 0; i < count; i++) {
			struct err why = ERR_INIT;

			if (taken[i])
				continue;
			taken[i] = give_word(e, &words[i], &why) == STIGE_OK;
			left -= taken[i];
			if (taken[i] || *ret_word < count)
				continue;
			*ret_word = i;
			if (err)
				*err = why;
		}
	} while (left && left < was);
	if (left)
		rc = STIGE_DATA;
	mem_free(taken);
	return rc;
}

static enum stige_rc check_whole(const struct entry *e, bool blanks, struct err *err)
{
	const struct form_item *open = NULL;
	struct err why = ERR_INIT;

	if (blanks || entry_complete(e, &open, &why) == STIGE_OK)
		return STIGE_OK;
	return err_set(err, STIGE_DATA, _("%s has no answer; write it, or dk or declined if it was asked"),
		open->name);
}

/* With the client on one path; false when the words do not fit it. */
static enum stige_rc try(const struct form *f, const struct standing *standing, int32_t date,
	const struct taken_word *words, size_t count, bool blanks, struct taken *ret, size_t *ret_word,
	struct err *err)
{
	const struct entry_context context = {
		.lang = form_language(f, 0), .today = date, .now = INSTANT_NONE, .seed = 1,
	};
	struct entry *e = entry_new(f, &context);
	enum stige_rc rc = standing_give(standing, e, err);

	*ret_word = count;
	if (rc == STIGE_OK)
		rc = give_words(e, words, count, ret_word, err);
	if (rc == STIGE_OK)
		rc = check_whole(e, blanks, err);
	if (rc == STIGE_OK) {
		ret->count = form_stored_count(f);
		ret->answers = mem_array(ret->count + 1, sizeof(*ret->answers));
		entry_result(e, ret->answers);
		ret->counts.answered = (unsigned)entry_answered(e);
		ret->counts.of = (unsigned)entry_of(e);
	}
	entry_free(e);
	return rc;
}

enum stige_rc taken_read(const struct form *f, const struct client_fields *client, int32_t date,
	const struct taken_word *words, size_t count, bool blanks, struct taken *ret, size_t *ret_word,
	struct err *err)
{
	struct standing standing = standing_on(client, date);
	size_t other_word;
	enum stige_rc rc;

	*ret = (struct taken){ NULL, 0, { 0, 0 } };
	rc = try(f, &standing, date, words, count, blanks, ret, ret_word, err);
	if (rc != STIGE_DATA)
		return rc;
	standing.path = standing.path == ADVICE_EDUCATION ? ADVICE_JOB : ADVICE_EDUCATION;
	return try(f, &standing, date, words, count, blanks, ret, &other_word, NULL) == STIGE_OK ? STIGE_OK : rc;
}
