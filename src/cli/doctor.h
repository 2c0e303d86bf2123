/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of stige doctor. A line each: what is there, and where it is little, what to do. */
#ifndef CLI_DOCTOR_H
#define CLI_DOCTOR_H

#include "stige/cli/command.h"
#include "stige/store/store.h"

enum stige_rc doctor_terminal(struct command_call *call, struct err *err);
/* Who can read the file and its folder; what backups there are. */
enum stige_rc doctor_place(struct command_call *call, const struct store *s, struct err *err);

#endif
