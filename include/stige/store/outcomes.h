/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Outcomes: what became of a client, as spells of time. Kept by hand, or taken from a register.
 * Kind and dates can be put right; every earlier value stays as a revision.
 */
#ifndef STIGE_STORE_OUTCOMES_H
#define STIGE_STORE_OUTCOMES_H

#include "stige/base/arena.h"
#include "stige/store/store.h"

enum outcome_kind {
	OUTCOME_JOB,                     /* ordinary job, full-time or part-time */
	OUTCOME_FLEX_JOB,
	OUTCOME_MARGINAL_JOB,
	OUTCOME_WAGE_SUBSIDY,
	OUTCOME_EDUCATION,               /* ordinary education with state stipend (SU) */
	OUTCOME_OTHER_BENEFIT,           /* left for another benefit */
	OUTCOME_WITHDRAWN,               /* written by mistake; counts as never written */
};
#define OUTCOME_KINDS (OUTCOME_WITHDRAWN + 1)
enum outcome_source { OUTCOME_BY_HAND, OUTCOME_FROM_REGISTER };

struct outcome {
	struct id id, client, caseworker;
	int64_t at;                      /* when it was written */
	enum outcome_source source;
	enum outcome_kind kind;
	int32_t from, to;                /* both days belong to it; to = DATE_NONE while it lasts */
	const char *detail;              /* sealed; "" */
};

/*
 * Adds it (id zero: id, caseworker and at are filled in), or changes kind, dates and detail of the one
 * that is there; source and client stay. STIGE_DATA when it ends before it begins.
 */
enum stige_rc outcome_put(struct store *s, struct outcome *o, struct err *err);
/* By its first day; those withdrawn last. client NULL = of everybody. */
enum stige_rc outcome_list(struct store *s, struct arena *a, const struct id *client, struct outcome **ret,
	size_t *ret_count, struct err *err);

#endif
