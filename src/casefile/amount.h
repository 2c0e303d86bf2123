/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An amount is kept as it was said, with the period and the basis it was said in: the
 * caseworker's defaults, which the client is not asked for. Amounts in different periods are
 * compared by the month; before and after tax are not compared at all.
 */
#ifndef CASEFILE_AMOUNT_H
#define CASEFILE_AMOUNT_H

#include "stige/form/entry.h"

#include "history.h"

/* Code words as the office's: "month", "hour"; "gross", "net". "" = not known. */
struct amount_terms {
	const char *period, *basis;
};

/* Fills the hidden rows beside the form's amounts from a caseworker's defaults. */
enum stige_rc amount_give(const struct desk *d, struct entry *e, struct err *err);
/* What was kept beside an amount in a round. */
struct amount_terms amount_kept(const struct history *h, const struct round *round, size_t indicator);
/* May these stand on one curve? Not known counts as the same. */
bool amount_terms_agree(const struct amount_terms *a, const struct amount_terms *b);
/* By the month, 160.33 hours (37 x 52 / 12), to the nearest krone. */
int32_t amount_by_month(int64_t amount, const char *period);

#endif
