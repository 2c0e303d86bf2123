/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A real terminal for tests: the program runs under a pseudo terminal, and libvterm is the
 * glass. There are no sleeps: the program writes a byte (0x1E) into its own output each time
 * it is about to wait for a key (STIGE_TEST_SYNC), so what came before that byte is on the
 * glass. Every wait is bounded.
 */
#ifndef TESTS_VT_H
#define TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "stige/base/str.h"
#include "stige/ui/keys.h"

struct vt;

struct vt_options {
	const char *const *argv;         /* NULL-terminated; argv[0] is a path */
	const char *const *env;          /* "NAME=value", NULL-terminated; NULL = this process's own */
	int rows, cols;
	bool no_sync;                    /* do not set STIGE_TEST_SYNC */
};

struct vt_cell {
	char text[32];                   /* UTF-8; "" in the right half of a wide one */
	int width;
	bool bold, underline, reverse;
	int fore, back;                  /* palette index, or -1 for the terminal's own */
};

/* NULL only when the system has no pseudo terminal left. */
struct vt *vt_start(const struct vt_options *o);
/* Ends the program's process group if it still runs. */
void vt_free(struct vt *vt);

/* Until the program waits for a key. False: it ended, or 10 s passed. */
bool vt_wait(struct vt *vt);
/* Sends and waits. */
bool vt_key(struct vt *vt, const char *name);
bool vt_type(struct vt *vt, const char *text);           /* each character a key */
bool vt_resize(struct vt *vt, int rows, int cols);
void vt_send(struct vt *vt, const char *bytes, size_t n);        /* raw, no waiting */

/* The program's process id. */
pid_t vt_program(const struct vt *vt);
/* Signals to the program's process group. */
void vt_signal(struct vt *vt, int signal);
/* Waits until it is stopped (bounded); what it wrote before is on the glass. */
bool vt_wait_stopped(struct vt *vt);
/* Closes our side, as when a window or a line goes away. */
void vt_hang_up(struct vt *vt);
/* Waits for the end (bounded). *ret_status as from waitpid. */
bool vt_wait_end(struct vt *vt, int *ret_status);

int vt_rows(const struct vt *vt);
int vt_cols(const struct vt *vt);
void vt_row(const struct vt *vt, int row, struct str *out);      /* appends, trailing blanks dropped */
void vt_text(const struct vt *vt, struct str *out);              /* all rows, a line feed each */
struct vt_cell vt_cell(const struct vt *vt, int row, int col);
bool vt_cursor(const struct vt *vt, int *ret_row, int *ret_col); /* returns: visible */
bool vt_second_screen(const struct vt *vt);                      /* the alternate screen is on */
/* Everything the program wrote since the last call of vt_forget, sync bytes left out. */
const struct str *vt_output(const struct vt *vt);
void vt_forget(struct vt *vt);

/* A picture of the glass. */
bool vt_png(const struct vt *vt, const char *path);

#endif
