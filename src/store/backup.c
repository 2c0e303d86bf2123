/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A backup is done when its copy was reopened, checked, found equal and put onto the disk; only
 * then does it get its name. A second connection holds the write lock meanwhile, so that
 * "equal" means equal: others may read, their saves wait.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/store/backup.h"

#include "leftover.h"
#include "stmt.h"
#include "trailer.h"
#include "stige/base/banned.h"

#define EVERYTHING (STORE_DUMP_EVENTS | STORE_DUMP_LOCAL)

struct copying {
	struct store *from;
	const char *to;              /* the temporary name */
};

/* No backup of a damaged file: it would push out the good ones. */
static enum stige_rc must_be_sound(struct store *s, struct err *err)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	enum stige_rc rc = store_check(s, &findings, err);

	if (rc == STIGE_OK && findings.count > 0)
		rc = err_set(err, STIGE_DATA,
			_("%s does not pass its check (%s), no backup was made; run `stige check`"), s->path,
			findings.list[0].sentence);
	store_findings_release(&findings);
	return rc;
}

/* Empty and ours before SQLite fills it, so that nobody else can read it for a moment. */
static enum stige_rc make_private(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);

	if (fd < 0)
		return err_set(err, STIGE_CANTCREATE,
			_("the backup %s cannot be made (%s); name another folder"), path, strerror(errno));
	(void)fchmod(fd, S_IRUSR | S_IWUSR);
	close(fd);
	return STIGE_OK;
}

static enum stige_rc vacuum_into(struct store *s, const char *path, struct err *err)
{
	struct stmt q;
	enum stige_rc rc;

	stmt_begin_once(&q, s, "VACUUM INTO ?");
	stmt_text(&q, path);
	rc = stmt_run(&q, err);
	/* The empty file that was just made is not what it answers of: somebody else, or the disk, is at it. */
	if (rc == STIGE_INTERNAL)
		rc = err_set(err, STIGE_CANTCREATE,
			_("the backup %s cannot be made (%s); name another folder"), path, sqlite3_errmsg(s->db));
	return rc;
}

static enum stige_rc compare(struct store *from, const char *path, struct err *err)
{
	struct store_options options = { .path = path, .read_only = true };
	char ours[65] = "", theirs[65] = "";
	struct store *copy = NULL;
	enum stige_rc rc = store_open(&options, &copy, err);

	if (rc == STIGE_OK)
		rc = keys_lend(from, copy, err);
	if (rc == STIGE_OK)
		rc = must_be_sound(copy, err);
	if (rc == STIGE_OK)
		rc = store_dump_hash(copy, EVERYTHING, theirs, err);
	if (rc == STIGE_OK)
		rc = store_dump_hash(from, EVERYTHING, ours, err);
	store_close(copy);
	if (rc == STIGE_OK && strcmp(ours, theirs) != 0)
		rc = err_set(err, STIGE_IO,
			_("the backup is not equal to %s, none was made; check the disk and try again"),
			from->path);
	return rc;
}

/* A work of the store that holds the lock. */
static enum stige_rc copy(struct store *lock, void *arg, struct err *err)
{
	const struct copying *w = arg;
	enum stige_rc rc = must_be_sound(w->from, err);

	(void)lock;
	if (rc == STIGE_OK)
		rc = vacuum_into(w->from, w->to, err);
	if (rc == STIGE_OK)
		rc = place_sync(w->to, err);
	return rc == STIGE_OK ? compare(w->from, w->to, err) : rc;
}

static enum stige_rc put_in_place(const char *from, const char *to, struct err *err)
{
	struct str dir = STR_INIT;
	enum stige_rc rc;

	if (rename(from, to) != 0)
		return err_set(err, STIGE_CANTCREATE,
			_("the backup %s cannot be made (%s); name another folder"), to, strerror(errno));
	file_folder(&dir, to);
	rc = place_sync(dir.text, err);
	str_release(&dir);
	return rc;
}

static enum stige_rc make_locked(struct store *s, const char *temporary, struct err *err)
{
	struct store_options options = { .path = s->path, .busy_ms = s->busy_ms, .fs_type = s->fs_type };
	struct copying w = { s, temporary };
	struct store *lock = NULL;
	enum stige_rc rc = store_open(&options, &lock, err);

	if (rc == STIGE_OK)
		rc = store_tx(lock, copy, &w, err);
	store_close(lock);
	return rc;
}

enum stige_rc backup_make(struct store *s, const char *path, struct err *err)
{
	struct str temporary = STR_INIT;
	enum stige_rc rc;

	BUG_ON(s->tx.depth > 0 || s->tx.reading);
	leftover_half_name(path, &temporary);
	if (!trailer_name_ok(trailer_name(path)))
		rc = err_set(err, STIGE_USAGE, _("%s cannot be the name of a backup; give it a shorter, plain one"),
			path);
	else
		rc = make_private(temporary.text, err);
	if (rc == STIGE_OK) {
		rc = make_locked(s, temporary.text, err);
		if (rc == STIGE_OK)
			rc = trailer_append(temporary.text, trailer_name(path), store_now(s), err);
		if (rc == STIGE_OK)
			rc = put_in_place(temporary.text, path, err);
		if (rc != STIGE_OK)
			(void)unlink(temporary.text);
	}
	str_release(&temporary);
	return rc;
}
