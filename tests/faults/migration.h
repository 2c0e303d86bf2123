/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A schema one newer than this program's, for migrations that are cut short: a new table and a row
 * in it for each client. It is taken back again before the file is looked at.
 */
#ifndef TESTS_FAULTS_MIGRATION_H
#define TESTS_FAULTS_MIGRATION_H

#include "stige/store/store.h"

enum stige_rc migration_run(struct store *s, struct err *err);
/*
 * For a file that the store refuses as newer. STIGE_DATA when it is not wholly new. *ret_version: what
 * it was.
 */
enum stige_rc migration_take_back(const char *path, int *ret_version, struct err *err);

#endif
