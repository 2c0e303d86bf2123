/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one owner of every transaction: all or nothing, whatever goes wrong where.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

#include "internal.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"

static enum stige_rc fail_now(struct err *err)
{
	return err_set(err, STIGE_DATA, "on purpose");
}

static enum stige_rc two_settings(struct store *s, void *arg, struct err *err)
{
	enum stige_rc rc = setting_set(s, "one", arg, err);

	return rc == STIGE_OK ? setting_set(s, "two", arg, err) : rc;
}

static const char *setting(struct fixture *f, const char *name)
{
	const char *value;

	must(f, setting_get(f->s, &f->a, name, &value, &f->err));
	return value ? value : "(unset)";
}

static void commits_as_one(void **state)
{
	struct fixture *f = *state;
	char value[] = "x";

	must(f, store_tx(f->s, two_settings, value, &f->err));
	fixture_reopen(f);
	assert_string_equal(setting(f, "one"), "x");
	assert_string_equal(setting(f, "two"), "x");
}

static enum stige_rc set_then_fail(struct store *s, void *arg, struct err *err)
{
	enum stige_rc rc = two_settings(s, arg, err);

	return rc == STIGE_OK ? fail_now(err) : rc;
}

static void an_error_takes_all_back(void **state)
{
	struct fixture *f = *state;
	char value[] = "x";
	int64_t events = fixture_number(f, "SELECT count(*) FROM event");

	assert_int_equal(store_tx(f->s, set_then_fail, value, &f->err), STIGE_DATA);
	assert_string_equal(f->err.msg, "on purpose");
	assert_string_equal(setting(f, "one"), "(unset)");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event"), events);
	must(f, store_tx(f->s, two_settings, value, &f->err));
	fixture_check(f, 0);         /* the chain goes on where it was */
}

/* A caller that forgets to look at an error must not save half of it. */
static enum stige_rc swallow(struct store *s, void *arg, struct err *err)
{
	(void)err;
	(void)setting_set(s, "one", arg, NULL);
	(void)store_tx(s, set_then_fail, arg, NULL);
	assert_int_equal(setting_set(s, "three", arg, NULL), STIGE_DATA);
	return STIGE_OK;
}

static void an_inner_error_cannot_be_swallowed(void **state)
{
	struct fixture *f = *state;
	char value[] = "x";

	assert_int_equal(store_tx(f->s, swallow, value, &f->err), STIGE_DATA);
	assert_string_equal(f->err.msg, "on purpose");
	assert_string_equal(setting(f, "one"), "(unset)");
	must(f, setting_set(f->s, "one", "y", &f->err));
	assert_string_equal(setting(f, "one"), "y");
}

/* SQLite rolls back by itself after some errors; what follows would be saved piece by piece. */
static enum stige_rc lose_it(struct store *s, void *arg, struct err *err)
{
	enum stige_rc rc = setting_set(s, "one", arg, err);

	assert_int_equal(sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	return rc;
}

static void notices_a_lost_transaction(void **state)
{
	struct fixture *f = *state;
	char value[] = "x";

	assert_int_equal(store_tx(f->s, lose_it, value, &f->err), STIGE_IO);
	assert_non_null(strstr(f->err.msg, "nothing was saved"));
	assert_string_equal(setting(f, "one"), "(unset)");
	must(f, setting_set(f->s, "one", "y", &f->err));
}

static void waits_and_says_busy(void **state)
{
	struct fixture *f = *state;
	sqlite3 *other = fixture_raw(f);

	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(setting_set(f->s, "one", "x", &f->err), STIGE_BUSY);
	assert_non_null(strstr(f->err.msg, "try again"));
	assert_string_equal(setting(f, "one"), "(unset)");
	assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	must(f, setting_set(f->s, "one", "x", &f->err));
	sqlite3_close(other);
}

/* A reader elsewhere lets us write but not commit. */
static void a_failing_commit_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	sqlite3 *other = fixture_raw(f);
	sqlite3_stmt *st;

