/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/spells.h"

#include <stdlib.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { YEAR = 365 };

const struct outcome_rule outcome_rules[] = {
	{ "O1", OUTCOME_EVER, SPELL(OUTCOME_JOB), N_("in an ordinary job at some time of the period"), "371" },
	{ "O2", OUTCOME_ON, SPELL(OUTCOME_JOB), N_("in an ordinary job on the day"), "373" },
	{ "O3", OUTCOME_ON, SPELL(OUTCOME_FLEX_JOB), N_("in a flex-job on the day"), "373-374" },
	{ "O4", OUTCOME_ON, SPELL(OUTCOME_EDUCATION), N_("in education on the day"), "482" },
	{ "O5", OUTCOME_STARTED, SPELL(OUTCOME_EDUCATION), N_("education begun within a year"), "486" },
	{ "O6", OUTCOME_STARTED, SPELL(OUTCOME_JOB), N_("ordinary job begun within a year"), "1032" },
	{ "O7", OUTCOME_STARTED, SPELL(OUTCOME_JOB) | SPELL(OUTCOME_EDUCATION),
		N_("ordinary job or education begun within a year"), "1043" },
	{ "O8", OUTCOME_YEAR_AFTER, SPELL(OUTCOME_JOB), N_("in an ordinary job a year later"), "1139" },
	{ "O9", OUTCOME_HAD, SPELL(OUTCOME_JOB) | SPELL(OUTCOME_FLEX_JOB) | SPELL(OUTCOME_MARGINAL_JOB)
		| SPELL(OUTCOME_WAGE_SUBSIDY),
		N_("some paid work within a year: ordinary, flex, marginal or with wage subsidy"), "1340, 1364" },
};
const size_t outcome_rule_count = ARRAY_SIZE(outcome_rules);

const struct outcome_rule *outcome_rule_find(const char *code)
{
	for (size_t i = 0; i < outcome_rule_count; i++)
		if (str_eq(outcome_rules[i].code, code))
			return &outcome_rules[i];
	return NULL;
}

/* ---- joining ---- */

/* The last day, as a number that compares: a spell that lasts ends after every day. */
static int32_t last_day(const struct spell *s)
{
	return s->to == DATE_NONE ? INT32_MAX : s->to;
}

static int by_kind_and_day(const void *x, const void *y)
{
	const struct spell *a = x, *b = y;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

static bool follows(const struct spell *a, const struct spell *b)
{
	return a->kind == b->kind && (a->to == DATE_NONE || b->from <= a->to + 1);
}

size_t spells_join(struct spell *list, size_t n)
{
	size_t kept = 0;

	if (n)
		qsort(list, n, sizeof(*list), by_kind_and_day);
	for (size_t i = 0; i < n; i++) {
		if (list[i].kind == OUTCOME_WITHDRAWN)
			continue;
		if (kept && follows(&list[kept - 1], &list[i])) {
			if (last_day(&list[i]) > last_day(&list[kept - 1]))
				list[kept - 1].to = list[i].to;
			continue;
		}
		list[kept++] = list[i];
	}
	return kept;
}

size_t spells_of(const struct outcome *outcomes, size_t n, struct spell *list)
{
	for (size_t i = 0; i < n; i++)
		list[i] = (struct spell){ outcomes[i].kind, outcomes[i].from, outcomes[i].to };
	return spells_join(list, n);
}

/* ---- asking ---- */

/* A spell of these kinds on some day from `first` to `last`. */
static bool any_between(const struct spell *list, size_t n, unsigned kinds, int32_t first, int32_t last)
{
	for (size_t i = 0; i < n; i++)
		if ((kinds & SPELL(list[i].kind)) && list[i].from <= last && last_day(&list[i]) >= first)
			return true;
	return false;
}

static bool any_begun(const struct spell *list, size_t n, unsigned kinds, int32_t first, int32_t last)
{
	for (size_t i = 0; i < n; i++)
		if ((kinds & SPELL(list[i].kind)) && list[i].from >= first && list[i].from <= last)
			return true;
	return false;
}

enum outcome_answer outcome_holds(const struct outcome_rule *rule, const struct spell *list, size_t n,
	int32_t day, int32_t last, int32_t known_until)
{
	int32_t first = day, seen;
	bool yes;

	if (rule->how == OUTCOME_STARTED || rule->how == OUTCOME_HAD) {
		first = day + 1;
		last = day + YEAR;
	} else if (rule->how == OUTCOME_YEAR_AFTER) {
		first = last = day + YEAR;
	} else if (rule->how == OUTCOME_ON) {
		last = day;
	}
	seen = last < known_until ? last : known_until;
	yes = rule->how == OUTCOME_STARTED ? any_begun(list, n, rule->kinds, first, seen)
		: any_between(list, n, rule->kinds, first, seen);
	if (yes && first <= seen)
		return OUTCOME_YES;
	return known_until >= last ? OUTCOME_NO : OUTCOME_UNKNOWN;
}

enum outcome_answer spell_kept(const struct spell *s, int32_t days, int32_t known_until)
{
	int32_t day = s->from + days;

	if (s->to != DATE_NONE && s->to < day && s->to < known_until)
		return OUTCOME_NO;
	if (known_until < day)
		return OUTCOME_UNKNOWN;
	return last_day(s) >= day ? OUTCOME_YES : OUTCOME_NO;
}
