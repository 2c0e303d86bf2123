/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clients from a file: columns by name, all or nothing, twins asked about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/exchange/import.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

static enum stige_rc import(struct fixture *f, const char *bytes, size_t n, bool dry_run, struct import_result *r)
{
	char *path = fixture_path(f, "clients.csv");
	struct err err = ERR_INIT;
	enum stige_rc rc;

	fixture_write(path, bytes, n);
	rc = import_clients(f->desk, path, &(struct import_options){ .dry_run = dry_run }, r, &err);
	assert_int_equal(rc, err.rc);
	assert_int_equal(rc != STIGE_OK, err.msg[0] != '\0');
	mem_free(path);
	return rc;
}

static size_t count_clients(struct fixture *f)
{
	struct arena a = ARENA_INIT;
	struct client *list;
	struct err err = ERR_INIT;
	size_t count;

	assert_int_equal(client_list(f->desk->store, &a, NULL, &list, &count, &err), STIGE_OK);
	arena_release(&a);
	return count;
}

/* Good files, and what the first client became. */
static const struct good {
	const char *what, *bytes;
	size_t added;
	const char *name, *number;
	int year;                            /* of birth; 0 = none */
	enum client_education education;
} goods[] = {
	{ "English, comma", "name,birth,number\nAnna Berg,1985-12-24,17\nBo Dam,,\n", 2, "Anna Berg", "17", 1985, 0 },
	{ "Danish, semicolon",
		"Navn;Fødselsdato;Sagsnr\r\nAnna Berg;24-12-1985;17\r\n", 1, "Anna Berg", "17", 1985, 0 },
	{ "any order, any case, extras",
		"UDDANNELSE;nummer;NAVN;født;Ydelse\nJa;17;Anna Berg;24.12.1985;Kontanthjælp\n",
		1, "Anna Berg", "17", 1985, EDUCATION_YES },
	{ "underscores and a mark",
		"\xef\xbb\xbf" "journal_number,birth_date,full_name\n17,1985-12-24,Anna Berg\n", 1,
		"Anna Berg", "17", 1985, 0 },
	{ "quotes and blank lines",
		"\n\"name\",\"birth\",\"number\"\n\n\"Anna \"\"B\"\" Berg\",\"1985-12-24\",\"1,7\"\n,,\n",
		1, "Anna \"B\" Berg", "1,7", 1985, 0 },
	{ "guards of excel-da", "name;birth;number\nAnna Berg;1985-12-24;'1-7\n", 1, "Anna Berg", "1-7", 1985, 0 },
	{ "no guard: part of a name", "name;birth;number\n't Hart;1985-12-24;17\n", 1, "'t Hart", "17", 1985, 0 },
	{ "no guard: a comma's file",
		"name,birth,number\nAnna Berg,1985-12-24,'1-7\n", 1, "Anna Berg", "'1-7", 1985, 0 },
	{ "names are made one", "name,birth,number\n  Anna   Berg ,1985-12-24,17\n", 1, "Anna Berg", "17", 1985, 0 },
	{ "a head alone", "name,birth,number\n", 0, NULL, NULL, 0, 0 },
};

static void assert_first(struct fixture *f, const struct good *g)
{
	struct arena a = ARENA_INIT;
	struct client *list;
	struct err err = ERR_INIT;
	size_t count;

	assert_int_equal(client_list(f->desk->store, &a, NULL, &list, &count, &err), STIGE_OK);
	assert_true(count > 0);
	assert_string_equal(list[0].f.name, g->name);
	assert_string_equal(list[0].f.journal_no, g->number);
	assert_int_equal(list[0].f.education, g->education);
	assert_int_equal(g->year, list[0].f.birth == DATE_NONE ? 0 : date_split(list[0].f.birth).year);
	assert_string_equal(list[0].case_no, "NB-0001");
	assert_true(id_eq(&list[0].caseworker, &f->desk->caseworker.id));
	arena_release(&a);
}

