/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The check of the file between the keys: the title says so until it is through, what it finds is said
 * to a caseworker alone, and a locked file is left in peace.
 */
#include "../casefile/bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include <sqlite3.h>

#include "app_state.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

#define PASSPHRASE "correct horse battery"

struct seat {
	struct bench bench;
	struct app *app;
	struct ui ui;
};

static void begin(struct seat *s)
{
	const struct app_options options = { .desk = s->bench.desk, .login = "kih" };

	bench_ok(&s->bench, app_new(&options, &s->app, &s->bench.err));
	ui_init(&s->ui, s->app, 24, 80, s->bench.now);
	bench_ok(&s->bench, app_start(s->app, &s->ui, &s->bench.err));
}

static void end(struct seat *s)
{
	ui_release(&s->ui);
	app_free(s->app);
	bench_close(&s->bench);
}

/* No key for as long as there is something to do. */
static unsigned rest(struct seat *s)
{
	unsigned slices = 0;

	for (; ui_next_tick(&s->ui) == 0; slices++)
		ui_tick(&s->ui);
	return slices;
}

static bool title_says(struct seat *s, const char *text)
{
	struct canvas c = canvas_new(s->ui.rows, s->ui.cols);
	struct str row = STR_INIT;
	bool found;

	ui_draw(&s->ui, &c);
	canvas_row_text(&c, 0, &row);
	found = strstr(row.text, text) != NULL;
	str_release(&row);
	canvas_free(&c);
	return found;
}

static void damage(struct bench *b)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(b->path.text, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE client SET name = zeroblob(12)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void a_sound_file_is_checked_in_silence(void **state)
{
	struct seat s;

	(void)state;
	bench_open(&s.bench);
	bench_client(&s.bench, "Anna Invented", "1990-01-01", "no");
	begin(&s);
	assert_true(title_says(&s, "checking"));
	assert_true(rest(&s) > 5);
	assert_false(title_says(&s, "checking"));
	assert_null(strstr(ui_message(&s.ui), "check"));
	assert_int_equal(ui_next_tick(&s.ui), UI_IDLE_SECONDS);
	end(&s);
}

static void what_it_finds_is_said(void **state)
{
	struct seat s;

	(void)state;
	bench_open(&s.bench);
	bench_client(&s.bench, "Anna Invented", "1990-01-01", "no");
	bench_reopen(&s.bench, "kih");
	begin(&s);
	damage(&s.bench);
	rest(&s);
	assert_non_null(strstr(ui_message(&s.ui), "does not pass its check (the name of client"));
	assert_non_null(strstr(ui_message(&s.ui), "go back to a backup"));
	assert_false(title_says(&s, "checking"));
	end(&s);
}

static void no_client_reads_it(void **state)
{
	struct seat s;
	struct id anna;

	(void)state;
	bench_open(&s.bench);
	anna = bench_client(&s.bench, "Anna Invented", "1990-01-01", "no");
	begin(&s);
	bench_ok(&s.bench, sitting_begin(s.bench.desk, &anna, MEETING_OFFICE, &s.app->sitting, &s.bench.err));
	damage(&s.bench);
	s.app->look = LOOK_SHARED;
	assert_true(rest(&s) > 5);
	assert_null(strstr(ui_message(&s.ui), "check"));
	s.app->look = LOOK_OWN;
	assert_int_equal(rest(&s), 1);
	assert_non_null(strstr(ui_message(&s.ui), "does not pass its check"));
	end(&s);
}

static void a_locked_file_is_left_in_peace(void **state)
{
	struct seat s;

	(void)state;
	bench_open(&s.bench);
	bench_ok(&s.bench, store_seal(s.bench.desk->store, &s.bench.desk->caseworker.id, PASSPHRASE, NULL, &s.bench.err));
	begin(&s);
	assert_int_equal(ui_next_tick(&s.ui), 0);
	store_lock(s.bench.desk->store);
	assert_int_not_equal(ui_next_tick(&s.ui), 0);
	assert_true(title_says(&s, "checking"));
	bench_ok(&s.bench, store_unlock(s.bench.desk->store, "kih", PASSPHRASE, &s.bench.err));
	assert_true(rest(&s) > 5);
	assert_false(title_says(&s, "checking"));
	end(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sound_file_is_checked_in_silence),
		cmocka_unit_test(what_it_finds_is_said),
		cmocka_unit_test(no_client_reads_it),
		cmocka_unit_test(a_locked_file_is_left_in_peace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
