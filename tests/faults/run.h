/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One use case in a process of its own, on a copy of the scene: how the process ended, what it said,
 * and what it left in the folder.
 */
#ifndef TESTS_FAULTS_RUN_H
#define TESTS_FAULTS_RUN_H

#include <sys/types.h>

#include "disk.h"
#include "scene.h"

/* Written by the child, read by the parent after it. */
struct told {
	bool returned;                   /* the use case did, whatever it said */
	enum stige_rc rc, again;         /* again: the same once more on the same store, when rc was not OK */
	char msg[1024];
	bool struck, wal;                /* wal: a file of a write-ahead log was opened */
	unsigned seen[DISK_CALL_COUNT], changes;
};

struct runs {
	struct scene scene;              /* whose folder the runs take place in */
	const struct use *use;
	struct str base;                 /* the file before, if the use case begins with one */
	struct str beside;               /* a backup in the folder, if it needs one */
	struct str done;                 /* the file after */
	char before[LOOK_HASH], after[LOOK_HASH];
	int version_after;
	struct told *told;               /* shared with the child */
};

/* A fault is put in just before the use case and taken away after it. */
struct fault {
	void (*arm)(const void *what);
	void (*disarm)(void);
	const void *what;
	const char *spoil;               /* pragmas, or NULL */
	bool retries;                    /* say it again, without the fault */
};

/* Runs it once without a fault: what it leaves, and how many calls it makes (in runs->told). */
void runs_begin(struct runs *r, const struct scene *built, const struct use *use);
void runs_end(struct runs *r);
/* Returns the status of waitpid. quiet: where standard error goes, or -1. */
int runs_try(struct runs *r, const struct fault *fault, int quiet);
/* On the folder as the last run left it. */
int runs_again(struct runs *r, const struct fault *fault);
/* look_at, but for files that are byte for byte as before or after, which were looked at already. */
void runs_look(const struct runs *r, struct look *ret);

extern const struct fault no_fault;

#endif
