/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CSV_NUMBER_H
#define CSV_NUMBER_H

#include "stige/base/str.h"

/* Appends the fewest digits that read back as the same number, never with an exponent. n is finite. */
void number_put(struct str *out, double n, char point);

#endif
