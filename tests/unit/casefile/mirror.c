/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caseworker's own mirror: off until turned on, the client at hand left out, nothing kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/mirror.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

#define W_WITH(belief) "3;3;3;3;3;3;3;3;3;3;" belief

static struct id client_with(struct bench *b, const char *name, const char *belief)
{
	struct id id = bench_client(b, name, "", "unknown");
	struct str answers = STR_INIT;

	str_addf(&answers, W_WITH("%s"), belief);
	bench_meeting(b, &id, "", answers.text, "");
	str_release(&answers);
	return id;
}

static struct mirror mirror_of(struct bench *b, const struct id *client)
{
	struct mirror m;

	bench_ok(b, mirror_make(b->desk, client, &m, &b->err));
	return m;
}

static bool count_listed(void *ctx, const struct event *e)
{
	*(size_t *)ctx += e->kind == EVENT_CLIENT_LISTED;
	return true;
}

static size_t listed(struct bench *b)
{
	const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	size_t n = 0;

	bench_ok(b, event_each(b->desk->store, &all, count_listed, &n, &b->err));
	return n;
}

static void off_by_default(void **state)
{
	struct bench *b = *state;
	struct mirror m;
	struct str text = STR_INIT;
	struct id id;

	id = client_with(b, "Aksel Brandt", "4");
	m = mirror_of(b, &id);
	assert_false(m.on);
	assert_int_equal(m.answered + m.older + m.dk, 0);
	assert_int_equal(m.own, 0);
	assert_int_equal(listed(b), 0);                             /* nothing was read */
	mirror_text(&m, b->desk, 80, &text);
	assert_non_null(strstr(text.text, "Your own mirror is off."));
	assert_null(strstr(text.text, "Average over"));
	str_release(&text);
}

/* Others: 1 2 2 4 5 and dk; 14 / 5 = 2.80. The client at hand (5) is not in it. */
static void leaves_one_out(void **state)
{
	static const char *const names[] = { "Birthe Dam", "Camilla Enevold", "Dilan Frost", "Erik Gade",
		"Fatima Haugaard", "Gert Iversen" };
	static const char *const beliefs[] = { "1", "2", "2", "4", "5", "dk" };
	struct bench *b = *state;
	struct mirror m;
	struct casefile *c;
	struct client_fields closed;
	struct str text = STR_INIT;
	struct id aksel, last = { { 0 } };

	bench_ok(b, mirror_turn(b->desk, true, &b->err));
	aksel = client_with(b, "Aksel Brandt", "5");
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		last = client_with(b, names[i], beliefs[i]);
	bench_client(b, "Hanne Juhl", "", "unknown");               /* never answered about */
	m = mirror_of(b, &aksel);
	assert_true(m.on);
	assert_int_equal(m.answered, 5);
	assert_int_equal(m.mean_100, 280);
	assert_int_equal(m.counts[1], 2);
	assert_int_equal(m.dk, 1);
	assert_int_equal(m.older, 1);
	assert_int_equal(m.own, 5);
	mirror_text(&m, b->desk, 80, &text);
	assert_non_null(strstr(text.text, "Average over the others: 2.80\n"));
	assert_non_null(strstr(text.text, "Your answer here: 5 Yes\n"));
	assert_non_null(strstr(text.text, "no verdict on you"));
	m = mirror_of(b, NULL);                                     /* nobody left out: 19 / 6 */
	assert_int_equal(m.mean_100, 317);
	assert_int_equal(m.own, 0);
	m = mirror_of(b, &last);
	assert_int_equal(m.answered, 6);
	assert_int_equal(m.dk, 0);
	/* A closed client does not count. */
	c = bench_file(b, &last);
	closed = c->client.f;
	closed.status = CLIENT_CLOSED;
	bench_ok(b, casefile_edit(b->desk, c, &closed, &b->err));
	casefile_free(c);
	m = mirror_of(b, &aksel);
	assert_int_equal(m.dk, 0);
	assert_int_equal(m.answered, 5);
	bench_days(b, 184);
	m = mirror_of(b, &aksel);
	assert_int_equal(m.answered, 0);
	assert_int_equal(m.mean_100, 0);
	assert_int_equal(m.older, 6);
	str_clear(&text);
	mirror_text(&m, b->desk, 80, &text);
	assert_non_null(strstr(text.text, "Fewer than 5"));
	assert_null(strstr(text.text, "Average over"));
	str_release(&text);
}

/* A colleague's clients and answers do not count, and a colleague's mirror is the colleague's own. */
static void private_to_one(void **state)
{
	const struct caseworker other = {
		.name = (char[]){ "Mette Lund" }, .initials = (char[]){ "ML" }, .login = (char[]){ "mel" },
		.active = true, .wage_period = (char[]){ "month" }, .wage_basis = (char[]){ "gross" },
	};
	struct bench *b = *state;
	struct mirror m;
	struct id id, mette;

	bench_ok(b, mirror_turn(b->desk, true, &b->err));
	id = client_with(b, "Aksel Brandt", "5");
	bench_ok(b, caseworker_add(b->desk->store, &other, NULL, &mette, &b->err));
	bench_ok(b, client_assign(b->desk->store, &id, &mette, desk_today(b->desk), "left", &b->err));
	m = mirror_of(b, NULL);
	assert_int_equal(m.answered, 0);
	bench_reopen(b, "mel");
	m = mirror_of(b, NULL);
	assert_false(m.on);
	bench_ok(b, mirror_turn(b->desk, true, &b->err));
	m = mirror_of(b, NULL);
	assert_int_equal(m.answered, 0);                             /* the answer is the former caseworker's */
	assert_int_equal(m.older, 1);
	bench_ok(b, mirror_turn(b->desk, false, &b->err));
	assert_false(mirror_of(b, NULL).on);
}

/* Nothing of it is kept: the shared dump is the same before and after. */
static void leaves_no_trace(void **state)
{
	struct bench *b = *state;
	char before[65], after[65];
	struct id id;

	id = client_with(b, "Aksel Brandt", "5");
	bench_ok(b, store_dump_hash(b->desk->store, 0, before, &b->err));
	bench_ok(b, mirror_turn(b->desk, true, &b->err));
	assert_true(mirror_of(b, &id).on);
	bench_ok(b, store_dump_hash(b->desk->store, 0, after, &b->err));
	assert_string_equal(before, after);
	assert_int_equal(listed(b), 1);                             /* reading is written in the access log */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(off_by_default, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(leaves_one_out, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(private_to_one, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(leaves_no_trace, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
