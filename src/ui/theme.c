/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/theme.h"

#include <stddef.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { BLACK, RED, GREEN, BROWN, BLUE, MAGENTA, CYAN, GREY, BRIGHT };

#define SAME THEME_DEFAULT

/* Drawn first for one colour: these hold in every theme. FOCUS alone is in reverse. */
static const unsigned char role_attrs[ROLE_COUNT] = {
	[ROLE_TITLE] = THEME_BOLD,
	[ROLE_HEADING] = THEME_BOLD,
	[ROLE_FOCUS] = THEME_REVERSE,
	[ROLE_VALUE] = THEME_BOLD,
	[ROLE_DUE] = THEME_BOLD,
	[ROLE_LATE] = THEME_BOLD | THEME_UNDERLINE,
	[ROLE_KEY] = THEME_BOLD,
	[ROLE_ERROR] = THEME_BOLD | THEME_UNDERLINE,
	[ROLE_MESSAGE] = THEME_BOLD,
	[ROLE_INVENTED] = THEME_UNDERLINE,
	[ROLE_QUESTION] = THEME_BOLD,
};

struct hues {
	const char *name;
	signed char text, back;
	signed char up, down, late, error, key;   /* THEME_DEFAULT: as text */
};

/* Rises and falls are told apart by blue against yellow or magenta, never red against green. */
static const struct hues themes[] = {
	[THEME_AUTO] = { "auto", SAME, SAME, CYAN, MAGENTA, RED, RED, SAME },
	[THEME_MONO] = { "mono", SAME, SAME, SAME, SAME, SAME, SAME, SAME },
	[THEME_DARK] = { "dark", GREY, BLACK, BRIGHT + CYAN, BRIGHT + BROWN, BRIGHT + BROWN, BRIGHT + RED,
		BRIGHT + CYAN },
	[THEME_LIGHT] = { "light", BLACK, BRIGHT + GREY, BLUE, MAGENTA, RED, RED, BLUE },
	[THEME_HIGH] = { "high", BRIGHT + GREY, BLACK, BRIGHT + CYAN, BRIGHT + BROWN, BRIGHT + BROWN,
		BRIGHT + BROWN, BRIGHT + BROWN },
	[THEME_CONSOLE8] = { "console8", GREY, BLACK, CYAN, BROWN, BROWN, BROWN, CYAN },
};

bool theme_parse(const char *name, enum theme *ret)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(themes); i++) {
		if (str_eq(themes[i].name, name)) {
			*ret = (enum theme)i;
			return true;
		}
	}
	return false;
}

const char *theme_name(enum theme theme)
{
	return themes[theme].name;
}

static signed char hue(const struct hues *h, enum canvas_role role)
{
	const signed char of_role[ROLE_COUNT] = {
		[ROLE_UP] = h->up, [ROLE_DOWN] = h->down, [ROLE_DUE] = h->late, [ROLE_LATE] = h->late,
		[ROLE_ERROR] = h->error, [ROLE_KEY] = h->key,
	};

	/* 0 is BLACK and also "not in the list above": neither is a hue of its own. */
	return of_role[role] > 0 ? of_role[role] : h->text;
}

struct theme_style theme_style(enum theme theme, enum canvas_role role)
{
	const struct hues *h = &themes[theme];
	struct theme_style style = { .fore = hue(h, role), .back = h->back, .attrs = role_attrs[role] };

	/* A hue stands out by itself; together with bold it is twice the bytes on a slow line. */
	if (style.fore != h->text)
		style.attrs &= (unsigned char)~THEME_BOLD;
	if (theme == THEME_HIGH)
		style.attrs |= THEME_BOLD;
	return style;
}

bool theme_colour_parse(const char *name, enum theme_colour *ret)
{
	static const char *const names[] = {
		[THEME_COLOUR_AUTO] = "auto", [THEME_COLOUR_ALWAYS] = "always",
		[THEME_COLOUR_NEVER] = "never",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		if (str_eq(names[i], name)) {
			*ret = (enum theme_colour)i;
			return true;
		}
	}
	return false;
}

enum theme theme_choose(enum theme wanted, enum theme_colour colour, const char *no_color, bool has_colours)
{
	bool no = no_color && no_color[0];

	if (colour == THEME_COLOUR_NEVER || !has_colours)
		return THEME_MONO;
	if (colour == THEME_COLOUR_AUTO && no)
		return THEME_MONO;
	return wanted;
}
