/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the curses terminal. Only these files know curses. */
#ifndef TERM_CURSES_PRIVATE_H
#define TERM_CURSES_PRIVATE_H

#include <curses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

#include "stige/term/curses.h"

#define PAIRS_MOST 32

struct colour_pair {
	signed char fore, back;
};

struct painter {
	enum theme theme;
	bool utf8;                       /* the locale writes UTF-8 */
	bool acs;                        /* the terminal has a line set (for locales without UTF-8) */
	struct colour_pair pairs[PAIRS_MOST];
	int pair_count;
	bool cursor_visible;
};

void painter_init(struct painter *p, enum theme theme, bool utf8, bool acs);
void painter_put(struct painter *p, const struct canvas *c, bool all);

/* curses_keys.c: assembles characters over several calls. */
struct key_reader {
	mbstate_t state;
};

enum key_read { KEY_READ_NONE, KEY_READ_PART, KEY_READ_KEY };
/* Takes what is there, without waiting. PART = bytes were taken that make no key yet (or none at all). */
enum key_read key_reader_next(struct key_reader *r, struct key *ret);

/* signals.c: signals as bytes in a pipe. */
int signals_open(void);                  /* the end to read; -1 on failure */
void signals_close(void);
struct key signals_read(int fd);         /* KC_NONE when there is nothing */
void signals_stop(void);                 /* stops the process as Ctrl-Z would; returns when continued */

/* probe.c */
enum spark_ladder probe_ladder(int tty, const char *term, bool utf8, bool acs);

#endif
