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

/* Every bit counts; STIGE_SOAK: 20,000 of them. */
static void nothing_changed_comes_in(void **state)
{
	struct pair *p = *state;
	size_t tries = getenv("STIGE_SOAK") ? 20000 : 300;
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 5);
	char before[65], after[65];

	make(p, p->nb, "SB");
	fixture_hash(p->sb, before);
	for (size_t i = 0; i < tries; i++) {
		size_t at = random_below(&random, (uint32_t)p->bytes.len), n = p->bytes.len;
		char was = p->bytes.text[at];

		switch (i % 3) {
		case 0:
			p->bytes.text[at] = (char)(was ^ (1 << random_below(&random, 8)));
			break;
		case 1:
			n = at;
			break;
		case 2:
			memmove(p->bytes.text + at, p->bytes.text + at + 1, n - at - 1);
			break;
		}
		if (file_write(p->path, p->bytes.text, n, &p->err) != STIGE_OK)
			fail_msg("%s", p->err.msg);
		assert_int_equal(take(p, p->sb), STIGE_DATA);
		if (i % 3 == 2)
			memmove(p->bytes.text + at + 1, p->bytes.text + at, p->bytes.len - at - 1);
		p->bytes.text[at] = was;
	}
	fixture_hash(p->sb, after);
	assert_string_equal(before, after);
	must(p, file_write(p->path, p->bytes.text, p->bytes.len, &p->err));
	must(p, take(p, p->sb));                     /* and it was a good one */
}

/* Chunks in another order, left out or twice: larger than one chunk. */
static void chunks_stay_in_order(void **state)
{
	static const size_t head = 184, chunk = (64 << 10) + 17;
	struct pair *p = *state;
	struct str other = STR_INIT;
	char name[40];

	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof(name), "Karla Nummer %d", i);
		fixture_client(p->nb, name, "4.5.1988", "");
	}
	make(p, p->nb, "SB");
	assert_true(p->bytes.len > head + 3 * chunk);
	str_addn(&other, p->bytes.text, head);
	str_addn(&other, p->bytes.text + head + chunk, chunk);
	str_addn(&other, p->bytes.text + head, chunk);
	str_addn(&other, p->bytes.text + head + 2 * chunk, p->bytes.len - head - 2 * chunk);
	must(p, file_write(p->path, other.text, other.len, &p->err));
	assert_int_equal(take(p, p->sb), STIGE_DATA);
	must(p, file_write(p->path, p->bytes.text, p->bytes.len, &p->err));
	must(p, take(p, p->sb));
	str_release(&other);
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
		PAIR(chunks_stay_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
