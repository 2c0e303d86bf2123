/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One item of one client over time. A series has one point for each round, oldest first; all
 * series of a client have the same rounds, so that their columns stand under each other.
 * Nothing here invents a value: a round without one, and a missed round, stay holes.
 */
#ifndef STIGE_INSTRUMENT_SERIES_H
#define STIGE_INSTRUMENT_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/str.h"

enum series_state {
	SERIES_HOLE,                         /* no response in this round, or not asked */
	SERIES_VALUE,
	SERIES_DK,
	SERIES_DECLINED,
};

enum series_mark {
	SERIES_CHANGED_MIND = 1 << 0,        /* corrected because the person changed mind */
	SERIES_SEAM = 1 << 1,                /* given on another form, comparable (stige_series same) */
	SERIES_BREAK = 1 << 2,               /* given on another form, not comparable with what is before */
};

struct series_point {
	int32_t date;                        /* of the round's meeting */
	enum series_state state;
	int32_t value;                       /* SERIES_VALUE only: step, count or amount */
	unsigned marks;                      /* enum series_mark */
	size_t response;                     /* the caller's own index of the response */
};

/*
 * Columns by time, not by index: successive rounds are one slot apart, and one more for each
 * whole quarter (91 days) that was missed between them, half a quarter of delay allowed.
 * ret_slots gets n places, the first is 0. dates ascend.
 */
void series_slots(const int32_t *dates, size_t n, size_t *ret_slots);

/* The newest point that is no hole, NULL when there is none. */
const struct series_point *series_newest(const struct series_point *p, size_t n);

/* From one value to a later one. */
struct series_change {
	bool known;                          /* false: fewer than two values that can be compared */
	int32_t from, to;                    /* values */
	int32_t since;                       /* date of `from` */
	int32_t on;                          /* date of `to` */
};
/* From the last value before the newest round to the newest round's. Unknown if that has no value. */
struct series_change series_since_last(const struct series_point *p, size_t n);
/* From the first value (after the last break) to the newest round's. */
struct series_change series_since_start(const struct series_point *p, size_t n);
/* From the last value on or before `date` ("since the activity began"). Unknown if no round lies after it. */
struct series_change series_since(const struct series_point *p, size_t n, int32_t date);

/*
 * "up 1 since week 33", "down 2 since week 33", "the same since week 33", with the year where it
 * is another one than the newest round's; "" when unknown. Translated.
 */
void series_words(struct str *out, const struct series_change *change);

/* How many items rose and fell: never added up to one number. */
struct series_tally {
	size_t risen, fallen, same, unknown;
};
void series_count(struct series_tally *tally, const struct series_change *change);

/*
 * No gain on any of these items over the last two intervals (report lines 442-443; the two
 * intervals are ours). items are k series over the same n rounds, row by row: items[i * n + round].
 * False with fewer than three rounds that have a value in any of them.
 */
bool series_no_progress(const struct series_point *items, size_t k, size_t n);

#endif
