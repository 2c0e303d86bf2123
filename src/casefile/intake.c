/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/intake.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum {
	NAME_LEAST = 2,
	NAME_MOST = 100,
	NUMBER_MOST = 40,
	REASON_MOST = 200,
	BYTES_A_CHARACTER = 16,              /* a letter, two accents and some to spare */
	YOUNGEST = 15,
	OLDEST = 100,
};

struct word {
	const char *word, *danish;           /* the code word, and what a Danish file may hold for it */
	int value;
};

static const struct word education_words[] = {
	{ "unknown", "ukendt", EDUCATION_UNKNOWN },
	{ "no", "nej", EDUCATION_NO },
	{ "yes", "ja", EDUCATION_YES },
};
static const struct word goal_words[] = {
	{ "", "", GOAL_NONE },
	{ "job", "job", GOAL_JOB },
	{ "education", "uddannelse", GOAL_EDUCATION },
};
static const struct word status_words[] = {
	{ "active", "aktiv", CLIENT_ACTIVE },
	{ "paused", "pause", CLIENT_PAUSED },
	{ "closed", "lukket", CLIENT_CLOSED },
};
enum benefit { BENEFIT_NONE, BENEFIT_SOCIAL, BENEFIT_EDUCATIONAL, BENEFIT_OTHER };
static const struct word benefit_words[] = {
	{ "", "", BENEFIT_NONE },
	{ "social-assistance", "kontanthjælp", BENEFIT_SOCIAL },
	{ "educational-aid", "uddannelseshjælp", BENEFIT_EDUCATIONAL },
	{ "other", "anden", BENEFIT_OTHER },
};

/* One run over what was typed: everything the small checks below need. */
struct run {
	int32_t today;
	struct arena *arena;
	struct issues *issues;
};

static size_t characters(const char *s)
{
	struct text_cluster c;
	size_t n = 0;

	while (text_next(&s, &c))
		n++;
	return n;
}

/* Stored text: checked, then NFC without outer blanks. "" and an issue when it cannot be kept. */
static const char *check_text(struct run *r, const char *field, const char *typed, size_t most)
{
	struct str clean = STR_INIT;
	enum text_fault fault;
	const char *text = "";

	if (!typed || !*typed)
		return "";
	fault = text_check(typed, strlen(typed), most * BYTES_A_CHARACTER, 0, NULL);
	if (fault == TEXT_FINE) {
		text_normalise(&clean, typed);
		if (characters(clean.text) > most)
			fault = TEXT_TOO_LONG;
	}
	if (fault == TEXT_TOO_LONG)
		issues_add(r->issues, field, _("This is too long; use at most %zu characters."), most);
	else if (fault != TEXT_FINE)
		issues_add(r->issues, field, "%s", text_fault_sentence(fault));
	else
		text = arena_strdup(r->arena, clean.text);
	str_release(&clean);
	return text;
}

/* A required text: as check_text, and something must be there. */
static const char *check_reason(struct run *r, const char *field, const char *typed, const char *missing)
{
	size_t before = r->issues->count;
	const char *text = check_text(r, field, typed, REASON_MOST);

	if (!*text && r->issues->count == before)
		issues_add(r->issues, field, "%s", missing);
	return text;
}

static const char *check_name(struct run *r, const char *typed)
{
	size_t before = r->issues->count;
	const char *name = check_text(r, "name", typed, NAME_MOST);

	if (r->issues->count > before)
		return name;
	if (!*name)
		issues_add(r->issues, "name", _("The name is missing; write first name and last name."));
	else if (characters(name) < NAME_LEAST)
		issues_add(r->issues, "name", _("The name is too short; write at least two characters."));
	return name;
}

/* The value of a code word; an issue that lists the words when it is none of them. */
static int check_word(struct run *r, const char *field, const char *typed, const struct word *words, size_t count,
	int otherwise)
{
	struct str known = STR_INIT;

	if (!typed || !*typed)
		return otherwise;
	for (size_t i = 0; i < count; i++)
		if (str_eq(typed, words[i].word) || str_eq(typed, words[i].danish))
			return words[i].value;
	for (size_t i = 0; i < count; i++)
		if (*words[i].word)
			str_addf(&known, known.len ? ", %s" : "%s", words[i].word);
	issues_add(r->issues, field, _("This word is not known here; use one of: %s."), known.text);
	str_release(&known);
	return otherwise;
}

static int32_t check_birth(struct run *r, const char *typed)
{
	int32_t birth;
	int age;

	if (!typed || !*typed)
		return DATE_NONE;
	if (!date_input_birth(typed, r->today, &birth)) {
		issues_add(r->issues, "birth", _("This is not a birth date; write it as 24-12-1985 or 1985-12-24."));
		return DATE_NONE;
	}
	age = date_age(birth, r->today);
	if (age < YOUNGEST || age > OLDEST) {
		issues_add(r->issues, "birth", _("The birth date must lie %d to %d years back; check the year."),
			YOUNGEST, OLDEST);
		return DATE_NONE;
	}
	return birth;
}

/* A date that may be left out. */
static int32_t check_date(struct run *r, const char *field, const char *typed)
{
	int32_t date;

	if (!typed || !*typed)
		return DATE_NONE;
	if (date_input(typed, r->today, &date))
		return date;
	issues_add(r->issues, field, _("This is not a date; write it as 24-12-2026 or 2026-12-24."));
	return DATE_NONE;
}

