/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log: what it holds, what it must never hold, and that nobody can change it unseen.
 */
#include <stdio.h>

#include "fixture.h"

#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/store/meetings.h"

#define OTHER "x'0102030405060708090a0b0c0d0e0f10'"

static size_t bad_links(struct fixture *f)
{
	size_t bad;

	must(f, event_verify(f->s, &bad, &f->err));
	return bad;
}

static void some_events(struct fixture *f)
{
	struct id anna = fixture_client(f, "Anna");

	for (int i = 0; i < 8; i++) {
		f->now += 60;
		must(f, client_opened(f->s, &anna, "own", &f->err));
	}
}

static void words_are_unique_and_logs_known(void **state)
{
	(void)state;
	for (unsigned i = 0; i < EVENT_KIND_COUNT; i++) {
		assert_non_null(strchr("SAO", event_log((enum event_kind)i)));
		assert_true(strlen(event_word((enum event_kind)i)) > 3);
		for (unsigned k = 0; k < i; k++)
			assert_string_not_equal(event_word((enum event_kind)i),
				event_word((enum event_kind)k));
	}
}

static void a_sound_chain_verifies(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(bad_links(f), 0);
	some_events(f);
	assert_int_equal(bad_links(f), 0);
	fixture_reopen(f);
	some_events(f);
	assert_int_equal(bad_links(f), 0);
	fixture_check(f, 0);
}

/* Every column of every row is under the chain. */
static void any_edit_is_found(void **state)
{
	static const char *const sets[] = {
		"id = " OTHER,
		"at = '2020-01-01T00:00:00Z'",
		"office = NULL",
		"office = " OTHER,
		"caseworker = NULL",
		"client = " OTHER,
		"client = NULL",
		"meeting = " OTHER,
		"kind = 'exported'",
		"form_hash = '"
		"0000000000000000000000000000000000000000000000000000000000000000'",
		"item = 'c1'",
		"reason = 'x'",
		"answered = 1",
		"asked = 1",
		"minutes = 1",
		"respondent = 'client'",
		"mode = 'paper'",
		"language = 'en'",
		"prev_hash = zeroblob(32)",
		"device = " OTHER,
	};

	for (size_t i = 0; i < ARRAY_SIZE(sets); i++) {
		struct fixture *f;
		char sql[192];
		int64_t last;

		fixture_setup_founded(state);
		f = *state;
		some_events(f);
		last = fixture_number(f, "SELECT max(seq) FROM event");
		snprintf(sql, sizeof(sql), "UPDATE event SET %s WHERE seq = %d", sets[i],
			(int)(i % 2 ? last : last - 3));
		fixture_sql(f, sql);
		if (bad_links(f) == 0)
			fail_msg("not found: %s", sql);
		fixture_teardown(state);
	}
}

/* An id of zeros would hash like none. */
static void an_id_of_zeros_is_damage(void **state)
{
	struct fixture *f = *state;
	size_t bad;

	some_events(f);
	fixture_sql(f, "UPDATE event SET meeting = zeroblob(16) WHERE seq = 5");
	assert_int_equal(event_verify(f->s, &bad, &f->err), STIGE_DATA);
}

static void any_cut_or_swap_is_found(void **state)
{
	static const char *const changes[] = {
		"DELETE FROM event WHERE seq = 1",
		"DELETE FROM event WHERE seq = 5",
		"DELETE FROM event WHERE seq > 5",
		"DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
		"DELETE FROM event",
		"DELETE FROM event WHERE seq = 5; UPDATE event SET seq = seq - 1 WHERE seq > 5",
		("UPDATE event SET seq = 1000 WHERE seq = 6; UPDATE event SET seq = 6 WHERE seq = 7; "
			"UPDATE event SET seq = 7 WHERE seq = 1000"),
		"DELETE FROM meta WHERE name = 'chain'",
		"UPDATE meta SET value = '3 00' WHERE name = 'chain'",
	};

	for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
		struct fixture *f;

		fixture_setup_founded(state);
		f = *state;
		some_events(f);
		fixture_sql(f, changes[i]);
		if (bad_links(f) == 0)
			fail_msg("not found: %s", changes[i]);
		/* Work goes on, and what was done stays visible. */
		must(f, setting_set(f->s, "theme", "dark", &f->err));
		if (bad_links(f) == 0)
			fail_msg("healed by the next event: %s", changes[i]);
		fixture_teardown(state);
	}
}

