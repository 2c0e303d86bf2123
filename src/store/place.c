/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the file may lie. Everything is asked by name, never by opening the file: closing it
 * again would drop the locks of a connection this process already has (howtocorrupt.html 2.2).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "leftover.h"
#include "stige/base/banned.h"

#define DEFAULT_NAME "stige.db"

/* statfs(2) types whose locks cannot be trusted. */
static const struct {
	unsigned long type;
	const char *name;
} networks[] = {
	{ 0x6969, "NFS" },
	{ 0x517b, "SMB" },
	{ 0xff534d42, "CIFS" },
	{ 0xfe534d42, "SMB2" },
	{ 0x01021997, "9p" },
	{ 0x5346414f, "AFS" },
	{ 0x73757245, "Coda" },
	{ 0x564c, "NCP" },
	{ 0x00c36400, "Ceph" },
};

const char *place_network_name(unsigned long type)
{
	for (size_t i = 0; i < ARRAY_SIZE(networks); i++)
		if (networks[i].type == (type & 0xffffffff))
			return networks[i].name;
	return NULL;
}

static unsigned long system_fs_type(const char *dir)
{
	struct statfs fs;

	return statfs(dir, &fs) == 0 ? (unsigned long)fs.f_type : 0;
}

/* XDG Base Directory Specification: a relative XDG_DATA_HOME does not count. */
static enum stige_rc default_folder(struct str *out, struct err *err)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data && *data == '/') {
		file_join(out, data, "stige");
		return STIGE_OK;
	}
	if (home && *home == '/') {
		file_join(out, home, ".local/share/stige");
		return STIGE_OK;
	}
	return err_set(err, STIGE_CONFIG,
		_("it is not known where your files are (HOME is not set); name the file with --database"));
}

enum stige_rc store_default_path(struct str *out, struct err *err)
{
	struct str dir = STR_INIT;
	enum stige_rc rc = default_folder(&dir, err);

	if (rc == STIGE_OK)
		file_join(out, dir.text, DEFAULT_NAME);
	str_release(&dir);
	return rc;
}

/* ---- the folder ---- */

static enum stige_rc folder_missing(const struct store_options *o, const char *dir, struct err *err)
{
	struct str standard = STR_INIT;
	bool ours = o->create && default_folder(&standard, NULL) == STIGE_OK && str_eq(standard.text, dir);
	enum stige_rc rc;

	str_release(&standard);
	if (ours)
		rc = file_make_dir(dir, err);
	else
		rc = err_set(err, STIGE_NOINPUT,
			_("there is no folder %s; make it (mkdir -m 700) or name another with --database"),
			dir);
	return rc;
}

/* Nobody's file, or ours: what stands under our names was not put there by another. */
static bool is_ours(const char *path, const char *suffix)
{
	struct str name = STR_INIT;
	struct stat st;
	bool ours;

	str_addf(&name, "%s%s", path, suffix);
	ours = lstat(name.text, &st) != 0 || st.st_uid == geteuid();
	str_release(&name);
	return ours;
}

/*
 * A folder that others may write to: they could swap the file, or lay a journal beside it that
 * SQLite would play back. In one with the sticky bit (as /tmp) they can do neither once both
 * names are ours, and with TRUNCATE the journal stays.
 */
static bool others_may_tamper(const struct stat *dir, const char *path)
{
	if (!(dir->st_mode & (S_IWGRP | S_IWOTH)))
		return false;
	return !(dir->st_mode & S_ISVTX) || !is_ours(path, "") || !is_ours(path, "-journal");
}

/* What a folder must be like before anything is written in it. */
static enum stige_rc folder_check(const struct store_options *o, const char *dir, const char *path, struct err *err)
{
	const char *network = place_network_name((o->fs_type ? o->fs_type : system_fs_type)(dir));
	struct stat st;

	if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		return err_set(err, STIGE_NOINPUT, _("%s is not a folder; name another with --database"),
			dir);
	if (network)
		return err_set(err, STIGE_CONFIG,
			_("%s lies on a network drive (%s), where two programs can destroy a database; keep "
			"it on this computer's own disk and copy backups to the network"),
			dir, network);
	if (others_may_tamper(&st, path))
		return err_set(err, STIGE_CONFIG,
			_("others may write to the folder %s; use one of your own, or run chmod go-w on it"),
			dir);
	/* The mode is looked at too: root may write anywhere, but was not meant to. */
	if (!(st.st_mode & S_IWUSR) || access(dir, W_OK | X_OK) != 0)
		return err_set(err, STIGE_PERMISSION,
			_("the folder %s cannot be written; name another with --database"), dir);
	return STIGE_OK;
}

/* ---- the file ---- */

