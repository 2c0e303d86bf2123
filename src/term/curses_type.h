/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TERM_CURSES_TYPE_H
#define TERM_CURSES_TYPE_H

#include <stdbool.h>

#include "stige/base/err.h"

/* Before anything is drawn: curses itself would print and exit where TERM is wrong. */
enum stige_rc curses_check_type(const char *term, int fd, struct err *err);
/* Can it draw lines in a locale that has no signs for them? After curses_check_type. */
bool curses_has_line_set(const char *term);
/* After newterm, where no line sign will ever be asked of the terminal's own set: attributes in few bytes. */
void curses_spare_bytes(void);
/* What the description of a type says, without opening a terminal; false when there is none. */
bool curses_look_up(const char *term, int fd, int *ret_colours, bool *ret_line_set);

#endif