static int32_t check_since(struct run *r, const char *typed, int32_t birth)
{
	int32_t since = check_date(r, "benefit_since", typed);

	if (since == DATE_NONE)
		return since;
	if (since > r->today)
		issues_add(r->issues, "benefit_since", _("This date lies ahead; write when the benefit began."));
	else if (birth != DATE_NONE && since < birth)
		issues_add(r->issues, "benefit_since", _("This date lies before the birth date; check both."));
	return since;
}

/* The date until which something holds: there, and ahead of us. */
static int32_t check_until(struct run *r, const char *field, const char *typed, const char *missing)
{
	size_t before = r->issues->count;
	int32_t until = check_date(r, field, typed);

	if (r->issues->count > before)
		return until;
	if (until == DATE_NONE)
		issues_add(r->issues, field, "%s", missing);
	else if (until <= r->today)
		issues_add(r->issues, field, _("This date has passed; write a date ahead."));
	return until;
}

static void check_status(struct run *r, const struct intake *typed, struct client_fields *ret)
{
	bool said = typed->status && *typed->status;

	ret->status = (enum client_status)check_word(r, "status", typed->status, status_words,
		ARRAY_SIZE(status_words), CLIENT_ACTIVE);
	ret->paused_until = DATE_NONE;
	if (ret->status == CLIENT_PAUSED)
		ret->paused_until = check_until(r, "paused_until", typed->paused_until,
			_("A pause needs its last date; write until when."));
	else if (!said && typed->paused_until && *typed->paused_until)
		issues_add(r->issues, "paused_until", _("This date goes with the status paused; set that too."));
}

/* Letters of groups in any order, with or without commas and blanks; kept in the order JUSH. */
static const char *check_groups(struct run *r, const char *typed)
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
			issues_add(r->issues, "excluded",
				_("Name groups by their letters: J job-oriented, U upgrading, S social, H health."));
			return "";
		}
		has[at - order] = true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(has); i++)
		if (has[i])
			groups[n++] = order[i];
	return arena_strndup(r->arena, groups, n);
}

static void check_excluded(struct run *r, const struct intake *typed, struct client_fields *ret)
{
	ret->excluded = check_groups(r, typed->excluded);
	ret->excluded_reason = "";
	ret->excluded_until = DATE_NONE;
	if (!*ret->excluded)
		return;
	ret->excluded_reason = check_reason(r, "excluded_reason", typed->excluded_reason,
		_("Say why this group cannot be used now."));
	ret->excluded_until = check_until(r, "excluded_until", typed->excluded_until,
		_("Write until when this group cannot be used."));
}

bool intake_check(const struct intake *typed, int32_t today, struct arena *a, struct client_fields *ret,
	struct issues *issues)
{
	struct run r = { today, a, issues };
	size_t before = issues->count;
	int benefit;

	memset(ret, 0, sizeof(*ret));
	ret->name = check_name(&r, typed->name);
	ret->birth = check_birth(&r, typed->birth);
	ret->journal_no = check_text(&r, "journal_no", typed->journal_no, NUMBER_MOST);
	ret->education = (enum client_education)check_word(&r, "education", typed->education, education_words,
		ARRAY_SIZE(education_words), EDUCATION_UNKNOWN);
	benefit = check_word(&r, "benefit", typed->benefit, benefit_words, ARRAY_SIZE(benefit_words), BENEFIT_NONE);
	ret->benefit = benefit_words[benefit].word;
	ret->benefit_since = check_since(&r, typed->benefit_since, ret->birth);
	ret->goal = (enum client_goal)check_word(&r, "goal", typed->goal, goal_words, ARRAY_SIZE(goal_words),
		GOAL_NONE);
	ret->goal_reason = "";
	if (ret->goal != GOAL_NONE)
		ret->goal_reason = check_text(&r, "goal_reason", typed->goal_reason, REASON_MOST);
	check_status(&r, typed, ret);
	check_excluded(&r, typed, ret);
	return issues->count == before;
}

/* Dates as they are typed here: 22-11-2026. */
static const char *typed_date(struct arena *a, int32_t date)
{
	struct date_parts p;

	if (date == DATE_NONE)
		return "";
	p = date_split(date);
	return arena_printf(a, "%02d-%02d-%04d", p.day, p.month, p.year);
}

static const char *word_of(const struct word *words, size_t count, int value)
{
	for (size_t i = 0; i < count; i++)
		if (words[i].value == value)
			return words[i].word;
	return "";
}

static const char *typed_text(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : "";
}

void intake_from(const struct client_fields *fields, struct arena *a, struct intake *ret)
{
	*ret = (struct intake){
		.name = typed_text(a, fields->name),
		.birth = typed_date(a, fields->birth),
		.journal_no = typed_text(a, fields->journal_no),
		.education = word_of(education_words, ARRAY_SIZE(education_words), (int)fields->education),
		.benefit = typed_text(a, fields->benefit),
		.benefit_since = typed_date(a, fields->benefit_since),
		.goal = word_of(goal_words, ARRAY_SIZE(goal_words), (int)fields->goal),
		.goal_reason = typed_text(a, fields->goal_reason),
		.status = word_of(status_words, ARRAY_SIZE(status_words), (int)fields->status),
		.paused_until = typed_date(a, fields->paused_until),
		.excluded = typed_text(a, fields->excluded),
		.excluded_reason = typed_text(a, fields->excluded_reason),
		.excluded_until = typed_date(a, fields->excluded_until),
	};
}