static enum stige_rc file_check(const struct store_options *o, const char *path, const struct stat *st,
	struct err *err)
{
	if (access(path, R_OK) != 0)
		return err_set(err, STIGE_PERMISSION, _("%s may not be read; ask for access to it"), path);
	if (o->read_only)
		return STIGE_OK;
	if (st->st_nlink > 1 && !leftover_explains(path, st))
		return err_set(err, STIGE_CONFIG,
			_("%s has a second name (a hard link), and a save through one would destroy the "
			"other; remove the other name, or copy the file and use the copy"),
			path);
	if (!(st->st_mode & S_IWUSR) || access(path, W_OK) != 0)
		return err_set(err, STIGE_PERMISSION,
			_("%s cannot be written; run chmod u+w on it, or read it with --read-only"), path);
	return STIGE_OK;
}

void place_make_private(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && (st.st_mode & 077) && st.st_uid == geteuid())
		(void)chmod(path, S_IRUSR | S_IWUSR);
}

/* An empty file of mode 0600 whatever the umask; SQLite gives its journal the same mode. */
static enum stige_rc file_make(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);

	if (fd < 0 && errno == EEXIST)          /* another program was faster: it is the same file */
		return STIGE_OK;
	if (fd < 0)
		return err_set(err, STIGE_CANTCREATE,
			_("%s cannot be made (%s); name another with --database"), path, strerror(errno));
	(void)fchmod(fd, S_IRUSR | S_IWUSR);
	close(fd);
	return STIGE_OK;
}

static enum stige_rc file_missing(const struct store_options *o, const char *path, struct err *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return err_set(err, STIGE_NOINPUT,
			_("%s is a link to a file that is not there; name another with --database"), path);
	if (!o->create || o->read_only)
		return err_set(err, STIGE_NOINPUT,
			_("there is no database %s; start stige without a command to set one up, or name "
			"another with --database"),
			path);
	return STIGE_OK;
}

/* The real folder of `path`, whether or not the file is there. */
static enum stige_rc real_folder(const struct store_options *o, const char *path, struct str *ret_dir,
	struct err *err)
{
	struct str dir = STR_INIT;
	enum stige_rc rc = STIGE_OK;
	char *real;

	file_folder(&dir, path);
	if (!file_exists(dir.text))
		rc = folder_missing(o, dir.text, err);
	if (rc == STIGE_OK) {
		real = realpath(dir.text, NULL);
		if (real)
			str_add(ret_dir, real);
		else
			rc = err_set(err, STIGE_NOINPUT, _("the folder %s cannot be reached (%s); check "
				"the disk, or name another with --database"), dir.text, strerror(errno));
		free(real);
	}
	str_release(&dir);
	return rc;
}

/* The real path: links are followed, so that two names of one file have one journal. */
static enum stige_rc real_path(const struct store_options *o, const char *path, struct str *ret,
	bool *ret_there, struct err *err)
{
	char *real = realpath(path, NULL);
	const char *slash = strrchr(path, '/');
	struct str dir = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	*ret_there = real != NULL;
	if (real) {
		str_add(ret, real);
	} else {
		rc = real_folder(o, path, &dir, err);
		if (rc == STIGE_OK)
			rc = file_missing(o, path, err);
		file_join(ret, dir.text, slash ? slash + 1 : path);
	}
	free(real);
	str_release(&dir);
	return rc;
}

static enum stige_rc resolve(const struct store_options *o, const char *path, struct str *ret,
	struct err *err)
{
	struct str dir = STR_INIT;
	bool there;
	struct stat st;
	enum stige_rc rc = real_path(o, path, ret, &there, err);

	file_folder(&dir, ret->text);
	if (rc == STIGE_OK && there && stat(ret->text, &st) == 0 && !S_ISREG(st.st_mode))
		rc = err_set(err, STIGE_DATA, _("%s is not a file; name another with --database"), ret->text);
	if (rc == STIGE_OK && !o->read_only)
		rc = folder_check(o, dir.text, ret->text, err);
	if (rc == STIGE_OK && !there)
		rc = file_make(ret->text, err);
	if (rc == STIGE_OK && stat(ret->text, &st) != 0)
		rc = err_set(err, STIGE_NOINPUT, _("%s cannot be reached (%s); check the disk, or name "
			"another with --database"), ret->text, strerror(errno));
	if (rc == STIGE_OK)
		rc = file_check(o, ret->text, &st, err);
	if (rc == STIGE_OK && st.st_size == 0 && !o->create)
		rc = err_set(err, STIGE_DATA,
			_("%s is empty, not a stige database; name another with --database"), ret->text);
	str_release(&dir);
	return rc;
}

enum stige_rc place_resolve(const struct store_options *options, struct str *ret_path, struct err *err)
{
	struct str path = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	if (options->path)
		str_add(&path, options->path);
	else
		rc = store_default_path(&path, err);
	if (rc == STIGE_OK)
		rc = resolve(options, path.text, ret_path, err);
	str_release(&path);
	return rc;
}

enum stige_rc place_sync(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool done = fd >= 0 && fsync(fd) == 0;
	int error = errno;

	if (fd >= 0)
		close(fd);
	if (done)
		return STIGE_OK;
	return err_set(err, STIGE_IO, _("%s could not be put onto the disk (%s); check the disk"), path,
		strerror(error));
}
