/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes are kept, put right and withdrawn, and nothing of it is lost. */
#include "fixture.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/store/outcomes.h"

static struct outcome job_of(const struct id *client)
{
	return (struct outcome){
		.client = *client, .kind = OUTCOME_JOB, .from = date_make(2026, 3, 2), .to = DATE_NONE,
		.detail = "Nybæk Bageri",
	};
}

static void kept_as_written(void **state)
{
	struct fixture *f = *state;
	struct id client = fixture_client(f, "Bo Prøve");
	struct outcome o = job_of(&client), *list;
	size_t count;

	must(f, outcome_put(f->s, &o, &f->err));
	assert_false(id_is_zero(&o.id));
	must(f, outcome_list(f->s, &f->a, &client, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_true(id_eq(&list[0].id, &o.id));
	assert_int_equal(list[0].kind, OUTCOME_JOB);
	assert_int_equal(list[0].source, OUTCOME_BY_HAND);
	assert_int_equal(list[0].from, date_make(2026, 3, 2));
	assert_int_equal(list[0].to, DATE_NONE);
	assert_string_equal(list[0].detail, "Nybæk Bageri");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'outcome-recorded' "
		"AND item = 'job'"), 1);
	fixture_check(f, 0);
}

static void put_right_with_its_history(void **state)
{
	struct fixture *f = *state;
	struct id client = fixture_client(f, "Bo Prøve");
	struct outcome o = job_of(&client), *list;
	size_t count;

	must(f, outcome_put(f->s, &o, &f->err));
	o.to = date_make(2026, 9, 30);
	must(f, outcome_put(f->s, &o, &f->err));
	must(f, outcome_put(f->s, &o, &f->err));
	o.kind = OUTCOME_WITHDRAWN;
	must(f, outcome_put(f->s, &o, &f->err));
	must(f, outcome_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].kind, OUTCOME_WITHDRAWN);
	assert_int_equal(list[0].to, date_make(2026, 9, 30));
	/* The same again is no change. */
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'outcome-changed'"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM revision WHERE what = 'outcome' "
		"AND field = 'kind'"), 2);
	fixture_check(f, 0);
}

static void by_their_first_day(void **state)
{
	struct fixture *f = *state;
	struct id client = fixture_client(f, "Bo Prøve"), other = fixture_client(f, "Ida Ærø");
	struct outcome late = job_of(&client), early = job_of(&client), elsewhere = job_of(&other), *list;
	size_t count;

	early.from = date_make(2025, 1, 6);
	early.kind = OUTCOME_WAGE_SUBSIDY;
	early.source = OUTCOME_FROM_REGISTER;
	must(f, outcome_put(f->s, &late, &f->err));
	must(f, outcome_put(f->s, &early, &f->err));
	must(f, outcome_put(f->s, &elsewhere, &f->err));
	must(f, outcome_list(f->s, &f->a, &client, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].kind, OUTCOME_WAGE_SUBSIDY);
	assert_int_equal(list[0].source, OUTCOME_FROM_REGISTER);
	must(f, outcome_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 3);
}

static void no_end_before_the_beginning(void **state)
{
	struct fixture *f = *state;
	struct id client = fixture_client(f, "Bo Prøve");
	struct outcome o = job_of(&client), *list;
	size_t count;

	o.to = o.from - 1;
	assert_int_equal(outcome_put(f->s, &o, &f->err), STIGE_DATA);
	must(f, outcome_list(f->s, &f->a, &client, &list, &count, &f->err));
	assert_int_equal(count, 0);
	o.to = o.from;
	must(f, outcome_put(f->s, &o, &f->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(kept_as_written, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(put_right_with_its_history, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(by_their_first_day, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_end_before_the_beginning, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
