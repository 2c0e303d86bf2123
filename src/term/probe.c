/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which ladder of sparklines the terminal can show (ux.md 3.2). The locale says what can be
 * sent, not what the font has: Debian's console fonts have none of the eighth blocks.
 */
#include <linux/kd.h>
#include <sys/ioctl.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "curses_private.h"
#include "stige/base/banned.h"

enum { LOWER_ONE_EIGHTH = 0x2581, GLYPHS_MOST = 65535 };

/* On a console: has its font the lowest block? False in *ret_console where it is no console. */
static bool console_has_blocks(int tty, bool *ret_console)
{
	struct unimapdesc map = { .entry_ct = GLYPHS_MOST };
	bool found = false;
	unsigned i;

	map.entries = mem_array(GLYPHS_MOST, sizeof(*map.entries));
	*ret_console = ioctl(tty, GIO_UNIMAP, &map) == 0;
	for (i = 0; *ret_console && i < map.entry_ct && !found; i++)
		found = map.entries[i].unicode == LOWER_ONE_EIGHTH;
	mem_free(map.entries);
	return found;
}

enum spark_ladder probe_ladder(int tty, const char *term, bool utf8, bool acs)
{
	bool console, blocks;

	if (!utf8)
		return acs ? SPARK_LINES : SPARK_DIGITS;
	blocks = console_has_blocks(tty, &console);
	if (console)
		return blocks ? SPARK_BLOCKS : SPARK_DIGITS;
	/* A console at the far end of a line cannot be asked. */
	return str_starts(term, "linux") ? SPARK_DIGITS : SPARK_BLOCKS;
}
