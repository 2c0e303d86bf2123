/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "fixture.h"

#include "stige/store/drafts.h"
#include "stige/store/meetings.h"

static struct meeting get(struct fixture *f, const struct id *id)
{
	struct meeting m;

	must(f, meeting_get(f->s, &f->a, id, &m, &f->err));
	return m;
}

static int64_t events(struct fixture *f, const char *kind)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM event WHERE kind = '%s'", kind);
	return fixture_number(f, sql);
}

static void begins_and_closes(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	struct id id = fixture_meeting(f, &anna, date_make(2026, 11, 22));
	struct meeting m = get(f, &id);

	assert_true(id_eq(&m.client, &anna));
	assert_true(id_eq(&m.caseworker, &f->caseworker));
	assert_int_equal(m.date, date_make(2026, 11, 22));
	assert_int_equal(m.begun, f->now);
	assert_int_equal(m.closed, INSTANT_NONE);
	assert_int_equal(m.result, MEETING_OPEN);
	assert_int_equal(m.kind, MEETING_OFFICE);
	assert_int_equal(m.next_date, DATE_NONE);
	assert_string_equal(m.journal, "");
	f->now += 1800;
	must(f, meeting_set_kind(f->s, &id, MEETING_VIDEO, &f->err));
	must(f, meeting_set_journal(f->s, &id, "Anna wants to bake.\nShe starts on Monday.", &f->err));
	must(f, meeting_set_next(f->s, &id, date_make(2027, 2, 21), &f->err));
	must(f, meeting_keep_advice(f->s, &id, "JH p2", &f->err));
	must(f, meeting_close(f->s, &id, MEETING_HELD, &f->err));
	fixture_reopen(f);
	m = get(f, &id);
	assert_int_equal(m.kind, MEETING_VIDEO);
	assert_int_equal(m.result, MEETING_HELD);
	assert_int_equal(m.closed, f->now);
	assert_int_equal(m.next_date, date_make(2027, 2, 21));
	assert_string_equal(m.journal, "Anna wants to bake.\nShe starts on Monday.");
	assert_string_equal(m.advice, "JH p2");
	assert_int_equal(events(f, "meeting-begun"), 1);
	assert_int_equal(events(f, "meeting-held"), 1);
	assert_int_equal(events(f, "journal-written"), 1);
	assert_int_equal(events(f, "next-agreed"), 1);
	assert_int_equal(meeting_close(f->s, &id, MEETING_HELD, &f->err), STIGE_DATA);
	fixture_check(f, 0);
}

static void records_one_that_was_not_held(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), id;
	struct meeting m;

	must(f, meeting_record(f->s, &anna, MEETING_PHONE, 20000, MEETING_NOT_COME, 20010, &id, &f->err));
	m = get(f, &id);
	assert_int_equal(m.result, MEETING_NOT_COME);
	assert_int_equal(m.kind, MEETING_PHONE);
	assert_int_equal(m.closed, f->now);
	assert_int_equal(m.next_date, 20010);
	assert_int_equal(events(f, "meeting-begun"), 0);
	assert_int_equal(events(f, "meeting-not-come"), 1);
	assert_int_equal(events(f, "next-agreed"), 1);
	must(f, meeting_record(f->s, &anna, MEETING_OFFICE, 20001, MEETING_MOVED, DATE_NONE, &id, &f->err));
	must(f,
		meeting_record(f->s, &anna, MEETING_OFFICE, 20002, MEETING_CANCELLED, DATE_NONE, &id,
			&f->err));
	assert_int_equal(events(f, "meeting-moved") + events(f, "meeting-cancelled"), 2);
}