static void devices_have_chains_of_their_own(void **state)
{
	struct fixture *f = *state;

	some_events(f);
	/* As a merge would bring it: a whole chain of another device. */
	fixture_sql(f,
		"INSERT INTO event SELECT " OTHER ", seq, id, at, office, caseworker, "
		"client, meeting, kind, form_hash, item, reason, answered, asked, minutes, respondent, mode, "
		"language, "
		"prev_hash FROM event WHERE seq = 1");
	assert_int_equal(bad_links(f), 0);           /* one row: nothing follows it */
	fixture_sql(f,
		"INSERT INTO event SELECT " OTHER ", seq, id, at, office, caseworker, "
		"client, meeting, kind, form_hash, item, reason, answered, asked, minutes, respondent, mode, "
		"language, "
		"prev_hash FROM event WHERE seq = 2");
	assert_int_equal(bad_links(f), 1);
}

/* ---- what it may hold ---- */

static void takes_code_words_only(void **state)
{
	struct fixture *f = *state;
	struct event e = { .kind = EVENT_CLIENT_OPENED, .answered = -1, .of = -1, .minutes = -1 };
	int64_t before = fixture_number(f, "SELECT count(*) FROM event");

	e.reason = "Anna wants to bake";
	assert_int_equal(event_add(f->s, &e, &f->err), STIGE_INTERNAL);
	e.reason = "a\nb";
	assert_int_equal(event_add(f->s, &e, &f->err), STIGE_INTERNAL);
	e.reason = NULL;
	e.item = "x2345678901234567890123456789012345678901234567890123456789012345";
	assert_int_equal(event_add(f->s, &e, &f->err), STIGE_INTERNAL);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event"), before);
	e.item = "c6";
	must(f, event_add(f->s, &e, &f->err));
}

/* A whole meeting with a canary in every text: none of them may stand in the event table. */
static void never_holds_names_answers_or_texts(void **state)
{
	struct fixture *f = *state;
	struct client_fields fields = fixture_fields("Kanariefugl");
	struct answer text = answer_text("Kanariefugl");
	struct plan_item step = { .text = "Kanariefugl", .due = DATE_NONE, .agreed = 20300 };
	struct activity_record activity = {
		.activity = "a13", .place = "Kanariefugl", .from = 20000, .to = DATE_NONE
	};
	struct note note = { .text = "Kanariefugl", .item = "c6" };
	struct response r = { .form_hash = f->form.hash, .answers = &text, .count = 1 };
	struct id anna, meeting, id;

	fields.journal_no = fields.goal_reason = fields.excluded_reason = "Kanariefugl";
	must(f, client_add(f->s, &fields, NULL, &anna, NULL, &f->err));
	meeting = fixture_meeting(f, &anna, 20300);
	step.client = activity.client = note.client = anna;
	r.meeting = meeting;
	must(f, plan_add(f->s, &step, &id, &f->err));
	must(f, activity_put(f->s, &activity, &f->err));
	must(f, note_add(f->s, &note, &id, &f->err));
	must(f, response_add(f->s, &r, (struct response_counts){ 1, 1 }, &f->err));
	must(f, meeting_set_journal(f->s, &meeting, "Kanariefugl", &f->err));
	must(f, meeting_close(f->s, &meeting, MEETING_HELD, &f->err));
	fixture_sql(f, "DELETE FROM export");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE "
		"kind || form_hash || item || reason || respondent || mode || language LIKE '%kanarie%'"), 0);
	assert_true(fixture_number(f, "SELECT count(*) FROM event") >= 9);
	answer_release(&text);
}

/* ---- reading ---- */

struct seen {
	size_t count, most;
	int64_t at[64];
	enum event_kind kind[64];
};

static bool see(void *ctx, const struct event *e)
{
	struct seen *s = ctx;

	assert_true(s->count < ARRAY_SIZE(s->at));
	s->at[s->count] = e->at;
	s->kind[s->count++] = e->kind;
	return s->most == 0 || s->count < s->most;
}

static struct seen read_with(struct fixture *f, const struct event_filter *filter)
{
	struct seen s = { 0 };

	must(f, event_each(f->s, filter, see, &s, &f->err));
	for (size_t i = 1; i < s.count; i++)
		assert_true(s.at[i - 1] <= s.at[i]);
	return s;
}

