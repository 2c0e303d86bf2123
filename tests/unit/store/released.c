/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that older programs wrote, one a schema version, kept in tests/data/db: each must come up
 * to the present whole, or stay as it was. They were written by the program of their time and
 * made small with a page size of 1,024.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fixture.h"

#include "migrate.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/drafts.h"
#include "stige/store/events.h"
#include "stige/store/meetings.h"

static void take(struct fixture *f, int version)
{
	struct str path = STR_INIT, bytes = STR_INIT;

	str_addf(&path, "%s/tests/data/db/version-%d.db", getenv("STIGE_SOURCE_ROOT"), version);
	must(f, file_read(path.text, FILE_MOST, &bytes, &f->err));
	must(f, file_write(f->path, bytes.text, bytes.len, &f->err));
	str_release(&bytes);
	str_release(&path);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), version);
}

/* Everything that was written is there and reads as it did. */
static void version_1_comes_up_whole(void **state)
{
	struct fixture *f = *state;
	struct client *clients;
	struct response *responses;
	struct note *notes;
	struct draft *drafts;
	struct export_record *exports;
	size_t count, bad;

	take(f, 1);
	fixture_open(f);
	assert_int_equal(fixture_number(f, "PRAGMA user_version"), schema_version);
	fixture_check(f, 0);
	must(f, client_list(f->s, &f->a, NULL, &clients, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(clients[0].f.name, "Anna Frost Lund");
	assert_string_equal(clients[0].cpr_masked, "");
	assert_false(clients[0].is_protected || clients[0].restricted);
	must(f, response_list(f->s, &f->a, NULL, &responses, &count, &f->err));
	assert_int_equal(count, 3);
	assert_true(responses[0].superseded);
	assert_true(responses[2].voided);
	must(f, note_list(f->s, &f->a, &clients[0].id, &notes, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(notes[0].text, "Ringer helst om formiddagen");
	must(f, draft_list(f->s, &f->a, NULL, &drafts, &count, &f->err));
	assert_int_equal(count, 1);
	must(f, export_list(f->s, &f->a, &exports, &count, &f->err));
	assert_int_equal(count, 1);
	assert_true(id_is_zero(&exports[0].client));
	must(f, event_verify(f->s, &bad, &f->err));
	assert_int_equal(bad, 0);
	must(f, client_set_cpr(f->s, &clients[0].id, "0707614285", &f->err));
	fixture_check(f, 0);
}

/* The steps alone, on a connection of their own. */
static enum stige_rc migrate_beside(struct fixture *f, const struct migration *steps)
{
	struct store s = { .path = f->path, .busy_ms = 60, .scratch = STR_INIT, .clear = STR_INIT };
	enum stige_rc rc;

	must(f, connection_open(&s, &f->err));
	rc = migrate_with(&s, steps, schema_version, &f->err);
	connection_close(&s);
	str_release(&s.scratch);
	str_release(&s.clear);
	return rc;
}

/* The last step fails at each of its statements: the file is the old one, byte for byte in its tables. */
static void cut_anywhere_it_stays_old(void **state)
{
	struct fixture *f = *state;
	const char *const *last = schema_migrations[schema_version - 1].sql;
	struct migration steps[8];
	size_t statements = 0;
	int from = schema_version - 1;

	while (last[statements])
		statements++;
	memcpy(steps, schema_migrations, (size_t)schema_version * sizeof(*steps));
	for (size_t cut = 0; cut <= statements; cut++) {
		const char *sql[64] = { NULL };
		int64_t before;

		take(f, from);
		before = fixture_number(f, "SELECT sum(length(sql)) FROM sqlite_schema");
		memcpy(sql, last, cut * sizeof(*sql));
		sql[cut] = "INSERT INTO no_such_table VALUES (1)";
		steps[from].sql = sql;
		assert_int_not_equal(migrate_beside(f, steps), STIGE_OK);
		assert_int_equal(fixture_number(f, "PRAGMA user_version"), from);
		assert_int_equal(fixture_number(f, "SELECT sum(length(sql)) FROM sqlite_schema"), before);
		assert_int_equal(fixture_number(f, "SELECT count(*) FROM tombstone"), 1);
	}
	fixture_open(f);
	fixture_check(f, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(version_1_comes_up_whole, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(cut_anywhere_it_stays_old, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
