/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No memory. Each allocation of every use case is refused, ours and SQLite's, once and for good. Ours
 * ends the program with one sentence and exit code 71, as base/mem says; SQLite's may be borne or end
 * the same way. The file is whole in every case.
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

#define SHOWN_MOST 20

enum whose { OURS, SQLITES };

/* Shared with the child. */
struct squeeze {
	enum whose whose;
	size_t nth;                      /* 0 = only count */
	bool for_good;
	size_t seen[2];
	bool armed, met;
};

static struct squeeze *squeeze;

static bool refuses(enum whose whose)
{
	size_t nth;

	if (!squeeze || !squeeze->armed)
		return false;
	nth = ++squeeze->seen[whose];
	if (squeeze->nth == 0 || whose != squeeze->whose || nth < squeeze->nth ||
	    (nth > squeeze->nth && !squeeze->for_good))
		return false;
	squeeze->met = true;
	return true;
}

/* ---- ours: the linker sends what this program and its archives call through here ---- */

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t n);

void *__wrap_malloc(size_t n)
{
	return refuses(OURS) ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return refuses(OURS) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *p, size_t n)
{
	return refuses(OURS) ? NULL : __real_realloc(p, n);
}

/* ---- SQLite's ---- */

static sqlite3_mem_methods usual;

static void *sqlite_malloc(int n)
{
	return refuses(SQLITES) ? NULL : usual.xMalloc(n);
}

static void *sqlite_realloc(void *p, int n)
{
	return refuses(SQLITES) ? NULL : usual.xRealloc(p, n);
}

static void take_over_sqlite(void)
{
	sqlite3_mem_methods mine;

	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual) != SQLITE_OK)
		abort();
	mine = usual;
	mine.xMalloc = sqlite_malloc;
	mine.xRealloc = sqlite_realloc;
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &mine) != SQLITE_OK)
		abort();
}

/* ---- the sweep ---- */

struct tally {
	size_t runs, ended, borne, met, bad;
};

static void arm(const void *what)
{
	(void)what;
	squeeze->armed = true;
}

static void disarm(void)
{
	squeeze->armed = false;
}

/* Exactly one line, from the program to a person. */
static bool one_sentence(int said)
{
	char text[2048];
	ssize_t n = pread(said, text, sizeof(text) - 1, 0);

	if (n <= 0)
		return false;
	text[n] = '\0';
	return strncmp(text, "stige: ", 7) == 0 && strchr(text, ';') && strchr(text, '\n') == text + n - 1;
}

static const char *judge_end(const struct runs *r, int status, int said)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == STIGE_OOM)
		return one_sentence(said) ? NULL : "it ended without its sentence";
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !r->told->returned)
		return "it died";
	if (squeeze->whose == OURS)
		return "memory was refused and nobody noticed";
	return r->told->rc == STIGE_OK ? NULL : "it neither went on nor ended";
}

static const char *judge_file(const struct runs *r, struct look *l)
{
	runs_look(r, l);
	if (!look_sound(l))
		return "the file is damaged";
	if (r->told->returned && r->told->rc == STIGE_OK)
		return strcmp(l->hash, r->after) == 0 ? NULL : "it says it was saved, but it was not";
	if (strcmp(l->hash, r->before) == 0 || strcmp(l->hash, r->after) == 0 || r->use->flags & USE_FOUNDS)
		return NULL;
	return "the file is half changed";
}

static void refuse_one(struct tally *t, struct runs *r, int said)
{
	const struct fault fault = { .arm = arm, .disarm = disarm };
	struct look l = { .rc = STIGE_OK };
	const char *why;
	int status;

	memset(squeeze->seen, 0, sizeof(squeeze->seen));
	squeeze->met = false;
	if (ftruncate(said, 0) != 0)
		abort();
	status = runs_try(r, &fault, said);
	squeeze->armed = false;
	why = judge_end(r, status, said);
	if (!why)
		why = judge_file(r, &l);
	t->runs++;
	t->met += squeeze->met;
	t->ended += WIFEXITED(status) && WEXITSTATUS(status) == STIGE_OOM;
	t->borne += WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (why && t->bad++ < SHOWN_MOST)
		printf("%s, %s allocation %zu%s: %s (status %x, %d: %s)\n\t%s\n", r->use->name,
			squeeze->whose == OURS ? "our" : "SQLite's", squeeze->nth, squeeze->for_good ? " for good" : "",
			why, (unsigned)status, (int)r->told->rc, r->told->msg, l.why);
}

static void squeeze_use(struct tally *t, const struct scene *built, const struct use *use, int said, size_t most)
{
	const struct fault counting = { .arm = arm, .disarm = disarm };
	struct runs r;
	size_t seen[2];

	runs_begin(&r, built, use);
	memset(squeeze, 0, sizeof(*squeeze));
	runs_try(&r, &counting, -1);
	memcpy(seen, squeeze->seen, sizeof(seen));
	for (int whose = OURS; whose <= SQLITES; whose++)
		for (int for_good = 0; for_good < 2; for_good++) {
			size_t step = (seen[whose] + most - 1) / most;

			for (size_t nth = 1; nth <= seen[whose]; nth += step) {
				squeeze->whose = (enum whose)whose;
				squeeze->nth = nth;
				squeeze->for_good = for_good != 0;
				refuse_one(t, &r, said);
			}
		}
	runs_end(&r);
}

/* A program that goes on without the memory it asked for: the test must see that. */
static enum stige_rc run_careless(struct scene *sc, struct err *err)
{
	void *volatile p = malloc(10);   /* volatile: a compiler may leave out what is given back at once */

	(void)sc;
	(void)err;
	free(p);
	return STIGE_OK;
}

static const struct use careless = { .name = "a careless program", .flags = USE_READS, .run = run_careless };

/* only: the name of a use case, or NULL. most: allocations of each kind that are tried, evenly over all there are. */
static void squeeze_all(struct tally *t, bool sealed, const char *only, int said, size_t most)
{
	struct scene built;

	scene_begin(&built);
	scene_build(&built, sealed);
	for (size_t i = 0; i < use_count; i++)
		if (use_suits(&uses[i], sealed) && (!only || str_eq(only, uses[i].name)))
			squeeze_use(t, &built, &uses[i], said, most);
	scene_end(&built);
}

static struct tally squeeze_careless(int said)
{
	struct tally t = { 0 };
	struct scene built;

	scene_begin(&built);
	scene_build(&built, false);
	squeeze_use(&t, &built, &careless, said, 1);
	scene_end(&built);
	return t;
}

/* With the name of a use case: that one alone. */
int main(int argc, char **argv)
{
	const char *only = argc > 1 ? argv[1] : NULL;
	struct tally good = { 0 }, control;
	FILE *said = tmpfile();

	if (!said || fcntl(fileno(said), F_SETFL, O_APPEND) != 0)
		return 1;
	take_over_sqlite();
	squeeze = mmap(NULL, sizeof(*squeeze), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	squeeze_all(&good, false, only, fileno(said), soak() ? 300 : 4);
	squeeze_all(&good, true, only, fileno(said), soak() ? 300 : 2);
	control = squeeze_careless(fileno(said));
	fclose(said);
	printf("%zu refused allocations: %zu ended with their sentence, %zu were borne, %zu wrong\n", good.runs,
		good.ended, good.borne, good.bad);
	if (good.met != good.runs || control.bad == 0) {
		printf("the test finds nothing: %zu were met\n", good.met);
		return 1;
	}
	return good.bad > 0;
}
