/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that hold everywhere, from one table that also feeds --help, the man page and
 * the completions.
 */
#ifndef STIGE_CLI_OPTIONS_H
#define STIGE_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "stige/base/err.h"
#include "stige/base/str.h"

struct terminal_facts;                   /* ui/loop.h */

struct options {
	const char *database;            /* --database, else the user's own file; NULL = nobody knows where */
	const char *forms;               /* --forms, else the first folder found */
	const char *lang;                /* "da", "en", or NULL = the environment's */
	const char *as;                  /* login; else the operating system's user */
	const char *script, *dump;       /* script terminal */
	const char *spark;               /* "blocks", "lines", "digits", NULL = probe */
	const char *speak;               /* command that reads aloud; NULL = none */
	const char *theme;               /* NULL = auto */
	const char *color;               /* "auto", "always", "never" */
	const struct terminal_facts *terminal;   /* for doctor; main fills it in */
	int64_t now;                     /* INSTANT_NONE = the clock */
	int passphrase_fd;               /* -1 = none */
	int rows, columns;               /* 0 = the terminal's */
	bool read_only, help, version;
	bool accessible;                 /* --accessible, ACCESSIBLE, or TERM is dumb: the linear mode */
	bool database_given;
	struct str database_path, forms_path, login;     /* owns what the pointers above name */
};

struct option_row {
	const char *name;                /* without the dashes */
	const char *argument;            /* "FILE", NULL = none */
	const char *help;                /* N_() */
};
extern const struct option_row option_rows[];
extern const size_t option_row_count;

/*
 * Takes the options out of argv, wherever they stand before "--"; what remains are the command and
 * its own words. Unknown options are left to the command. STIGE_USAGE on a bad value.
 */
enum stige_rc options_parse(struct options *o, int *argc, char **argv, struct err *err);
void options_release(struct options *o);

#define OPTIONS_SECRET 1024              /* bytes of a line, with its NUL */
/*
 * The next line of --passphrase-fd, to be freed with secret_free; NULL where the option was not given.
 * STIGE_NOINPUT when there are no more lines.
 */
enum stige_rc options_secret(const struct options *o, char **ret, struct err *err);

/* STIGE_USAGE: --read-only does not serve what was asked for. */
enum stige_rc options_not_read_only(struct err *err);

/* The folder of the translations: beside the program (installed or built), else where it was built for. */
void options_localedir(struct str *out);

#endif
