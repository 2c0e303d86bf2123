/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CPR numbers: ten digits, DDMMYY and four more, the seventh of which tells the century.
 * Numbers that fail modulus 11 have been given out since 1 October 2007 and are valid: it is
 * a hint to look once more, never a reason to refuse (cpr.dk, "Personnummeret i CPR").
 */
#ifndef STIGE_BASE_CPR_H
#define STIGE_BASE_CPR_H

#include <stdbool.h>
#include <stdint.h>

#define CPR_DIGITS 10
#define CPR_TEXT 12                  /* "241285-1234" and its NUL */

enum cpr_fault {
	CPR_FINE,
	CPR_NOT_DIGITS,      /* not ten digits, with or without a hyphen or blank after the sixth */
	CPR_NO_DATE,         /* the first six are no date in the century that the seventh names */
	CPR_NOT_ALIVE,       /* born before 1900 or after today */
};

/* ret: the ten digits; *ret_birth (may be NULL) the birth date in them. Both untouched unless CPR_FINE. */
enum cpr_fault cpr_parse(const char *typed, int32_t today, char ret[CPR_DIGITS + 1], int32_t *ret_birth);
/* One sentence for people. Translated, static. */
const char *cpr_fault_sentence(enum cpr_fault fault);
/* Does the check digit hold? Only ever a hint. */
bool cpr_modulus11(const char digits[CPR_DIGITS + 1]);

/* "241285-****" and "241285-1234"; both return out. Hyphenated always: a spreadsheet would eat a first 0. */
char *cpr_masked(const char digits[CPR_DIGITS + 1], char out[CPR_TEXT]);
char *cpr_hyphenated(const char digits[CPR_DIGITS + 1], char out[CPR_TEXT]);

#endif
