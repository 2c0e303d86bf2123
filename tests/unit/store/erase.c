/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person, in every table: walked over, and erased so that no byte is left. A new table that
 * is about people fails these tests until it has its place in the catalogue.
 */
#include <stdio.h>

#include "fixture.h"

#include "catalog.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/backup.h"
#include "stige/store/drafts.h"
#include "stige/store/events.h"
#include "stige/store/meetings.h"
#include "stige/store/retention.h"
#include "stige/store/subject.h"
#include "stige/store/words.h"

#define SONG "Kanariefugl"               /* in every text of hers */
#define HERS "070761"                    /* the beginning of her CPR number */

/* A row of everything in every table that holds persons, all texts of them with `word` in it. */
static struct id furnish(struct fixture *f, const char *word, const char *cpr)
{
	char name[64], text[64];
	struct id who, meeting, response, old, note, id;
	struct answer said[4] = { answer_number(1), answer_number(2), answer_state(ANSWER_DK), answer_text(word) };
	struct answer typed = answer_text(word);
	struct draft draft = { .form_hash = f->form.hash, .language = "da" };
	struct response r = { .form_hash = f->form.hash, .respondent = RESPONDENT_CASEWORKER, .language = "da" };
	struct client c;
	struct client_fields now;

	snprintf(name, sizeof(name), "%s Prøve", word);
	snprintf(text, sizeof(text), "%s sagde det", word);
	who = fixture_client(f, name);
	must(f, client_set_cpr(f->s, &who, cpr, &f->err));
	must(f, client_get(f->s, &f->a, &who, &c, &f->err));
	now = c.f;
	now.goal_reason = text;
	now.excluded = "J";
	now.excluded_reason = text;
	must(f, client_edit(f->s, &who, &c.f, &now, &f->err));
	must(f, client_restrict(f->s, &who, true, text, &f->err));
	must(f, client_restrict(f->s, &who, false, text, &f->err));
	meeting = fixture_meeting(f, &who, 20100);
	r.meeting = meeting;
	r.answers = said;
	r.count = 4;
	must(f, response_add(f->s, &r, (struct response_counts){ 3, 4 }, &f->err));
	response = r.id;
	must(f, response_correct(f->s, &response, said, 4, CORRECT_SLIP, "c1", &old, &f->err));
	r.id = (struct id){ { 0 } };
	r.respondent = RESPONDENT_ACTIVITIES;
	must(f, response_add(f->s, &r, (struct response_counts){ 3, 4 }, &f->err));
	must(f, response_void(f->s, &r.id, VOID_TEST, &f->err));
	note = who;
	must(f, note_add(f->s, &(struct note){ .client = note, .meeting = meeting, .text = text }, &id, &f->err));
	must(f, plan_add(f->s, &(struct plan_item){ .client = who, .meeting = meeting, .text = text, .code = "",
		.agreed = 20100, .due = DATE_NONE, .reason = "" }, &id, &f->err));
	must(f, activity_put(f->s, &(struct activity_record){ .client = who, .activity = "a13", .from = 20000,
		.to = DATE_NONE, .place = text }, &f->err));
	must(f, meeting_set_journal(f->s, &meeting, text, &f->err));
	must(f, meeting_keep_advice(f->s, &meeting, text, &f->err));
	must(f, client_assign(f->s, &who, NULL, 20800, "left", &f->err));
	draft.meeting = meeting;
	must(f, draft_begin(f->s, &draft, &id, &f->err));
	must(f, draft_put(f->s, &id, "c4", &typed, &f->err));
	must(f, export_add(f->s, &(struct export_record){ .what = "subject", .file = text, .reason = text, .client = who },
		&f->err));
	answer_release(&typed);
	answer_release(&said[3]);
	return who;
}

