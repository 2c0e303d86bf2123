/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Outcomes as spells of time, and the study's definitions over them. The report mixes nine; each is a
 * row of its own here and none is derived from another (requirements.md A9). Pure.
 */
#ifndef STIGE_CASEFILE_SPELLS_H
#define STIGE_CASEFILE_SPELLS_H

#include <stddef.h>
#include <stdint.h>

#include "stige/store/outcomes.h"

struct spell {
	enum outcome_kind kind;
	int32_t from, to;                    /* both days belong to it; to = DATE_NONE while it lasts */
};

/*
 * Puts the spells in order of kind and first day, and makes one of those of a kind that overlap or follow
 * each other without a day between. Withdrawn ones go. Returns how many are left; what follows takes a
 * list that was joined.
 */
size_t spells_join(struct spell *list, size_t n);
/* The joined spells of outcomes; list has room for n. */
size_t spells_of(const struct outcome *outcomes, size_t n, struct spell *list);

#define SPELL(kind) (1u << (kind))

enum outcome_how {
	OUTCOME_EVER,                        /* on some day of a period */
	OUTCOME_ON,                          /* on the day */
	OUTCOME_STARTED,                     /* a spell begins on one of the 365 days after the day */
	OUTCOME_YEAR_AFTER,                  /* on the 365th day after the day */
	OUTCOME_HAD,                         /* on some of the 365 days after the day */
};

/* One definition. */
struct outcome_rule {
	const char *code;                    /* "O6" */
	enum outcome_how how;
	unsigned kinds;                      /* SPELL bits */
	const char *text;                    /* N_() */
	const char *lines;                   /* of the report */
};
extern const struct outcome_rule outcome_rules[];
extern const size_t outcome_rule_count;
const struct outcome_rule *outcome_rule_find(const char *code);      /* NULL if none */

enum outcome_answer { OUTCOME_NO, OUTCOME_YES, OUTCOME_UNKNOWN };
/*
 * Does it hold? `last` is the period's end for OUTCOME_EVER and nothing to the others. Nothing is known
 * after known_until: what could still happen there is unknown, not no. An outcome that has happened is yes.
 */
enum outcome_answer outcome_holds(const struct outcome_rule *rule, const struct spell *list, size_t n,
	int32_t day, int32_t last, int32_t known_until);
/* Is the spell still going `days` days after its first (report lines 375-377: 182 and 365)? */
enum outcome_answer spell_kept(const struct spell *s, int32_t days, int32_t known_until);

#endif
