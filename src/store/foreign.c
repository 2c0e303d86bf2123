/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "foreign.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "check.h"
#include "leftover.h"
#include "migrate.h"
#include "stmt.h"
#include "trailer.h"
#include "stige/base/banned.h"

#define HEADER_BYTES 100                     /* fileformat2.html 1.3 */
#define CHUNK ((size_t)64 << 10)

/* ---- the private copy ---- */

static enum stige_rc not_ours(const char *path, struct err *err)
{
	return err_set(err, STIGE_DATA, _("%s is not a stige database; nothing was read from it"), path);
}

static enum stige_rc copy_failed(const char *path, struct err *err)
{
	return err_set(err, STIGE_IO, _("%s could not be copied to be looked at (%s); make room and try again"), path,
		strerror(errno));
}

/* Reads n bytes or to the end; the count, or -1. */
static ssize_t read_some(int fd, char *bytes, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t one = read(fd, bytes + got, n - got);

		if (one < 0 && errno == EINTR)
			continue;
		if (one < 0)
			return -1;
		if (one == 0)
			break;
		got += (size_t)one;
	}
	return (ssize_t)got;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t one = write(fd, bytes, n);

		if (one < 0 && errno == EINTR)
			continue;
		if (one <= 0)
			return false;
		bytes += one;
		n -= (size_t)one;
	}
	return true;
}

/* The first n bytes, hashed as they go. */
static enum stige_rc copy_bytes(int from, int to, size_t n, crypto_hash_sha256_state *hash, const char *path,
	struct err *err)
{
	char *chunk = mem_alloc(CHUNK);
	enum stige_rc rc = STIGE_OK;

	while (rc == STIGE_OK && n > 0) {
		size_t want = n < CHUNK ? n : CHUNK;
		ssize_t got = read_some(from, chunk, want);

		if (got != (ssize_t)want || !write_all(to, chunk, want))
			rc = copy_failed(path, err);
		crypto_hash_sha256_update(hash, (const unsigned char *)chunk, want);
		n -= want;
	}
	mem_free(chunk);
	return rc;
}

static uint32_t big_endian(const unsigned char *p, size_t n)
{
	uint32_t value = 0;

	for (size_t i = 0; i < n; i++)
		value = value << 8 | p[i];
	return value;
}

/* What 100 bytes tell before SQLite is let near: format, whose, which version, no WAL, UTF-8. */
static enum stige_rc check_header(const unsigned char h[HEADER_BYTES], size_t bytes, const char *path, struct err *err)
{
	uint32_t page = big_endian(h + 16, 2), version = big_endian(h + 60, 4);

	page = page == 1 ? 65536 : page;
	if (memcmp(h, "SQLite format 3", 16) != 0 || big_endian(h + 68, 4) != STORE_APPLICATION_ID)
		return not_ours(path, err);
	if (version > (uint32_t)schema_version)
		return err_set(err, STIGE_CONFIG, _("%s was written by a newer stige; update the program"), path);
	if (version < 1 || page < 512 || (page & (page - 1)) != 0 || bytes % page != 0 || h[18] != 1 || h[19] != 1 ||
		h[20] != 0 || big_endian(h + 56, 4) != 1)
		return not_ours(path, err);
	return STIGE_OK;
}

static enum stige_rc look_at(int fd, size_t bytes, const char *path, struct err *err)
{
	unsigned char header[HEADER_BYTES];

	if (bytes < HEADER_BYTES || pread(fd, header, sizeof(header), 0) != (ssize_t)sizeof(header))
		return not_ours(path, err);
	return check_header(header, bytes, path, err);
}

static enum stige_rc make_folder(struct foreign *f, const char *work, struct err *err)
{
	struct str name = STR_INIT;

	leftover_sweep(work);
	leftover_copy_name(&name);
	file_join(&f->dir, work, name.text);
	str_release(&name);
	if (!mkdtemp(f->dir.text)) {
		str_clear(&f->dir);
		return err_set(err, STIGE_CANTCREATE, _("no copy can be looked at in %s (%s); free some space there"), work,
			strerror(errno));
	}
	file_join(&f->path, f->dir.text, LEFTOVER_COPY);
	return STIGE_OK;
}

