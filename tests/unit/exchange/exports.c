/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers, rounds and codebook: their columns, whose rows are in them, and what is left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "said.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

static const char answers_head[] =
	"\"schema\",\"response\",\"case_no\",\"meeting\",\"date\",\"respondent\",\"form_id\",\"form_version\","
	"\"item\",\"value\",\"label\",\"state\",\"caseworker\"";

/* Ids are random; a line is compared without them. */
static void without_ids(struct str *line)
{
	char *at = line->text, *to = line->text;

	while (*at) {
		if ((*at == 'r' || *at == 'm') && strspn(at + 1, "0123456789abcdef") >= 32)
			at += 33;
		else
			*to++ = *at++;
	}
	str_cut(line, (size_t)(to - line->text));
}

/* One client: a round of both sides, with every kind of answer. */
static struct id one_round(struct fixture *f)
{
	struct id client = fixture_client(f, "Bo Prøve", "1990-03-04", "17");
	struct id meeting = said_meeting(f, &client, "2026-08-20");

	said(f, &meeting, RESPONDENT_CLIENT, "c1=5 c2=dk c3=declined c10=internet+network c11=22500");
	said(f, &meeting, RESPONDENT_CASEWORKER, "w1=2");
	return client;
}

static size_t rows_with(const struct str *text, const char *part)
{
	struct str line = STR_INIT;
	size_t n = 0;

	for (size_t i = 0; i < said_lines(text->text); i++) {
		said_line(text->text, i, &line);
		n += strstr(line.text, part) != NULL;
	}
	str_release(&line);
	return n;
}

static void a_row_for_each_item(void **state)
{
	static const char *const want[] = {
		"\"c1\",\"5\",\"Yes\",\"value\"", "\"c2\",\"\",\"\",\"dk\"", "\"c3\",\"\",\"\",\"declined\"",
		"\"c4\",\"\",\"\",\"not-asked\"",
		("\"c10\",\"internet network\",\"Job search engines on the internet; Personal network (family, "
		"friends and acquaintances)\",\"value\""),
		"\"c11\",\"22500\",\"\",\"value\"",
	};
	struct fixture *f = *state;
	struct str text = STR_INIT, line = STR_INIT;

	one_round(f);
	said_export(f, EXPORT_ANSWERS, exact_all, &text);
	said_line(text.text, 0, &line);
	assert_string_equal(line.text, answers_head);
	for (size_t i = 0; i < ARRAY_SIZE(want); i++)
		if (rows_with(&text, want[i]) != 1)
			fail_msg("not once: %s", want[i]);
	/* Thirteen of the client, twelve of the caseworker, the head. */
	assert_int_equal(said_lines(text.text), 26);
	said_line(text.text, 1, &line);
	without_ids(&line);
	assert_string_equal(line.text, "\"stige-answers-1\",\"\",\"NB-0001\",\"\",\"2026-08-20\",\"caseworker\","
		"\"stige-caseworker\",\"2026112201\",\"w1\",\"2\",\"No, probably not\",\"value\",\"KH\"");
	str_release(&line);
	str_release(&text);
}

static void numbers_and_texts_for_a_spreadsheet(void **state)
{
	struct fixture *f = *state;
	struct export_options o = exact_all;
	struct str text = STR_INIT;

	one_round(f);
	o.dialect = CSV_EXCEL_DA;
	said_export(f, EXPORT_ANSWERS, o, &text);
	assert_memory_equal(text.text, "\xef\xbb\xbfschema;response;", 19);
	assert_int_equal(rows_with(&text, ";c1;5;Yes;value;KH"), 1);
	assert_int_equal(rows_with(&text, ";c11;22500;;value;KH"), 1);
	assert_int_equal(rows_with(&text, "Bo"), 0);
	str_release(&text);
}

static void a_column_for_each_item_of_a_round(void **state)
{
	struct fixture *f = *state;
	struct str text = STR_INIT, line = STR_INIT;

	one_round(f);
	said_export(f, EXPORT_ROUNDS, exact_all, &text);
	assert_int_equal(said_lines(text.text), 2);
	said_line(text.text, 0, &line);
	assert_non_null(strstr(line.text, "\"c9\",\"c10\",\"c10/internet\",\"c10/network\",\"c10/internship\""));
	said_line(text.text, 1, &line);
	without_ids(&line);
	assert_true(str_starts(line.text, "\"stige-rounds-1\",\"NB-0001\",\"\",\"2026-08-20\",\"KH\",\"2026112203\","
		"\"2026112201\",\"\",\"5\",\"dk\",\"declined\",\"\",\"\",\"\",\"\",\"\",\"\",\"internet network\",\"1\","
		"\"1\",\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"22500\",\"\",\"\",\"2\",\"\""));
	str_release(&line);
	str_release(&text);
}

