/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of the own caseload: weeks, who is behind a number, numbers too small to be told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/casefile/report.h"
#include "stige/base/banned.h"

#define C_PLAIN "3;3;3;3;3;3;3;3;3;internet;26000"
#define W_PLAIN "3;3;3;3;3;3;3;3;3;3;3"

static struct report made(struct bench *b, enum report_kind kind)
{
	struct report r;

	bench_ok(b, report_make(b->desk, kind, &r, &b->err));
	return r;
}

static const struct report_row *row_of(const struct report *r, const char *code)
{
	size_t i = 0;

	while (i < r->row_count && !str_eq(r->rows[i].code, code))
		i++;
	assert_true(i < r->row_count);
	return &r->rows[i];
}

/* The names behind a row, in order, ended by a semicolon each. */
static void assert_who(const struct report *r, const char *code, const char *names)
{
	const struct report_row *row = row_of(r, code);
	struct str all = STR_INIT;

	for (size_t i = 0; i < row->who_count; i++)
		str_addf(&all, "%s;", r->load.rows[row->who[i]].client.f.name);
	assert_string_equal(all.text, names);
	assert_int_equal(row->cells[0], row->who_count);
	str_release(&all);
}

static void close_client(struct bench *b, const struct id *id, enum client_status status, int32_t until)
{
	struct casefile *c = bench_file(b, id);
	struct client_fields now = c->client.f;

	now.status = status;
	now.paused_until = until;
	bench_ok(b, casefile_edit(b->desk, c, &now, &b->err));
	casefile_free(c);
}

/* Sundays: rounds on 2026-11-22, 11-29, 12-06 and 12-27; seen on 2027-02-28, the last day of week 8. */
static void by_weeks(void **state)
{
	struct bench *b = *state;
	struct report r;
	struct str text = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "", "unknown");
	bench_meeting(b, &id, C_PLAIN, "", "");
	bench_days(b, 7);
	id = bench_client(b, "Birthe Dam", "", "unknown");
	bench_meeting(b, &id, C_PLAIN, "", "");
	bench_days(b, 7);
	id = bench_client(b, "Camilla Enevold", "", "unknown");
	bench_meeting(b, &id, C_PLAIN, "", "");
	bench_days(b, 21);
	id = bench_client(b, "Dilan Frost", "", "unknown");
	bench_meeting(b, &id, C_PLAIN, "", "");
	bench_client(b, "Erik Gade", "", "unknown");
	id = bench_client(b, "Fatima Haugaard", "", "unknown");
	close_client(b, &id, CLIENT_PAUSED, desk_today(b->desk) + 300);
	id = bench_client(b, "Gert Iversen", "", "unknown");
	close_client(b, &id, CLIENT_CLOSED, DATE_NONE);
	bench_days(b, 63);
	r = made(b, REPORT_DUE);
	assert_int_equal(r.of, 6);                                   /* Gert is closed */
	assert_int_equal(r.row_count, 6);
	assert_string_equal(r.rows[0].code, "overdue");
	assert_string_equal(r.rows[1].label, "This week, 8");
	assert_string_equal(r.rows[2].label, "Next week, 9");
	assert_who(&r, "overdue", "Aksel Brandt;");
	assert_who(&r, "2027-W08", "Birthe Dam;");
	assert_who(&r, "2027-W09", "Camilla Enevold;");
	assert_who(&r, "2027-W12", "Dilan Frost;");
	assert_who(&r, "first", "Erik Gade;");
	assert_who(&r, "paused", "Fatima Haugaard;");
	report_text(&r, b->desk, 80, &text);
	assert_non_null(strstr(text.text, "     NB-0001  Aksel Brandt, due w07\n"));
	assert_null(strstr(text.text, "Gert"));
	report_release(&r);
	str_release(&text);
}

/* --- movement --- */

enum { PEOPLE = 18 };

/* The second answers of 18 people to W1, W2, W5, W6, after a 3; the others stay at 3. */
static const char *w1(int i)
{
	return i < 10 ? "4" : i < 17 ? "3" : "2";
}

static const char *w2(int i)
{
	return i < 11 ? "4" : "3";
}

static const char *w5(int i)
{
	return i < 5 ? "4" : i < 10 ? "1" : i < 17 ? "3" : "dk";
}

static const char *w6(int i)
{
	return i < 4 ? "2" : i < 8 ? "declined" : i < 13 ? "4" : "3";
}

static void assert_cells(const struct report *r, const char *code, const char *cells)
{
	struct str all = STR_INIT;

	for (size_t i = 0; report_head(r->kind, i); i++) {
		report_cell(row_of(r, code), i, &all);
		str_addc(&all, ' ');
	}
	assert_string_equal(all.text, cells);
	str_release(&all);
}

