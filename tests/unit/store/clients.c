/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "fixture.h"

#include "stige/store/events.h"

static struct client get(struct fixture *f, const struct id *id)
{
	struct client c;

	must(f, client_get(f->s, &f->a, id, &c, &f->err));
	return c;
}

static void keeps_every_field(void **state)
{
	struct fixture *f = *state;
	struct client_fields in = {
		.name = "Åse Østergård",
		.birth = date_make(1958, 2, 28),
		.journal_no = "J-77",
		.education = EDUCATION_YES,
		.benefit = "educational-aid",
		.benefit_since = date_make(2025, 1, 1),
		.goal = GOAL_EDUCATION,
		.goal_reason = "wants to be a smith",
		.status = CLIENT_PAUSED,
		.paused_until = date_make(2027, 1, 4),
		.excluded = "JS",
		.excluded_reason = "operation",
		.excluded_until = date_make(2026, 12, 24),
	};
	struct client c;
	struct id id;
	char case_no[16];

	must(f, client_add(f->s, &in, NULL, &id, case_no, &f->err));
	assert_string_equal(case_no, "NB-0001");
	fixture_reopen(f);
	c = get(f, &id);
	assert_string_equal(c.case_no, "NB-0001");
	assert_string_equal(c.f.name, in.name);
	assert_int_equal(c.f.birth, in.birth);
	assert_string_equal(c.f.journal_no, "J-77");
	assert_int_equal(c.f.education, EDUCATION_YES);
	assert_string_equal(c.f.benefit, "educational-aid");
	assert_int_equal(c.f.benefit_since, in.benefit_since);
	assert_int_equal(c.f.goal, GOAL_EDUCATION);
	assert_string_equal(c.f.goal_reason, in.goal_reason);
	assert_int_equal(c.f.status, CLIENT_PAUSED);
	assert_int_equal(c.f.paused_until, in.paused_until);
	assert_string_equal(c.f.excluded, "JS");
	assert_string_equal(c.f.excluded_reason, "operation");
	assert_int_equal(c.f.excluded_until, in.excluded_until);
	assert_true(id_eq(&c.caseworker, &f->caseworker));
	assert_int_equal(c.caseworker_since, date_make(2026, 11, 22));
	assert_int_equal(c.caseworker_changes, 0);
	assert_int_equal(c.created, f->now);
	fixture_check(f, 0);
}

