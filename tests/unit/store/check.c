/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The full check: what it must find. The flipped bits are a small run of reliability.md's D8.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fixture.h"

#include "catalog.h"

#include "stige/base/file.h"
#include "stige/store/drafts.h"
#include "stige/store/meetings.h"

/* A little of everything. */
static void furnish(struct fixture *f)
{
	struct id anna = fixture_client(f, "Anna Olsen"), bo = fixture_client(f, "Bo Falk");
	struct id first = fixture_meeting(f, &anna, 20100), second = fixture_meeting(f, &bo, 20300), id;
	struct id response = fixture_response(f, &first);
	struct plan_item step = {
		.client = anna, .text = "Ring the bakery", .agreed = 20100, .due = DATE_NONE
	};
	struct activity_record activity = { .client = bo, .activity = "a13", .from = 20000, .to = DATE_NONE };
	struct note note = { .client = anna, .text = "Likes mornings." };
	struct draft draft = { .meeting = second, .form_hash = f->form.hash, .language = "da" };
	struct answer four = answer_number(4);

	must(f, response_correct(f->s, &response, &four, 1, CORRECT_SLIP, "c1", &id, &f->err));
	must(f, meeting_close(f->s, &first, MEETING_HELD, &f->err));
	response = fixture_response(f, &first);
	must(f, response_void(f->s, &response, VOID_TEST, &f->err));
	must(f, plan_add(f->s, &step, &id, &f->err));
	must(f, activity_put(f->s, &activity, &f->err));
	must(f, note_add(f->s, &note, &id, &f->err));
	must(f, draft_begin(f->s, &draft, &id, &f->err));
	must(f, draft_put(f->s, &id, "c1", &four, &f->err));
	must(f, meeting_set_journal(f->s, &second, "Bo comes back in spring.", &f->err));
}

static void a_sound_file_has_no_findings(void **state)
{
	struct fixture *f = *state;

	furnish(f);
	fixture_check(f, 0);
}

