/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole files in and out. Reading has a cap; writing makes the file whole or not at all
 * (temporary name, fsync, rename, fsync of the folder), mode 0600, in a folder that is made
 * with mode 0700 when it is not there.
 */
#ifndef STIGE_BASE_FILE_H
#define STIGE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/base/str.h"

#define FILE_MOST ((size_t)64 << 20)

/*
 * To read a regular file of at most `most` bytes; the caller closes it. Errors as file_read, with the
 * sentence that names the path.
 */
enum stige_rc file_open(const char *path, size_t most, int *ret_fd, struct err *err);
/* Up to n bytes from a place on; *ret_n is less only at the end. */
enum stige_rc file_read_at(int fd, const char *path, size_t at, char *bytes, size_t n, size_t *ret_n,
	struct err *err);
/* "-" reads standard input. Refuses what is not a regular file, and more than `most` bytes. */
enum stige_rc file_read(const char *path, size_t most, struct str *ret, struct err *err);
/* Replaces path as a whole; on failure the old file stands and no temporary one is left. */
enum stige_rc file_write(const char *path, const void *bytes, size_t n, struct err *err);
/* Makes the folder and its parents, mode 0700. */
enum stige_rc file_make_dir(const char *path, struct err *err);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* Bytes that can still be written where the path lies, or its folder; false when that cannot be asked. */
bool file_free(const char *path, uint64_t *ret);
/*
 * The path of what lies beside the program: installed ("../share/stige/forms") or in the build tree ("../forms").
 * False when it is not there.
 */
bool file_beside_program(struct str *out, const char *relative);
/* As it is found from anywhere: the folder's real path and the name; as it is where there is no such folder. */
void file_absolute(struct str *out, const char *path);
/* Appends the folder a path lies in: "/a" of "/a/b", "/" of "/a", "." of "b". */
void file_folder(struct str *out, const char *path);
/* Joins with one slash. */
void file_join(struct str *out, const char *dir, const char *name);

#endif
