/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Built with 64-bit file offsets, as everything here and SQLite is: the header files give open,
 * pread and the rest the names open64, pread64 ... that are really called.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "disk.h"
#include "record.h"

static struct {
	bool armed, struck;
	struct disk_fault fault;     /* nth 0 = none */
	unsigned kill_at;            /* 0 = never */
	bool halfway;
	unsigned seen[DISK_CALL_COUNT], changes;
} disk;

static struct record *recorder;
static unsigned wal_opened;

void record_use(struct record *r)
{
	recorder = r;
}

const char *disk_call_name(enum disk_call call)
{
	static const char *const names[DISK_CALL_COUNT] = {
		[DISK_OPEN] = "open", [DISK_CLOSE] = "close", [DISK_READ] = "read", [DISK_WRITE] = "write",
		[DISK_TRUNCATE] = "truncate", [DISK_SYNC] = "sync", [DISK_UNLINK] = "unlink",
		[DISK_RENAME] = "rename", [DISK_LINK] = "link", [DISK_FOLDER] = "mkdir", [DISK_STAT] = "stat",
		[DISK_ACCESS] = "access", [DISK_LOCK] = "lock", [DISK_MODE] = "chmod",
	};

	return names[call];
}

void disk_arm(const struct disk_fault *fault)
{
	memset(&disk, 0, sizeof(disk));
	if (fault)
		disk.fault = *fault;
	disk.armed = true;
}

void disk_arm_kill(unsigned nth, bool halfway)
{
	disk_arm(NULL);
	disk.kill_at = nth;
	disk.halfway = halfway;
}

void disk_disarm(void)
{
	disk.armed = false;
}

bool disk_struck(void)
{
	return disk.struck;
}

unsigned disk_count(enum disk_call call)
{
	return disk.seen[call];
}

unsigned disk_changes(void)
{
	return disk.changes;
}

/* Counts the call; true when it is to fail, with errno set (0 = cut it short). */
static bool strikes(enum disk_call call)
{
	unsigned nth;

	if (!disk.armed)
		return false;
	nth = ++disk.seen[call];
	if (disk.fault.nth == 0 || call != disk.fault.call ||
	    !(nth == disk.fault.nth || (disk.fault.for_good && nth > disk.fault.nth)))
		return false;
	/* A cut call ends with less; only what comes after it is refused. */
	errno = disk.fault.error != DISK_SHORT ? disk.fault.error : disk.struck ? ENOSPC : 0;
	disk.struck = true;
	return true;
}

static bool dies_here(void)
{
	return disk.armed && ++disk.changes == disk.kill_at;
}

static void change(void)
{
	if (dies_here())
		raise(SIGKILL);
}

/* The C library's function that ours stands in front of. ret is a pointer to a function pointer. */
static void next(const char *name, void *ret)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (!found)
		abort();
	memcpy(ret, &found, sizeof(found));
}

/* ---- opening and closing ---- */

static bool is_wal(const char *path)
{
	size_t n = strlen(path);

	return n > 4 && (strcmp(path + n - 4, "-wal") == 0 || strcmp(path + n - 4, "-shm") == 0);
}

unsigned disk_wal_opened(void)
{
	return wal_opened;
}

static int open_any(const char *path, int flags, mode_t mode)
{
	static int (*real)(const char *, int, ...);
	bool may_create = (flags & O_CREAT) != 0;
	int fd;

	if (!real)
		next("open64", &real);
	if (strikes(DISK_OPEN))
		return -1;
	if (may_create)
		change();
	fd = real(path, flags, mode);
	wal_opened += fd >= 0 && is_wal(path);
	if (fd >= 0 && recorder)
		record_open(recorder, fd, path, may_create);
	return fd;
}

int open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return open_any(path, flags, mode);
}