static void what_must_be_found(void **state)
{
	static const struct {
		const char *change, *words;
	} cases[] = {
		{ "UPDATE client SET name = zeroblob(20) WHERE number = 1", "damaged or moved" },
		{ "UPDATE response SET completed = '2020-01-01T00:00:00Z' WHERE answers IS NOT NULL",
			"answers of response" },
		{ "UPDATE meeting SET date = '2020-01-01' WHERE result = 'held'", "of meeting" },
		{ "UPDATE meeting SET result = 'moved' WHERE result = 'held'", "not what its revisions say" },
		{ "UPDATE response SET answers = NULL", "lost its answers" },
		{ "DELETE FROM tombstone", "lost its answers" },
		{ "INSERT INTO tombstone SELECT randomblob(16), what, (SELECT id FROM response "
			"WHERE answers IS NOT NULL), reason, at, caseworker FROM tombstone", "still there" },
		{ "UPDATE form SET text = text || 'x'", "not the one its hash names" },
		{ "UPDATE event SET item = 'x' WHERE seq = 3", "log of device" },
		{ "UPDATE caseworker SET role = 'caseworker'", "a row of caseworker" },
		{ "UPDATE caseworker SET pin = zeroblob(24)", "a row of caseworker" },
		{ "UPDATE draft SET started = '2020-01-01T00:00:00Z'", "a row of draft" },
		{ "UPDATE tombstone SET reason = 'another'", "a row of tombstone" },
		{ "UPDATE response SET started = '2020-01-01T00:00:00Z' WHERE answers IS NULL", "a row of response" },
		{ "UPDATE form SET version = '9'", "a row of form" },
		{ "UPDATE meta SET value = 'f' || substr(value, 2) WHERE name = 'office'", "a row of meta" },
		{ "DELETE FROM meta WHERE name GLOB 'guard.*.draft'", "a row of draft" },
		{ "PRAGMA foreign_keys = OFF; DELETE FROM caseworker", "not there" },
		{ "CREATE TRIGGER evil AFTER INSERT ON response BEGIN DELETE FROM client; END",
			"tables are not" },
		{ "CREATE VIEW v AS SELECT 1", "tables are not" },
		{ "DROP INDEX response_meeting", "tables are not" },
		{ "PRAGMA ignore_check_constraints = ON; UPDATE client SET status = 'dead' WHERE number = 1",
			"damaged: CHECK" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct store_findings findings = STORE_FINDINGS_INIT;
		struct fixture *f;
		bool found = false;

		fixture_setup_founded(state);
		f = *state;
		furnish(f);
		fixture_sql(f, cases[i].change);
		must(f, store_check(f->s, &findings, &f->err));
		for (size_t k = 0; k < findings.count; k++) {
			found |= strstr(findings.list[k].sentence, cases[i].words) != NULL;
			assert_null(strstr(findings.list[k].sentence, "Olsen"));
		}
		if (!found) {
			for (size_t k = 0; k < findings.count; k++)
				print_error("finding: %s\n", findings.list[k].sentence);
			fail_msg("not found: %s", cases[i].change);
		}
		store_findings_release(&findings);
		fixture_teardown(state);
	}
}

/* What is damaged stays so, whoever writes to the table, and whatever this program did not yet look at. */
static void damage_is_not_signed_by_the_next_writer(void **state)
{
	struct fixture *f = *state;

	furnish(f);
	must(f, setting_set(f->s, "idle", "5", &f->err));
	fixture_sql(f, "UPDATE meta SET value = '55' WHERE name = 'setting.idle'; "
		"UPDATE tombstone SET reason = 'another'");
	fixture_reopen(f);
	must(f, setting_set(f->s, "pause", "1", &f->err));
	fixture_reopen(f);
	must(f, setting_set(f->s, "idle", "6", &f->err));
	fixture_check(f, 2);
}

/* A file from before there were any hashes: the first one to write to it makes them. */
static void what_has_no_hash_gets_one(void **state)
{
	struct fixture *f = *state;

	furnish(f);
	fixture_sql(f, "DELETE FROM meta WHERE name GLOB 'guard.*'; INSERT INTO meta VALUES ('guard.1.meta', 'of old')");
	fixture_check(f, 0);
	fixture_reopen(f);
	must(f, setting_set(f->s, "idle", "5", &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM meta WHERE name GLOB 'guard.*'"), 11);
	fixture_check(f, 0);
	fixture_sql(f, "UPDATE caseworker SET role = 'caseworker'");
	fixture_check(f, 1);
}

static void in_slices_it_finds_the_same(void **state)
{
	struct fixture *f = *state;
	struct store_findings whole = STORE_FINDINGS_INIT, sliced = STORE_FINDINGS_INIT;
	struct store_check_run *run;
	int steps = 1;

	furnish(f);
	for (int i = 0; i < 600; i++)        /* more than a slice of revisions and events */
		must(f, setting_set(f->s, "n", i % 2 ? "1" : "2", &f->err));
	fixture_sql(f, "UPDATE client SET status = 'closed' WHERE number = 1; UPDATE note SET item = 'c9'; "
		"UPDATE event SET item = 'x' WHERE seq = 550; UPDATE form SET text = 'x'");
	must(f, store_check(f->s, &whole, &f->err));
	run = store_check_begin(f->s, NULL, NULL);
	while (store_check_step(run, &sliced))
		steps++;
	store_check_end(run);
	assert_true(steps > 20);
	assert_int_equal(whole.count, 4);
	assert_int_equal(sliced.count, 4);
	for (size_t i = 0; i < whole.count; i++)
		assert_string_equal(whole.list[i].sentence, sliced.list[i].sentence);
	store_findings_release(&whole);
	store_findings_release(&sliced);
}

struct hurry {
	int times, asked;
};

static bool in_a_hurry(void *ctx)
{
	struct hurry *h = ctx;

	h->asked++;
	return h->times-- > 0;
}

/* Somebody waits in the middle of a table: it is given up, begun anew, and what is found is found once. */
static void whoever_waits_is_let_in(void **state)
{
	struct fixture *f = *state;
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct hurry h = { .times = 3 };
	struct store_check_run *run;
	int steps = 0, unhurried = 0;

	furnish(f);
	for (int i = 0; i < 600; i++)
		must(f, setting_set(f->s, "n", i % 2 ? "1" : "2", &f->err));
	fixture_sql(f, "PRAGMA ignore_check_constraints = ON; UPDATE event SET item = 'two words' WHERE seq = 2");
	run = store_check_begin(f->s, NULL, NULL);
	while (store_check_step(run, &findings))
		unhurried++;
	store_check_end(run);
	assert_int_equal(findings.count, 2);         /* the rule of the table, and the chain */
	store_findings_release(&findings);
	run = store_check_begin(f->s, in_a_hurry, &h);
	while (store_check_step(run, &findings))
		steps++;
	store_check_end(run);
	assert_true(h.asked > 3);
	assert_int_equal(steps, unhurried + 3);
	assert_int_equal(findings.count, 2);
	store_findings_release(&findings);
}

/* Saves between the slices are no findings. */
static void work_goes_on_between_the_slices(void **state)
{
	struct fixture *f = *state;
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct store_check_run *run;

	furnish(f);
	run = store_check_begin(f->s, NULL, NULL);
	while (store_check_step(run, &findings))
		fixture_client(f, "Carl");
	store_check_end(run);
	assert_int_equal(findings.count, 0);
	store_findings_release(&findings);
}

/* ---- flipped bits ---- */

#define EVERYTHING (STORE_DUMP_EVENTS | STORE_DUMP_LOCAL)

static bool add_bytes(void *ctx, const char *bytes, size_t n)
{
	str_addn(ctx, bytes, n);
	return true;
}

/* Where the line begins that holds the first byte that is not what it was. */
static size_t first_change(const struct str *now, const struct str *dump)
{
	size_t i = 0;

	while (i < now->len && i < dump->len && now->text[i] == dump->text[i])
		i++;
	while (i > 0 && now->text[i - 1] != '\n')
		i--;
	return i;
}

/* Says what a sound-looking file gives as different. */
static void tell_change(const struct str *now, const struct str *dump)
{
	size_t line = first_change(now, dump), table = line;

	while (table > 0 && (now->text[table] == '\t' || now->text[table - 1] != '\n'))
		table--;
	print_message("not noticed: %.*s %.*s\n", (int)strcspn(now->text + table, " "), now->text + table,
		(int)strcspn(now->text + line, "\n"), now->text + line);
}

/* Of files with one bit that is not what it was. */
struct flips {
	size_t found;                    /* the file says it is damaged */
	size_t silent;                   /* it does not, and anything in it is another */
	size_t sqlite;                   /* SQLite's own check passes, and the rows are others */
};

static void judge_flip(struct fixture *f, const struct str *dump, struct flips *t)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct store_options options = fixture_options(f);
	struct str now = STR_INIT;
	struct store *s = NULL;
	bool damaged;

	options.read_only = true;
	options.create = false;
	damaged = store_open(&options, &s, &f->err) != STIGE_OK;
	if (!damaged)
		damaged = store_check(s, &findings, &f->err) != STIGE_OK || findings.count > 0;
	t->found += damaged;
	if (!damaged && (store_dump(s, EVERYTHING, add_bytes, &now, NULL) != STIGE_OK || !str_eq(now.text, dump->text))) {
		t->silent++;
		tell_change(&now, dump);
	}
	store_findings_release(&findings);
	store_close(s);
	str_release(&now);
}

/* Nobody has the file open. */
static void write_byte(const char *path, size_t at, char byte)
{
	FILE *file = fopen(path, "r+b");

	assert_non_null(file);
	assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
	assert_int_equal(fwrite(&byte, 1, 1, file), 1);
	assert_int_equal(fclose(file), 0);
}

/* Every value as it stands in the file, sealed or not. */
static bool raw_rows(sqlite3 *db, struct str *out)
{
	for (size_t i = 0; i < catalog_count; i++) {
		struct str sql = STR_INIT;
		sqlite3_stmt *st = NULL;
		int code = SQLITE_ERROR;

		str_addf(&sql, "SELECT * FROM %s ORDER BY %s", catalog[i].name, catalog[i].order);
		if (sqlite3_prepare_v2(db, sql.text, -1, &st, NULL) == SQLITE_OK)
			while ((code = sqlite3_step(st)) == SQLITE_ROW)
				for (int k = 0; k < sqlite3_column_count(st); k++) {
					const char *bytes = sqlite3_column_blob(st, k);

					str_addf(out, "%d ", sqlite3_column_bytes(st, k));
					str_addn(out, bytes ? bytes : "", (size_t)sqlite3_column_bytes(st, k));
				}
		sqlite3_finalize(st);
		str_release(&sql);
		if (code != SQLITE_DONE)
			return false;
	}
	return true;
}

static int is_ok(void *ctx, int count, char **values, char **names)
{
	(void)names;
	*(bool *)ctx = count == 1 && strcmp(values[0], "ok") == 0;
	return 0;
}

/* What SQLite alone would not notice: its own check passes, and the rows are others. */
static bool silent_to_sqlite(const char *path, const struct str *rows)
{
	struct str now = STR_INIT;
	sqlite3 *db = NULL;
	bool silent = false, ok = false;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
	    sqlite3_exec(db, "PRAGMA integrity_check", is_ok, &ok, NULL) == SQLITE_OK && ok)
		silent = raw_rows(db, &now) && (now.len != rows->len || memcmp(now.text, rows->text, now.len) != 0);
	sqlite3_close(db);
	str_release(&now);
	return silent;
}

static void flip_bits(struct fixture *f, unsigned count)
{
	struct random_seeded seed;
	struct random r = random_seeded_init(&seed, 11);
	struct str sound = STR_INIT, rows = STR_INIT, dump = STR_INIT;
	struct flips t = { 0 };
	sqlite3 *db = NULL;

	must(f, store_dump(f->s, EVERYTHING, add_bytes, &dump, &f->err));
	store_close(f->s);
	f->s = NULL;
	must(f, file_read(f->path, FILE_MOST, &sound, &f->err));
	assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_true(raw_rows(db, &rows));
	sqlite3_close(db);
	for (unsigned i = 0; i < count; i++) {
		uint32_t bit = random_below(&r, (uint32_t)(sound.len * 8));

		write_byte(f->path, bit / 8, (char)(sound.text[bit / 8] ^ 1 << bit % 8));
		judge_flip(f, &dump, &t);
		t.sqlite += silent_to_sqlite(f->path, &rows);
		write_byte(f->path, bit / 8, sound.text[bit / 8]);
	}
	print_message("%u flipped bits: %zu found, %zu silent; SQLite alone: %zu silent\n", count, t.found, t.silent,
		t.sqlite);
	assert_true(t.sqlite > 0);
	assert_true(t.found > t.sqlite);
	assert_int_equal(t.silent, 0);
	str_release(&sound);
	str_release(&rows);
	str_release(&dump);
}

/* As full as a file with people in it: empty pages would hide what flips do. STIGE_SOAK: the full count of row D8. */
static void a_flipped_bit_changes_nothing_silently(void **state)
{
	struct fixture *f = *state;

	furnish(f);
	for (int i = 0; i < 40; i++) {
		struct id client = fixture_client(f, "Invented Person"), meeting = fixture_meeting(f, &client, 20100);

		fixture_response(f, &meeting);
	}
	flip_bits(f, getenv("STIGE_SOAK") ? 20000 : 600);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_sound_file_has_no_findings, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test(what_must_be_found),
		cmocka_unit_test_setup_teardown(in_slices_it_finds_the_same, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(whoever_waits_is_let_in, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(damage_is_not_signed_by_the_next_writer, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(what_has_no_hash_gets_one, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(work_goes_on_between_the_slices, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_flipped_bit_changes_nothing_silently, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
