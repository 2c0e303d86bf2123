/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "fixture.h"

#include "stige/base/mem.h"
#include "stige/store/drafts.h"
#include "stige/store/meetings.h"

struct scene {
	struct id client, meeting;
};

static struct scene start(struct fixture *f)
{
	struct scene s = { .client = fixture_client(f, "Anna") };

	s.meeting = fixture_meeting(f, &s.client, date_make(2026, 11, 22));
	return s;
}

static struct response get(struct fixture *f, const struct id *id)
{
	struct response r;

	must(f, response_get(f->s, &f->a, id, &r, &f->err));
	return r;
}

static int64_t events(struct fixture *f, const char *where)
{
	char sql[256];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM event WHERE %s", where);
	return fixture_number(f, sql);
}

static struct id begin(struct fixture *f, const struct id *meeting, const char *correction_of)
{
	struct draft d = {
		.meeting = *meeting,
		.form_hash = f->form.hash,
		.respondent = RESPONDENT_CLIENT,
		.mode = MODE_PHONE,
		.language = "da",
		.correction_of = correction_of,
	};
	struct id id;

	must(f, draft_begin(f->s, &d, &id, &f->err));
	return id;
}

static void a_draft_becomes_a_response(void **state)
{
	struct fixture *f = *state;
	struct scene s = start(f);
	struct id draft = begin(f, &s.meeting, NULL), id;
	size_t count;
	const struct answer *answers = fixture_answers(&count);
	struct response r;
	struct draft d = { .meeting = s.meeting, .form_hash = f->form.hash, .language = "da" };

	must(f, draft_put(f->s, &draft, "c1", &answers[0], &f->err));
	f->now += 400;
	must(f,
		response_complete(f->s, &draft, answers, count, (struct response_counts){ 3, 4 }, &id,
			&f->err));
	fixture_reopen(f);
	r = get(f, &id);
	assert_true(id_eq(&r.meeting, &s.meeting));
	assert_true(id_eq(&r.client, &s.client));
	assert_true(id_eq(&r.caseworker, &f->caseworker));
	assert_int_equal(r.date, date_make(2026, 11, 22));
	assert_string_equal(r.form_hash, f->form.hash);
	assert_int_equal(r.respondent, RESPONDENT_CLIENT);
	assert_int_equal(r.mode, MODE_PHONE);
	assert_int_equal(r.started, f->now - 400);
	assert_int_equal(r.completed, f->now);
	assert_true(id_is_zero(&r.supersedes));
	assert_false(r.superseded);
	assert_false(r.voided);
	assert_int_equal(r.count, count);
	for (size_t i = 0; i < count; i++)
		assert_true(answer_eq(&r.answers[i], &answers[i]));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM draft"), 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM draft_answer"), 0);
	assert_int_equal(events(f, "kind = 'form-completed' AND answered = 3 AND asked = 4 AND minutes = 7 "
		"AND respondent = 'client' AND mode = 'phone' AND length(form_hash) = 64"), 1);
	assert_int_equal(response_complete(f->s, &draft, answers, count, (struct response_counts){ 3, 4 },
		&id, &f->err), STIGE_NOTFOUND);
	assert_int_equal(draft_begin(f->s, &d, &id, &f->err), STIGE_DATA);
	assert_non_null(strstr(f->err.msg, "correct it"));
	fixture_check(f, 0);
}

static void activities_have_their_own_event(void **state)
{
	struct fixture *f = *state;
	struct scene s = start(f);
	struct answer set = answer_set("a5 a13");
	struct response r = {
		.meeting = s.meeting,
		.form_hash = f->form.hash,
		.respondent = RESPONDENT_ACTIVITIES,
		.answers = &set,
		.count = 1,
	};

	must(f, response_add(f->s, &r, (struct response_counts){ 1, 1 }, &f->err));
	assert_true(id_eq(&r.client, &s.client));
	assert_int_equal(events(f, "kind = 'activities-registered'"), 1);
	assert_string_equal(get(f, &r.id).answers[0].text, "a5 a13");
	answer_release(&set);
}

