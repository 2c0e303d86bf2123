/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words above a list and a rule under them: whole where a third of the page is enough for them. */
#ifndef STIGE_SCREENS_HEAD_H
#define STIGE_SCREENS_HEAD_H

#include "stige/ui/canvas.h"

/* Rows they take of a page of this size, the rule too. */
int head_rows(const char *words, int rows, int cols);
/* Draws them; returns the rest of the page. */
struct canvas head_draw(struct canvas *c, const char *words);

#endif
