/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person, in every table: walked over, and erased so that no byte is left. A new table that
 * is about people fails these tests until it has its place in the catalogue.
 */
#include <stdio.h>

#include "person.h"

#include "catalog.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/backup.h"
#include "stige/store/events.h"
#include "stige/store/keys.h"
#include "stige/store/retention.h"
#include "stige/store/subject.h"
#include "stige/store/words.h"

#define SONG "Kanariefugl"               /* in every text of hers */
#define HERS "070761"                    /* the beginning of her CPR number */
#define PASSPHRASE "correct horse battery"

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
	struct id hers = person_furnish(f, SONG, HERS "4285");
	struct seen seen = { { 0 }, 0, 0, 0 };

	person_furnish(f, "Gråspurv", "0412851234");
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
	struct id hers = person_furnish(f, SONG, HERS "4285"), his = person_furnish(f, "Gråspurv", "0412851234");
	struct seen seen = { { 0 }, 0, 0, 0 };
	size_t bad;
	struct client c;

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
	struct id hers = person_furnish(f, SONG, HERS "4285");
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
			"INSERT INTO outcome SELECT * FROM old.outcome; "
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
	struct id hers = person_furnish(f, SONG, HERS "4285");
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

/* ---- the same in a sealed file ---- */

enum { TRACE_LEAST = 16 };

/* Every sealed value as it lies in the file: sealed or plain, after erasing it must lie nowhere. */
static void traces(struct fixture *f, const struct table *t, const struct id *who, struct str *list, size_t *count)
{
	struct str sql = STR_INIT, tail = STR_INIT;
	struct stmt q;

	str_addf(&tail, "WHERE %s", t->person);
	catalog_select(t, tail.text, &sql);
	stmt_begin_once(&q, f->s, sql.text);
	stmt_id(&q, who);
	while (stmt_row(&q))
		for (size_t i = 0; i < t->count; i++) {
			int n = sqlite3_column_bytes(q.st, (int)i);

			if (t->columns[i].kind != COLUMN_SEALED || n < TRACE_LEAST)
				continue;
			str_addn(list, sqlite3_column_blob(q.st, (int)i), TRACE_LEAST);
			++*count;
		}
	must(f, stmt_end(&q, &f->err));
	str_release(&tail);
	str_release(&sql);
}

static size_t all_traces(struct fixture *f, const struct id *who, struct str *list)
{
	size_t count = 0;

	for (size_t i = 0; i < catalog_count; i++)
		if (catalog[i].person)
			traces(f, &catalog[i], who, list, &count);
	return count;
}

/* How many of the traces stand in a file; 0 when there is no file. */
static size_t traces_in(const char *path, const struct str *list)
{
	struct str bytes = STR_INIT;
	size_t found = 0;

	(void)file_read(path, FILE_MOST, &bytes, NULL);
	for (size_t k = 0; k < list->len; k += TRACE_LEAST)
		for (size_t i = 0; i + TRACE_LEAST <= bytes.len; i++)
			if (memcmp(bytes.text + i, list->text + k, TRACE_LEAST) == 0) {
				found++;
				break;
			}
	str_release(&bytes);
	return found;
}

static size_t traces_left(struct fixture *f, const struct str *list)
{
	char journal[128];

	snprintf(journal, sizeof(journal), "%s-journal", f->path);
	store_close(f->s);
	f->s = NULL;
	return traces_in(f->path, list) + traces_in(journal, list);
}

static int setup_sealed(void **state)
{
	struct fixture *f;

	fixture_setup_founded(state);
	f = *state;
	must(f, store_seal(f->s, &f->caseworker, PASSPHRASE, NULL, &f->err));
	return 0;
}

static void open_again(struct fixture *f)
{
	fixture_open(f);
	if (store_locked(f->s))
		must(f, store_unlock(f->s, "ka", PASSPHRASE, &f->err));
	store_login(f->s, &f->caseworker);
}

static void no_trace_is_left(void **state)
{
	struct fixture *f = *state;
	struct id hers = person_furnish(f, SONG, HERS "4285");
	const struct backup_unlock unlock = { backup_lend_keys, f->s };
	struct str list = STR_INIT;
	char path[128];
	size_t count;

	snprintf(path, sizeof(path), "%s/backup.db", f->dir);
	must(f, backup_make(f->s, path, &f->err));
	count = all_traces(f, &hers, &list);
	assert_true(count > 25);
	assert_int_equal(traces_left(f, &list), count);              /* they would be found */
	assert_int_equal(traces_in(path, &list), count);
	open_again(f);
	must(f, subject_erase(f->s, &hers, ERASE_CLIENT_ASKED, &f->err));
	must(f, backup_remake(path, &(struct backup_unlock){ unlock.open, f->s }, carry, f->s, &f->err));
	fixture_check(f, 0);
	assert_int_equal(traces_left(f, &list), 0);
	assert_int_equal(traces_in(path, &list), 0);
	open_again(f);
	str_release(&list);
}

/* A withdrawn response keeps its row and loses its answers, byte for byte. */
static void a_withdrawn_answer_leaves_no_trace(void **state)
{
	struct fixture *f = *state;
	struct id who = fixture_client(f, "Anna"), meeting = fixture_meeting(f, &who, 20100);
	struct id response = fixture_response(f, &meeting);
	struct str list = STR_INIT, kept = STR_INIT;
	size_t count = 0, after = 0;

	for (size_t i = 0; i < catalog_count; i++)
		if (strcmp(catalog[i].name, "response") == 0)
			traces(f, &catalog[i], &who, &list, &count);
	assert_int_equal(count, 1);
	assert_int_equal(traces_left(f, &list), 1);
	open_again(f);
	must(f, response_void(f->s, &response, VOID_TEST, &f->err));
	for (size_t i = 0; i < catalog_count; i++)
		if (strcmp(catalog[i].name, "response") == 0)
			traces(f, &catalog[i], &who, &kept, &after);
	assert_int_equal(after, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM response"), 1);
	assert_int_equal(traces_left(f, &list), 0);
	open_again(f);
	str_release(&kept);
	str_release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(everything_of_hers_and_nothing_of_his, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(everything_of_hers_and_nothing_of_his, setup_sealed, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_table_is_forgotten, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_byte_is_left, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_trace_is_left, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_trace_is_left, setup_sealed, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_withdrawn_answer_leaves_no_trace, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_withdrawn_answer_leaves_no_trace, setup_sealed, fixture_teardown),
		cmocka_unit_test_setup_teardown(she_does_not_come_back, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_backup_is_made_anew_without_her, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_due_is_done_at_opening, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_number_is_not_given_out_twice, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
