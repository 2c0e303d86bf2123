/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "fixture.h"

#include "internal.h"
#include "stige/store/events.h"

static void a_new_file_has_no_office(void **state)
{
	struct fixture *f = *state;
	struct caseworker c = { .name = NULL };
	struct client_fields fields = fixture_fields("Anna");
	struct office o;
	struct id id;

	fixture_open(f);
	assert_int_equal(office_get(f->s, &f->a, &o, &f->err), STIGE_CONFIG);
	assert_int_equal(caseworker_add(f->s, &c, NULL, &id, &f->err), STIGE_CONFIG);
	assert_int_equal(client_add(f->s, &fields, NULL, &id, NULL, &f->err), STIGE_CONFIG);
}

static void founding_makes_office_and_key_holder(void **state)
{
	struct fixture *f = *state;
	struct caseworker c;
	struct office o;

	must(f, office_get(f->s, &f->a, &o, &f->err));
	assert_string_equal(o.code, "NB");
	assert_string_equal(o.name, "Nordby");
	assert_int_equal(o.wage_job, 0);
	assert_string_equal(o.wage_period, "month");
	assert_string_equal(o.wage_basis, "gross");
	must(f, caseworker_find(f->s, &f->a, "ka", &c, &f->err));
	assert_true(id_eq(&c.id, &f->caseworker));
	assert_string_equal(c.name, "Karen Ager");
	assert_string_equal(c.initials, "KA");
	assert_int_equal(c.role, KEY_HOLDER);
	assert_true(c.active);
	assert_false(c.has_pin);
	assert_true(id_eq(&c.office, &o.id));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind IN "
		"('office-founded', 'caseworker-added') AND office IS NOT NULL"), 2);
	fixture_check(f, 0);
}

static void a_second_founding_is_refused(void **state)
{
	struct fixture *f = *state;
	char code[] = "XX";
	struct office o = { .code = code };
	struct caseworker c = { .name = code };
	struct id id;

	assert_int_equal(office_found(f->s, &o, &c, NULL, &id, &f->err), STIGE_DATA);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM office"), 1);
}

static void a_bad_code_founds_nothing(void **state)
{
	struct fixture *f = *state;
	char code[] = "n";
	struct office o = { .code = code };
	struct caseworker c = { .name = code };
	struct id id;

	fixture_open(f);
	assert_int_equal(office_found(f->s, &o, &c, NULL, &id, &f->err), STIGE_DATA);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event"), 0);
	assert_int_equal(office_get(f->s, &f->a, &o, &f->err), STIGE_CONFIG);
}

static void settings_of_the_office_are_revisions(void **state)
{
	struct fixture *f = *state;
	struct office o;

	must(f, office_get(f->s, &f->a, &o, &f->err));
	o.wage_job = 26000;
	must(f, office_set(f->s, &o, &f->err));
	o.wage_job = 27000;
	must(f, office_set(f->s, &o, &f->err));
	must(f, office_set(f->s, &o, &f->err));      /* nothing new: nothing written */
	fixture_reopen(f);
	must(f, office_get(f->s, &f->a, &o, &f->err));
	assert_int_equal(o.wage_job, 27000);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM revision WHERE field = 'wage_job'"), 2);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE item = 'wage_job'"), 2);
	fixture_check(f, 0);
}

static void other_offices_come_after_ours(void **state)
{
	struct fixture *f = *state;
	char a[] = "AA", b[] = "BB";
	struct office one = { .code = b }, two = { .code = a }, *list;
	size_t count;

	must(f, office_add(f->s, &one, &f->err));
	must(f, office_add(f->s, &two, &f->err));
	assert_false(id_is_zero(&one.id));
	must(f, office_list(f->s, &f->a, &list, &count, &f->err));
	assert_int_equal(count, 3);
	assert_string_equal(list[0].code, "NB");
	assert_string_equal(list[1].code, "AA");
	assert_string_equal(list[2].code, "BB");
	assert_int_equal(office_add(f->s, &(struct office){ .code = a }, &f->err), STIGE_DATA);
}

/* Events and case numbers follow the caseworker's office. */
static void a_caseworker_acts_for_an_office(void **state)
{
	struct fixture *f = *state;
	char code[] = "SK", initials[] = "BO";
	struct office other = { .code = code };
	struct caseworker bo = { .name = initials, .initials = initials, .login = initials, .active = true };
	struct client c;
	struct id id;

	must(f, office_add(f->s, &other, &f->err));
	bo.office = other.id;
	must(f, caseworker_add(f->s, &bo, NULL, &id, &f->err));
	store_login(f->s, &id);
	id = fixture_client(f, "Anna");
	must(f, client_get(f->s, &f->a, &id, &c, &f->err));
	assert_string_equal(c.case_no, "SK-0001");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event e JOIN office o ON o.id = e.office "
		"WHERE e.kind = 'client-added' AND o.code = 'SK'"), 1);
	store_login(f->s, &f->caseworker);
	id = fixture_client(f, "Bo");
	must(f, client_get(f->s, &f->a, &id, &c, &f->err));
	assert_string_equal(c.case_no, "NB-0001");
}