static void a_correction_keeps_both(void **state)
{
	struct fixture *f = *state;
	struct scene s = start(f);
	struct id old = fixture_response(f, &s.meeting), new, newer;
	struct answer four = answer_number(4);
	struct response r, *list;
	size_t count;

	f->now += 60;
	must(f, response_correct(f->s, &old, &four, 1, CORRECT_SLIP, "c1", &new, &f->err));
	r = get(f, &old);
	assert_true(r.superseded);
	assert_int_equal(r.count, 4);
	r = get(f, &new);
	assert_true(id_eq(&r.supersedes, &old));
	assert_int_equal(r.reason, CORRECT_SLIP);
	assert_false(r.superseded);
	assert_true(r.answers[0].number == 4);
	assert_int_equal(r.completed, f->now);
	assert_true(id_eq(&r.meeting, &s.meeting));
	assert_int_equal(
		events(f, "kind = 'corrected' AND item = 'c1' AND reason = 'slip' AND answered IS NULL"), 1);
	assert_int_equal(response_correct(f->s, &old, &four, 1, CORRECT_SLIP, NULL, &newer, &f->err),
		STIGE_BUSY);
	must(f, response_correct(f->s, &new, &four, 1, CORRECT_CHANGED_MIND, NULL, &newer, &f->err));
	must(f, response_list(f->s, &f->a, &s.client, &list, &count, &f->err));
	assert_int_equal(count, 3);
	assert_true(id_eq(&list[0].id, &old));
	fixture_check(f, 0);
}

static void a_correction_uses_up_its_draft(void **state)
{
	struct fixture *f = *state;
	struct scene s = start(f);
	struct id old = fixture_response(f, &s.meeting), draft, again, new;
	struct answer four = answer_number(4);
	struct draft d;
	char hex[ID_HEX];

	draft = begin(f, &s.meeting, id_format(&old, hex));
	again = begin(f, &s.meeting, hex);
	assert_true(id_eq(&draft, &again));
	must(f, draft_get(f->s, &f->a, &draft, &d, &f->err));
	assert_string_equal(d.correction_of, hex);
	must(f, draft_put(f->s, &draft, "c1", &four, &f->err));
	assert_int_equal(
		response_complete(f->s, &draft, &four, 1, (struct response_counts){ 1, 4 }, &new, &f->err),
		STIGE_USAGE);
	f->now += 100;
	must(f, response_correct(f->s, &old, &four, 1, CORRECT_READ_WRONGLY, "c1", &new, &f->err));
	assert_int_equal(get(f, &new).started, f->now - 100);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM draft"), 0);
	fixture_check(f, 0);
}

/* Long enough for pages of its own, which a void gives back. */
static struct id long_response(struct fixture *f, const struct id *meeting)
{
	struct str text = STR_INIT;
	struct response r = { .meeting = *meeting, .form_hash = f->form.hash, .count = 1 };
	struct answer a;

	for (int i = 0; i < 2000; i++)
		str_add(&text, "Krydderuglen ");
	a = answer_text(text.text);
	r.answers = &a;
	must(f, response_add(f->s, &r, (struct response_counts){ 1, 1 }, &f->err));
	answer_release(&a);
	str_release(&text);
	return r.id;
}

static void a_void_takes_the_answers_away(void **state)
{
	struct fixture *f = *state;
	struct scene s = start(f);
	struct id id = long_response(f, &s.meeting), again;
	struct answer four = answer_number(4);
	struct response r;

	assert_true(fixture_grep(f, "Krydderuglen", 12) > 1900);      /* some lie across two pages */
	must(f, response_void(f->s, &id, VOID_WRONG_CLIENT, &f->err));
	assert_int_equal(fixture_grep(f, "Krydderuglen", 12), 0);    /* no byte of it is left */
	r = get(f, &id);
	assert_true(r.voided);
	assert_null(r.answers);
	assert_int_equal(r.count, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM tombstone WHERE reason = 'wrong-client' "
		"AND record = (SELECT id FROM response)"), 1);
	assert_int_equal(events(f, "kind = 'voided' AND reason = 'wrong-client'"), 1);
	assert_int_equal(response_void(f->s, &id, VOID_TEST, &f->err), STIGE_DATA);
	assert_int_equal(response_correct(f->s, &id, &four, 1, CORRECT_SLIP, NULL, &again, &f->err),
		STIGE_DATA);
	begin(f, &s.meeting, NULL);  /* the form can be given again */
	fixture_check(f, 0);
}

