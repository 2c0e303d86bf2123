/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of every type: what keys do to it, what is stored, what is refused and why. */
#include "../casefile/bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "question_run.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* The columns of client.csv from the Danish label to the guidance; four more are before what is added at the end. */
#define NINETEEN ",,,,,,,,,,,,,,,,,,,"

/* Rows and columns a job centre could add. */
static const char *const more_rows[] = {
	"stige_source\n,hidden,stige_age",
	"stige_source,appearance\n,hidden,stige_age",
	"\n,integer,c11,",
	"\n,begin_group,grp,About you,Om dig"
	"\n,text,x_text,Which work did you like best?,Hvilket arbejde kunne du bedst lide?,One line,En linje"
	"\n,end_group,,,"
	"\n,date,x_date,When could you begin?,Hvornår kan du begynde?"
	"\n,decimal,x_decimal,Hours a day?,Timer om dagen?" NINETEEN "Count the travel too.,Tæl rejsen med."
	"\n,text,x_lines,Tell more.,Fortæl mere." NINETEEN ",,,,multiline"
	"\n,acknowledge,x_ack,You may stop at any time.,Du kan stoppe når som helst."
	"\n,note,x_note,Now about where you live.,Nu om hvor du bor."
	"\n,select_one towns,x_town,Where do you live?,Hvor bor du?"
	"\n,select_multiple towns,x_towns,Where could you work?,Hvor kan du arbejde?"
	"\n,integer,c11,",
	"\nsettings",
	"\n,towns,t1,Aaby,Aaby\n,towns,t2,Brøndby,Brøndby\n,towns,t3,Dragør,Dragør\n,towns,t4,Esbjerg,Esbjerg"
	"\n,towns,t5,Faxe,Faxe\n,towns,t6,Gentofte,Gentofte\n,towns,t7,Holbæk,Holbæk\n,towns,t8,Ishøj,Ishøj"
	"\n,towns,t9,Kolding,Kolding\n,towns,t10,Lolland,Lolland"
	"\nsettings",
	NULL,
};

struct table {
	struct bench bench;
	struct sitting *sitting;
	struct giving *giving;
	struct question_view view;
};

static void table_lay(struct table *t, const char *lang)
{
	struct bench *b = &t->bench;
	struct id client;

	memset(t, 0, sizeof(*t));
	bench_open(b);
	bench_edit_forms(b, more_rows);
	bench_reopen(b, "kih");
	client = bench_client(b, "Aksel Brandt", "1988-03-04", "yes");
	bench_ok(b, sitting_begin(b->desk, &client, MEETING_OFFICE, &t->sitting, &b->err));
	bench_ok(b, giving_open(b->desk, t->sitting->casefile, &t->sitting->meeting, RESPONDENT_CLIENT,
		MODE_ALONE, lang,
		&t->giving, &b->err));
}

static void table_clear(struct table *t)
{
	question_release(&t->view);
	giving_free(t->giving);
	sitting_free(t->sitting);
	bench_close(&t->bench);
}

static const struct form_item *item(const struct table *t, const char *name)
{
	const struct form_item *i = form_find(entry_form(giving_entry(t->giving)), name);

	assert_non_null(i);
	return i;
}

static void show(struct table *t, const char *name, bool own)
{
	question_show(&t->view, t->giving, item(t, name), own);
}

static enum question_result digit(struct table *t, int n)
{
	return question_action(&t->view, (enum action)(ACTION_DIGIT_0 + n));
}

static enum question_result act(struct table *t, enum action action)
{
	return question_action(&t->view, action);
}

static void type(struct table *t, const char *text)
{
	struct key key;
	size_t n;

	for (; (n = key_from_text(text, &key)) > 0; text += n)
		assert_int_equal(question_key(&t->view, key), QUESTION_KEPT);
}

static void holds(const struct table *t, const char *name, const char *expected)
{
	const struct answer *a = entry_answer(giving_entry(t->giving), item(t, name));
	struct str text = STR_INIT;

	if (a->kind == ANSWER_NONE)
		str_add(&text, "none");
	else if (a->kind == ANSWER_DK || a->kind == ANSWER_DECLINED)
		str_add(&text, a->kind == ANSWER_DK ? "dk" : "declined");
	else if (a->kind == ANSWER_NUMBER)
		str_addf(&text, "%g", a->number);
	else
		str_add(&text, a->text);
	assert_string_equal(text.text, expected);
	str_release(&text);
}

static void drawn(const struct table *t, int rows, int cols, struct str *out)
{
	struct canvas c = canvas_new(rows, cols);

	question_draw(&t->view, &c);
	canvas_dump(&c, out);
	canvas_free(&c);
}

