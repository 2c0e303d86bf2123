/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a program that was killed leaves beside the file: a copy that it was looking at, half a
 * backup, a second name of the file when it was restoring. The copies are as confidential as the
 * file, and erasing a person does not reach them: the next program takes them away. Their names say
 * whose they are, so that nothing is pulled from under a program that lives.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"

#include "leftover.h"
#include "stige/base/banned.h"

#define COPY_BEGIN ".stige-"
#define HALF_END ".tmp"

/* ---- names ---- */

void leftover_copy_name(struct str *out)
{
	str_addf(out, COPY_BEGIN "%ld-XXXXXX", (long)getpid());
}

void leftover_half_name(const char *path, struct str *out)
{
	struct random random = store_system_random();        /* a store's own must stay repeatable */
	struct id id = id_make(&random);
	char hex[ID_HEX];

	str_addf(out, "%s.%ld-%.8s" HALF_END, path, (long)getpid(), id_format(&id, hex));
}

/* The process that a name's "PID-..." begins with is gone. */
static bool is_orphan(const char *at)
{
	char *end;
	long pid = strtol(at, &end, 10);

	return end > at && *end == '-' && pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

/* "NAME.PID-01234567.tmp" */
static bool is_half(const char *name)
{
	size_t n = strlen(name);
	size_t dot = n < strlen(HALF_END) ? 0 : n - strlen(HALF_END);

	while (dot > 0 && name[dot - 1] != '.')
		dot--;
	return dot > 1 && str_ends(name, HALF_END) && is_orphan(name + dot);
}

static bool is_copy(const char *name)
{
	return str_starts(name, COPY_BEGIN) && is_orphan(name + strlen(COPY_BEGIN));
}

/* ---- taking away ---- */

static bool is_ours(int dir, const char *name, mode_t kind)
{
	struct stat st;

	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && st.st_uid == geteuid() &&
		(st.st_mode & S_IFMT) == kind;
}

void leftover_empty_copy(const char *dir)
{
	static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };
	struct str path = STR_INIT;

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++) {
		str_clear(&path);
		str_addf(&path, "%s/" LEFTOVER_COPY "%s", dir, suffixes[i]);
		(void)unlink(path.text);
	}
	(void)rmdir(dir);
	str_release(&path);
}

void leftover_sweep(const char *folder)
{
	DIR *dir = opendir(folder);
	struct str path = STR_INIT;
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *name = entry->d_name;

		str_clear(&path);
		file_join(&path, folder, name);
		if (is_copy(name) && is_ours(dirfd(dir), name, S_IFDIR))
			leftover_empty_copy(path.text);
		else if (is_half(name) && is_ours(dirfd(dir), name, S_IFREG))
			(void)unlink(path.text);
	}
	if (dir)
		closedir(dir);
	str_release(&path);
}

/* ---- a restore that was cut off ---- */

void leftover_kept_begin(const char *path, struct str *out)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	str_addn(out, path, dot && dot > name ? (size_t)(dot - path) : strlen(path));
	str_add(out, "-before-restore-");
}

/* How many names for putting aside the file itself has; takes them from it if told to. */
static nlink_t kept_names(const char *path, const struct stat *file, bool take)
{
	struct str folder = STR_INIT, begin = STR_INIT, other = STR_INIT;
	struct dirent *entry;
	struct stat st;
	nlink_t count = 0;
	DIR *dir;

	file_folder(&folder, path);
	leftover_kept_begin(path, &begin);
	dir = opendir(folder.text);
	while (dir && (entry = readdir(dir))) {
		str_clear(&other);
		file_join(&other, folder.text, entry->d_name);
		if (!str_starts(other.text, begin.text) || lstat(other.text, &st) != 0 || st.st_ino != file->st_ino ||
			st.st_dev != file->st_dev)
			continue;
		count++;
		if (take)
			(void)unlink(other.text);
	}
	if (dir)
		closedir(dir);
	str_release(&folder);
	str_release(&begin);
	str_release(&other);
	return count;
}

bool leftover_explains(const char *path, const struct stat *file)
{
	return file->st_nlink == 1 + kept_names(path, file, false);
}

/* Under the lock, which whoever restores holds too; and only if the file still has its own name. */
static enum stige_rc take_names(struct store *s, void *arg, struct err *err)
{
	struct stat st;

	(void)arg;
	(void)err;
	if (stat(s->path, &st) == 0 && st.st_dev == s->device_no && st.st_ino == s->inode)
		kept_names(s->path, &st, true);
	return STIGE_OK;
}

enum stige_rc leftover_names(struct store *s, struct err *err)
{
	struct stat st;

	if (stat(s->path, &st) != 0 || st.st_nlink == 1)
		return STIGE_OK;
	return store_tx(s, take_names, NULL, err);
}
