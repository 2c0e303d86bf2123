/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * interleavings FIRST FEW MANY: whatever three offices do and in whatever order their letters come, late,
 * twice or never, once all have met everybody holds the same and lists the conflicts there are. FEW
 * worlds from the seed FIRST on, each of its own; with STIGE_SOAK as MANY.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "offices.h"

#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { ROUNDS = 2, STEPS = 20 };

static long first = 1, worlds = 1;

static void dump_hash(struct fixture *f, char out[65])
{
	must(f, store_dump_hash(f->s, 0, out, &f->err));
}

static struct conflict *conflicts_of(struct fixture *f, size_t *ret_count)
{
	struct conflict *list;

	must(f, conflict_list(f->s, &f->a, &list, ret_count, &f->err));
	return list;
}

static bool same_conflict(const struct conflict *x, const struct conflict *y)
{
	return x->kind == y->kind && id_eq(&x->record, &y->record) && id_eq(&x->one, &y->one) &&
		id_eq(&x->other, &y->other) && strcmp(x->field, y->field) == 0;
}

static const char *judge_other(struct fixture *f, const char *hash, const struct conflict *ours, size_t count)
{
	char theirs_hash[65];
	size_t there;
	const struct conflict *theirs = conflicts_of(f, &there);

	dump_hash(f, theirs_hash);
	if (strcmp(hash, theirs_hash) != 0)
		return "the dumps differ";
	if (there != count)
		return "one lists more conflicts than another";
	for (size_t k = 0; k < count; k++)
		if (!same_conflict(&ours[k], &theirs[k]))
			return "the conflicts differ";
	return NULL;
}

/* What went wrong in a world where everybody has met; NULL = nothing. */
static const char *judge(struct offices *w)
{
	size_t count;
	const struct conflict *ours = conflicts_of(w->f[0], &count);
	const char *wrong = NULL;
	char hash[65];

	dump_hash(w->f[0], hash);
	for (size_t i = 1; i < OFFICES && !wrong; i++)
		wrong = judge_other(w->f[i], hash, ours, count);
	if (!wrong && count != offices_conflicts(w))
		wrong = "not the conflicts there are";
	return wrong;
}

static void live(struct offices *w)
{
	for (size_t i = 0; i < STEPS; i++)
		offices_step(w);
	offices_meet(w);
}

static void any_order_comes_to_the_same(void **state)
{
	size_t conflicts = 0, erased = 0;

	(void)state;
	for (long seed = first; seed < first + worlds; seed++) {
		struct offices *w = offices_new((uint64_t)seed);

		for (int round = 0; round < ROUNDS; round++) {
			const char *wrong;

			live(w);
			wrong = judge(w);
			if (wrong)
				fail_msg("seed %ld, round %d: %s", seed, round, wrong);
			conflicts += offices_conflicts(w);
		}
		for (size_t i = 0; i < OFFICES; i++)
			fixture_check(w->f[i], 0);
		for (size_t p = 0; p < w->person_count; p++)
			erased += w->persons[p].erased;
		offices_free(w);
	}
	/* Worlds in which nothing happens show nothing. */
	print_message("%ld worlds, %zu conflicts, %zu persons erased\n", worlds, conflicts, erased);
	assert_true(conflicts > 0 && erased > 0);
}

/* Of the heads of one field the youngest alone stays, as where the last writer wins. */
static void forget_the_older(struct fixture *f)
{
	fixture_sql(f, "DELETE FROM revision WHERE id IN (SELECT r.id FROM revision r JOIN revision n "
		"ON n.record = r.record AND n.field = r.field AND (n.at, n.id) > (r.at, r.id) "
		"WHERE NOT EXISTS (SELECT 1 FROM revision x WHERE x.supersedes = r.id) "
		"AND NOT EXISTS (SELECT 1 FROM revision x WHERE x.supersedes = n.id))");
}

/* The same judge on a merge in which the last writer wins: it must not pass. */
static void a_last_writer_wins_variant_is_found_out(void **state)
{
	bool found = false;

	(void)state;
	for (uint64_t seed = 1; seed <= 20 && !found; seed++) {
		struct offices *w = offices_new(seed);

		for (int round = 0; round < ROUNDS && !found; round++) {
			live(w);
			for (size_t i = 0; i < OFFICES; i++)
				forget_the_older(w->f[i]);
			found = judge(w) != NULL;
		}
		offices_free(w);
	}
	assert_true(found);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_comes_to_the_same),
		cmocka_unit_test(a_last_writer_wins_variant_is_found_out),
	};

	if (argc != 4 || !str_to_long(argv[1], 1, 1000000, &first) ||
	    !str_to_long(argv[getenv("STIGE_SOAK") ? 3 : 2], 1, 10000, &worlds)) {
		fprintf(stderr, "usage: interleavings FIRST FEW MANY\n");
		return 64;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
