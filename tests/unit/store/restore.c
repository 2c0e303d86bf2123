/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verifying, restoring and rolling backups. STIGE_SOAK=1 runs the full counts of reliability.md's
 * row D9.
 */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fixture.h"

#include "internal.h"
#include "trailer.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/backup.h"
#include "stige/store/events.h"
#include "stige/store/office.h"
#include "stige/store/subject.h"

#define EVERYTHING (STORE_DUMP_EVENTS | STORE_DUMP_LOCAL)

static unsigned rounds(unsigned quick, unsigned full)
{
	return getenv("STIGE_SOAK") ? full : quick;
}

static void in_dir(const struct fixture *f, const char *name, char out[160])
{
	snprintf(out, 160, "%s/%s", f->dir, name);
}

static void make(struct fixture *f, char path[160])
{
	in_dir(f, "backup.db", path);
	must(f, backup_make(f->s, path, &f->err));
}

static enum stige_rc verify(struct fixture *f, const char *path)
{
	f->err.msg[0] = '\0';
	return backup_verify(path, f->dir, NULL, NULL, &f->err);
}

static struct backup_restore restoring(struct fixture *f, const char *path)
{
	struct store_options options = fixture_options(f);

	return (struct backup_restore){
		.backup = path, .database = f->path, .login = "ka", .now = options.now, .now_ctx = options.now_ctx,
	};
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

/* ---- verifying ---- */

static void a_backup_tells_what_it_is(void **state)
{
	struct fixture *f = *state;
	struct backup_facts facts;
	char path[160], hash[65];
	size_t files;

	fixture_client(f, "Anna");
	make(f, path);
	files = files_in(f->dir);
	must(f, backup_verify(path, f->dir, NULL, &facts, &f->err));
	must(f, store_dump_hash(f->s, EVERYTHING, hash, &f->err));
	assert_string_equal(facts.dump_hash, hash);
	assert_int_equal(facts.made, f->now);
	assert_int_equal(facts.bytes % 4096, 0);
	assert_int_equal(files_in(f->dir), files);   /* the private copy is gone */
}

static void another_name_is_refused(void **state)
{
	struct fixture *f = *state;
	char path[160], other[160];

	make(f, path);
	in_dir(f, "backup-2.db", other);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(verify(f, other), STIGE_DATA);
	assert_non_null(strstr(f->err.msg, "backup.db"));
	assert_int_equal(rename(other, path), 0);
	must(f, verify(f, path));
}

/* Not what backup make wrote: the database itself, an empty file, a folder, nothing. */
static void what_is_no_backup_is_refused(void **state)
{
	struct fixture *f = *state;
	char path[160];

	assert_int_equal(verify(f, f->path), STIGE_DATA);
	assert_int_equal(verify(f, f->dir), STIGE_DATA);
	in_dir(f, "none.db", path);
	assert_int_equal(verify(f, path), STIGE_NOINPUT);
	must(f, file_write(path, "", 0, &f->err));
	assert_int_equal(verify(f, path), STIGE_DATA);
}

/* A whole trailer over bytes that were damaged before it was written: the check finds it. */
static void a_backup_of_a_lie_is_refused(void **state)
{
	struct fixture *f = *state;
	struct str bytes = STR_INIT;
	char path[160];

	fixture_client(f, "Anna");
	make(f, path);
	must(f, file_read(path, FILE_MOST, &bytes, &f->err));
	must(f, file_write(path, bytes.text, bytes.len - 512, &f->err));
	assert_int_equal(truncate(path, (off_t)bytes.len - 512), 0);
	{
		sqlite3 *db;

		assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, "UPDATE client SET name = zeroblob(12)", NULL, NULL, NULL), SQLITE_OK);
		sqlite3_close(db);
	}
	must(f, trailer_append(path, "backup.db", f->now, &f->err));
	assert_int_equal(verify(f, path), STIGE_DATA);
	assert_non_null(strstr(f->err.msg, "does not pass its check"));
	str_release(&bytes);
}

