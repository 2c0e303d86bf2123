/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings on a real database with the real forms: whole ones, interrupted ones, corrected ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

#define C_ALL "3;3;3;3;3;3;3;3;3;internet network;26000"
#define W_ALL "3;3;3;3;3;3;3;3;3;3;3"

static struct sitting *begin(struct bench *b, const struct id *client)
{
	struct sitting *s = NULL;

	bench_ok(b, sitting_begin(b->desk, client, MEETING_OFFICE, &s, &b->err));
	return s;
}

static void whole_meeting(void **state)
{
	struct bench b;
	struct id aksel;
	struct sitting *s;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	s = begin(&b, &aksel);
	assert_int_equal(s->steps[STEP_BEFORE], STEP_DONE);          /* nothing to read before a first round */
	assert_int_equal(sitting_next(s), STEP_CLIENT);
	assert_int_equal(s->of[STEP_CLIENT], 11);
	assert_int_equal(s->of[STEP_CASEWORKER], 11);                /* w11e is not asked on the job path */
	assert_int_equal(s->next_date, desk_today(b.desk) + 89);         /* 13 weeks on is a Sunday: the Friday before */
	bench_form(&b, s, RESPONDENT_CLIENT, C_ALL);
	assert_int_equal(s->steps[STEP_CLIENT], STEP_DONE);
	assert_int_equal(s->answered[STEP_CLIENT], 11);
	assert_int_equal(sitting_next(s), STEP_CASEWORKER);
	bench_form(&b, s, RESPONDENT_CASEWORKER, W_ALL);
	bench_form(&b, s, RESPONDENT_ACTIVITIES, "a13");
	assert_int_equal(sitting_next(s), STEP_LOOK);
	sitting_seen(s, STEP_LOOK);
	assert_int_equal(sitting_next(s), STEP_AGREE);
	bench_ok(&b, sitting_agree(s, " call the   bakery ", desk_today(b.desk) + 14, &b.err));
	assert_string_equal(s->casefile->plan[0].text, "call the bakery");
	assert_int_equal(sitting_next(s), STEP_CLOSE);
	assert_int_equal(s->casefile->rounds, 1);
	assert_int_equal(s->casefile->series_count, 23);
	for (size_t i = 0; i < s->casefile->series_count; i++) {
		const struct series *one = &s->casefile->series[i];

		assert_int_equal(one->count, 1);
		assert_int_equal(one->points[0].state, one->indicator->optional ? SERIES_HOLE : SERIES_VALUE);
	}
	assert_string_equal(casefile_last_activities(s->casefile), "a13");
	bench_ok(&b, sitting_close(s, "A text for the journal.", s->next_date, &b.err));
	assert_int_equal(s->info.result, MEETING_HELD);
	assert_int_equal(s->info.next_date, desk_today(b.desk) + 89);
	assert_string_equal(s->info.journal, "A text for the journal.");
	assert_non_null(strstr(s->info.advice, "best=JH,JU"));
	sitting_free(s);
	bench_close(&b);
}

