/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/csv/reader.h"
#include "stige/base/banned.h"

/*
 * A table as one text, so that cases can be written down: cells in brackets, rows ended
 * with /.
 */
static void show(struct str *out, const struct csv_table *t)
{
	for (size_t i = 0; i < t->count; i++) {
		for (size_t k = 0; k < t->rows[i].count; k++)
			str_addf(out, "[%s]", t->rows[i].cells[k].text);
		str_addc(out, '/');
	}
}

/* ---- what is read ---- */

static void reads_rows_and_cells(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "" }, { "a", "[a]/" }, { "a\n", "[a]/" }, { "a,b\nc,d\n", "[a][b]/[c][d]/" },
		{ "a,b\r\nc,d\r\n", "[a][b]/[c][d]/" }, { "a,b\rc,d\r", "[a][b]/[c][d]/" },
		{ "a,b\rc,d", "[a][b]/[c][d]/" },
		/* empty cells and blank lines */
		{ ",", "[][]/" }, { "a,", "[a][]/" }, { ",a\n", "[][a]/" }, { ",,\n,,", "[][][]/[][][]/" },
		{ "\n", "/" }, { "\r\n", "/" }, { "\r", "/" }, { "\n\n", "//" }, { "\r\n\r\n", "//" },
		{ "\r\r", "//" },
		{ "\n\r", "//" }, { "a\n\nb", "[a]//[b]/" }, { "a\r\n\r\nb", "[a]//[b]/" },
		{ "a\r\rb", "[a]//[b]/" },
		{ "a\n\n", "[a]//" }, { "a\r\n\n\rb\n", "[a]///[b]/" }, { "\"\"\n", "[]/" },
		{ "\"\"", "[]/" },
		/* quotes */
		{ "\"a\"", "[a]/" }, { "\"a,b\",c", "[a,b][c]/" }, { "\"a\"\"b\"", "[a\"b]/" },
		{ "\"\"\"\"", "[\"]/" },
		{ "\"a\nb\",c\nd", "[a\nb][c]/[d]/" }, { "\"a\r\nb\"\r\n", "[a\r\nb]/" },
		{ "\"\n\"", "[\n]/" },
		{ "a,\"\"\n", "[a][]/" }, { "\"a\"\r\n\"b\"", "[a]/[b]/" }, { "\"a\"\r\"b\"", "[a]/[b]/" },
		{ "\"\"\"a\"\"\"", "[\"a\"]/" }, { "\"a\",\"b\"", "[a][b]/" },
		/* nothing is trimmed */
		{ " a , b \n", "[ a ][ b ]/" }, { "\ta\t", "[\ta\t]/" }, { "\" a \"", "[ a ]/" },
		{ " ", "[ ]/" }, { " \n ", "[ ]/[ ]/" },
		{ " ,", "[ ][]/" }, { "a b  c", "[a b  c]/" },
		/* delimiters */
		{ "a;b\nc,d;e", "[a][b]/[c,d][e]/" }, { "a,b;c\nd;e", "[a][b;c]/[d;e]/" },
		{ "a;b;c,d", "[a][b][c,d]/" },
		{ "\"a;b;c\",d\n", "[a;b;c][d]/" }, { "\"a\n;;\";b,c;d", "[a\n;;][b,c][d]/" },
		{ "a\n;", "[a]/[][]/" },
		{ "survey\n;type;name\n", "[survey]/[][type][name]/" }, { "\"a;b\"\n,c;d", "[a;b]/[][c;d]/" },
		{ "a|b", "[a|b]/" }, { "a\tb", "[a\tb]/" }, { ";", "[][]/" },
		/* a mark, and what only looks like one */
		{ "\xef\xbb\xbf" "a,b", "[a][b]/" }, { "\xef\xbb\xbf\"a\",b", "[a][b]/" },
		{ "\xef\xbb\xbf", "" },
		{ "a\xef\xbb\xbf", "[a\xef\xbb\xbf]/" },
		{ "æ,ø\nå,漢", "[æ][ø]/[å][漢]/" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct csv_fault fault = { .kind = CSV_BAD_NUL };
		struct str got = STR_INIT;
		struct csv_table t;

		if (csv_read(&t, cases[i].text, strlen(cases[i].text), NULL, &fault, NULL) != STIGE_OK)
			fail_msg("row %zu: fault %d", i, (int)fault.kind);
		show(&got, &t);
		if (!str_eq(got.text, cases[i].want))
			fail_msg("row %zu: %s, want %s", i, got.text, cases[i].want);
		assert_int_equal(fault.kind, CSV_FINE);
		csv_table_release(&t);
		str_release(&got);
	}
}

