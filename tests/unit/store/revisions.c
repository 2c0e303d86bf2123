/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows follow from their revisions, in whatever order these came.
 */
#include "fixture.h"

#include "revisions.h"
#include "stige/store/merge.h"
#include "stige/base/mem.h"

struct change {
	struct id record;
	const char *values[CLIENT_FIELDS];
};

static enum stige_rc change(struct store *s, void *arg, struct err *err)
{
	const struct change *w = arg;

	return revised_change(s, &revised_client, &w->record, w->values, NULL, err);
}

static void set_benefit(struct fixture *f, const struct id *record, const char *value)
{
	struct change w = { .record = *record, .values = { [CLIENT_BENEFIT] = value } };

	f->now += 60;
	must(f, store_tx(f->s, change, &w, &f->err));
}

static enum stige_rc derive(struct store *s, void *arg, struct err *err)
{
	return revised_derive(s, &revised_client, arg, err);
}

static const char *benefit(struct fixture *f, const struct id *id)
{
	struct client c;

	must(f, client_get(f->s, &f->a, id, &c, &f->err));
	return c.f.benefit;
}

static void the_chain_of_a_field_has_one_head(void **state)
{
	static const char *const values[] = { "other", "", "educational-aid", "other" };
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");
	struct heads heads;

	for (size_t i = 0; i < ARRAY_SIZE(values); i++) {
		set_benefit(f, &id, values[i]);
		assert_string_equal(benefit(f, &id), values[i]);
	}
	must(f, revised_heads(f->s, &revised_client, &id, &f->a, &heads, &f->err));
	assert_string_equal(heads.values[CLIENT_BENEFIT], "other");
	assert_string_equal(heads.values[CLIENT_GOAL], "none");      /* never set: the fallback */
	assert_true(id_is_zero(&heads.revisions[CLIENT_GOAL]));
	assert_false(heads.conflict[CLIENT_BENEFIT]);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM revision WHERE field = 'benefit' "
		"AND id NOT IN (SELECT supersedes FROM revision WHERE supersedes IS NOT NULL)"), 1);
	fixture_check(f, 0);
}

static void a_row_can_be_derived_again(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");
	struct client c;

	set_benefit(f, &id, "other");
	fixture_sql(f, "UPDATE client SET benefit = 'lost', status = 'closed', goal = 'job'");
	fixture_check(f, 3);
	must(f, store_tx(f->s, derive, &id, &f->err));
	fixture_check(f, 0);
	must(f, client_get(f->s, &f->a, &id, &c, &f->err));
	assert_string_equal(c.f.benefit, "other");
	assert_string_equal(c.f.name, "Anna");
	assert_int_equal(c.f.birth, date_make(1991, 4, 2));
}

/*
 * Two offices changed a field without knowing of each other: after a merge both revisions
 * supersede the same one. Made here by opening the file, at the state before, in two copies.
 */
static void two_heads(struct fixture *f, const struct id *id, const char *one, const char *two)
{
	set_benefit(f, id, one);
	fixture_sql(f, "CREATE TABLE aside AS SELECT * FROM revision WHERE field = 'benefit' "
		"AND supersedes IS NOT NULL; DELETE FROM revision WHERE field = 'benefit' "
		"AND supersedes IS NOT NULL");
	set_benefit(f, id, two);
	fixture_sql(f, "INSERT INTO revision SELECT * FROM aside; DROP TABLE aside");
}

static void a_conflict_is_listed_and_the_younger_counts(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");
	struct conflict *conflicts;
	struct heads heads;
	size_t count;

	two_heads(f, &id, "other", "educational-aid");
	must(f, revised_heads(f->s, &revised_client, &id, &f->a, &heads, &f->err));
	assert_true(heads.conflict[CLIENT_BENEFIT]);
	assert_string_equal(heads.values[CLIENT_BENEFIT], "educational-aid");
	must(f, store_tx(f->s, derive, &id, &f->err));
	fixture_check(f, 0);                         /* nothing is damaged */
	must(f, conflict_list(f->s, &f->a, &conflicts, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(conflicts[0].field, "benefit");
}

static void an_edit_settles_a_conflict(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");

	two_heads(f, &id, "other", "educational-aid");
	set_benefit(f, &id, "educational-aid");      /* the value that counts, said by a person */
	assert_string_equal(benefit(f, &id), "educational-aid");
	fixture_check(f, 0);
	set_benefit(f, &id, "other");
	assert_string_equal(benefit(f, &id), "other");
	fixture_check(f, 0);
}

static void two_heads_that_agree_are_no_conflict(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");

	two_heads(f, &id, "other", "other");
	fixture_check(f, 0);
}

/* The order rows come in after a merge plays no part. */
static void heads_do_not_depend_on_the_order(void **state)
{
	struct fixture *f = *state;
	struct id id = fixture_client(f, "Anna");
	struct heads before, after;

	two_heads(f, &id, "other", "educational-aid");
	must(f, revised_heads(f->s, &revised_client, &id, &f->a, &before, &f->err));
	fixture_sql(f,
		"CREATE TABLE aside AS SELECT * FROM revision ORDER BY rowid DESC; PRAGMA foreign_keys = "
		"OFF; "
		"DELETE FROM revision; INSERT INTO revision SELECT * FROM aside; DROP TABLE aside");
	must(f, revised_heads(f->s, &revised_client, &id, &f->a, &after, &f->err));
	for (size_t i = 0; i < CLIENT_FIELDS; i++) {
		assert_string_equal(before.values[i], after.values[i]);
		assert_true(id_eq(&before.revisions[i], &after.revisions[i]));
	}
}

/* Each thing a revision says stands under its seal. */
static void a_changed_revision_is_found(void **state)
{
	static const char *const changes[] = {
		"UPDATE revision SET field = 'goal' WHERE field = 'benefit'",
		"UPDATE revision SET at = '2020-01-01T00:00:00Z' WHERE field = 'benefit'",
		"UPDATE revision SET caseworker = NULL WHERE field = 'benefit'",
		("UPDATE revision SET supersedes = (SELECT id FROM revision WHERE field = 'birth') "
			"WHERE field = 'benefit'"),
		("UPDATE revision SET record = (SELECT id FROM client WHERE number = 2) "
			"WHERE field = 'benefit' AND record = (SELECT id FROM client WHERE number = 1)"),
	};

	for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
		struct store_findings findings = STORE_FINDINGS_INIT;
		struct fixture *f;

		fixture_setup_founded(state);
		f = *state;
		fixture_client(f, "Anna");
		fixture_client(f, "Bo");
		fixture_sql(f, changes[i]);
		must(f, store_check(f->s, &findings, &f->err));
		if (findings.count == 0)
			fail_msg("not found: %s", changes[i]);
		store_findings_release(&findings);
		fixture_teardown(state);
	}
}

static void a_revision_of_nothing_is_found(void **state)
{
	struct fixture *f = *state;

	fixture_client(f, "Anna");
	fixture_sql(f, "DELETE FROM assignment; DELETE FROM client");
	fixture_check(f,
		(size_t)fixture_number(f,
			"SELECT count(*) FROM revision WHERE what IN ('client', 'assignment')"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_chain_of_a_field_has_one_head, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_row_can_be_derived_again, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_conflict_is_listed_and_the_younger_counts,
			fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_edit_settles_a_conflict, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(two_heads_that_agree_are_no_conflict, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(heads_do_not_depend_on_the_order, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test(a_changed_revision_is_found),
		cmocka_unit_test_setup_teardown(a_revision_of_nothing_is_found, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