/* Killed in the middle: everything answered is there, and offered by client and question. */
static void left_behind(void **state)
{
	struct bench b;
	struct arena a = ARENA_INIT;
	struct left_draft *left = NULL;
	struct giving *g = NULL;
	struct sitting *s;
	struct id aksel, meeting;
	size_t count = 0;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	s = begin(&b, &aksel);
	meeting = s->meeting;
	bench_ok(&b, giving_open(b.desk, s->casefile, &meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g, &b.err));
	bench_ok(&b, sitting_room(b.desk, &giving_draft(g)->id, &b.err));
	bench_ok(&b, sitting_left(b.desk, &a, &left, &count, &b.err));
	assert_int_equal(count, 1);                                  /* the room is open, nothing answered yet */
	assert_int_equal(left[0].number, 0);
	bench_give(&b, g, "c1", "2");
	bench_give(&b, g, "c3", "dk");
	giving_free(g);
	sitting_free(s);
	arena_release(&a);
	bench_reopen(&b, "kih");

	bench_ok(&b, sitting_left(b.desk, &a, &left, &count, &b.err));
	assert_int_equal(count, 1);
	assert_string_equal(left[0].name, "Aksel Brandt");
	assert_string_equal(left[0].case_no, "NB-0001");
	assert_int_equal(left[0].who, RESPONDENT_CLIENT);
	assert_int_equal(left[0].answered, 2);
	assert_int_equal(left[0].of, 11);
	assert_int_equal(left[0].number, 3);
	assert_true(left[0].in_room);
	assert_true(id_eq(&left[0].meeting, &meeting));
	bench_ok(&b, sitting_room(b.desk, NULL, &b.err));
	bench_ok(&b, sitting_resume(b.desk, &left[0].meeting, &s, &b.err));
	assert_int_equal(s->steps[STEP_CLIENT], STEP_STARTED);
	assert_int_equal(s->answered[STEP_CLIENT], 2);
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_PAPER, "en", &g,
		&b.err));
	assert_int_equal(giving_draft(g)->mode, MODE_ALONE);         /* as it was begun */
	assert_string_equal(giving_draft(g)->language, "da");
	assert_int_equal(entry_answered(giving_entry(g)), 2);
	giving_free(g);
	sitting_free(s);
	arena_release(&a);
	bench_ok(&b, sitting_left(b.desk, &a, &left, &count, &b.err));
	assert_false(left[0].in_room);
	arena_release(&a);
	bench_close(&b);
}

static const char *text_of(const struct giving *g, const char *item)
{
	const struct answer *a = entry_answer(giving_entry(g), form_find(entry_form(giving_entry(g)), item));

	return a->kind == ANSWER_TEXT || a->kind == ANSWER_SET ? a->text : a->kind == ANSWER_DK ? "dk" : "";
}

static void undo_and_redo(void **state)
{
	struct bench b;
	const struct form_item *item = NULL;
	struct giving *g = NULL;
	struct sitting *s;
	struct id aksel;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	s = begin(&b, &aksel);
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g,
		&b.err));
	bench_ok(&b, giving_undo(g, &item, &b.err));
	assert_null(item);                                           /* nothing to undo */
	bench_give(&b, g, "c1", "2");
	bench_give(&b, g, "c2", "4");
	bench_give(&b, g, "c1", "3");
	bench_ok(&b, giving_undo(g, &item, &b.err));
	assert_string_equal(item->name, "c1");
	assert_string_equal(text_of(g, "c1"), "2");
	bench_ok(&b, giving_undo(g, &item, &b.err));
	assert_string_equal(item->name, "c2");
	assert_string_equal(text_of(g, "c2"), "");
	bench_ok(&b, giving_redo(g, &item, &b.err));
	assert_string_equal(text_of(g, "c2"), "4");
	giving_free(g);
	bench_reopen(&b, "kih");
	bench_ok(&b, sitting_refresh((sitting_free(s), s = begin(&b, &aksel)), &b.err));
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g,
		&b.err));
	assert_string_equal(text_of(g, "c1"), "2");
	assert_string_equal(text_of(g, "c2"), "4");
	giving_free(g);
	sitting_free(s);
	bench_close(&b);
}

/* What the form refuses is neither held nor written; what the store refuses is not held. */
static void refused(void **state)
{
	struct bench b;
	struct answer a;
	const struct form_item *item, *open = NULL;
	struct giving *g = NULL;
	struct sitting *s;
	struct id aksel, id;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	s = begin(&b, &aksel);
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "en", &g,
		&b.err));
	item = form_find(entry_form(giving_entry(g)), "c10");
	a = answer_set("internet none");
	assert_int_equal(giving_set(g, item, &a, &b.err), STIGE_DATA);
	assert_string_equal(b.err.msg, "\"I do not search\" cannot stand together with a way of searching.");
	assert_false(answer_given(entry_answer(giving_entry(g), item)));
	answer_release(&a);
	assert_int_equal(giving_complete(g, CORRECT_NONE, &open, &id, &b.err), STIGE_DATA);
	assert_string_equal(open->name, "c1");
	/* The draft is thrown away behind our back: the store refuses, the old answer stands. */
	bench_give(&b, g, "c1", "2");
	bench_ok(&b, draft_drop(b.desk->store, &giving_draft(g)->id, &b.err));
	a = answer_text("5");
	assert_int_not_equal(giving_set(g, form_find(entry_form(giving_entry(g)), "c1"), &a, &b.err), STIGE_OK);
	assert_string_equal(text_of(g, "c1"), "2");
	answer_release(&a);
	giving_free(g);
	sitting_free(s);
	bench_close(&b);
}