static void small_numbers_are_not_told(void **state)
{
	struct id ids[PEOPLE];
	struct bench *b = *state;
	struct report r;
	struct str text = STR_INIT;

	for (int i = 0; i < PEOPLE; i++) {
		str_clear(&text);
		str_addf(&text, "Prøve %c", 'A' + i);
		ids[i] = bench_client(b, text.text, "", "unknown");
		bench_meeting(b, &ids[i], "", W_PLAIN, "");
	}
	bench_client(b, "Ny Prøve", "", "unknown");
	bench_days(b, 91);
	for (int i = 0; i < PEOPLE; i++) {
		str_clear(&text);
		str_addf(&text, "%s;%s;3;3;%s;%s;3;3;3;3;3", w1(i), w2(i), w5(i), w6(i));
		bench_meeting(b, &ids[i], "", text.text, "");
	}
	r = made(b, REPORT_MOVEMENT);
	assert_int_equal(r.of, PEOPLE);                              /* who has two rounds */
	assert_cells(&r, "w1", "10 <5 7 <5 ");
	assert_cells(&r, "w2", "11 <5 - <5 ");                       /* 7 the same: else both zeros are known */
	assert_cells(&r, "w3", "<5 <5 - <5 ");
	assert_cells(&r, "w5", "- 5 7 <5 ");                         /* one alone is 18 less the others */
	assert_cells(&r, "w6", "- <5 5 <5 ");                        /* 8 can only be 4 and 4 */
	assert_cells(&r, "c1", "<5 <5 <5 - ");
	for (size_t i = 0; i < r.row_count; i++)
		assert_int_equal(r.rows[i].who_count, 0);
	report_release(&r);
	str_release(&text);
}

/* --- activities, and what is missing --- */

static void groups_and_nobody(void **state)
{
	struct bench *b = *state;
	struct report r;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "", "unknown");
	bench_meeting(b, &id, C_PLAIN, "", "a13 a10");              /* J and H */
	id = bench_client(b, "Birthe Dam", "", "unknown");
	bench_meeting(b, &id, C_PLAIN, "", "a22");                  /* none */
	bench_client(b, "Camilla Enevold", "", "unknown");
	r = made(b, REPORT_ACTIVITIES);
	assert_int_equal(r.of, 3);
	assert_who(&r, "J", "Aksel Brandt;");
	assert_who(&r, "U", "");
	assert_who(&r, "S", "");
	assert_who(&r, "H", "Aksel Brandt;");
	assert_who(&r, "none", "Birthe Dam;");
	assert_who(&r, "not-running", "Camilla Enevold;");
	report_release(&r);
}

static void what_is_missing(void **state)
{
	struct bench *b = *state;
	struct report r;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "", "unknown");        /* whole: 22 values */
	bench_meeting(b, &id, C_PLAIN, W_PLAIN, "");
	id = bench_client(b, "Birthe Dam", "", "unknown");          /* one side, 4 of 11 without a value, hourly wage */
	bench_meeting(b, &id, "dk;dk;dk;declined;3;3;3;3;3;internet;140", "", "");
	id = bench_client(b, "Camilla Enevold", "", "unknown");     /* 3 of 11: less than a third */
	bench_meeting(b, &id, "dk;dk;dk;3;3;3;3;3;3;internet;26000", W_PLAIN, "");
	bench_client(b, "Dilan Frost", "", "unknown");
	r = made(b, REPORT_QUALITY);
	assert_who(&r, "late", "");
	assert_who(&r, "one-side", "Birthe Dam;");
	assert_who(&r, "missing", "");
	assert_who(&r, "unknown", "Birthe Dam;");
	assert_who(&r, "wage", "Birthe Dam;");
	assert_who(&r, "no-date", "Aksel Brandt;Birthe Dam;Camilla Enevold;Dilan Frost;");
	assert_int_equal(row_of(&r, "dk")->cells[0], 6);
	assert_int_equal(row_of(&r, "dk")->cells[1], 55);            /* 22 + 11 + 22 */
	assert_int_equal(row_of(&r, "declined")->cells[0], 1);
	assert_int_equal(row_of(&r, "one-side")->cells[1], 3);
	report_release(&r);
	bench_days(b, 121);                                         /* late from day 121 */
	r = made(b, REPORT_QUALITY);
	assert_int_equal(row_of(&r, "late")->cells[0], 3);
	report_release(&r);
}

static void words(void **state)
{
	enum report_kind kind = REPORT_DUE;

	(void)state;
	for (int i = 0; i < REPORTS; i++) {
		assert_true(report_kind_parse(report_word((enum report_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	assert_false(report_kind_parse("score", &kind));
	assert_null(report_head(REPORT_ACTIVITIES, 1));
	assert_non_null(report_head(REPORT_MOVEMENT, REPORT_CELLS - 1));
	assert_null(report_head(REPORT_MOVEMENT, REPORT_CELLS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(by_weeks, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(small_numbers_are_not_told, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(groups_and_nobody, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(what_is_missing, bench_setup, bench_teardown),
		cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
