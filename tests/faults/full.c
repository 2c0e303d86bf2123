/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A full disk, twice: files that may not grow beyond a limit (every use case that writes, at limits a
 * page and less apart), and a small disk that is filled to its last byte. The program lives, says that
 * the disk is full, has lost nothing, and saves again when there is room.
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

#include "stige/base/file.h"
#include "stige/store/meetings.h"

#define SHOWN_MOST 20
#define KIB 1024

struct tally {
	size_t runs, full, saved, bad;
};

static bool says_full(const char *msg)
{
	return (strstr(msg, "full") || strstr(msg, "make room")) && strchr(msg, ';');
}

/* ---- files that may not grow ---- */

static void limit(rlim_t most)
{
	struct rlimit now;

	signal(SIGXFSZ, SIG_IGN);        /* as main does */
	getrlimit(RLIMIT_FSIZE, &now);
	now.rlim_cur = most;
	setrlimit(RLIMIT_FSIZE, &now);
}

static void arm(const void *what)
{
	limit(*(const rlim_t *)what);
}

static void disarm(void)
{
	limit(RLIM_INFINITY);
}

static const char *judge(struct runs *r, int status, struct look *l)
{
	const struct told *t = r->told;

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !t->returned)
		return "it died";
	runs_look(r, l);
	if (!look_sound(l))
		return "the file is damaged";
	if (t->rc == STIGE_OK)
		return strcmp(l->hash, r->after) == 0 ? NULL : "it says it was saved, but it was not";
	if (!says_full(t->msg))
		return "it does not say that the disk is full";
	if (t->again != STIGE_OK)
		return "it does not save when there is room again";
	return strcmp(l->hash, r->after) == 0 ? NULL : "what was said again is not in the file";
}

static void limit_use(struct tally *t, const struct scene *built, const struct use *use, size_t step)
{
	struct runs r;
	size_t most;

	runs_begin(&r, built, use);
	most = r.done.len + 16 * KIB;
	for (size_t at = 0; at < most; at += step) {
		rlim_t limit = at;
		struct fault fault = { .arm = arm, .disarm = disarm, .what = &limit, .retries = true };
		struct look l = { .rc = STIGE_OK };
		int status = runs_try(&r, &fault, -1);
		const char *why = judge(&r, status, &l);

		t->runs++;
		t->full += r.told->rc != STIGE_OK;
		t->saved += r.told->rc == STIGE_OK;
		if (why && t->bad++ < SHOWN_MOST)
			printf("%s, files of at most %zu bytes: %s: %s %s\n", use->name, at, why, r.told->msg, l.why);
	}
	runs_end(&r);
}

/* ---- a small disk ---- */

/* Shared with the child, which alone sees its disk. */
struct small {
	bool mounted, filled, again;
	size_t saves;
	char why[1200];
};

static bool mount_disk(const char *dir, size_t bytes, unsigned long flags)
{
	char options[40];

	snprintf(options, sizeof(options), "size=%zu,mode=700", bytes);
	return mount("none", dir, "tmpfs", flags, options) == 0;
}

static void write_line(const char *path, const char *line)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd >= 0 && write(fd, line, strlen(line)) < 0)
		printf("%s cannot be written\n", path);
	close(fd);
}

