/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/csv/reader.h"
#include "stige/csv/writer.h"
#include "stige/base/banned.h"

#define BOM "\xef\xbb\xbf"

static int in_denmark(void **state)
{
	(void)state;
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	return 0;
}

/* ---- one cell ---- */

static void put_and_compare(enum csv_dialect dialect, void (*put)(struct csv_writer *, const char *),
	const char *text, const char *want)
{
	struct str out = STR_INIT, all = STR_INIT;
	struct csv_writer w;

	str_addf(&all, "%s%s\r\n", dialect == CSV_EXCEL_DA ? BOM : "", want);
	csv_writer_init_str(&w, dialect, &out);
	put(&w, text);
	csv_end_row(&w);
	assert_int_equal(csv_writer_finish(&w, NULL), STIGE_OK);
	if (!str_eq(out.text, all.text))
		fail_msg("\"%s\": %s, want %s", text ? text : "NULL", out.text, all.text);
	str_release(&out);
	str_release(&all);
}

static const struct {
	const char *text, *exact, *excel;
} texts[] = {
	{ "Søren", "\"Søren\"", "Søren" },
	{ "", "\"\"", "\"\"" },
	{ NULL, "\"\"", "\"\"" },
	{ "a \"b\" c", "\"a \"\"b\"\" c\"", "\"a \"\"b\"\" c\"" },
	{ "a;b", "\"a;b\"", "\"a;b\"" },
	{ "a,b", "\"a,b\"", "\"a,b\"" },
	{ "a\nb", "\"a\nb\"", "\"a\nb\"" },
	{ " a", "\" a\"", "\" a\"" },
	{ "a ", "\"a \"", "\"a \"" },
	{ "two words", "\"two words\"", "two words" },
	/* formulas */
	{ "=1+1", "\"=1+1\"", "'=1+1" },
	{ "+45 12 34 56 78", "\"+45 12 34 56 78\"", "'+45 12 34 56 78" },
	{ "-3", "\"-3\"", "'-3" },
	{ "@home", "\"@home\"", "'@home" },
	{ "\tx", "\"\tx\"", "\"'\tx\"" },
	{ "\rx", "\"\rx\"", "\"'\rx\"" },
	{ "\nx", "\"\nx\"", "\"'\nx\"" },
	{ "'quoted", "\"'quoted\"", "''quoted" },
	{ "'", "\"'\"", "''" },
	{ "a=b", "\"a=b\"", "a=b" },
	{ "a'b", "\"a'b\"", "a'b" },
	/* what Excel takes for a date, a time or a number */
	{ "1/2", "\"1/2\"", "'1/2" }, { "12-11", "\"12-11\"", "'12-11" }, { "9:30", "\"9:30\"", "'9:30" },
	{ "1E5", "\"1E5\"", "'1E5" }, { "1e5", "\"1e5\"", "'1e5" }, { "2E-3", "\"2E-3\"", "'2E-3" },
	{ "1-2-2026", "\"1-2-2026\"", "'1-2-2026" }, { "010203-1234", "\"010203-1234\"", "'010203-1234" },
	{ " 1/2", "\" 1/2\"", "' 1/2" }, { "12:30 and so on", "\"12:30 and so on\"", "'12:30 and so on" },
	{ "7", "\"7\"", "7" }, { "7 days", "\"7 days\"", "7 days" }, { "1/x", "\"1/x\"", "1/x" },
	{ "3-", "\"3-\"", "'3-" }, { "0012", "\"0012\"", "'0012" }, { "0", "\"0\"", "0" },
	{ "12345678901", "\"12345678901\"", "12345678901" }, { "123456789012", "\"123456789012\"", "'123456789012" },
	{ "1,5", "\"1,5\"", "\"'1,5\"" }, { "1.500", "\"1.500\"", "'1.500" }, { "50%", "\"50%\"", "'50%" },
	{ ",5", "\",5\"", "\"',5\"" }, { "kr. 12", "\"kr. 12\"", "'kr. 12" }, { "12 kr.", "\"12 kr.\"", "'12 kr." },
	{ "kr", "\"kr\"", "kr" }, { "12 kroner", "\"12 kroner\"", "12 kroner" }, { "1. sal", "\"1. sal\"", "1. sal" },
	/* days of a month, in Danish and in English, and what a code can look like */
	{ "DEC1", "\"DEC1\"", "'DEC1" }, { "JAN-2", "\"JAN-2\"", "'JAN-2" }, { "MAJ-0042", "\"MAJ-0042\"", "'MAJ-0042" },
	{ "2. maj", "\"2. maj\"", "'2. maj" }, { "2 Oktober 2026", "\"2 Oktober 2026\"", "'2 Oktober 2026" },
	{ "marts 7", "\"marts 7\"", "'marts 7" }, { "MAJ", "\"MAJ\"", "MAJ" }, { "DEC", "\"DEC\"", "DEC" },
	{ "2 majoner", "\"2 majoner\"", "2 majoner" }, { "maj 2 og 3", "\"maj 2 og 3\"", "maj 2 og 3" },
	{ "Maja-1", "\"Maja-1\"", "Maja-1" },
	/* truths */
	{ "TRUE", "\"TRUE\"", "'TRUE" }, { "falsk", "\"falsk\"", "'falsk" }, { "sandt", "\"sandt\"", "sandt" },
	{ "5E", "\"5E\"", "5E" }, { "5Ex", "\"5Ex\"", "5Ex" }, { "NB-0042", "\"NB-0042\"", "NB-0042" },
	{ "A1/2", "\"A1/2\"", "A1/2" },
};

