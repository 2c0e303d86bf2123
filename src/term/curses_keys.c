/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What curses reads, as our keys. Bytes are put together here: get_wch drops a character in halves. */
#include <string.h>

#include "stige/base/mem.h"
#include "curses_private.h"
#include "stige/base/banned.h"

static const struct {
	int curses;
	enum key_code code;
} named[] = {
	{ KEY_ENTER, KC_ENTER }, { KEY_BTAB, KC_BACKTAB }, { KEY_BACKSPACE, KC_BACKSPACE },
	{ KEY_DC, KC_DELETE }, { KEY_IC, KC_INSERT },
	{ KEY_UP, KC_UP }, { KEY_DOWN, KC_DOWN }, { KEY_LEFT, KC_LEFT }, { KEY_RIGHT, KC_RIGHT },
	{ KEY_PPAGE, KC_PGUP }, { KEY_NPAGE, KC_PGDN }, { KEY_HOME, KC_HOME }, { KEY_END, KC_END },
	/* The keypad's corners where the terminal names them. */
	{ KEY_A1, KC_HOME }, { KEY_A3, KC_PGUP }, { KEY_C1, KC_END }, { KEY_C3, KC_PGDN },
};

static struct key from_mouse(void)
{
	MEVENT event;

	if (getmouse(&event) != OK || event.y < 0 || event.x < 0)
		return (struct key){ .code = KC_NONE };
	if (event.bstate & BUTTON4_PRESSED)
		return (struct key){ .code = KC_WHEEL_UP };
	if (event.bstate & BUTTON5_PRESSED)
		return (struct key){ .code = KC_WHEEL_DOWN };
	if (event.bstate & BUTTON1_PRESSED)
		return key_click(event.y, event.x);
	return (struct key){ .code = KC_NONE };
}

static struct key from_curses(int code)
{
	size_t i;

	if (code == KEY_MOUSE)
		return from_mouse();
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return (struct key){ .code = (enum key_code)((int)KC_F1 + code - KEY_F(1)) };
	/* Some descriptions (linux) give Ctrl-Z a name of its own. */
	if (code == KEY_SUSPEND)
		return (struct key){ .code = KC_CTRL, .ch = 'z' };
	for (i = 0; i < ARRAY_SIZE(named); i++)
		if (named[i].curses == code)
			return (struct key){ .code = named[i].code };
	return (struct key){ .code = KC_NONE };
}

static struct key from_control(int byte)
{
	if (byte == '\r' || byte == '\n')
		return (struct key){ .code = KC_ENTER };
	if (byte == '\t')
		return (struct key){ .code = KC_TAB };
	if (byte == 0x1B)
		return (struct key){ .code = KC_ESC };
	if (byte == 0x7F || byte == 0x08)
		return (struct key){ .code = KC_BACKSPACE };
	if (byte >= 1 && byte <= 26)
		return (struct key){ .code = KC_CTRL, .ch = (uint32_t)('a' + byte - 1) };
	return (struct key){ .code = KC_NONE };
}

/* One byte of a character in the locale's encoding; glibc's wchar_t is Unicode in all of them. */
static enum key_read add_byte(struct key_reader *r, int code, struct key *ret)
{
	char byte = (char)(unsigned char)code;
	wchar_t wide;
	size_t n = mbrtowc(&wide, &byte, 1, &r->state);

	if (n == (size_t)-2)
		return KEY_READ_PART;
	if (n == (size_t)-1) {
		memset(&r->state, 0, sizeof(r->state));
		return KEY_READ_PART;
	}
	*ret = (struct key){ .code = KC_CHAR, .ch = (uint32_t)wide };
	return KEY_READ_KEY;
}

enum key_read key_reader_next(struct key_reader *r, struct key *ret)
{
	int code = wgetch(stdscr);

	if (code == ERR)
		return KEY_READ_NONE;
	if (code > 0xFF)
		*ret = from_curses(code);
	else if (code < 0x20 || code == 0x7F)
		*ret = from_control(code);
	else
		return add_byte(r, code, ret);
	return ret->code == KC_NONE ? KEY_READ_PART : KEY_READ_KEY;
}
