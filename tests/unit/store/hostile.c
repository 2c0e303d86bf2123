/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Databases from a stranger: fifty made by hand and a row of mutated ones, as a backup and as
 * the database itself. Each is refused, quickly, and no SQL function of it is run. STIGE_SOAK=1 runs the
 * full count of reliability.md's row F2.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fixture.h"

#include "foreign.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "trailer.h"

enum { MUTANTS = 500, MUTANTS_IN_FULL = 10000 };

#define LARGE "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) " \
	"INSERT INTO meta SELECT 'x' || i, 'y' FROM n"

/* What is done to a sound file by SQL. DQS, triggers and the like are on: the stranger may do all. */
static const char *const by_sql[] = {
	"CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM client; END",
	"CREATE TRIGGER t AFTER UPDATE ON meta BEGIN SELECT load_extension('x'); END",
	"CREATE TRIGGER t BEFORE DELETE ON note BEGIN SELECT raise(FAIL, 'x'); END",
	"CREATE VIEW v AS SELECT * FROM client",
	"CREATE VIEW v AS SELECT readfile('/etc/passwd')",
	"CREATE VIEW event_2 AS SELECT randomblob(1000000000)",
	"CREATE VIRTUAL TABLE v USING fts5(a)",
	"CREATE VIRTUAL TABLE v USING rtree(id, a, b)",
	"CREATE VIRTUAL TABLE v USING dbstat",
	"CREATE TABLE extra (a)",
	"CREATE TABLE extra (a DEFAULT (randomblob(100)))",
	"CREATE TABLE extra (a CHECK (load_extension(a)))",
	"CREATE TABLE extra (a, b GENERATED ALWAYS AS (upper(a)))",
	"CREATE TABLE extra (a, b GENERATED ALWAYS AS (zeroblob(100000000)) STORED)",
	"CREATE INDEX i ON client (hex(name))",
	"CREATE INDEX i ON event (length(kind)) WHERE abs(seq) > 1",
	"CREATE INDEX i ON meeting (date)",
	"CREATE UNIQUE INDEX i ON meeting (client)",
	"DROP INDEX meeting_client",
	"DROP INDEX event_at",
	"DROP TABLE anchor",
	"DROP TABLE export",
	"DROP TABLE event",
	"ALTER TABLE client ADD COLUMN extra TEXT",
	"ALTER TABLE client ADD COLUMN extra TEXT AS (upper(case_no))",
	"ALTER TABLE client DROP COLUMN protected",
	"ALTER TABLE note RENAME TO notes",
	"ALTER TABLE note RENAME COLUMN item TO thing",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE note (id)' WHERE name = 'note'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, 'length', 'hex') WHERE name = 'note'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') WHERE name = 'client'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = sql || ' ' WHERE name = 'client'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET tbl_name = 'note' WHERE name = 'client'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET type = 'view' WHERE name = 'client'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'note'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 2000000000 WHERE name = 'client'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'client'",
	"PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name = 'client'",
	"PRAGMA writable_schema=ON; INSERT INTO sqlite_schema SELECT * FROM sqlite_schema",
	"PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 2, 'CREATE TABLE x (a)')",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = NULL WHERE name = 'client'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = zeroblob(90000) WHERE name = 'client'",
	"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET name = 'sqlite_sequence' WHERE name = 'note'",
	"PRAGMA application_id = 1",
	"PRAGMA user_version = 0",
	"PRAGMA user_version = -1",
	"PRAGMA user_version = 99",
	"PRAGMA user_version = 1",
	"PRAGMA journal_mode = WAL",
	"ANALYZE",
	LARGE "; CREATE TABLE extra (a)",
};

/* A sound file, as bytes: what every stranger begins with. */
static void sound(struct fixture *f, struct str *out)
{
	struct id anna = fixture_client(f, "Anna"), meeting = fixture_meeting(f, &anna, 20100);

	fixture_response(f, &meeting);
	store_close(f->s);
	f->s = NULL;
	must(f, file_read(f->path, FILE_MOST, out, &f->err));
}

