/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command prints. Nothing reaches standard output or standard error but through here,
 * so that no name can move the cursor and no full disk goes unnoticed.
 */
#ifndef STIGE_CLI_OUTPUT_H
#define STIGE_CLI_OUTPUT_H

#include "stige/cli/command.h"

/* Text for people, made safe to show. STIGE_IO when it cannot be written. */
enum stige_rc output_text(const struct command_call *call, const char *text, struct err *err);
enum stige_rc output_say(const struct command_call *call, struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/*
 * Appends the text made safe (flags: enum text_flags) in the letters that the descriptor can show: on a
 * terminal the locale's, other ones in their place where it has none; files and pipes get UTF-8.
 */
void output_safe(int fd, const char *text, unsigned flags, struct str *out);
/* The bytes of a file, as they are; on a terminal as text for people. */
enum stige_rc output_bytes(const struct command_call *call, const char *bytes, size_t n, struct err *err);
/* The same as a csv_sink's write; state is the call. */
enum stige_rc output_sink(void *call, const char *bytes, size_t n, struct err *err);
/* A line on standard error, made safe; for findings that come before the error itself. */
void output_complain(const struct command_call *call, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * How far long work has got, on standard error where that is a terminal, and nowhere else. of = 0 takes the
 * line away again.
 */
void output_progress(const struct command_call *call, size_t done, size_t of);

/* STIGE_IO when something did not reach the stream. */
enum stige_rc output_flush(FILE *out, struct err *err);
/* Columns of standard output: $COLUMNS, else the terminal's, else 80. */
int output_columns(void);

#endif