/* The bytes of the database, then the trailer that vouches for them. */
static enum stige_rc copy_file(struct foreign *f, int fd, const char *path, bool backup, struct err *err)
{
	crypto_hash_sha256_state hash;
	char trailer[TRAILER_BYTES];
	int to = open(f->path.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	enum stige_rc rc = to < 0 ? copy_failed(path, err) : STIGE_OK;

	crypto_hash_sha256_init(&hash);
	if (rc == STIGE_OK)
		rc = copy_bytes(fd, to, f->bytes, &hash, path, err);
	if (rc == STIGE_OK && backup) {
		if (read_some(fd, trailer, sizeof(trailer)) != (ssize_t)sizeof(trailer))
			rc = copy_failed(path, err);
		else
			rc = trailer_check(trailer, &hash, path, &f->made, err);
	}
	if (to >= 0)
		close(to);
	return rc;
}

static enum stige_rc take_copy(struct foreign *f, const char *path, const char *work, bool backup, struct err *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	size_t behind = backup ? TRAILER_BYTES : 0;
	struct stat st;
	enum stige_rc rc = STIGE_OK;

	if (fd < 0)
		return err_set(err, STIGE_NOINPUT, _("%s cannot be read (%s); name another file"), path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (size_t)st.st_size > FOREIGN_MOST ||
		(size_t)st.st_size < behind)
		rc = not_ours(path, err);
	f->bytes = rc == STIGE_OK ? (size_t)st.st_size - behind : 0;
	/* A whole trailer tells more than the header of a file that was cut, so it has the first word. */
	if (rc == STIGE_OK && !backup)
		rc = look_at(fd, f->bytes, path, err);
	if (rc == STIGE_OK)
		rc = make_folder(f, work, err);
	if (rc == STIGE_OK)
		rc = copy_file(f, fd, path, backup, err);
	if (rc == STIGE_OK && backup)
		rc = look_at(fd, f->bytes, path, err);
	close(fd);
	return rc;
}

/* ---- a connection that can do next to nothing ---- */

static const struct {
	int what, most;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, STORE_LENGTH_MOST },
	{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
	{ SQLITE_LIMIT_COLUMN, 100 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 3 },
	{ SQLITE_LIMIT_VDBE_OP, 25000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 10 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
};

/* Reading the list of tables and quick_check; nothing else, and no function in it. */
static int allow(void *ctx, int action, const char *a, const char *b, const char *c, const char *d)
{
	struct foreign *f = ctx;

	(void)b;
	(void)c;
	(void)d;
	switch (action) {
	case SQLITE_SELECT:
		return SQLITE_OK;
	case SQLITE_READ:
		return str_eq(a, "sqlite_schema") || str_eq(a, "sqlite_master") ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_PRAGMA:
		return str_eq(a, "quick_check") ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_FUNCTION:
		f->functions++;
		return SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

static void tie_down(struct foreign *f, sqlite3 *db)
{
	for (size_t i = 0; i < ARRAY_SIZE(limits); i++)
		sqlite3_limit(db, limits[i].what, limits[i].most);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_set_authorizer(db, allow, f);
}

static int only_ok(void *ctx, int count, char **values, char **names)
{
	int *code = ctx;

	(void)names;
	if (count == 1 && str_eq(values[0], "ok"))
		return 0;
	*code = count == 1 ? check_page_not_read(values[0]) & 0xff : 0;
	if (*code == 0)
		*code = SQLITE_CORRUPT;
	return 0;
}

/* SQLITE_OK, or why they do not. */
static int pages_hold(sqlite3 *db)
{
	int found = SQLITE_OK;
	int code = sqlite3_exec(db, "PRAGMA quick_check(1)", only_ok, &found, NULL);

	return code == SQLITE_OK ? found : code & 0xff;
}

/* Want of memory and a disk that does not answer are not the stranger's fault. */
static enum stige_rc refuse(int code, const char *path, enum stige_rc (*say)(const char *path, struct err *err),
	struct err *err)
{
	if (code == SQLITE_NOMEM)
		bug_oom();
	return code == SQLITE_IOERR ? copy_failed(path, err) : say(path, err);
}

static enum stige_rc not_our_tables(const char *path, struct err *err)
{
	return err_set(err, STIGE_DATA, _("the tables in %s are not the ones stige makes; nothing was read from it"),
		path);
}

static enum stige_rc damaged(const char *path, struct err *err)
{
	return err_set(err, STIGE_DATA, _("%s is damaged; nothing was read from it"), path);
}

/* The version is read from the copy itself: what was looked at before was the stranger's file. */
static bool copy_version(const struct foreign *f, unsigned char version[4])
{
	int fd = open(f->path.text, O_RDONLY | O_CLOEXEC);
	bool got = fd >= 0 && pread(fd, version, 4, 60) == 4;

	if (fd >= 0)
		close(fd);
	return got;
}

/* Nobody else has it: no locks, and no journal is played back. */
static void immutable_uri(const char *path, struct str *out)
{
	str_add(out, "file:");
	for (; *path; path++) {
		if (strchr("?#% ", *path) || (unsigned char)*path >= 0x80)
			str_addf(out, "%%%02x", (unsigned char)*path);
		else
			str_addc(out, *path);
	}
	str_add(out, "?immutable=1");
}

static enum stige_rc check_copy(struct foreign *f, const char *path, struct err *err)
{
	unsigned char version[4];
	struct str uri = STR_INIT;
	sqlite3 *db = NULL;
	bool same;
	int code;
	enum stige_rc rc = STIGE_OK;

	immutable_uri(f->path.text, &uri);
	if (!copy_version(f, version))
		rc = copy_failed(path, err);
	if (rc == STIGE_OK) {
		code = sqlite3_open_v2(uri.text, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
			SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, NULL);
		if (code != SQLITE_OK)
			rc = refuse(code & 0xff, path, not_ours, err);
	}
	if (rc == STIGE_OK) {
		tie_down(f, db);
		code = schema_is(db, (int)big_endian(version, 4), &same);
		if (code != SQLITE_OK || !same)
			rc = refuse(code & 0xff, path, not_our_tables, err);
	}
	if (rc == STIGE_OK) {
		code = pages_hold(db);
		if (code != SQLITE_OK)
			rc = refuse(code, path, damaged, err);
	}
	sqlite3_close(db);
	str_release(&uri);
	return rc;
}

/* ---- in and out ---- */

enum stige_rc foreign_take(struct foreign *f, const char *path, const char *work, bool backup, struct err *err)
{
	struct store_options options = { .create = false };
	enum stige_rc rc = take_copy(f, path, work, backup, err);

	if (rc == STIGE_OK)
		rc = check_copy(f, path, err);
	options.path = f->path.text;
	if (rc == STIGE_OK)
		rc = store_open(&options, &f->s, err);
	return rc;
}

void foreign_release(struct foreign *f)
{
	store_close(f->s);
	f->s = NULL;
	if (f->dir.len > 0)
		leftover_empty_copy(f->dir.text);
	str_release(&f->path);
	str_release(&f->dir);
}
