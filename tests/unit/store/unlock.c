/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A benchmark, no test: what a passphrase of the default cost takes to open, and 4,000 names after
 * it (reliability.md K3: at most 1.0 s, and 50 ms later).
 */
#include <stdio.h>
#include <time.h>

#include "fixture.h"

#include "stige/store/keys.h"

#define CLIENTS 4000

static double ms_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum stige_rc fill(struct store *s, void *arg, struct err *err)
{
	struct client_fields fields = fixture_fields("Bodil Krydderugle");
	enum stige_rc rc = STIGE_OK;

	(void)arg;
	for (size_t i = 0; rc == STIGE_OK && i < CLIENTS; i++)
		rc = client_add(s, &fields, NULL, NULL, NULL, err);
	return rc;
}

static void opens_and_lists(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	double at, unlocked, listed;
	struct client *list;
	size_t count;

	must(f, store_tx(f->s, fill, NULL, &f->err));
	store_close(f->s);
	options.key_cost = (struct key_cost){ KEY_PASSES, KEY_MEMORY };
	must(f, store_open(&options, &f->s, &f->err));
	store_login(f->s, &f->caseworker);
	must(f, store_seal(f->s, &f->caseworker, "correct horse battery", NULL, &f->err));
	for (int i = 0; i < 5; i++) {
		store_lock(f->s);
		at = ms_now();
		must(f, store_unlock(f->s, "ka", "correct horse battery", &f->err));
		unlocked = ms_now();
		must(f, client_list(f->s, &f->a, NULL, &list, &count, &f->err));
		listed = ms_now();
		assert_int_equal(count, CLIENTS);
		print_message("unlock %.0f ms, then %d clients with names %.1f ms\n", unlocked - at, CLIENTS,
			listed - unlocked);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(opens_and_lists, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