static void texts_in_both_dialects(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		put_and_compare(CSV_EXACT, csv_put_text, texts[i].text, texts[i].exact);
		put_and_compare(CSV_EXCEL_DA, csv_put_text, texts[i].text, texts[i].excel);
	}
}

static void the_guard_comes_off_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		struct str out = STR_INIT;
		struct csv_writer w;
		struct csv_table t;

		csv_writer_init_str(&w, CSV_EXCEL_DA, &out);
		csv_put_text(&w, texts[i].text);
		csv_end_row(&w);
		csv_writer_finish(&w, NULL);
		assert_int_equal(csv_read(&t, out.text, out.len, NULL, NULL, NULL), STIGE_OK);
		assert_int_equal(t.count, 1);
		assert_string_equal(csv_unguard(t.rows[0].cells[0].text), texts[i].text ? texts[i].text : "");
		csv_table_release(&t);
		str_release(&out);
	}
	assert_string_equal(csv_unguard("''a"), "'a");
	assert_string_equal(csv_unguard(""), "");
}

static void codes_are_never_guarded(void **state)
{
	(void)state;
	put_and_compare(CSV_EXCEL_DA, csv_put_code, "-", "-");
	put_and_compare(CSV_EXCEL_DA, csv_put_code, "c3=4 c6=4", "c3=4 c6=4");
	put_and_compare(CSV_EXCEL_DA, csv_put_code, "a;b", "\"a;b\"");
	put_and_compare(CSV_EXCEL_DA, csv_put_code, NULL, "\"\"");
	put_and_compare(CSV_EXACT, csv_put_code, "form_completed", "\"form_completed\"");
}

