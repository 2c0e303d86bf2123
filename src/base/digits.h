/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of a fixed count of digits, as dates and times have them. */
#ifndef BASE_DIGITS_H
#define BASE_DIGITS_H

#include <stdbool.h>

/* Reads exactly n digits (at most 9) and nothing else. */
bool digits_get(const char *s, int n, int *ret);
/* Writes value with exactly n digits, zeros in front, no NUL. */
void digits_put(char *out, int n, int value);

#endif
