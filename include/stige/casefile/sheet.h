/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes out on paper: the client's own sheet, and the questions to be answered by hand.
 * Both are documents (stige/paper); a client's sheet leaves the program through exchange/sheetfile,
 * which records it first.
 */
#ifndef STIGE_CASEFILE_SHEET_H
#define STIGE_CASEFILE_SHEET_H

#include "stige/casefile/casefile.h"
#include "stige/paper/paper.h"

/* The language the client answered in last, where the form still has it; else the desk's. */
const char *sheet_language(const struct casefile *c);
/*
 * First name, the client's items alone (curves of 1..5, the newest in words), open agreed steps, the next
 * date. lang: of the form's words; NULL = sheet_language. The program's own words are in the language in
 * effect. Release with paper_release.
 */
void sheet_make(const struct casefile *c, const char *lang, struct paper *out);

/*
 * A form to be filled in by hand: every question with all its answers and the digit that is typed for
 * each. lang: one of the form's (form_has_language).
 */
void sheet_questions(const struct form *f, const char *lang, struct paper *out);

#endif