/* w11e is asked on the education path only; the context is not kept with the answers. */
static void education_path(void **state)
{
	struct bench b;
	const struct response *r;
	struct sitting *s;
	struct id dilan, aksel;

	(void)state;
	bench_open(&b);
	dilan = bench_client(&b, "Dilan Frost", "01-02-2004", "no");
	aksel = bench_client(&b, "Aksel Brandt", "01-02-2004", "yes");
	s = begin(&b, &dilan);
	assert_int_equal(s->casefile->advice.path, ADVICE_EDUCATION);
	assert_int_equal(s->of[STEP_CASEWORKER], 12);
	bench_form(&b, s, RESPONDENT_CASEWORKER, W_ALL ";2");
	r = casefile_newest(s->casefile, RESPONDENT_CASEWORKER);
	assert_int_equal(r->count, 12);                              /* twelve questions, no hidden context */
	assert_string_equal(casefile_answer(s->casefile, r, "w11e")->text, "2");
	assert_null(casefile_answer(s->casefile, r, "stige_path"));
	sitting_free(s);
	s = begin(&b, &aksel);
	assert_int_equal(s->casefile->advice.path, ADVICE_JOB);
	assert_int_equal(s->of[STEP_CASEWORKER], 11);
	bench_form(&b, s, RESPONDENT_CASEWORKER, W_ALL);
	sitting_free(s);
	bench_close(&b);
}

static int value_at(const struct casefile *c, const char *indicator, size_t round)
{
	const struct series *s = casefile_series(c, indicator);

	return s->points[round].state == SERIES_VALUE ? (int)s->points[round].value : -1;
}

static struct id correct(struct bench *b, struct casefile *c, const struct id *response, const char *item,
	const char *typed, enum correct_reason reason)
{
	const struct form_item *open = NULL;
	struct giving *g = NULL;
	struct id id;

	bench_ok(b, giving_correct(b->desk, c, response, &g, &b->err));
	/* nothing changed yet */
	assert_int_equal(giving_complete(g, reason, &open, &id, &b->err), STIGE_DATA);
	bench_give(b, g, item, typed);
	assert_int_equal(giving_complete(g, CORRECT_NONE, &open, &id, &b->err), STIGE_DATA);
	assert_string_equal(b->err.msg, "Say why the answers are corrected.");
	bench_ok(b, giving_complete(g, reason, &open, &id, &b->err));
	giving_free(g);
	return id;
}

static void corrected_and_voided(void **state)
{
	struct bench b;
	struct casefile *c;
	struct giving *g = NULL;
	struct id aksel, first, second, third;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	bench_meeting(&b, &aksel, C_ALL, W_ALL, "");
	c = bench_file(&b, &aksel);
	first = casefile_newest(c, RESPONDENT_CLIENT)->id;
	second = correct(&b, c, &first, "c3", "5", CORRECT_SLIP);
	casefile_free(c);

	c = bench_file(&b, &aksel);
	assert_int_equal(c->rounds, 1);
	assert_int_equal(value_at(c, "c3", 0), 5);                   /* a slip replaces the point */
	assert_int_equal(casefile_series(c, "c3")->points[0].marks, 0);
	assert_true(id_eq(&casefile_newest(c, RESPONDENT_CLIENT)->id, &second));
	assert_int_equal(giving_correct(b.desk, c, &first, &g, &b.err), STIGE_DATA);     /* only the newest */
	third = correct(&b, c, &second, "c4", "1", CORRECT_CHANGED_MIND);
	casefile_free(c);

	c = bench_file(&b, &aksel);
	assert_int_equal(value_at(c, "c4", 0), 1);
	assert_int_equal(casefile_series(c, "c4")->points[0].marks, SERIES_CHANGED_MIND);
	assert_int_equal(casefile_series(c, "c3")->points[0].marks, 0);      /* the mark is on what was changed */
	bench_ok(&b, casefile_void(b.desk, &third, VOID_NOT_GIVEN, &b.err));
	casefile_free(c);

	c = bench_file(&b, &aksel);
	assert_int_equal(c->rounds, 1);                              /* the caseworker's is still there */
	assert_int_equal(value_at(c, "c4", 0), -1);
	assert_int_equal(value_at(c, "w1", 0), 3);
	assert_null(casefile_newest(c, RESPONDENT_CLIENT));
	casefile_free(c);
	bench_close(&b);
}

