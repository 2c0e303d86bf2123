/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A database from elsewhere, opened as reliability.md 1.5 wants it: a private copy, the header
 * before SQLite sees it, a connection that can do next to nothing, the tables compared byte for
 * byte with ours, quick_check; only then it is a store like any other.
 *
 * The tables come before quick_check: that one runs the CHECKs of the file, and until they are
 * known to be ours they are a stranger's code.
 */
#ifndef STORE_FOREIGN_H
#define STORE_FOREIGN_H

#include "stige/store/backup.h"

#define FOREIGN_MOST ((size_t)2 << 30)       /* bytes; the largest caseload we know of is a hundredth */

struct foreign {
	struct str dir, path;        /* the private folder and the copy in it */
	unsigned functions;          /* SQL functions that a statement of the opener named: always 0 */
	int64_t made;                /* of a backup */
	size_t bytes;
	struct store *s;             /* may be written: it is a copy */
};
#define FOREIGN_INIT { .dir = STR_INIT, .path = STR_INIT, .functions = 0, .made = 0, .bytes = 0, .s = NULL }

/* backup: with a trailer, which is checked and left out of the copy. Release in any case. */
enum stige_rc foreign_take(struct foreign *f, const char *path, const char *work, bool backup, struct err *err);
/* A sealed copy's keys; NULL and a copy that is not sealed are fine. */
enum stige_rc foreign_unlock(const struct backup_unlock *unlock, struct store *copy, struct err *err);
/* A backup, taken, unlocked and checked in full. Release in any case. */
enum stige_rc foreign_take_verified(struct foreign *f, const char *path, const char *work,
	const struct backup_unlock *unlock, struct err *err);
/* Closes it and takes copy and folder away. */
void foreign_release(struct foreign *f);

#endif
