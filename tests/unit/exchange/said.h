/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Responses written down as words: said(f, &meeting, RESPONDENT_CLIENT, "c1=5 c6=dk c10=internet+network"). */
#ifndef TESTS_EXCHANGE_SAID_H
#define TESTS_EXCHANGE_SAID_H

#include "fixture.h"
#include "stige/exchange/export.h"
#include "stige/store/responses.h"

extern const struct export_options exact_all;            /* exact, nothing left out */

struct id said_meeting(struct fixture *f, const struct id *client, const char *date);
struct id said(struct fixture *f, const struct id *meeting, enum respondent who, const char *words);
/* The export's bytes. */
void said_export(struct fixture *f, enum export_what what, struct export_options o, struct str *out);
/* Lines of a text; the n-th one (from 0) is copied to line. */
size_t said_lines(const char *text);
void said_line(const char *text, size_t n, struct str *line);

#endif
