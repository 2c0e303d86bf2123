/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The stack of screens, and what they share: size, time, language, looks, messages. The ui
 * knows no terminal: it turns keys into reactions and the stack into a canvas.
 */
#ifndef STIGE_UI_UI_H
#define STIGE_UI_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/ui/canvas.h"
#include "stige/ui/keys.h"
#include "stige/ui/screen.h"
#include "stige/ui/spark.h"
#include "stige/ui/theme.h"

#define UI_MIN_ROWS 12
#define UI_MIN_COLS 40
#define UI_IDLE_SECONDS 300      /* until the lock, unless set otherwise */

enum ui_flags {
	UI_INVENTED = 1 << 0,        /* demo: the title row says so on every frame */
	UI_READ_ONLY = 1 << 1,
	UI_CURSOR_SHOWN = 1 << 2,    /* show the cursor in lists too */
	UI_SEALED = 1 << 3,          /* stopping the program (Ctrl-z) locks first */
	UI_EXPOSED = 1 << 4,         /* the title row says that whoever has the file can read it */
	UI_CHECKING = 1 << 5,        /* the title row says that the file is being checked */
	UI_MOUSE = 1 << 6,           /* the terminal sends us the mouse; else it selects text by itself */
};

struct ui_message {
	bool error;
	int64_t at;                  /* ui_now() when it was said */
	char *text;
};

/* Work that is done a little at a time while no key is there. */
struct ui_chore {
	bool (*wanted)(void *app);       /* is there something to do now? */
	void (*work)(void *app);         /* a little of it; sets UI_REDRAW in pending where something shows */
};

struct ui_entry;

struct ui {
	void *app;                   /* the screens' own context; the ui never looks inside */
	unsigned flags;              /* enum ui_flags */
	enum spark_ladder spark;
	int64_t now;                 /* the instant of the key being handled; the loop sets it */
	int idle_seconds;            /* UI_IDLE_SECONDS; 0 = never lock */
	const struct ui_chore *chore;    /* NULL = none */
	bool (*key_waits)(void *ctx);    /* for a chore: is somebody waiting? The loop sets it; NULL = nobody ever */
	void *key_ctx;
	/* For ui_show and ui_note; the loop sets them where the terminal can. */
	void (*show)(void *ctx);
	void (*note)(void *ctx, const char *text);
	void *amid_ctx;
	const struct screen *lock;   /* what UI_LOCK pushes; NULL = the blank screen */
	/* What an action means that neither the screen nor the ui knows; NULL = nothing. */
	unsigned (*fallback)(struct ui *ui, enum action action);
	int rows, cols;              /* the window */

	/* The ui's own. */
	struct ui_entry *entries;
	size_t count, capacity;
	struct ui_message *messages; /* oldest first, at most UI_MESSAGES_MOST */
	size_t message_count;
	bool message_shown;          /* the newest stands in the message rows */
	int64_t last_key;
	bool idle_done;
	bool quit;
	int result;                  /* ui_set_result's */
	struct str find;             /* what was last looked for with ACTION_FIND; empty = no search */
	enum action queued;          /* to be done by the screen that shows after a pop */
	const struct screen *pop_to;
	unsigned pending;            /* UI_REDRAW, UI_REPAINT, UI_SUSPEND not yet served */
};

#define UI_MESSAGES_MOST 200

void ui_init(struct ui *ui, void *app, int rows, int cols, int64_t now);
void ui_release(struct ui *ui);          /* leaves and closes every screen */

/*
 * Opens a screen on top. arg goes to its open; done (may be NULL) is called with the state of
 * the screen that was on top when this one is popped.
 */
enum stige_rc ui_push(struct ui *ui, const struct screen *screen, const void *arg, screen_done *done,
	struct err *err);
/*
 * The same for handlers: `return ui_open(ui, &screen_client, &arg, NULL);`. A failure is said
 * as a message and is UI_REDRAW too.
 */
unsigned ui_open(struct ui *ui, const struct screen *screen, const void *arg, screen_done *done);
/* Opens instead of the screen that calls it, which is closed when its handler returns; keeps its done. */
unsigned ui_replace(struct ui *ui, const struct screen *screen, const void *arg);
/* What the completion gets when the screen now handling a key pops. */
void ui_set_result(struct ui *ui, int value);
const struct screen *ui_top(const struct ui *ui);        /* NULL when empty */
void *ui_top_state(const struct ui *ui);
/* Is a screen of this table anywhere on the stack? */
bool ui_has(const struct ui *ui, const struct screen *screen);
/*
 * When the handler that calls it returns, closes everything above the lowest screen of this table,
 * which is reloaded; no completion is called. Returns UI_REDRAW.
 */
unsigned ui_pop_to(struct ui *ui, const struct screen *screen);

/* As UI_RELOAD, where what every screen shows has changed at once: each is reloaded when it shows. */
void ui_stale(struct ui *ui);

/* The message row: what was done, or what went wrong. Stays until the next key; the list keeps it. */
void ui_say(struct ui *ui, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ui_say_error(struct ui *ui, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
unsigned ui_fail(struct ui *ui, const struct err *err);   /* says it; returns UI_REDRAW */
const char *ui_message(const struct ui *ui);             /* the one shown, or "" */

/* In the middle of long work: paints what shows now, as far as the work has come. Nothing outside a loop. */
void ui_show(struct ui *ui);
/* The same, and only a word in the message row: no screen is asked for anything. The next frame is without it. */
void ui_note(struct ui *ui, const char *text);

/* One key through the top screen; the loop's work. */
void ui_key(struct ui *ui, struct key key);
/* One action, as from the palette or a script. ACTION_NONE does nothing. */
void ui_action(struct ui *ui, enum action action);
void ui_resize(struct ui *ui, int rows, int cols);
/* The program is to be stopped until the shell brings it back; behind the lock when UI_SEALED. */
void ui_suspend(struct ui *ui);
/* Time has passed: locks when idle for long enough. */
void ui_tick(struct ui *ui);
/* Seconds until ui_tick has something to do; -1 = never; 0 while there is a chore. */
int ui_next_tick(const struct ui *ui);
/* The whole window. c has ui->rows x ui->cols; it is cleared first. */
void ui_draw(const struct ui *ui, struct canvas *c);

/* The state that is not the screens': for tests and the footer. */
enum context ui_context(const struct ui *ui);
/* What shows now as plain lines: what is in focus, the title, then the page (screen.say, else its rows). */
void ui_say_page(struct ui *ui, struct str *out);
/* The area draw gets in a window of this size. */
struct rect ui_body(const struct screen *screen, int rows, int cols);

/*
 * A box with a sentence and choices, on top of the screen that asks. Up, Down and digits choose,
 * Enter takes it, Esc takes none: done gets the choice's number from 0, or -1. The first
 * choice is focused; put the harmless one there.
 */
struct ui_ask {
	const char *title;
	const char *text;
	const char *const *choices;      /* NULL-terminated, translated; at most 9 */
};
unsigned ui_ask(struct ui *ui, const struct ui_ask *ask, screen_done *done);

/* The ui's own screens (pushed by its own meanings of FIND, HELP, COMMANDS, BLANK, OPEN_MESSAGES). */
extern const struct screen ui_find_screen;       /* arg: NULL; over a screen that has `find` */
extern const struct screen ui_help_screen;       /* arg: enum context * */
extern const struct screen ui_palette_screen;    /* arg: NULL */
extern const struct screen ui_messages_screen;   /* arg: NULL */
extern const struct screen ui_say_screen;        /* arg: const char *, the lines */
extern const struct screen ui_blank_screen;      /* arg: NULL; any key wakes it */

#endif