/* Outcomes come with a later version's screens: a row as the store would seal it. */
static void add_outcome(struct fixture *f, const struct id *who, const char *word)
{
	const struct table *t = NULL;
	struct id id = id_make(&f->random);
	struct seal_place place = { "outcome", "detail", id, NULL };
	struct str clear = STR_INIT;
	struct stmt q;

	for (size_t i = 0; i < catalog_count; i++)
		if (strcmp(catalog[i].name, "outcome") == 0)
			t = &catalog[i];
	assert_non_null(t);
	clear_id(&clear, who);
	clear_id(&clear, &f->caseworker);
	clear_instant(&clear, f->now);
	place.clear = clear.text;
	stmt_begin_once(&q, f->s, "INSERT INTO outcome (id, client, caseworker, at, kind, since, detail) "
		"VALUES (?, ?, ?, ?, 'job', NULL, ?)");
	stmt_id(&q, &id);
	stmt_id(&q, who);
	stmt_id(&q, &f->caseworker);
	stmt_instant(&q, f->now);
	stmt_sealed(&q, &place, word, strlen(word));
	must(f, stmt_run(&q, &f->err));
	str_release(&clear);
}

struct seen {
	size_t values[64];                   /* by table of the catalogue */
	size_t songs, cpr, foreign;
};

static bool look(void *ctx, const struct subject_value *v)
{
	struct seen *seen = ctx;

	for (size_t i = 0; i < catalog_count; i++)
		if (strcmp(catalog[i].name, v->table) == 0)
			seen->values[i]++;
	seen->songs += strstr(v->text, SONG) != NULL;
	seen->cpr += v->kind == SUBJECT_CPR;
	seen->foreign += strstr(v->text, "Gråspurv") != NULL;
	return true;
}

static void everything_of_hers_and_nothing_of_his(void **state)
{
	struct fixture *f = *state;
	struct id hers = furnish(f, SONG, HERS "4285");
	struct seen seen = { { 0 }, 0, 0, 0 };

	furnish(f, "Gråspurv", "0412851234");
	add_outcome(f, &hers, SONG);
	must(f, subject_each(f->s, &hers, look, &seen, &f->err));
	for (size_t i = 0; i < catalog_count; i++)
		if (catalog[i].person && seen.values[i] == 0)
			fail_msg("nothing of hers in %s", catalog[i].name);
	assert_true(seen.songs >= 15);
	assert_true(seen.cpr >= 2);          /* the column, and its revision */
	assert_int_equal(seen.foreign, 0);
}

/* Every table that refers to a person, or to what refers to one, says how its rows are found. */
static void no_table_is_forgotten(void **state)
{
	static const char *const persons[] = { "client", "meeting", "response", "draft" };
	struct fixture *f = *state;

	for (size_t i = 0; i < catalog_count; i++) {
		bool about = strcmp(catalog[i].name, "client") == 0;
		char sql[96];
		sqlite3_stmt *st;

		snprintf(sql, sizeof(sql), "SELECT \"table\" FROM pragma_foreign_key_list('%s')", catalog[i].name);
		assert_int_equal(sqlite3_prepare_v2(f->s->db, sql, -1, &st, NULL), SQLITE_OK);
		while (sqlite3_step(st) == SQLITE_ROW)
			for (size_t k = 0; k < ARRAY_SIZE(persons); k++)
				about |= strcmp((const char *)sqlite3_column_text(st, 0), persons[k]) == 0;
		sqlite3_finalize(st);
		for (size_t k = 0; k < catalog[i].count; k++)
			about |= strcmp(catalog[i].columns[k].name, "client") == 0;
		if (about && !catalog[i].person)
			fail_msg("%s is about people, but says not whose its rows are", catalog[i].name);
		assert_non_null(retention_rule_of(catalog[i].name));
	}
}

static void no_byte_is_left(void **state)
{
	struct fixture *f = *state;
	struct id hers = furnish(f, SONG, HERS "4285"), his = furnish(f, "Gråspurv", "0412851234");
	struct seen seen = { { 0 }, 0, 0, 0 };
	size_t bad;
	struct client c;

	add_outcome(f, &hers, SONG);
	assert_true(fixture_grep(f, SONG, strlen(SONG)) > 10);       /* they would be found */
	assert_true(fixture_grep(f, HERS, strlen(HERS)) > 1);
	must(f, subject_erase(f->s, &hers, ERASE_CLIENT_ASKED, &f->err));
	assert_int_equal(fixture_grep(f, SONG, strlen(SONG)), 0);
	assert_int_equal(fixture_grep(f, HERS, strlen(HERS)), 0);
	must(f, subject_each(f->s, &hers, look, &seen, &f->err));
	assert_int_equal(seen.songs, 0);
	for (size_t i = 0; i < catalog_count; i++)
		if (catalog[i].person && catalog[i].scope != TABLE_EVENTS)
			assert_int_equal(seen.values[i], 0);
	assert_int_equal(client_get(f->s, &f->a, &hers, &c, &f->err), STIGE_NOTFOUND);
	must(f, client_get(f->s, &f->a, &his, &c, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM tombstone WHERE what = 'client' AND "
		"reason = 'client-asked'"), 1);
	must(f, event_verify(f->s, &bad, &f->err));
	assert_int_equal(bad, 0);
	fixture_check(f, 0);
	assert_int_equal(subject_erase(f->s, &hers, ERASE_MISTAKE, &f->err), STIGE_NOTFOUND);
}

