/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/outcome.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/undo.h"
#include "stige/store/words.h"
#include "typed.h"
#include "stige/base/banned.h"

enum { DETAIL_MOST = 200 };

static const char *const texts[OUTCOME_KINDS] = {
	[OUTCOME_JOB] = N_("ordinary job"),
	[OUTCOME_FLEX_JOB] = N_("flex-job"),
	[OUTCOME_MARGINAL_JOB] = N_("marginal job"),
	[OUTCOME_WAGE_SUBSIDY] = N_("job with wage subsidy"),
	[OUTCOME_EDUCATION] = N_("education"),
	[OUTCOME_OTHER_BENEFIT] = N_("left for another benefit"),
	[OUTCOME_WITHDRAWN] = N_("withdrawn"),
};

enum stige_rc outcomes_load(struct desk *d, struct arena *a, const struct id *client, struct outcome **ret,
	size_t *ret_count, struct err *err)
{
	return outcome_list(d->store, a, client, ret, ret_count, err);
}

/* What stands under this id; a new one stands as withdrawn when it is taken back. */
static enum stige_rc outcome_was(struct desk *d, struct arena *a, const struct outcome *o, struct outcome *ret,
	struct err *err)
{
	struct outcome *list = NULL;
	size_t count = 0;
	enum stige_rc rc = outcome_list(d->store, a, &o->client, &list, &count, err);

	*ret = *o;
	ret->kind = OUTCOME_WITHDRAWN;
	for (size_t i = 0; i < count; i++)
		if (id_eq(&list[i].id, &o->id))
			*ret = list[i];
	return rc;
}

enum stige_rc outcome_save(struct desk *d, struct outcome *o, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct outcome was;
	enum stige_rc rc = outcome_was(d, &a, o, &was, err);

	if (rc == STIGE_OK)
		rc = outcome_put(d->store, o, err);
	was.id = o->id;
	if (rc == STIGE_OK)
		undo_outcome(d, &was, o);
	arena_release(&a);
	return rc;
}

const char *outcome_kind_code(enum outcome_kind kind)
{
	return words_name(&outcome_kind_words, kind);
}

const char *outcome_kind_text(enum outcome_kind kind)
{
	return _(texts[kind]);
}

static bool read_kind(const char *typed, enum outcome_kind *ret)
{
	unsigned value;

	if (words_find(&outcome_kind_words, typed, &value)) {
		*ret = (enum outcome_kind)value;
		return true;
	}
	for (size_t i = 0; i < OUTCOME_KINDS; i++)
		if (str_eq(typed, _(texts[i]))) {
			*ret = (enum outcome_kind)i;
			return true;
		}
	return false;
}

static int32_t read_day(struct typed *t, const char *field, const char *typed)
{
	int32_t day = DATE_NONE;

	if (typed && *typed && !date_input(typed, t->today, &day))
		issues_add(t->issues, field, _("This is not a date; write it as 24-12-2026 or 2026-12-24."));
	return day;
}

bool outcome_check(const struct outcome_typed *typed, int32_t today, struct arena *a, struct outcome *ret,
	struct issues *issues)
{
	struct typed t = { today, a, issues };
	size_t before = issues->count;

	if (!read_kind(typed->kind ? typed->kind : "", &ret->kind))
		issues_add(issues, "kind", "%s", _("This is no outcome; write job, flex-job, marginal-job, "
			"wage-subsidy, education or other-benefit."));
	ret->from = read_day(&t, "from", typed->from);
	if (ret->from == DATE_NONE && !issues_find(issues, "from"))
		issues_add(issues, "from", "%s", _("An outcome needs its first day; write it as 24-12-2026 or 2026-12-24."));
	ret->to = read_day(&t, "to", typed->to);
	if (ret->to != DATE_NONE && ret->from != DATE_NONE && ret->to < ret->from)
		issues_add(issues, "to", _("The last day lies before the first; check both dates."));
	ret->detail = typed_text(&t, "detail", typed->detail, DETAIL_MOST);
	return issues->count == before;
}

void outcome_line(const struct outcome *o, struct str *out)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	if (o->to == DATE_NONE)
		str_addf(out, _("since %s"), date_format(o->from, from));
	else
		str_addf(out, _("%s to %s"), date_format(o->from, from), date_format(o->to, to));
	str_addf(out, "  %s", outcome_kind_text(o->kind));
	if (*o->detail)
		str_addf(out, "  %s", o->detail);
	if (o->source == OUTCOME_FROM_REGISTER)
		str_addf(out, "  (%s)", _("from the register"));
}
