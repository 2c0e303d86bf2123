/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program that was killed left beside the file, and the names it goes by. */
#ifndef STORE_LEFTOVER_H
#define STORE_LEFTOVER_H

#include <sys/stat.h>

#include "internal.h"

#define LEFTOVER_COPY "copy.db"      /* in a folder of its own */

/* For mkdtemp: the folder of a copy that is looked at. */
void leftover_copy_name(struct str *out);
/* A backup until it is proven. */
void leftover_half_name(const char *path, struct str *out);
/* "/.../stige-before-restore-": how the name begins under which a restore puts the file aside. */
void leftover_kept_begin(const char *path, struct str *out);

/* Takes away the copy, what SQLite put beside it, and its folder. */
void leftover_empty_copy(const char *dir);
/* Takes away what programs that are gone left in the folder. */
void leftover_sweep(const char *folder);

/* Are all further names of the file those of a restore that was cut off? */
bool leftover_explains(const char *path, const struct stat *file);
/* Then it loses them. */
enum stige_rc leftover_names(struct store *s, struct err *err);

#endif