static void numbers_in_both_dialects(void **state)
{
	static const struct {
		double n;
		const char *exact, *excel;
	} cases[] = {
		{ 0.0, "\"0\"", "0" }, { -0.0, "\"0\"", "0" }, { 3.0, "\"3\"", "3" },
		{ -3.0, "\"-3\"", "-3" },
		{ 2.5, "\"2.5\"", "2,5" }, { -0.125, "\"-0.125\"", "-0,125" }, { 0.1, "\"0.1\"", "0,1" },
		{ 1e21, "\"1000000000000000000000\"", "1000000000000000000000" },
		{ 1e-7, "\"0.0000001\"", "0,0000001" },
		{ 100.0, "\"100\"", "100" }, { 21500.0, "\"21500\"", "21500" },
		{ 123.456, "\"123.456\"", "123,456" },
		{ 1.0 / 3.0, "\"0.3333333333333333\"", "0,3333333333333333" },
		{ 9007199254740993.0, "\"9007199254740992\"", "9007199254740992" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		for (int d = CSV_EXACT; d <= CSV_EXCEL_DA; d++) {
			struct str out = STR_INIT, want = STR_INIT;
			struct csv_writer w;

			csv_writer_init_str(&w, (enum csv_dialect)d, &out);
			csv_put_number(&w, cases[i].n);
			csv_end_row(&w);
			csv_writer_finish(&w, NULL);
			str_addf(&want, "%s\r\n", d == CSV_EXACT ? cases[i].exact : cases[i].excel);
			assert_string_equal(out.text + (d == CSV_EXACT ? 0 : 3), want.text);
			str_release(&out);
			str_release(&want);
		}
	}
}

/* Any double reads back as itself, and no exponent is ever written. */
static void numbers_read_back(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 9);
	struct str out = STR_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct csv_writer w;
		uint64_t bits;
		double n;

		r.fill(r.state, &bits, sizeof(bits));
		memcpy(&n, &bits, sizeof(n));
		if (!(n >= -DBL_MAX && n <= DBL_MAX))
			continue;
		str_clear(&out);
		csv_writer_init_str(&w, CSV_EXACT, &out);
		csv_put_number(&w, n);
		csv_end_row(&w);
		csv_writer_finish(&w, NULL);
		assert_int_equal(strspn(out.text, "\"-0123456789."), out.len - 2);
		assert_true(strtod(out.text + 1, NULL) == n);
	}
	str_release(&out);
}

static void a_row_of_everything(void **state)
{
	static const struct {
		enum csv_dialect dialect;
		const char *want;
	} cases[] = {
		{ CSV_EXACT,
			"\"stige-log-1\",\"-7\",\"2026-11-22\",\"2026-11-22T08:30:05Z\",\"\",\"\",\"\",\"Åse\"\r\n\"x\"\r\n\r\n" },
		{ CSV_EXCEL_DA, BOM "stige-log-1;-7;2026-11-22;2026-11-22 09:30;;;;Åse\r\nx\r\n\r\n" },
	};
	int64_t at;

	(void)state;
	assert_true(instant_parse("2026-11-22T08:30:05Z", &at));
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = { STIGE_OK, "untouched" };
		struct str out = STR_INIT;
		struct csv_writer w;

		csv_writer_init_str(&w, cases[i].dialect, &out);
		csv_put_code(&w, "stige-log-1");
		csv_put_integer(&w, -7);
		csv_put_date(&w, date_make(2026, 11, 22));
		csv_put_instant(&w, at);
		csv_put_empty(&w);
		csv_put_date(&w, DATE_NONE);
		csv_put_instant(&w, INSTANT_NONE);
		csv_put_text(&w, "Åse");
		csv_end_row(&w);
		csv_put_text(&w, "x");
		csv_end_row(&w);
		csv_end_row(&w);
		assert_int_equal(csv_writer_finish(&w, &err), STIGE_OK);
		assert_string_equal(err.msg, "untouched");
		assert_string_equal(out.text, cases[i].want);
		str_release(&out);
	}
}

static void integers_have_their_ends(void **state)
{
	struct str out = STR_INIT;
	struct csv_writer w;

	(void)state;
	csv_writer_init_str(&w, CSV_EXACT, &out);
	csv_put_integer(&w, INT64_MIN);
	csv_put_integer(&w, INT64_MAX);
	csv_end_row(&w);
	csv_writer_finish(&w, NULL);
	assert_string_equal(out.text, "\"-9223372036854775808\",\"9223372036854775807\"\r\n");
	str_release(&out);
}

/* ---- whole files ---- */

