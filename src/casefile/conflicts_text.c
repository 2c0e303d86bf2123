/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conflicts in words: what they are about, and what stands on each side. */
#include "stige/base/cpr.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/conflicts.h"
#include "stige/casefile/guard.h"
#include "stige/casefile/terms.h"
#include "stige/store/words.h"

#include "spell.h"
#include "stige/base/banned.h"

static const char *const kinds[] = {
	[CONFLICT_FIELD] = N_("edited in two offices"), [CONFLICT_RESPONSE] = N_("answers differ"),
	[CONFLICT_FORM] = N_("two texts under one version"), [CONFLICT_CASEWORKER] = N_("two caseworkers"),
};

/* A field by its table and column; what is not here is shown by its column. */
static const struct {
	const char *table, *column, *words;
} fields[] = {
	{ "client", "name", N_("name") }, { "client", "birth", N_("birth date") },
	{ "client", "journal_no", N_("journal number") }, { "client", "education", N_("education") },
	{ "client", "benefit", N_("benefit") }, { "client", "benefit_since", N_("benefit since") },
	{ "client", "goal", N_("goal") }, { "client", "goal_reason", N_("reason for the goal") },
	{ "client", "status", N_("status") }, { "client", "paused_until", N_("paused until") },
	{ "client", "excluded", N_("excluded groups") }, { "client", "excluded_reason", N_("reason for excluding") },
	{ "client", "excluded_until", N_("excluded until") }, { "client", "cpr", N_("CPR number") },
	{ "client", "protected", N_("protected name") }, { "client", "restricted", N_("restriction") },
	{ "client", "restricted_reason", N_("reason for the restriction") },
	{ "assignment", "caseworker", N_("caseworker") }, { "assignment", "since", N_("caseworker from") },
	{ "assignment", "until", N_("caseworker until") }, { "assignment", "reason", N_("why the caseworker changed") },
	{ "meeting", "kind", N_("kind of meeting") }, { "meeting", "result", N_("what became of the meeting") },
	{ "meeting", "closed", N_("when the meeting was closed") }, { "meeting", "next_date", N_("next date") },
	{ "meeting", "journal", N_("text for the journal") }, { "meeting", "advice", N_("advice shown") },
	{ "plan_item", "text", N_("agreed step") }, { "plan_item", "due", N_("date of a step") },
	{ "plan_item", "status", N_("what became of a step") }, { "plan_item", "status_at", N_("when a step was ended") },
	{ "plan_item", "reason", N_("why a step was dropped") },
	{ "activity_record", "activity", N_("activity") }, { "activity_record", "since", N_("activity from") },
	{ "activity_record", "until", N_("activity until") }, { "activity_record", "place", N_("place of an activity") },
	{ "note", "text", N_("note") },
	{ "outcome", "kind", N_("outcome") }, { "outcome", "since", N_("outcome from") },
	{ "outcome", "until", N_("outcome until") }, { "outcome", "detail", N_("what is known of the outcome") },
	{ "office", "code", N_("code of the office") }, { "office", "name", N_("name of the office") },
	{ "office", "wage_job", N_("reference wage") }, { "office", "wage_education", N_("reference wage, education") },
};

static const char *field_words(const struct conflict *c)
{
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (str_eq(fields[i].table, c->what) && str_eq(fields[i].column, c->field))
			return _(fields[i].words);
	return c->field;
}

static const char *subject_of(const struct conflict *c)
{
	unsigned who;

	switch (c->kind) {
	case CONFLICT_FIELD: return field_words(c);
	case CONFLICT_RESPONSE:
		return words_find(&respondent_words, c->field, &who) ? respondent_word((enum respondent)who) : c->field;
	case CONFLICT_FORM: return c->what;
	case CONFLICT_CASEWORKER: break;
	}
	return _("caseworker");
}