static void an_end_is_taken_back_and_made_again(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), id;
	struct meeting_end open = { MEETING_OPEN, INSTANT_NONE, DATE_NONE, "" };
	struct meeting_end gone = { MEETING_NOT_COME, f->now, 20010, "Bussen kom ikke" };
	struct meeting m;

	must(f, meeting_begin(f->s, &anna, MEETING_PHONE, 20000, &id, &f->err));
	assert_int_equal(meeting_set_end(f->s, &id, &gone, &open, "undone", &f->err), STIGE_BUSY);
	f->err = (struct err)ERR_INIT;
	assert_int_equal(events(f, "meeting-reopened"), 0);
	must(f, meeting_set_end(f->s, &id, &open, &gone, "again", &f->err));
	m = get(f, &id);
	assert_int_equal(m.result, MEETING_NOT_COME);
	assert_int_equal(m.closed, f->now);
	assert_int_equal(m.next_date, 20010);
	assert_string_equal(m.journal, "Bussen kom ikke");
	assert_int_equal(events(f, "meeting-not-come") + events(f, "next-agreed"), 2);
	must(f, meeting_set_end(f->s, &id, &gone, &open, "undone", &f->err));
	m = get(f, &id);
	assert_int_equal(m.result, MEETING_OPEN);
	assert_int_equal(m.closed, INSTANT_NONE);
	assert_int_equal(m.next_date, DATE_NONE);
	assert_int_equal(events(f, "meeting-reopened"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE reason = 'undone'"), 1);
	fixture_check(f, 0);
}

static void lists_oldest_first_and_open_ones(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), bo = fixture_client(f, "Bo");
	struct id late = fixture_meeting(f, &anna, 20300), early = fixture_meeting(f, &anna, 20100);
	struct id other = fixture_meeting(f, &bo, 20200), nobody = { { 0 } };
	struct meeting *list;
	size_t count;

	must(f, meeting_list(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_true(id_eq(&list[0].id, &early));
	assert_true(id_eq(&list[1].id, &late));
	must(f, meeting_close(f->s, &early, MEETING_HELD, &f->err));
	must(f, meeting_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_true(id_eq(&list[0].id, &other));
	assert_true(id_eq(&list[1].id, &late));
	store_login(f->s, &nobody);
	must(f, meeting_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 0);
}

static struct id draft(struct fixture *f, const struct id *meeting, enum respondent who)
{
	struct draft d = {
		.meeting = *meeting, .form_hash = f->form.hash, .respondent = who, .language = "da"
	};
	struct id id;

	must(f, draft_begin(f->s, &d, &id, &f->err));
	return id;
}

static void closing_drops_drafts_without_an_answer(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), id = fixture_meeting(f, &anna, 20300);
	struct id kept = draft(f, &id, RESPONDENT_CLIENT), taken_back;
	struct answer four = answer_number(4), none = answer_state(ANSWER_NONE);
	struct draft *list;
	size_t count;

	draft(f, &id, RESPONDENT_CASEWORKER);
	taken_back = draft(f, &id, RESPONDENT_ACTIVITIES);
	must(f, draft_put(f->s, &kept, "c1", &four, &f->err));
	must(f, draft_put(f->s, &taken_back, "c1", &four, &f->err));
	must(f, draft_put(f->s, &taken_back, "c1", &none, &f->err));
	must(f, meeting_close(f->s, &id, MEETING_HELD, &f->err));
	must(f, draft_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_true(id_eq(&list[0].id, &kept));
	assert_int_equal(events(f, "draft-dropped"), 2);
	fixture_check(f, 0);
}

static void steps_are_agreed_and_ticked_off(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), meeting = fixture_meeting(f, &anna, 20300), step, choice;
	struct plan_item in = {
		.client = anna,
		.meeting = meeting,
		.kind = PLAN_STEP,
		.text = "Ring the bakery",
		.agreed = 20300,
		.due = 20307,
	};
	struct plan_item *list;
	size_t count;

	must(f, plan_add(f->s, &in, &step, &f->err));
	in.kind = PLAN_SUGGESTION;
	in.text = NULL;
	in.code = "JH";
	in.due = DATE_NONE;
	in.agreed = 20301;
	in.status = PLAN_DECLINED;
	in.reason = "too-early";
	must(f, plan_add(f->s, &in, &choice, &f->err));
	must(f, plan_set_text(f->s, &step, "Ring the old bakery", &f->err));
	must(f, plan_set_status(f->s, &step, PLAN_DONE, NULL, &f->err));
	must(f, plan_list(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].text, "Ring the old bakery");
	assert_int_equal(list[0].status, PLAN_DONE);
	assert_int_equal(list[0].status_at, date_make(2026, 11, 22));
	assert_int_equal(list[0].due, 20307);
	assert_true(id_eq(&list[0].meeting, &meeting));
	assert_string_equal(list[1].code, "JH");
	assert_string_equal(list[1].reason, "too-early");
	assert_int_equal(list[1].due, DATE_NONE);
	assert_int_equal(events(f, "step-agreed") + events(f, "step-done") + events(f, "suggestion-declined"),
		3);
	must(f, plan_set_status(f->s, &step, PLAN_OPEN, NULL, &f->err));
	must(f, plan_list(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(list[0].status_at, DATE_NONE);
	assert_int_equal(plan_set_status(f->s, &meeting, PLAN_DONE, NULL, &f->err), STIGE_NOTFOUND);
	fixture_check(f, 0);
}

static void activities_get_their_dates(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	struct activity_record r = {
		.client = anna, .activity = "a13", .from = 20200, .to = DATE_NONE, .place = "Nordby bakery",
	};
	struct activity_record *list;
	struct id first;
	size_t count;

	must(f, activity_put(f->s, &r, &f->err));
	assert_false(id_is_zero(&r.id));
	first = r.id;
	r.to = 20260;
	must(f, activity_put(f->s, &r, &f->err));
	assert_true(id_eq(&r.id, &first));
	must(f, activity_put(f->s, &r, &f->err));    /* nothing new: no event */
	r = (struct activity_record){ .client = anna, .activity = "a2", .from = DATE_NONE, .to = DATE_NONE };
	must(f, activity_put(f->s, &r, &f->err));
	must(f, activity_list(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].activity, "a13");
	assert_int_equal(list[0].to, 20260);
	assert_string_equal(list[0].place, "Nordby bakery");
	assert_int_equal(list[1].from, DATE_NONE);
	assert_int_equal(events(f, "activity-dated"), 3);
	fixture_check(f, 0);
}

static void notes_are_kept_in_order(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna"), id;
	struct note in = { .client = anna, .item = "c6", .text = "Said it twice." }, *list;
	size_t count;

	must(f, note_add(f->s, &in, &id, &f->err));
	f->now += 5;
	in.item = NULL;
	in.text = "Likes\nmornings.";
	must(f, note_add(f->s, &in, &id, &f->err));
	must(f, note_list(f->s, &f->a, &anna, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].item, "c6");
	assert_string_equal(list[0].text, "Said it twice.");
	assert_true(id_eq(&list[0].caseworker, &f->caseworker));
	assert_string_equal(list[1].text, "Likes\nmornings.");
	assert_int_equal(list[1].at, f->now);
	assert_int_equal(events(f, "note-added"), 2);
	fixture_check(f, 0);
}

static void needs_a_client(void **state)
{
	struct fixture *f = *state;
	struct id none = { { 5 } }, id;

	assert_int_equal(meeting_begin(f->s, &none, MEETING_OFFICE, 20000, &id, &f->err), STIGE_DATA);
	assert_int_equal(meeting_close(f->s, &none, MEETING_HELD, &f->err), STIGE_NOTFOUND);
	assert_int_equal(meeting_set_journal(f->s, &none, "x", &f->err), STIGE_NOTFOUND);
	assert_int_equal(events(f, "meeting-begun"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(begins_and_closes, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_end_is_taken_back_and_made_again, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(records_one_that_was_not_held, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(lists_oldest_first_and_open_ones, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(closing_drops_drafts_without_an_answer, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(steps_are_agreed_and_ticked_off, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(activities_get_their_dates, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(notes_are_kept_in_order, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(needs_a_client, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
