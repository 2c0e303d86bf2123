/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

#define READ_AT_ONCE ((size_t)64 << 10)

/* ---- reading ---- */

static enum stige_rc cannot_open(const char *path, int error, struct err *err)
{
	if (error == ENOENT || error == ENOTDIR)
		return err_set(err, STIGE_NOINPUT, _("there is no file %s; check its name and folder"), path);
	if (error == EACCES || error == EPERM)
		return err_set(err, STIGE_NOINPUT, _("the file %s may not be read; ask for access to it"),
			path);
	return err_set(err, STIGE_NOINPUT, _("the file %s cannot be opened (%s); try another copy"),
		path, strerror(error));
}

static enum stige_rc too_large(const char *path, size_t most, struct err *err)
{
	return err_set(err, STIGE_DATA, _("the file %s is larger than %zu bytes; split it"), path, most);
}

static enum stige_rc read_failed(const char *path, struct err *err)
{
	return err_set(err, STIGE_IO, _("reading %s failed (%s); try another copy"), path, strerror(errno));
}

static enum stige_rc read_all(int fd, const char *path, size_t most, struct str *ret, struct err *err)
{
	char *buf = mem_alloc(READ_AT_ONCE);
	enum stige_rc rc = STIGE_OK;

	for (;;) {
		ssize_t n = read(fd, buf, READ_AT_ONCE);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			rc = read_failed(path, err);
			break;
		}
		if (n == 0)
			break;
		if ((size_t)n > most - ret->len) {
			rc = too_large(path, most, err);
			break;
		}
		str_addn(ret, buf, (size_t)n);
	}
	mem_free(buf);
	return rc;
}

enum stige_rc file_open(const char *path, size_t most, int *ret_fd, struct err *err)
{
	struct stat st;
	enum stige_rc rc = STIGE_OK;
	/* O_NONBLOCK: a pipe without a writer must not hang us before we can refuse it. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return cannot_open(path, errno, err);
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		rc = err_set(err, STIGE_NOINPUT, _("%s is not a file; name a file"), path);
	else if ((uintmax_t)st.st_size > most)
		rc = too_large(path, most, err);     /* before its bytes cost memory */
	if (rc == STIGE_OK)
		*ret_fd = fd;
	else
		close(fd);
	return rc;
}

enum stige_rc file_read_at(int fd, const char *path, size_t at, char *bytes, size_t n, size_t *ret_n,
	struct err *err)
{
	*ret_n = 0;
	while (*ret_n < n) {
		ssize_t got = pread(fd, bytes + *ret_n, n - *ret_n, (off_t)(at + *ret_n));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return read_failed(path, err);
		if (got == 0)
			break;
		*ret_n += (size_t)got;
	}
	return STIGE_OK;
}

enum stige_rc file_read(const char *path, size_t most, struct str *ret, struct err *err)
{
	bool standard = str_eq(path, "-");
	struct str text = STR_INIT;
	int fd = STDIN_FILENO;
	enum stige_rc rc = standard ? STIGE_OK : file_open(path, most, &fd, err);

	if (rc != STIGE_OK)
		return rc;
	rc = read_all(fd, standard ? _("standard input") : path, most, &text, err);
	if (!standard)
		close(fd);
	if (rc == STIGE_OK) {
		str_release(ret);
		*ret = text;
	} else {
		str_release(&text);
	}
	return rc;
}

bool file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_free(const char *path, uint64_t *ret)
{
	struct str folder = STR_INIT;
	struct statvfs fs;
	bool ok;

	if (file_is_folder(path))
		str_add(&folder, path);
	else
		file_folder(&folder, path);
	ok = statvfs(folder.text, &fs) == 0;
	if (ok)
		*ret = (uint64_t)fs.f_bavail * fs.f_frsize;
	str_release(&folder);
	return ok;
}

/* ---- folders ---- */

void file_folder(struct str *out, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		str_add(out, ".");
	else
		str_addn(out, path, slash == path ? 1 : (size_t)(slash - path));
}

void file_absolute(struct str *out, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	struct str folder = STR_INIT;
	char *real;

	file_folder(&folder, path);
	real = realpath(folder.text, NULL);
	if (real)
		file_join(out, real, name);
	else
		str_add(out, path);
	free(real);
	str_release(&folder);
}

void file_join(struct str *out, const char *dir, const char *name)
{
	str_add(out, dir);
	if (dir && *dir != '\0' && !str_ends(dir, "/"))
		str_addc(out, '/');
	while (dir && *dir != '\0' && *name == '/')
		name++;
	str_add(out, name);
}