/* Activities alone make no round; the younger of two responses of a side stands in it. */
static void what_a_round_is(void **state)
{
	struct fixture *f = *state;
	struct id client = fixture_client(f, "Bo Prøve", "1990-03-04", "17");
	struct id first = said_meeting(f, &client, "2026-05-20"), second = said_meeting(f, &client, "2026-08-20");
	struct str text = STR_INIT;

	said(f, &first, RESPONDENT_ACTIVITIES, "activities=a1");
	said(f, &second, RESPONDENT_CLIENT, "c1=2");
	f->now += 60;
	said(f, &second, RESPONDENT_CLIENT, "c1=4");
	said_export(f, EXPORT_ROUNDS, exact_all, &text);
	assert_int_equal(said_lines(text.text), 2);
	assert_int_equal(rows_with(&text, "\"2026112203\",\"\",\"\",\"4\","), 1);
	str_release(&text);
}

static void only_what_counts(void **state)
{
	struct fixture *f = *state;
	struct id client = fixture_client(f, "Bo Prøve", "1990-03-04", "17");
	struct id meeting = said_meeting(f, &client, "2026-08-20");
	struct id given = said(f, &meeting, RESPONDENT_CLIENT, "c1=2");
	struct id wrong = said(f, &meeting, RESPONDENT_CASEWORKER, "w1=1");
	const struct answer one = { ANSWER_TEXT, 0, (char[]){ "4" } };
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	struct id id;

	assert_int_equal(response_correct(f->desk->store, &given, &one, 1, CORRECT_SLIP, "c1", &id, &err), STIGE_OK);
	assert_int_equal(response_void(f->desk->store, &wrong, VOID_NOT_GIVEN, &err), STIGE_OK);
	said_export(f, EXPORT_ANSWERS, exact_all, &text);
	assert_int_equal(rows_with(&text, "\"c1\",\"4\""), 1);
	assert_int_equal(rows_with(&text, "\"c1\",\"2\""), 0);
	assert_int_equal(rows_with(&text, "caseworker\",\"stige-caseworker"), 0);
	str_release(&text);
}

/* From, to, client: each leaves out what it should and nothing else. */
static void filtered(void **state)
{
	struct fixture *f = *state;
	struct id bo = fixture_client(f, "Bo Prøve", "1990-03-04", "17");
	struct id ida = fixture_client(f, "Ida Ærø", "1991-03-04", "18");
	struct id nobody = { { 1 } };
	struct export_options o = exact_all;
	struct str text = STR_INIT;
	struct id meeting;

	meeting = said_meeting(f, &bo, "2026-05-20");
	said(f, &meeting, RESPONDENT_CLIENT, "c1=2");
	meeting = said_meeting(f, &bo, "2026-08-20");
	said(f, &meeting, RESPONDENT_CLIENT, "c1=3");
	meeting = said_meeting(f, &ida, "2026-08-21");
	said(f, &meeting, RESPONDENT_CLIENT, "c1=4");
	o.from = date_make(2026, 8, 20);
	said_export(f, EXPORT_ROUNDS, o, &text);
	assert_int_equal(said_lines(text.text), 3);
	o.to = date_make(2026, 8, 20);
	said_export(f, EXPORT_ROUNDS, o, &text);
	assert_int_equal(said_lines(text.text), 2);
	assert_int_equal(rows_with(&text, "NB-0001"), 1);
	o = exact_all;
	o.client = &ida;
	said_export(f, EXPORT_ANSWERS, o, &text);
	assert_int_equal(rows_with(&text, "NB-0001"), 0);
	assert_int_equal(rows_with(&text, "NB-0002"), 13);
	o = exact_all;
	o.caseworker = &nobody;
	said_export(f, EXPORT_ANSWERS, o, &text);
	assert_int_equal(said_lines(text.text), 1);
	o.caseworker = &f->desk->caseworker.id;
	said_export(f, EXPORT_ANSWERS, o, &text);
	assert_int_equal(said_lines(text.text), 40);
	str_release(&text);
}