static void draws(const struct table *t, const char *text, bool wanted)
{
	struct str out = STR_INIT;

	drawn(t, 20, 70, &out);
	if ((strstr(out.text, text) != NULL) != wanted)
		fail_msg("%s: %s\n%s", wanted ? "missing" : "there", text, out.text);
	str_release(&out);
}

/* --- scales --- */

static void test_scale_in_the_room(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "c3", false);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_EMPTY);
	holds(&t, "c3", "none");
	assert_int_equal(digit(&t, 4), QUESTION_KEPT);
	holds(&t, "c3", "none");
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "c3", "4");
	show(&t, "c3", false);
	assert_int_equal(digit(&t, 9), QUESTION_KEPT);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "c3", "declined");
	table_clear(&t);
}

static void test_scale_on_the_own_side(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "c3", true);
	assert_int_equal(digit(&t, 6), QUESTION_UNHANDLED);
	assert_int_equal(digit(&t, 2), QUESTION_NEXT);
	holds(&t, "c3", "2");
	show(&t, "c3", true);
	assert_int_equal(digit(&t, 0), QUESTION_NEXT);
	holds(&t, "c3", "dk");
	table_clear(&t);
}

/* Five stands on top; the words are the item's own. */
static void test_scale_is_drawn_from_the_top(void **state)
{
	struct table t;
	struct str out = STR_INIT;
	const char *five, *one;

	(void)state;
	table_lay(&t, "da");
	show(&t, "c3", false);
	drawn(&t, 20, 70, &out);
	five = strstr(out.text, "Meget god");
	one = strstr(out.text, "Meget dårlig");
	assert_non_null(five);
	assert_non_null(one);
	assert_true(five < one);
	assert_non_null(strstr(out.text, "cursor 1,1 "));        /* nothing is marked: on the question */
	str_release(&out);
	table_clear(&t);
}

/* --- several choices --- */

static void test_multiple_choices(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "en");
	show(&t, "c10", false);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_EMPTY);
	digit(&t, 3);
	digit(&t, 1);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "c10", "internet internship");        /* in the form's order */
	show(&t, "c10", false);
	digit(&t, 8);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "c10", "none");
	show(&t, "c10", false);
	digit(&t, 0);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "c10", "dk");
	show(&t, "c10", true);
	draws(&t, "[x]  0  I do not know", true);
	table_clear(&t);
}

/* --- lists without digits --- */

static void test_long_list(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "en");
	show(&t, "x_town", false);
	assert_int_equal(digit(&t, 3), QUESTION_UNHANDLED);
	assert_int_equal(act(&t, ACTION_MARK), QUESTION_UNHANDLED);
	act(&t, ACTION_DOWN);
	act(&t, ACTION_DOWN);
	act(&t, ACTION_DOWN);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_town", "t3");
	show(&t, "x_town", false);
	assert_int_equal(act(&t, ACTION_NEXT_PART), QUESTION_KEPT);
	assert_int_equal(digit(&t, 9), QUESTION_KEPT);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_town", "declined");
	table_clear(&t);
}

static void test_long_list_of_several(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "en");
	show(&t, "x_towns", false);
	draws(&t, "[ ] Aaby", true);
	act(&t, ACTION_DOWN);
	act(&t, ACTION_MARK);
	act(&t, ACTION_LAST);
	act(&t, ACTION_MARK);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_towns", "t1 t10");
	table_clear(&t);
}

/* --- what is typed --- */

static void test_whole_numbers(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "c11", false);
	assert_true(question_typing(&t.view));
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_EMPTY);
	type(&t, "0");
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_REFUSED);
	draws(&t, "Skriv et beløb mellem 1 og 1000000 kroner.",
		true);  /* the form's words, in its language */
	holds(&t, "c11", "none");
	type(&t, "5");
	draws(&t, "Skriv et beløb", false);
	question_key(&t.view, (struct key){ .code = KC_CTRL, .ch = 'u' });
	type(&t, "26000");
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "c11", "26000");
	table_clear(&t);
}

/* A digit belongs to the amount; only the rows below answer with 0. */
static void test_states_below_a_field(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "c11", false);
	type(&t, "9");
	assert_int_equal(act(&t, ACTION_NEXT_PART), QUESTION_KEPT);
	assert_false(question_typing(&t.view));
	assert_int_equal(act(&t, ACTION_OPEN),
		QUESTION_NEXT);   /* on no row of them: what was typed counts */
	holds(&t, "c11", "9");
	show(&t, "c11", false);
	act(&t, ACTION_NEXT_PART);
	digit(&t, 0);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "c11", "dk");
	show(&t, "c11", false);
	draws(&t, "Det ved jeg ikke", true);
	table_clear(&t);
}