static void a_login_is_one_persons(void **state)
{
	struct fixture *f = *state;
	char name[] = "Bo", login[] = "ka", none[] = "";
	struct caseworker c = { .name = name, .initials = name, .login = login, .active = true }, *list;
	struct id id;
	size_t count;

	assert_int_equal(caseworker_add(f->s, &c, NULL, &id, &f->err), STIGE_DATA);
	c.active = false;            /* somebody who left */
	must(f, caseworker_add(f->s, &c, NULL, &id, &f->err));
	c.active = true;
	c.login = none;              /* nobody logs in as nobody */
	must(f, caseworker_add(f->s, &c, NULL, &id, &f->err));
	must(f, caseworker_add(f->s, &c, NULL, &id, &f->err));
	assert_int_equal(caseworker_find(f->s, &f->a, "", &c, &f->err), STIGE_NOTFOUND);
	assert_int_equal(caseworker_find(f->s, &f->a, "KA", &c, &f->err), STIGE_NOTFOUND);
	must(f, caseworker_find(f->s, &f->a, "ka", &c, &f->err));
	assert_true(id_eq(&c.id, &f->caseworker));
	must(f, caseworker_list(f->s, &f->a, &list, &count, &f->err));
	assert_int_equal(count, 4);
	assert_string_equal(list[0].initials, "Bo");
	assert_string_equal(list[3].initials, "KA");
}

static void the_pin_opens_and_can_change(void **state)
{
	struct fixture *f = *state;
	struct caseworker c;

	assert_true(caseworker_pin_ok(f->s, &f->caseworker, ""));
	assert_false(caseworker_pin_ok(f->s, &f->caseworker, "1234"));
	must(f, caseworker_set_pin(f->s, &f->caseworker, "1234", &f->err));
	must(f, caseworker_get(f->s, &f->a, &f->caseworker, &c, &f->err));
	assert_true(c.has_pin);
	fixture_reopen(f);
	assert_true(caseworker_pin_ok(f->s, &f->caseworker, "1234"));
	assert_false(caseworker_pin_ok(f->s, &f->caseworker, "1235"));
	assert_false(caseworker_pin_ok(f->s, &f->caseworker, ""));
	must(f, caseworker_set_pin(f->s, &f->caseworker, "98765432", &f->err));
	assert_false(caseworker_pin_ok(f->s, &f->caseworker, "1234"));
	assert_true(caseworker_pin_ok(f->s, &f->caseworker, "98765432"));
	must(f, caseworker_set_pin(f->s, &f->caseworker, NULL, &f->err));
	assert_true(caseworker_pin_ok(f->s, &f->caseworker, ""));
	fixture_check(f, 0);
}

static void the_pin_is_nowhere_in_the_file(void **state)
{
	struct fixture *f = *state;

	must(f, caseworker_set_pin(f->s, &f->caseworker, "73915264", &f->err));
	assert_int_equal(fixture_grep(f, "73915264", 8), 0);
	assert_int_equal(fixture_grep(f, "argon2id", 8), 1);         /* so the search does find things */
}

static void settings_come_and_go(void **state)
{
	struct fixture *f = *state;
	const char *value;

	must(f, setting_get(f->s, &f->a, "theme", &value, &f->err));
	assert_null(value);
	must(f, setting_set(f->s, "theme", NULL, &f->err));
	must(f, setting_set(f->s, "theme", "dark", &f->err));
	must(f, setting_set(f->s, "theme", "dark", &f->err));
	must(f, setting_set(f->s, "theme", "light", &f->err));
	must(f, setting_get(f->s, &f->a, "theme", &value, &f->err));
	assert_string_equal(value, "light");
	must(f, setting_set(f->s, "theme", NULL, &f->err));
	must(f, setting_get(f->s, &f->a, "theme", &value, &f->err));
	assert_null(value);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'setting-changed'"), 3);
	must(f,
		setting_set(f->s, "device", "stolen",
			&f->err)); /* not what the store keeps under that name */
	fixture_reopen(f);
	fixture_check(f, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_file_has_no_office, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(founding_makes_office_and_key_holder, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_second_founding_is_refused, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_bad_code_founds_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(settings_of_the_office_are_revisions, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(other_offices_come_after_ours, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_caseworker_acts_for_an_office, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_login_is_one_persons, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(the_pin_opens_and_can_change, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(the_pin_is_nowhere_in_the_file, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(settings_come_and_go, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