static void names_on_purpose_and_never_protected_ones(void **state)
{
	struct fixture *f = *state;
	struct id bo = one_round(f);
	struct export_options o = exact_all;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	o.names = true;
	assert_int_equal(export_write(f->desk, EXPORT_ANSWERS, &o, "-", NULL, &err), STIGE_USAGE);
	o.reason = "merging with the old system";
	said_export(f, EXPORT_ANSWERS, o, &text);
	assert_int_equal(rows_with(&text, "\"KH\",\"Bo Prøve\""), 25);
	said_export(f, EXPORT_ROUNDS, o, &text);
	assert_int_equal(rows_with(&text, ",\"Bo Prøve\""), 1);
	assert_int_equal(client_protect(f->desk->store, &bo, true, &err), STIGE_OK);
	said_export(f, EXPORT_ANSWERS, o, &text);
	assert_int_equal(rows_with(&text, "Bo"), 0);
	assert_int_equal(rows_with(&text, "\"KH\",\"\""), 25);
	str_release(&text);
}

static void restricted_clients_are_left_out(void **state)
{
	struct fixture *f = *state;
	struct id bo = one_round(f);
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(client_restrict(f->desk->store, &bo, true, "objects to it", &err), STIGE_OK);
	said_export(f, EXPORT_ANSWERS, exact_all, &text);
	assert_int_equal(said_lines(text.text), 1);
	said_export(f, EXPORT_ROUNDS, exact_all, &text);
	assert_int_equal(said_lines(text.text), 1);
	str_release(&text);
}

static void every_export_is_on_record(void **state)
{
	static const enum export_what all[] = { EXPORT_ANSWERS, EXPORT_ROUNDS, EXPORT_CODEBOOK };
	static const char *const words[] = { "answers", "rounds", "codebook" };
	struct fixture *f = *state;
	struct id bo = one_round(f);
	struct export_record *records;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	size_t count;

	for (size_t i = 0; i < ARRAY_SIZE(all); i++) {
		char *path = fixture_path(f, words[i]);
		struct export_options o = exact_all;
		struct export_result result;

		o.client = &bo;
		assert_int_equal(export_write(f->desk, all[i], &o, path, &result, &err), STIGE_OK);
		assert_int_equal(export_list(f->desk->store, &a, &records, &count, &err), STIGE_OK);
		assert_int_equal(count, i + 1);
		assert_string_equal(records[i].what, words[i]);
		assert_string_equal(records[i].sha256, result.sha256);
		assert_int_equal(records[i].bytes, result.bytes);
		assert_int_equal(records[i].rows, result.rows);
		/* The codebook is about nobody. */
		assert_int_equal(id_eq(&records[i].client, &bo), all[i] != EXPORT_CODEBOOK);
		mem_free(path);
	}
	arena_release(&a);
}

static void every_step_and_blank_has_its_meaning(void **state)
{
	struct fixture *f = *state;
	struct str text = STR_INIT;

	said_export(f, EXPORT_CODEBOOK, exact_all, &text);
	assert_int_equal(rows_with(&text, "\"c6\",\"c6\",\"select_one\",\"item\""), 1);
	assert_int_equal(rows_with(&text, "\"c6\",\"c6\",\"select_one\",\"choice\""), 7);
	assert_int_equal(rows_with(&text, "\"c6\",\"select_one\",\"choice\",\"5\",\"value\",\"Very good\",\"5\""), 1);
	assert_int_equal(rows_with(&text, "\"c10/network\",\"select_multiple\",\"choice\",\"network\",\"value\""), 1);
	assert_int_equal(rows_with(&text, "\"c11\",\"integer\",\"state\",\"dk\",\"dk\",\"does not know\""), 1);
	/* 13 + 12 + 1 places for an answer, and each of them can be blank. */
	assert_int_equal(rows_with(&text, "\"state\",\"\",\"not-asked\""), 26);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_row_for_each_item, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(numbers_and_texts_for_a_spreadsheet, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_column_for_each_item_of_a_round, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_a_round_is, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(only_what_counts, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(filtered, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_on_purpose_and_never_protected_ones, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(restricted_clients_are_left_out, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(every_export_is_on_record, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(every_step_and_blank_has_its_meaning, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