static void test_dates_and_decimals(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "x_date", true);
	type(&t, "31/2");
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_REFUSED);
	question_key(&t.view, (struct key){ .code = KC_CTRL, .ch = 'u' });
	type(&t, "1/12");
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_date", "2026-12-01");
	show(&t, "x_date", true);
	draws(&t, "01-12-2026", true);
	show(&t, "x_decimal", true);
	draws(&t, "Tæl rejsen med.", false);
	assert_int_equal(act(&t, ACTION_HELP), QUESTION_KEPT);
	draws(&t, "Tæl rejsen med.", true);
	type(&t, "3,5");
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_decimal", "3.5");
	table_clear(&t);
}

/* What is not required may stay empty, and may be emptied again. */
static void test_text_in_a_group(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "x_text", false);
	draws(&t, "Om dig", true);
	draws(&t, "Hvilket arbejde", true);
	draws(&t, "En linje", true);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_text", "none");
	show(&t, "x_text", false);
	type(&t, "Bager");
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_text", "Bager");
	show(&t, "x_text", false);
	question_key(&t.view, (struct key){ .code = KC_CTRL, .ch = 'u' });
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_text", "none");
	table_clear(&t);
}

/* Enter belongs to the lines; Tab leads to the row that keeps them. In the room Enter goes on. */
static void test_lines_of_text(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "x_lines", true);
	assert_int_equal(t.view.kind, QUESTION_LINES);
	type(&t, "One");
	assert_int_equal(question_key(&t.view, (struct key){ .code = KC_ENTER }), QUESTION_KEPT);
	type(&t, "two");
	assert_int_equal(act(&t, ACTION_NEXT_PART), QUESTION_KEPT);
	assert_int_equal(digit(&t, 1), QUESTION_NEXT);
	holds(&t, "x_lines", "One\ntwo");
	show(&t, "x_lines", false);
	assert_int_equal(t.view.kind, QUESTION_TYPED);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_lines", "One\ntwo");
	table_clear(&t);
}

static void test_note_and_acknowledgement(void **state)
{
	struct table t;

	(void)state;
	table_lay(&t, "da");
	show(&t, "x_note", false);
	draws(&t, "Nu om hvor du bor.", true);
	assert_int_equal(digit(&t, 1), QUESTION_UNHANDLED);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	show(&t, "x_ack", false);
	digit(&t, 1);
	assert_int_equal(act(&t, ACTION_OPEN), QUESTION_NEXT);
	holds(&t, "x_ack", "OK");
	table_clear(&t);
}

/* --- the run --- */

static void test_run_passes_every_question(void **state)
{
	struct table t;
	struct question_run run;
	struct str place = STR_INIT;

	(void)state;
	table_lay(&t, "da");
	run_open(&run, t.giving, true, false);
	run_progress(&run, &place);
	assert_string_equal(place.text, "Question 1 of 18");     /* the note is not counted */
	for (int i = 0; i < 9; i++) {
		assert_false(run_previous(&run) && i == 0);
		if (i > 0)
			run_next(&run);
		assert_int_equal(run_action(&run, (enum action)(ACTION_DIGIT_0 + 3)), QUESTION_NEXT);
	}
	assert_string_equal(run.view.item->name, "c10");
	assert_true(run_previous(&run));
	assert_string_equal(run.view.item->name, "c9");
	assert_int_equal(run.view.scale.chosen, 2);              /* the third from the top of five */
	assert_false(run.finished);
	run_close(&run);
	t.giving = NULL;
	str_release(&place);
	table_clear(&t);
}

/* Passed over with Page Down: the end comes back to it. */
static void test_run_comes_back_to_what_is_open(void **state)
{
	struct table t;
	struct question_run run;

	(void)state;
	table_lay(&t, "en");
	run_open(&run, t.giving, true, false);
	run_next(&run);
	while (str_eq(run.view.item->name, "c11") == false)
		assert_true(run_next(&run));
	for (const char *p = "25000"; *p; p++)
		question_key(&run.view, (struct key){ .code = KC_CHAR, .ch = (uint32_t)*p });
	assert_int_equal(run_action(&run, ACTION_OPEN), QUESTION_NEXT);
	assert_string_equal(run.view.item->name, "c1");
	assert_false(run.finished);
	run_close(&run);
	t.giving = NULL;
	table_clear(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scale_in_the_room),
		cmocka_unit_test(test_scale_on_the_own_side),
		cmocka_unit_test(test_scale_is_drawn_from_the_top),
		cmocka_unit_test(test_multiple_choices),
		cmocka_unit_test(test_long_list),
		cmocka_unit_test(test_long_list_of_several),
		cmocka_unit_test(test_whole_numbers),
		cmocka_unit_test(test_states_below_a_field),
		cmocka_unit_test(test_dates_and_decimals),
		cmocka_unit_test(test_text_in_a_group),
		cmocka_unit_test(test_lines_of_text),
		cmocka_unit_test(test_note_and_acknowledgement),
		cmocka_unit_test(test_run_passes_every_question),
		cmocka_unit_test(test_run_comes_back_to_what_is_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