void conflict_words(const struct conflict *c, struct str *out)
{
	str_addf(out, "%s: %s", subject_of(c), _(kinds[c->kind]));
}

/* ---- what stands on one side ---- */

static void add_value(struct desk *d, const struct client *client, const struct conflict *c, const char *value,
	struct arena *a, struct str *out)
{
	char cpr[CPR_TEXT];
	struct id who;

	if (!*value)
		str_add(out, _("(nothing)"));
	else if (str_eq(c->field, "cpr"))
		str_add(out, cpr_masked(value, cpr));
	else if (str_eq(c->what, "client") && str_eq(c->field, "name") && client->is_protected)
		str_add(out, guard_name(client, a));
	else if (str_eq(c->field, "protected") || str_eq(c->field, "restricted"))
		str_add(out, str_eq(value, "1") ? _("yes") : _("no"));
	else if (str_eq(c->field, "caseworker") && id_parse(value, &who))
		str_add(out, desk_initials(d, &who));
	else
		str_addf(out, "\"%s\"", value);
}

static void add_item(const struct desk *d, const char *item, struct str *out)
{
	const struct indicator *i = indicators_find(&d->instrument->indicators, item);

	if (i)
		spell_name(out, d, i);
	else
		str_add(out, item);
}

/* The answers that are not the same on both sides. */
static void add_answers(struct desk *d, const struct response *mine, const struct response *other, struct str *out)
{
	const struct form *form;

	if (desk_form(d, mine->form_hash, &form, NULL) != STIGE_OK)
		return;
	for (size_t i = 0; i < mine->count && i < form_stored_count(form); i++) {
		if (i < other->count && answer_eq(&mine->answers[i], &other->answers[i]))
			continue;
		str_add(out, out->len ? "; " : "");
		add_item(d, form_stored_item(form, i)->name, out);
		str_add(out, " = ");
		answers_encode(out, &mine->answers[i], 1);
	}
}

/* The code of the office that a caseworker is of. */
static enum stige_rc office_of(struct desk *d, struct arena *a, const struct id *caseworker, const char **ret,
	struct err *err)
{
	const struct caseworker *who = NULL;
	struct office *list;
	size_t count = 0;
	enum stige_rc rc;

	*ret = "";
	for (size_t i = 0; i < d->caseworker_count; i++)
		if (id_eq(&d->caseworkers[i].id, caseworker))
			who = &d->caseworkers[i];
	if (!who || id_is_zero(&who->office)) {
		*ret = who ? d->office.code : "";
		return STIGE_OK;
	}
	rc = office_list(d->store, a, &list, &count, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (id_eq(&list[i].id, &who->office))
			*ret = list[i].code;
	return rc;
}

enum stige_rc desk_conflict_look(struct desk *d, const struct client *client, struct arena *a,
	const struct conflict *c, bool other, struct conflict_look *ret, struct err *err)
{
	struct conflict_side side, beside;
	struct str text = STR_INIT;
	char since[DATE_TEXT];
	enum stige_rc rc = conflict_side(d->store, a, c, other, &side, err);

	if (rc == STIGE_OK)
		rc = conflict_side(d->store, a, c, !other, &beside, err);
	if (rc == STIGE_OK && c->kind == CONFLICT_RESPONSE)
		add_answers(d, &side.response, &beside.response, &text);
	else if (rc == STIGE_OK && c->kind == CONFLICT_CASEWORKER)
		str_addf(&text, _("since %s"), date_format(side.since, since));
	else if (rc == STIGE_OK)
		add_value(d, client, c, side.value, a, &text);
	*ret = (struct conflict_look){ .at = side.at, .initials = "?", .office = "", .words = "" };
	if (rc == STIGE_OK) {
		ret->initials = desk_initials(d, &side.caseworker);
		ret->words = arena_strndup(a, text.text, text.len);
		rc = office_of(d, a, &side.caseworker, &ret->office, err);
	}
	str_release(&text);
	return rc;
}
