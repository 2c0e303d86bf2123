/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef UI_CANVAS_PRIVATE_H
#define UI_CANVAS_PRIVATE_H

#include "stige/base/text.h"
#include "stige/ui/canvas.h"

/* Puts one grapheme, of one or two columns, that lies inside the window. */
void canvas_put(struct canvas *c, int row, int col, enum canvas_role role, const struct text_cluster *cl);

#endif
