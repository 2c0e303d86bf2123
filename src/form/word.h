/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small questions about the words of a form file: blanks, names, yes and no. */
#ifndef STIGE_SRC_FORM_WORD_H
#define STIGE_SRC_FORM_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/arena.h"

/* Blanks are space, tab, line breaks and the no-break space that spreadsheets like. */
size_t word_blank(const char *s);                        /* bytes of blanks at the beginning */
size_t word_blank_before(const char *s, size_t n);       /* bytes of the one blank that ends s[0..n), or 0 */

bool word_same(const char *a, const char *b);            /* ASCII case ignored */
const char *word_lower(struct arena *arena, const char *s);
/* A column's or setting's name as it is looked up: lower case, blanks as underscores. */
const char *word_key(struct arena *arena, const char *s);
/* Runs of spaces made one; s itself when there are none. */
const char *word_collapse(struct arena *arena, const char *s);
/* A text from the file as it may stand in a sentence: safe and short. */
const char *word_shown(struct arena *arena, const char *s);

/* An XML name without a colon: a letter or _, then letters, digits, _ - . */
bool word_is_name(const char *s);
/* Bytes of the longest name at the beginning of s, or 0. */
size_t word_name(const char *s);

/* XLSForm's words for yes and no, as required takes them. */
enum word_yesno { WORD_OTHER, WORD_YES, WORD_NO };
enum word_yesno word_yesno(const char *s);

/* A decimal number, digits and a point, perhaps a minus; the whole of s. */
bool word_number(const char *s, double *ret);

#endif
