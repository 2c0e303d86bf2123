/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles: only the office they are for, only from one that is paired, only whole, only once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/exchange/bundle.h"
#include "stige/exchange/pairing.h"
#include "stige/base/banned.h"

struct pair {
	struct fixture *nb, *sb, *ob;
	char *path;                  /* of the bundle from NB to SB */
	struct str bytes;
	struct err err;
};

static void must(struct pair *p, enum stige_rc rc)
{
	if (rc != STIGE_OK)
		fail_msg("%s", p->err.msg);
}

static struct peer meet(struct pair *p, struct fixture *who, struct fixture *whom, struct arena *a)
{
	struct str card = STR_INIT;
	struct peer peer;

	must(p, pairing_card(whom->desk, &card, &p->err));
	must(p, pairing_meet(who->desk, card.text, card.len, a, &peer, &p->err));
	str_release(&card);
	return peer;
}

static void pair_up(struct pair *p, struct fixture *x, struct fixture *y)
{
	struct arena a = ARENA_INIT;
	struct peer of_y = meet(p, x, y, &a), of_x = meet(p, y, x, &a);
	char one[PAIRING_CODE], other[PAIRING_CODE];

	must(p, pairing_code(x->desk, &of_y, one, &p->err));
	must(p, pairing_code(y->desk, &of_x, other, &p->err));
	assert_string_equal(one, other);
	must(p, pairing_confirm(x->desk, &of_y, other, &p->err));
	must(p, pairing_confirm(y->desk, &of_x, one, &p->err));
	arena_release(&a);
}

static void make(struct pair *p, struct fixture *from, const char *to)
{
	struct bundle_facts facts;

	unlink(p->path);
	must(p, bundle_make(from->desk, to, p->path, &facts, &p->err));
	str_clear(&p->bytes);
	must(p, file_read(p->path, FILE_MOST, &p->bytes, &p->err));
	assert_int_equal(p->bytes.len, facts.bytes);
}

static enum stige_rc take(struct pair *p, struct fixture *to)
{
	struct bundle_facts facts;
	struct merge_report report;

	return bundle_merge(to->desk, p->path, MERGE_KEEP, &facts, &report, &p->err);
}

static int setup(void **state)
{
	struct pair *p = mem_alloc(sizeof(*p));

	p->nb = fixture_new("NB", 7);
	p->sb = fixture_new("SB", 8);
	p->ob = fixture_new("OB", 9);
	p->path = fixture_path(p->nb, "x.stige");
	str_init(&p->bytes);
	pair_up(p, p->nb, p->sb);
	fixture_client(p->nb, "Karla Frost Lund", "4.5.1988", "17");
	*state = p;
	return 0;
}

static int teardown(void **state)
{
	struct pair *p = *state;
	void *offices[] = { p->nb, p->sb, p->ob };

	for (size_t i = 0; i < ARRAY_SIZE(offices); i++)
		fixture_teardown(&offices[i]);
	mem_free(p->path);
	str_release(&p->bytes);
	mem_free(p);
	return 0;
}

static bool holds(const struct str *bytes, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i + n <= bytes->len; i++)
		if (memcmp(bytes->text + i, text, n) == 0)
			return true;
	return false;
}

