/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A correction starts from the answers of a completed response and ends as one new response,
 * or as nothing: no draft of it is on disk.
 */
#include "stige/base/i18n.h"

#include "given.h"
#include "stige/base/banned.h"

static const struct response *response_of(const struct casefile *c, const struct id *id)
{
	for (size_t i = 0; i < c->response_count; i++)
		if (id_eq(&c->responses[i].id, id))
			return &c->responses[i];
	return NULL;
}

static enum stige_rc may_correct(const struct response *r, struct err *err)
{
	if (!r)
		return err_set(err, STIGE_NOTFOUND, _("These answers are not there; go back and choose again."));
	if (r->voided || !r->answers)
		return err_set(err, STIGE_DATA, _("These answers were withdrawn and cannot be corrected."));
	if (r->superseded)
		return err_set(err, STIGE_DATA, _("These answers were corrected before; correct the newest ones."));
	return STIGE_OK;
}

static void keep_what_stood(struct giving *g)
{
	size_t count = form_stored_count(g->form);

	g->stood = arena_array(&g->arena, count + 1, sizeof(*g->stood));
	for (size_t i = 0; i < count; i++)
		g->stood[i] = giving_kept(&g->arena, entry_answer(g->entry, form_stored_item(g->form, i)));
}

/*
 * The client may have been on another path then (a goal set since, an education begun): where
 * answers do not fit today's, the other path is tried, so that none is lost.
 */
static enum stige_rc fill_correction(struct giving *g, const struct casefile *c, struct err *err)
{
	const struct response *r = &g->corrects;
	struct standing standing = standing_on(&c->client.f, r->date);
	struct draft_answer *answers = arena_array(&g->arena, r->count + 1, sizeof(*answers));
	size_t count = 0;
	enum stige_rc rc;

	for (size_t i = 0; i < r->count && i < form_stored_count(g->form); i++)
		if (answer_given(&r->answers[i]))
			answers[count++] = (struct draft_answer){
				form_stored_item(g->form, i)->name, giving_kept(&g->arena, &r->answers[i]) };
	rc = giving_begin_entry(g, r->language, &standing, err);
	if (rc != STIGE_OK || giving_again(g, answers, count) == 0)
		return rc;
	standing.path = standing.path == ADVICE_JOB ? ADVICE_EDUCATION : ADVICE_JOB;
	rc = standing_give(&standing, g->entry, err);
	if (rc == STIGE_OK && giving_again(g, answers, count) > 0)
		rc = err_set(err, STIGE_DATA,
			_("These answers do not fit their form any more and cannot be corrected; "
			"withdraw them and answer again."));
	return rc;
}

enum stige_rc giving_correct(struct desk *d, const struct casefile *c, const struct id *response,
	struct giving **ret, struct err *err)
{
	const struct response *r = response_of(c, response);
	struct giving *g;
	enum stige_rc rc = may_correct(r, err);

	if (rc != STIGE_OK)
		return rc;
	g = giving_new(d);
	g->corrects = *r;
	g->corrects.form_hash = arena_strdup(&g->arena, r->form_hash);
	g->corrects.language = arena_strdup(&g->arena, r->language);
	g->draft = (struct draft){
		.meeting = r->meeting, .client = r->client, .form_hash = g->corrects.form_hash,
		.respondent = r->respondent, .mode = r->mode, .language = g->corrects.language,
		.started = store_now(d->store), .last = store_now(d->store), .last_item = "", .correction_of = "",
	};
	rc = desk_form(d, r->form_hash, &g->form, err);
	if (rc == STIGE_OK) {
		giving_keep_before(g, c, r->date);
		rc = fill_correction(g, c, err);
	}
	if (rc == STIGE_OK)
		keep_what_stood(g);
	g->corrects.answers = NULL;                  /* the casefile's; not ours to keep */
	if (rc != STIGE_OK) {
		giving_free(g);
		return rc;
	}
	*ret = g;
	return STIGE_OK;
}

/* The next stored place, from *at on, whose answer is another than the one that stood. */
static const struct form_item *next_changed(const struct giving *g, size_t *at)
{
	while (*at < form_stored_count(g->form)) {
		const struct form_item *item = form_stored_item(g->form, (*at)++);

		if (!answer_eq(&g->stood[*at - 1], entry_answer(g->entry, item)))
			return item;
	}
	return NULL;
}

/* The one item that a correction changed, "" for several, NULL for none. */
static const char *changed_item(const struct giving *g)
{
	size_t at = 0;
	const struct form_item *one = next_changed(g, &at);

	return !one ? NULL : next_changed(g, &at) ? "" : one->name;
}

static void change_words(const struct giving *g, const struct form_item *item, const struct answer *was,
	struct str *out)
{
	str_add(out, out->len ? "; " : "");
	question_name(g->desk, g->form, item, out);
	str_add(out, ": ");
	if (!entry_relevant(g->entry, item)) {
		str_add(out, _("not asked any more"));
		return;
	}
	answer_said(g->form, item, was, g->desk->lang, true, out);
	str_add(out, " -> ");
	answer_said(g->form, item, entry_answer(g->entry, item), g->desk->lang, true, out);
}

size_t giving_changes(const struct giving *g, struct str *out)
{
	const struct form_item *item;
	size_t count = 0, at = 0;

	while (g->stood && (item = next_changed(g, &at))) {
		change_words(g, item, &g->stood[at - 1], out);
		count++;
	}
	return count;
}

const struct answer *giving_stood(const struct giving *g, const struct form_item *item)
{
	size_t place = g->stood ? forms_place(g->form, item->name) : FORMS_NO_PLACE;

	return place == FORMS_NO_PLACE ? NULL : &g->stood[place];
}

const struct response *giving_corrects(const struct giving *g)
{
	return g->stood ? &g->corrects : NULL;
}

enum stige_rc giving_complete_correction(struct giving *g, const struct answer *answers, size_t count,
	enum correct_reason reason, struct id *ret, struct err *err)
{
	const char *item = changed_item(g);

	if (!item)
		return err_set(err, STIGE_DATA, _("Nothing was changed; change an answer, or leave with Esc."));
	if (reason == CORRECT_NONE)
		return err_set(err, STIGE_DATA, _("Say why the answers are corrected."));
	return response_correct(g->desk->store, &g->corrects.id, answers, count, reason, item, ret, err);
}