static void numbers_run_on(void **state)
{
	struct fixture *f = *state;
	struct client *list;
	size_t count;

	for (int i = 0; i < 12; i++)
		fixture_client(f, "Anna");
	fixture_sql(f, "PRAGMA foreign_keys=OFF; UPDATE client SET number = 9999 WHERE number = 12");
	must(f, client_add(f->s, &(struct client_fields){ .name = "Bo" }, NULL, NULL, NULL, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM client WHERE case_no = 'NB-10000'"), 1);
	fixture_sql(f, "UPDATE client SET number = 12 WHERE number = 9999");
	must(f, client_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 13);
	assert_string_equal(list[1].case_no, "NB-0002");
	assert_string_equal(list[12].case_no, "NB-10000");           /* by number, not by letters */
}

static void an_edit_keeps_what_was(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna Olsen");
	struct client_fields was = get(f, &id).f, now = was;

	now.name = "Anna Holm";
	now.status = CLIENT_CLOSED;
	f->now += 60;
	must(f, client_edit(f->s, &id, &was, &now, &f->err));
	assert_string_equal(get(f, &id).f.name, "Anna Holm");
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM revision WHERE what = 'client' AND field = 'name'"),
		2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-edited'"), 2);
	must(f, client_edit(f->s, &id, &now, &now, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-edited'"), 2);
	fixture_check(f, 0);
}

static void a_pause_that_ends_loses_its_date(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");
	struct client_fields was = get(f, &id).f, now = was;

	now.status = CLIENT_PAUSED;
	now.paused_until = date_make(2027, 2, 1);
	must(f, client_edit(f->s, &id, &was, &now, &f->err));
	was = get(f, &id).f;
	now = was;
	now.status = CLIENT_ACTIVE;
	must(f, client_edit(f->s, &id, &was, &now, &f->err));
	assert_int_equal(get(f, &id).f.paused_until, DATE_NONE);
}

/* Two caseworkers had the same page open. */
static void the_second_of_two_edits_is_told(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");
	struct client_fields was = get(f, &id).f, one = was, two = was, other = was;

	one.name = "Anna Holm";
	must(f, client_edit(f->s, &id, &was, &one, &f->err));
	two.name = "Anne Olsen";
	two.benefit = "other";
	assert_int_equal(client_edit(f->s, &id, &was, &two, &f->err), STIGE_BUSY);
	assert_non_null(strstr(f->err.msg, "\"name\""));
	assert_null(strstr(f->err.msg, "Anne"));
	assert_string_equal(get(f, &id).f.name, "Anna Holm");
	assert_string_equal(get(f, &id).f.benefit, "social-assistance");
	other.benefit = "other";     /* another field: both edits stand */
	must(f, client_edit(f->s, &id, &was, &other, &f->err));
	assert_string_equal(get(f, &id).f.name, "Anna Holm");
	assert_string_equal(get(f, &id).f.benefit, "other");
	must(f, client_edit(f->s, &id, &was, &one, &f->err));        /* the same thing twice is no conflict */
	fixture_check(f, 0);
}

static void finds_by_either_number(void **state)
{
	struct fixture *f = *state;
	struct client_fields fields = fixture_fields("Anna");
	struct client c;
	struct id anna, bo;

	fields.journal_no = "2026-11";
	must(f, client_add(f->s, &fields, NULL, &anna, NULL, &f->err));
	fields.journal_no = "2026-12";
	must(f, client_add(f->s, &fields, NULL, &bo, NULL, &f->err));
	must(f, client_find(f->s, &f->a, "nb-0002", &c, &f->err));
	assert_true(id_eq(&c.id, &bo));
	must(f, client_find(f->s, &f->a, "2026-11", &c, &f->err));
	assert_true(id_eq(&c.id, &anna));
	assert_int_equal(client_find(f->s, &f->a, "NB-0003", &c, &f->err), STIGE_NOTFOUND);
	assert_int_equal(client_find(f->s, &f->a, "2026", &c, &f->err), STIGE_NOTFOUND);
	assert_int_equal(client_find(f->s, &f->a, "", &c, &f->err), STIGE_NOTFOUND);
	must(f, client_add(f->s, &fields, NULL, NULL, NULL, &f->err));
	assert_int_equal(client_find(f->s, &f->a, "2026-12", &c, &f->err), STIGE_NOTFOUND);
	assert_non_null(strstr(f->err.msg, "2 clients"));
}

static void a_missing_client_is_said(void **state)
{
	struct fixture *f = *state;
	struct client_fields was = fixture_fields("Anna"), now = fixture_fields("Bo");
	struct id none = { { 9 } };
	struct client c;

	assert_int_equal(client_get(f->s, &f->a, &none, &c, &f->err), STIGE_NOTFOUND);
	was.name = "";
	assert_int_equal(client_edit(f->s, &none, &was, &now, &f->err), STIGE_NOTFOUND);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM revision WHERE what = 'client'"), 0);
}

static void a_client_changes_hands(void **state)
{
	struct fixture *f = *state;
	char name[] = "Bo";
	struct caseworker other = { .name = name, .initials = name, .login = name, .active = true };
	struct id bo, anna = fixture_client(f, "Anna");
	struct assignment *list;
	struct client c, *mine;
	size_t count;

	must(f, caseworker_add(f->s, &other, NULL, &bo, &f->err));
	must(f, client_assign(f->s, &anna, &bo, date_make(2026, 12, 1), "reorganisation", &f->err));
	must(f, client_assign(f->s, &anna, &bo, date_make(2026, 12, 5), "wish", &f->err)); /* is so already */
	c = get(f, &anna);
	assert_true(id_eq(&c.caseworker, &bo));
	assert_int_equal(c.caseworker_since, date_make(2026, 12, 1));
	assert_int_equal(c.caseworker_changes, 1);
	must(f, client_assignments(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_int_equal(list[0].to, date_make(2026, 12, 1));
	assert_string_equal(list[0].reason, "");
	assert_int_equal(list[1].to, DATE_NONE);
	assert_string_equal(list[1].reason, "reorganisation");
	must(f, client_list(f->s, &f->a, &f->caseworker, &mine, &count, &f->err));
	assert_int_equal(count, 0);
	must(f, client_list(f->s, &f->a, &bo, &mine, &count, &f->err));
	assert_int_equal(count, 1);
	assert_int_equal(client_assign(f->s, &anna, &f->caseworker, date_make(2026, 11, 30), "wish", &f->err),
		STIGE_DATA);
	must(f, client_assign(f->s, &anna, NULL, date_make(2026, 12, 9), "left", &f->err));
	must(f, client_assign(f->s, &anna, NULL, date_make(2026, 12, 9), "left", &f->err));
	c = get(f, &anna);
	assert_true(id_is_zero(&c.caseworker));
	assert_int_equal(c.caseworker_changes, 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-assigned'"), 2);
	fixture_check(f, 0);
}

/* Given away by mistake: as if it had never been, but for the revisions and the log. */
static void a_client_comes_back(void **state)
{
	struct fixture *f = *state;
	char name[] = "Bo";
	struct caseworker other = { .name = name, .initials = name, .login = name, .active = true };
	struct id bo, anna = fixture_client(f, "Anna");
	struct assignment *list;
	struct client c = get(f, &anna);
	int32_t since = c.caseworker_since, today = date_make(2026, 12, 1);
	size_t count;

	must(f, caseworker_add(f->s, &other, NULL, &bo, &f->err));
	assert_int_equal(client_assign_back(f->s, &anna, &bo, &f->caseworker, &f->err), STIGE_BUSY);
	f->err = (struct err)ERR_INIT;
	must(f, client_assign(f->s, &anna, &bo, today, "wish", &f->err));
	must(f, client_assign_back(f->s, &anna, &bo, &f->caseworker, &f->err));
	c = get(f, &anna);
	assert_true(id_eq(&c.caseworker, &f->caseworker));
	assert_int_equal(c.caseworker_since, since);
	assert_int_equal(c.caseworker_changes, 0);
	must(f, client_assignments(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].to, DATE_NONE);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM assignment"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-assigned'"), 2);
	must(f, client_assign(f->s, &anna, &bo, today, "wish", &f->err));
	c = get(f, &anna);
	assert_true(id_eq(&c.caseworker, &bo));
	assert_int_equal(c.caseworker_changes, 1);
	fixture_check(f, 0);
}

static void opening_is_logged(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");

	must(f, client_opened(f->s, &anna, "own", &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-opened' "
		"AND reason = 'own' AND client IS NOT NULL AND caseworker IS NOT NULL"), 1);
}

/* Names and birth dates are bound to their rows. */
static void a_swapped_name_is_refused(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	struct client c;

	fixture_client(f, "Bo");
	fixture_sql(f,
		"UPDATE client SET name = (SELECT name FROM client WHERE number = 2) WHERE number = 1");
	assert_int_equal(client_get(f->s, &f->a, &anna, &c, &f->err), STIGE_DATA);
	assert_non_null(strstr(f->err.msg, "client.name"));
	fixture_sql(f, "UPDATE client SET case_no = 'NB-0099' WHERE number = 2");
	fixture_check(f, 1 + 5);     /* Bo's five sealed columns stand over his case number */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keeps_every_field, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(numbers_run_on, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_edit_keeps_what_was, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_pause_that_ends_loses_its_date, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(the_second_of_two_edits_is_told, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(finds_by_either_number, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_missing_client_is_said, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_client_changes_hands, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_client_comes_back, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(opening_is_logged, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_swapped_name_is_refused, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