static void shared_hash(struct fixture *f, char out[65])
{
	struct err err = ERR_INIT;

	if (store_dump_hash(f->desk->store, 0, out, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
}

static void both_have_the_same_afterwards(void **state)
{
	struct pair *p = *state;
	char nb[65], sb[65];

	make(p, p->nb, "SB");
	assert_false(holds(&p->bytes, "Karla"));
	assert_true(holds(&p->bytes, "NB"));         /* the outside says who writes */
	must(p, take(p, p->sb));
	make(p, p->sb, "NB");
	must(p, take(p, p->nb));
	shared_hash(p->nb, nb);
	shared_hash(p->sb, sb);
	assert_string_equal(nb, sb);
}

static void only_once_and_in_order(void **state)
{
	struct pair *p = *state;
	struct str first = STR_INIT;

	make(p, p->nb, "SB");
	str_addn(&first, p->bytes.text, p->bytes.len);
	make(p, p->nb, "SB");
	must(p, take(p, p->sb));
	assert_int_equal(take(p, p->sb), STIGE_DATA);
	must(p, file_write(p->path, first.text, first.len, &p->err));
	assert_int_equal(take(p, p->sb), STIGE_DATA);
	str_release(&first);
}

static void only_who_it_is_for(void **state)
{
	struct pair *p = *state;

	make(p, p->nb, "SB");
	assert_int_equal(take(p, p->nb), STIGE_DATA);
	assert_int_equal(take(p, p->ob), STIGE_NOTFOUND);            /* has not even a card */
	pair_up(p, p->nb, p->ob);
	assert_int_equal(take(p, p->ob), STIGE_DATA);
}

static void only_from_who_is_paired(void **state)
{
	struct pair *p = *state;
	struct arena a = ARENA_INIT;
	struct peer peer;

	make(p, p->nb, "SB");
	must(p, peer_find(p->sb->desk->store, &a, PEER_PAIRED, "NB", &peer, &p->err));
	must(p, pairing_forget(p->sb->desk, &peer, &p->err));
	assert_int_equal(take(p, p->sb), STIGE_DATA);
	meet(p, p->sb, p->nb, &a);                   /* its card alone is not enough */
	assert_int_equal(take(p, p->sb), STIGE_DATA);
	arena_release(&a);
}

/* A third office that knows both cards cannot write in the name of the first. */
static void nobody_writes_for_another(void **state)
{
	struct pair *p = *state;
	struct arena a = ARENA_INIT;
	struct peer own;

	pair_up(p, p->ob, p->sb);
	must(p, peer_find(p->nb->desk->store, &a, PEER_OWN, "", &own, &p->err));
	make(p, p->ob, "SB");
	memcpy(p->bytes.text + 16, own.office.bytes, sizeof(own.office.bytes));
	must(p, file_write(p->path, p->bytes.text, p->bytes.len, &p->err));
	assert_int_equal(take(p, p->sb), STIGE_DATA);
	arena_release(&a);
}

/* Cards that somebody exchanged give two codes. */
static void a_card_in_between_shows(void **state)
{
	struct pair *p = *state;
	struct arena a = ARENA_INIT;
	struct str card = STR_INIT;
	char one[PAIRING_CODE], other[PAIRING_CODE];
	struct peer of_sb, of_ob, fake;

	of_ob = meet(p, p->sb, p->ob, &a);
	must(p, pairing_card(p->sb->desk, &card, &p->err));
	card.text[card.len - 5] = card.text[card.len - 5] == '0' ? '1' : '0';
	must(p, pairing_meet(p->ob->desk, card.text, card.len, &a, &fake, &p->err));
	must(p, pairing_code(p->ob->desk, &fake, one, &p->err));
	must(p, pairing_code(p->sb->desk, &of_ob, other, &p->err));
	assert_string_not_equal(one, other);
	assert_int_equal(pairing_confirm(p->ob->desk, &fake, other, &p->err), STIGE_DATA);
	of_sb = meet(p, p->ob, p->sb, &a);
	must(p, pairing_code(p->ob->desk, &of_sb, one, &p->err));
	assert_string_equal(one, other);
	str_release(&card);
	arena_release(&a);
}

/* ---- tampering (K2) ---- */

enum { HEAD_BYTES = 184, CHUNK_BYTES = (64 << 10) + 17 };

/* What lies at hand for whoever wants to spoil a bundle: a good one, one that came before, one for another office. */
struct tamper {
	const struct str *good, *old, *foreign;
	struct random *random;
	struct str out;
};

static size_t somewhere(struct tamper *t, size_t room)
{
	return random_below(t->random, (uint32_t)room);
}

static void add_range(struct tamper *t, size_t from, size_t to)
{
	str_addn(&t->out, t->good->text + from, to - from);
}

static void flip_a_bit(struct tamper *t)
{
	size_t at = somewhere(t, t->good->len);

	add_range(t, 0, t->good->len);
	t->out.text[at] = (char)(t->out.text[at] ^ (1 << somewhere(t, 8)));
}

static void cut_it(struct tamper *t)
{
	add_range(t, 0, somewhere(t, t->good->len));
}

static void drop_a_byte(struct tamper *t)
{
	size_t at = somewhere(t, t->good->len);

	add_range(t, 0, at);
	add_range(t, at + 1, t->good->len);
}

/* Two stretches change places; sealed bytes that are alike by chance would be no change. */
static void swap_stretches(struct tamper *t)
{
	size_t n = 16 + somewhere(t, 48), a = somewhere(t, t->good->len / 2 - n),
		b = t->good->len / 2 + somewhere(t, t->good->len / 2 - n);

	add_range(t, 0, a);
	add_range(t, b, b + n);
	add_range(t, a + n, b);
	add_range(t, a, a + n);
	add_range(t, b + n, t->good->len);
}

static void drop_a_chunk(struct tamper *t)
{
	size_t at = HEAD_BYTES + somewhere(t, 3) * CHUNK_BYTES;

	add_range(t, 0, at);
	add_range(t, at + CHUNK_BYTES, t->good->len);
}

static void swap_chunks(struct tamper *t)
{
	size_t at = HEAD_BYTES + somewhere(t, 2) * CHUNK_BYTES;

	add_range(t, 0, at);
	add_range(t, at + CHUNK_BYTES, at + 2 * CHUNK_BYTES);
	add_range(t, at, at + CHUNK_BYTES);
	add_range(t, at + 2 * CHUNK_BYTES, t->good->len);
}

static void repeat_a_chunk(struct tamper *t)
{
	size_t at = HEAD_BYTES + somewhere(t, 3) * CHUNK_BYTES;

	add_range(t, 0, at + CHUNK_BYTES);
	add_range(t, at, t->good->len);
}

static void replay_an_old_one(struct tamper *t)
{
	str_addn(&t->out, t->old->text, t->old->len);
}

static void one_for_another_office(struct tamper *t)
{
	str_addn(&t->out, t->foreign->text, t->foreign->len);
}

static void put_heads_together(struct tamper *t)
{
	str_addn(&t->out, t->old->text, HEAD_BYTES);
	add_range(t, HEAD_BYTES, t->good->len);
}

static void (*const tampers[])(struct tamper *t) = {
	flip_a_bit, cut_it, drop_a_byte, swap_stretches, drop_a_chunk, swap_chunks, repeat_a_chunk, replay_an_old_one,
	one_for_another_office, put_heads_together,
};

static void keep_bytes(struct pair *p, struct str *out)
{
	str_clear(out);
	str_addn(out, p->bytes.text, p->bytes.len);
}

/* Without the care of file_write: twenty thousand of them. */
static void put(const char *path, const struct str *bytes)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes->text, 1, bytes->len, f), bytes->len);
	assert_int_equal(fclose(f), 0);
}