static void good_files(void **state)
{
	for (size_t i = 0; i < ARRAY_SIZE(goods); i++) {
		const struct good *g = &goods[i];
		struct import_result r;
		void *own;

		fixture_setup(&own);
		if (import(own, g->bytes, strlen(g->bytes), false, &r) != STIGE_OK)
			fail_msg("%s: %s", g->what, r.problem_count ? r.problems[0].message : "refused");
		assert_int_equal(r.added, g->added);
		assert_int_equal(r.rows, g->added);
		assert_null(r.note);
		assert_int_equal(count_clients(own), g->added);
		if (g->added)
			assert_first(own, g);
		import_result_release(&r);
		fixture_teardown(&own);
	}
	(void)state;
}

/* Bad files: where the first problem stands, how many there are, and a word of its sentence. */
static const struct bad {
	const char *what, *bytes;
	size_t problems, line, column;
	const char *word;
} bads[] = {
	{ "empty", "", 1, 0, 0, "empty" },
	{ "no head", "Anna Berg,1985-12-24,17\nBo Dam,1980-01-01,18\n", 1, 1, 1, "names no column" },
	{ "a slip", "name,brith,number\nAnna Berg,1985-12-24,17\n", 2, 1, 1, "\"birth\" is missing" },
	{ "a slip is named", "brith,name,number,birth\n,Anna Berg,17,\n", 1, 1, 1, "did you mean \"birth\"" },
	{ "a slip in Danish", "navn;fødselsdato;numer\nAnna Berg;1985-12-24;17\n", 2, 1, 1, "\"number\" is missing" },
	{ "unknown column", "name,birth,number,shoe size\nAnna Berg,1985-12-24,17,44\n", 1, 1, 19, "not known" },
	{ "doubled column", "name,birth,number,navn\nAnna Berg,1985-12-24,17,A\n", 1, 1, 19, "already" },
	{ "CPR", "name,birth,number,cpr\nAnna Berg,1985-12-24,17,1\n", 1, 2, 25, "CPR" },
	{ "missing column", "name,birth\nAnna Berg,1985-12-24\n", 1, 1, 1, "\"number\" is missing" },
	{ "no name", "name,birth,number\n,1985-12-24,17\n", 1, 2, 1, "name is missing" },
	{ "no date", "name,birth,number\nAnna Berg,31-02-1985,17\n", 1, 2, 11, "birth date" },
	{ "the second line", "name,birth,number\nAnna Berg,1985-12-24,17\nBo Dam,soon,18\n", 1, 3, 8, "birth date" },
	{ "all of them", "name,birth,number\n,soon,17\nB,1980-01-01,18\n", 3, 2, 1, "missing" },
	{ "a word", "name,birth,number,education\nAnna Berg,1985-12-24,17,much\n", 1, 2, 25, "not known here" },
	{ "too few cells", "name,birth,number\nAnna Berg,1985-12-24\n", 1, 2, 11, "2 cells" },
	{ "too many cells", "name,birth,number\nBerg, Anna,1985-12-24,17\n", 1, 2, 23, "4 cells" },
	{ "a control character", "name,birth,number\nAnna\x1b[2J,1985-12-24,17\n", 1, 2, 1, "" },
	{ "a direction mark", "name,birth,number\nAnna \xe2\x80\xae" "Berg,1985-12-24,17\n", 1, 2, 1, "" },
	{ "number twice in the file", "name,birth,number\nAnna Berg,1985-12-24,17\nBo Dam,1980-01-01,17\n", 1, 3, 19,
		"line 2" },
	{ "person twice in the file", "name,birth,number\nAnna Berg,1985-12-24,17\nANNA BERG,24-12-1985,\n", 1, 3, 1,
		"line 2" },
};

