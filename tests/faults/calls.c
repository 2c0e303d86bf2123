/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every call of every use case that touches the disk fails, once and for good, with every error it
 * can have. What must follow: the use case is whole and says so, or nothing was saved and the
 * sentence says why and what to do. A failure that passes leaves a store that works again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <errno.h>

#include "run.h"

#include "stige/base/file.h"
#include "stige/base/mem.h"

#define SHOWN_MOST 20
#define EVERY 100000

static const struct {
	enum disk_call call;
	int error;
	const char *name;
} errors[] = {
	{ DISK_OPEN, EIO, "EIO" },
	{ DISK_OPEN, EMFILE, "EMFILE" },
	{ DISK_OPEN, EACCES, "EACCES" },
	{ DISK_OPEN, EROFS, "EROFS" },
	{ DISK_OPEN, ENOSPC, "ENOSPC" },
	{ DISK_CLOSE, EIO, "EIO" },
	{ DISK_READ, EIO, "EIO" },
	{ DISK_READ, DISK_SHORT, "short" },
	{ DISK_WRITE, EIO, "EIO" },
	{ DISK_WRITE, ENOSPC, "ENOSPC" },
	{ DISK_WRITE, EROFS, "EROFS" },
	{ DISK_WRITE, DISK_SHORT, "short" },
	{ DISK_TRUNCATE, EIO, "EIO" },
	{ DISK_TRUNCATE, EROFS, "EROFS" },
	{ DISK_SYNC, EIO, "EIO" },
	{ DISK_SYNC, ENOSPC, "ENOSPC" },
	{ DISK_UNLINK, EIO, "EIO" },
	{ DISK_UNLINK, EACCES, "EACCES" },
	{ DISK_RENAME, EIO, "EIO" },
	{ DISK_RENAME, ENOSPC, "ENOSPC" },
	{ DISK_RENAME, EROFS, "EROFS" },
	{ DISK_LINK, EIO, "EIO" },
	{ DISK_LINK, EPERM, "EPERM" },
	{ DISK_FOLDER, ENOSPC, "ENOSPC" },
	{ DISK_FOLDER, EACCES, "EACCES" },
	{ DISK_STAT, EIO, "EIO" },
	{ DISK_STAT, EACCES, "EACCES" },
	{ DISK_ACCESS, EACCES, "EACCES" },
	{ DISK_ACCESS, EROFS, "EROFS" },
	{ DISK_LOCK, EIO, "EIO" },
	{ DISK_LOCK, ENOLCK, "ENOLCK" },
	{ DISK_LOCK, EAGAIN, "EAGAIN" },
	{ DISK_MODE, EPERM, "EPERM" },
};

struct sweep {
	size_t runs, struck, whole, refused, bad;
};

static void arm(const void *what)
{
	disk_arm(what);
}

/* What is wrong, where; what to do: the house's form of a sentence. */
static bool says_what_to_do(const struct told *t)
{
	return t->msg[0] != '\0' && strchr(t->msg, ';') && !strstr(t->msg, "error in stige");
}

static void path_of(const struct runs *r, const char *name, char path[SCENE_PATH])
{
	snprintf(path, SCENE_PATH, "%s/%s", r->scene.dir, name);
}

/* Under its own name it is whole or not there. NULL = right. */
static const char *judge_backup(const struct runs *r, const struct disk_fault *fault)
{
	char path[SCENE_PATH];
	struct look l;

	path_of(r, r->use->backup, path);
	if (!file_exists(path))
		return r->told->rc == STIGE_OK ? "it says there is a backup, but there is none" : NULL;
	look_at_backup(path, r->scene.dir, &l);
	if (!look_sound(&l) || strcmp(l.hash, r->before) != 0)
		return "the backup is not the file";
	return r->told->rc == STIGE_OK || fault->call == DISK_SYNC || fault->call == DISK_OPEN ? NULL
		: "it says there is no backup, but there is one";
}

/* The file as it was is under its other name once the new one has its place. NULL = right. */
static const char *judge_kept(const struct runs *r, bool is_new)
{
	char path[SCENE_PATH];
	struct look l;

	path_of(r, r->use->kept, path);
	if (!file_exists(path))
		return is_new ? "the file before is gone" : NULL;
	if (!is_new)
		return NULL;                 /* a second name of the file itself, or its copy */
	look_at(path, &l);
	return look_sound(&l) && strcmp(l.hash, r->before) == 0 ? NULL : "the file before is not what it was";
}

static bool is_after(const struct runs *r, const struct look *l)
{
	return strcmp(l->hash, r->after) == 0 && l->version == r->version_after;
}

static bool is_before(const struct runs *r, const struct look *l)
{
	return strcmp(l->hash, r->before) == 0 && l->version == 0;
}

/* SQLite takes a sector that the disk cannot give for a damaged file: os_unix.c, SQLITE_IOERR_CORRUPTFS. */
static bool is_bad_sector(const struct disk_fault *f)
{
	return f->call == DISK_READ && f->error == EIO;
}

static const char *judge_refusal(const struct runs *r, const struct disk_fault *f, const struct look *l)
{
	const struct told *t = r->told;
	bool changes = strcmp(r->before, r->after) != 0;

	if (!says_what_to_do(t))
		return "the sentence does not say what to do";
	if (!is_bad_sector(f) && (strstr(t->msg, "go back to a backup") || strstr(t->msg, "damaged")))
		return "it calls a sound file damaged";
	if (changes && is_after(r, l) && strstr(t->msg, "nothing was saved"))
		return "it says nothing was saved, but it was";
	if (t->again != STIGE_OK && !(r->use->flags & USE_FOUNDS))
		return "it does not work again afterwards";
	return NULL;
}

