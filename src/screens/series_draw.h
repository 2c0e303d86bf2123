/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client's series as columns of a sparkline and as a value, for every screen that shows one. */
#ifndef STIGE_SCREENS_SERIES_DRAW_H
#define STIGE_SCREENS_SERIES_DRAW_H

#include "app_state.h"
#include "stige/ui/spark.h"

enum { SERIES_SLOTS_MOST = 14 };

/*
 * One point a column, the newest `most`; a missed quarter is a column of its own. Returns how many,
 * and in *ret_first the slot of the first (may be NULL).
 */
size_t series_points(const struct casefile *c, const struct series *s, struct spark_point *out, size_t most,
	size_t *ret_first);
/* "4", "?" (does not know), "--" (rather not say), a dot for a hole; amounts in thousands. */
void series_value(const struct indicator *one, const struct series_point *pt, struct str *out);

#endif
