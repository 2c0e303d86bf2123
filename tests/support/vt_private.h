/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_VT_PRIVATE_H
#define TESTS_VT_PRIVATE_H

#include <vterm.h>

#include "vt.h"

struct vt {
	int master;                      /* -1 after hanging up */
	pid_t leader;                    /* of the session: starts the program and waits for it */
	pid_t program;                   /* its process group */
	bool ended;
	int status;
	VTerm *vterm;
	VTermScreen *screen;
	bool cursor_visible, second_screen;
	int markers;                     /* sync bytes seen and not yet waited for */
	struct str output;
};

/* vt_start.c: forks the leader, which forks the program. False when there is no pseudo terminal. */
bool vt_spawn(struct vt *vt, const struct vt_options *o);

#endif
