/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real terminal, through ncurses. At most one at a time. */
#ifndef STIGE_TERM_CURSES_H
#define STIGE_TERM_CURSES_H

#include <stdbool.h>

#include "stige/base/err.h"
#include "stige/ui/loop.h"
#include "stige/ui/theme.h"

/* Everything from the environment and the command line, as values. Strings may be NULL. */
struct term_curses_options {
	const char *term;            /* $TERM */
	const char *no_color;        /* $NO_COLOR */
	const char *esc_delay;       /* $ESCDELAY; unset = 25 ms */
	const char *sync_fd;         /* $STIGE_TEST_SYNC: a byte 0x1E is written there before each wait */
	enum theme theme;
	enum theme_colour colour;
	bool spark_given;            /* --spark: take `spark`, do not probe */
	enum spark_ladder spark;
	bool now_given;              /* --now: the clock stands still */
	int64_t now;
};

/*
 * Looks for a terminal (/dev/tty, else standard input and output) and opens it. Before
 * anything is drawn it fails with STIGE_UNAVAILABLE and a sentence: no terminal; TERM unset,
 * unknown or dumb.
 */
enum stige_rc term_curses_open(const struct term_curses_options *options, struct terminal **ret,
	struct err *err);
/* For `stige doctor`: looks, and opens nothing. term may be NULL. */
void term_curses_facts(const char *term, struct terminal_facts *ret);
/* Is there a terminal at all (demo prints text where there is none)? */
bool term_curses_present(void);

#endif
