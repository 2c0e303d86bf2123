/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stige/base/file.h"

const struct fault no_fault = { .what = NULL };

static void put_file(const struct runs *r, const char *name, const struct str *bytes)
{
	struct str path = STR_INIT;
	int fd;

	str_addf(&path, "%s/%s", r->scene.dir, name);
	fd = open(path.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || pwrite(fd, bytes->text, bytes->len, 0) != (ssize_t)bytes->len) {
		printf("the scene cannot be written to %s\n", r->scene.dir);
		exit(1);
	}
	close(fd);
	str_release(&path);
}

static const char *beside(const struct runs *r)
{
	return r->use->beside ? r->use->beside : SCENE_BACKUP;
}

static void put_base(const struct runs *r)
{
	scene_empty_folder(r->scene.dir);
	if (r->base.len > 0)
		put_file(r, SCENE_FILE, &r->base);
	if (r->beside.len > 0)
		put_file(r, beside(r), &r->beside);
}

static void remember_counts(struct told *t)
{
	for (size_t i = 0; i < DISK_CALL_COUNT; i++)
		t->seen[i] = disk_count((enum disk_call)i);
	t->changes = disk_changes();
	t->struck = disk_struck();
}

/* The child. A file that must be open is opened before the fault is there. */
static void act(struct runs *r, const struct fault *fault)
{
	struct scene *sc = &r->scene;
	struct told *t = r->told;
	struct err err = ERR_INIT;

	scene_seed(sc, 11);
	if (!(r->use->flags & (USE_FOUNDS | USE_OPENS)))
		scene_must(scene_open(sc, &err), &err, "store_open");
	if (fault->spoil)
		scene_spoil(sc, fault->spoil);
	if (fault->arm)
		fault->arm(fault->what);
	else
		disk_arm(NULL);
	t->rc = r->use->run(sc, &err);
	if (fault->disarm)
		fault->disarm();
	disk_disarm();
	remember_counts(t);
	snprintf(t->msg, sizeof(t->msg), "%s", t->rc == STIGE_OK ? "" : err.msg);
	t->returned = true;
	t->wal = disk_wal_opened() > 0;
	if (t->rc != STIGE_OK && fault->retries) {
		if (r->use->flags & (USE_FOUNDS | USE_OPENS))
			scene_close(sc);
		/* Founding may have made this device's id already. */
		scene_seed(sc, r->use->flags & USE_FOUNDS ? 13 : 11);
		t->again = r->use->run(sc, &err);
	}
	scene_close(sc);
}

static int start(struct runs *r, const struct fault *fault, int quiet)
{
	int status;
	pid_t pid;

	memset(r->told, 0, sizeof(*r->told));
	fflush(stdout);
	pid = fork();
	if (pid < 0) {
		printf("no process for the test\n");
		exit(1);
	}
	if (pid == 0) {
		if (quiet >= 0)
			dup2(quiet, STDERR_FILENO);
		act(r, fault);
		exit(0);         /* not _exit: what measures coverage and leaks ends here too */
	}
	waitpid(pid, &status, 0);
	return status;
}

int runs_try(struct runs *r, const struct fault *fault, int quiet)
{
	put_base(r);
	return start(r, fault, quiet);
}

int runs_again(struct runs *r, const struct fault *fault)
{
	return start(r, fault, -1);
}

static void must_look(const struct runs *r, char hash[LOOK_HASH], int *version)
{
	struct look l;

	look_at(r->scene.path, &l);
	if (!look_sound(&l)) {
		printf("%s, without a fault: %s\n", r->use->name, l.why);
		exit(1);
	}
	memcpy(hash, l.hash, LOOK_HASH);
	if (version)
		*version = l.version;
}

static void take_file(const struct runs *r, const char *name, struct str *out)
{
	struct str path = STR_INIT;
	struct err err = ERR_INIT;

	str_addf(&path, "%s/%s", r->scene.dir, name);
	scene_must(file_read(path.text, FILE_MOST, out, &err), &err, "reading the scene");
	str_release(&path);
}

/* What the use case needs, done in a process like its own. */
static void prepare(struct runs *r)
{
	const struct use *use = r->use;
	const struct use before = { .name = "before it", .run = use->prepare };

	put_base(r);
	r->use = &before;
	start(r, &no_fault, -1);
	r->use = use;
	if (!r->told->returned || r->told->rc != STIGE_OK) {
		printf("what comes before %s: %s\n", use->name, r->told->msg);
		exit(1);
	}
	str_clear(&r->base);
	take_file(r, SCENE_FILE, &r->base);
	take_file(r, beside(r), &r->beside);
}

/* The file it begins with. */
static void take_base(struct runs *r, const struct scene *built)
{
	struct str path = STR_INIT;
	struct err err = ERR_INIT;

	if (r->use->flags & USE_FOUNDS)
		return;
	r->scene.p = built->p;
	if (r->use->fixture)
		str_addf(&path, "%s/tests/data/db/%s", getenv("STIGE_SOURCE_ROOT"), r->use->fixture);
	else
		str_add(&path, built->path);
	scene_must(file_read(path.text, FILE_MOST, &r->base, &err), &err, "reading the scene");
	str_release(&path);
	if (r->use->prepare)
		prepare(r);
}

void runs_begin(struct runs *r, const struct scene *built, const struct use *use)
{
	int status;

	memset(r, 0, sizeof(*r));
	/* In a folder of its own. */
	scene_begin(&r->scene);
	r->use = use;
	str_init(&r->base);
	str_init(&r->beside);
	str_init(&r->done);
	r->told = mmap(NULL, sizeof(*r->told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	take_base(r, built);
	put_base(r);
	must_look(r, r->before, NULL);
	status = runs_try(r, &no_fault, -1);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || r->told->rc != STIGE_OK) {
		printf("%s, without a fault: status %x, %s\n", use->name, (unsigned)status, r->told->msg);
		exit(1);
	}
	take_file(r, SCENE_FILE, &r->done);
	must_look(r, r->after, &r->version_after);
}

void runs_end(struct runs *r)
{
	munmap(r->told, sizeof(*r->told));
	str_release(&r->base);
	str_release(&r->beside);
	str_release(&r->done);
	scene_end(&r->scene);
}

static bool equal(const struct str *a, const struct str *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

void runs_look(const struct runs *r, struct look *ret)
{
	struct str now = STR_INIT, journal = STR_INIT, path = STR_INIT;

	str_addf(&path, "%s-journal", r->scene.path);
	(void)file_read(path.text, FILE_MOST, &journal, NULL);
	(void)file_read(r->scene.path, FILE_MOST, &now, NULL);
	memset(ret, 0, sizeof(*ret));
	if (journal.len == 0 && r->base.len > 0 && equal(&now, &r->base)) {
		memcpy(ret->hash, r->before, LOOK_HASH);
	} else if (journal.len == 0 && equal(&now, &r->done)) {
		memcpy(ret->hash, r->after, LOOK_HASH);
		ret->version = r->version_after;
	} else {
		look_at(r->scene.path, ret);
	}
	str_release(&now);
	str_release(&journal);
	str_release(&path);
}
