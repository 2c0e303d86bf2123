/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop and what it needs of a terminal. There are two terminals, both in src/term: curses
 * and script.
 */
#ifndef STIGE_UI_LOOP_H
#define STIGE_UI_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/ui/canvas.h"
#include "stige/ui/keys.h"
#include "stige/ui/spark.h"
#include "stige/ui/ui.h"

struct terminal;

struct terminal_ops {
	void (*size)(struct terminal *t, int *ret_rows, int *ret_cols);
	int64_t (*now)(struct terminal *t);              /* seconds since 1970, UTC */
	/* Makes the window look like c. all = what it shows now is not to be trusted. */
	void (*put)(struct terminal *t, const struct canvas *c, bool all);
	/* put while work is still under way; NULL = only whole frames show (a script's are checked). */
	void (*amid)(struct terminal *t, const struct canvas *c);
	/*
	 * Waits at most `seconds`; -1 = for ever, 0 = KC_TIMEOUT at once where no key is there, and in a
	 * script. A script that is wrong fails with STIGE_DATA.
	 */
	enum stige_rc (*read_key)(struct terminal *t, int seconds, struct key *ret, struct err *err);
	bool (*key_waits)(struct terminal *t);           /* is there one for read_key? NULL = never */
	void (*suspend)(struct terminal *t);             /* clears, stops, comes back; NULL = cannot */
	void (*mouse)(struct terminal *t, bool on);      /* from now on KC_CLICK and the wheel; NULL = has none */
	void (*close)(struct terminal *t);               /* restores the terminal and frees t */
};

/* The first member of each terminal's own struct. */
struct terminal {
	const struct terminal_ops *ops;
	enum spark_ladder spark;         /* the best ladder it can show */
};

/* What is known of a terminal before it is opened. */
struct terminal_facts {
	bool present;                    /* there is one to show the screens on */
	bool known;                      /* its type (TERM) is described on this system */
	int rows, columns;               /* 0 when not present */
	int colours;                     /* 0 = none, or not known */
	enum spark_ladder spark;         /* what the probe chose */
};

/* Runs until a screen quits, the stack is empty, or the terminal ends. The caller closes t. */
enum stige_rc loop_run(struct ui *ui, struct terminal *t, struct err *err);

#endif
