/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spans that a file is asked for: a choice on a page of fields, beside its two dates. */
#ifndef STIGE_SCREENS_PERIOD_H
#define STIGE_SCREENS_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

struct period {
	int32_t from, to;                /* dates, both included; DATE_NONE = open */
};

/* Of a code of the choice; false for "own". What still runs is open at its end. */
bool period_of(const char *code, int32_t today, struct period *ret);
/* The code of the span with these ends, else "own". */
const char *period_code(const struct period *p, int32_t today);

/* For struct fields_row: the words, and the codes in the same order. */
#define PERIOD_LABELS { N_("this week"), N_("last week"), N_("this month"), N_("last month"), N_("everything"), \
	N_("other dates") }
#define PERIOD_CODES { "this-week", "last-week", "this-month", "last-month", "everything", "own" }

#endif
