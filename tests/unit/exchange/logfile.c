/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session log as a file: private, whole or not at all, recorded before anybody can read it. */
#include <setjmp.h>
#include <stdarg.h>
#include <dirent.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "canary.h"

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/base/str.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

static void dates_the_wrong_way_round_are_refused(void **state)
{
	struct fixture *f = *state;
	struct export_options o = everything;
	struct err err = ERR_INIT;
	char *path = fixture_path(f, "log.csv");

	o.from = desk_today(f->desk);
	o.to = o.from - 1;
	assert_int_equal(export_write(f->desk, EXPORT_LOG, &o, path, NULL, &err), STIGE_USAGE);
	assert_false(file_exists(path));
	mem_free(path);
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (unsigned)st.st_mode & 0777;
}

static void the_file_is_private_and_recorded(void **state)
{
	struct fixture *f = *state;
	char *folder = fixture_path(f, "out"), *path = fixture_path(f, "out/log.csv"), hex[SHA256_HEX];
	struct export_result done;
	struct export_record *records;
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	size_t count;
	mode_t before = umask(0);

	canary(f);
	assert_int_equal(export_write(f->desk, EXPORT_LOG, &everything, path, &done, &err), STIGE_OK);
	umask(before);
	assert_int_equal(mode_of(folder), 0700);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(file_read(path, FILE_MOST, &text, &err), STIGE_OK);
	assert_int_equal(text.len, done.bytes);
	assert_string_equal(sha256_hex(text.text, text.len, hex), done.sha256);
	assert_int_equal(export_list(f->desk->store, &a, &records, &count, &err), STIGE_OK);
	assert_int_equal(count, 1);
	assert_string_equal(records[0].sha256, hex);
	assert_string_equal(records[0].file, path);
	assert_string_equal(records[0].dialect, "exact");
	assert_int_equal(records[0].rows, done.rows);
	assert_false(records[0].names);
	arena_release(&a);
	str_release(&text);
	mem_free(path);
	mem_free(folder);
}

/* An older file of that name is replaced as a whole. */
static void an_old_file_is_replaced(void **state)
{
	struct fixture *f = *state;
	char *path = fixture_path(f, "log.csv");
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	fixture_write(path, "old\n", 4);
	assert_int_equal(export_write(f->desk, EXPORT_LOG, &everything, path, NULL, &err), STIGE_OK);
	assert_int_equal(file_read(path, FILE_MOST, &text, &err), STIGE_OK);
	assert_memory_equal(text.text, "\"schema\"", 8);
	assert_int_equal(mode_of(path), 0600);
	str_release(&text);
	mem_free(path);
}

static size_t count_exports(struct fixture *f)
{
	struct export_record *records;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	size_t count;

	assert_int_equal(export_list(f->desk->store, &a, &records, &count, &err), STIGE_OK);
	arena_release(&a);
	return count;
}

static void a_place_that_cannot_be_is_refused(void **state)
{
	static const char *const places[] = { "stige.db/log.csv", "folder" };
	struct fixture *f = *state;
	char *folder = fixture_path(f, "folder");

	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		char *path = fixture_path(f, places[i]);
		struct err err = ERR_INIT;

		assert_int_not_equal(export_write(f->desk, EXPORT_LOG, &everything, path, NULL, &err), STIGE_OK);
		assert_true(err.msg[0] != '\0');
		mem_free(path);
	}
	assert_int_equal(count_exports(f), 0);
	mem_free(folder);
}

static size_t count_files(const char *dir)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	assert_non_null(d);
	for (struct dirent *e = readdir(d); e; e = readdir(d))
		n++;
	closedir(d);
	return n;
}

/* No room: a sentence, no file, no rest of one, no record of an export that never was. */
static void a_full_disk_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	char *path = fixture_path(f, "log.csv");
	struct rlimit before, small;
	struct err err = ERR_INIT;
	size_t files;

	canary(f);
	files = count_files(f->dir);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1000;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(export_write(f->desk, EXPORT_LOG, &everything, path, NULL, &err), STIGE_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_non_null(strstr(err.msg, "log.csv"));
	assert_int_equal(count_files(f->dir), files);
	assert_int_equal(count_exports(f), 0);
	mem_free(path);
}

struct watching {
	struct fixture *f;
	size_t exports;                      /* recorded when the first bytes came */
	bool fails;
};

static enum stige_rc watch(void *state, const char *bytes, size_t n, struct err *err)
{
	struct watching *w = state;

	(void)bytes;
	(void)n;
	w->exports = count_exports(w->f);
	return w->fails ? err_set(err, STIGE_IO, "The reader has gone.") : STIGE_OK;
}

/* Whoever reads the pipe, the record is on disk before the first byte. */
static void the_record_comes_before_the_rows(void **state)
{
	struct fixture *f = *state;
	struct watching w = { .f = f };
	struct export_options o = everything;
	struct err err = ERR_INIT;

	o.sink = (struct csv_sink){ watch, &w };
	assert_int_equal(export_write(f->desk, EXPORT_LOG, &o, "-", NULL, &err), STIGE_OK);
	assert_int_equal(w.exports, 1);
	w.fails = true;
	assert_int_equal(export_write(f->desk, EXPORT_LOG, &o, "-", NULL, &err), STIGE_IO);
	assert_string_equal(err.msg, "The reader has gone.");
}

static const struct named {
	int32_t from, to;                    /* days after 2026-11-22 (a Sunday, week 47); -999 = open */
	enum csv_dialect dialect;
	const char *name;
} named[] = {
	{ -999, -999, CSV_EXCEL_DA, "session-log-2026-W47-excel-da.csv" },
	{ -6, 0, CSV_EXACT, "session-log-2026-W47-exact.csv" },
	{ -20, 0, CSV_EXACT, "session-log-2026-W45-W47-exact.csv" },
	{ 1, 60, CSV_EXACT, "session-log-2026-W48-2027-W03-exact.csv" },
	{ -999, 39, CSV_EXACT, "session-log-2026-W53-exact.csv" },
};

static void file_names(void **state)
{
	int32_t today = date_make(2026, 11, 22);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(named); i++) {
		struct export_options o = everything;
		struct str name = STR_INIT;

		o.dialect = named[i].dialect;
		o.from = named[i].from == -999 ? DATE_NONE : today + named[i].from;
		o.to = named[i].to == -999 ? DATE_NONE : today + named[i].to;
		export_file_name(EXPORT_LOG, &o, today, &name);
		assert_string_equal(name.text, named[i].name);
		str_release(&name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(dates_the_wrong_way_round_are_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_file_is_private_and_recorded, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_old_file_is_replaced, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_place_that_cannot_be_is_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_record_comes_before_the_rows, fixture_setup, fixture_teardown),
		cmocka_unit_test(file_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
