/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"

#include "stige/base/file.h"
#include "stige/store/backup.h"

#define EVERYTHING (STORE_DUMP_EVENTS | STORE_DUMP_LOCAL)

static void backup_path(const struct fixture *f, char out[128])
{
	snprintf(out, 128, "%s/backup.db", f->dir);
}

static size_t files_in(const char *dir)
{
	DIR *d = opendir(dir);
	size_t count = 0;

	assert_non_null(d);
	while (readdir(d))
		count++;
	closedir(d);
	return count - 2;
}

static void a_backup_is_equal_and_private(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct id anna = fixture_client(f, "Anna"), meeting = fixture_meeting(f, &anna, 20100);
	char path[128], ours[65], theirs[65];
	struct stat st;
	struct store *copy;

	fixture_response(f, &meeting);
	backup_path(f, path);
	must(f, backup_make(f->s, path, &f->err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(files_in(f->dir), 3);       /* file, journal, backup: nothing is left lying about */
	options.path = path;
	options.create = false;
	must(f, store_open(&options, &copy, &f->err));       /* it is a database like any other */
	must(f, store_dump_hash(f->s, EVERYTHING, ours, &f->err));
	must(f, store_dump_hash(copy, EVERYTHING, theirs, &f->err));
	assert_string_equal(ours, theirs);
	store_close(copy);
	fixture_client(f, "Bo");
	must(f, backup_make(f->s, path, &f->err));   /* a new one takes the old one's place */
	must(f, store_open(&options, &copy, &f->err));
	must(f, store_dump_hash(copy, EVERYTHING, theirs, &f->err));
	assert_string_not_equal(ours, theirs);
	store_close(copy);
}

static void a_damaged_file_gives_no_backup(void **state)
{
	struct fixture *f = *state;
	char path[128];
	size_t files;

	fixture_client(f, "Anna");
	fixture_sql(f, "UPDATE client SET name = zeroblob(12)");
	files = files_in(f->dir);
	backup_path(f, path);
	assert_int_equal(backup_make(f->s, path, &f->err), STIGE_DATA);
	assert_non_null(strstr(f->err.msg, "no backup was made"));
	assert_false(file_exists(path));
	assert_true(files_in(f->dir) <= files + 1);  /* the journal that the lock came with, no half copy */
}

static void an_old_backup_survives_a_failing_one(void **state)
{
	struct fixture *f = *state;
	struct str before = STR_INIT, after = STR_INIT;
	char path[128];

	backup_path(f, path);
	must(f, backup_make(f->s, path, &f->err));
	must(f, file_read(path, FILE_MOST, &before, &f->err));
	fixture_client(f, "Anna");
	fixture_sql(f, "UPDATE client SET name = zeroblob(12)");
	assert_int_equal(backup_make(f->s, path, &f->err), STIGE_DATA);
	must(f, file_read(path, FILE_MOST, &after, &f->err));
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.text, after.text, before.len);
	str_release(&before);
	str_release(&after);
}

static void needs_a_folder(void **state)
{
	struct fixture *f = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s/nowhere/backup.db", f->dir);
	assert_int_equal(backup_make(f->s, path, &f->err), STIGE_CANTCREATE);
}

static void waits_for_a_writer_and_says_so(void **state)
{
	struct fixture *f = *state;
	sqlite3 *other = fixture_raw(f);
	char path[128];

	backup_path(f, path);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(backup_make(f->s, path, &f->err), STIGE_BUSY);
	assert_false(file_exists(path));
	assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(other);
	must(f, backup_make(f->s, path, &f->err));
}

/* Erased bytes lie in no copy: VACUUM INTO takes rows, not pages. */
static void a_backup_has_no_leftovers(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), meeting = fixture_meeting(f, &anna, 20100);
	struct id response = fixture_response(f, &meeting);
	struct str text = STR_INIT;
	char path[128];

	must(f, response_void(f->s, &response, VOID_TEST, &f->err));
	backup_path(f, path);
	must(f, backup_make(f->s, path, &f->err));
	must(f, file_read(path, FILE_MOST, &text, &f->err));
	for (size_t i = 0; i + 12 <= text.len; i++)
		assert_memory_not_equal(text.text + i, "Krydderuglen", 12);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_backup_is_equal_and_private, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_damaged_file_gives_no_backup, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(an_old_backup_survives_a_failing_one, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(needs_a_folder, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(waits_for_a_writer_and_says_so, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_backup_has_no_leftovers, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
