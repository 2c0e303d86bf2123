/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "fixture.h"

#include "stige/base/mem.h"
#include "stige/store/drafts.h"
#include "stige/store/meetings.h"

static bool collect(void *ctx, const char *bytes, size_t n)
{
	str_addn(ctx, bytes, n);
	return true;
}

static char *dump(struct fixture *f, unsigned flags)
{
	struct str out = STR_INIT;

	must(f, store_dump(f->s, flags, collect, &out, &f->err));
	return str_steal(&out);
}

static void furnish(struct fixture *f)
{
	struct id anna = fixture_client(f, "Anna \"Ølgod\" Olsen");
	struct id meeting = fixture_meeting(f, &anna, 20100), id;
	struct draft draft = {
		.meeting = meeting, .form_hash = f->form.hash, .respondent = RESPONDENT_CASEWORKER
	};
	struct answer four = answer_number(4);

	fixture_client(f, "Bo");
	fixture_response(f, &meeting);
	must(f, meeting_set_journal(f->s, &meeting, "One line.\nAnother.", &f->err));
	must(f, draft_begin(f->s, &draft, &id, &f->err));
	must(f, draft_put(f->s, &id, "w1", &four, &f->err));
}

static void shows_opened_values(void **state)
{
	struct fixture *f = *state;
	char *text;

	furnish(f);
	text = dump(f, 0);
	assert_true(str_starts(text, "stige dump 1\noffice "));
	assert_non_null(strstr(text, "\n\tname \"Anna \\\"Ølgod\\\" Olsen\"\n"));
	assert_non_null(strstr(text, "\n\tbirth \"1991-04-02\"\n"));
	assert_non_null(strstr(text, "\n\tanswers \"[1,2,{\\\"no\\\":\\\"dk\\\"},\\\"Krydderuglen\\\"]\"\n"));
	assert_non_null(strstr(text, "\n\tjournal \"One line.\\nAnother.\"\n"));
	assert_null(strstr(text, "\nevent "));
	assert_null(strstr(text, "\ndraft "));
	assert_null(strstr(text, "\nmeta "));
	mem_free(text);
}

static void flags_add_tables(void **state)
{
	struct fixture *f = *state;
	char *text;

	furnish(f);
	must(f, caseworker_set_pin(f->s, &f->caseworker, "1234", &f->err));
	text = dump(f, STORE_DUMP_EVENTS);
	assert_non_null(strstr(text, "\nevent "));
	assert_non_null(strstr(text, "\tkind \"client-added\"\n"));
	assert_null(strstr(text, "\ndraft_answer "));
	assert_null(strstr(text, "\tpin "));
	mem_free(text);
	text = dump(f, STORE_DUMP_LOCAL);
	assert_null(strstr(text, "\nevent "));
	assert_non_null(strstr(text, "\ndraft_answer "));
	assert_non_null(strstr(text, "\tvalue \"[4]\"\n"));
	assert_non_null(strstr(text, "\nmeta \"device\"\n"));
	assert_non_null(strstr(text, "\tpin \"$argon2id$"));
	mem_free(text);
}

/* Same rows written in another order, into other places of the file: the same dump. */
static void does_not_depend_on_the_order_of_writing(void **state)
{
	static const char *const tables[] = {
		"office",
		"caseworker",
		"client",
		"assignment",
		"meeting",
		"form",
		"response",
		"revision",
		"draft",
		"draft_answer",
		"meta",
		"event",
	};
	struct fixture *f = *state;
	struct str sql = STR_INIT;
	char before[65], after[65];
	char *one, *two;

	furnish(f);
	one = dump(f, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL);
	must(f, store_dump_hash(f->s, 0, before, &f->err));
	str_add(&sql, "PRAGMA foreign_keys = OFF;");
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		str_addf(&sql,
			"CREATE TABLE aside AS SELECT * FROM %s ORDER BY %s DESC; DELETE FROM %s; "
			"INSERT INTO %s SELECT * FROM aside; DROP TABLE aside;",
			tables[i],
			strcmp(tables[i], "meta") == 0 || strcmp(tables[i], "event") == 0 ? "2" : "rowid",
			tables[i], tables[i]);
	fixture_sql(f, sql.text);
	two = dump(f, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL);
	must(f, store_dump_hash(f->s, 0, after, &f->err));
	assert_string_equal(one, two);
	assert_string_equal(before, after);
	fixture_check(f, 0);
	mem_free(one);
	mem_free(two);
	str_release(&sql);
}

static void same_seed_and_clock_same_dump(void **state)
{
	char *texts[2];

	for (int i = 0; i < 2; i++) {
		fixture_setup_founded(state);
		furnish(*state);
		texts[i] = dump(*state, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL);
		fixture_teardown(state);
	}
	assert_string_equal(texts[0], texts[1]);
	mem_free(texts[0]);
	mem_free(texts[1]);
}

static void any_change_changes_the_hash(void **state)
{
	struct fixture *f = *state;
	char before[65], after[65];

	furnish(f);
	must(f, store_dump_hash(f->s, 0, before, &f->err));
	assert_int_equal(strlen(before), 64);
	must(f, setting_set(f->s, "theme", "dark", &f->err));
	must(f, store_dump_hash(f->s, 0, after, &f->err));
	assert_string_equal(before, after);          /* a setting is this machine's */
	fixture_client(f, "Carl");
	must(f, store_dump_hash(f->s, 0, after, &f->err));
	assert_string_not_equal(before, after);
}

static bool refuse(void *ctx, const char *bytes, size_t n)
{
	(void)ctx;
	(void)bytes;
	(void)n;
	return false;
}

static void says_when_it_cannot_be_written(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(store_dump(f->s, 0, refuse, NULL, &f->err), STIGE_IO);
	must(f, setting_set(f->s, "theme", "dark", &f->err));
}

static void does_not_hide_damage(void **state)
{
	struct fixture *f = *state;
	char hash[65];

	furnish(f);
	fixture_sql(f, "UPDATE client SET name = zeroblob(12) WHERE number = 1");
	assert_int_equal(store_dump_hash(f->s, 0, hash, &f->err), STIGE_DATA);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(shows_opened_values, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(flags_add_tables, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(does_not_depend_on_the_order_of_writing,
			fixture_setup_founded, fixture_teardown),
		cmocka_unit_test(same_seed_and_clock_same_dump),
		cmocka_unit_test_setup_teardown(any_change_changes_the_hash, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(says_when_it_cannot_be_written, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(does_not_hide_damage, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
