/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "How do I ...": what a day asks for, in the words of the day, and the keys that do it. The help page begins
 * with these rows, the manual lists them. Keys come from the table of actions ("{name}", keys_expand).
 */
#ifndef STIGE_UI_TASKS_H
#define STIGE_UI_TASKS_H

#include <stddef.h>

#include "stige/base/str.h"
#include "stige/ui/actions.h"

struct task_info {
	const char *name;        /* ASCII, stable: for tests */
	const char *words;       /* msgid: what somebody wants to do */
	const char *how;         /* msgid with "{action}" */
	enum action action;      /* with what it begins */
	unsigned contexts;       /* where the action means this; bits of enum context */
};

extern const struct task_info task_rows[];
extern const size_t task_row_count;
#define TASKS_MOST 32

/* What the program's own words mean; the help page ends with them. */
struct word_info {
	const char *word, *meaning;      /* msgids */
};

extern const struct word_info word_rows[];
extern const size_t word_row_count;
#define WORDS_MOST 24

/* Appends how it is done, translated, with the keys of today. */
void task_how(const struct task_info *task, struct str *out);

#endif
