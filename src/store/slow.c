/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slow.h"

#include <stddef.h>
#include <time.h>

#include "stige/base/banned.h"

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void slow_begin(struct store *s)
{
	s->slow.watching = s->slow.tell != NULL;
	if (s->slow.watching)
		s->slow.began = milliseconds();
}

void slow_end(struct store *s)
{
	s->slow.watching = false;
}

void slow_look(struct store *s)
{
	if (!s->slow.watching || milliseconds() - s->slow.began < STORE_SLOW_MS)
		return;
	s->slow.watching = false;        /* once is enough */
	s->slow.tell(s->slow.ctx);
}

void store_on_slow(struct store *s, void (*tell)(void *ctx), void *ctx)
{
	s->slow.tell = tell;
	s->slow.ctx = ctx;
}

/* ---- the file's writes ---- */

/* The methods are the store's own copy, so the file leads back to it. */
static struct store *store_of(sqlite3_file *file)
{
	const char *methods = (const char *)(uintptr_t)file->pMethods;

	return (struct store *)(uintptr_t)(methods - offsetof(struct store, slow.methods));
}

static int write_file(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
	struct store *s = store_of(file);

	slow_look(s);
	return s->slow.real->xWrite(file, bytes, n, at);
}

static int sync_file(sqlite3_file *file, int flags)
{
	struct store *s = store_of(file);

	slow_look(s);
	return s->slow.real->xSync(file, flags);
}

/*
 * A commit is one call of SQLite's. In the middle of it the pages are written once the journal is on the disk: a
 * disk that took long for that is known here, before it takes as long once more. What the methods do stays as it is.
 */
void slow_watch(struct store *s)
{
	sqlite3_file *file = NULL;

	if (s->read_only || sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
		|| !file->pMethods)
		return;
	s->slow.real = file->pMethods;
	s->slow.methods = *file->pMethods;
	s->slow.methods.xWrite = write_file;
	s->slow.methods.xSync = sync_file;
	file->pMethods = &s->slow.methods;
}
