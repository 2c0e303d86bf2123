/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates are days since 1970-01-01 (proleptic Gregorian); instants are seconds since
 * 1970-01-01T00:00:00Z. The clock is read in one place (date_now); everything else takes
 * the time as an argument. Weeks are ISO 8601: Monday first, week 1 holds the first Thursday.
 */
#ifndef STIGE_BASE_DATE_H
#define STIGE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define DATE_NONE INT32_MIN          /* no date */
#define DATE_TEXT 11                 /* "2026-11-22" and its NUL */
#define INSTANT_TEXT 21              /* "2026-11-22T09:30:00Z" and its NUL */
#define INSTANT_NONE INT64_MIN

struct date_parts {
	int year, month, day;        /* month 1-12, day 1-31 */
};

/* Dates. Years 1..9999; others are refused. */
bool date_parse(const char *iso, int32_t *ret_days);             /* exactly YYYY-MM-DD, a real date */
char *date_format(int32_t days, char out[DATE_TEXT]);            /* returns out; DATE_NONE gives "" */
int32_t date_make(int year, int month, int day);                 /* DATE_NONE when not a real date */
struct date_parts date_split(int32_t days);
int date_weekday(int32_t days);                                  /* 1 Monday .. 7 Sunday */
int date_iso_week(int32_t days, int *ret_year);                  /* 1..53; ret_year may be NULL */
int32_t date_from_week(int year, int week);                      /* its Monday; DATE_NONE if no such week */
int date_age(int32_t birth, int32_t on);                         /* whole years; 29 February ages on 1 March */
int32_t date_add_months(int32_t days, int months);               /* the day is held back to the month's end */

/*
 * What a person types into a date field: 2026-11-22, 22-11-2026, 22.11.2026, 22/11/2026,
 * 22-11-26, 22/11 and 2211 (the year nearest to today), 221126, 22112026, today / i dag,
 * +13w / +13u, +3d, +3m, -1w, w49 / u49 (that week's Monday, the next one to come).
 */
bool date_input(const char *s, int32_t today, int32_t *ret_days);
/*
 * The two ends of a span that lies behind. As date_input, but of a week the newest that has begun is meant:
 * its Monday, and its Sunday.
 */
bool date_input_since(const char *s, int32_t today, int32_t *ret_days);
bool date_input_until(const char *s, int32_t today, int32_t *ret_days);
/*
 * Birth dates: a day, a month and a year in the same forms (no relative ones), never in the
 * future, two-digit years in the last hundred years.
 */
bool date_input_birth(const char *s, int32_t today, int32_t *ret_days);

/* Instants. */
int64_t date_now(void);
/* YYYY-MM-DDTHH:MM[:SS][Z or +HH:MM]; without a zone it is local time. */
bool instant_parse(const char *s, int64_t *ret_instant);
char *instant_format(int64_t at, char out[INSTANT_TEXT]);        /* UTC with Z */
char *instant_format_local(int64_t at, char out[INSTANT_TEXT]);  /* "2026-11-22 09:30", local time */
int32_t instant_date(int64_t at);                                /* the local date */

#endif