static void put(struct fixture *f, const char *path, const char *bytes, size_t n)
{
	must(f, file_write(path, bytes, n, &f->err));
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Refused with a sentence, in under a second, and without a function of its own being named or run. */
static void must_be_refused(struct fixture *f, const char *path, const char *what)
{
	struct foreign foreign = FOREIGN_INIT;
	double begin = seconds();

	f->err.msg[0] = '\0';
	if (foreign_take(&foreign, path, f->dir, false, &f->err) == STIGE_OK || f->err.msg[0] == '\0')
		fail_msg("taken: %s", what);
	assert_int_equal(foreign.functions, 0);
	foreign_release(&foreign);
	if (seconds() - begin > 1)
		fail_msg("%s took %.2f s", what, seconds() - begin);
}

static void fifty_by_hand(void **state)
{
	struct fixture *f = *state;
	struct str bytes = STR_INIT;

	sound(f, &bytes);
	assert_true(ARRAY_SIZE(by_sql) >= 50);
	for (size_t i = 0; i < ARRAY_SIZE(by_sql); i++) {
		char wal[128];
		sqlite3 *db;

		put(f, f->path, bytes.text, bytes.len);
		db = fixture_raw(f);
		sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
		if (sqlite3_exec(db, by_sql[i], NULL, NULL, NULL) != SQLITE_OK)
			fail_msg("%s: %s", by_sql[i], sqlite3_errmsg(db));
		sqlite3_close(db);
		must_be_refused(f, f->path, by_sql[i]);
		snprintf(wal, sizeof(wal), "%s-wal", f->path);
		(void)unlink(wal);
	}
	str_release(&bytes);
}

/* The positive control: an untouched file is taken. */
static void a_sound_one_is_taken(void **state)
{
	struct fixture *f = *state;
	struct foreign foreign = FOREIGN_INIT;
	struct str bytes = STR_INIT;

	sound(f, &bytes);
	must(f, foreign_take(&foreign, f->path, f->dir, false, &f->err));
	assert_int_equal(foreign.functions, 0);
	foreign_release(&foreign);
	str_release(&bytes);
}

static void no_file_at_all(void **state)
{
	struct fixture *f = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s/other", f->dir);
	put(f, path, "", 0);
	must_be_refused(f, path, "empty");
	put(f, path, "SQLite format 3", 16);
	must_be_refused(f, path, "a mark alone");
	must_be_refused(f, f->dir, "a folder");
	must_be_refused(f, "/dev/zero", "a device");
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	must_be_refused(f, path, "a pipe");
	must_be_refused(f, "/nowhere/at/all", "nothing");
}

/*
 * Bytes changed anywhere: refused, or taken and then whole in what it says (a changed byte may hit
 * free space; the seals and the log find what SQLite does not). Never a crash, never slow.
 */
static void mutants(void **state)
{
	struct fixture *f = *state;
	struct str bytes = STR_INIT;
	const unsigned count = getenv("STIGE_SOAK") ? MUTANTS_IN_FULL : MUTANTS;
	unsigned refused = 0, found = 0, unharmed = 0;
	double slowest = 0;

	sound(f, &bytes);
	for (unsigned i = 0; i < count; i++) {
		struct foreign foreign = FOREIGN_INIT;
		struct store_findings findings = STORE_FINDINGS_INIT;
		struct str mutant = STR_INIT;
		double begin = seconds();

		str_addn(&mutant, bytes.text, bytes.len);
		for (unsigned k = 0; k <= i % 16; k++)
			mutant.text[random_below(&f->random, (uint32_t)(i % 2 ? mutant.len : 4096))] =
				(char)random_below(&f->random, 256);
		put(f, f->path, mutant.text, mutant.len - (i % 7 == 0 ? random_below(&f->random, 9000) : 0));
		if (foreign_take(&foreign, f->path, f->dir, false, &f->err) != STIGE_OK)
			refused++;
		else if (store_check(foreign.s, &findings, &f->err) != STIGE_OK || findings.count > 0)
			found++;
		else
			unharmed++;
		assert_int_equal(foreign.functions, 0);
		store_findings_release(&findings);
		foreign_release(&foreign);
		str_release(&mutant);
		slowest = seconds() - begin > slowest ? seconds() - begin : slowest;
		assert_true(slowest < 1);
	}
	print_message("%u mutants: %u refused, %u found by the check, %u unharmed; the slowest took %.2f s\n", count,
		refused, found, unharmed, slowest);
	assert_true(refused > count / 4);
	assert_true(found > 0);
	str_release(&bytes);
}

/* The database itself is held against its tables too, before anything else is read. */
static void as_the_database_itself(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str bytes = STR_INIT;

	sound(f, &bytes);
	for (size_t i = 0; i < ARRAY_SIZE(by_sql); i++) {
		struct store *s = NULL;
		char wal[128];
		sqlite3 *db;

		/* what is an empty, a newer or a journalled file to us has other tests, and its own way */
		if (strstr(by_sql[i], "user_version") || strstr(by_sql[i], "journal_mode"))
			continue;
		put(f, f->path, bytes.text, bytes.len);
		db = fixture_raw(f);
		sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
		sqlite3_exec(db, by_sql[i], NULL, NULL, NULL);
		sqlite3_close(db);
		if (store_open(&options, &s, &f->err) == STIGE_OK) {
			/* tables that are ours at wrong places in the file: the check finds those */
			struct store_findings findings = STORE_FINDINGS_INIT;

			if (store_check(s, &findings, &f->err) == STIGE_OK && findings.count == 0)
				fail_msg("taken: %s", by_sql[i]);
			store_findings_release(&findings);
			store_close(s);
		}
		snprintf(wal, sizeof(wal), "%s-wal", f->path);
		(void)unlink(wal);
	}
	str_release(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_sound_one_is_taken, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(fifty_by_hand, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_file_at_all, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(mutants, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(as_the_database_itself, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
