/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening: what is made, and every refusal with its exit code and a sentence that says what to
 * do. A refusal changes nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"

#include "migrate.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"

/* Opening must end so, and the sentence must hold these words. */
static void refused(struct fixture *f, const struct store_options *options, enum stige_rc want,
	const char *words)
{
	struct store *s = NULL;
	struct err err = ERR_INIT;
	enum stige_rc rc = store_open(options, &s, &err);

	store_close(s);
	(void)f;
	if (rc != want || err.rc != want || !strstr(err.msg, words))
		fail_msg("rc %d, wanted %d: %s", (int)rc, (int)want, err.msg);
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* ---- making ---- */

static void makes_a_private_file_whatever_the_umask(void **state)
{
	static const mode_t umasks[] = { 0, 022, 077, 0777 };
	struct fixture *f = *state;
	char journal[128];

	snprintf(journal, sizeof(journal), "%s-journal", f->path);
	for (size_t i = 0; i < ARRAY_SIZE(umasks); i++) {
		mode_t before = umask(umasks[i]);

		fixture_open(f);
		umask(before);
		assert_int_equal(mode_of(f->path), 0600);
		assert_int_equal(mode_of(journal), 0600);
		store_close(f->s);
		f->s = NULL;
		unlink(f->path);
		unlink(journal);
	}
}

static void carries_its_marks(void **state)
{
	struct fixture *f = *state;

	fixture_open(f);
	assert_int_equal(fixture_number(f, "PRAGMA application_id"), STORE_APPLICATION_ID);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), schema_version);
	assert_string_equal(store_path(f->s), f->path);
}

