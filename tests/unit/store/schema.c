/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema itself refuses nonsense, and everything that walks over it knows all of it.
 */
#include <stdio.h>

#include "fixture.h"

#include "catalog.h"
#include "revisions.h"
#include "stige/base/mem.h"

static void every_statement_fits_the_schema(void **state)
{
	struct fixture *f = *state;
	struct stmt q;

	for (unsigned i = 0; i < SQL_COUNT; i++) {
		stmt_begin(&q, f->s, (enum sql)i);
		must(f, stmt_end(&q, &f->err));
	}
}

static const struct table *find(const char *name)
{
	for (size_t i = 0; i < catalog_count; i++)
		if (strcmp(catalog[i].name, name) == 0)
			return &catalog[i];
	return NULL;
}

static void the_catalogue_has_every_table_and_column(void **state)
{
	struct fixture *f = *state;
	size_t tables = 0;
	sqlite3_stmt *st, *columns;

	assert_int_equal(sqlite3_prepare_v2(f->s->db,
		"SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
		"AND name NOT LIKE 'sqlite_%'", -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const struct table *t = find((const char *)sqlite3_column_text(st, 0));
		char sql[80];
		size_t n = 0;

		tables++;
		if (!t) {
			fail_msg("%s is not in the catalogue", sqlite3_column_text(st, 0));
			break;
		}
		assert_int_equal(sqlite3_column_int(st, 1), 1);
		assert_int_equal(sqlite3_column_int(st, 2), !t->rowid);
		snprintf(sql, sizeof(sql), "SELECT name, type FROM pragma_table_xinfo('%s')", t->name);
		assert_int_equal(sqlite3_prepare_v2(f->s->db, sql, -1, &columns, NULL), SQLITE_OK);
		for (; sqlite3_step(columns) == SQLITE_ROW; n++) {
			const char *type = (const char *)sqlite3_column_text(columns, 1);
			static const char *const types[] = {
				[COLUMN_ID] = "BLOB", [COLUMN_TEXT] = "TEXT", [COLUMN_INTEGER] = "INTEGER",
				[COLUMN_HASH] = "BLOB", [COLUMN_SEALED] = "BLOB",
			};
			size_t i = 0;

			while (i < t->count &&
				strcmp(t->columns[i].name, (const char *)sqlite3_column_text(columns, 0)))
				i++;
			if (i == t->count)
				fail_msg("%s.%s is not in the catalogue", t->name,
					sqlite3_column_text(columns, 0));
			assert_string_equal(type, types[t->columns[i].kind]);
		}
		assert_int_equal(n, t->count);
		sqlite3_finalize(columns);
	}
	sqlite3_finalize(st);
	assert_int_equal(tables, catalog_count);
}

/* Fields of derived rows are columns, and a sealed column is one in both tables. */
static void derived_fields_are_columns(void **state)
{
	(void)state;
	for (size_t r = 0; r < revised_table_count; r++) {
		const struct table *t = find(revised_tables[r]->table);

		assert_non_null(t);
		assert_true(revised_tables[r]->count <= REVISED_MOST);
		for (size_t i = 0; i < revised_tables[r]->count; i++) {
			size_t c = 0;

			while (c < t->count &&
				strcmp(t->columns[c].name, revised_tables[r]->fields[i].name) != 0)
				c++;
			assert_true(c < t->count);
			assert_int_equal(t->columns[c].kind == COLUMN_SEALED,
				revised_tables[r]->fields[i].kind == REVISED_SEALED ||
				revised_tables[r]->fields[i].kind == REVISED_SEALED_OPTIONAL);
			assert_false(t->columns[c].flags & COLUMN_CLEAR);
		}
	}
}

/* Names, birth dates, notes, answers: nothing about a person in a column that shows it. */
static void what_describes_a_person_is_sealed(void **state)
{
	static const char *const sealed[] = {
		"client.name",
		"client.birth",
		"client.journal_no",
		"client.goal_reason",
		"client.excluded_reason",
		"client.cpr",
		"client.restricted_reason",
		"meeting.journal",
		"meeting.advice",
		"plan_item.text",
		"activity_record.place",
		"note.text",
		"outcome.detail",
		"response.answers",
		"draft_answer.value",
		"revision.value",
		"caseworker.name",
		"caseworker.pin",
		"assignment.reason",
		"export.reason",
		"peer.keys",                 /* nor these */
		"peer.secret",
		"key_slot.public_key",       /* nobody's secret: so that it cannot be swapped */
	};
	size_t found = 0;

	(void)state;
	for (size_t t = 0; t < catalog_count; t++) {
		for (size_t c = 0; c < catalog[t].count; c++) {
			char name[64];
			bool wanted = false;

			snprintf(name, sizeof(name), "%s.%s", catalog[t].name, catalog[t].columns[c].name);
			for (size_t i = 0; i < ARRAY_SIZE(sealed); i++)
				wanted |= strcmp(sealed[i], name) == 0;
			assert_int_equal(catalog[t].columns[c].kind == COLUMN_SEALED, wanted);
			found += wanted;
		}
	}
	assert_int_equal(found, ARRAY_SIZE(sealed));
}

static void a_sealed_column_refuses_text(void **state)
{
	struct fixture *f = *state;

	fixture_client(f, "Anna");
	for (size_t t = 0; t < catalog_count; t++) {
		for (size_t c = 0; c < catalog[t].count; c++) {
			char sql[128];

			if (catalog[t].columns[c].kind != COLUMN_SEALED)
				continue;
			/* STRICT refuses by type, whatever the row; a table without rows cannot show it. */
			snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", catalog[t].name);
			if (fixture_number(f, sql) == 0)
				continue;
			snprintf(sql, sizeof(sql), "UPDATE %s SET %s = 'Anna Olsen'", catalog[t].name,
				catalog[t].columns[c].name);
			assert_int_equal(sqlite3_exec(f->s->db, sql, NULL, NULL, NULL) & 0xff,
				SQLITE_CONSTRAINT);
		}
	}
}

static void refuses_nonsense(void **state)
{
	static const char *const bad[] = {
		"UPDATE client SET name = x'00'",
		"UPDATE client SET status = 'dead'",
		"UPDATE client SET education = 'perhaps'",
		"UPDATE client SET excluded = 'JX'",
		"UPDATE client SET case_no = 'nb-1'",
		"UPDATE client SET number = 0",
		"UPDATE client SET paused_until = 'soon'",
		"UPDATE client SET id = x'0011'",
		"UPDATE client SET created = 'yesterday'",
		"UPDATE client SET office = zeroblob(16)",
		"UPDATE office SET code = 'nb'",
		"UPDATE office SET wage_job = -1",
		"UPDATE office SET wage_job = 'much'",
		"UPDATE caseworker SET role = 'king'",
		"UPDATE meeting SET client = zeroblob(16)",
		"UPDATE meeting SET result = 'perhaps'",
		"UPDATE response SET reason = 'slip'",
		"UPDATE response SET form_hash = 'abc'",
		"UPDATE event SET item = 'a free text'",
		"UPDATE event SET prev_hash = zeroblob(31)",
		"UPDATE revision SET what = 'weather'",
		"DELETE FROM client",
	};
	struct fixture *f = *state;
	struct id client = fixture_client(f, "Anna");
	struct id meeting = fixture_meeting(f, &client, 20000);

	fixture_response(f, &meeting);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		if ((sqlite3_exec(f->s->db, bad[i], NULL, NULL, NULL) & 0xff) != SQLITE_CONSTRAINT)
			fail_msg("taken: %s", bad[i]);
	fixture_check(f, 0);
}

static void a_second_case_number_is_refused(void **state)
{
	struct fixture *f = *state;

	fixture_client(f, "Anna");
	fixture_client(f, "Bo");
	assert_int_equal(
		sqlite3_exec(f->s->db, "UPDATE client SET case_no = 'NB-0001'", NULL, NULL, NULL) & 0xff,
		SQLITE_CONSTRAINT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_statement_fits_the_schema, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(the_catalogue_has_every_table_and_column,
			fixture_setup_founded, fixture_teardown),
		cmocka_unit_test(derived_fields_are_columns),
		cmocka_unit_test(what_describes_a_person_is_sealed),
		cmocka_unit_test_setup_teardown(a_sealed_column_refuses_text, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(refuses_nonsense, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_second_case_number_is_refused, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
