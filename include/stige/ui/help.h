/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The help page of a context, made from the tables of tasks and actions; never written by hand. First the tasks
 * ("How do I ..."), those that begin here before the others; then the keys that work here.
 */
#ifndef STIGE_UI_HELP_H
#define STIGE_UI_HELP_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"
#include "stige/ui/actions.h"
#include "stige/ui/tasks.h"

struct help_row {
	enum action action;              /* ACTION_NONE: a heading */
	enum action_group group;         /* ACTION_GROUP_COUNT: of the tasks */
	const struct task_info *task;    /* NULL: a key's row */
	bool here;                       /* the action works in this context */
};

#define HELP_ROWS_MOST ((size_t)ACTION_COUNT + 2 * ACTION_GROUP_COUNT + TASKS_MOST + 1)

/* Headings, tasks, and the actions that have a key in this context. Returns the rows. */
size_t help_rows(enum context context, struct help_row ret[HELP_ROWS_MOST]);
/* The words of a heading, translated. */
const char *help_heading(const struct help_row *row);
/* Appends the keys of a row as people read them ("Up  k", digits as "0-9"), of a task how it is done. */
void help_keys(const struct help_row *row, enum context context, struct str *out);

#endif