/* Cut, flipped, renamed: all of them refused. */
static void tampered_backups_are_refused(void **state)
{
	struct fixture *f = *state;
	struct str bytes = STR_INIT;
	struct id anna = fixture_client(f, "Anna"), meeting = fixture_meeting(f, &anna, 20100);
	char path[160];
	unsigned count = rounds(600, 5000);

	fixture_response(f, &meeting);
	make(f, path);
	must(f, file_read(path, FILE_MOST, &bytes, &f->err));
	for (unsigned i = 0; i < count; i++) {
		size_t at = random_below(&f->random, (uint32_t)bytes.len);
		struct str bad = STR_INIT;
		char other[160];

		str_addn(&bad, bytes.text, bytes.len);
		in_dir(f, "backup.db", other);
		if (i % 3 == 0)
			str_cut(&bad, at);
		else if (i % 3 == 1)
			bad.text[at] = (char)(bad.text[at] ^ (1 << random_below(&f->random, 8)));
		else
			snprintf(other, sizeof(other), "%s/backup%u.db", f->dir, i);
		must(f, file_write(other, bad.text, bad.len, &f->err));
		if (verify(f, other) == STIGE_OK)
			fail_msg("taken: kind %u at byte %zu", i % 3, at);
		assert_true(f->err.msg[0] != '\0');
		unlink(other);
		str_release(&bad);
	}
	must(f, file_write(path, bytes.text, bytes.len, &f->err));
	must(f, verify(f, path));
	str_release(&bytes);
}

/* ---- beside a writer ---- */

static void write_until_killed(struct fixture *f)
{
	struct store_options options = fixture_options(f);
	struct store *s;

	options.busy_ms = 5000;
	if (store_open(&options, &s, &f->err) != STIGE_OK)
		_exit(1);
	store_login(s, &f->caseworker);
	for (unsigned i = 0;; i++) {
		struct client_fields fields = fixture_fields("Bo");

		if (client_add(s, &fields, NULL, NULL, NULL, &f->err) != STIGE_OK && f->err.rc != STIGE_BUSY)
			_exit(1);
		nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);
	}
}

/* Each backup that was made beside a live writer verifies, and restores to what it was. */
static void beside_a_live_writer(void **state)
{
	struct fixture *f = *state;
	unsigned count = rounds(12, 200);
	char target[160];
	pid_t child;

	f->s->busy_ms = 10000;
	in_dir(f, "restored.db", target);
	child = fork();
	if (child == 0)
		write_until_killed(f);
	for (unsigned i = 0; i < count; i++) {
		struct backup_restore r = restoring(f, NULL);
		struct backup_facts facts;
		struct store_options options = fixture_options(f);
		struct store *s;
		char path[160], hash[65];

		make(f, path);
		must(f, backup_verify(path, f->dir, NULL, &facts, &f->err));
		r.backup = path;
		r.database = target;
		unlink(target);
		must(f, backup_restore(&r, NULL, &f->err));
		options.path = target;
		must(f, store_open(&options, &s, &f->err));
		must(f, store_dump_hash(s, 0, hash, &f->err));
		store_close(s);
		must(f, store_open(&(struct store_options){ .path = path, .read_only = true }, &s, &f->err));
		must(f, store_dump_hash(s, 0, facts.dump_hash, &f->err));
		store_close(s);
		assert_string_equal(hash, facts.dump_hash);
	}
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* ---- restoring ---- */

static void the_present_file_is_kept_beside(void **state)
{
	struct fixture *f = *state;
	struct str kept = STR_INIT;
	struct client *clients;
	struct backup_restore r;
	struct stat st;
	size_t count, bad;
	char path[160];

	fixture_client(f, "Anna");
	make(f, path);
	fixture_client(f, "Bo");
	store_close(f->s);
	f->s = NULL;
	r = restoring(f, path);
	must(f, backup_restore(&r, &kept, &f->err));
	assert_non_null(strstr(kept.text, "stige-before-restore-20261122T093000Z.db"));
	fixture_open(f);
	store_login(f->s, &f->caseworker);
	must(f, client_list(f->s, &f->a, NULL, &clients, &count, &f->err));
	assert_int_equal(count, 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'restored'"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(DISTINCT device) FROM event"), 2);
	must(f, event_verify(f->s, &bad, &f->err));
	assert_int_equal(bad, 0);
	fixture_check(f, 0);
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_nlink, 1);
	assert_int_equal(st.st_mode & 07777, 0600);
	store_close(f->s);
	snprintf(f->path, sizeof(f->path), "%s", kept.text);
	fixture_open(f);
	must(f, client_list(f->s, &f->a, NULL, &clients, &count, &f->err));
	assert_int_equal(count, 2);
	str_release(&kept);
}

