/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programmer errors and the end of memory. Both restore the terminal through the one hook,
 * print one sentence on standard error and end: BUG_ON aborts, out of memory exits 71
 * (STIGE_OOM). Nothing is lost by either: every given answer is on disk already.
 */
#ifndef STIGE_BASE_BUG_H
#define STIGE_BASE_BUG_H

#define BUG_ON(cond) ((cond) ? bug_die(__FILE__, __LINE__, #cond) : (void)0)

__attribute__((noreturn, cold)) void bug_die(const char *file, int line, const char *what);
__attribute__((noreturn, cold)) void bug_oom(void);

/* Called once before dying, to put the terminal right. The one process-wide setting. */
void bug_set_hook(void (*restore_terminal)(void));

#endif
