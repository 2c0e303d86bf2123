/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the office offers, and what it does not (report lines 1436-1439: does the local supply hold what helps?):
 * by group, with the days, and by place, with the groups that are missing there. Nothing about a client.
 */
#ifndef STIGE_CASEFILE_OFFERS_H
#define STIGE_CASEFILE_OFFERS_H

#include "stige/base/str.h"
#include "stige/casefile/desk.h"

void offers_text(const struct desk *d, int columns, struct str *out);

#endif
