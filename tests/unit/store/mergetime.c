/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a merge of 2,000 responses takes at an office with 4,000 clients, and with 60,000, and how much
 * memory; beside it the same rows by sqlite3's own INSERT OR IGNORE, which opens no seal and checks nothing.
 * Figures to read, never a pass or a fail.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "offices.h"

#include "stige/base/mem.h"
#include "catalog.h"
#include "stige/base/banned.h"

enum { RESPONSES = 2000, A_CLIENT = 20 };

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long peak(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

struct filling {
	struct fixture *f;
	size_t clients, responses;       /* responses of each */
};

static enum stige_rc fill(struct store *s, void *arg, struct err *err)
{
	const struct filling *w = arg;

	(void)s;
	(void)err;
	for (size_t i = 0; i < w->clients; i++) {
		char name[40];
		struct id id;

		snprintf(name, sizeof(name), "Anna Nummer %zu", i);
		id = fixture_client(w->f, name);
		for (size_t k = 0; k < w->responses; k++) {
			struct id meeting = fixture_meeting(w->f, &id, (int32_t)(20000 + 30 * k));

			fixture_response(w->f, &meeting);
		}
	}
	return STIGE_OK;
}

static void live(struct fixture *f, size_t clients, size_t responses)
{
	struct filling w = { f, clients, responses };

	must(f, store_tx(f->s, fill, &w, &f->err));
}

/* The rows of the shared tables, as they lie in the file. */
static double union_by_sqlite(const char *home, const char *from)
{
	struct str sql = STR_INIT;
	sqlite3 *db;
	double begun;

	assert_int_equal(sqlite3_open(home, &db), SQLITE_OK);
	str_addf(&sql, "PRAGMA synchronous = EXTRA; ATTACH '%s' AS other; BEGIN IMMEDIATE;", from);
	for (size_t i = 0; i < catalog_count; i++)
		if (catalog[i].scope != TABLE_LOCAL)
			str_addf(&sql, "INSERT OR IGNORE INTO main.%s SELECT * FROM other.%s;", catalog[i].name, catalog[i].name);
	str_add(&sql, "COMMIT");
	begun = seconds();
	assert_int_equal(sqlite3_exec(db, sql.text, NULL, NULL, NULL), SQLITE_OK);
	begun = seconds() - begun;
	sqlite3_close(db);
	str_release(&sql);
	return begun;
}

static void measure(size_t clients)
{
	struct offices *w = offices_new(3);
	struct fixture *home = w->f[0], *satellite = w->f[1];
	struct letter letter = { .rows = STR_INIT };
	double begun, ours, theirs;
	long before;

	live(home, clients, 1);
	live(satellite, RESPONSES / A_CLIENT, A_CLIENT);
	offices_send(w, 1, &letter);
	before = peak();
	begun = seconds();
	offices_take(w, 0, &letter);
	ours = seconds() - begun;
	theirs = union_by_sqlite(w->f[2]->path, satellite->path);
	printf("%6zu clients: %d responses (%zu bytes) merged in %.3f s, %ld KiB more at the peak; INSERT OR IGNORE "
		"into an empty file %.3f s\n", clients, RESPONSES, letter.rows.len, ours, peak() - before, theirs);
	fflush(stdout);
	str_release(&letter.rows);
	offices_free(w);
}

/* In a process of its own: the peak is a process's. */
int main(void)
{
	static const size_t sizes[] = { 4000, 60000 };
	int status = 0;

	for (size_t i = 0; i < ARRAY_SIZE(sizes) && status == 0; i++) {
		pid_t pid = fork();

		if (pid == 0) {
			measure(sizes[i]);
			return 0;
		}
		waitpid(pid, &status, 0);
	}
	return status != 0;
}
