/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standard input and output as a terminal of lines. At most one terminal of any kind at a time. */
#ifndef STIGE_TERM_LINES_H
#define STIGE_TERM_LINES_H

#include "stige/base/err.h"
#include "stige/ui/lines.h"

struct term_lines_options {
	bool now_given;              /* --now: the clock stands still */
	int64_t now;
};

/*
 * STIGE_IO where no signal pipe can be made. What cannot be written ends the talk (LINE_END): nobody is
 * asked what nobody can read.
 */
enum stige_rc term_lines_open(const struct term_lines_options *options, struct lines **ret, struct err *err);

#endif
