/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys as values, free of any terminal. A key is a character, a named key, Ctrl and a
 * letter, or something that happened while waiting for a key (KC_TIMEOUT .. KC_END).
 * Names are those people read: "Enter", "Shift-Tab", "PgUp", "F1", "Ctrl-p", "Space", "x". Those
 * that are words are translated where they are shown; scripts and tables use the English ones.
 */
#ifndef STIGE_UI_KEYS_H
#define STIGE_UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/ui/actions.h"

#define KEYS_NAMED(X) \
	X(ENTER, "Enter") X(ESC, "Esc") X(TAB, "Tab") X(BACKTAB, "Shift-Tab") \
	X(BACKSPACE, "Backspace") X(DELETE, "Delete") X(INSERT, "Insert") \
	X(UP, N_("Up")) X(DOWN, N_("Down")) X(LEFT, N_("Left")) X(RIGHT, N_("Right")) \
	X(PGUP, "PgUp") X(PGDN, "PgDn") X(HOME, "Home") X(END, "End") \
	X(F1, "F1") X(F2, "F2") X(F3, "F3") X(F4, "F4") X(F5, "F5") X(F6, "F6") \
	X(F7, "F7") X(F8, "F8") X(F9, "F9") X(F10, "F10") X(F11, "F11") X(F12, "F12")

enum key_code {
	KC_NONE,
	KC_CHAR,                 /* ch is the character; a blank is ' ' and named "Space" */
	KC_CTRL,                 /* ch is the small letter */
#define X(code, name) KC_##code,
	KEYS_NAMED(X)
#undef X
	KC_TIMEOUT,              /* nothing for as long as was asked */
	KC_RESIZE,               /* the window has a new size */
	KC_HANGUP,               /* HUP, TERM, INT, or the terminal is gone: end */
	KC_SUSPEND,              /* asked from outside to stop */
	KC_FINISH,               /* a script has run out: end */
	KC_ACTION,               /* ch is an enum action that a script named instead of a key */
	KC_CLICK,                /* a button of the mouse; ch says where: key_click */
	KC_WHEEL_UP,
	KC_WHEEL_DOWN,
	KC_COUNT
};

struct key {
	enum key_code code;
	uint32_t ch;
};

/* A click at a place of the window, counted from 0. */
static inline struct key key_click(int row, int col)
{
	return (struct key){ .code = KC_CLICK, .ch = (uint32_t)row << 16 | (uint32_t)col };
}

static inline int key_row(struct key click)
{
	return (int)(click.ch >> 16);
}

static inline int key_col(struct key click)
{
	return (int)(click.ch & 0xFFFF);
}

bool key_parse(const char *name, struct key *ret);       /* false and *ret untouched if unknown */
void key_format(struct key key, struct str *out);          /* appends */
/* The first character of a UTF-8 text as a key. Returns its bytes; 0 at the end or if malformed. */
size_t key_from_text(const char *s, struct key *ret);
bool key_equal(struct key a, struct key b);
bool key_printable(struct key key);                      /* would a text field take it as text? */

/*
 * The action a key means in a context, or ACTION_NONE. Where a context takes letters as
 * text, printable keys are bound to nothing.
 */
enum action keys_action(enum context context, struct key key);
/*
 * Appends an action's keys that work in this context as people read them (translated), at most
 * `most`, two blanks between.
 */
int keys_of_action(enum action action, enum context context, int most, struct str *out);
/*
 * Appends a translated text in which "{name}" is the action of that name: its first key where it has its place
 * first, or ": word" for the palette where it has none.
 */
void keys_expand(const char *text, struct str *out);

#endif