/* As a bundle or an old backup would: her row comes back with its id, and goes again. */
static void she_does_not_come_back(void **state)
{
	struct fixture *f = *state;
	struct id hers = furnish(f, SONG, HERS "4285");
	char path[128];
	size_t count;

	snprintf(path, sizeof(path), "%s/backup.db", f->dir);
	must(f, backup_make(f->s, path, &f->err));
	must(f, subject_erase(f->s, &hers, ERASE_EXPIRED, &f->err));
	for (unsigned i = 0; i < 3; i++) {
		struct str attach = STR_INIT;

		str_addf(&attach, "ATTACH '%s' AS old; INSERT INTO client SELECT * FROM old.client; "
			"INSERT INTO meeting SELECT * FROM old.meeting; INSERT INTO response SELECT * FROM old.response; "
			"INSERT INTO note SELECT * FROM old.note; INSERT INTO plan_item SELECT * FROM old.plan_item; "
			"INSERT INTO assignment SELECT * FROM old.assignment; "
			"INSERT INTO activity_record SELECT * FROM old.activity_record; "
			"INSERT INTO revision SELECT * FROM old.revision "
			"WHERE id NOT IN (SELECT id FROM revision)", path);
		fixture_sql(f, attach.text);
		str_release(&attach);
		must(f, subject_erase_again(f->s, &count, &f->err));
		assert_int_equal(count, 1);
		assert_int_equal(fixture_grep(f, SONG, strlen(SONG)), 0);
	}
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM tombstone WHERE what = 'client'"), 1);
	must(f, subject_erase_again(f->s, &count, &f->err));
	assert_int_equal(count, 0);
}

static enum stige_rc carry(struct store *copy, void *live, struct err *err)
{
	return subject_carry_tombstones(live, copy, err);
}

static void a_backup_is_made_anew_without_her(void **state)
{
	struct fixture *f = *state;
	struct id hers = furnish(f, SONG, HERS "4285");
	struct backup_facts before, after;
	struct str bytes = STR_INIT;
	char path[128];

	snprintf(path, sizeof(path), "%s/backup.db", f->dir);
	must(f, backup_make(f->s, path, &f->err));
	must(f, backup_verify(path, f->dir, NULL, &before, &f->err));
	f->now += 86400;
	must(f, subject_erase(f->s, &hers, ERASE_CLIENT_ASKED, &f->err));
	must(f, backup_remake(path, NULL, carry, f->s, &f->err));
	must(f, backup_verify(path, f->dir, NULL, &after, &f->err));
	assert_int_equal(after.made, before.made);
	must(f, file_read(path, FILE_MOST, &bytes, &f->err));
	for (size_t i = 0; i + strlen(SONG) <= bytes.len; i++)
		if (memcmp(bytes.text + i, SONG, strlen(SONG)) == 0)
			fail_msg("a byte of hers at %zu", i);
	str_release(&bytes);
}

/* A program that died between erasing and scrubbing is followed by one that scrubs. */
static void what_is_due_is_done_at_opening(void **state)
{
	struct fixture *f = *state;

	fixture_client(f, "Anna");
	fixture_sql(f, "CREATE TABLE gap (v); INSERT INTO gap VALUES ('" SONG "'); PRAGMA secure_delete = OFF; "
		"DROP TABLE gap; INSERT INTO meta VALUES ('scrub', 'due')");
	store_close(f->s);
	f->s = NULL;
	fixture_open(f);                     /* scrubs */
	store_login(f->s, &f->caseworker);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM meta WHERE name = 'scrub'"), 0);
	assert_int_equal(fixture_grep(f, SONG, strlen(SONG)), 0);
	fixture_check(f, 0);
}

