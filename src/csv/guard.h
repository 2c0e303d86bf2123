/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CSV_GUARD_H
#define CSV_GUARD_H

#include <stdbool.h>

/*
 * Would a Danish or English spreadsheet run this text as a formula, or show something else than it says: a
 * date, a time, a number without its zeros, a truth? An apostrophe is guarded too: then one always comes off again.
 */
bool guard_needed(const char *text);

#endif