/* Undo inside a correction stays in memory; nothing of it is on disk. */
static void correction_in_memory(void **state)
{
	struct bench b;
	const struct form_item *item = NULL, *open = NULL;
	struct casefile *c;
	struct giving *g = NULL;
	struct id aksel, id;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	bench_meeting(&b, &aksel, C_ALL, "", "");
	c = bench_file(&b, &aksel);
	id = casefile_newest(c, RESPONDENT_CLIENT)->id;
	bench_ok(&b, giving_correct(b.desk, c, &id, &g, &b.err));
	bench_give(&b, g, "c3", "5");
	bench_give(&b, g, "c3", "4");
	bench_ok(&b, giving_undo(g, &item, &b.err));
	assert_string_equal(text_of(g, "c3"), "5");
	bench_ok(&b, giving_undo(g, &item, &b.err));
	assert_string_equal(text_of(g, "c3"), "3");
	bench_ok(&b, giving_undo(g, &item, &b.err));
	assert_null(item);
	/* back where it was */
	assert_int_equal(giving_complete(g, CORRECT_SLIP, &open, &id, &b.err), STIGE_DATA);
	bench_ok(&b, giving_redo(g, &item, &b.err));
	assert_string_equal(text_of(g, "c3"), "5");
	giving_free(g);
	casefile_free(c);
	c = bench_file(&b, &aksel);
	assert_int_equal(c->response_count, 1);
	assert_int_equal(value_at(c, "c3", 0), 3);
	casefile_free(c);
	bench_close(&b);
}

static void check_changes(const struct giving *g, size_t count, const char *words)
{
	struct str text = STR_INIT;

	assert_int_equal(giving_changes(g, &text), count);
	assert_string_equal(text.text, words);
	str_release(&text);
}