/* Papers know the number. */
static void a_number_is_not_given_out_twice(void **state)
{
	struct fixture *f = *state;
	struct client_fields fields = fixture_fields("Bo");
	struct id anna = fixture_client(f, "Anna");
	char number[16];

	must(f, subject_erase(f->s, &anna, ERASE_MISTAKE, &f->err));
	must(f, client_add(f->s, &fields, NULL, NULL, number, &f->err));
	assert_string_equal(number, "NB-0002");
}

/* ---- the log's old end ---- */

static void pruned_and_still_whole(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	int64_t cut;
	size_t rows, bad;

	for (unsigned i = 0; i < 20; i++) {
		f->now += 86400;
		must(f, client_opened(f->s, &anna, "own", &f->err));
	}
	cut = f->now - 5 * 86400;
	must(f, event_prune(f->s, cut, &rows, &f->err));
	assert_true(rows > 10);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-opened'"), 6);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM anchor"), 1);
	must(f, event_verify(f->s, &bad, &f->err));
	assert_int_equal(bad, 0);
	fixture_check(f, 0);
	must(f, event_prune(f->s, cut, &rows, &f->err));
	assert_int_equal(rows, 0);
	must(f, event_prune(f->s, f->now + 1, &rows, &f->err));      /* all of it */
	fixture_reopen(f);
	must(f, client_opened(f->s, &anna, "own", &f->err));
	fixture_check(f, 0);
	/* a cut that nobody owned up to still shows */
	fixture_sql(f, "DELETE FROM event WHERE seq = (SELECT min(seq) FROM event)");
	must(f, event_verify(f->s, &bad, &f->err));
	assert_int_equal(bad, 1);
	assert_int_equal(event_prune(f->s, f->now + 86400, &rows, &f->err), STIGE_DATA);
}

/* ---- how long ---- */

struct histories {
	struct fixture *f;
	int32_t closed[1000];
};

static enum stige_rc make_histories(struct store *s, void *arg, struct err *err)
{
	struct histories *h = arg;
	int64_t begin = h->f->now;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < ARRAY_SIZE(h->closed); i++) {
		struct client_fields fields = fixture_fields("Bo"), closed;
		struct id id;

		h->f->now = begin + (int64_t)random_below(&h->f->random, 4000) * 86400;
		h->closed[i] = DATE_NONE;
		rc = client_add(s, &fields, NULL, &id, NULL, err);
		if (rc != STIGE_OK || i % 3 == 0)
			continue;
		closed = fields;
		closed.status = CLIENT_CLOSED;
		h->f->now += 86400;
		h->closed[i] = instant_date(h->f->now);
		rc = client_edit(s, &id, &fields, &closed, err);
	}
	h->f->now = begin;
	return rc;
}

/* Closed clients, each on a day of its own, against a count of our own. */
static void a_thousand_histories(void **state)
{
	struct fixture *f = *state;
	struct histories h = { .f = f };
	char before[65], after[65];

	must(f, store_tx(f->s, make_histories, &h, &f->err));
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, before, &f->err));
	for (int32_t day = 20800; day < 28000; day += 450) {
		struct retention_due *due;
		size_t count, clients = 0, want = 0;

		must(f, retention_list(f->s, &f->a, day, &due, &count, &f->err));
		for (size_t i = 0; i < count; i++)
			clients += strcmp(due[i].rule->code, "clients") == 0;
		for (size_t i = 0; i < ARRAY_SIZE(h.closed); i++)
			want += h.closed[i] != DATE_NONE && date_add_months(h.closed[i], 60) <= day;
		assert_int_equal(clients, want);
		for (size_t i = 1; i < count; i++)
			assert_true(due[i - 1].due <= due[i].due);
	}
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, after, &f->err));
	assert_string_equal(before, after);          /* looking deletes nothing */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(everything_of_hers_and_nothing_of_his, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(no_table_is_forgotten, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_byte_is_left, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(she_does_not_come_back, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_backup_is_made_anew_without_her, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_due_is_done_at_opening, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_number_is_not_given_out_twice, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(pruned_and_still_whole, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_thousand_histories, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
