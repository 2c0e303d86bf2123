/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client of whom everything is a canary, and ways to see the log in which she must not sing. */
#ifndef TESTS_EXCHANGE_CANARY_H
#define TESTS_EXCHANGE_CANARY_H

#include "fixture.h"

#include "stige/exchange/sessionlog.h"

/* What must never leave: a name, texts of every kind, an amount and a choice that were answered. */
#define CANARY_NAME "Kanarina Fuglsang"
#define CANARY_NUMBER "J-7788"
#define CANARY_TEXT "Kanariefuglen synger"
#define CANARY_WAGE 54321
#define CANARY_CHANNEL "internship"

/* Her meeting: both forms, a note, a step, a journal text, a correction, a void. */
struct id canary(struct fixture *f);

extern const struct export_options everything;           /* exact, nothing left out */
/* The log as `-` gets it, appended. */
void export_text(struct fixture *f, struct export_options o, struct str *out);
enum stige_rc canary_to_str(void *state, const char *bytes, size_t n, struct err *err);

#endif
