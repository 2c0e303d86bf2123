/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copies of the whole file, made beside a live program and proven by reopening them.
 */
#ifndef STIGE_STORE_BACKUP_H
#define STIGE_STORE_BACKUP_H

#include "stige/store/store.h"

/* Full check first; VACUUM INTO a temporary file, reopened, checked, dump hash equal, fsync, rename. */
enum stige_rc backup_make(struct store *s, const char *path, struct err *err);

#endif
