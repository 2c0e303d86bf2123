/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Imports and exports that are stopped: by a disk that fills up at any byte, and by kill -9 at any moment.
 * Afterwards the database is as it was before or has everything, and a file is whole or not there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "said.h"

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/exchange/import.h"

enum { PEOPLE = 30, STEP = 9000, KILLS = 40, MOST_MICROSECONDS = 40000 };

/* A list of answers of people who are not there yet. */
static char *write_answers(struct fixture *f)
{
	struct str text = STR_INIT;
	char *path = fixture_path(f, "in.csv");

	str_add(&text, "case_no,name,date,c1,c2,c3\n");
	for (int i = 1; i <= PEOPLE; i++)
		str_addf(&text, "XY-%04d,Person Nummer %c%c,2026-10-01,1,2,3\n", i, 'A' + i / 26, 'A' + i % 26);
	fixture_write(path, text.text, text.len);
	str_release(&text);
	return path;
}

static enum stige_rc take_in(struct fixture *f, const char *path, struct err *err)
{
	const struct import_options o = { .blanks = true };
	struct import_result r;
	enum stige_rc rc = import_answers(f->desk, path, &o, &r, err);

	import_result_release(&r);
	return rc;
}

static size_t rows_of(struct fixture *f)
{
	struct str text = STR_INIT;
	size_t n;

	said_export(f, EXPORT_ROUNDS, exact_all, &text);
	n = said_lines(text.text) - 1;
	str_release(&text);
	return n;
}

/* Files may grow to this size and no further, as on a disk that is full then. */
static void limit(rlim_t bytes)
{
	const struct rlimit l = { bytes, RLIM_INFINITY };

	assert_int_equal(setrlimit(RLIMIT_FSIZE, &l), 0);
}

static off_t size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_size;
}

static bool stop(void *ctx, size_t done, size_t of)
{
	(void)done;
	(void)of;
	++*(unsigned *)ctx;
	return false;
}

/* Whoever watches may stop it: at the first look, and nothing is taken in. */
static void stopped_by_hand_takes_in_nothing(void **state)
{
	struct fixture *f = *state;
	unsigned asked = 0;
	const struct import_options o = { .blanks = true, .progress = stop, .ctx = &asked };
	const struct outcome_options outcomes = { .progress = stop, .ctx = &asked };
	static const char people[] = "name,birth,number\nBo Prøve,1990-03-04,17\n";
	static const char spells[] = "number,kind,from,to\n4,job,2026-01-05,\n";
	char *path = write_answers(f), *clients = fixture_path(f, "clients.csv"), *list = fixture_path(f, "list.csv");
	struct outcome_counts counts;
	struct import_result r;
	struct err err = ERR_INIT;
	char before[65], after[65];

	fixture_client(f, "Ida Prøve", "1991-03-04", "4");
	fixture_write(clients, people, sizeof(people) - 1);
	fixture_write(list, spells, sizeof(spells) - 1);
	fixture_hash(f, before);
	assert_int_equal(import_answers(f->desk, path, &o, &r, &err), STIGE_BUSY);
	assert_string_equal(err.msg, "stopped; nothing was taken in");
	import_result_release(&r);
	assert_int_equal(import_clients(f->desk, clients, &o, &r, &err), STIGE_BUSY);
	import_result_release(&r);
	assert_int_equal(import_outcomes(f->desk, list, &outcomes, &r, &counts, &err), STIGE_BUSY);
	import_result_release(&r);
	assert_int_equal(asked, 3);
	fixture_hash(f, after);
	assert_string_equal(before, after);
	mem_free(list);
	mem_free(clients);
	mem_free(path);
}

static void a_full_disk_takes_in_nothing(void **state)
{
	struct fixture *f = *state;
	char *path = write_answers(f), before[65], after[65];
	off_t size = size_of(store_path(f->desk->store));
	size_t failed = 0;
	enum stige_rc rc = STIGE_IO;

	signal(SIGXFSZ, SIG_IGN);
	fixture_hash(f, before);
	for (off_t room = 0; rc != STIGE_OK; room += STEP) {
		struct err err = ERR_INIT;

		assert_in_range(room, 0, 4000000);
		limit((rlim_t)(size + room));
		rc = take_in(f, path, &err);
		limit(RLIM_INFINITY);
		if (rc == STIGE_OK)
			break;
		failed++;
		assert_int_equal(rc, STIGE_IO);
		assert_true(strlen(err.msg) > 20);
		fixture_hash(f, after);
		assert_string_equal(before, after);
	}
	assert_true(failed > 3);
	assert_int_equal(rows_of(f), PEOPLE);
	mem_free(path);
}

static void a_full_disk_leaves_no_half_a_file(void **state)
{
	struct fixture *f = *state;
	char *in = write_answers(f), *out = fixture_path(f, "out.csv");
	struct err err = ERR_INIT;
	enum stige_rc rc = STIGE_IO;
	off_t size, whole;

	assert_int_equal(take_in(f, in, &err), STIGE_OK);
	assert_int_equal(export_write(f->desk, EXPORT_ANSWERS, &exact_all, out, NULL, &err), STIGE_OK);
	whole = size_of(out);
	unlink(out);
	signal(SIGXFSZ, SIG_IGN);
	size = size_of(store_path(f->desk->store));
	for (off_t room = 0; rc != STIGE_OK && room < whole + STEP; room += whole / 9) {
		struct err why = ERR_INIT;

		/* Below the database's size only the new file is stopped, not what is recorded of it. */
		limit((rlim_t)room);
		rc = room < size ? export_write(f->desk, EXPORT_ANSWERS, &exact_all, out, NULL, &why) : STIGE_OK;
		limit(RLIM_INFINITY);
		assert_true(rc == STIGE_OK || (rc == STIGE_IO && strlen(why.msg) > 20));
		if (rc != STIGE_OK)
			assert_int_equal(size_of(out), 0);
	}
	mem_free(out);
	mem_free(in);
}

/* In a process of its own, which is killed after some microseconds. */
static bool killed_while(struct fixture *f, const char *path, long after)
{
	const struct timespec wait = { 0, after * 1000 };
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		struct err err = ERR_INIT;
		struct desk *d = NULL;
		char *forms = NULL;
		struct str dir = STR_INIT;
		struct desk_options o = { .store = { .path = store_path(f->desk->store) }, .login = "kah", .lang = "en" };
		const struct import_options import = { .blanks = true };
		struct import_result r;

		str_addf(&dir, "%s/forms", getenv("STIGE_SOURCE_ROOT"));
		forms = str_steal(&dir);
		o.forms_dir = forms;
		if (desk_open(&o, &d, &err) == STIGE_OK)
			import_answers(d, path, &import, &r, &err);
		_exit(0);
	}
	nanosleep(&wait, NULL);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status);
}

static void kill_9_leaves_all_or_nothing(void **state)
{
	struct fixture *f = *state;
	char *path = write_answers(f);
	size_t killed = 0, none = 0;

	for (long i = 0; i < KILLS; i++) {
		size_t rows;

		killed += killed_while(f, path, MOST_MICROSECONDS * i / KILLS);
		rows = rows_of(f);
		if (rows != 0 && rows != PEOPLE)
			fail_msg("%zu of %d after kill %ld", rows, PEOPLE, i);
		none += rows == 0;
		if (rows == PEOPLE)
			break;
	}
	assert_true(killed > 0);
	assert_true(none > 0);
	mem_free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(stopped_by_hand_takes_in_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_full_disk_takes_in_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_no_half_a_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(kill_9_leaves_all_or_nothing, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
