/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written about a client, field by field, as the page and the prompts ask for it. */
#include "stige/base/i18n.h"
#include "stige/casefile/intake.h"
#include "stige/base/banned.h"

enum { GOAL = 6, STATUS = 8, EXCLUDED = 10 };     /* places in the table */

const struct intake_field intake_fields[INTAKE_FIELDS] = {
	{ .name = "name", .label = N_("Name"), .most = 120,
		.hint = N_("The name as the client writes it.") },
	{ .name = "birth", .label = N_("Birth date"), .most = 20, .day = true,
		.hint = N_("22-11-1984, 221184 or 1984-11-22. Age decides which findings hold.") },
	{ .name = "journal_no", .label = N_("Number in the journal"), .most = 40,
		.hint = N_("The journal system's own number; not the CPR number.") },
	{ .name = "education", .label = N_("Has an education"),
		.choices = { N_("not known"), N_("no"), N_("yes") }, .codes = { "unknown", "no", "yes" },
		.hint = N_("Under 30 without one, education is the goal the study looked at.") },
	{ .name = "benefit", .label = N_("Benefit"),
		.choices = { N_("not given"), N_("social assistance"), N_("educational aid"), N_("other") },
		.codes = { "", "social-assistance", "educational-aid", "other" } },
	{ .name = "benefit_since", .label = N_("Benefit since"), .most = 20, .day = true },
	{ .name = "goal", .label = N_("Goal"),
		.choices = { N_("by age and education"), N_("job"), N_("education") }, .codes = { "", "job", "education" },
		.hint = N_("A goal set by hand goes before age and education.") },
	{ .name = "goal_reason", .label = N_("Why this goal"), .most = 200, .with = GOAL },
	{ .name = "status", .label = N_("Status"),
		.choices = { N_("active"), N_("paused"), N_("closed") }, .codes = { "active", "paused", "closed" } },
	{ .name = "paused_until", .label = N_("Paused until"), .most = 20, .day = true, .with = STATUS,
		.hint = N_("A paused client is not due before this date. +13w is fine.") },
	{ .name = "excluded", .label = N_("Groups not possible now"), .most = 8,
		.hint = N_("Letters together: J job-oriented, U upgrading, S social, H health. Empty: all are possible.") },
	{ .name = "excluded_reason", .label = N_("Why not"), .most = 200, .with = EXCLUDED },
	{ .name = "excluded_until", .label = N_("Not before"), .most = 20, .day = true, .with = EXCLUDED },
};

static const char **place(struct intake *in, size_t i)
{
	const char **const places[INTAKE_FIELDS] = {
		&in->name, &in->birth, &in->journal_no, &in->education, &in->benefit, &in->benefit_since, &in->goal,
		&in->goal_reason, &in->status, &in->paused_until, &in->excluded, &in->excluded_reason, &in->excluded_until,
	};

	return places[i];
}

const char *intake_get(const struct intake *in, size_t i)
{
	struct intake copy = *in;
	const char *typed = *place(&copy, i);

	return typed ? typed : "";
}

void intake_set(struct intake *in, size_t i, const char *typed)
{
	*place(in, i) = typed;
}