static void a_bad_backup_leaves_everything_alone(void **state)
{
	struct fixture *f = *state;
	struct str before = STR_INIT, after = STR_INIT;
	struct backup_restore r;
	char path[160];
	size_t files;

	make(f, path);
	assert_int_equal(truncate(path, 4096), 0);
	store_close(f->s);
	f->s = NULL;
	must(f, file_read(f->path, FILE_MOST, &before, &f->err));
	files = files_in(f->dir);
	r = restoring(f, path);
	assert_int_equal(backup_restore(&r, NULL, &f->err), STIGE_DATA);
	must(f, file_read(f->path, FILE_MOST, &after, &f->err));
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.text, after.text, before.len);
	assert_int_equal(files_in(f->dir), files);
	str_release(&before);
	str_release(&after);
}

static void somebody_at_work_is_not_pulled_away_from(void **state)
{
	struct fixture *f = *state;
	struct backup_restore r;
	char path[160];
	sqlite3 *other;

	make(f, path);
	other = fixture_raw(f);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	r = restoring(f, path);
	assert_int_equal(backup_restore(&r, NULL, &f->err), STIGE_BUSY);
	sqlite3_close(other);
}

/* A window that stood open writes nothing into the file that was put aside. */
static void an_open_window_notices(void **state)
{
	struct fixture *f = *state;
	struct client_fields fields = fixture_fields("Bo");
	struct backup_restore r;
	char path[160];

	make(f, path);
	r = restoring(f, path);
	must(f, backup_restore(&r, NULL, &f->err));
	assert_int_equal(client_add(f->s, &fields, NULL, NULL, NULL, &f->err), STIGE_CONFIG);
	assert_non_null(strstr(f->err.msg, "start stige again"));
}

static void a_damaged_database_is_put_aside(void **state)
{
	struct fixture *f = *state;
	struct str kept = STR_INIT;
	struct backup_restore r;
	char path[160];

	fixture_client(f, "Anna");
	make(f, path);
	store_close(f->s);
	f->s = NULL;
	must(f, file_write(f->path, "no database", 11, &f->err));
	r = restoring(f, path);
	must(f, backup_restore(&r, &kept, &f->err));
	assert_true(file_exists(kept.text));
	fixture_open(f);
	fixture_check(f, 0);
	str_release(&kept);
}

/* A journal that lies about is the old file's: it must not be played back into the new one. */
static void an_old_journal_goes_with_its_file(void **state)
{
	struct fixture *f = *state;
	struct str kept = STR_INIT;
	struct backup_restore r;
	char path[160], journal[160];
	struct stat st;

	fixture_client(f, "Anna");
	make(f, path);
	store_close(f->s);
	f->s = NULL;
	must(f, file_write(f->path, "no database", 11, &f->err));
	snprintf(journal, sizeof(journal), "%s-journal", f->path);
	must(f, file_write(journal, "a hot journal", 13, &f->err));
	r = restoring(f, path);
	must(f, backup_restore(&r, &kept, &f->err));
	assert_true(stat(journal, &st) != 0 || st.st_size == 0);
	fixture_open(f);
	fixture_check(f, 0);
	str_release(&kept);
}

