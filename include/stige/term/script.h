/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The script terminal: keys from a file, screens to files, no terminal. One line each:
 *   a key's name (Enter, Ctrl-p, x) or an action's name (new-client)
 *   type TEXT        every character of TEXT as a key
 *   @dump NAME       writes DIR/NAME.txt as canvas_dump gives it
 *   @size CxR        the window gets a new size
 *   @after MINUTES   time passes; otherwise it stands still
 * Blank lines and lines that begin with "# " are passed over. Anything else is an error that
 * names the line, found before the first key is sent. After the last line the program ends as
 * on a hang-up. Every frame is appended to DIR/frames.txt, between lines "=== N LINE".
 */
#ifndef STIGE_TERM_SCRIPT_H
#define STIGE_TERM_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/ui/loop.h"

struct term_script_options {
	const char *path;            /* the script; "-" is standard input */
	const char *dump_dir;        /* NULL: @dump is an error, no frames are kept */
	int rows, cols;              /* at the start */
	int64_t now;
	enum spark_ladder spark;
	/* For tests: called with every frame. A message in err stops the run. May be NULL. */
	enum stige_rc (*frame)(void *context, const struct canvas *c, int line, struct err *err);
	void *context;
};

enum stige_rc term_script_open(const struct term_script_options *options, struct terminal **ret,
	struct err *err);
/* "80x24" as columns and rows, 1..500 each. */
bool term_script_size(const char *text, int *ret_rows, int *ret_cols);

#endif
