/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saying and asking. Every prompt of the room goes through here: help, back, stop, the lock when idle. */
#ifndef LINEAR_TALK_H
#define LINEAR_TALK_H

#include "stige/casefile/sitting.h"
#include "stige/linear/linear.h"

struct talk {
	struct linear_options options;
	struct desk *desk;
	struct lines *lines;
	enum look look;                  /* of the open meeting */
	struct sitting *sitting;         /* the open meeting, NULL = none; owned */
	bool room;                       /* the client has the keyboard: no lock, nothing of the caseworker */
};

enum said {
	SAID_TEXT,
	SAID_NOTHING,                    /* Enter alone */
	SAID_BACK,
	SAID_STOP,
	SAID_END,                        /* no more input: leave, everything is kept */
};

/* A paragraph of its own; without arguments an empty line. */
void talk_say(struct talk *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Lines as casefile's texts make them, without rules and boxes. */
void talk_text(struct talk *t, const char *text);
/* What went wrong; nothing was changed. */
void talk_fail(struct talk *t, const struct err *err);
/* How wide a text may be laid out. */
int talk_columns(const struct talk *t);

struct question {
	const char *text;                /* ": " is put behind it */
	void (*help)(struct talk *t, const void *ctx);   /* for "?"; NULL = none */
	const void *ctx;
};

/* Asks until something else than "?" comes. SAID_BACK and SAID_STOP are the words alone on the line. */
enum said talk_ask(struct talk *t, const struct question *q, char line[LINES_MOST]);
/* A PIN or a passphrase: every line is an answer, none is shown. Never locks. */
enum said talk_ask_secret(struct talk *t, const char *text, char line[LINES_MOST]);
void talk_wipe(char line[LINES_MOST]);

/* Is this line the word, in the language in effect or in English? Case does not count. */
bool talk_is(const char *line, const char *msgid);
/* Does it begin with the word? The rest is then in *ret_rest. */
bool talk_begins(const char *line, const char *msgid, const char **ret_rest);

struct choice {
	const char *word;                /* msgid: what may be typed instead of the number; NULL = numbers alone */
	const char *label;               /* translated */
};
#define CHOOSE_NONE ((size_t)-1)
/*
 * "1  meeting: begin ..." a line each when `list` (and for "?"), then the prompt. A number, a word, or Enter
 * for `usual` (CHOOSE_NONE = nothing). SAID_TEXT: *ret is the choice.
 */
enum said talk_choose(struct talk *t, const char *text, const struct choice *choices, size_t n, size_t usual,
	bool list, size_t *ret);
/* Yes or no; Enter is no. SAID_TEXT is yes, SAID_NOTHING no. */
enum said talk_yes(struct talk *t, const char *text);
/* A date as people type it, none for Enter, not before `from` unless that is DATE_NONE. SAID_TEXT, SAID_NOTHING ... */
enum said talk_date(struct talk *t, const char *text, int32_t from, int32_t *ret);

/* lock.c: the PIN (Enter twice where none is set); a sealed file's passphrase. False: no more input. */
bool lock_pin(struct talk *t, const char *why, bool *ret_left);
/* Nobody has typed for a while: hides, wipes the key of a sealed file, asks. False: no more input. */
bool lock_rest(struct talk *t);
bool lock_at_start(struct talk *t);          /* the passphrase at the start; Enter alone leaves (false) */

#endif