static void random_text(struct str *out, struct random *r)
{
	static const char *const pieces[] = {
		"a", "ø", "漢", "\U0001F600", " ", "\n", "\r\n", "\r", "\t", "\"", "\"\"", ",", ";", "'", "=",
		"+", "-", "@",
		"1", "23", "/", ":", "E5", "e", "word", "\xef\xbb\xbf", "\x01", "\x7f", "\u202E",
	};
	uint32_t count = random_below(r, 7);

	str_clear(out);
	while (count-- > 0)
		str_add(out, pieces[random_below(r, ARRAY_SIZE(pieces))]);
}

/* 2,000 tables of random texts below a header, in both dialects: all come back. */
static void random_tables_come_back(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 10);
	struct str text = STR_INIT, out = STR_INIT;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		enum csv_dialect dialect = i % 2 ? CSV_EXACT : CSV_EXCEL_DA;
		uint32_t columns = random_below(&r, 5) + 1, rows = random_below(&r, 5) + 1;
		char **want = mem_array((size_t)rows * columns, sizeof(*want));
		struct csv_writer w;
		struct csv_table t;
		struct err err = ERR_INIT;

		str_clear(&out);
		csv_writer_init_str(&w, dialect, &out);
		for (uint32_t k = 0; k < columns; k++)
			csv_put_code(&w, "column");
		csv_end_row(&w);
		for (uint32_t k = 0; k < rows * columns; k++) {
			random_text(&text, &r);
			want[k] = mem_strdup(text.text);
			csv_put_text(&w, text.text);
			if (k % columns == columns - 1)
				csv_end_row(&w);
		}
		assert_int_equal(csv_writer_finish(&w, &err), STIGE_OK);
		if (csv_read(&t, out.text, out.len, NULL, NULL, &err) != STIGE_OK)
			fail_msg("%s in %s", err.msg, out.text);
		assert_int_equal(t.count, rows + 1);
		for (uint32_t k = 0; k < rows * columns; k++) {
			const struct csv_row *row = &t.rows[1 + k / columns];
			const char *got;

			assert_int_equal(row->count, columns);
			got = row->cells[k % columns].text;
			if (dialect == CSV_EXCEL_DA) {
				assert_null(got[0] ? strchr("=+-@\t\r\n", got[0]) : NULL);
				got = csv_unguard(got);
			}
			assert_string_equal(got, want[k]);
			mem_free(want[k]);
		}
		mem_free(want);
		csv_table_release(&t);
	}
	str_release(&text);
	str_release(&out);
}

struct counting_sink {
	size_t calls, bytes, largest;
	size_t fail_at;              /* this call fails, and it is the last one made; 0 = none */
};

static enum stige_rc count_bytes(void *state, const char *bytes, size_t n, struct err *err)
{
	struct counting_sink *s = state;

	(void)bytes;
	assert_true(s->fail_at == 0 || s->calls < s->fail_at);
	if (++s->calls == s->fail_at)
		return err_set(err, STIGE_IO, "the disk is full");
	s->bytes += n;
	s->largest = n > s->largest ? n : s->largest;
	return STIGE_OK;
}

static void write_many(struct csv_writer *w, int rows)
{
	for (int i = 0; i < rows; i++) {
		csv_put_text(w, "1234567890");
		csv_put_integer(w, 12345);
		csv_end_row(w);
	}
}

/* A row is "1234567890","12345" and the end of the line. */
static void it_streams(void **state)
{
	struct counting_sink sink = { 0 };
	struct csv_writer w;

	(void)state;
	csv_writer_init(&w, CSV_EXACT, (struct csv_sink){ count_bytes, &sink });
	write_many(&w, 100000);
	assert_true(w.pending.cap < 100000);
	assert_int_equal(csv_writer_finish(&w, NULL), STIGE_OK);
	assert_int_equal(sink.bytes, 100000 * (12 + 1 + 7 + 2));
	assert_true(sink.calls > 10);
	assert_true(sink.largest < 100000);
}

