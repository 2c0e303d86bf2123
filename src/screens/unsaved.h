/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Esc where something was typed that nothing has kept yet: asked once, and the words stay unless they are given up. */
#ifndef STIGE_SCREENS_UNSAVED_H
#define STIGE_SCREENS_UNSAVED_H

#include <stdbool.h>

#include "stige/ui/ui.h"

/* UI_POP where there is nothing to lose; else the box, which pops the screen that asked. */
unsigned unsaved_leave(struct ui *ui, bool typed);

#endif
