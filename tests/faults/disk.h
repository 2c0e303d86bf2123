/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stands between the store (with the SQLite and libsodium under it) and the disk: every call that
 * touches a file is counted, can be made to fail, to be cut short or to end the process, and can be
 * recorded. The functions of the same names in disk.c take the C library's place in any program
 * that links them, so no call of a library that is loaded goes past them.
 *
 * Nothing is forced onto the real disk: fsync only counts and is recorded, which is what makes
 * thousands of runs a minute possible.
 */
#ifndef TESTS_FAULTS_DISK_H
#define TESTS_FAULTS_DISK_H

#include <stdbool.h>
#include <stddef.h>

enum disk_call {
	DISK_OPEN,
	DISK_CLOSE,
	DISK_READ,
	DISK_WRITE,
	DISK_TRUNCATE,
	DISK_SYNC,
	DISK_UNLINK,
	DISK_RENAME,
	DISK_LINK,
	DISK_FOLDER,                 /* mkdir, mkdtemp, rmdir */
	DISK_STAT,
	DISK_ACCESS,
	DISK_LOCK,
	DISK_MODE,
	DISK_CALL_COUNT
};

/* Not an errno: the call does half of its work and says so. Made for DISK_READ and DISK_WRITE. */
#define DISK_SHORT (-1)

struct disk_fault {
	enum disk_call call;
	unsigned nth;                /* from 1, counted since disk_arm */
	int error;                   /* errno, or DISK_SHORT */
	bool for_good;               /* every call of the kind after it too */
};

const char *disk_call_name(enum disk_call call);

/* From now on; the counts begin at zero. NULL only counts. */
void disk_arm(const struct disk_fault *fault);
/* Dies by SIGKILL at the nth call that changes the disk (from 1): before it, or half through a write. */
void disk_arm_kill(unsigned nth, bool halfway);
void disk_disarm(void);
bool disk_struck(void);                              /* has the fault been met since disk_arm? */
unsigned disk_count(enum disk_call call);            /* calls since disk_arm */
unsigned disk_changes(void);                         /* of those that change the disk */
/* How often a file of a write-ahead log was opened, since the program began: never. */
unsigned disk_wal_opened(void);

#endif
