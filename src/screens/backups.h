/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backups of the desk's file, and going back to one. */
#ifndef STIGE_SCREENS_BACKUPS_H
#define STIGE_SCREENS_BACKUPS_H

#include "app_state.h"

extern const struct screen screen_restore;       /* const char *, the backup's path; refused while a meeting is open */

/* "6500 kB", "65 MB": for people. */
void backups_size_words(uint64_t bytes, struct str *out);

#endif
