/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "standing.h"

#include "stige/base/date.h"
#include "stige/base/banned.h"

struct standing standing_on(const struct client_fields *client, int32_t day)
{
	struct advice_facts f = { .age = client->birth == DATE_NONE ? -1 : date_age(client->birth, day) };

	/* The path rests on age, education and goal alone (advice_path_of). */
	if (client->education == EDUCATION_YES)
		f.education = ADVICE_EDUCATION_YES;
	else if (client->education == EDUCATION_NO)
		f.education = ADVICE_EDUCATION_NO;
	if (client->goal == GOAL_JOB)
		f.goal = ADVICE_GOAL_JOB;
	else if (client->goal == GOAL_EDUCATION)
		f.goal = ADVICE_GOAL_EDUCATION;
	return (struct standing){ f.age, advice_path_of(&f), client->education };
}

static enum stige_rc give(struct entry *e, const char *name, struct answer a, struct err *err)
{
	const struct form_item *item = form_find(entry_form(e), name);
	enum stige_rc rc = STIGE_OK;

	if (item && item->type == FORM_HIDDEN)
		rc = entry_set(e, item, &a, err);
	answer_release(&a);
	return rc;
}

enum stige_rc standing_give(const struct standing *s, struct entry *e, struct err *err)
{
	static const char *const education[] = {
		[EDUCATION_UNKNOWN] = "", [EDUCATION_NO] = "no", [EDUCATION_YES] = "yes",
	};
	enum stige_rc rc = give(e, "stige_age", s->age < 0 ? answer_text("") : answer_number(s->age), err);

	if (rc == STIGE_OK)
		rc = give(e, "stige_path", answer_text(s->path == ADVICE_EDUCATION ? "education" : "job"), err);
	if (rc == STIGE_OK)
		rc = give(e, "stige_education", answer_text(education[s->education]), err);
	return rc;
}