static void bad_files(void **state)
{
	struct fixture *f = *state;
	char before[65], after[65];

	fixture_hash(f, before);
	for (size_t i = 0; i < ARRAY_SIZE(bads); i++) {
		const struct bad *b = &bads[i];
		struct import_result r;

		if (import(f, b->bytes, strlen(b->bytes), false, &r) != STIGE_DATA || !r.problem_count)
			fail_msg("%s was taken in", b->what);
		if (r.problem_count != b->problems || r.problems[0].line != b->line ||
		    r.problems[0].column != b->column || !strstr(r.problems[0].message, b->word))
			fail_msg("%s: %zu problems, %zu:%zu %s", b->what, r.problem_count, r.problems[0].line,
				r.problems[0].column, r.problems[0].message);
		assert_int_equal(r.added, 0);
		import_result_release(&r);
	}
	fixture_hash(f, after);
	assert_string_equal(before, after);
}

/* A sentence may end in a log: neither it nor the list quotes a person's line. */
static void no_sentence_names_a_person(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(bads); i++) {
		struct import_result r;

		import(f, bads[i].bytes, strlen(bads[i].bytes), false, &r);
		for (size_t k = 0; k < r.problem_count; k++) {
			assert_null(strstr(r.problems[k].message, "Berg"));
			assert_null(strstr(r.problems[k].message, "Dam"));
		}
		import_result_release(&r);
	}
}

static void dry_run_writes_nothing(void **state)
{
	static const char bytes[] = "name,birth,number\nAnna Berg,1985-12-24,17\n";
	struct fixture *f = *state;
	char before[65], after[65];
	struct import_result r;

	fixture_hash(f, before);
	assert_int_equal(import(f, bytes, strlen(bytes), true, &r), STIGE_OK);
	fixture_hash(f, after);
	assert_int_equal(r.added, 1);
	assert_string_equal(before, after);
	import_result_release(&r);
	assert_int_equal(import(f, bytes, strlen(bytes), false, &r), STIGE_OK);
	fixture_hash(f, after);
	assert_string_not_equal(before, after);
	import_result_release(&r);
}

static void windows_1252_is_read_with_a_note(void **state)
{
	static const char bytes[] = "Navn;F\xf8" "dselsdato;Nummer\r\nS\xf8ren \xc5kj\xe6r;24-12-1985;17\r\n";
	struct fixture *f = *state;
	struct arena a = ARENA_INIT;
	struct import_result r;
	struct err err = ERR_INIT;
	struct client *list;
	size_t count;

	assert_int_equal(import(f, bytes, strlen(bytes), false, &r), STIGE_OK);
	assert_non_null(r.note);
	assert_non_null(strstr(r.note, "Windows-1252"));
	assert_int_equal(client_list(f->desk->store, &a, NULL, &list, &count, &err), STIGE_OK);
	assert_string_equal(list[0].f.name, "Søren Åkjær");
	arena_release(&a);
	import_result_release(&r);
}

/* One client of the caseload against one line of a file. */
static const struct twin {
	const char *line;
	size_t added, known, problems;
	const char *word;
} twins[] = {
	{ "Anna Berg,1985-12-24,17\n", 0, 1, 0, "" },
	{ "anna berg,24-12-1985,17\n", 0, 1, 0, "" },
	{ "Anna Berg,,17\n", 0, 1, 0, "" },
	{ "Anna Berg,1985-12-25,17\n", 0, 0, 1, "birth date is another" },
	{ "Bo Dam,1985-12-24,17\n", 0, 0, 1, "another name" },
	{ "Anna Berg,1985-12-24,18\n", 0, 0, 1, "look like those of NB-0001" },
	{ "Anna Berg,1985-12-24,\n", 0, 0, 1, "look like" },
	{ "Anna Berg,,\n", 0, 0, 1, "look like" },
	{ "Anna Berg,1990-01-01,18\n", 1, 0, 0, "" },
	{ "Anna Bergh,1985-12-24,18\n", 1, 0, 0, "" },
	{ "Anna Berg,1985-12-24,17\nBo Dam,1980-01-01,19\n", 1, 1, 0, "" },
	{ "Anna Berg,1985-12-24,17\nAnna Berg,1985-12-24,17\n", 0, 1, 1, "line 2" },
};

