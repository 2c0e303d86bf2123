/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands, one table: stige COMMAND [WORDS]. It feeds --help, the man page, the
 * completions and the "did you mean".
 */
#ifndef STIGE_CLI_COMMAND_H
#define STIGE_CLI_COMMAND_H

#include "stige/cli/options.h"

struct command_call {
	const struct options *options;
	int argc;                        /* the command's own words, without its name */
	char **argv;
	FILE *out, *err;
};

enum command_flags {
	COMMAND_READ_ONLY = 1 << 0,      /* also serves --read-only: shows nothing about a person */
};

struct command_row {
	const char *name;                /* "client add" */
	const char *words;               /* "--name NAME [--birth DATE] ..." */
	const char *help;                /* N_() */
	unsigned flags;
	/* Returns the exit code; has printed what it had to say. */
	int (*run)(struct command_call *call);
};
extern const struct command_row command_rows[];
extern const size_t command_row_count;

/* Runs argv[0..]; unknown commands get a suggestion and exit 64. */
int command_run(const struct options *options, int argc, char **argv, FILE *out, FILE *err);
void command_help(FILE *out);
/* "stige: what is wrong; what to do" on call->err; returns the exit code. */
int command_fail(FILE *err_stream, const struct err *err);

#endif
