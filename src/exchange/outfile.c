/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum { COPY_BYTES = 1 << 16 };

static enum stige_rc write_failed(const struct outfile *f, struct err *err)
{
	return err_set(err, STIGE_IO, _("%s cannot be written (%s); make room or choose another place."),
		f->path.text, strerror(errno));
}

static enum stige_rc make_failed(const struct outfile *f, struct err *err)
{
	return err_set(err, STIGE_CANTCREATE, _("%s cannot be made (%s); choose another place."),
		f->path.text, strerror(errno));
}

static enum stige_rc open_in(struct outfile *f, const char *folder, struct err *err)
{
	file_join(&f->temporary, folder, ".stige-XXXXXX");
	f->fd = mkstemp(f->temporary.text);
	if (f->fd < 0) {
		str_clear(&f->temporary);
		return make_failed(f, err);
	}
	if (fchmod(f->fd, S_IRUSR | S_IWUSR) || fcntl(f->fd, F_SETFD, FD_CLOEXEC))
		return make_failed(f, err);
	sha256_begin(&f->hash);
	return STIGE_OK;
}

enum stige_rc outfile_open(struct outfile *f, const char *path, struct err *err)
{
	struct str folder = STR_INIT;
	struct stat st;
	enum stige_rc rc = STIGE_OK;

	str_add(&f->path, path);
	file_folder(&folder, path);
	if (!file_exists(folder.text))
		rc = file_make_dir(folder.text, err);
	/* Asked now, so that nothing is recorded for a name that cannot be given later. */
	if (rc == STIGE_OK && !lstat(path, &st) && !S_ISREG(st.st_mode)) {
		rc = err_set(err, STIGE_CANTCREATE, _("%s is there and is no ordinary file; choose another "
			"name."), path);
	}
	if (rc == STIGE_OK)
		rc = open_in(f, folder.text, err);
	str_release(&folder);
	return rc;
}

enum stige_rc outfile_open_nameless(struct outfile *f, const char *beside, struct err *err)
{
	struct str folder = STR_INIT;
	enum stige_rc rc;

	file_folder(&folder, beside);
	str_add(&f->path, _("a temporary file"));
	rc = open_in(f, folder.text, err);
	if (rc == STIGE_OK) {
		unlink(f->temporary.text);
		str_clear(&f->temporary);
	}
	str_release(&folder);
	return rc;
}

enum stige_rc outfile_write(void *state, const char *bytes, size_t n, struct err *err)
{
	struct outfile *f = state;

	sha256_add(&f->hash, bytes, n);
	f->bytes += n;
	while (n) {
		ssize_t done = write(f->fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return write_failed(f, err);
		bytes += done;
		n -= (size_t)done;
	}
	return STIGE_OK;
}

enum stige_rc outfile_seal(struct outfile *f, char ret_sha256[SHA256_HEX], struct err *err)
{
	if (fsync(f->fd))
		return write_failed(f, err);
	sha256_end_hex(&f->hash, ret_sha256);
	return STIGE_OK;
}

/* The new name is on disk only when the folder is. */
static enum stige_rc sync_folder(const struct outfile *f, struct err *err)
{
	struct str folder = STR_INIT;
	enum stige_rc rc = STIGE_OK;
	int fd;

	file_folder(&folder, f->path.text);
	fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || fsync(fd))
		rc = write_failed(f, err);
	if (fd >= 0)
		close(fd);
	str_release(&folder);
	return rc;
}

enum stige_rc outfile_publish(struct outfile *f, struct err *err)
{
	if (rename(f->temporary.text, f->path.text))
		return make_failed(f, err);
	str_clear(&f->temporary);
	return sync_folder(f, err);
}

enum stige_rc outfile_copy(struct outfile *f, struct csv_sink to, struct err *err)
{
	char buffer[COPY_BYTES];
	enum stige_rc rc = STIGE_OK;
	off_t at = 0;

	while (rc == STIGE_OK) {
		ssize_t n = pread(f->fd, buffer, sizeof(buffer), at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, STIGE_IO, _("%s cannot be read back (%s); try again."),
				f->path.text, strerror(errno));
		if (n == 0)
			break;
		rc = to.write(to.state, buffer, (size_t)n, err);
		at += n;
	}
	return rc;
}

void outfile_release(struct outfile *f)
{
	if (f->fd >= 0)
		close(f->fd);
	if (f->temporary.len)
		unlink(f->temporary.text);
	str_release(&f->temporary);
	str_release(&f->path);
	f->fd = -1;
}
