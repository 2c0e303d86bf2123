/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save that lasts is told while it lasts, once, and not a fast one: held up by another program's lock, and by a
 * disk that takes long to be sure of the journal.
 */
#include <time.h>

#include "fixture.h"

#include "stige/base/mem.h"
#include "stige/base/banned.h"

static void nap(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = (STORE_SLOW_MS + 20) * 1000000L }, NULL);
}

struct told {
	unsigned times;
	sqlite3 *holder;             /* lets its lock go when it is told; NULL = nobody holds one */
};

static void tell(void *ctx)
{
	struct told *t = ctx;

	t->times++;
	if (t->holder)
		assert_int_equal(sqlite3_exec(t->holder, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	t->holder = NULL;
}

static void a_fast_save_is_not_told(void **state)
{
	struct fixture *f = *state;
	struct told t = { .times = 0 };

	store_on_slow(f->s, tell, &t);
	for (int i = 0; i < 5; i++) {
		t.times = 0;
		fixture_client(f, "Anna");
		if (t.times == 0)
			return;          /* a machine under load may be slow once, not five times */
	}
	fail_msg("every save was told to be slow");
}

static void somebody_elses_lock_is_told(void **state)
{
	struct fixture *f = *state;
	struct store_options patient = fixture_options(f);
	struct told t = { .holder = fixture_raw(f) };
	sqlite3 *other = t.holder;

	patient.busy_ms = 5000;
	store_close(f->s);
	must(f, store_open(&patient, &f->s, &f->err));
	store_login(f->s, &f->caseworker);
	store_on_slow(f->s, tell, &t);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	fixture_client(f, "Anna");
	assert_int_equal(t.times, 1);
	sqlite3_close(other);
}

static enum stige_rc last_long(struct store *s, void *arg, struct err *err)
{
	struct id id;
	char case_no[16];
	enum stige_rc rc = client_add(s, arg, NULL, &id, case_no, err);

	nap();
	return rc;
}

/* However much is written: once in a transaction, and anew in the next. */
static void once_in_each(void **state)
{
	struct fixture *f = *state;
	struct client_fields fields = fixture_fields("Anna");
	struct told t = { .times = 0 };

	store_on_slow(f->s, tell, &t);
	must(f, store_tx(f->s, last_long, &fields, &f->err));
	assert_int_equal(t.times, 1);
	must(f, store_tx(f->s, last_long, &fields, &f->err));
	assert_int_equal(t.times, 2);
	store_on_slow(f->s, NULL, NULL);
	must(f, store_tx(f->s, last_long, &fields, &f->err));
	assert_int_equal(t.times, 2);
}

/* ---- a slow disk ---- */

static const sqlite3_io_methods *quick;
static sqlite3_io_methods slowed;
static sqlite3_vfs *disk, slow_disk;

static int slow_sync(sqlite3_file *file, int flags)
{
	nap();
	return quick->xSync(file, flags);
}

static int open_slowed(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
	int code = disk->xOpen(disk, name, file, flags, ret_flags);

	(void)vfs;
	if (code == SQLITE_OK && file->pMethods && flags & SQLITE_OPEN_MAIN_JOURNAL) {
		quick = file->pMethods;
		slowed = *quick;
		slowed.xSync = slow_sync;
		file->pMethods = &slowed;
	}
	return code;
}

/* Told when the journal is on the disk at last, before the database itself is written. */
static void a_slow_disk_is_told_in_the_middle(void **state)
{
	struct fixture *f = *state;
	struct told t = { .times = 0 };

	disk = sqlite3_vfs_find(NULL);
	slow_disk = *disk;
	slow_disk.zName = "slow";
	slow_disk.xOpen = open_slowed;
	assert_int_equal(sqlite3_vfs_register(&slow_disk, 1), SQLITE_OK);
	fixture_reopen(f);
	store_on_slow(f->s, tell, &t);
	fixture_client(f, "Anna");
	assert_int_equal(sqlite3_vfs_unregister(&slow_disk), SQLITE_OK);
	assert_int_equal(sqlite3_vfs_register(disk, 1), SQLITE_OK);
	assert_int_equal(t.times, 1);
	store_close(f->s);
	fixture_open(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_fast_save_is_not_told, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(somebody_elses_lock_is_told, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(once_in_each, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_slow_disk_is_told_in_the_middle, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