static void an_error_stays(void **state)
{
	(void)state;
	for (size_t fail_at = 1; fail_at <= 4; fail_at++) {
		struct counting_sink sink = { .fail_at = fail_at };
		struct err err = ERR_INIT;
		struct csv_writer w;

		csv_writer_init(&w, CSV_EXCEL_DA, (struct csv_sink){ count_bytes, &sink });
		write_many(&w, 20000);
		assert_true(w.pending.cap < 100000);
		assert_int_equal(csv_writer_finish(&w, &err), STIGE_IO);
		assert_string_equal(err.msg, "the disk is full");
	}
}

static void nothing_written_is_an_empty_file(void **state)
{
	struct str out = STR_INIT;
	struct csv_writer w;

	(void)state;
	csv_writer_init_str(&w, CSV_EXACT, &out);
	assert_int_equal(csv_writer_finish(&w, NULL), STIGE_OK);
	assert_string_equal(out.text, "");
	csv_writer_init_str(&w, CSV_EXCEL_DA, &out);
	assert_int_equal(csv_writer_finish(&w, NULL), STIGE_OK);
	assert_string_equal(out.text, BOM);
	str_release(&out);
}

static void cells_come_again_in_their_place(void **state)
{
	struct csv_kept first = CSV_KEPT_INIT, second = CSV_KEPT_INIT;
	struct str out = STR_INIT;
	struct csv_mark mark;
	struct csv_writer w;

	(void)state;
	csv_writer_init_str(&w, CSV_EXCEL_DA, &out);
	mark = csv_mark_here(&w);
	csv_put_text(&w, "");
	csv_keep_cells(&w, mark, &first);
	csv_end_row(&w);
	csv_put_kept(&w, &first);            /* still one empty cell, not a blank line */
	csv_end_row(&w);
	csv_put_integer(&w, 1);
	mark = csv_mark_here(&w);
	csv_put_text(&w, "a;b");
	csv_put_number(&w, 2.5);
	csv_keep_cells(&w, mark, &second);
	csv_put_integer(&w, 3);
	csv_end_row(&w);
	csv_put_kept(&w, &first);
	csv_put_kept(&w, &second);
	csv_end_row(&w);
	assert_int_equal(csv_writer_finish(&w, NULL), STIGE_OK);
	assert_string_equal(out.text, BOM "\"\"\r\n\"\"\r\n1;\"a;b\";2,5;3\r\n;\"a;b\";2,5\r\n");
	str_release(&out);
	str_release(&first.bytes);
	str_release(&second.bytes);
}

static void dialects_have_names(void **state)
{
	enum csv_dialect dialect;

	(void)state;
	for (int d = CSV_EXACT; d <= CSV_EXCEL_DA; d++) {
		assert_true(csv_dialect_parse(csv_dialect_name((enum csv_dialect)d), &dialect));
		assert_int_equal(dialect, d);
	}
	assert_string_equal(csv_dialect_name(CSV_EXACT), "exact");
	assert_string_equal(csv_dialect_name(CSV_EXCEL_DA), "excel-da");
	assert_false(csv_dialect_parse("excel", &dialect));
	assert_false(csv_dialect_parse("Exact", &dialect));
	assert_false(csv_dialect_parse("", &dialect));
	assert_false(csv_dialect_parse(NULL, &dialect));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_in_both_dialects),
		cmocka_unit_test(the_guard_comes_off_again),
		cmocka_unit_test(codes_are_never_guarded),
		cmocka_unit_test(numbers_in_both_dialects),
		cmocka_unit_test(numbers_read_back),
		cmocka_unit_test(a_row_of_everything),
		cmocka_unit_test(integers_have_their_ends),
		cmocka_unit_test(random_tables_come_back),
		cmocka_unit_test(it_streams),
		cmocka_unit_test(an_error_stays),
		cmocka_unit_test(nothing_written_is_an_empty_file),
		cmocka_unit_test(cells_come_again_in_their_place),
		cmocka_unit_test(dialects_have_names),
	};

	return cmocka_run_group_tests_name("writer", tests, in_denmark, NULL);
}
