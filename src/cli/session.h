/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command opens: the desk with the options' database, forms, caseworker and time.
 */
#ifndef STIGE_CLI_SESSION_H
#define STIGE_CLI_SESSION_H

#include "stige/casefile/desk.h"
#include "stige/cli/command.h"
#include "stige/store/clients.h"

/* The clock of the options, for store_options.now; ctx is the struct options. */
int64_t session_now(void *options);
int32_t session_today(const struct options *o);

/* A founded desk with a caseworker. Refuses under --read-only: people are not shown without an event. */
enum stige_rc session_desk(const struct command_call *call, struct desk **ret, struct err *err);
/* The store alone, for check, dump, log and backup. */
enum stige_rc session_store(const struct command_call *call, struct store **ret, struct err *err);
/* The client with this case number. */
enum stige_rc session_client(struct desk *d, const char *number, struct arena *a, struct client *ret,
	struct err *err);
/* Prints text made for people; STIGE_IO when the output cannot take it. */
enum stige_rc session_print(const struct command_call *call, const struct str *text, struct err *err);
/* Columns of standard output: COLUMNS, else 80. */
int session_columns(void);

#endif
