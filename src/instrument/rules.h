/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A centre's own rules: prompts of forms/advice.csv whose `condition` is an expression over
 * what the advice rests on. They speak; they never change the order.
 */
#ifndef STIGE_SRC_INSTRUMENT_RULES_H
#define STIGE_SRC_INSTRUMENT_RULES_H

#include "stige/instrument/advice.h"

#include "table.h"

/*
 * Reads the cell `condition`; every fault is told at its place in it. *ret_caseworker: it reads a
 * caseworker's answer, so the shared look does not show it. NULL when it cannot be read.
 */
struct form_expr *rule_read(struct table *t, size_t at, const struct advice_table *to, bool *ret_caseworker);

/* Appends the rules that hold to ret->prompts; the others are there already, the path is known. */
void rules_speak(const struct advice_table *t, const struct advice_facts *f, struct advice *ret);

#endif
