/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "question_run.h"

#include "stige/base/i18n.h"
#include "stige/base/banned.h"

static const struct entry *entry_of_run(const struct question_run *r)
{
	return giving_entry(r->giving);
}

void run_to(struct question_run *r, const struct form_item *item)
{
	r->finished = item == NULL;
	if (item)
		question_show(&r->view, r->giving, item, r->own);
}

void run_open(struct question_run *r, struct giving *giving, bool own, bool all)
{
	const struct form_item *first = entry_next(giving_entry(giving), NULL);
	const struct form_item *open = entry_first_open(giving_entry(giving));

	*r = (struct question_run){ .giving = giving, .own = own, .taken = STR_INIT };
	if (entry_answered(giving_entry(giving)) == 0)
		open = first;            /* a note or a question that may be passed over comes first */
	run_to(r, all ? first : open);
	if (!r->view.item && first) {
		question_show(&r->view, giving, first, own);     /* Backspace must lead somewhere */
		r->finished = true;
	}
}

void run_close(struct question_run *r)
{
	question_release(&r->view);
	str_release(&r->taken);
	giving_free(r->giving);
	r->giving = NULL;
}

bool run_next(struct question_run *r)
{
	const struct form_item *next = entry_next(entry_of_run(r), r->view.item);

	if (next)
		run_to(r, next);
	return next != NULL;
}

static const struct form_item *last_item(const struct question_run *r)
{
	const struct form_item *last = NULL, *item = entry_next(entry_of_run(r), NULL);

	for (; item; item = entry_next(entry_of_run(r), item))
		last = item;
	return last;
}

bool run_previous(struct question_run *r)
{
	const struct form_item *before = r->finished ? last_item(r)
		: entry_previous(entry_of_run(r), r->view.item);

	if (before)
		run_to(r, before);
	return before != NULL;
}

/* After the last one: what was passed over, if anything must still be answered. */
static void go_on(struct question_run *r)
{
	if (!run_next(r))
		run_to(r, entry_first_open(entry_of_run(r)));
}

/* Reading aloud, one looks at the client and not at the row that was marked: what was taken is said afterwards. */
static void keep_taken(struct question_run *r)
{
	size_t number = entry_number(entry_of_run(r), r->view.item), before;

	str_clear(&r->taken);
	if (number)
		str_addf(&r->taken, "%zu: ", number);
	before = r->taken.len;
	question_taken(&r->view, &r->taken);
	if (r->taken.len == before)
		str_clear(&r->taken);
}

enum question_result run_action(struct question_run *r, enum action action)
{
	enum question_result result = question_action(&r->view, action);

	if (result == QUESTION_NEXT) {
		keep_taken(r);
		go_on(r);
	}
	return result;
}

const char *run_language(struct question_run *r, struct err *err)
{
	const struct form *f = entry_form(entry_of_run(r));
	const struct draft *d = giving_draft(r->giving);
	size_t n = form_language_count(f), at = 0;

	for (size_t i = 0; i < n; i++)
		if (str_eq(form_language(f, i), d->language))
			at = (i + 1) % n;
	if (giving_set_mode(r->giving, d->mode, form_language(f, at), err))
		return NULL;
	if (!r->finished)
		run_to(r, r->view.item);
	return form_language(f, at);
}

size_t run_languages(const struct question_run *r)
{
	return form_language_count(entry_form(entry_of_run(r)));
}

void run_large(struct question_run *r, bool large)
{
	r->view.large = large;
}

void run_progress(const struct question_run *r, struct str *out)
{
	size_t number = entry_number(entry_of_run(r), r->view.item);

	if (number)
		str_addf(out, _("Question %zu of %zu"), number, entry_of(entry_of_run(r)));
}