	assert_int_equal(sqlite3_prepare_v2(other, "SELECT name FROM meta", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	assert_int_equal(setting_set(f->s, "one", "x", &f->err), STIGE_BUSY);
	assert_true(sqlite3_get_autocommit(f->s->db));
	sqlite3_finalize(st);
	sqlite3_close(other);
	assert_string_equal(setting(f, "one"), "(unset)");
	must(f, setting_set(f->s, "one", "y", &f->err));
	fixture_check(f, 0);
}

struct watch {
	struct fixture *f;
	int64_t before;
};

static enum stige_rc watch_half(struct store *s, void *arg, struct err *err)
{
	const struct watch *w = arg;
	enum stige_rc rc = setting_set(s, "one", "x", err);

	assert_int_equal(fixture_number(w->f, "SELECT count(*) FROM meta"), w->before);
	return rc == STIGE_OK ? setting_set(s, "two", "x", err) : rc;
}

static void half_a_transaction_is_never_seen(void **state)
{
	struct fixture *f = *state;
	struct watch w = { f, fixture_number(f, "SELECT count(*) FROM meta") };

	must(f, store_tx(f->s, watch_half, &w, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM meta"), w.before + 2);
}

/* A full disk, as a limit on the size of a file: at every size from none to enough. */
static void a_full_disk_loses_nothing_that_was_there(void **state)
{
	struct fixture *f = *state;
	struct rlimit before, limit;
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;
	size_t full = 0, fine = 0;
	struct str name = STR_INIT;
	char hash[65], now[65];

	for (int i = 0; i < 400; i++)
		str_add(&name, "Anna ");
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, hash, &f->err));
	assert_int_equal(sigaction(SIGXFSZ, &ignore, &old), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	for (rlim_t size = 0; size < 600 << 10; size += 4 << 10) {
		struct client_fields fields = fixture_fields(name.text);
		struct id id;
		enum stige_rc rc;

		limit = before;
		limit.rlim_cur = size;
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		rc = client_add(f->s, &fields, NULL, &id, NULL, &f->err);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
		if (rc == STIGE_OK) {
			fine++;
			must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, hash, &f->err));
			continue;
		}
		full++;
		assert_int_equal(rc, STIGE_IO);
		assert_non_null(strstr(f->err.msg, "is full, nothing was saved"));
		must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, now, &f->err));
		assert_string_equal(now, hash);
	}
	assert_true(full > 5);
	assert_true(fine > 5);
	sigaction(SIGXFSZ, &old, NULL);
	fixture_reopen(f);
	fixture_check(f, 0);
	str_release(&name);
}

/* Far more than fits its memory, so that half of it is in the file already; then it is gone. */
static void die_in_the_middle(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, "PRAGMA cache_size = 5; "
		"PRAGMA journal_mode = TRUNCATE; BEGIN IMMEDIATE; UPDATE client SET benefit = 'lost'; "
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
		"INSERT INTO meta SELECT 'half ' || i, 'lost' FROM n", NULL, NULL, NULL) != SQLITE_OK)
		_exit(1);
	_exit(0);
}

static void what_a_crash_left_is_taken_back(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	char before[65], after[65];
	int status;
	pid_t child;

	fixture_client(f, "Anna");
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, before, &f->err));
	store_close(f->s);
	f->s = NULL;
	child = fork();
	if (child == 0)
		die_in_the_middle(f->path);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	options.read_only = true;    /* may not repair, and must not read half of it */
	options.create = false;
	assert_int_equal(store_open(&options, &f->s, &f->err), STIGE_CONFIG);
	assert_non_null(strstr(f->err.msg, "was cut off"));
	f->s = NULL;
	fixture_open(f);
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, after, &f->err));
	assert_string_equal(after, before);
	fixture_check(f, 0);
}

/* Two windows on one file: each sees the other's saves, both logs are one chain. */
static void two_windows_take_turns(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 99);
	struct store *other;
	const char *value;

	options.random = &random;
	must(f, store_open(&options, &other, &f->err));
	store_login(other, &f->caseworker);
	for (int i = 0; i < 10; i++) {
		char text[8];

		snprintf(text, sizeof(text), "%d", i);
		must(f, setting_set(i % 2 ? f->s : other, "turn", text, &f->err));
		must(f, setting_get(i % 2 ? other : f->s, &f->a, "turn", &value, &f->err));
		assert_string_equal(value, text);
	}
	store_close(other);
	fixture_check(f, 0);
}

/* ---- the very end of a commit ---- */

/* What SQLite calls instead of fcntl: refuses the step down from a writer's to a reader's lock. */
static struct {
	sqlite3_syscall_ptr real;
	bool refuses;
} step_down;

static int refuse_step_down(int fd, int command, void *argument)
{
	const struct flock *lock = argument;

	if (step_down.refuses && command == F_SETLK && lock->l_type == F_RDLCK) {
		step_down.refuses = false;
		errno = EIO;
		return -1;
	}
	return ((int (*)(int, int, ...))step_down.real)(fd, command, argument);
}

static enum stige_rc refuse_then_set(struct store *s, void *arg, struct err *err)
{
	step_down.refuses = true;
	return two_settings(s, arg, err);
}

/* The journal is gone by then: whoever hears "nothing was saved" gives it twice. */
static void what_may_be_saved_is_not_called_lost(void **state)
{
	struct fixture *f = *state;
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	char value[] = "x";

	step_down.real = vfs->xGetSystemCall(vfs, "fcntl");
	vfs->xSetSystemCall(vfs, "fcntl", (sqlite3_syscall_ptr)refuse_step_down);
	assert_int_equal(store_tx(f->s, refuse_then_set, value, &f->err), STIGE_IO);
	vfs->xSetSystemCall(vfs, "fcntl", NULL);
	assert_false(step_down.refuses);
	assert_null(strstr(f->err.msg, "nothing was saved"));
	assert_non_null(strstr(f->err.msg, "not sure"));
	fixture_reopen(f);
	assert_string_equal(setting(f, "one"), "x");
	must(f, setting_set(f->s, "one", "y", &f->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commits_as_one, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_error_takes_all_back, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(an_inner_error_cannot_be_swallowed, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(notices_a_lost_transaction, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(waits_and_says_busy, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_failing_commit_leaves_nothing, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(half_a_transaction_is_never_seen, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_full_disk_loses_nothing_that_was_there,
			fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_a_crash_left_is_taken_back, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(what_may_be_saved_is_not_called_lost, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(two_windows_take_turns, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
