/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "stige/base/bug.h"
#include "stige/base/err.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

static void (*restore)(void);

void bug_set_hook(void (*restore_terminal)(void))
{
	restore = restore_terminal;
}

/* Once only: the hook itself may be what dies next. */
static void run_hook(void)
{
	void (*hook)(void) = restore;

	restore = NULL;
	if (hook)
		hook();
}

void bug_die(const char *file, int line, const char *what)
{
	run_hook();
	fprintf(stderr, _("stige: the program has a fault at %s:%d (%s); "
		"what was answered is saved, please report this line\n"), file, line, what);
	abort();
}

void bug_oom(void)
{
	run_hook();
	fputs(_("stige: the computer is out of memory; what was answered is saved, "
		"close other programs and start again\n"), stderr);
	exit(STIGE_OOM);
}
