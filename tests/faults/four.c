/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Four programs on one file, each saving faster than four people would: an answer given, then a
 * client both read and changed, again and again. No error, nothing lost, nobody's change written over
 * unseen; and what that costs in waiting, in figures that decide nothing. Who does not look at what
 * is there before it is changed must be found out.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "scene.h"

#include "internal.h"

#include "stige/base/mem.h"

#define PROGRAMS 4
#define PACE_NS 50000000
#define SAVES_MOST 2000

/* Of one program; shared. */
struct worker {
	int which;
	size_t answers, edits, refused;  /* refused: somebody else had changed the client meanwhile */
	size_t saves, errors;
	double ms[SAVES_MOST];
	char why[1024];
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void note(struct worker *w, double since, enum stige_rc rc, const struct err *err)
{
	if (w->saves < SAVES_MOST)
		w->ms[w->saves++] = now_ms() - since;
	if (rc != STIGE_OK && w->errors++ == 0)
		snprintf(w->why, sizeof(w->why), "%s", err->msg);
}

/*
 * The goal begins with a number that each change makes one larger: a change that is written over shows in
 * the sum. Behind it stands who made the change: two who write the same are no conflict.
 */
static enum stige_rc raise_goal(struct scene *sc, const struct worker *w, bool looks, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct client was;
	struct client_fields before, after;
	char text[32];
	enum stige_rc rc = client_get(sc->s, &a, &sc->p.client, &was, err);

	if (rc == STIGE_OK) {
		before = after = was.f;
		snprintf(text, sizeof(text), "%ld by %d", strtol(was.f.goal_reason, NULL, 10) + 1, w->which);
		after.goal_reason = text;
		nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);       /* a person looks at it */
		if (!looks) {
			rc = client_get(sc->s, &a, &sc->p.client, &was, err);
			before = was.f;
		}
		if (rc == STIGE_OK)
			rc = client_edit(sc->s, &sc->p.client, &before, &after, err);
	}
	arena_release(&a);
	return rc;
}

static void work(struct scene *sc, struct worker *w, bool looks, double ends)
{
	struct err err = ERR_INIT;

	while (now_ms() < ends) {
		double since = now_ms();
		enum stige_rc rc = scene_say(sc, &sc->p.draft, "c2", w->which * 1e5 + (double)w->answers, &err);

		w->answers += rc == STIGE_OK;
		note(w, since, rc, &err);
		since = now_ms();
		rc = raise_goal(sc, w, looks, &err);
		w->edits += rc == STIGE_OK;
		if (rc == STIGE_BUSY && strstr(err.msg, "somebody else"))
			w->refused++;
		else
			note(w, since, rc, &err);
		nanosleep(&(struct timespec){ .tv_nsec = PACE_NS }, NULL);
	}
}

/* In a process of its own. */
static void run_program(const struct scene *built, struct worker *w, bool looks, double ends)
{
	struct scene sc = *built;
	struct err err = ERR_INIT;

	sc.s = NULL;
	sc.busy_ms = 5000;
	scene_seed(&sc, 100 + (uint64_t)w->which);
	if (scene_open(&sc, &err) != STIGE_OK) {
		w->errors++;
		snprintf(w->why, sizeof(w->why), "%s", err.msg);
		return;
	}
	work(&sc, w, looks, ends);
	scene_close(&sc);
}

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* All waits together: half of them, 99 of 100 and all of them were no longer than. */
static void tell_waits(const struct worker *workers)
{
	double *all = mem_array(PROGRAMS * SAVES_MOST, sizeof(*all));
	size_t n = 0;

	for (int i = 0; i < PROGRAMS; i++)
		for (size_t k = 0; k < workers[i].saves; k++)
			all[n++] = workers[i].ms[k];
	qsort(all, n, sizeof(*all), by_size);
	if (n > 0)
		printf("%zu saves: median %.1f ms, p99 %.1f ms, longest %.1f ms\n", n, all[n / 2], all[n * 99 / 100],
			all[n - 1]);
	mem_free(all);
}

struct outcome {
	size_t edits, answers, refused, errors;
	long goal;
	size_t drafted;                  /* answers in the file that were not there before */
	bool sound;
};

static int64_t number(struct store *s, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int64_t n = -1;

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

static void read_outcome(struct scene *sc, size_t drafted_before, struct outcome *ret)
{
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct client c;
	struct look l;

	look_at(sc->path, &l);
	ret->sound = look_sound(&l);
	scene_must(scene_open(sc, &err), &err, "store_open");
	scene_must(client_get(sc->s, &a, &sc->p.client, &c, &err), &err, "client_get");
	ret->goal = strtol(c.f.goal_reason, NULL, 10);
	ret->drafted = (size_t)number(sc->s, "SELECT count(*) FROM draft_answer") - drafted_before;
	arena_release(&a);
	scene_close(sc);
}

/* looks: each program compares what it changes with what it has read, as the screens do. */
static struct outcome live_together(bool looks, double seconds)
{
	struct worker *workers = mmap(NULL, PROGRAMS * sizeof(*workers), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct outcome o = { .edits = 0 };
	struct scene sc;
	struct err err = ERR_INIT;
	size_t drafted;
	double ends;

	scene_begin(&sc);
	scene_build(&sc, true);
	scene_must(scene_open(&sc, &err), &err, "store_open");
	drafted = (size_t)number(sc.s, "SELECT count(*) FROM draft_answer");
	scene_close(&sc);
	ends = now_ms() + seconds * 1e3;
	fflush(stdout);
	for (int i = 0; i < PROGRAMS; i++)
		if (fork() == 0) {
			workers[i].which = i;
			run_program(&sc, &workers[i], looks, ends);
			_exit(0);
		}
	while (wait(NULL) > 0)
		;
	for (int i = 0; i < PROGRAMS; i++) {
		o.edits += workers[i].edits;
		o.answers += workers[i].answers;
		o.refused += workers[i].refused;
		o.errors += workers[i].errors;
		if (workers[i].errors > 0)
			printf("program %d: %s\n", i, workers[i].why);
	}
	read_outcome(&sc, drafted, &o);
	if (looks)
		tell_waits(workers);
	munmap(workers, PROGRAMS * sizeof(*workers));
	scene_end(&sc);
	return o;
}

int main(void)
{
	struct outcome o = live_together(true, soak() ? 10 : 3), careless = live_together(false, 2);
	bool right = o.sound && o.errors == 0 && o.goal == (long)o.edits && o.drafted == o.answers;

	printf("%d programs: %zu changes of one client, %zu refused because somebody was faster, %ld in the file; %zu of "
		"%zu answers in the file; %zu errors\n", PROGRAMS, o.edits, o.refused, o.goal, o.drafted, o.answers,
		o.errors);
	printf("without looking first: %zu changes, %ld in the file\n", careless.edits, careless.goal);
	if (o.edits == 0 || o.refused == 0 || careless.goal >= (long)careless.edits) {
		printf("the test finds nothing\n");
		return 1;
	}
	return !right;
}