static void who_was_erased_stays_erased(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	struct backup_restore r;
	struct client *clients;
	size_t count;
	char path[160];

	fixture_client(f, "Bo");
	make(f, path);
	must(f, subject_erase(f->s, &anna, ERASE_CLIENT_ASKED, &f->err));
	store_close(f->s);
	f->s = NULL;
	r = restoring(f, path);
	must(f, backup_restore(&r, NULL, &f->err));
	fixture_open(f);
	must(f, client_list(f->s, &f->a, NULL, &clients, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(clients[0].f.name, "Bo");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM tombstone WHERE what = 'client'"), 1);
	fixture_check(f, 0);
}

/* An old backup comes up to the present schema on its way. */
static void a_backup_of_an_older_version(void **state)
{
	struct fixture *f = *state;
	struct str from = STR_INIT, bytes = STR_INIT;
	struct backup_restore r;
	char path[160];

	store_close(f->s);
	f->s = NULL;
	str_addf(&from, "%s/tests/data/db/version-1.db", getenv("STIGE_SOURCE_ROOT"));
	must(f, file_read(from.text, FILE_MOST, &bytes, &f->err));
	in_dir(f, "backup.db", path);
	must(f, file_write(path, bytes.text, bytes.len, &f->err));
	must(f, trailer_append(path, "backup.db", f->now, &f->err));
	must(f, verify(f, path));
	r = restoring(f, path);
	must(f, backup_restore(&r, NULL, &f->err));
	fixture_open(f);
	fixture_check(f, 0);
	str_release(&from);
	str_release(&bytes);
}

/* ---- rolling ---- */

/* Counted by hand: one a day for 60 days, 7 days + 5 weeks + 12 months. */
static void the_policy_keeps_days_weeks_months(void **state)
{
	const struct backup_policy policy = { 7, 5, 12 }, none = { 0, 0, 0 };
	int64_t made[60], noon;
	bool keep[60];
	size_t kept = 0;

	(void)state;
	assert_true(instant_parse("2026-11-22T12:00:00Z", &noon));   /* a Sunday */
	for (size_t i = 0; i < 60; i++)
		made[i] = noon - (int64_t)i * 86400;
	backup_policy_apply(&policy, made, 60, keep);
	for (size_t i = 0; i < 60; i++)
		kept += keep[i];
	for (size_t i = 0; i < 7; i++)
		assert_true(keep[i]);                /* 22 to 16 November */
	assert_true(keep[14 - 7]);                   /* Sunday 15, the newest of its week */
	assert_true(keep[14]);
	assert_true(keep[21]);
	assert_true(keep[28]);                       /* Sunday 25 October, the fifth week */
	assert_true(keep[22]);                       /* 31 October */
	assert_true(keep[53]);                       /* 30 September */
	assert_int_equal(kept, 7 + 4 + 2);
	backup_policy_apply(&none, made, 60, keep);
	for (size_t i = 0; i < 60; i++)
		assert_false(keep[i]);
}

static void rolls_and_lets_go(void **state)
{
	struct fixture *f = *state;
	struct backup_entry *entries;
	size_t count;
	char path[160];

	for (unsigned i = 0; i < 10; i++) {
		must(f, backup_roll(f->s, &f->err));
		f->now += 86400;
	}
	must(f, backup_list(f->s, &f->a, &entries, &count, &f->err));
	assert_int_equal(count, 8);                  /* 7 days and, of 22 and 23 to 29 November, one more week */
	for (size_t i = 0; i < count; i++)
		must(f, verify(f, entries[i].path));
	assert_true(entries[0].made > entries[1].made);
	in_dir(f, "backups/stige-20261122T093000Z.db.keep", path);
	must(f, file_write(path, "", 0, &f->err));   /* a file of somebody else's is never touched */
	must(f, backup_roll(f->s, &f->err));
	assert_true(file_exists(path));
	must(f, setting_set(f->s, "backup_days", "0", &f->err));
	must(f, setting_set(f->s, "backup_weeks", "0", &f->err));
	must(f, setting_set(f->s, "backup_months", "0", &f->err));
	in_dir(f, "backups", path);
	count = files_in(path);
	f->now += 86400;
	must(f, backup_roll(f->s, &f->err));         /* switched off: nothing is made, nothing goes */
	assert_int_equal(files_in(path), count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_backup_tells_what_it_is, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_name_is_refused, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_no_backup_is_refused, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_backup_of_a_lie_is_refused, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(tampered_backups_are_refused, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(beside_a_live_writer, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_present_file_is_kept_beside, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_bad_backup_leaves_everything_alone, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(somebody_at_work_is_not_pulled_away_from, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(an_open_window_notices, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_damaged_database_is_put_aside, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(an_old_journal_goes_with_its_file, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(who_was_erased_stays_erased, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_backup_of_an_older_version, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test(the_policy_keeps_days_weeks_months),
		cmocka_unit_test_setup_teardown(rolls_and_lets_go, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