/* A changed answer closes and opens other questions; what it does is said, and kept. */
static void correction_follows_the_skip_rules(void **state)
{
	struct bench b;
	const struct form_item *open = NULL;
	struct casefile *c;
	struct giving *g = NULL;
	struct id aksel, id;

	(void)state;
	bench_open(&b);
	bench_skip_rule(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	bench_meeting(&b, &aksel, C_ALL, "", "");
	c = bench_file(&b, &aksel);
	bench_ok(&b, giving_correct(b.desk, c, &casefile_newest(c, RESPONDENT_CLIENT)->id, &g, &b.err));
	check_changes(g, 0, "");
	bench_give(&b, g, "c3", "2");
	check_changes(g, 2, "3 Cooperation: 3 -> 2; 4 Family and friends: not asked any more");
	bench_ok(&b, giving_complete(g, CORRECT_SLIP, &open, &id, &b.err));
	giving_free(g);
	casefile_free(c);
	c = bench_file(&b, &aksel);
	assert_int_equal(value_at(c, "c3", 0), 2);
	assert_int_equal(value_at(c, "c4", 0), -1);
	bench_ok(&b, giving_correct(b.desk, c, &id, &g, &b.err));
	bench_give(&b, g, "c3", "4");
	assert_string_equal(entry_first_open(giving_entry(g))->name, "c4");
	assert_int_equal(giving_complete(g, CORRECT_SLIP, &open, &id, &b.err), STIGE_DATA);
	b.err = (struct err)ERR_INIT;
	bench_give(&b, g, "c4", "dk");
	check_changes(g, 2, "3 Cooperation: 2 -> 4; 4 Family and friends: not answered -> does not know");
	bench_ok(&b, giving_complete(g, CORRECT_SLIP, &open, &id, &b.err));
	giving_free(g);
	casefile_free(c);
	bench_close(&b);
}

static void round_before(void **state)
{
	struct bench b;
	const struct answer *before;
	struct giving *g = NULL;
	struct sitting *s;
	struct id aksel;
	int32_t date = DATE_NONE, first;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	first = desk_today(b.desk);
	bench_meeting(&b, &aksel, "2;3;3;3;3;3;3;3;3;none;dk", "", "a5 a13");
	bench_days(&b, 90);
	s = begin(&b, &aksel);
	assert_int_equal(s->steps[STEP_BEFORE], STEP_OPEN);
	sitting_seen(s, STEP_BEFORE);
	assert_int_equal(sitting_next(s), STEP_CLIENT);
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g,
		&b.err));
	before = giving_before(g, form_find(entry_form(giving_entry(g)), "c1"), &date);
	assert_string_equal(before->text, "2");
	assert_int_equal(date, first);
	assert_int_equal(giving_before(g, form_find(entry_form(giving_entry(g)), "c11"), NULL)->kind, ANSWER_DK);
	assert_int_equal(entry_answered(giving_entry(g)), 0);        /* shown, never taken over by itself */
	giving_free(g);
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_ACTIVITIES, MODE_ALONE, "da", &g,
		&b.err));
	assert_string_equal(giving_before(g, entry_next(giving_entry(g), NULL), NULL)->text, "a5 a13");
	giving_free(g);
	/* Correcting the first round: nothing came before it, and certainly not the second. */
	bench_form(&b, s, RESPONDENT_CLIENT, C_ALL);
	for (size_t i = 0; i < s->casefile->response_count; i++)
		if (s->casefile->responses[i].respondent == RESPONDENT_CLIENT
			&& s->casefile->responses[i].date == first)
			bench_ok(&b, giving_correct(b.desk, s->casefile, &s->casefile->responses[i].id, &g, &b.err));
	assert_null(giving_before(g, form_find(entry_form(giving_entry(g)), "c1"), NULL));
	giving_free(g);
	sitting_free(s);
	bench_close(&b);
}

/*
 * The instrument is replaced in the middle: a draft finishes on its form, curves go on or break as
 * the new form says.
 */
static void another_form(void **state)
{
	static const char *const edit[] = {
		"2026112203", "2026112301",
		"l.171\n", "l.171,new\n", "stige_source\n", "stige_source,stige_series\n",
		"How good are you at collaborating with others?", "Do you like to collaborate with others?",
		"l.172\n", "l.172,same\n",
		"Do you have the support of family and friends when you need help?", "Do family and friends help you?",
		NULL,
	};
	struct bench b;
	const struct form_item *open = NULL;
	const struct series *one;
	struct casefile *c;
	struct giving *g = NULL;
	struct sitting *s;
	struct id aksel, id;
	const char *was;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	s = begin(&b, &aksel);
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "en", &g,
		&b.err));
	bench_give(&b, g, "c3", "4");
	giving_free(g);
	sitting_free(s);
	bench_edit_forms(&b, edit);
	bench_reopen(&b, "kih");
	was = form_hash(b.desk->instrument->client);
	s = begin(&b, &aksel);
	assert_int_equal(s->answered[STEP_CLIENT], 1);
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "en", &g,
		&b.err));
	assert_string_not_equal(giving_draft(g)->form_hash, was);
	assert_string_equal(form_version(entry_form(giving_entry(g))), "2026112203");
	for (open = entry_next(giving_entry(g), NULL); open; open = entry_next(giving_entry(g), open))
		bench_give(&b, g, open->name, open->type == FORM_INTEGER ? "26000"
			: open->type == FORM_SELECT_MULTIPLE ? "internet" : "4");
	bench_ok(&b, giving_complete(g, CORRECT_NONE, &open, &id, &b.err));
	giving_free(g);
	bench_ok(&b, sitting_close(s, "", DATE_NONE, &b.err));
	sitting_free(s);
	bench_days(&b, 91);
	bench_meeting(&b, &aksel, C_ALL, "", "");
	c = bench_file(&b, &aksel);
	one = casefile_series(c, "c3");
	assert_int_equal(one->count, 2);
	assert_int_equal(one->points[0].value, 4);
	assert_int_equal(one->points[1].marks, SERIES_BREAK);
	assert_int_equal(casefile_series(c, "c4")->points[1].marks, SERIES_SEAM);
	assert_int_equal(casefile_series(c, "c6")->points[1].marks, 0);
	/* Across a break nothing fell: 4 was an answer to another question. */
	assert_int_equal(c->facts.values[advice_item_index(b.desk->instrument->advice, "c3")].before, 0);
	assert_int_equal(c->facts.values[advice_item_index(b.desk->instrument->advice, "c6")].before, 4);
	casefile_free(c);
	bench_close(&b);
}

