/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is typed and must not be seen: from --passphrase-fd, a line for each question, else at
 * the terminal without an echo. What comes back is freed with secret_free.
 */
#ifndef STIGE_CLI_PROMPT_H
#define STIGE_CLI_PROMPT_H

#include "stige/cli/command.h"

/* "Passphrase of LOGIN: ". STIGE_PERMISSION when there is neither descriptor nor terminal. */
enum stige_rc prompt_passphrase(const struct command_call *call, const char *login, char **ret,
	struct err *err);
/* A new one, typed twice at the terminal; it is long enough. */
enum stige_rc prompt_new_passphrase(const struct command_call *call, const char *login, char **ret,
	struct err *err);
enum stige_rc prompt_recovery(const struct command_call *call, char **ret, struct err *err);
/*
 * Shows a new recovery code; at the terminal two of its groups are asked for, until they are
 * right. STIGE_NOTFOUND when the person gives up with an empty line.
 */
enum stige_rc prompt_keep_recovery(const struct command_call *call, const char *code, struct err *err);

#endif