/* One bundle that came, one that is for OB, and the good one, larger than three chunks. */
static void make_three(struct pair *p, struct str *old, struct str *foreign)
{
	char name[40];

	make(p, p->nb, "SB");
	must(p, take(p, p->sb));
	keep_bytes(p, old);
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof(name), "Karla Nummer %d", i);
		fixture_client(p->nb, name, "4.5.1988", "");
	}
	pair_up(p, p->nb, p->ob);
	make(p, p->nb, "OB");
	keep_bytes(p, foreign);
	make(p, p->nb, "SB");
	assert_true(p->bytes.len > HEAD_BYTES + 3 * CHUNK_BYTES);
}

/* Every byte counts, and every order; STIGE_SOAK: 20,000 of them. */
static void nothing_changed_comes_in(void **state)
{
	struct pair *p = *state;
	size_t tries = getenv("STIGE_SOAK") ? 20000 : 300;
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 5);
	struct str old = STR_INIT, foreign = STR_INIT;
	struct tamper t = { &p->bytes, &old, &foreign, &random, STR_INIT };
	char before[65], after[65];

	make_three(p, &old, &foreign);
	fixture_hash(p->sb, before);
	for (size_t i = 0; i < tries; i++) {
		str_clear(&t.out);
		tampers[i % ARRAY_SIZE(tampers)](&t);
		put(p->path, &t.out);
		if (take(p, p->sb) != STIGE_DATA || strlen(p->err.msg) < 20)
			fail_msg("try %zu was not refused as it must be: %s", i, p->err.msg);
	}
	fixture_hash(p->sb, after);
	assert_string_equal(before, after);
	put(p->path, &p->bytes);
	must(p, take(p, p->sb));                     /* and it was a good one */
	str_release(&old);
	str_release(&foreign);
	str_release(&t.out);
}

#define PAIR(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAIR(both_have_the_same_afterwards),
		PAIR(only_once_and_in_order),
		PAIR(only_who_it_is_for),
		PAIR(only_from_who_is_paired),
		PAIR(nobody_writes_for_another),
		PAIR(a_card_in_between_shows),
		PAIR(nothing_changed_comes_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
