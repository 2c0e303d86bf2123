/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A draft is on disk answer by answer; a correction is not: it is one new response or nothing.
 * Both look the same to a screen.
 */
#include "stige/casefile/giving.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "amount.h"
#include "given.h"
#include "stige/base/banned.h"

static bool is_correction(const struct giving *g)
{
	return id_is_zero(&g->draft.id);
}

static const struct answer *last_saved(void *ctx, const char *name)
{
	const struct giving *g = ctx;
	size_t place = forms_place(g->form, name);

	return place == FORMS_NO_PLACE ? NULL : g->before[place];
}

struct answer giving_kept(struct arena *a, const struct answer *from)
{
	struct answer copy = *from;

	copy.text = arena_strdup(a, from->text);
	return copy;
}

/* The newest response of the same side from an earlier round than this one. */
static const struct response *round_before(const struct casefile *c, enum respondent who,
	const struct id *meeting, int32_t date)
{
	const struct response *found = NULL;

	for (size_t i = 0; i < c->response_count; i++) {
		const struct response *r = &c->responses[i];

		if (r->respondent != who || !casefile_stands(r) || id_eq(&r->meeting, meeting) || r->date > date)
			continue;
		if (!found || r->date > found->date || (r->date == found->date && r->completed >= found->completed))
			found = r;
	}
	return found;
}

/* The confidence is not handed on: who took over does not see what the former caseworker believed. */
static bool is_handed_on(const struct giving *g, const struct response *r, const char *item)
{
	const struct indicator *one = indicators_find(&g->desk->instrument->indicators, item);

	return id_eq(&r->caseworker, &g->desk->caseworker.id) || !one
		|| !advice_is_belief(g->desk->instrument->advice, one);
}

/* Copied: the casefile may be loaded again while the form is being given. */
void giving_keep_before(struct giving *g, const struct casefile *c, int32_t date)
{
	const struct response *r = round_before(c, g->draft.respondent, &g->draft.meeting, date);
	size_t count = form_stored_count(g->form);

	g->before = arena_array(&g->arena, count + 1, sizeof(*g->before));
	g->before_date = r ? r->date : DATE_NONE;
	for (size_t i = 0; r && i < count; i++) {
		const char *name = form_stored_item(g->form, i)->name;
		const struct answer *a = casefile_answer(c, r, name);

		if (a && answer_given(a) && is_handed_on(g, r, name)) {
			struct answer *copy = arena_alloc(&g->arena, sizeof(*copy));

			*copy = giving_kept(&g->arena, a);
			g->before[i] = copy;
		}
	}
}

enum stige_rc giving_begin_entry(struct giving *g, const char *lang, const struct standing *standing,
	struct err *err)
{
	const struct entry_context context = {
		.lang = lang, .today = desk_today(g->desk), .now = store_now(g->desk->store),
		.seed = (uint64_t)g->draft.started, .last_saved = last_saved, .ctx = g,
	};

	g->entry = entry_new(g->form, &context);
	return standing_give(standing, g->entry, err);
}

/* One answer can rest on another that comes later (relevant): what is refused is tried again. */
size_t giving_again(struct giving *g, const struct draft_answer *answers, size_t count)
{
	bool *taken = mem_array(count + 1, sizeof(*taken));
	size_t left = count, was;

	do {
		was = left;
		for (size_t i = 0; i < count; i++) {
			const struct form_item *item = form_find(g->form, answers[i].item);

			if (taken[i] || !item || entry_set(g->entry, item, &answers[i].answer, NULL) != STIGE_OK)
				continue;
			taken[i] = true;
			left--;
		}
	} while (left > 0 && left < was);
	mem_free(taken);
	return left;
}

/* --- drafts --- */

struct begin_work {
	const struct form *form;
	struct draft draft;
	struct id id;
};

static enum stige_rc begin_draft(struct store *s, void *arg, struct err *err)
{
	struct begin_work *w = arg;
	struct stored_form form = { form_hash(w->form), form_id(w->form), form_version(w->form), NULL, 0 };
	enum stige_rc rc;

	form.text = form_text(w->form, &form.len);
	rc = form_keep(s, &form, err);
	return rc == STIGE_OK ? draft_begin(s, &w->draft, &w->id, err) : rc;
}

static enum stige_rc open_draft(struct giving *g, const struct casefile *c, const struct id *meeting,
	enum respondent who, enum response_mode mode, const char *lang, struct err *err)
{
	struct begin_work w = { .form = forms_current(g->desk, who) };
	enum stige_rc rc;

