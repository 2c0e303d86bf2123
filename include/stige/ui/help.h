/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help page of a context, made from the table of actions; never written by hand. */
#ifndef STIGE_UI_HELP_H
#define STIGE_UI_HELP_H

#include <stddef.h>

#include "stige/base/str.h"
#include "stige/ui/actions.h"

struct help_row {
	enum action action;      /* ACTION_NONE: a group's heading */
	enum action_group group;
};

#define HELP_ROWS_MOST ((size_t)ACTION_COUNT + 2 * ACTION_GROUP_COUNT)

/* Headings and the actions that have a key in this context. Returns the rows. */
size_t help_rows(enum context context, struct help_row ret[HELP_ROWS_MOST]);
/* Appends the keys of a row as people read them ("Up  k", digits as "0-9"). */
void help_keys(const struct help_row *row, enum context context, struct str *out);

#endif