/* Mounts of its own: as root by itself, else as root of a user namespace. */
static bool own_mounts(void)
{
	char map[40];
	unsigned uid = (unsigned)getuid(), gid = (unsigned)getgid();

	if (uid == 0 ? unshare(CLONE_NEWNS) != 0 : unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
		return false;
	if (uid != 0) {
		snprintf(map, sizeof(map), "0 %u 1", uid);
		write_line("/proc/self/uid_map", map);
		write_line("/proc/self/setgroups", "deny");
		snprintf(map, sizeof(map), "0 %u 1", gid);
		write_line("/proc/self/gid_map", map);
	}
	return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static enum stige_rc one_more(struct scene *sc, struct err *err)
{
	static const struct client_fields f = {
		.name = "One More Invented", .birth = 7000, .journal_no = "", .benefit = "", .benefit_since = INT32_MIN,
		.goal_reason = "", .paused_until = INT32_MIN, .excluded = "", .excluded_reason = "",
		.excluded_until = INT32_MIN,
	};
	struct id id;

	return client_add(sc->s, &f, NULL, &id, NULL, err);
}

static enum stige_rc begin_office(struct scene *sc, struct err *err)
{
	return uses[0].run(sc, err);
}

static void remember(struct scene *sc, char hash[LOOK_HASH], struct small *w)
{
	struct err err = ERR_INIT;

	if (store_dump_hash(sc->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, hash, &err) != STIGE_OK)
		snprintf(w->why, sizeof(w->why), "a full disk cannot even be read: %s", err.msg);
}

/* The disk is full. Nothing is lost, and with room it goes on, in the same program. */
static void go_on(struct scene *sc, struct small *w, const char *acknowledged)
{
	struct err err = ERR_INIT;
	struct look l;

	if (w->saves > 0)
		look_at(sc->path, &l);
	if (w->saves > 0 && (!look_sound(&l) || strcmp(l.hash, acknowledged) != 0))
		snprintf(w->why, sizeof(w->why), "what was acknowledged is not there: %s", l.why);
	if (!mount_disk(sc->dir, 4096 * KIB, MS_REMOUNT))
		snprintf(w->why, sizeof(w->why), "the disk cannot be made larger");
	if ((w->saves == 0 && begin_office(sc, &err) != STIGE_OK) || one_more(sc, &err) != STIGE_OK)
		snprintf(w->why, sizeof(w->why), "it does not save when there is room again: %s", err.msg);
	else
		w->again = true;
}

/* In the child. */
static void fill(struct scene *sc, struct small *w, size_t bytes)
{
	char hash[LOOK_HASH] = "";
	struct err err = ERR_INIT;
	enum stige_rc rc;

	if (!own_mounts() || !mount_disk(sc->dir, bytes, 0))
		return;
	w->mounted = true;
	rc = begin_office(sc, &err);
	while (rc == STIGE_OK) {
		remember(sc, hash, w);
		w->saves++;
		rc = one_more(sc, &err);
	}
	w->filled = says_full(err.msg);
	if (!w->filled)
		snprintf(w->why, sizeof(w->why), "it does not say that the disk is full: %s", err.msg);
	scene_seed(sc, 12);
	go_on(sc, w, hash);
	scene_close(sc);
}

static bool small_disk(struct tally *t, struct small *w, size_t bytes)
{
	struct scene sc;
	int status;
	pid_t pid;

	memset(w, 0, sizeof(*w));
	scene_begin(&sc);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		fill(&sc, w, bytes);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	scene_end(&sc);
	if (!w->mounted)
		return false;
	t->runs++;
	t->full += w->filled;
	t->saved += w->saves;
	if ((status != 0 || w->why[0] != '\0' || !w->again) && t->bad++ < SHOWN_MOST)
		printf("a disk of %zu KiB: status %x, %zu saves: %s\n", bytes / KIB, (unsigned)status, w->saves, w->why);
	return true;
}

static struct tally small_disks(size_t step)
{
	struct small *w = mmap(NULL, sizeof(*w), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct tally t = { 0 };

	for (size_t kib = 64; kib <= 1024; kib += step)
		if (!small_disk(&t, w, kib * KIB))
			break;
	munmap(w, sizeof(*w));
	return t;
}

static void limit_all(struct tally *t, bool sealed, size_t step)
{
	struct scene built;

	scene_begin(&built);
	scene_build(&built, sealed);
	for (size_t i = 0; i < use_count; i++)
		if (!(uses[i].flags & (USE_READS | USE_FOUNDS | USE_MIGRATES)) && use_suits(&uses[i], sealed))
			limit_use(t, &built, &uses[i], step);
	scene_end(&built);
}

int main(void)
{
	struct tally limits = { 0 }, disks;

	limit_all(&limits, false, soak() ? 1500 : 33 * KIB + 500);
	limit_all(&limits, true, soak() ? 4 * KIB + 100 : 65 * KIB + 300);
	printf("%zu runs with files that may not grow: %zu refused, %zu saved, %zu wrong\n", limits.runs, limits.full,
		limits.saved, limits.bad);
	disks = small_disks(soak() ? 4 : 96);
	if (disks.runs > 0)
		printf("%zu small disks: %zu filled after %zu saves, %zu wrong\n", disks.runs, disks.full, disks.saved,
			disks.bad);
	if (limits.full == 0 || limits.saved == 0 || (disks.runs > 0 && disks.full == 0)) {
		printf("the test finds nothing\n");
		return 1;
	}
	if (limits.bad + disks.bad > 0)
		return 1;
	if (disks.runs > 0)
		return 0;
	printf("small disks were NOT tried: this system allows no mounts of one's own\n");
	return 77;
}