	w.draft = (struct draft){
		.meeting = *meeting, .client = c->client.id, .form_hash = form_hash(w.form), .respondent = who,
		.mode = mode, .language = lang, .started = store_now(g->desk->store), .last_item = "",
		.correction_of = "",
	};
	w.draft.last = w.draft.started;
	rc = store_tx(g->desk->store, begin_draft, &w, err);
	if (rc == STIGE_OK)
		rc = draft_get(g->desk->store, &g->arena, &w.id, &g->draft, err);
	return rc == STIGE_OK ? desk_form(g->desk, g->draft.form_hash, &g->form, err) : rc;
}

/* Takes up what a draft holds already. */
static enum stige_rc take_up(struct giving *g, struct err *err)
{
	struct draft_answer *answers = NULL;
	size_t count = 0;
	enum stige_rc rc = draft_answers(g->desk->store, &g->arena, &g->draft.id, &answers, &count, err);

	if (rc == STIGE_OK)
		giving_again(g, answers, count);
	return rc == STIGE_OK && count > 0 ? draft_pause(g->desk->store, &g->draft.id, false, err) : rc;
}

/* A form is completed once in a meeting; after that its answers are corrected. */
static enum stige_rc may_open(const struct casefile *c, const struct id *meeting, enum respondent who,
	struct err *err)
{
	if (casefile_in_meeting(c, meeting, who))
		return err_set(err, STIGE_DATA, _("These questions are answered in this meeting already; "
			"correct the answers instead."));
	return STIGE_OK;
}

struct giving *giving_new(struct desk *d)
{
	struct giving *g = mem_alloc(sizeof(*g));

	g->desk = d;
	g->arena = (struct arena)ARENA_INIT;
	return g;
}

enum stige_rc giving_open(struct desk *d, const struct casefile *c, const struct id *meeting,
	enum respondent who, enum response_mode mode, const char *lang, struct giving **ret, struct err *err)
{
	struct standing standing = standing_on(&c->client.f, desk_today(d));
	struct giving *g = giving_new(d);
	enum stige_rc rc = may_open(c, meeting, who, err);

	if (rc == STIGE_OK)
		rc = open_draft(g, c, meeting, who, mode, lang, err);
	if (rc == STIGE_OK) {
		giving_keep_before(g, c, desk_today(d));
		rc = giving_begin_entry(g, g->draft.language, &standing, err);
	}
	if (rc == STIGE_OK)
		rc = amount_give(d, g->entry, err);
	if (rc == STIGE_OK)
		rc = take_up(g, err);
	if (rc != STIGE_OK) {
		giving_free(g);
		return rc;
	}
	*ret = g;
	return STIGE_OK;
}

void giving_free(struct giving *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < g->change_count; i++) {
		answer_release(&g->changes[i].was);
		answer_release(&g->changes[i].is);
	}
	mem_free(g->changes);
	entry_free(g->entry);
	arena_release(&g->arena);
	mem_free(g);
}

const struct entry *giving_entry(const struct giving *g)
{
	return g->entry;
}

const struct draft *giving_draft(const struct giving *g)
{
	return &g->draft;
}

enum respondent giving_who(const struct giving *g)
{
	return g->draft.respondent;
}

const struct answer *giving_before(const struct giving *g, const struct form_item *item, int32_t *ret_date)
{
	size_t place = forms_place(g->form, item->name);
	const struct answer *a = place == FORMS_NO_PLACE ? NULL : g->before[place];

	if (a && ret_date)
		*ret_date = g->before_date;
	return a;
}

/* --- one answer --- */

static void cut_redo(struct giving *g)
{
	while (g->change_count > g->done) {
		struct change *c = &g->changes[--g->change_count];

		answer_release(&c->was);
		answer_release(&c->is);
	}
}

static void remember(struct giving *g, const struct form_item *item, const struct answer *was,
	const struct answer *is)
{
	cut_redo(g);
	g->changes = mem_grow(g->changes, &g->change_cap, g->change_count + 1, sizeof(*g->changes));
	g->changes[g->change_count++] = (struct change){ item, answer_copy(was), answer_copy(is) };
	g->done = g->change_count;
}

static enum stige_rc put(struct giving *g, const struct form_item *item, const struct answer *was,
	const struct answer *is, struct err *err)
{
	if (!is_correction(g))
		return draft_put(g->desk->store, &g->draft.id, item->name, is, err);
	remember(g, item, was, is);
	return STIGE_OK;
}

/*
 * The entry judges first; it holds the new answer while the store commits and gives it back if
 * that fails. Nobody sees it in between: the caller paints after we return.
 */
enum stige_rc giving_set(struct giving *g, const struct form_item *item, const struct answer *a,
	struct err *err)
{
	struct answer was;
	enum stige_rc rc;

