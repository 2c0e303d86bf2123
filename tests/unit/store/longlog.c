/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A benchmark: a log of 100,000 entries is verified (reliability.md G2: in less than a second), and a
 * change anywhere in it is found in the same time.
 */
#include <stdio.h>
#include <time.h>

#include "fixture.h"

#include "stige/store/events.h"

enum { ENTRIES = 100000 };

static double ms_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum stige_rc fill(struct store *s, void *arg, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (int i = 0; rc == STIGE_OK && i < ENTRIES; i++)
		rc = client_opened(s, arg, "own", err);
	return rc;
}

static size_t verify(struct fixture *f, const char *what)
{
	double at = ms_now();
	size_t bad = 0;

	must(f, event_verify(f->s, &bad, &f->err));
	print_message("%s: %.0f ms for %d entries, %zu links that do not hold\n", what, ms_now() - at, ENTRIES, bad);
	return bad;
}

static void a_long_log(void **state)
{
	static const struct {
		const char *what, *sql;
	} changes[] = {
		{ "one reason changed", "UPDATE event SET reason = 'meeting' WHERE seq = 50000" },
		{ "one entry cut out", "DELETE FROM event WHERE seq = 70000" },
		{ "two entries exchanged", "UPDATE event SET seq = -seq WHERE seq IN (20000, 20001); "
			"UPDATE event SET seq = CASE seq WHEN -20000 THEN 20001 ELSE 20000 END WHERE seq < 0" },
		{ "the end cut off", "DELETE FROM event WHERE seq > 99000" },
	};
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	size_t bad = 0;

	must(f, store_tx(f->s, fill, &anna, &f->err));
	assert_int_equal(verify(f, "untouched"), 0);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		sqlite3 *db = fixture_raw(f);
		size_t now;

		assert_int_equal(sqlite3_exec(db, "PRAGMA ignore_check_constraints = 1", NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, changes[i].sql, NULL, NULL, NULL), SQLITE_OK);
		sqlite3_close(db);
		now = verify(f, changes[i].what);
		assert_true(now > bad);
		bad = now;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_long_log, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
