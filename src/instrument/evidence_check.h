/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes an evidence row honest: sources, numbers, and words no stronger than the source. */
#ifndef STIGE_SRC_INSTRUMENT_EVIDENCE_CHECK_H
#define STIGE_SRC_INSTRUMENT_EVIDENCE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/instrument/evidence.h"

#define EVIDENCE_NUMBER 32                   /* bytes of one number, its NUL included */

/*
 * The next number of a text, written with a decimal point and without thousands separators.
 * danish: "4.000" is 4000 and "4,7" is 4.7. {1} is no number. Moves *s past it; false at the end.
 */
bool evidence_next_number(const char **s, bool danish, char number[EVIDENCE_NUMBER]);
/* The first number of the text in this language (0 en, 1 da) that `numbers` does not hold; false if none. */
bool evidence_stray_number(const struct evidence_row *row, int lang, char number[EVIDENCE_NUMBER]);
/* A word of the text that claims more than the row's strength allows, or NULL. Findings and mappings only. */
const char *evidence_strong_word(const struct evidence_row *row, int lang);

#endif