/* A new name in a folder survives a power cut only when the folder itself is on disk. */
static bool sync_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return false;
	ok = fsync(fd) == 0 || errno == EINVAL;      /* EINVAL: a file system without such a thing */
	close(fd);
	return ok;
}

static enum stige_rc make_one_dir(const char *path, struct err *err)
{
	struct str parent = STR_INIT;
	struct stat st;
	bool ok;

	if (mkdir(path, 0700) != 0) {
		int error = errno;

		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			return STIGE_OK;
		return err_set(err, STIGE_CANTCREATE,
			_("the folder %s cannot be made (%s); choose another place"),
			path, strerror(error == EEXIST ? ENOTDIR : error));
	}
	file_folder(&parent, path);
	ok = sync_folder(parent.text);
	str_release(&parent);
	if (!ok)
		return err_set(err, STIGE_IO, _("the folder %s may not be on the disk yet; try again"), path);
	return STIGE_OK;
}

enum stige_rc file_make_dir(const char *path, struct err *err)
{
	char *part = mem_strdup(path);
	enum stige_rc rc = STIGE_OK;
	size_t len = strlen(part);

	while (len > 1 && part[len - 1] == '/')
		part[--len] = '\0';
	for (char *slash = part + 1; rc == STIGE_OK && len > 0 && (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		rc = make_one_dir(part, err);
		*slash = '/';
	}
	if (rc == STIGE_OK && len > 0)
		rc = make_one_dir(part, err);
	mem_free(part);
	return rc;
}

/* ---- writing ---- */

static enum stige_rc cannot_write(const char *path, enum stige_rc rc, int error, struct err *err)
{
	if (error == ENOSPC || error == EDQUOT || error == EFBIG)
		return err_set(err, STIGE_IO,
			_("the disk is full, %s was not written; make room and try again"), path);
	if (error == EACCES || error == EPERM || error == EROFS)
		return err_set(err, STIGE_CANTCREATE, _("%s may not be written; choose another folder"),
			path);
	return err_set(err, rc, _("%s was not written (%s); try another folder"), path, strerror(error));
}

/* Everything on disk, or errno says why not. */
static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			errno = done < 0 ? errno : ENOSPC;
			return false;
		}
		bytes += done;
		n -= (size_t)done;
	}
	return fsync(fd) == 0;
}

/* Fills the temporary file and gives it its name. */
static enum stige_rc replace(const char *temporary, int fd, const char *path,
	const void *bytes, size_t n, struct err *err)
{
	bool ok = write_all(fd, bytes, n);
	int error = errno;

	if (close(fd) != 0 && ok) {
		ok = false;
		error = errno;
	}
	if (ok && rename(temporary, path) != 0) {
		ok = false;
		error = errno;
	}
	if (ok)
		return STIGE_OK;
	unlink(temporary);
	return cannot_write(path, STIGE_IO, error, err);
}

enum stige_rc file_write(const char *path, const void *bytes, size_t n, struct err *err)
{
	struct str temporary = STR_INIT, dir = STR_INIT;
	enum stige_rc rc;
	int fd;

	file_folder(&dir, path);
	rc = file_make_dir(dir.text, err);
	if (rc != STIGE_OK)
		goto out;
	str_addf(&temporary, "%s.XXXXXX", path);
	fd = mkstemp(temporary.text);                /* mode 0600 */
	if (fd < 0) {
		rc = cannot_write(path, STIGE_CANTCREATE, errno, err);
		goto out;
	}
	rc = replace(temporary.text, fd, path, bytes, n, err);
	if (rc == STIGE_OK && !sync_folder(dir.text))
		rc = err_set(err, STIGE_IO, _("%s is written but may not be on the disk yet; write it again"),
			path);
out:
	str_release(&temporary);
	str_release(&dir);
	return rc;
}

/* Takes the last name off a path. */
static bool up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash)
		*slash = '\0';
	return slash != NULL;
}

/* "../" is gone through here: what people are shown is a path without it. */
bool file_beside_program(struct str *out, const char *relative)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	if (n <= 0)
		return false;
	self[n] = '\0';
	if (!up(self))
		return false;
	for (; str_starts(relative, "../"); relative += strlen("../"))
		if (!up(self))
			return false;
	str_clear(out);
	file_join(out, self, relative);
	return file_exists(out->text);
}
