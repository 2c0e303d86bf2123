/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command palette's search: which actions of a context match what was typed, best first.
 * The letters must occur in order, case aside; matches at words' beginnings and in one piece
 * come first, the table's order decides ties. An empty query matches all.
 */
#ifndef STIGE_UI_PALETTE_H
#define STIGE_UI_PALETTE_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/ui/actions.h"

/* How well the text matches: 0 = not at all, higher is better. */
int palette_score(const char *query, const char *text);
/* Is the action worth a row in the palette (not a movement or a digit)? */
bool palette_offers(enum action action, enum context context);
/* Fills ret (room for ACTION_COUNT) and returns how many. Searched: name, label, other words, help sentence. */
size_t palette_match(const char *query, enum context context, enum action *ret);

#endif
