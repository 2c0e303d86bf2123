/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/store/clients.h"
#include "stige/store/meetings.h"
#include "stige/store/office.h"
#include "stige/store/outcomes.h"
#include "stige/store/responses.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

static const char *const educations[] = {
	[EDUCATION_UNKNOWN] = "unknown", [EDUCATION_NO] = "no", [EDUCATION_YES] = "yes",
};
static const char *const goals[] = {
	[GOAL_NONE] = "none", [GOAL_JOB] = "job", [GOAL_EDUCATION] = "education",
};
static const char *const statuses[] = {
	[CLIENT_ACTIVE] = "active", [CLIENT_PAUSED] = "paused", [CLIENT_CLOSED] = "closed",
};
static const char *const roles[] = {
	[CASEWORKER] = "caseworker", [KEY_HOLDER] = "key-holder",
};
static const char *const meeting_kinds[] = {
	[MEETING_OFFICE] = "office", [MEETING_PHONE] = "phone", [MEETING_VIDEO] = "video",
	[MEETING_OUTREACH] = "outreach",
};
static const char *const meeting_results[] = {
	[MEETING_OPEN] = "open", [MEETING_HELD] = "held", [MEETING_NOT_COME] = "not-come",
	[MEETING_CANCELLED] = "cancelled", [MEETING_MOVED] = "moved",
};
static const char *const plan_kinds[] = {
	[PLAN_STEP] = "step", [PLAN_ACTIVITY] = "activity", [PLAN_SUGGESTION] = "suggestion",
};
static const char *const plan_statuses[] = {
	[PLAN_OPEN] = "open", [PLAN_DONE] = "done", [PLAN_NOT_DONE] = "not-done",
	[PLAN_DROPPED] = "dropped", [PLAN_DECLINED] = "declined",
};
static const char *const respondents[] = {
	[RESPONDENT_CLIENT] = "client", [RESPONDENT_CASEWORKER] = "caseworker",
	[RESPONDENT_ACTIVITIES] = "activities",
};
static const char *const modes[] = {
	[MODE_ALONE] = "alone", [MODE_READ_ALOUD] = "read-aloud", [MODE_INTERPRETER] = "interpreter",
	[MODE_PAPER] = "paper", [MODE_PHONE] = "phone",
};
static const char *const correct_reasons[] = {
	[CORRECT_NONE] = "none", [CORRECT_SLIP] = "slip", [CORRECT_MISUNDERSTOOD] = "misunderstood",
	[CORRECT_CHANGED_MIND] = "changed-mind", [CORRECT_READ_WRONGLY] = "read-wrongly",
};
static const char *const outcome_kinds[] = {
	[OUTCOME_JOB] = "job", [OUTCOME_FLEX_JOB] = "flex-job", [OUTCOME_MARGINAL_JOB] = "marginal-job",
	[OUTCOME_WAGE_SUBSIDY] = "wage-subsidy", [OUTCOME_EDUCATION] = "education",
	[OUTCOME_OTHER_BENEFIT] = "other-benefit", [OUTCOME_WITHDRAWN] = "withdrawn",
};
static const char *const outcome_sources[] = {
	[OUTCOME_BY_HAND] = "hand", [OUTCOME_FROM_REGISTER] = "register",
};
static const char *const void_reasons[] = {
	[VOID_WRONG_CLIENT] = "wrong-client", [VOID_NOT_GIVEN] = "not-given", [VOID_TEST] = "test",
	[VOID_CLIENT_ASKED] = "client-asked",
};

const struct words client_education_words = { educations, ARRAY_SIZE(educations) };
const struct words client_goal_words = { goals, ARRAY_SIZE(goals) };
const struct words client_status_words = { statuses, ARRAY_SIZE(statuses) };
const struct words caseworker_role_words = { roles, ARRAY_SIZE(roles) };
const struct words meeting_kind_words = { meeting_kinds, ARRAY_SIZE(meeting_kinds) };
const struct words meeting_result_words = { meeting_results, ARRAY_SIZE(meeting_results) };
const struct words plan_kind_words = { plan_kinds, ARRAY_SIZE(plan_kinds) };
const struct words plan_status_words = { plan_statuses, ARRAY_SIZE(plan_statuses) };
const struct words respondent_words = { respondents, ARRAY_SIZE(respondents) };
const struct words response_mode_words = { modes, ARRAY_SIZE(modes) };
const struct words correct_reason_words = { correct_reasons, ARRAY_SIZE(correct_reasons) };
const struct words outcome_kind_words = { outcome_kinds, ARRAY_SIZE(outcome_kinds) };
const struct words outcome_source_words = { outcome_sources, ARRAY_SIZE(outcome_sources) };
const struct words void_reason_words = { void_reasons, ARRAY_SIZE(void_reasons) };

const char *words_name(const struct words *words, unsigned value)
{
	BUG_ON(value >= words->count);
	return words->list[value];
}

bool words_find(const struct words *words, const char *name, unsigned *ret_value)
{
	for (unsigned i = 0; i < words->count; i++) {
		if (str_eq(words->list[i], name)) {
			*ret_value = i;
			return true;
		}
	}
	return false;
}
