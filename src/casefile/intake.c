/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/intake.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "typed.h"
#include "stige/base/banned.h"

enum {
	NUMBER_MOST = 40,
	REASON_MOST = 200,
	YOUNGEST = 15,
	OLDEST = 100,
};

static const struct typed_choice education_words[] = {
	{ "unknown", "ukendt", EDUCATION_UNKNOWN },
	{ "no", "nej", EDUCATION_NO },
	{ "yes", "ja", EDUCATION_YES },
};
static const struct typed_choice goal_words[] = {
	{ "", "", GOAL_NONE },
	{ "job", "job", GOAL_JOB },
	{ "education", "uddannelse", GOAL_EDUCATION },
};
static const struct typed_choice status_words[] = {
	{ "active", "aktiv", CLIENT_ACTIVE },
	{ "paused", "pause", CLIENT_PAUSED },
	{ "closed", "lukket", CLIENT_CLOSED },
};
enum benefit { BENEFIT_NONE, BENEFIT_SOCIAL, BENEFIT_EDUCATIONAL, BENEFIT_OTHER };
static const struct typed_choice benefit_words[] = {
	{ "", "", BENEFIT_NONE },
	{ "social-assistance", "kontanthjælp", BENEFIT_SOCIAL },
	{ "educational-aid", "uddannelseshjælp", BENEFIT_EDUCATIONAL },
	{ "other", "anden", BENEFIT_OTHER },
};

/* A required reason: as typed_text, and something must be there. */
static const char *check_reason(struct typed *t, const char *field, const char *typed, const char *missing)
{
	size_t before = t->issues->count;
	const char *text = typed_text(t, field, typed, REASON_MOST);

	if (!*text && t->issues->count == before)
		issues_add(t->issues, field, "%s", missing);
	return text;
}

static int32_t check_birth(struct typed *t, const char *typed)
{
	int32_t birth;
	int age;

	if (!typed || !*typed)
		return DATE_NONE;
	if (!date_input_birth(typed, t->today, &birth)) {
		issues_add(t->issues, "birth", _("This is not a birth date; write it as 24-12-1985 or 1985-12-24."));
		return DATE_NONE;
	}
	age = date_age(birth, t->today);
	if (age < YOUNGEST || age > OLDEST) {
		issues_add(t->issues, "birth", _("The birth date must lie %d to %d years back; check the year."),
			YOUNGEST, OLDEST);
		return DATE_NONE;
	}
	return birth;
}

/* A date that may be left out. */
static int32_t check_date(struct typed *t, const char *field, const char *typed)
{
	int32_t date;

	if (!typed || !*typed)
		return DATE_NONE;
	if (date_input(typed, t->today, &date))
		return date;
	issues_add(t->issues, field, _("This is not a date; write it as 24-12-2026 or 2026-12-24."));
	return DATE_NONE;
}

static int32_t check_since(struct typed *t, const char *typed, int32_t birth)
{
	int32_t since = check_date(t, "benefit_since", typed);

	if (since == DATE_NONE)
		return since;
	if (since > t->today)
		issues_add(t->issues, "benefit_since", _("This date lies ahead; write when the benefit began."));
	else if (birth != DATE_NONE && since < birth)
		issues_add(t->issues, "benefit_since", _("This date lies before the birth date; check both."));
	return since;
}

/* The date until which something holds: there, and ahead of us unless it is the one that stands already. */
static int32_t check_until(struct typed *t, const char *field, const char *typed, int32_t stands, const char *missing)
{
	size_t before = t->issues->count;
	int32_t until = check_date(t, field, typed);

	if (t->issues->count > before)
		return until;
	if (until == DATE_NONE)
		issues_add(t->issues, field, "%s", missing);
	else if (until <= t->today && until != stands)
		issues_add(t->issues, field, _("This date has passed; write a date ahead."));
	return until;
}

/* A date that was written now; the end of a pause that is over may stay in its field. */
static bool writes_until(struct typed *t, const struct intake *typed, const struct client_fields *was)
{
	if (!typed->paused_until || !*typed->paused_until)
		return false;
	return !was || was->status != CLIENT_PAUSED ||
		check_date(t, "paused_until", typed->paused_until) != was->paused_until;
}

static void check_status(struct typed *t, const struct intake *typed, const struct client_fields *was,
	struct client_fields *ret)
{
	ret->status = (enum client_status)typed_word(t, "status", typed->status, status_words,
		ARRAY_SIZE(status_words), CLIENT_ACTIVE);
	ret->paused_until = DATE_NONE;
	if (ret->status == CLIENT_PAUSED)
		ret->paused_until = check_until(t, "paused_until", typed->paused_until,
			was && was->status == CLIENT_PAUSED ? was->paused_until : DATE_NONE,
			_("A pause needs its last date; write until when."));
	else if (writes_until(t, typed, was))
		issues_add(t->issues, "paused_until", _("This date goes with the status paused; set that too."));
}

