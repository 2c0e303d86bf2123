/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps: what moved, what went one step and back, goals on items; told, never added up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/movement.h"
#include "stige/base/banned.h"

static const struct movement_item *item(const struct movement *m, const char *name)
{
	size_t i = 0;

	while (i < m->item_count && !str_eq(m->items[i].series->indicator->name, name))
		i++;
	assert_true(i < m->item_count);
	return &m->items[i];
}

/* Three rounds. c1 3,4,3; c2 3,2,3; c3 1,2,3; c4 2,.,3 (dk); c5 3,5,3; c6 3,3,3; w1 2,3,2. */
static struct id story(struct bench *b)
{
	struct id id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");

	bench_meeting(b, &id, "3;3;1;2;3;3;3;3;3;none;26000", "2;3;3;3;3;3;3;3;3;3;2", "");
	bench_days(b, 91);
	bench_meeting(b, &id, "4;2;2;dk;5;3;3;3;3;none;26000", "3;3;3;3;3;3;3;3;3;3;2", "");
	bench_days(b, 91);
	bench_meeting(b, &id, "3;3;3;3;3;3;3;3;dk;none;26000", "2;3;3;3;3;3;3;3;3;3;2", "");
	return id;
}

static void one_step_and_back(void **state)
{
	struct bench *b = *state;
	struct movement m;
	struct casefile *c;
	struct id id;

	id = story(b);
	c = bench_file(b, &id);
	movement_make(&m, c, LOOK_SHARED);
	assert_true(item(&m, "c1")->wobble);
	assert_int_equal(item(&m, "c1")->middle, 4);
	assert_true(item(&m, "c2")->wobble);
	assert_int_equal(item(&m, "c2")->middle, 2);
	assert_false(item(&m, "c3")->wobble);                        /* up and up */
	assert_int_equal(item(&m, "c3")->change.to - item(&m, "c3")->change.from, 1);
	assert_false(item(&m, "c4")->wobble);                        /* two values only */
	assert_false(item(&m, "c5")->wobble);                        /* two steps are no wobble */
	assert_false(item(&m, "c6")->wobble);
	/* c2 c3 c4 rose; c1 c5 fell; c6 c7 c8 the same; c9 is not known now */
	assert_int_equal(m.tally.risen, 3);
	assert_int_equal(m.tally.fallen, 2);
	assert_int_equal(m.tally.same, 3);
	assert_int_equal(m.tally.unknown, 1);
	assert_int_equal(m.item_count, 8);
	movement_release(&m);
	movement_make(&m, c, LOOK_OWN);
	assert_true(item(&m, "w1")->wobble);
	assert_int_equal(m.item_count, 8 + 11);
	movement_release(&m);
	casefile_free(c);
}

static void goal_on_an_item(void **state)
{
	struct bench *b = *state;
	struct movement m;
	struct casefile *c;
	const struct indicators *known;
	struct id id;

	id = story(b);
	c = bench_file(b, &id);
	known = &b->desk->instrument->indicators;
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(known, "c3"), 5, &b->err));
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(known, "c4"), 3, &b->err));
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(known, "c9"), 4, &b->err));
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(known, "c8"), 0, &b->err));
	assert_int_equal(movement_set_aim(b->desk, c, NULL, indicators_find(known, "c3"), 6, &b->err), STIGE_DATA);
	assert_int_equal(movement_set_aim(b->desk, c, NULL, indicators_find(known, "w1"), 3, &b->err), STIGE_DATA);
	assert_int_equal(movement_set_aim(b->desk, c, NULL, indicators_find(known, "c11"), 3, &b->err), STIGE_DATA);
	casefile_free(c);
	c = bench_file(b, &id);
	assert_int_equal(c->note_count, 3);
	movement_make(&m, c, LOOK_SHARED);
	assert_int_equal(m.aim_count, 3);
	assert_int_equal(m.aims[0].step, 5);
	assert_int_equal(m.aims[0].now, 3);
	assert_int_equal(m.aims[1].now, 3);
	assert_int_equal(m.aims[2].now, 0);
	movement_release(&m);
	bench_days(b, 1);
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(known, "c3"), 0, &b->err));
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(known, "c4"), 3, &b->err));
	casefile_free(c);
	c = bench_file(b, &id);
	assert_int_equal(c->note_count, 4);                          /* the same goal is not written twice */
	movement_make(&m, c, LOOK_SHARED);
	assert_int_equal(m.aim_count, 2);
	movement_release(&m);
	casefile_free(c);
}

