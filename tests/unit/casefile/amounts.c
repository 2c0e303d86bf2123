/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wage a client names: kept as it was said, with the terms it was said in, compared by the month. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

#define C_WITH(wage) "3;3;3;3;3;3;3;3;3;none;" wage

static const struct advice_value *wage(const struct casefile *c)
{
	return &c->facts.values[advice_item_index(c->desk->instrument->advice, "c11")];
}

static int severity(const struct casefile *c)
{
	return c->advice.severity[advice_item_index(c->desk->instrument->advice, "c11")];
}

static bool unknown(const struct casefile *c)
{
	return c->advice.unknown & UINT32_C(1) << advice_item_index(c->desk->instrument->advice, "c11");
}

/* A colleague whose defaults are these works from now on. */
static void become(struct bench *b, const char *login, const char *period, const char *basis)
{
	struct str p = STR_INIT, q = STR_INIT, l = STR_INIT;
	struct caseworker other = {
		.name = (char[]){ "Mette Lund" }, .initials = (char[]){ "ML" }, .active = true,
	};
	struct id id;

	str_add(&p, period);
	str_add(&q, basis);
	str_add(&l, login);
	other.wage_period = p.text;
	other.wage_basis = q.text;
	other.login = l.text;
	bench_ok(b, caseworker_add(b->desk->store, &other, NULL, &id, &b->err));
	bench_reopen(b, login);
	str_release(&p);
	str_release(&q);
	str_release(&l);
}

/* Two rows more are kept, and neither is asked: 11 of 11 stays 11 of 11. */
static void kept_beside_the_answer(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct str sheet = STR_INIT, words = STR_INIT;
	const struct response *r;
	struct giving *g = NULL;
	struct sitting *s = NULL;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_ok(b, sitting_begin(b->desk, &id, MEETING_OFFICE, &s, &b->err));
	bench_ok(b, giving_open(b->desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g,
		&b->err));
	assert_int_equal(entry_of(giving_entry(g)), 11);
	assert_int_equal(entry_answered(giving_entry(g)), 0);
	giving_free(g);
	bench_form(b, s, RESPONDENT_CLIENT, C_WITH("26000"));
	assert_int_equal(s->answered[STEP_CLIENT], 11);
	assert_int_equal(s->of[STEP_CLIENT], 11);
	bench_ok(b, sitting_close(s, "", DATE_NONE, &b->err));
	sitting_free(s);
	c = bench_file(b, &id);
	r = casefile_newest(c, RESPONDENT_CLIENT);
	assert_string_equal(casefile_answer(c, r, "c11_period")->text, "month");
	assert_string_equal(casefile_answer(c, r, "c11_basis")->text, "gross");
	casefile_amount(c, casefile_series(c, "c11"), 0, &words);
	assert_string_equal(words.text, "26000 kr a month before tax");
	str_clear(&words);
	casefile_amount(c, casefile_series(c, "c3"), 0, &words);
	assert_string_equal(words.text, "");
	casefile_sheet(c, 80, &sheet);
	assert_non_null(strstr(sheet.text, "26000 kr a month before tax"));
	str_release(&sheet);
	str_release(&words);
	casefile_free(c);
}

/* 37 x 52 / 12 = 160.33 hours: 178 an hour is 28,539 a month and 179 is 28,699; the limit is 28,600. */
static const struct {
	const char *period, *basis, *typed;
	int severity;
	bool unknown;
	int32_t number, reference;
} wages[] = {
	{ "month", "gross", "28600", 0, false, 28600, 26000 },
	{ "month", "gross", "28601", 1, false, 28601, 26000 },
	{ "hour", "gross", "178", 0, false, 28539, 26000 },
	{ "hour", "gross", "179", 1, false, 28699, 26000 },
	{ "month", "net", "28601", 0, true, 28601, 0 },
	{ "hour", "net", "500", 0, true, 500, 0 },
};

