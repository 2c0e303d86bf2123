/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A terminal of lines: something is said, something is asked, a line comes back. Nothing is ever drawn
 * again, nothing is placed: it serves a speech reader, a braille line, a printer, a pipe. There is one, in
 * src/term; the linear mode talks to it.
 */
#ifndef STIGE_UI_LINES_H
#define STIGE_UI_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINES_MOST 4096          /* bytes of a line that is typed, with its NUL; what is longer is cut */

enum line_got {
	LINE_TEXT,               /* a line, perhaps empty */
	LINE_IDLE,               /* nobody has typed for as long as was asked */
	LINE_SUSPEND,            /* asked to stop for a while (Ctrl-z) */
	LINE_END,                /* no more will come: end of input, hang-up, Ctrl-c */
};

struct lines;

struct lines_ops {
	int64_t (*now)(struct lines *l);                 /* seconds since 1970, UTC */
	int (*columns)(struct lines *l);
	/* Whole lines, made safe to show. */
	void (*say)(struct lines *l, const char *text);
	/*
	 * Says the question, without a line's end, and waits at most `seconds` (-1 = for ever). A secret is
	 * not echoed, nor kept in any buffer. Where nobody sees what is typed (a pipe) the line is said again,
	 * so that the transcript can be read.
	 */
	enum line_got (*ask)(struct lines *l, const char *question, bool secret, int seconds, char line[LINES_MOST]);
	/* Blank lines push what was said off the glass: somebody else will read here now. Nothing on a pipe. */
	void (*hide)(struct lines *l);
	/* While held, no key ends or stops the program, and none says that there is no more input. */
	void (*hold)(struct lines *l, bool on);
	void (*suspend)(struct lines *l);                /* stops, comes back */
	void (*close)(struct lines *l);                  /* restores the terminal and frees l */
};

/* The first member of the terminal's own struct. */
struct lines {
	const struct lines_ops *ops;
};

#endif