static void in_words(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct str own = STR_INIT, shared = STR_INIT;
	struct id id, plan;
	struct plan_item step = { .kind = PLAN_STEP, .text = "Call the bakery", .code = "", .due = DATE_NONE,
		.status = PLAN_OPEN, .status_at = DATE_NONE, .reason = "" };

	id = story(b);
	c = bench_file(b, &id);
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(&b->desk->instrument->indicators, "c3"), 4,
		&b->err));
	bench_ok(b, movement_set_aim(b->desk, c, NULL, indicators_find(&b->desk->instrument->indicators, "c1"), 3,
		&b->err));
	bench_ok(b, casefile_note(b->desk, &id, NULL, "c6", "Slept well for a week", &b->err));
	step.client = id;
	step.agreed = desk_today(b->desk);
	bench_ok(b, plan_add(b->desk->store, &step, &plan, &b->err));
	bench_ok(b, casefile_step_status(b->desk, &plan, PLAN_DONE, "", &b->err));
	casefile_free(c);
	c = bench_file(b, &id);
	casefile_movement_text(c, LOOK_OWN, 120, &own);
	casefile_movement_text(c, LOOK_SHARED, 120, &shared);
	assert_non_null(strstr(shared.text, "3 rose, 2 fell, 3 the same, 1 not compared\n"));
	assert_non_null(strstr(shared.text, "   C1 Job goal went 3, 4, 3: one step and back."));
	assert_non_null(strstr(shared.text, "   C3 Cooperation: up 1 since week 7\n"));
	assert_non_null(strstr(shared.text, "   C5 Everyday energy: down 2 since week 7\n"));
	assert_non_null(strstr(shared.text, "One step in one round is small"));
	assert_non_null(strstr(shared.text, "   C3 Cooperation is 3; the goal is 4: 1 step to go.\n"));
	assert_non_null(strstr(shared.text, "   C1 Job goal is 3; the goal 3 is reached.\n"));
	assert_non_null(strstr(shared.text, "   - Call the bakery\n"));
	assert_null(strstr(shared.text, "Slept"));
	assert_null(strstr(shared.text, "W1"));
	assert_non_null(strstr(own.text, "   C6 Health coping: Slept well for a week\n"));
	assert_non_null(strstr(own.text, "   W1 Realistic goal went 2, 3, 2"));
	assert_null(strstr(own.text, "No item moved"));
	str_release(&own);
	str_release(&shared);
	casefile_free(c);
}

static void nothing_moved(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct str text = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;1;2;3;3;3;3;3;none;26000", "", "");
	c = bench_file(b, &id);
	casefile_movement_text(c, LOOK_SHARED, 80, &text);
	assert_non_null(strstr(text.text, "There is no earlier round to compare with.\n"));
	casefile_free(c);
	bench_days(b, 91);
	bench_meeting(b, &id, "3;3;1;2;3;3;3;3;3;internet;28000", "", "");
	c = bench_file(b, &id);
	str_clear(&text);
	casefile_movement_text(c, LOOK_SHARED, 80, &text);
	assert_non_null(strstr(text.text, "0 rose, 0 fell, 9 the same\n"));
	assert_non_null(strstr(text.text, "No item moved by a whole step since the round before.\n"));
	assert_null(strstr(text.text, "One step in one round"));
	str_release(&text);
	casefile_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_step_and_back, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(goal_on_an_item, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(in_words, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(nothing_moved, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
