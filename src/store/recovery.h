/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_RECOVERY_H
#define STORE_RECOVERY_H

#include "stige/store/keys.h"

#define RECOVERY_PLAIN (4 * RECOVERY_GROUPS + 1)     /* the code without hyphens, with its NUL */

/* The one way to write what was typed; false when it cannot be a code. */
bool recovery_read(const char *typed, char ret[RECOVERY_PLAIN]);

#endif
