/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that the advice page is made of, and the small hands that put them there. */
#ifndef STIGE_SRC_INSTRUMENT_SAY_H
#define STIGE_SRC_INSTRUMENT_SAY_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"
#include "stige/instrument/sentences.h"

#define SAYS(X) \
	X(SAY_ALWAYS_AVERAGES, "always.averages") \
	X(SAY_ALWAYS_PROGRESS, "always.progress") \
	X(SAY_ALWAYS_SIZES, "always.sizes") \
	X(SAY_ALWAYS_DECIDE, "always.decide") \
	X(SAY_PATH_JOB, "path.job") \
	X(SAY_PATH_JOB_AGE, "path.job.age") \
	X(SAY_PATH_JOB_EDUCATED, "path.job.educated") \
	X(SAY_PATH_JOB_GOAL, "path.job.goal") \
	X(SAY_PATH_JOB_UNKNOWN, "path.job.unknown") \
	X(SAY_PATH_JOB_FOUND, "path.job.found") \
	X(SAY_PATH_EDUCATION, "path.education") \
	X(SAY_PATH_EDUCATION_NONE, "path.education.none") \
	X(SAY_PATH_EDUCATION_UNKNOWN, "path.education.unknown") \
	X(SAY_PATH_EDUCATION_GOAL, "path.education.goal") \
	X(SAY_PATH_EDUCATION_FOUND, "path.education.found") \
	X(SAY_PATH_EDUCATION_BEFORE, "path.education.before") \
	X(SAY_UNKNOWN_MANY, "unknown.many") \
	X(SAY_NAMES_NONE, "names.none") \
	X(SAY_NAMES_WITH, "names.with") \
	X(SAY_NAMES_AND, "names.and") \
	X(SAY_NAMES_OR, "names.or") \
	X(SAY_NAMES_ITEM, "names.item") \
	X(SAY_LINE_COMBINE, "line.combine") \
	X(SAY_LINE_EVEN, "line.even") \
	X(SAY_LINE_ONLY, "line.only") \
	X(SAY_LINE_KEEP, "line.keep") \
	X(SAY_LINE_START, "line.start") \
	X(SAY_LINE_CLOSED, "line.closed") \
	X(SAY_LINE_RUNNING, "line.running") \
	X(SAY_LINE_IDLE, "line.idle") \
	X(SAY_LINE_UNRECORDED, "line.unrecorded") \
	X(SAY_LINE_OTHER, "line.other") \
	X(SAY_CLASS_A1, "class.A1") \
	X(SAY_CLASS_A2, "class.A2") \
	X(SAY_CLASS_B, "class.B") \
	X(SAY_CLASS_C, "class.C") \
	X(SAY_CLASS_D, "class.D") \
	X(SAY_CLASS_E, "class.E") \
	X(SAY_STUDY_A1, "study.A1") \
	X(SAY_STUDY_A2, "study.A2") \
	X(SAY_STUDY_B, "study.B") \
	X(SAY_STUDY_C, "study.C") \
	X(SAY_STUDY_D, "study.D") \
	X(SAY_STUDY_E, "study.E") \
	X(SAY_STUDY_HEALTH, "study.health") \
	X(SAY_LIMIT_ONE_CLASS, "limit.one_class") \
	X(SAY_MAPPING_OURS, "mapping.ours") \
	X(SAY_MAPPING_UNMAPPED, "mapping.unmapped") \
	X(SAY_HERE_STEP, "here.step") \
	X(SAY_HERE_FELL, "here.fell") \
	X(SAY_HERE_CHANNELS, "here.channels") \
	X(SAY_HERE_WAGE, "here.wage") \
	X(SAY_HERE_NOTHING, "here.nothing") \
	X(SAY_HERE_HIDDEN, "here.hidden") \
	X(SAY_HERE_EXCLUDED, "here.excluded") \
	X(SAY_HERE_UNKNOWN, "here.unknown") \
	X(SAY_ACTIVITY_MAPPED, "activity.propose.mapped") \
	X(SAY_ACTIVITY_CHOICE, "activity.propose.choice") \
	X(SAY_ACTIVITY_KEEP, "activity.keep") \
	X(SAY_ACTIVITY_NONE, "activity.none") \
	X(SAY_RULE_OWN, "rule.own")

enum say {
#define X(name, id) name,
	SAYS(X)
#undef X
};

struct speaker {
	struct advice_page *page;
	const struct instrument *i;
	const struct advice_facts *facts;
	const struct advice *advice;
	bool own;
	const char *lang;
};

/* sentence.c: are the rows there that other rooms show? */
enum stige_rc sentence_check(const struct instrument *i, struct err *err);

const struct evidence_row *row_of(const struct speaker *s, enum say what);
/* The text in the page's arena; arg may be NULL. */
const char *rendered(struct speaker *s, enum say what, const char *arg);

/* Adds a sentence; one that is there already word for word is not said twice. */
void say_row(struct speaker *s, struct advice_says *to, const struct evidence_row *row,
	const char *const *args, size_t nargs);
/* A centre's own sentence, marked as such. */
void say_own(struct speaker *s, struct advice_says *to, const struct evidence_row *row);
void say(struct speaker *s, struct advice_says *to, enum say what);
void say1(struct speaker *s, struct advice_says *to, enum say what, const char *a);
void say2(struct speaker *s, struct advice_says *to, enum say what, const char *a, const char *b);
void say3(struct speaker *s, struct advice_says *to, enum say what, const char *a, const char *b,
	const char *c);
/* Adds the rows that a row names as its limits. */
void say_limits(struct speaker *s, struct advice_says *to, const struct evidence_row *row);

/* "C6 Health coping" */
void item_words(const struct speaker *s, struct str *out, size_t item);
/* "upgrading, social and health" */
void group_words(struct str *out, const struct instrument *i, unsigned groups, const char *lang);
/* The best line: "job-oriented with upgrading or health". */
void line_words(struct str *out, const struct instrument *i, const struct advice *a, const char *lang);

#endif