/* Letters of groups in any order, with or without commas and blanks; kept in the order JUSH. */
static const char *check_groups(struct typed *t, const char *typed)
{
	static const char order[] = "JUSH";
	bool has[4] = { false };
	char groups[5] = "";
	size_t n = 0;

	for (const char *p = typed ? typed : ""; *p; p++) {
		const char *at;

		if (*p == ' ' || *p == ',' || *p == ';')
			continue;
		at = strchr(order, *p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
		if (!at) {
			issues_add(t->issues, "excluded",
				_("Name groups by their letters: J job-oriented, U upgrading, S social, H health."));
			return "";
		}
		has[at - order] = true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(has); i++)
		if (has[i])
			groups[n++] = order[i];
	return arena_strndup(t->arena, groups, n);
}

static void check_excluded(struct typed *t, const struct intake *typed, const struct client_fields *was,
	struct client_fields *ret)
{
	ret->excluded = check_groups(t, typed->excluded);
	ret->excluded_reason = "";
	ret->excluded_until = DATE_NONE;
	if (!*ret->excluded)
		return;
	ret->excluded_reason = check_reason(t, "excluded_reason", typed->excluded_reason,
		_("Say why this group cannot be used now."));
	ret->excluded_until = check_until(t, "excluded_until", typed->excluded_until,
		was && str_eq(was->excluded, ret->excluded) ? was->excluded_until : DATE_NONE,
		_("Write until when this group cannot be used."));
}

bool intake_check(const struct intake *typed, const struct client_fields *was, int32_t today, struct arena *a,
	struct client_fields *ret, struct issues *issues)
{
	struct typed t = { today, a, issues };
	size_t before = issues->count;
	int benefit;

	memset(ret, 0, sizeof(*ret));
	ret->name = typed_name(&t, "name", typed->name);
	ret->birth = check_birth(&t, typed->birth);
	ret->journal_no = typed_text(&t, "journal_no", typed->journal_no, NUMBER_MOST);
	ret->education = (enum client_education)typed_word(&t, "education", typed->education, education_words,
		ARRAY_SIZE(education_words), EDUCATION_UNKNOWN);
	benefit = typed_word(&t, "benefit", typed->benefit, benefit_words, ARRAY_SIZE(benefit_words),
		BENEFIT_NONE);
	ret->benefit = benefit_words[benefit].word;
	ret->benefit_since = check_since(&t, typed->benefit_since, ret->birth);
	ret->goal = (enum client_goal)typed_word(&t, "goal", typed->goal, goal_words, ARRAY_SIZE(goal_words),
		GOAL_NONE);
	ret->goal_reason = "";
	if (ret->goal != GOAL_NONE)
		ret->goal_reason = typed_text(&t, "goal_reason", typed->goal_reason, REASON_MOST);
	check_status(&t, typed, was, ret);
	check_excluded(&t, typed, was, ret);
	return issues->count == before;
}

/* Dates as they are typed here: 22-11-2026. */
static const char *shown_date(struct arena *a, int32_t date)
{
	struct date_parts p;

	if (date == DATE_NONE)
		return "";
	p = date_split(date);
	return arena_printf(a, "%02d-%02d-%04d", p.day, p.month, p.year);
}

static const char *word_of(const struct typed_choice *words, size_t count, int value)
{
	for (size_t i = 0; i < count; i++)
		if (words[i].value == value)
			return words[i].word;
	return "";
}

static const char *shown_text(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : "";
}

void intake_from(const struct client_fields *fields, struct arena *a, struct intake *ret)
{
	*ret = (struct intake){
		.name = shown_text(a, fields->name),
		.birth = shown_date(a, fields->birth),
		.journal_no = shown_text(a, fields->journal_no),
		.education = word_of(education_words, ARRAY_SIZE(education_words), (int)fields->education),
		.benefit = shown_text(a, fields->benefit),
		.benefit_since = shown_date(a, fields->benefit_since),
		.goal = word_of(goal_words, ARRAY_SIZE(goal_words), (int)fields->goal),
		.goal_reason = shown_text(a, fields->goal_reason),
		.status = word_of(status_words, ARRAY_SIZE(status_words), (int)fields->status),
		.paused_until = shown_date(a, fields->paused_until),
		.excluded = shown_text(a, fields->excluded),
		.excluded_reason = shown_text(a, fields->excluded_reason),
		.excluded_until = shown_date(a, fields->excluded_until),
	};
}