static void says_how_it_was_written(void **state)
{
	static const struct {
		const char *text;
		char delimiter;
		enum csv_encoding encoding;
		const char *want;
	} cases[] = {
		{ "a,b", ',', CSV_UTF8, "[a][b]/" },
		{ "a;b", ';', CSV_UTF8, "[a][b]/" },
		{ "a", ',', CSV_UTF8, "[a]/" },
		{ "\xef\xbb\xbf" "ø;b", ';', CSV_UTF8_BOM, "[ø][b]/" },
		{ "S\xf8ren;\xc5se", ';', CSV_WINDOWS_1252, "[Søren][Åse]/" },
		{ "\x80\x99\x9f\xff\xa0", ',', CSV_WINDOWS_1252, "[€™Ÿÿ\u00A0]/" },
		{ "\"\xe6;\n\";b", ';', CSV_WINDOWS_1252, "[æ;\n][b]/" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str got = STR_INIT;
		struct csv_table t;

		assert_int_equal(csv_read(&t, cases[i].text, strlen(cases[i].text), NULL, NULL, NULL),
			STIGE_OK);
		show(&got, &t);
		assert_string_equal(got.text, cases[i].want);
		assert_int_equal(t.delimiter, cases[i].delimiter);
		assert_int_equal(t.encoding, cases[i].encoding);
		csv_table_release(&t);
		str_release(&got);
	}
}

/* ---- where it stood ---- */

static void cells_know_their_place(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf" "type,æble,\"c\"\r\n"
		"\r\n"
		"\"two\nlines\",漢,x\r"
		"\"\"\"q\"\"\r\nz\",y\n"
		" ,";
	static const struct {
		size_t row, cell, line, column;
		bool quoted;
	} cases[] = {
		{ 0, 0, 1, 1, false }, { 0, 1, 1, 6, false }, { 0, 2, 1, 11, true },
		{ 2, 0, 3, 1, true }, { 2, 1, 4, 8, false }, { 2, 2, 4, 10, false },
		{ 3, 0, 5, 1, true }, { 3, 1, 6, 4, false }, { 4, 0, 7, 1, false }, { 4, 1, 7, 3, false },
	};
	static const size_t lines[] = { 1, 2, 3, 5, 7 };
	struct csv_table t;

	(void)state;
	assert_int_equal(csv_read(&t, text, sizeof(text) - 1, NULL, NULL, NULL), STIGE_OK);
	assert_int_equal(t.count, ARRAY_SIZE(lines));
	for (size_t i = 0; i < t.count; i++)
		assert_int_equal(t.rows[i].line, lines[i]);
	assert_int_equal(t.rows[1].count, 0);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct csv_cell *cell = &t.rows[cases[i].row].cells[cases[i].cell];

		if (cell->line != cases[i].line || cell->column != cases[i].column
				|| cell->quoted != cases[i].quoted)
			fail_msg("case %zu: %zu:%zu", i, cell->line, cell->column);
	}
	csv_table_release(&t);
}

static void bytes_of_a_cell_have_places(void **state)
{
	static const char text[] = "ab,\"x\"\"yø\r\nz\"\"w\",pqø\n";
	static const struct {
		size_t cell, offset, line, column;
	} cases[] = {
		{ 0, 0, 1, 1 }, { 0, 1, 1, 2 }, { 0, 2, 1, 3 }, { 0, 99, 1, 3 },
		{ 1, 0, 1, 5 }, { 1, 1, 1, 6 }, { 1, 2, 1, 8 }, { 1, 3, 1, 9 }, { 1, 5, 1, 10 },
		{ 1, 7, 2, 1 }, { 1, 8, 2, 2 }, { 1, 9, 2, 4 },
		{ 2, 0, 2, 7 }, { 2, 2, 2, 9 }, { 2, 4, 2, 10 },
	};
	struct csv_table t;

	(void)state;
	assert_int_equal(csv_read(&t, text, sizeof(text) - 1, NULL, NULL, NULL), STIGE_OK);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		size_t line, column;

		csv_cell_place(&t.rows[0].cells[cases[i].cell], cases[i].offset, &line, &column);
		if (line != cases[i].line || column != cases[i].column)
			fail_msg("case %zu: %zu:%zu", i, line, column);
	}
	csv_table_release(&t);
}

/* ---- what is refused ---- */

#define BYTES(s) s, sizeof(s) - 1

static const struct csv_limits small = { .field = 8, .cells = 3, .rows = 4, .all_cells = 7, .bytes = 60 };