static void once_a_meeting(void **state)
{
	struct bench b;
	struct giving *g = NULL;
	struct sitting *s, *again = NULL;
	struct id aksel;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	s = begin(&b, &aksel);
	bench_form(&b, s, RESPONDENT_CLIENT, C_ALL);
	assert_int_equal(giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g,
		&b.err),
		STIGE_DATA);
	bench_ok(&b, sitting_begin(b.desk, &aksel, MEETING_PHONE, &again, &b.err));
	assert_true(id_eq(&again->meeting, &s->meeting));            /* the open one is taken up */
	bench_ok(&b, sitting_close(s, "", DATE_NONE, &b.err));
	sitting_free(again);
	assert_int_equal(sitting_resume(b.desk, &s->meeting, &again, &b.err), STIGE_DATA);
	sitting_free(s);
	bench_ok(&b, sitting_not_held(b.desk, &aksel,
		&(struct not_held){ MEETING_OFFICE, MEETING_NOT_COME, DATE_NONE, NULL }, &b.err));
	/* a contact that failed is not an open meeting */
	s = begin(&b, &aksel);
	assert_int_equal(s->casefile->meeting_count, 3);
	assert_int_equal(s->casefile->rounds, 1);
	sitting_free(s);
	bench_close(&b);
}

/* Begun with the wrong client: one form completed, one begun, a step agreed. Nothing of it counts. */
static void taken_back(void **state)
{
	struct bench b;
	struct giving *g = NULL;
	struct sitting *s;
	struct id aksel;

	(void)state;
	bench_open(&b);
	aksel = bench_client(&b, "Aksel Brandt", "12-03-1988", "no");
	s = begin(&b, &aksel);
	bench_form(&b, s, RESPONDENT_CLIENT, C_ALL);
	bench_ok(&b, sitting_agree(s, "call the bakery", DATE_NONE, &b.err));
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CASEWORKER, MODE_ALONE, "da", &g, &b.err));
	bench_give(&b, g, "w1", "2");
	giving_free(g);
	bench_ok(&b, sitting_refresh(s, &b.err));
	assert_int_equal(s->casefile->draft_count, 1);
	assert_int_equal(s->casefile->rounds, 1);
	bench_ok(&b, sitting_mistaken(s, &b.err));
	assert_int_equal(s->casefile->draft_count, 0);
	assert_int_equal(s->casefile->rounds, 0);
	assert_true(s->casefile->responses[0].voided);
	assert_int_equal(s->casefile->plan[0].status, PLAN_DROPPED);
	assert_int_equal(s->info.result, MEETING_CANCELLED);
	assert_string_equal(s->info.journal, "Begun by mistake with the wrong client; nothing of it counts.");
	sitting_free(s);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_meeting),
		cmocka_unit_test(left_behind),
		cmocka_unit_test(undo_and_redo),
		cmocka_unit_test(refused),
		cmocka_unit_test(education_path),
		cmocka_unit_test(corrected_and_voided),
		cmocka_unit_test(correction_in_memory),
		cmocka_unit_test(correction_follows_the_skip_rules),
		cmocka_unit_test(round_before),
		cmocka_unit_test(another_form),
		cmocka_unit_test(once_a_meeting),
		cmocka_unit_test(taken_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