static void compared_by_the_month(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wages); i++) {
		struct bench b;
		struct casefile *c;
		struct str answers = STR_INIT;
		struct id id;

		bench_open(&b);
		become(&b, "mel", wages[i].period, wages[i].basis);
		id = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
		str_addf(&answers, C_WITH("%s"), wages[i].typed);
		bench_meeting(&b, &id, answers.text, "", "");
		bench_reopen(&b, "kih");                             /* whoever reads it later */
		c = bench_file(&b, &id);
		if (severity(c) != wages[i].severity || unknown(c) != wages[i].unknown
			|| wage(c)->number != wages[i].number || c->facts.reference_wage != wages[i].reference)
			fail_msg("%zu: severity %d, unknown %d, %d against %d", i, severity(c), unknown(c),
				(int)wage(c)->number, (int)c->facts.reference_wage);
		casefile_free(c);
		str_release(&answers);
		bench_close(&b);
	}
}

/* The curve breaks where the terms change: nobody's wish fell from 26000 to 170. */
static void curve_breaks(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	const struct series *s;
	struct str words = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, C_WITH("26000"), "", "");
	bench_days(b, 91);
	bench_meeting(b, &id, C_WITH("dk"), "", "");
	bench_days(b, 91);
	become(b, "mel", "hour", "gross");
	bench_meeting(b, &id, C_WITH("170"), "", "");
	bench_days(b, 91);
	bench_meeting(b, &id, C_WITH("175"), "", "");
	c = bench_file(b, &id);
	s = casefile_series(c, "c11");
	assert_int_equal(s->points[0].marks, 0);
	assert_int_equal(s->points[2].marks, SERIES_BREAK);
	assert_int_equal(s->points[3].marks, 0);
	assert_int_equal(series_since_start(s->points, s->count).from, 170);
	assert_int_equal(casefile_series(c, "c1")->points[2].marks, 0);
	casefile_amount(c, s, 2, &words);
	assert_string_equal(words.text, "170 kr an hour before tax");
	str_release(&words);
	casefile_free(c);
}

/* Answers from before the terms were kept: the defaults of who asked stand for them. */
static void before_they_were_kept(void **state)
{
	static const char *const older[] = {
		",hidden,c11_period,", ",hidden,stige_period,", ",hidden,c11_basis,", ",hidden,stige_basis,",
		"2026112203", "2026112201", NULL,
	};
	struct bench *b = *state;
	struct casefile *c;
	struct str words = STR_INIT;
	struct id id;

	bench_edit_forms(b, older);
	become(b, "mel", "hour", "gross");
	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, C_WITH("179"), "", "");
	bench_reopen(b, "kih");
	c = bench_file(b, &id);
	assert_int_equal(casefile_newest(c, RESPONDENT_CLIENT)->count, 11);
	assert_int_equal(severity(c), 1);
	casefile_amount(c, casefile_series(c, "c11"), 0, &words);
	assert_string_equal(words.text, "179 kr");
	str_release(&words);
	casefile_free(c);
}

/* A correction keeps the terms that the amount was said in, whoever corrects. */
static void correction_keeps_them(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct giving *g = NULL;
	const struct form_item *open = NULL;
	const struct response *r;
	struct id id, corrected;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, C_WITH("26000"), "", "");
	become(b, "mel", "hour", "net");
	desk_purpose(b->desk, &id, "substitute");
	c = bench_file(b, &id);
	bench_ok(b, giving_correct(b->desk, c, &casefile_newest(c, RESPONDENT_CLIENT)->id, &g, &b->err));
	bench_give(b, g, "c11", "27000");
	bench_ok(b, giving_complete(g, CORRECT_SLIP, &open, &corrected, &b->err));
	giving_free(g);
	casefile_free(c);
	c = bench_file(b, &id);
	r = casefile_newest(c, RESPONDENT_CLIENT);
	assert_int_equal(wage(c)->number, 27000);
	assert_string_equal(casefile_answer(c, r, "c11_period")->text, "month");
	assert_string_equal(casefile_answer(c, r, "c11_basis")->text, "gross");
	casefile_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(kept_beside_the_answer, bench_setup, bench_teardown),
		cmocka_unit_test(compared_by_the_month),
		cmocka_unit_test_setup_teardown(curve_breaks, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(before_they_were_kept, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(correction_keeps_them, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