/* Two clients may share name and birth date; a line with the number of one is that one. */
static void known_namesakes_are_left_alone(void **state)
{
	static const char bytes[] = "name,birth,number\nAnna Berg,1985-12-24,17\n";
	struct fixture *f = *state;
	struct import_result r;

	fixture_client(f, "Anna Berg", "1985-12-24", "17");
	fixture_client(f, "Anna Berg", "1985-12-24", "18");
	assert_int_equal(import(f, bytes, strlen(bytes), false, &r), STIGE_OK);
	assert_int_equal(r.known, 1);
	assert_int_equal(r.added, 0);
	import_result_release(&r);
}

static void twins_are_recognised_or_asked(void **state)
{
	struct fixture *f = *state;

	fixture_client(f, "Anna Berg", "1985-12-24", "17");
	for (size_t i = 0; i < ARRAY_SIZE(twins); i++) {
		struct str bytes = STR_INIT;
		struct import_result r;
		enum stige_rc rc;

		str_addf(&bytes, "name,birth,number\n%s", twins[i].line);
		rc = import(f, bytes.text, bytes.len, true, &r);
		assert_int_equal(rc, twins[i].problems ? STIGE_DATA : STIGE_OK);
		if (r.problem_count != twins[i].problems || r.known != twins[i].known || r.added != twins[i].added ||
		    (r.problem_count && !strstr(r.problems[0].message, twins[i].word)))
			fail_msg("%s: added %zu, known %zu, %s", twins[i].line, r.added, r.known,
				r.problem_count ? r.problems[0].message : "-");
		import_result_release(&r);
		str_release(&bytes);
	}
}

/* A file that was taken in once can be taken in again: everybody is known, nothing is written twice. */
static void twice_is_once(void **state)
{
	static const char bytes[] = "name;birth;number\nAnna Berg;24-12-1985;17\nBo Dam;01-01-1980;18\n";
	struct fixture *f = *state;
	struct import_result r;

	assert_int_equal(import(f, bytes, strlen(bytes), false, &r), STIGE_OK);
	assert_int_equal(r.added, 2);
	import_result_release(&r);
	assert_int_equal(import(f, bytes, strlen(bytes), false, &r), STIGE_OK);
	assert_int_equal(r.added, 0);
	assert_int_equal(r.known, 2);
	import_result_release(&r);
	assert_int_equal(count_clients(f), 2);
}

static void a_missing_file_is_said(void **state)
{
	struct fixture *f = *state;
	const struct import_options options = { .dry_run = false };
	char *path = fixture_path(f, "nowhere.csv");
	struct import_result r;
	struct err err = ERR_INIT;

	assert_int_equal(import_clients(f->desk, path, &options, &r, &err), STIGE_NOINPUT);
	assert_non_null(strstr(err.msg, "nowhere.csv"));
	import_result_release(&r);
	mem_free(path);
}

static bool count_import(void *ctx, const struct event *e)
{
	if (e->kind == EVENT_IMPORTED && e->answered == 2 && e->of == 2)
		++*(size_t *)ctx;
	return true;
}

static void an_import_leaves_an_event(void **state)
{
	static const char bytes[] = "name,birth,number\nAnna Berg,1985-12-24,17\nBo Dam,1980-01-01,18\n";
	const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct fixture *f = *state;
	struct import_result r;
	struct err err = ERR_INIT;
	size_t found = 0;

	assert_int_equal(import(f, bytes, strlen(bytes), false, &r), STIGE_OK);
	assert_int_equal(event_each(f->desk->store, &all, count_import, &found, &err), STIGE_OK);
	assert_int_equal(found, 1);
	import_result_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files),
		cmocka_unit_test_setup_teardown(bad_files, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_sentence_names_a_person, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(dry_run_writes_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(windows_1252_is_read_with_a_note, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(twins_are_recognised_or_asked, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(known_namesakes_are_left_alone, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(twice_is_once, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_missing_file_is_said, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_import_leaves_an_event, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
