/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * D12: six bundles of two satellites, brought in at home in any order, some of them twice, some after a
 * part of them that was cut off: it always comes to the same, and who was erased stays so. 20 orders here, 1,000
 * with STIGE_SOAK.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include "offices.h"

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/subject.h"
#include "stige/base/banned.h"

enum { BUNDLES = 6, WORLDS = 5, STEPS = 15, HASH = 65 };

struct home {
	struct offices *w;
	struct fixture *f;
	struct str file;                 /* the file before anything came */
	struct letter letters[BUNDLES];
	struct random_seeded seed;
	struct random random;
};

static size_t many(size_t few, size_t soak)
{
	return getenv("STIGE_SOAK") ? soak : few;
}

/* Letters of both satellites as time passes; at home somebody is erased of whom they know. */
static void home_init(struct home *h, uint64_t seed)
{
	*h = (struct home){ .w = offices_new(seed), .file = STR_INIT };
	h->random = random_seeded_init(&h->seed, seed);
	h->f = h->w->f[0];
	offices_meet(h->w);
	for (size_t i = 0; i < BUNDLES; i++) {
		for (size_t k = 0; k < STEPS; k++)
			offices_step(h->w);
		offices_send(h->w, 1 + i % 2, &h->letters[i]);
	}
	store_close(h->f->s);
	h->f->s = NULL;
	must(h->f, file_read(h->f->path, FILE_MOST, &h->file, &h->f->err));
	fixture_open(h->f);
	store_login(h->f->s, &h->f->caseworker);
}

static void home_release(struct home *h)
{
	for (size_t i = 0; i < BUNDLES; i++)
		str_release(&h->letters[i].rows);
	str_release(&h->file);
	offices_free(h->w);
}

static void begin_again(struct home *h)
{
	store_close(h->f->s);
	h->f->s = NULL;
	must(h->f, file_write(h->f->path, h->file.text, h->file.len, &h->f->err));
	fixture_open(h->f);
	store_login(h->f->s, &h->f->caseworker);
}

struct part {
	const struct str *rows;
	size_t at, end;
};

static bool read_part(void *ctx, void *bytes, size_t n)
{
	struct part *p = ctx;

	if (p->end - p->at < n)
		return false;
	memcpy(bytes, p->rows->text + p->at, n);
	p->at += n;
	return true;
}

static enum stige_rc take(struct home *h, const struct letter *letter, size_t end)
{
	struct part p = { &letter->rows, 0, end };
	struct merge_report report;

	return merge_read(h->f->s, read_part, &p, MERGE_KEEP, &report, &h->f->err);
}

/* All of it; now and then a part first, which brings nothing, and now and then once more. */
static void take_somehow(struct home *h, const struct letter *letter)
{
	if (random_below(&h->random, 3) == 0)
		assert_int_equal(take(h, letter, random_below(&h->random, (uint32_t)letter->rows.len)), STIGE_DATA);
	do
		must(h->f, take(h, letter, letter->rows.len));
	while (random_below(&h->random, 3) == 0);
}

static void shuffle(struct home *h, size_t order[BUNDLES])
{
	for (size_t i = 0; i < BUNDLES; i++)
		order[i] = i;
	for (size_t i = BUNDLES; i > 1; i--) {
		size_t k = random_below(&h->random, (uint32_t)i), other = order[k];

		order[k] = order[i - 1];
		order[i - 1] = other;
	}
}

static void nobody_came_back(struct home *h)
{
	assert_int_equal(fixture_number(h->f, "SELECT count(*) FROM client c JOIN tombstone t ON t.record = c.id "
		"AND t.what = 'client'"), 0);
}

static void any_order_of_six(void **state)
{
	size_t orders = many(20, 1000) / WORLDS, buried = 0;
	char first[HASH], hash[HASH];

	(void)state;
	for (uint64_t seed = 1; seed <= WORLDS; seed++) {
		struct home h;

		home_init(&h, seed);
		for (size_t i = 0; i < orders; i++) {
			size_t order[BUNDLES];

			begin_again(&h);
			shuffle(&h, order);
			for (size_t k = 0; k < BUNDLES; k++)
				take_somehow(&h, &h.letters[order[k]]);
			must(h.f, store_dump_hash(h.f->s, 0, i == 0 ? first : hash, &h.f->err));
			if (i > 0)
				assert_string_equal(hash, first);
			nobody_came_back(&h);
		}
		buried += (size_t)fixture_number(h.f, "SELECT count(*) FROM tombstone WHERE what = 'client'");
		fixture_check(h.f, 0);
		home_release(&h);
	}
	print_message("%zu orders, %zu persons erased\n", orders * WORLDS, buried);
	assert_true(buried > 0);
}

/* G4: the tombstone survives a hundred merges of letters that know the person well. */
static void a_hundred_merges_bring_nobody_back(void **state)
{
	struct offices *w = offices_new(77);
	struct fixture *f = w->f[0];
	struct id id = fixture_client(f, "Anna Frost Lund");
	struct letter old = { .rows = STR_INIT };

	(void)state;
	offices_send(w, 0, &old);
	offices_take(w, 1, &old);
	must(f, subject_erase(f->s, &id, ERASE_CLIENT_ASKED, &f->err));
	for (size_t i = 0; i < many(10, 100); i++) {
		fixture_meeting(w->f[1], &id, (int32_t)(20000 + i));
		offices_send(w, 1, &old);
		offices_take(w, 0, &old);
		assert_int_equal(fixture_number(f, "SELECT count(*) FROM client"), 0);
	}
	assert_int_equal(fixture_grep(f, "Anna Frost Lund", 15), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM tombstone WHERE what = 'client'"), 1);
	fixture_check(f, 0);
	str_release(&old.rows);
	offices_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_of_six),
		cmocka_unit_test(a_hundred_merges_bring_nobody_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