static const char *pragma(struct fixture *f, const char *name)
{
	static char value[32];
	sqlite3_stmt *st;
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA %s", name);
	assert_int_equal(sqlite3_prepare_v2(f->s->db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	snprintf(value, sizeof(value), "%s", (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	return value;
}

/* design.md section 4, reliability.md 1.5. */
static void sets_the_connection_up(void **state)
{
	struct fixture *f = *state;
	int on = -1;

	fixture_open(f);
	assert_string_equal(pragma(f, "journal_mode"), "truncate");
	assert_string_equal(pragma(f, "synchronous"), "3");
	assert_string_equal(pragma(f, "secure_delete"), "1");
	assert_string_equal(pragma(f, "foreign_keys"), "1");
	assert_string_equal(pragma(f, "temp_store"), "2");
	assert_string_equal(pragma(f, "cell_size_check"), "1");
	assert_string_equal(pragma(f, "mmap_size"), "0");
	assert_string_equal(pragma(f, "trusted_schema"), "0");
	assert_int_equal(sqlite3_limit(f->s->db, SQLITE_LIMIT_LENGTH, -1), 16 << 20);
	sqlite3_db_config(f->s->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
	assert_int_equal(on, 1);
	sqlite3_db_config(f->s->db, SQLITE_DBCONFIG_DQS_DML, -1, &on);
	assert_int_equal(on, 0);
	sqlite3_db_config(f->s->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1, &on);
	assert_int_equal(on, 0);
}

static void makes_the_default_folder_and_no_other(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str dir = STR_INIT, path = STR_INIT;

	assert_int_equal(setenv("XDG_DATA_HOME", f->dir, 1), 0);
	file_join(&dir, f->dir, "stige");
	file_join(&path, dir.text, "stige.db");
	options.path = NULL;
	options.create = false;
	refused(f, &options, STIGE_NOINPUT, "there is no folder");
	options.create = true;
	must(f, store_open(&options, &f->s, &f->err));
	assert_string_equal(store_path(f->s), path.text);
	assert_int_equal(mode_of(dir.text), 0700);
	unsetenv("XDG_DATA_HOME");
	str_release(&dir);
	str_release(&path);
}

static void knows_no_default_without_a_home(void **state)
{
	struct fixture *f = *state;
	char *home = mem_strdup(getenv("HOME") ? getenv("HOME") : "");
	struct str path = STR_INIT;

	unsetenv("XDG_DATA_HOME");
	unsetenv("HOME");
	assert_int_equal(store_default_path(&path, &f->err), STIGE_CONFIG);
	setenv("HOME", "/srv/kaja", 1);
	assert_int_equal(store_default_path(&path, &f->err), STIGE_OK);
	assert_string_equal(path.text, "/srv/kaja/.local/share/stige/stige.db");
	setenv("XDG_DATA_HOME", "relative", 1);      /* the specification: does not count */
	str_clear(&path);
	assert_int_equal(store_default_path(&path, &f->err), STIGE_OK);
	assert_string_equal(path.text, "/srv/kaja/.local/share/stige/stige.db");
	unsetenv("XDG_DATA_HOME");
	setenv("HOME", home, 1);
	str_release(&path);
	mem_free(home);
}

/* A crash between making the file and the first commit leaves it empty. */
static void fills_an_empty_file_only_to_create(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);

	write_file(f->path, "");
	options.create = false;
	refused(f, &options, STIGE_DATA, "is empty");
	fixture_open(f);
}

static void follows_a_link_to_the_file(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str link = STR_INIT;

	fixture_open(f);
	store_close(f->s);
	file_join(&link, f->dir, "link.db");
	assert_int_equal(symlink(f->path, link.text), 0);
	options.path = link.text;
	must(f, store_open(&options, &f->s, &f->err));
	assert_string_equal(store_path(f->s), f->path);
	store_close(f->s);
	f->s = NULL;
	unlink(f->path);
	refused(f, &options, STIGE_NOINPUT, "link to a file that is not there");
	assert_false(file_exists(f->path));
	str_release(&link);
}

static void narrows_a_widened_file(void **state)
{
	struct fixture *f = *state;

	fixture_open(f);
	chmod(f->path, 0644);
	fixture_reopen(f);
	assert_int_equal(mode_of(f->path), 0600);
}

/* ---- refusing ---- */

static void refuses_a_missing_folder_or_file(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	char path[128];

	snprintf(path, sizeof(path), "%s/nowhere/stige.db", f->dir);
	options.path = path;
	refused(f, &options, STIGE_NOINPUT, "there is no folder");
	options = fixture_options(f);
	options.create = false;
	refused(f, &options, STIGE_NOINPUT, "there is no database");
	assert_false(file_exists(f->path));
	options.create = true;
	options.read_only = true;
	refused(f, &options, STIGE_NOINPUT, "there is no database");
}

static void refuses_what_is_not_ours(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str before = STR_INIT, after = STR_INIT;

	write_file(f->path,
		"Dear diary, this is no database at all, but it is long enough for a header of one. "
		"So that nobody can say it was too short to tell.\n");
	refused(f, &options, STIGE_DATA, "is not a stige database");
	unlink(f->path);
	fixture_sql(f, "CREATE TABLE t (x); INSERT INTO t VALUES (1); PRAGMA user_version = 1;");
	must(f, file_read(f->path, FILE_MOST, &before, &f->err));
	refused(f, &options, STIGE_DATA, "is not a stige database");
	must(f, file_read(f->path, FILE_MOST, &after, &f->err));
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.text, after.text, before.len);
	options.path = f->dir;
	refused(f, &options, STIGE_DATA, "is not a file");
	str_release(&before);
	str_release(&after);
}

static void refuses_a_newer_file(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	char sql[48];

	fixture_open(f);
	store_close(f->s);
	f->s = NULL;
	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", schema_version + 1);
	fixture_sql(f, sql);
	refused(f, &options, STIGE_CONFIG, "newer stige");
	options.read_only = true;
	refused(f, &options, STIGE_CONFIG, "newer stige");
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), schema_version + 1);
}

/* By its mode, so that the test holds for root too. */
static void refuses_what_cannot_be_written(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);

	fixture_open(f);
	store_close(f->s);
	f->s = NULL;
	chmod(f->path, 0400);
	refused(f, &options, STIGE_PERMISSION, "cannot be written");
	chmod(f->path, 0600);
	chmod(f->dir, 0500);
	refused(f, &options, STIGE_PERMISSION, "cannot be written");
	chmod(f->dir, 0700);
	fixture_open(f);
}

