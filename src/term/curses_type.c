/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What TERM says. Apart from the rest, because <term.h> makes macros of everyday words. */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "curses_type.h"

#include <curses.h>
#include <term.h>

#include "stige/base/banned.h"

enum stige_rc curses_check_type(const char *term, int fd, struct err *err)
{
	int answer = 0;

	if (!term || !term[0])
		return err_set(err, STIGE_UNAVAILABLE,
			_("The variable TERM is not set, so the screens cannot be drawn; set it, e.g. "
			"TERM=xterm-256color."));
	if (str_eq(term, "dumb"))
		return err_set(err, STIGE_UNAVAILABLE,
			_("TERM is dumb: this terminal cannot show screens; use another, or the commands of "
			"stige --help."));
	if (setupterm(term, fd, &answer) != OK || answer != 1)
		return err_set(err, STIGE_UNAVAILABLE,
			_("The terminal type \"%.40s\" (TERM) is not known here; install ncurses-term, or set "
			"TERM to one that is."),
			term);
	del_curterm(cur_term);           /* newterm makes its own */
	return STIGE_OK;
}

bool curses_has_line_set(const char *term)
{
	const char *acsc = tigetstr("acsc");

	/* "ansi" promises the codes of old PCs, which today's terminals show as letters. */
	return acsc && acsc != (char *)-1 && acsc[0] && !str_eq(term, "ansi");
}

/* Puts `better` for the first `part` of text, in place; it is not longer. */
static void shorten(char *text, const char *part, const char *better)
{
	size_t from = strlen(part), to = strlen(better);
	char *at = strstr(text, part);

	if (!at)
		return;
	memcpy(at, better, to);
	memmove(at + to, at + from, strlen(at + from) + 1);
}

/*
 * What sets attributes also switches between letters and line signs, each time, and a line feed is no way down,
 * since it might be mapped: together a quarter of a page's bytes on a slow line. Curses hands out its own copy
 * of the description, so the copy can be made better: none of our letters is a line sign, a nought need not be
 * written, and a vertical tab is a line feed that nothing maps.
 */
void curses_spare_bytes(void)
{
	static const struct {
		const char *name, *part, *better;
	} table[] = {
		{ "sgr0", "\033(B", "" },
		{ "sgr0", "\017", "" },
		{ "sgr", "%?%p9%t\033(0%e\033(B%;", "" },
		{ "sgr", "%?%p9%t\016%e\017%;", "" },
		{ "sgr", "\033[0%?", "\033[%?" },
		{ "cud1", "\n", "\v" },
	};
	const char *address = tigetstr("cup");

	if (!address || !str_starts(address, "\033["))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(table); i++) {
		char *text = tigetstr(table[i].name);

		if (text && text != (char *)-1)
			shorten(text, table[i].part, table[i].better);
	}
}

bool curses_look_up(const char *term, int fd, int *ret_colours, bool *ret_line_set)
{
	int answer = 0, colours;

	if (!term || !term[0] || setupterm(term, fd, &answer) != OK || answer != 1)
		return false;
	colours = tigetnum("colors");
	*ret_colours = colours > 0 ? colours : 0;
	*ret_line_set = curses_has_line_set(term);
	del_curterm(cur_term);
	return true;
}
