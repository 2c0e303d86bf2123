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
	g->corrects.answers = NULL;                  /* the casefile's; not ours to keep */
	if (rc != STIGE_OK) {
		giving_free(g);
		return rc;
	}
	*ret = g;
	return STIGE_OK;
}

/* The one item that a correction changed, "" for several, NULL for none. */
static const char *changed_item(const struct giving *g)
{
	const char *name = NULL;

	for (size_t i = 0; i < g->done; i++) {
		const struct change *c = &g->changes[i];
		bool first = true;

		for (size_t k = 0; k < i; k++)
			first = first && g->changes[k].item != c->item;
		if (!first || answer_eq(&c->was, entry_answer(g->entry, c->item)))
			continue;
		if (name)
			return "";
		name = c->item->name;
	}
	return name;
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