static void reads_what_is_asked_for(void **state)
{
	struct fixture *f = *state;
	int64_t start = f->now;
	struct id bo = fixture_client(f, "Bo"), nobody = { { 3 } };
	struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE }, filter;
	struct seen s;

	some_events(f);              /* 8 openings of Anna, a minute apart */
	must(f, client_opened(f->s, &bo, "own", &f->err));
	s = read_with(f, &all);
	assert_int_equal(s.count, 2 + 2 + 9);        /* founding, two clients, openings */
	filter = all;
	filter.log = 'A';
	assert_int_equal(read_with(f, &filter).count, 9);
	filter.log = 'O';
	assert_int_equal(read_with(f, &filter).count, 2);
	filter = all;
	filter.client = &bo;
	s = read_with(f, &filter);
	assert_int_equal(s.count, 2);
	assert_int_equal(s.kind[0], EVENT_CLIENT_ADDED);
	filter = all;
	filter.caseworker = &f->caseworker;
	assert_int_equal(read_with(f, &filter).count, 13);
	filter.caseworker = &nobody;
	assert_int_equal(read_with(f, &filter).count, 0);
	filter = all;
	filter.from = start + 60;
	filter.to = start + 180;     /* not included */
	assert_int_equal(read_with(f, &filter).count, 2);
	filter = all;
	filter.most = 3;
	s = read_with(f, &filter);
	assert_int_equal(s.count, 3);
	assert_int_equal(s.at[2], f->now);
	filter.client = &bo;
	filter.log = 'S';
	s = read_with(f, &filter);
	assert_int_equal(s.count, 1);
	assert_int_equal(s.kind[0], EVENT_CLIENT_ADDED);
	s = (struct seen){ .most = 4 };
	must(f, event_each(f->s, &all, see, &s, &f->err));
	assert_int_equal(s.count, 4);
}

static bool look_closely(void *ctx, const struct event *e)
{
	*(struct event *)ctx = *e;
	assert_string_equal(e->item, "c6");
	assert_string_equal(e->reason, "slip");
	assert_string_equal(e->respondent, "client");
	assert_string_equal(e->mode, "paper");
	assert_string_equal(e->language, "da");
	return true;
}

static void keeps_every_field(void **state)
{
	struct fixture *f = *state;
	struct event in = {
		.kind = EVENT_CORRECTED, .at = f->now + 7, .client = { { 1 } }, .meeting = { { 2 } },
		.item = "c6", .reason = "slip", .answered = 10, .of = 11, .minutes = 0,
		.respondent = "client", .mode = "paper", .language = "da", .form_hash = "",
	}, out;
	struct event_filter filter = { .from = f->now + 7, .to = INSTANT_NONE };

	must(f, event_add(f->s, &in, &f->err));
	must(f, event_each(f->s, &filter, look_closely, &out, &f->err));
	assert_int_equal(out.kind, EVENT_CORRECTED);
	assert_int_equal(out.at, in.at);
	assert_true(id_eq(&out.client, &in.client));
	assert_true(id_eq(&out.meeting, &in.meeting));
	assert_true(id_eq(&out.caseworker, &f->caseworker));
	assert_false(id_is_zero(&out.office));
	assert_false(id_is_zero(&out.device));
	assert_false(id_is_zero(&out.id));
	assert_int_equal(out.answered, 10);
	assert_int_equal(out.of, 11);
	assert_int_equal(out.minutes, 0);
}

static void exports_are_remembered(void **state)
{
	struct fixture *f = *state;
	struct export_record in = {
		.what = "log", .dialect = "excel-da", .file = "/srv/ka/log.csv", .sha256 =
		"0000000000000000000000000000000000000000000000000000000000000000",
		.bytes = 1200, .rows = 14, .names = true,
		.reason = "asked for by Anna",
	}, *list;
	size_t count;

	must(f, export_add(f->s, &in, &f->err));
	in.names = false;
	in.reason = NULL;
	must(f, export_add(f->s, &in, &f->err));
	must(f, export_list(f->s, &f->a, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].what, "log");
	assert_string_equal(list[0].dialect, "excel-da");
	assert_string_equal(list[0].file, "/srv/ka/log.csv");
	assert_int_equal(list[0].bytes, 1200);
	assert_int_equal(list[0].rows, 14);
	assert_true(list[0].names);
	assert_string_equal(list[0].reason, "asked for by Anna");
	assert_int_equal(list[0].at, f->now);
	assert_string_equal(list[1].reason, "");
	assert_int_equal(
		fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'exported' AND item = 'log'"), 2);
	fixture_check(f, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_unique_and_logs_known),
		cmocka_unit_test_setup_teardown(a_sound_chain_verifies, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test(any_edit_is_found),
		cmocka_unit_test_setup_teardown(an_id_of_zeros_is_damage, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test(any_cut_or_swap_is_found),
		cmocka_unit_test_setup_teardown(devices_have_chains_of_their_own, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(takes_code_words_only, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(never_holds_names_answers_or_texts, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(reads_what_is_asked_for, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(keeps_every_field, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(exports_are_remembered, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