static void bad_files_are_refused_where_they_are_bad(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		const struct csv_limits *limits;
		enum csv_fault_kind kind;
		size_t line, column;
	} cases[] = {
		{ BYTES("a,b\nc\"d,e\n"), NULL, CSV_BAD_QUOTE, 2, 2 },
		{ BYTES("a,b\nø,\"c\"d\n"), NULL, CSV_BAD_QUOTE, 2, 5 },
		{ BYTES("a\n\"b\" ,c"), NULL, CSV_BAD_QUOTE, 2, 3 },
		{ BYTES("a\n \"b\""), NULL, CSV_BAD_QUOTE, 2, 2 },
		{ BYTES("\"x\ny\"z"), NULL, CSV_BAD_QUOTE, 2, 2 },
		{ BYTES("\"a\"\"b\"c"), NULL, CSV_BAD_QUOTE, 1, 6 },
		{ BYTES("\xef\xbb\xbf" "a\""), NULL, CSV_BAD_QUOTE, 1, 2 },
		{ BYTES("a,b\n\nc,\"d\n\n\n"), NULL, CSV_BAD_END, 3, 3 },
		{ BYTES("\""), NULL, CSV_BAD_END, 1, 1 },
		{ BYTES("\"\"\""), NULL, CSV_BAD_END, 1, 1 },
		{ BYTES("a,b\nc\0d\n"), NULL, CSV_BAD_NUL, 2, 2 },
		{ BYTES("\0"), NULL, CSV_BAD_NUL, 1, 1 },
		{ BYTES("\xff\xfe" "a\0,\0"), NULL, CSV_BAD_ENCODING, 1, 1 },
		{ BYTES("\xfe\xff\0a"), NULL, CSV_BAD_ENCODING, 1, 1 },
		{ BYTES("\xff\xfe"), NULL, CSV_BAD_ENCODING, 1, 1 },
		{ BYTES("\xfe\xff\xe6\xe6"), NULL, CSV_BAD_ENCODING, 1, 1 },
		{ BYTES("a\n\xf8" "b\x81"), NULL, CSV_BAD_ENCODING, 2, 3 },
		{ BYTES("\xf8\n\x8d"), NULL, CSV_BAD_ENCODING, 2, 1 },
		{ BYTES("\xf8\r\n\x8f"), NULL, CSV_BAD_ENCODING, 2, 1 },
		{ BYTES("\xf8\r\x90"), NULL, CSV_BAD_ENCODING, 2, 1 },
		{ BYTES("\xf8\x9d"), NULL, CSV_BAD_ENCODING, 1, 2 },
		{ BYTES("\xf8\0"), NULL, CSV_BAD_ENCODING, 1, 2 },
		{ BYTES("\xef\xbb\xbf" "a\nS\xf8ren"), NULL, CSV_BAD_ENCODING, 2, 2 },
		{ BYTES("a\n123456789"), &small, CSV_BAD_FIELD, 2, 1 },
		{ BYTES("a\nb,\"123456789\""), &small, CSV_BAD_FIELD, 2, 3 },
		{ BYTES("\"1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n"), &small, CSV_BAD_FIELD, 1, 1 },
		{ BYTES("a\nb,c,d,e\n"), &small, CSV_BAD_ROW, 2, 7 },
		{ BYTES("a\nb,c,d,"), &small, CSV_BAD_ROW, 2, 7 },
		{ BYTES("a\n\nb\nc\nd\n"), &small, CSV_BAD_ROWS, 5, 1 },
		{ BYTES("\n\n\n\n\n"), &small, CSV_BAD_ROWS, 5, 1 },
		{ BYTES("a,b,c\nd,e,f\ng,h\n"), &small, CSV_BAD_CELLS, 3, 3 },
		{ BYTES("1234567\n123456\n1234567\n12345678901234567890123456789012345678"), &small,
			CSV_BAD_FILE, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct csv_fault fault = { .kind = CSV_FINE };
		struct err err = ERR_INIT;
		struct csv_table t;

		if (csv_read(&t, cases[i].text, cases[i].n, cases[i].limits, &fault, &err) != STIGE_DATA)
			fail_msg("case %zu was read", i);
		if (fault.kind != cases[i].kind || fault.line != cases[i].line
				|| fault.column != cases[i].column)
			fail_msg("case %zu: fault %d at %zu:%zu", i, (int)fault.kind, fault.line,
				fault.column);
		assert_non_null(strstr(err.msg, csv_fault_sentence(fault.kind)));
		assert_int_equal(t.count, 0);
		assert_null(t.rows);
	}
}

static void what_just_fits_is_read(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{ "12345678,12345678\n", "[12345678][12345678]/" }, { "\"12345678\"", "[12345678]/" },
		{ "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\",", "[\"\"\"\"\"\"\"\"][]/" },
		{ "a,b,c\n", "[a][b][c]/" },
		{ "a\n\nb\nc\n", "[a]//[b]/[c]/" }, { "a,b,c\nd,e,f\ng\n", "[a][b][c]/[d][e][f]/[g]/" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str got = STR_INIT;
		struct csv_table t;

		if (csv_read(&t, cases[i].text, strlen(cases[i].text), &small, NULL, NULL) != STIGE_OK)
			fail_msg("case %zu", i);
		show(&got, &t);
		assert_string_equal(got.text, cases[i].want);
		csv_table_release(&t);
		str_release(&got);
	}
}