/* A close that fails has closed all the same. */
int close(int fd)
{
	static int (*real)(int);
	bool bad = strikes(DISK_CLOSE);
	int error = errno, done;

	if (!real)
		next("close", &real);
	if (recorder)
		record_close(recorder, fd);
	done = real(fd);
	if (bad)
		errno = error;
	return bad ? -1 : done;
}

/* ---- bytes ---- */

ssize_t pread(int fd, void *buf, size_t n, off_t at)
{
	static ssize_t (*real)(int, void *, size_t, off_t);

	if (!real)
		next("pread64", &real);
	if (strikes(DISK_READ)) {
		if (errno != 0)
			return -1;
		n /= 2;
	}
	return real(fd, buf, n, at);
}

ssize_t read(int fd, void *buf, size_t n)
{
	static ssize_t (*real)(int, void *, size_t);

	if (!real)
		next("read", &real);
	if (strikes(DISK_READ)) {
		if (errno != 0)
			return -1;
		n /= 2;
	}
	return real(fd, buf, n);
}

/* Before a write; *n is cut when the fault says so. False = it fails. */
static bool write_allowed(size_t *n, bool *ret_die)
{
	if (strikes(DISK_WRITE)) {
		if (errno != 0)
			return false;
		*n /= 2;
	}
	*ret_die = dies_here();
	return true;
}

ssize_t pwrite(int fd, const void *buf, size_t n, off_t at)
{
	static ssize_t (*real)(int, const void *, size_t, off_t);
	bool die;
	ssize_t done;

	if (!real)
		next("pwrite64", &real);
	if (!write_allowed(&n, &die))
		return -1;
	if (die && disk.halfway)
		(void)!real(fd, buf, n / 2, at);
	if (die)
		raise(SIGKILL);
	done = real(fd, buf, n, at);
	if (done > 0 && recorder)
		record_write(recorder, fd, at, buf, (size_t)done);
	return done;
}

ssize_t write(int fd, const void *buf, size_t n)
{
	static ssize_t (*real)(int, const void *, size_t);
	bool die;
	ssize_t done;

	if (!real)
		next("write", &real);
	if (!write_allowed(&n, &die))
		return -1;
	if (die && disk.halfway)
		(void)!real(fd, buf, n / 2);
	if (die)
		raise(SIGKILL);
	done = real(fd, buf, n);
	if (done > 0 && recorder)
		record_write(recorder, fd, lseek(fd, 0, SEEK_CUR) - done, buf, (size_t)done);
	return done;
}

int ftruncate(int fd, off_t size)
{
	static int (*real)(int, off_t);
	int done;

	if (!real)
		next("ftruncate64", &real);
	if (strikes(DISK_TRUNCATE))
		return -1;
	change();
	done = real(fd, size);
	if (done == 0 && recorder)
		record_truncate(recorder, fd, size);
	return done;
}

static int sync_any(int fd)
{
	if (strikes(DISK_SYNC))
		return -1;
	change();
	if (recorder)
		record_sync(recorder, fd);
	return 0;
}

int fsync(int fd)
{
	return sync_any(fd);
}

int fdatasync(int fd)
{
	return sync_any(fd);
}

/* ---- names ---- */

int unlink(const char *path)
{
	static int (*real)(const char *);
	int done;

	if (!real)
		next("unlink", &real);
	if (strikes(DISK_UNLINK))
		return -1;
	change();
	done = real(path);
	if (done == 0 && recorder)
		record_unlink(recorder, path);
	return done;
}

int rename(const char *from, const char *to)
{
	static int (*real)(const char *, const char *);
	int done;

	if (!real)
		next("rename", &real);
	if (strikes(DISK_RENAME))
		return -1;
	change();
	done = real(from, to);
	if (done == 0 && recorder)
		record_rename(recorder, from, to);
	return done;
}

int link(const char *from, const char *to)
{
	static int (*real)(const char *, const char *);
	int done;

	if (!real)
		next("link", &real);
	if (strikes(DISK_LINK))
		return -1;
	change();
	done = real(from, to);
	if (done == 0 && recorder)
		record_link(recorder, from, to);
	return done;
}