static void voiding_a_correction_brings_the_older_back(void **state)
{
	struct fixture *f = *state;
	struct scene s = start(f);
	struct id old = fixture_response(f, &s.meeting), new;
	struct answer four = answer_number(4);

	must(f, response_correct(f->s, &old, &four, 1, CORRECT_SLIP, NULL, &new, &f->err));
	must(f, response_void(f->s, &new, VOID_NOT_GIVEN, &f->err));
	assert_false(get(f, &old).superseded);
	must(f, response_correct(f->s, &old, &four, 1, CORRECT_SLIP, NULL, &new, &f->err));
	assert_true(get(f, &old).superseded);
	fixture_check(f, 0);
}

static void lists_by_meeting_then_time(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), bo = fixture_client(f, "Bo");
	struct id late = fixture_meeting(f, &anna, 20300), early = fixture_meeting(f, &anna, 20100);
	struct id other = fixture_meeting(f, &bo, 20200);
	struct id first = fixture_response(f, &late), second, third;
	struct response *list;
	size_t count;

	f->now += 10;
	second = fixture_response(f, &early);
	third = fixture_response(f, &other);
	must(f, response_list(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_true(id_eq(&list[0].id, &second));
	assert_true(id_eq(&list[1].id, &first));
	must(f, response_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 3);
	assert_true(id_eq(&list[1].id, &third));
}

static void swapped_answers_are_refused(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	struct id one = fixture_meeting(f, &anna, 20100), two = fixture_meeting(f, &anna, 20200);
	struct id id = fixture_response(f, &one);
	struct response r;

	fixture_response(f, &two);
	fixture_sql(f, "UPDATE response SET meeting = (SELECT id FROM meeting WHERE date = '2025-04-22')");
	assert_int_equal(response_get(f->s, &f->a, &id, &r, &f->err), STIGE_DATA);
	fixture_check(f, 1);
}

static void needs_a_meeting_and_a_form(void **state)
{
	struct fixture *f = *state;
	struct scene s = start(f);
	struct id none = { { 1 } };
	struct response r = { .meeting = none, .form_hash = f->form.hash };

	assert_int_equal(response_add(f->s, &r, (struct response_counts){ 0, 0 }, &f->err), STIGE_NOTFOUND);
	r = (struct response){ .meeting = s.meeting, .form_hash =
		"0000000000000000000000000000000000000000000000000000000000000000" };
	assert_int_equal(response_add(f->s, &r, (struct response_counts){ 0, 0 }, &f->err), STIGE_DATA);
	assert_int_equal(response_get(f->s, &f->a, &none, &r, &f->err), STIGE_NOTFOUND);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 0);
}

static void forms_are_kept_by_what_they_say(void **state)
{
	struct fixture *f = *state;
	struct stored_form form, bad = f->form, *list;
	size_t count;

	must(f, form_keep(f->s, &f->form, &f->err));
	must(f, form_kept(f->s, &f->a, f->form.hash, &form, &f->err));
	assert_string_equal(form.id, "client");
	assert_string_equal(form.version, "1");
	assert_string_equal(form.text, f->form.text);
	assert_int_equal(form.len, f->form.len);
	must(f, form_kept_list(f->s, &f->a, &list, &count, &f->err));
	assert_int_equal(count, 1);
	bad.hash = "0000000000000000000000000000000000000000000000000000000000000000";
	assert_int_equal(form_keep(f->s, &bad, &f->err), STIGE_DATA);
	assert_int_equal(form_kept(f->s, &f->a, bad.hash, &form, &f->err), STIGE_NOTFOUND);
	fixture_sql(f, "UPDATE form SET text = replace(text, 'c1', 'c9')");
	fixture_check(f, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_draft_becomes_a_response, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(activities_have_their_own_event, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_correction_keeps_both, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_correction_uses_up_its_draft, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_void_takes_the_answers_away, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(voiding_a_correction_brings_the_older_back,
			fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(lists_by_meeting_then_time, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(swapped_answers_are_refused, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(needs_a_meeting_and_a_form, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(forms_are_kept_by_what_they_say, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
