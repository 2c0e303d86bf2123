/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person types about a client, checked in one place for the screen, the command line
 * and the import: every problem with its field, or fields ready for the store.
 */
#ifndef STIGE_CASEFILE_INTAKE_H
#define STIGE_CASEFILE_INTAKE_H

#include "stige/base/arena.h"
#include "stige/base/issue.h"
#include "stige/store/clients.h"

/* As typed; NULL counts as "". Code words are those of clients.h ("yes", "no", "unknown"; "job" ...). */
struct intake {
	const char *name, *birth, *journal_no, *education, *benefit, *benefit_since, *goal, *goal_reason;
	const char *status, *paused_until, *excluded, *excluded_reason, *excluded_until;
};

/* What each of them is called and how it is asked for, in the order of a page. */
enum { INTAKE_FIELDS = 13, INTAKE_CHOICES = 5 };
struct intake_field {
	const char *name;                            /* as issues name it */
	const char *label, *hint;                    /* msgids; hint NULL = none */
	size_t most;                                 /* bytes */
	bool day;                                    /* a date, which is written anew rather than edited */
	const char *choices[INTAKE_CHOICES];         /* msgids, NULL ends; none = text */
	const char *codes[INTAKE_CHOICES];           /* what each stands for */
	size_t with;                                 /* means something only beside this other field; 0 = by itself */
};
extern const struct intake_field intake_fields[INTAKE_FIELDS];
/* The i-th of them. */
const char *intake_get(const struct intake *in, size_t i);
void intake_set(struct intake *in, size_t i, const char *typed);

/*
 * Name: required, 2-100 characters, no control or direction marks, no pile of accents. Birth: a real date,
 * 15-100 years ago, may be left out. Paused needs an until-date in the future, an excluded group a reason and
 * an until-date. was = what stands, NULL for a new client: an until-date that has passed meanwhile may stand on,
 * so that the rest can be changed. Strings of *ret are in the arena. False and issues when something is wrong.
 */
bool intake_check(const struct intake *typed, const struct client_fields *was, int32_t today, struct arena *a,
	struct client_fields *ret, struct issues *issues);
/*
 * The other way, for the edit screen: texts as a person would type them (dates in the user's habit
 * 22-11-2026).
 */
void intake_from(const struct client_fields *fields, struct arena *a, struct intake *ret);

#endif