int mkdir(const char *path, mode_t mode)
{
	static int (*real)(const char *, mode_t);
	int done;

	if (!real)
		next("mkdir", &real);
	if (strikes(DISK_FOLDER))
		return -1;
	change();
	done = real(path, mode);
	if (done == 0 && recorder)
		record_folder(recorder, path);
	return done;
}

char *mkdtemp(char *name)
{
	static char *(*real)(char *);
	char *done;

	if (!real)
		next("mkdtemp", &real);
	if (strikes(DISK_FOLDER))
		return NULL;
	change();
	done = real(name);
	if (done && recorder)
		record_folder(recorder, done);
	return done;
}

int mkstemp(char *name)
{
	static int (*real)(char *);
	int fd;

	if (!real)
		next("mkstemp64", &real);
	if (strikes(DISK_OPEN))
		return -1;
	change();
	fd = real(name);
	if (fd >= 0 && recorder)
		record_open(recorder, fd, name, true);
	return fd;
}

int rmdir(const char *path)
{
	static int (*real)(const char *);
	int done;

	if (!real)
		next("rmdir", &real);
	if (strikes(DISK_FOLDER))
		return -1;
	change();
	done = real(path);
	if (done == 0 && recorder)
		record_unlink(recorder, path);
	return done;
}

/* ---- questions ---- */

int stat(const char *restrict path, struct stat *restrict st)
{
	static int (*real)(const char *, struct stat *);

	if (!real)
		next("stat", &real);
	return strikes(DISK_STAT) ? -1 : real(path, st);
}

int lstat(const char *restrict path, struct stat *restrict st)
{
	static int (*real)(const char *, struct stat *);

	if (!real)
		next("lstat", &real);
	return strikes(DISK_STAT) ? -1 : real(path, st);
}

int fstat(int fd, struct stat *st)
{
	static int (*real)(int, struct stat *);

	if (!real)
		next("fstat", &real);
	return strikes(DISK_STAT) ? -1 : real(fd, st);
}

int statfs(const char *path, struct statfs *st)
{
	static int (*real)(const char *, struct statfs *);

	if (!real)
		next("statfs", &real);
	return strikes(DISK_STAT) ? -1 : real(path, st);
}

char *realpath(const char *restrict path, char *restrict resolved)
{
	static char *(*real)(const char *, char *);

	if (!real)
		next("realpath", &real);
	return strikes(DISK_STAT) ? NULL : real(path, resolved);
}

int access(const char *path, int mode)
{
	static int (*real)(const char *, int);

	if (!real)
		next("access", &real);
	return strikes(DISK_ACCESS) ? -1 : real(path, mode);
}

/* ---- locks and modes ---- */

/* Letting go of a lock always works. */
static int fcntl_any(int fd, int command, void *argument)
{
	static int (*real)(int, int, ...);
	const struct flock *lock = argument;

	if (!real)
		next("fcntl64", &real);
	if (command == F_SETLK && lock->l_type != F_UNLCK && strikes(DISK_LOCK))
		return -1;
	return real(fd, command, argument);
}

int fcntl(int fd, int command, ...)
{
	va_list ap;
	void *argument;

	va_start(ap, command);
	argument = va_arg(ap, void *);
	va_end(ap);
	return fcntl_any(fd, command, argument);
}

int fchmod(int fd, mode_t mode)
{
	static int (*real)(int, mode_t);

	if (!real)
		next("fchmod", &real);
	return strikes(DISK_MODE) ? -1 : real(fd, mode);
}

int chmod(const char *path, mode_t mode)
{
	static int (*real)(const char *, mode_t);

	if (!real)
		next("chmod", &real);
	return strikes(DISK_MODE) ? -1 : real(path, mode);
}