static void refuses_a_folder_others_can_write_to(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);

	chmod(f->dir, 0770);
	refused(f, &options, STIGE_CONFIG, "chmod go-w");
	assert_false(file_exists(f->path));
	chmod(f->dir, 0755);
	fixture_open(f);
}

/* As in /tmp: nobody can swap what is ours, but what lies there already must be ours. */
static void takes_a_sticky_folder_with_nothing_foreign_in_it(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str journal = STR_INIT;

	chmod(f->dir, 01777);
	fixture_open(f);
	store_close(f->s);
	f->s = NULL;
	str_addf(&journal, "%s-journal", f->path);
	write_file(journal.text, "");
	if (geteuid() == 0) {
		assert_int_equal(chown(journal.text, 65534, 65534), 0);
		refused(f, &options, STIGE_CONFIG, "chmod go-w");
	}
	str_release(&journal);
}

static void refuses_a_second_name(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str other = STR_INIT;

	fixture_open(f);
	store_close(f->s);
	f->s = NULL;
	file_join(&other, f->dir, "other.db");
	assert_int_equal(link(f->path, other.text), 0);
	refused(f, &options, STIGE_CONFIG, "hard link");
	unlink(other.text);
	fixture_open(f);
	str_release(&other);
}

static unsigned long nfs(const char *dir)
{
	(void)dir;
	return 0x6969;
}

static void refuses_a_network_drive(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);

	options.fs_type = nfs;
	refused(f, &options, STIGE_CONFIG, "NFS");
	assert_false(file_exists(f->path));
	assert_string_equal(place_network_name(0xfe534d42), "SMB2");
	assert_string_equal(place_network_name(0xffffffffff534d42UL), "CIFS");       /* f_type is signed */
	assert_string_equal(place_network_name(0x01021997), "9p");
	assert_null(place_network_name(0xef53));
}

static void refuses_a_locked_file(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	sqlite3 *other;

	fixture_open(f);
	store_close(f->s);
	f->s = NULL;
	other = fixture_raw(f);
	assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	refused(f, &options, STIGE_BUSY, "another program");
	sqlite3_close(other);
	fixture_open(f);
}

static void leaves_wal_behind(void **state)
{
	struct fixture *f = *state;
	char wal[128];

	fixture_open(f);
	store_close(f->s);
	fixture_sql(f, "PRAGMA journal_mode = WAL");
	fixture_open(f);
	assert_string_equal(pragma(f, "journal_mode"), "truncate");
	snprintf(wal, sizeof(wal), "%s-wal", f->path);
	assert_false(file_exists(wal));
}

/* ---- reading only ---- */

static void reads_only_when_told_to(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str other = STR_INIT;

	fixture_open(f);
	fixture_found(f);
	store_close(f->s);
	f->s = NULL;
	file_join(&other, f->dir, "other.db");
	assert_int_equal(link(f->path, other.text), 0);
	chmod(f->path, 0400);
	chmod(f->dir, 0777);
	options.create = false;
	options.read_only = true;
	options.fs_type = nfs;
	must(f, store_open(&options, &f->s, &f->err));
	assert_int_equal(mode_of(f->path), 0400);
	assert_int_equal(setting_set(f->s, "theme", "light", &f->err), STIGE_PERMISSION);
	assert_non_null(strstr(f->err.msg, "--read-only"));
	fixture_check(f, 0);
	str_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(makes_a_private_file_whatever_the_umask, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(carries_its_marks, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(sets_the_connection_up, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(makes_the_default_folder_and_no_other, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(knows_no_default_without_a_home, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(fills_an_empty_file_only_to_create, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(follows_a_link_to_the_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(narrows_a_widened_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_a_missing_folder_or_file, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_what_is_not_ours, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_a_newer_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_what_cannot_be_written, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(takes_a_sticky_folder_with_nothing_foreign_in_it, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_a_folder_others_can_write_to, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_a_second_name, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_a_network_drive, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_a_locked_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(leaves_wal_behind, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(reads_only_when_told_to, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
