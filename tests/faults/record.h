/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was done to the files of one folder and the folders made in it, in order, with the marks of
 * what was acknowledged in between; and what a power cut may leave of it.
 *
 * The model of replay: changes of names and of sizes reach the disk in the order they were made, and
 * are safe when a later fsync of the file (or, for names, of the folder) has returned. Of the bytes
 * written since a file's last fsync each write is lost, kept, or torn sector by sector (512 bytes).
 */
#ifndef TESTS_FAULTS_RECORD_H
#define TESTS_FAULTS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "stige/base/id.h"

struct record;

struct record *record_new(const char *dir);          /* an absolute, real path; empty at the start */
void record_free(struct record *r);
/* At most one is fed by disk.c at a time; NULL = none. */
void record_use(struct record *r);
void record_mark(struct record *r);                  /* what was done so far has been acknowledged */

size_t record_length(const struct record *r);
/* Marks among the first `at` operations. */
size_t record_marks(const struct record *r, size_t at);
/* Leaves in the empty folder `dir` what the disk may hold when the power goes after `at` operations. */
void record_replay(const struct record *r, size_t at, struct random *random, const char *dir);

/* Called by disk.c after a call that worked. */
void record_open(struct record *r, int fd, const char *path, bool may_create);
void record_close(struct record *r, int fd);
void record_write(struct record *r, int fd, off_t at, const void *bytes, size_t n);
void record_truncate(struct record *r, int fd, off_t size);
void record_sync(struct record *r, int fd);
void record_unlink(struct record *r, const char *path);
void record_link(struct record *r, const char *from, const char *to);
void record_rename(struct record *r, const char *from, const char *to);
void record_folder(struct record *r, const char *path);

#endif
