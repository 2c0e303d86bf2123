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
	/* Says what it has to say on call->out; what stopped it is in err, for command_run to say. */
	enum stige_rc (*run)(struct command_call *call, struct err *err);
};
extern const struct command_row command_rows[];
extern const size_t command_row_count;

/* What begins the program itself and is no command: `run` is NULL, main knows them. */
extern const struct command_row program_rows[];
extern const size_t program_row_count;

/* Runs argv[0..] and returns the exit code; unknown commands get a suggestion and exit 64. */
int command_run(const struct options *options, int argc, char **argv, FILE *out, FILE *err_stream);
/* The commands whose names begin with argv's words, else everything. Returns the exit code. */
int command_help(int argc, char **argv, FILE *out, FILE *err_stream);
/* "stige: what is wrong; what to do" on the stream; returns the exit code. */
int command_fail(FILE *err_stream, const struct err *err);
/* Last thing of a run that went well: has all of it reached `out`? Returns the exit code. */
int command_end(FILE *out, FILE *err_stream);

#endif