/* What is wrong with this run, NULL = nothing. */
static const char *judge(const struct runs *r, const struct fault *fault, int status, struct look *l)
{
	const struct told *t = r->told;
	const struct disk_fault *f = fault->what;
	const char *why = NULL;

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !t->returned)
		return "it died";
	if (t->wal)
		return "a write-ahead log was made";
	runs_look(r, l);
	if (!look_sound(l))
		return "the file is damaged";
	if (!is_before(r, l) && !is_after(r, l) && !(r->use->flags & USE_FOUNDS && t->rc != STIGE_OK))
		return "the file is half changed";
	if (t->rc == STIGE_OK && !is_after(r, l))
		return "it says it was saved, but it was not";
	if (t->rc != STIGE_OK)
		why = judge_refusal(r, f, l);
	if (!why && r->use->backup)
		why = judge_backup(r, f);
	if (!why && r->use->kept)
		why = judge_kept(r, is_after(r, l));
	return why;
}

static void count(struct sweep *s, const struct runs *r, size_t error, const struct fault *fault, const char *why,
	const struct look *l)
{
	const struct disk_fault *f = fault->what;

	s->runs++;
	s->struck += r->told->struck;
	if (why) {
		if (s->bad++ < SHOWN_MOST && !(r->use->flags & USE_NAIVE))
			printf("%s, %s %u %s%s: %s\n\t(%d) %s\n\t%s\n", r->use->name, disk_call_name(f->call), f->nth,
				errors[error].name, f->for_good ? " for good" : "", why, (int)r->told->rc, r->told->msg,
				l->why);
	} else if (r->told->rc == STIGE_OK) {
		s->whole++;
	} else {
		s->refused++;
	}
}

/*
 * Twice each: once, when saying it again must work and must be the only change; and for good, when
 * the file is looked at as the failure left it.
 */
static void try_call(struct sweep *s, struct runs *r, size_t error, unsigned nth)
{
	for (int for_good = 0; for_good < 2; for_good++) {
		struct disk_fault f = { errors[error].call, nth, errors[error].error, for_good != 0 };
		struct fault fault = { .arm = arm, .disarm = disk_disarm, .what = &f };
		struct look l = { .rc = STIGE_OK };
		const char *why;
		int status = runs_try(r, &fault, -1);

		why = judge(r, &fault, status, &l);
		if (!why && !for_good && r->told->rc != STIGE_OK && is_before(r, &l)) {
			fault.retries = true;
			status = runs_try(r, &fault, -1);
			if (!WIFEXITED(status) || r->told->again != STIGE_OK)
				why = "it does not work again afterwards";
			runs_look(r, &l);
			if (!why && (!look_sound(&l) || (!is_after(r, &l) && !(r->use->flags & USE_FOUNDS))))
				why = "what was said again is not in the file";
		}
		count(s, r, error, &fault, why, &l);
	}
}

/* most: calls of a kind that are tried, evenly over all there are. Use cases differ in where they begin. */
static void sweep_use(struct sweep *s, const struct scene *built, const struct use *use, unsigned most)
{
	struct runs r;
	unsigned seen[DISK_CALL_COUNT], turn = (unsigned)strlen(use->name);
	struct sweep was = *s;

	runs_begin(&r, built, use);
	memcpy(seen, r.told->seen, sizeof(seen));
	for (size_t e = 0; e < ARRAY_SIZE(errors); e++) {
		unsigned calls = seen[errors[e].call], step = (calls + most - 1) / most;

		for (unsigned nth = 1; nth <= calls; nth += step) {
			unsigned on = nth + ((unsigned)e * 7 + turn * 3) % step;

			try_call(s, &r, e, on <= calls ? on : nth);
		}
	}
	runs_end(&r);
	printf("%-18s %5zu runs, %5zu whole, %5zu refused, %3zu wrong\n", use->name, s->runs - was.runs,
		s->whole - was.whole, s->refused - was.refused, s->bad - was.bad);
}

/* only: the name of a use case, or NULL. */
static void sweep_all(struct sweep *s, bool sealed, const char *only, unsigned most)
{
	struct scene built;

	scene_begin(&built);
	scene_build(&built, sealed);
	printf("%s\n", sealed ? "a sealed file:" : "a plain file:");
	for (size_t i = 0; i < use_count; i++)
		if (use_suits(&uses[i], sealed) && (!only || str_eq(only, uses[i].name)))
			sweep_use(s, &built, &uses[i], most);
	scene_end(&built);
}

static struct sweep sweep_naive(void)
{
	struct sweep s = { .runs = 0 };
	struct scene built;

	scene_begin(&built);
	scene_build(&built, false);
	sweep_use(&s, &built, &use_naive, EVERY);
	scene_end(&built);
	return s;
}

/* With the name of a use case: that one alone. */
int main(int argc, char **argv)
{
	const char *only = argc > 1 ? argv[1] : NULL;
	struct sweep s = { .runs = 0 }, naive;

	sweep_all(&s, false, only, soak() ? EVERY : 2);
	sweep_all(&s, true, only, soak() ? EVERY : 1);
	naive = sweep_naive();
	printf("%zu failing calls: %zu wrong; the naive writer is wrong in %zu of %zu\n", s.runs, s.bad, naive.bad,
		naive.runs);
	if (naive.bad < 5 || s.struck != s.runs) {
		printf("the test finds nothing: %zu faults were met\n", s.struck);
		return 1;
	}
	return s.bad > 0;
}
