/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A register of public benefits in weeks, shaped as DREAM is: one code a week, no code = no benefit. What
 * the codes mean is a table in forms/register.csv, each row with the days it is valid for and its source.
 * Weeks without a benefit are an ordinary job where four or more follow each other in months with an
 * income (instrument.md 8); other weeks without one say nothing.
 */
#ifndef STIGE_EXCHANGE_REGISTER_H
#define STIGE_EXCHANGE_REGISTER_H

#include "stige/base/arena.h"
#include "stige/casefile/spells.h"

#define REGISTER_BLANK (-1)
#define REGISTER_JOB_WEEKS 4

struct register_code {
	long first, last;                    /* codes, both included */
	int32_t valid_from, valid_to;        /* DATE_NONE = open */
	bool counts;                         /* false: a benefit that is no outcome */
	enum outcome_kind kind;
};
struct register_codes {
	struct register_code *list;
	size_t count;
};
/* STIGE_DATA with line and column of the first wrong cell. The rows are in the arena. */
enum stige_rc register_codes_read(struct register_codes *c, const char *path, struct arena *a,
	struct err *err);
/* What a code means in the week that begins on this day; NULL when the table does not say. */
const struct register_code *register_code_find(const struct register_codes *c, long code, int32_t monday);

struct register_week {
	int32_t monday;
	long code;                           /* REGISTER_BLANK */
	bool paid;                           /* the month of its Thursday has an income */
};
/*
 * The spells of weeks in order; every code is in the table. ret has room for n. A spell ends with the
 * Sunday of its last week: whether it lasted longer the register does not say.
 */
size_t register_spells(const struct register_codes *c, const struct register_week *weeks, size_t n,
	struct spell *ret);

/* "y_2653" -> its Monday (YY below 90 is 20YY); DATE_NONE for another name, and for a week 53 there was not. */
int32_t register_week_of(const char *column);
/* "branche_2026_12" -> the first day of the month. */
int32_t register_month_of(const char *column);

#endif
