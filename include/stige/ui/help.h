/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The help page of a context, made from the tables of tasks and actions; never written by hand. First the tasks
 * ("How do I ..."), those that begin here before the others; then the keys that work here; then what the
 * program's words mean.
 */
#ifndef STIGE_UI_HELP_H
#define STIGE_UI_HELP_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"
#include "stige/ui/actions.h"
#include "stige/ui/tasks.h"

struct help_row {
	enum action action;              /* ACTION_NONE: a heading or a word */
	enum action_group group;
	const struct task_info *task;    /* one of the three; a heading has none */
	const struct word_info *word;
	const char *heading;             /* msgid */
	bool here;                       /* the action works in this context */
};

#define HELP_ROWS_MOST ((size_t)ACTION_COUNT + 2 * ACTION_GROUP_COUNT + TASKS_MOST + WORDS_MOST + 2)

/* Headings, tasks, the actions that have a key in this context, and words. Returns the rows. */
size_t help_rows(enum context context, struct help_row ret[HELP_ROWS_MOST]);
/* Appends the keys of a row as people read them ("Up  k", digits as "0-9"), of a task how it is done. */
void help_keys(const struct help_row *row, enum context context, struct str *out);

#endif
