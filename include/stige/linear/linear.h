/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The linear mode: a whole meeting, and reading a client's page, as prompts, one a line, for whoever does
 * not see the screen. It stands beside the screens on the same use cases and the same engine, keeps the same
 * locks and writes the same events; it draws nothing.
 *
 * At every prompt: "?" explains, "back" goes one step back, "stop" leaves what is running and keeps it. The
 * words are typed in the language in effect, or in English.
 */
#ifndef STIGE_LINEAR_LINEAR_H
#define STIGE_LINEAR_LINEAR_H

#include "stige/base/err.h"
#include "stige/casefile/desk.h"
#include "stige/ui/lines.h"

struct linear_options {
	struct desk *desk;               /* lent; founded or not, locked or not */
	struct lines *lines;             /* lent */
	const char *login;               /* who founds the office at first start */
	const char *localedir;           /* to change the language while running */
	const char *hint;                /* said first (demo), NULL = none */
	const char *meet;                /* a case number: its meeting at once, then the end; NULL = the caseload */
};

/*
 * Until "stop" at the caseload, or no more input comes: that is an end as any other, and what was being
 * answered is kept. Fails with STIGE_NOTFOUND for `meet`, and where the caseload cannot be read.
 */
enum stige_rc linear_run(const struct linear_options *options, struct err *err);

#endif
