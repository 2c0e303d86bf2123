/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fixture.h"

#include "migrate.h"
#include "stige/base/sha256.h"

/* Two invented steps after the released ones. */
static const char *const good[] = { "CREATE TABLE plum (id INTEGER PRIMARY KEY) STRICT", NULL };
static const char *const more[] = { "CREATE TABLE pear (id INTEGER PRIMARY KEY) STRICT",
	"INSERT INTO plum VALUES (1)", NULL };
static const char *const bad[] = { "CREATE TABLE pear (id INTEGER PRIMARY KEY) STRICT",
	"INSERT INTO plum VALUES (1)", "INSERT INTO no_such_table VALUES (1)", NULL };

static int steps_with(struct migration *steps, const char *const *second)
{
	memcpy(steps, schema_migrations, (size_t)schema_version * sizeof(*steps));
	steps[schema_version].sql = good;
	steps[schema_version + 1].sql = second;
	return schema_version + 2;
}

static int64_t tables(struct fixture *f, const char *name)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM sqlite_schema WHERE name = '%s'", name);
	return fixture_number(f, sql);
}

/* From version 0: the empty file that store_open makes. */
static void from_nothing_to_the_present(void **state)
{
	struct fixture *f = *state;

	fixture_open(f);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), schema_version);
	assert_int_equal(tables(f, "response"), 1);
	fixture_check(f, 0);
}

/* What a file is known by: the hash of what the steps make. */
static void each_version_has_its_hash(void **state)
{
	(void)state;
	for (int version = 1; version <= schema_version; version++) {
		struct str text = STR_INIT;
		char hash[SHA256_HEX];

		assert_true(schema_expected(version, &text));
		assert_string_equal(schema_migrations[version - 1].schema, sha256_hex(text.text, text.len, hash));
		str_release(&text);
	}
}

static void steps_run_in_order_and_once(void **state)
{
	struct fixture *f = *state;
	struct migration steps[8];
	int count = steps_with(steps, more);

	fixture_open(f);
	fixture_found(f);
	must(f, migrate_with(f->s, steps, count, &f->err));
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), count);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plum"), 1);
	must(f, migrate_with(f->s, steps, count, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plum"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM caseworker"), 1);
}

static void a_failing_step_leaves_the_one_before(void **state)
{
	struct fixture *f = *state;
	struct migration steps[8];
	int count = steps_with(steps, bad);

	fixture_open(f);
	assert_int_not_equal(migrate_with(f->s, steps, count, &f->err), STIGE_OK);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), schema_version + 1);
	assert_int_equal(tables(f, "plum"), 1);
	assert_int_equal(tables(f, "pear"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM plum"), 0);
	steps[count - 1].sql = more;
	must(f, migrate_with(f->s, steps, count, &f->err));
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), count);
}

static void a_newer_file_is_left_alone(void **state)
{
	struct fixture *f = *state;

	fixture_open(f);
	assert_int_equal(migrate_with(f->s, schema_migrations, schema_version - 1, &f->err), STIGE_CONFIG);
	assert_non_null(strstr(f->err.msg, "update the program"));
}

static void an_older_file_is_not_migrated_by_a_reader(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct migration steps[8];
	int count = steps_with(steps, more);

	fixture_open(f);
	store_close(f->s);
	options.read_only = true;
	must(f, store_open(&options, &f->s, &f->err));
	assert_int_equal(migrate_with(f->s, steps, count, &f->err), STIGE_CONFIG);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), schema_version);
}

static void waits_for_another_that_migrates(void **state)
{
	struct fixture *f = *state;
	struct migration steps[8];
	int count = steps_with(steps, more);
	sqlite3 *other;

	fixture_open(f);
	other = fixture_raw(f);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(migrate_with(f->s, steps, count, &f->err), STIGE_BUSY);
	sqlite3_close(other);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), schema_version);
}

/* The other program: holds the lock, takes the first step, commits while we wait. */
static void migrate_elsewhere(const char *path, int ready)
{
	struct timespec a_while = { .tv_nsec = 50000000 };
	char sql[160];
	sqlite3 *db;

	snprintf(sql, sizeof(sql), "BEGIN IMMEDIATE; CREATE TABLE plum (id INTEGER PRIMARY KEY) STRICT; "
		"PRAGMA user_version = %d", schema_version + 1);
	if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		_exit(1);
	if (write(ready, "x", 1) != 1)
		_exit(1);
	nanosleep(&a_while, NULL);
	_exit(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK ? 0 : 1);
}

static void a_step_another_took_is_not_taken_again(void **state)
{
	struct fixture *f = *state;
	struct migration steps[8];
	int count = steps_with(steps, more), ready[2], status;
	char byte;
	pid_t child;

	fixture_open(f);
	f->s->busy_ms = 5000;
	assert_int_equal(pipe(ready), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		migrate_elsewhere(f->path, ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	must(f, migrate_with(f->s, steps, count, &f->err));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), count);
	close(ready[0]);
	close(ready[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(from_nothing_to_the_present, fixture_setup, fixture_teardown),
		cmocka_unit_test(each_version_has_its_hash),
		cmocka_unit_test_setup_teardown(steps_run_in_order_and_once, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_failing_step_leaves_the_one_before, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_newer_file_is_left_alone, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_older_file_is_not_migrated_by_a_reader, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(waits_for_another_that_migrates, fixture_setup,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_step_another_took_is_not_taken_again, fixture_setup,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
