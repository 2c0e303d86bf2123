/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Did it work for this client: since when, before and now, and nothing where no round lies between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/worked.h"
#include "stige/base/banned.h"

static const struct worked *of(const struct worked_list *w, int no)
{
	size_t i = 0;

	while (i < w->count && w->list[i].activity->no != no)
		i++;
	assert_true(i < w->count);
	return &w->list[i];
}

static size_t place(const struct worked *w, const char *item)
{
	size_t i = 0;

	while (i < w->item_count && !str_eq(w->items[i].series->indicator->name, item))
		i++;
	return i;
}

static bool has(const struct worked *w, const char *item)
{
	return place(w, item) < w->item_count;
}

static void assert_change(const struct worked *w, const char *item, int from, int to)
{
	size_t i = place(w, item);

	assert_true(i < w->item_count);
	assert_int_equal(w->items[i].change.from, from);
	assert_int_equal(w->items[i].change.to, to);
}

static void assert_lacks(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			fail_msg("\"%s\" in %s", *words, text);
}

/* 2026-11-22: A10. 2027-02-21: A10 and A13, which began on 2027-02-01. 2027-05-23: the same. */
static struct id story(struct bench *b)
{
	struct activity_record r = { .activity = "a13", .place = "Bakery", .to = DATE_NONE };
	struct id id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");

	bench_meeting(b, &id, "3;3;2;3;3;1;3;3;3;none;26000", "3;2;3;3;3;3;3;3;3;3;2", "a10");
	bench_days(b, 91);
	bench_meeting(b, &id, "3;3;3;3;3;dk;3;3;3;internet;26000", "3;2;3;3;3;3;3;3;3;3;2", "a10 a13");
	r.client = id;
	r.from = desk_today(b->desk) - 20;
	bench_ok(b, casefile_date_activity(b->desk, &r, &b->err));
	bench_days(b, 91);
	bench_meeting(b, &id, "5;3;4;3;3;2;3;2;dk;internet network;24000", "3;4;3;3;3;3;3;3;3;3;5", "a10 a13");
	return id;
}

static void before_and_now(void **state)
{
	struct bench *b = *state;
	struct worked_list w;
	struct casefile *c;
	struct id id;

	id = story(b);
	c = bench_file(b, &id);
	worked_make(&w, c, LOOK_OWN);
	assert_int_equal(w.count, 2);
	assert_false(of(&w, 10)->dated);
	assert_int_equal(of(&w, 10)->since, c->first_round);
	assert_int_equal(of(&w, 10)->round, 1);
	assert_true(of(&w, 13)->dated);
	assert_int_equal(of(&w, 13)->since, c->first_round + 71);
	assert_int_equal(of(&w, 13)->round, 1);
	assert_change(of(&w, 13), "c3", 2, 4);
	assert_int_equal(of(&w, 13)->items[place(of(&w, 13), "c3")].change.since, c->first_round);
	assert_change(of(&w, 13), "c6", 1, 2);                       /* a round that was not known is stepped over */
	assert_change(of(&w, 13), "c8", 3, 2);
	assert_change(of(&w, 13), "c10", 0, 2);
	assert_change(of(&w, 13), "c11", 26000, 24000);
	assert_change(of(&w, 13), "w2", 2, 4);
	assert_false(has(of(&w, 13), "c9"));                         /* not known now */
	assert_false(has(of(&w, 13), "c1"));                         /* no item of the path */
	assert_false(has(of(&w, 13), "w11"));
	worked_release(&w);
	worked_make(&w, c, LOOK_SHARED);
	assert_true(has(of(&w, 13), "c3"));
	assert_false(has(of(&w, 13), "w2"));
	worked_release(&w);
	casefile_free(c);
}

static void in_words(void **state)
{
	static const char *const never[] = { "due to", "thanks", "effect", "worked", NULL };
	static const char *const hidden[] = { "W2", "W10", "Determination", NULL };
	struct bench *b = *state;
	struct casefile *c;
	struct str own = STR_INIT, shared = STR_INIT;
	struct id id;

	id = story(b);
	c = bench_file(b, &id);
	casefile_worked_text(c, LOOK_OWN, 80, &own);
	casefile_worked_text(c, LOOK_SHARED, 80, &shared);
	assert_non_null(strstr(own.text, "J  Internship, external, since 2027-02-01 (week 5)\n"));
	assert_non_null(strstr(own.text, "   C3 Cooperation 2 before, 4 now: up 2 since week 47 of 2026\n"));
	assert_non_null(strstr(own.text, "   C8 Belief: can do a job 3 before, 2 now: down 1 since"));
	assert_non_null(strstr(own.text, "   W2 Determination 2 before, 4 now"));
	assert_non_null(strstr(own.text, "it was first registered 2026-11-22 (week 47)."));
	assert_non_null(strstr(own.text, "Since is not the same as because of"));
	assert_lacks(own.text, never);
	assert_lacks(shared.text, hidden);
	str_release(&own);
	str_release(&shared);
	casefile_free(c);
}

/* No round after the beginning: nothing is compared, and that is said. */
static void nothing_between(void **state)
{
	struct bench *b = *state;
	struct worked_list w;
	struct casefile *c;
	struct str text = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	c = bench_file(b, &id);
	casefile_worked_text(c, LOOK_OWN, 80, &text);
	assert_non_null(strstr(text.text, "No activities are registered yet."));
	casefile_free(c);
	bench_meeting(b, &id, "3;3;2;3;3;1;3;3;3;none;26000", "", "a13");
	bench_days(b, 30);
	c = bench_file(b, &id);
	worked_make(&w, c, LOOK_OWN);
	assert_int_equal(w.list[0].item_count, 0);
	assert_int_equal(w.list[0].round, 1);
	worked_release(&w);
	str_clear(&text);
	casefile_worked_text(c, LOOK_OWN, 80, &text);
	assert_non_null(strstr(text.text, "No round with both a value before"));
	assert_null(strstr(text.text, "Since is not"));
	casefile_free(c);
	bench_meeting(b, &id, "", "", "a22");
	c = bench_file(b, &id);
	str_clear(&text);
	casefile_worked_text(c, LOOK_OWN, 80, &text);
	assert_non_null(strstr(text.text, "Nothing is running now."));
	casefile_free(c);
	str_release(&text);
}

/* A gap in the registrations begins a new stretch, and an old date does not reach into it. */
static void another_stretch(void **state)
{
	struct activity_record r = { .activity = "a13", .place = "" };
	struct bench *b = *state;
	struct worked_list w;
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;2;3;3;1;3;3;3;none;26000", "", "a13");
	r.client = id;
	r.from = desk_today(b->desk) - 30;
	r.to = desk_today(b->desk) + 10;
	bench_ok(b, casefile_date_activity(b->desk, &r, &b->err));
	bench_days(b, 91);
	bench_meeting(b, &id, "3;3;3;3;3;1;3;3;3;none;26000", "", "a3");
	bench_days(b, 91);
	bench_meeting(b, &id, "3;3;3;3;3;1;3;3;3;none;26000", "", "a13");
	bench_days(b, 91);
	bench_meeting(b, &id, "3;3;5;3;3;1;3;3;3;none;26000", "", "");
	c = bench_file(b, &id);
	worked_make(&w, c, LOOK_OWN);
	assert_int_equal(w.count, 1);
	assert_false(w.list[0].dated);
	assert_int_equal(w.list[0].since, c->first_round + 182);
	assert_change(&w.list[0], "c3", 3, 5);
	worked_release(&w);
	casefile_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(before_and_now, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(in_words, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(nothing_between, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(another_stretch, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
