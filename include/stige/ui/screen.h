/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A screen is one const table of functions and a private state. NULL members mean the default.
 * Handlers change the state and answer with reaction bits; they never draw, loop, sleep or
 * read a terminal. draw turns a const state into cells and has no other effect.
 *
 * Row 1 of the window (title and state), the two message rows and the footer are drawn by the
 * ui from the table's own answers; draw gets the rows between. A bare screen gets all rows.
 */
#ifndef STIGE_UI_SCREEN_H
#define STIGE_UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/err.h"
#include "stige/base/str.h"
#include "stige/ui/actions.h"
#include "stige/ui/canvas.h"
#include "stige/ui/keys.h"

struct ui;

/* What a handler answers; bits. UI_NONE: the key was the screen's, and nothing changed. */
enum ui_reaction {
	UI_NONE = 0,
	UI_REDRAW = 1 << 0,
	UI_RELOAD = 1 << 1,      /* facts changed: reload what shows now, the rest when it shows */
	UI_POP = 1 << 2,         /* close the screen that answered, with ui_set_result's value */
	UI_QUIT = 1 << 3,        /* leave the program (every screen's leave is asked first) */
	UI_LOCK = 1 << 4,        /* put the lock screen on top */
	UI_BELL = 1 << 5,        /* nothing here to act on: said in words, never by a sound */
	UI_REPAINT = 1 << 6,     /* the terminal may show rubbish: paint every cell */
	UI_UNHANDLED = 1 << 7,   /* not mine: the ui's own meaning applies (help, back, leave ...) */
	UI_SUSPEND = 1 << 8,     /* clear the terminal and stop until the shell brings us back */
};

enum screen_flags {
	SCREEN_BARE = 1 << 0,    /* no title row, message rows or footer: client's room, locks */
	SCREEN_OVER = 1 << 1,    /* drawn over the screen beneath (boxes); its footer counts */
};

struct screen {
	const char *name;        /* ASCII, for scripts' dumps and the log of a crash */
	size_t state_size;       /* bytes of zeroed private state */
	unsigned flags;
	enum context context;    /* where context_now is NULL */
	int idle_after;          /* seconds without a key until idle(); 0 = the ui's setting */

	/* arg is what ui_push got; copy what is kept. Pushes nothing. After a failure close is not called. */
	enum stige_rc (*open)(void *state, struct ui *ui, const void *arg, struct err *err);
	/* Reads the facts again. Called after open, on UI_RELOAD, and when shown again after one. */
	enum stige_rc (*reload)(void *state, struct err *err);
	/* The size draw will get. After open, and after every change of size. */
	void (*layout)(void *state, int rows, int cols);
	enum context (*context_now)(const void *state);
	/* Title at the left, state at the right of the first row; either may stay empty. */
	void (*title)(const void *state, struct str *left, struct str *right);
	/* The footer's label of an action here; NULL = the table's, "" = not to be had now. */
	const char *(*label)(const void *state, enum action action);
	void (*draw)(const void *state, struct canvas *c);
	unsigned (*action)(void *state, enum action action);
	/* A key that is no action in this context: typing, and whatever is unbound. */
	unsigned (*text)(void *state, struct key key);
	/*
	 * Goes to what shows the words: step 0 from here on, 1 the next place, -1 the one before. False, and
	 * nothing moved, when there is none. NULL: there is nothing to find in here.
	 */
	bool (*find)(void *state, const char *words, int step);
	/*
	 * The page in words, for the action SAY: lines, each ended by a line feed. NULL, or nothing said: the rows
	 * that draw makes, without rules and with digits for sparklines.
	 */
	void (*say)(const void *state, struct str *out);
	unsigned (*idle)(void *state);   /* NULL = UI_LOCK */
	/* Before every close, also by a signal: put everything on disk. It cannot refuse. */
	void (*leave)(void *state);
	void (*close)(void *state);      /* releases what the state holds (not the state itself) */
};

/*
 * The label op's answer, and "" for finding where there is no find op: the one way to ask for it. NULL = the
 * table's.
 */
const char *screen_label(const struct screen *screen, const void *state, enum action action);

/*
 * How the pushed screen ended; called on the screen that pushed it, with its facts as they are now (it has been
 * reloaded where it was stale). value is ui_set_result's, or 0.
 */
typedef unsigned screen_done(void *state, int value);

#endif
