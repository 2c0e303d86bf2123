/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Themes: what a role looks like. A pure table; 16 named colours only. Everything is drawn
 * for monochrome first: within a theme no two states differ by colour alone, because the
 * text beside a coloured cell says the same thing.
 */
#ifndef STIGE_UI_THEME_H
#define STIGE_UI_THEME_H

#include <stdbool.h>

#include "stige/ui/canvas.h"

enum theme {
	THEME_AUTO,      /* the terminal's own colours, bold and reverse, three hues */
	THEME_MONO,      /* no colour at all */
	THEME_DARK,
	THEME_LIGHT,
	THEME_HIGH,      /* highest contrast */
	THEME_CONSOLE8,  /* eight colours, no bright ones */
	THEME_COUNT
};

enum theme_attr {
	THEME_BOLD = 1 << 0,
	THEME_REVERSE = 1 << 1,
	THEME_UNDERLINE = 1 << 2,
};

#define THEME_DEFAULT (-1)

struct theme_style {
	signed char fore, back;  /* 0..15, or THEME_DEFAULT: the terminal's own */
	unsigned char attrs;     /* enum theme_attr */
};

bool theme_parse(const char *name, enum theme *ret);
const char *theme_name(enum theme theme);
struct theme_style theme_style(enum theme theme, enum canvas_role role);

enum theme_colour { THEME_COLOUR_AUTO, THEME_COLOUR_ALWAYS, THEME_COLOUR_NEVER };
bool theme_colour_parse(const char *name, enum theme_colour *ret);
/*
 * The theme that is used: `wanted`, but MONO where colour is off: never; or auto while
 * NO_COLOR is set and not empty (no_color may be NULL), or the terminal has no colours.
 */
enum theme theme_choose(enum theme wanted, enum theme_colour colour, const char *no_color, bool has_colours);

#endif
