/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The CPR number, protected names and restriction: acts of their own, with revisions and events.
 */
#include <stdio.h>

#include "fixture.h"

#include "stige/store/responses.h"
#include "stige/store/meetings.h"
#include "stige/store/events.h"

#define CPR "0707614285"

static struct client get(struct fixture *f, const struct id *id)
{
	struct client c;

	must(f, client_get(f->s, &f->a, id, &c, &f->err));
	return c;
}

static int64_t events(struct fixture *f, const char *kind)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM event WHERE kind = '%s'", kind);
	return fixture_number(f, sql);
}

static void the_number_is_masked_until_somebody_says_why(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	char digits[CPR_DIGITS + 1] = "";

	assert_string_equal(get(f, &anna).cpr_masked, "");
	assert_int_equal(client_cpr(f->s, &anna, "letter", digits, &f->err), STIGE_NOTFOUND);
	assert_int_equal(events(f, "cpr-shown"), 0);
	must(f, client_set_cpr(f->s, &anna, CPR, &f->err));
	assert_string_equal(get(f, &anna).cpr_masked, "070761-****");
	must(f, client_cpr(f->s, &anna, "letter", digits, &f->err));
	assert_string_equal(digits, CPR);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'cpr-shown' "
		"AND reason = 'letter' AND client IS NOT NULL"), 1);
	must(f, client_set_cpr(f->s, &anna, "", &f->err));
	assert_string_equal(get(f, &anna).cpr_masked, "");
	fixture_check(f, 0);
}

/* What cannot be written down is not shown. */
static void no_log_no_number(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	char digits[CPR_DIGITS + 1] = "none";
	sqlite3 *other = fixture_raw(f);

	must(f, client_set_cpr(f->s, &anna, CPR, &f->err));
	assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(client_cpr(f->s, &anna, "letter", digits, &f->err), STIGE_BUSY);
	assert_string_equal(digits, "none");
	sqlite3_close(other);
	assert_int_equal(client_cpr(f->s, &anna, "no code word", digits, &f->err), STIGE_INTERNAL);
	assert_string_equal(digits, "none");
}

static void the_number_is_in_no_event(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");

	must(f, client_set_cpr(f->s, &anna, CPR, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-edited' "
		"AND item = 'cpr' AND reason = ''"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE item || reason LIKE '%0707%'"), 0);
}

static void protection_has_a_history(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");

	assert_false(get(f, &anna).is_protected);
	must(f, client_protect(f->s, &anna, true, &f->err));
	must(f, client_protect(f->s, &anna, true, &f->err));         /* nothing new: nothing written */
	assert_true(get(f, &anna).is_protected);
	must(f, client_protect(f->s, &anna, false, &f->err));
	assert_false(get(f, &anna).is_protected);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM revision WHERE field = 'protected'"), 2);
	fixture_check(f, 0);
}

/* An edit of other fields leaves them alone. */
static void an_edit_does_not_touch_them(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	struct client_fields now;
	struct client was;

	must(f, client_set_cpr(f->s, &anna, CPR, &f->err));
	must(f, client_protect(f->s, &anna, true, &f->err));
	was = get(f, &anna);
	now = was.f;
	now.name = "Anna Lund";
	must(f, client_edit(f->s, &anna, &was.f, &now, &f->err));
	was = get(f, &anna);
	assert_string_equal(was.f.name, "Anna Lund");
	assert_string_equal(was.cpr_masked, "070761-****");
	assert_true(was.is_protected);
}

/* Art. 18: kept, and nothing is added; every way of adding is tried. */
static void nothing_is_added_while_restricted(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), meeting = fixture_meeting(f, &anna, 20100), id;
	struct activity_record activity = { .client = anna, .activity = "a13", .from = 20100, .to = DATE_NONE };
	const struct note note = { .client = anna, .text = "x" };
	const struct plan_item step = { .client = anna, .text = "x", .agreed = 20100, .due = DATE_NONE };
	struct response r = { .meeting = meeting, .form_hash = f->form.hash, .language = "da" };
	char before[65], after[65];

	r.answers = fixture_answers(&r.count);
	must(f, client_restrict(f->s, &anna, true, "Disputes what is written", &f->err));
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, before, &f->err));
	assert_int_equal(meeting_begin(f->s, &anna, MEETING_OFFICE, 20200, &id, &f->err), STIGE_PERMISSION);
	assert_int_equal(note_add(f->s, &note, &id, &f->err), STIGE_PERMISSION);
	assert_int_equal(plan_add(f->s, &step, &id, &f->err), STIGE_PERMISSION);
	assert_int_equal(activity_put(f->s, &activity, &f->err), STIGE_PERMISSION);
	assert_int_equal(response_add(f->s, &r, (struct response_counts){ 4, 4 }, &f->err), STIGE_PERMISSION);
	assert_int_equal(client_set_cpr(f->s, &anna, CPR, &f->err), STIGE_PERMISSION);
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, after, &f->err));
	assert_string_equal(before, after);
	must(f, client_restrict(f->s, &anna, false, "Settled", &f->err));
	must(f, response_add(f->s, &r, (struct response_counts){ 4, 4 }, &f->err));
}

static void restricted_until_lifted(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	struct client c = get(f, &anna);
	struct client_fields now = c.f;

	must(f, client_restrict(f->s, &anna, true, "Disputes what is written", &f->err));
	c = get(f, &anna);
	assert_true(c.restricted);
	assert_string_equal(c.restricted_reason, "Disputes what is written");
	now.name = "Anna Lund";
	assert_int_equal(client_edit(f->s, &anna, &c.f, &now, &f->err), STIGE_PERMISSION);
	assert_non_null(strstr(f->err.msg, "--lift"));
	must(f, client_restrict(f->s, &anna, false, "Settled", &f->err));
	assert_false(get(f, &anna).restricted);
	must(f, client_edit(f->s, &anna, &c.f, &now, &f->err));
	assert_int_equal(events(f, "client-restricted"), 1);
	assert_int_equal(events(f, "client-unrestricted"), 1);
	fixture_check(f, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_added_while_restricted, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(the_number_is_masked_until_somebody_says_why,
			fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_log_no_number, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_number_is_in_no_event, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(protection_has_a_history, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(an_edit_does_not_touch_them, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(restricted_until_lifted, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