	BUG_ON(g->complete);
	was = answer_copy(entry_answer(g->entry, item));
	rc = answer_eq(&was, a) ? STIGE_OK : entry_set(g->entry, item, a, err);
	if (rc == STIGE_OK && !answer_eq(&was, entry_answer(g->entry, item))) {
		rc = put(g, item, &was, entry_answer(g->entry, item), err);
		if (rc != STIGE_OK)
			entry_set(g->entry, item, &was, NULL);
	}
	answer_release(&was);
	return rc;
}

enum stige_rc giving_set_mode(struct giving *g, enum response_mode mode, const char *lang, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	if (mode == g->draft.mode && str_eq(lang, g->draft.language))
		return STIGE_OK;
	if (!is_correction(g))
		rc = draft_set_mode(g->desk->store, &g->draft.id, mode, lang, err);
	if (rc != STIGE_OK)
		return rc;
	g->draft.mode = mode;
	g->draft.language = arena_strdup(&g->arena, lang);
	entry_set_language(g->entry, g->draft.language);
	return STIGE_OK;
}

enum stige_rc giving_pause(struct giving *g, struct err *err)
{
	return is_correction(g) || g->complete ? STIGE_OK : draft_pause(g->desk->store, &g->draft.id, true, err);
}

/* --- undo and redo --- */

/* After the store took a step back or forth: the item as it stands on disk now. */
static enum stige_rc reread(struct giving *g, const char *name, const struct form_item **ret_item,
	struct err *err)
{
	const struct answer none = ANSWER_INIT;
	const struct answer *now = &none;
	struct arena a = ARENA_INIT;
	struct draft_answer *answers = NULL;
	size_t count = 0;
	enum stige_rc rc = draft_answers(g->desk->store, &a, &g->draft.id, &answers, &count, err);

	*ret_item = name ? form_find(g->form, name) : NULL;
	for (size_t i = 0; i < count; i++)
		if (str_eq(answers[i].item, name))
			now = &answers[i].answer;
	if (rc == STIGE_OK && *ret_item)
		entry_set(g->entry, *ret_item, now, NULL);
	arena_release(&a);
	return rc;
}

static enum stige_rc step_draft(struct giving *g, bool back, const struct form_item **ret_item,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *name = NULL;
	enum stige_rc rc = back ? draft_undo(g->desk->store, &g->draft.id, &a, &name, err)
		: draft_redo(g->desk->store, &g->draft.id, &a, &name, err);

	*ret_item = NULL;
	if (rc == STIGE_OK && name)
		rc = reread(g, name, ret_item, err);
	arena_release(&a);
	return rc;
}

enum stige_rc giving_undo(struct giving *g, const struct form_item **ret_item, struct err *err)
{
	BUG_ON(g->complete);
	if (!is_correction(g))
		return step_draft(g, true, ret_item, err);
	*ret_item = NULL;
	if (g->done > 0) {
		const struct change *c = &g->changes[--g->done];

		*ret_item = c->item;
		return entry_set(g->entry, c->item, &c->was, err);
	}
	return STIGE_OK;
}

enum stige_rc giving_redo(struct giving *g, const struct form_item **ret_item, struct err *err)
{
	BUG_ON(g->complete);
	if (!is_correction(g))
		return step_draft(g, false, ret_item, err);
	*ret_item = NULL;
	if (g->done < g->change_count) {
		const struct change *c = &g->changes[g->done++];

		*ret_item = c->item;
		return entry_set(g->entry, c->item, &c->is, err);
	}
	return STIGE_OK;
}

/* --- completing --- */

static enum stige_rc complete_draft(struct giving *g, const struct answer *answers, size_t count,
	struct id *ret, struct err *err)
{
	const struct response_counts counts = {
		(unsigned)entry_answered(g->entry), (unsigned)entry_of(g->entry),
	};

	return response_complete(g->desk->store, &g->draft.id, answers, count, counts, ret, err);
}

enum stige_rc giving_complete(struct giving *g, enum correct_reason reason, const struct form_item **ret_item,
	struct id *ret_response, struct err *err)
{
	size_t count = form_stored_count(g->form);
	struct answer *answers;
	enum stige_rc rc;

	BUG_ON(g->complete);
	*ret_item = NULL;
	rc = entry_complete(g->entry, ret_item, err);
	if (rc != STIGE_OK)
		return rc;
	answers = mem_array(count + 1, sizeof(*answers));
	entry_result(g->entry, answers);
	if (is_correction(g))
		rc = giving_complete_correction(g, answers, count, reason, ret_response, err);
	else
		rc = complete_draft(g, answers, count, ret_response, err);
	g->complete = rc == STIGE_OK;
	for (size_t i = 0; i < count; i++)
		answer_release(&answers[i]);
	mem_free(answers);
	return rc;
}