static void errors_name_line_and_column(void **state)
{
	struct err err = ERR_INIT;
	struct csv_table t;

	(void)state;
	assert_int_equal(csv_read(&t, "a\nb\"", 4, NULL, NULL, &err), STIGE_DATA);
	assert_true(str_starts(err.msg, "line 2, column 2: "));
	assert_int_equal(csv_read(&t, "a\nb\"", 4, &(struct csv_limits){ .bytes = 3 }, NULL, &err),
		STIGE_DATA);
	assert_string_equal(err.msg, csv_fault_sentence(CSV_BAD_FILE));
	for (int k = CSV_BAD_ENCODING; k <= CSV_BAD_FILE; k++)
		for (int m = k + 1; m <= CSV_BAD_FILE; m++)
			assert_string_not_equal(csv_fault_sentence((enum csv_fault_kind)k),
				csv_fault_sentence((enum csv_fault_kind)m));
	assert_string_equal(csv_fault_sentence(CSV_FINE), "");
}

/* The usual limits, at full size: one over is refused. */
static void the_usual_limits_hold(void **state)
{
	struct str text = STR_INIT;
	struct csv_fault fault;
	struct csv_table t;

	(void)state;
	while (text.len < (size_t)1 << 20)
		str_addc(&text, 'x');
	assert_int_equal(csv_read(&t, text.text, text.len, NULL, &fault, NULL), STIGE_OK);
	assert_int_equal(strlen(t.rows[0].cells[0].text), (size_t)1 << 20);
	csv_table_release(&t);
	str_addc(&text, 'x');
	assert_int_equal(csv_read(&t, text.text, text.len, NULL, &fault, NULL), STIGE_DATA);
	assert_int_equal(fault.kind, CSV_BAD_FIELD);
	str_clear(&text);
	while (text.len < 999)
		str_addc(&text, ',');
	assert_int_equal(csv_read(&t, text.text, text.len, NULL, &fault, NULL), STIGE_OK);
	assert_int_equal(t.rows[0].count, 1000);
	csv_table_release(&t);
	str_addc(&text, ',');
	assert_int_equal(csv_read(&t, text.text, text.len, NULL, &fault, NULL), STIGE_DATA);
	assert_int_equal(fault.kind, CSV_BAD_ROW);
	str_clear(&text);
	while (text.len < 1000000)
		str_addc(&text, '\n');
	assert_int_equal(csv_read(&t, text.text, text.len, NULL, &fault, NULL), STIGE_OK);
	csv_table_release(&t);
	str_addc(&text, '\n');
	assert_int_equal(csv_read(&t, text.text, text.len, NULL, &fault, NULL), STIGE_DATA);
	assert_int_equal(fault.kind, CSV_BAD_ROWS);
	str_release(&text);
}

/* ---- files ---- */

static void files_are_read(void **state)
{
	char path[] = "/tmp/stige-csv-XXXXXX";
	int fd = mkstemp(path);
	struct csv_fault fault;
	struct err err = ERR_INIT;
	struct csv_table t;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "a;b\nc\"", 6), 6);
	assert_int_equal(csv_read_file(&t, path, NULL, &fault, &err), STIGE_DATA);
	assert_true(str_starts(err.msg, path));
	assert_non_null(strstr(err.msg, ": line 2, column 2: "));
	assert_int_equal(fault.kind, CSV_BAD_QUOTE);
	assert_int_equal(csv_read_file(&t, path, &(struct csv_limits){ .bytes = 5 }, &fault, &err),
		STIGE_DATA);
	assert_int_equal(fault.kind, CSV_BAD_FILE);
	assert_int_equal(ftruncate(fd, 5), 0);
	assert_int_equal(csv_read_file(&t, path, NULL, &fault, &err), STIGE_OK);
	assert_int_equal(t.count, 2);
	assert_int_equal(t.delimiter, ';');
	csv_table_release(&t);
	close(fd);
	unlink(path);
	assert_int_equal(csv_read_file(&t, path, NULL, &fault, &err), STIGE_NOINPUT);
	assert_int_equal(fault.kind, CSV_FINE);
	assert_int_equal(t.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_rows_and_cells),
		cmocka_unit_test(says_how_it_was_written),
		cmocka_unit_test(cells_know_their_place),
		cmocka_unit_test(bytes_of_a_cell_have_places),
		cmocka_unit_test(bad_files_are_refused_where_they_are_bad),
		cmocka_unit_test(what_just_fits_is_read),
		cmocka_unit_test(errors_name_line_and_column),
		cmocka_unit_test(the_usual_limits_hold),
		cmocka_unit_test(files_are_read),
	};

	return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
