/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes kept by hand: what was typed, checked; and what people are told they are called. */
#ifndef STIGE_CASEFILE_OUTCOME_H
#define STIGE_CASEFILE_OUTCOME_H

#include "stige/base/arena.h"
#include "stige/base/issue.h"
#include "stige/base/str.h"
#include "stige/casefile/desk.h"
#include "stige/store/outcomes.h"

/* A client's outcomes by their first day, those withdrawn last; and one that was changed or is new. */
enum stige_rc outcomes_load(struct desk *d, struct arena *a, const struct id *client, struct outcome **ret,
	size_t *ret_count, struct err *err);
enum stige_rc outcome_save(struct desk *d, struct outcome *o, struct err *err);

/* As typed; NULL counts as "". kind: a code word of store/words.h, or what outcome_kind_text says. */
struct outcome_typed {
	const char *kind, *from, *to, *detail;
};
/*
 * Kind and first day are required, the last day may be left out while it lasts. Fills kind, dates and
 * detail of *ret (in the arena) and leaves the rest; false and issues when something is wrong.
 */
bool outcome_check(const struct outcome_typed *typed, int32_t today, struct arena *a, struct outcome *ret,
	struct issues *issues);

const char *outcome_kind_code(enum outcome_kind kind);       /* "job" */
const char *outcome_kind_text(enum outcome_kind kind);       /* "ordinary job"; translated */
/* "2026-03-02 to 2026-09-30  ordinary job  Nybæk Bageri"; with where it is from unless written by hand. */
void outcome_line(const struct outcome *o, struct str *out);

/* The days that the study's definitions are asked about. */
struct outcome_days {
	int32_t since, day;                  /* the period of O1; the day of all others, and the period's last */
	int32_t known_until;                 /* what lies after it is not known yet */
};
/*
 * Each of the nine definitions (casefile/spells.h) with its answer and its line in the report, none made
 * from another; then of each spell whether it was kept for half a year and a year. Lines that end.
 */
void outcome_status(const struct outcome *outcomes, size_t n, const struct outcome_days *days, struct str *out);

#endif
