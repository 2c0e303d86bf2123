/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "formcase.h"
#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/base/banned.h"

static struct entry *begin(const struct form *f)
{
	const struct entry_context context = {
		.lang = "da", .today = date_make(2026, 11, 22), .now = INSTANT_NONE, .seed = 1,
	};

	return entry_new(f, &context);
}

static enum stige_rc give(struct entry *e, const char *name, struct answer a, struct err *err)
{
	enum stige_rc rc = entry_set(e, form_find(entry_form(e), name), &a, err);

	answer_release(&a);
	return rc;
}

static void gives(struct entry *e, const char *name, struct answer a)
{
	struct err err = ERR_INIT;

	if (give(e, name, a, &err) != STIGE_OK)
		fail_msg("%s: %s", name, err.msg);
}

/* Refused, and the sentence has these words. */
static void refuses(struct entry *e, const char *name, struct answer a, const char *words)
{
	struct err err = ERR_INIT;

	assert_int_equal(give(e, name, a, &err), STIGE_DATA);
	if (strstr(err.msg, words) == NULL)
		fail_msg("%s: wanted \"%s\", got \"%s\"", name, words, err.msg);
}

static const struct answer *answer(const struct entry *e, const char *name)
{
	return entry_answer(e, form_find(entry_form(e), name));
}

static bool relevant(const struct entry *e, const char *name)
{
	return entry_relevant(e, form_find(entry_form(e), name));
}

/* ---- relevance */

static void an_irrelevant_answer_is_kept_and_comes_back(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,relevant\n,select_one yn,work,W,\n"
		",text,where,Where?,${work} = 'yes'\n,text,boss,Boss?,${where} != ''\n"
		"choices\n,list_name,name,label\n,yn,yes,Y\n,yn,no,N\n");
	struct entry *e = begin(f);

	(void)state;
	assert_false(relevant(e, "where"));
	refuses(e, "where", answer_text("here"), "not asked");
	gives(e, "work", answer_text("yes"));
	assert_true(relevant(e, "where"));
	assert_false(relevant(e, "boss"));
	gives(e, "where", answer_text("Here"));
	assert_true(relevant(e, "boss"));
	gives(e, "boss", answer_text("Bo"));
	gives(e, "work", answer_text("no"));
	assert_false(relevant(e, "where"));
	assert_false(relevant(e, "boss"));
	assert_int_equal(answer(e, "where")->kind, ANSWER_NONE);
	assert_int_equal(entry_of(e), 1);
	gives(e, "work", answer_text("yes"));
	assert_string_equal(answer(e, "where")->text, "Here");
	assert_string_equal(answer(e, "boss")->text, "Bo");
	assert_int_equal(entry_of(e), 3);
	entry_free(e);
	form_free(f);
}

static void a_group_takes_its_members_along(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,relevant\n,integer,n,N,\n,begin_group,g,G,${n} > 1\n"
		",begin_group,h,H,${n} < 9\n,text,a,A,\n,end_group,,,\n,text,b,B,${a} = ''\n,end_group,,,\n");
	struct entry *e = begin(f);

	(void)state;
	assert_false(relevant(e, "a"));
	gives(e, "n", answer_number(5));
	assert_true(relevant(e, "a") && relevant(e, "b"));
	gives(e, "a", answer_text("x"));
	assert_false(relevant(e, "b"));
	gives(e, "n", answer_number(9));
	assert_false(relevant(e, "a"));
	/* a is blank to others while it is not asked */
	assert_true(relevant(e, "b"));
	entry_free(e);
	form_free(f);
}

/* ---- constraints, types, states */

static void constraints_keep_the_old_answer(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,constraint,constraint_message::Dansk (da),"
		"constraint_message::English (en)\n,integer,age,Age,. >= 18 and . < ${most},Mindst 18 og under ${most},"
		"At least 18\n,integer,most,Most,,,\n");
	struct entry *e = begin(f);
	struct err err = ERR_INIT;
	const struct form_item *item;

	(void)state;
	gives(e, "most", answer_number(65));
	gives(e, "age", answer_number(30));
	refuses(e, "age", answer_number(17), "Mindst 18 og under 65");
	assert_true(answer(e, "age")->number == 30);
	entry_set_language(e, "en");
	refuses(e, "age", answer_number(70), "At least 18");
	/* A constraint is not asked of dk, and a later change may break it: completing says so. */
	gives(e, "age", answer_state(ANSWER_DK));
	gives(e, "age", answer_number(30));
	gives(e, "most", answer_number(20));
	assert_int_equal(entry_complete(e, &item, &err), STIGE_DATA);
	assert_string_equal(item->name, "age");
	assert_string_equal(err.msg, "At least 18");
	gives(e, "age", answer_state(ANSWER_NONE));
	assert_int_equal(entry_complete(e, &item, &err), STIGE_OK);
	assert_null(item);
	entry_free(e);
	form_free(f);
}

static const char types[] =
	"survey\n,type,name,label,parameters,stige_states\n"
	",integer,i,I,,\n,decimal,d,D,,\n,range,r,R,start=0 end=1 step=0.25,\n,text,t,T,,\n,date,day,Day,,\n"
	",time,hour,Hour,,\n,dateTime,at,At,,\n,acknowledge,ok,Ok,,\n,select_one yn,one,One,,\n"
	",select_multiple ch,many,Many,,no\n,note,n,Note,,\n,hidden,ctx,,,\n"
	"choices\n,list_name,name,label::Dansk (da),stige_state\n,yn,1,Ja,\n,yn,2,Nej,\n,yn,dk,Ved ikke,dk\n"
	",yn,declined,Vil ikke sige,declined\n,ch,a,A,\n,ch,b,B,\n,ch,c,C,\n";

static struct form *types_form(void)
{
	return good_form(types);
}

static void every_type_takes_its_own(void **state)
{
	struct form *f = types_form();
	struct entry *e = begin(f);

	(void)state;
	gives(e, "i", answer_number(-3));
	refuses(e, "i", answer_number(1.5), "whole");
	refuses(e, "i", answer_text("3"), "such an answer");
	gives(e, "d", answer_number(1.5));
	gives(e, "r", answer_number(0.75));
	refuses(e, "r", answer_number(0.8), "steps of 0.25");
	refuses(e, "r", answer_number(1.25), "from 0 to 1");
	gives(e, "t", answer_text("Hej\nigen"));
	refuses(e, "t", answer_text("a\033[2J"), "cannot be shown");
	refuses(e, "t", answer_number(1), "such an answer");
	gives(e, "day", answer_text("2026-02-28"));
	refuses(e, "day", answer_text("2026-02-29"), "date");
	gives(e, "hour", answer_text("09:30"));
	refuses(e, "hour", answer_text("25:00"), "time");
	gives(e, "at", answer_text("2026-11-22T09:30"));
	gives(e, "at", answer_text("2026-11-22T09:30:00.000+01:00"));
	refuses(e, "at", answer_text("2026-11-22 09:30 o'clock"), "date and a time");
	gives(e, "ok", answer_text("OK"));
	refuses(e, "ok", answer_text("yes"), "such an answer");
	gives(e, "one", answer_text("2"));
	refuses(e, "one", answer_text("3"), "choices");
	gives(e, "many", answer_set("c a"));
	assert_string_equal(answer(e, "many")->text, "a c");
	refuses(e, "many", answer_set("a x"), "choices");
	refuses(e, "n", answer_text("x"), "no answer");
	gives(e, "ctx", answer_number(29));
	gives(e, "ctx", answer_text("word"));
	entry_free(e);
	form_free(f);
}

static void dk_and_declined(void **state)
{
	struct form *f = types_form();
	struct entry *e = begin(f);
	const struct form_item *item;

	(void)state;
	gives(e, "i", answer_state(ANSWER_DECLINED));
	assert_int_equal(answer(e, "i")->kind, ANSWER_DECLINED);
	gives(e, "one", answer_text("dk"));
	assert_int_equal(answer(e, "one")->kind, ANSWER_DK);
	gives(e, "one", answer_text("declined"));
	assert_int_equal(answer(e, "one")->kind, ANSWER_DECLINED);
	refuses(e, "many", answer_state(ANSWER_DK), "no answer");
	assert_true(form_takes_states(f, form_find(f, "one")));
	assert_true(form_has_state_rows(form_find(f, "one")));
	assert_false(form_has_state_rows(form_find(f, "i")));
	assert_false(form_takes_states(f, form_find(f, "many")));
	assert_false(form_takes_states(f, form_find(f, "n")));
	assert_false(form_takes_states(f, form_find(f, "ctx")));
	item = form_find(f, "one");
	assert_true(entry_offered(e, item, form_choice_find(item->list, "dk")));
	entry_free(e);
	form_free(f);
}

static void required_is_satisfied_by_not_an_answer(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,required,required_message::Dansk (da)\n"
		",integer,a,A,yes,A skal svares\n,text,b,B,${a} > 3,\n,text,c,C,no,\n");
	struct entry *e = begin(f);
	struct err err = ERR_INIT;
	const struct form_item *item;

	(void)state;
	assert_int_equal(entry_complete(e, &item, &err), STIGE_DATA);
	assert_string_equal(item->name, "a");
	assert_string_equal(err.msg, "A skal svares");
	entry_set_language(e, "da");
	assert_string_equal(entry_first_open(e)->name, "a");
	gives(e, "a", answer_number(5));
	assert_true(entry_required(e, form_find(f, "b")));
	assert_string_equal(entry_first_open(e)->name, "b");
	assert_int_equal(entry_complete(e, &item, &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, "needs an answer"));
	gives(e, "a", answer_state(ANSWER_DK));
	assert_false(entry_required(e, form_find(f, "b")));
	assert_null(entry_first_open(e));
	assert_int_equal(entry_complete(e, &item, &err), STIGE_OK);
	entry_free(e);
	form_free(f);
}

static void to_expressions_dk_is_blank(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,calculation\n,integer,a,A,\n"
		",calculate,blank,,${a} = ''\n,calculate,sum,,${a} + 1\n");
	struct entry *e = begin(f);

	(void)state;
	assert_string_equal(answer(e, "blank")->text, "true");
	assert_int_equal(answer(e, "sum")->kind, ANSWER_NONE);
	gives(e, "a", answer_number(4));
	assert_string_equal(answer(e, "blank")->text, "false");
	assert_true(answer(e, "sum")->kind == ANSWER_NUMBER && answer(e, "sum")->number == 5);
	gives(e, "a", answer_state(ANSWER_DECLINED));
	assert_string_equal(answer(e, "blank")->text, "true");
	assert_int_equal(answer(e, "sum")->kind, ANSWER_NONE);
	entry_free(e);
	form_free(f);
}

/* ---- calculations, defaults, filters */

static void calculations_follow_in_any_order_of_rows(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,calculation\n,calculate,c,,${b} * 2\n,calculate,b,,${a} + 1\n"
		",integer,a,A,\n,calculate,kind,,\"if(${c} > 10, 'big', 'small')\"\n,integer,shown,Shown,${c}\n");
	struct entry *e = begin(f);

	(void)state;
	gives(e, "a", answer_number(4));
	assert_true(answer(e, "b")->number == 5 && answer(e, "c")->number == 10);
	assert_string_equal(answer(e, "kind")->text, "small");
	assert_true(answer(e, "shown")->number == 10);
	gives(e, "a", answer_number(5));
	assert_true(answer(e, "c")->number == 12);
	assert_string_equal(answer(e, "kind")->text, "big");
	refuses(e, "c", answer_number(1), "no answer");
	entry_free(e);
	form_free(f);
}

static const struct answer *saved(void *ctx, const char *name)
{
	static const struct answer before = { ANSWER_NUMBER, 21000, NULL };

	(void)ctx;
	return strcmp(name, "wage") == 0 ? &before : NULL;
}

static void defaults_only_suggest(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,default\n,integer,wage,W,${last-saved#wage}\n,text,t,T,Hej\n"
		",date,d,D,today()\n,hidden,h,,x\n,note,n,Sidst ${last-saved#wage} og ${t},\n");
	const struct entry_context context = {
		.lang = "da", .today = date_make(2026, 11, 22), .now = INSTANT_NONE, .last_saved = saved,
	};
	struct entry *e = entry_new(f, &context);
	struct answer *result = mem_array(form_stored_count(f), sizeof(*result));
	struct str text = STR_INIT;

	(void)state;
	assert_int_equal(answer(e, "wage")->kind, ANSWER_NONE);
	assert_true(entry_suggestion(e, form_find(f, "wage"))->number == 21000);
	assert_string_equal(entry_suggestion(e, form_find(f, "t"))->text, "Hej");
	assert_string_equal(entry_suggestion(e, form_find(f, "d"))->text, "2026-11-22");
	assert_string_equal(answer(e, "h")->text, "x");
	assert_int_equal(entry_answered(e), 0);
	entry_result(e, result);
	assert_int_equal(form_stored_count(f), 4);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(result[i].kind, ANSWER_NONE);
	assert_string_equal(result[3].text, "x");                    /* hidden, and kept with the answers */
	answer_release(&result[3]);
	gives(e, "t", answer_text("Dav"));
	assert_int_equal(entry_suggestion(e, form_find(f, "t"))->kind, ANSWER_NONE);
	entry_text(e, form_find(f, "n"), FORM_LABEL, &text);
	assert_string_equal(text.text, "Sidst 21000 og Dav");
	str_release(&text);
	mem_free(result);
	entry_free(e);
	form_free(f);
}

static void filters_decide_what_is_offered(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,choice_filter\n,select_one kind,kind,K,\n"
		",select_one thing,thing,T,of = ${kind}\n"
		"choices\n,list_name,name,label,of,stige_state\n,kind,fruit,F,,\n,kind,tree,T,,\n"
		",thing,apple,A,fruit,\n,thing,pear,P,fruit,\n,thing,oak,O,tree,\n,thing,dk,?,,dk\n");
	struct entry *e = begin(f);
	const struct form_item *thing = form_find(f, "thing"), *item;

	(void)state;
	assert_false(entry_offered(e, thing, &thing->list->choices[0]));
	gives(e, "kind", answer_text("fruit"));
	assert_true(entry_offered(e, thing, &thing->list->choices[0]));
	assert_true(entry_offered(e, thing, &thing->list->choices[1]));
	assert_false(entry_offered(e, thing, &thing->list->choices[2]));
	assert_true(entry_offered(e, thing, &thing->list->choices[3]));
	refuses(e, "thing", answer_text("oak"), "offered");
	gives(e, "thing", answer_text("pear"));
	gives(e, "kind", answer_text("tree"));
	assert_int_equal(entry_complete(e, &item, NULL), STIGE_DATA);
	assert_ptr_equal(item, thing);
	entry_free(e);
	form_free(f);
}

static void filters_of_sets(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,choice_filter\n,integer,n,N,\n"
		",select_multiple s,m,M,of <= ${n}\n"
		"choices\n,list_name,name,label,of\n,s,a,A,1\n,s,b,B,2\n,s,c,C,3\n");
	struct entry *e = begin(f);

	(void)state;
	gives(e, "n", answer_number(2));
	gives(e, "m", answer_set("a b"));
	refuses(e, "m", answer_set("a c"), "offered");
	refuses(e, "m", answer_set("c"), "offered");
	assert_string_equal(answer(e, "m")->text, "a b");
	entry_free(e);
	form_free(f);
}

static void the_first_row_and_the_clock(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,calculation\n,calculate,two,,1 + 1\n"
		",calculate,day,,today()\n,calculate,clock,,\"format-date-time(now(), '%Y-%m-%d %H:%M')\"\n,text,t,T,\n");
	/* 23:30 in UTC is half past midnight, of the next day, in Copenhagen in winter. */
	struct entry_context context = { .lang = "da", .today = date_make(2026, 11, 23) };
	struct entry *e;

	(void)state;
	assert_true(instant_parse("2026-11-22T23:30:00Z", &context.now));
	e = entry_new(f, &context);
	assert_true(answer(e, "two")->number == 2);
	assert_string_equal(answer(e, "day")->text, "2026-11-23");
	assert_string_equal(answer(e, "clock")->text, "2026-11-23 00:30");
	entry_free(e);
	context.now = INSTANT_NONE;
	e = entry_new(f, &context);
	assert_string_equal(answer(e, "clock")->text, "2026-11-23 12:00");
	entry_free(e);
	form_free(f);
}

static void repeats_are_there_no_times(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,calculation\n"
		",begin_repeat,r,R,\n,integer,n,N,\n,end_repeat,,,\n"
		",calculate,sum,,sum(${n})\n,calculate,times,,count(${r})\n,text,t,T,\n");
	struct entry *e = begin(f);

	(void)state;
	assert_true(answer(e, "sum")->number == 0 && answer(e, "times")->number == 0);
	assert_string_equal(entry_next(e, NULL)->name, "t");
	assert_int_equal(form_stored_count(f), 3);
	entry_free(e);
	form_free(f);
}

/* ---- moving and counting */

static void moving_and_counting(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,relevant,read_only\n,note,hello,Hello,,\n,integer,a,A,,\n"
		",integer,b,B,${a} = 1,\n,hidden,h,,,\n,integer,c,C,,\n,text,ro,RO,,yes\n");
	struct entry *e = begin(f);
	const struct form_item *item = entry_next(e, NULL);

	(void)state;
	assert_string_equal(item->name, "hello");
	item = entry_next(e, item);
	assert_string_equal(item->name, "a");
	item = entry_next(e, item);
	assert_string_equal(item->name, "c");
	assert_string_equal(entry_next(e, item)->name, "ro");
	assert_string_equal(entry_previous(e, item)->name, "a");
	assert_null(entry_previous(e, entry_next(e, NULL)));
	assert_null(entry_next(e, form_find(f, "ro")));
	assert_string_equal(entry_previous(e, NULL)->name, "ro");
	assert_int_equal(entry_of(e), 2);
	assert_int_equal(entry_number(e, form_find(f, "c")), 2);
	assert_int_equal(entry_number(e, form_find(f, "hello")), 0);
	gives(e, "a", answer_number(1));
	assert_int_equal(entry_of(e), 3);
	assert_int_equal(entry_number(e, form_find(f, "c")), 3);
	assert_int_equal(entry_answered(e), 1);
	entry_free(e);
	form_free(f);
}

/* ---- what people type */

/* What a field does not say by itself. */
static void what_is_expected(void **state)
{
	static const struct {
		const char *item, *words;
	} wanted[] = {
		{ "r", "write a number from 0 to 10 in steps of 2" }, { "d", "write a date, as 22-11-2026 or 2026-11-22" },
		{ "t", "write a time of day, as 09:30" }, { "m", "write a date and a time, as 2026-11-22T09:30" },
		{ "i", "" }, { "x", "" },
	};
	struct form *f = good_form("survey\n,type,name,label,parameters\n,range,r,R,start=0 end=10 step=2\n,date,d,D\n"
		",time,t,T\n,dateTime,m,M\n,integer,i,I\n,text,x,X\n");

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(wanted); i++) {
		struct str words = STR_INIT;

		entry_expects(form_find(f, wanted[i].item), &words);
		assert_string_equal(words.text, wanted[i].words);
		str_release(&words);
	}
	form_free(f);
}

static void typed(void **state)
{
	static const struct {
		const char *item, *text, *want;      /* want: the value as text, NULL = refused */
	} cases[] = {
		{ "i", "25000", "25000" }, { "i", " 25 000 ", "25000" }, { "i", "-3", "-3" }, { "i", "1,5", NULL },
		{ "i", "25.000", NULL }, { "i", "1e3", NULL }, { "i", "", "" }, { "i", "x", NULL },
		{ "d", "1,5", "1.5" }, { "d", "1.5", "1.5" }, { "d", ",5", "0.5" }, { "d", "1,5,0", NULL },
		{ "r", "0,75", "0.75" }, { "r", "0,8", NULL },
		{ "t", "  Hej   du ", "Hej du" },
		{ "day", "22-11-2026", "2026-11-22" }, { "day", "2026-11-22", "2026-11-22" }, { "day", "i dag", "2026-11-22" },
		{ "day", "30-02-2026", NULL },
		{ "hour", "9:30", "09:30" }, { "hour", "930", "09:30" }, { "hour", "9.30", "09:30" }, { "hour", "24:00", NULL },
		{ "at", "22-11-2026 9:30", "2026-11-22T09:30" }, { "at", "2026-11-22T09:30", "2026-11-22T09:30" },
		{ "at", "i dag", NULL },
		{ "one", "1", "1" }, { "one", "ja", "1" }, { "one", "NEJ", "2" }, { "one", "måske", NULL },
		{ "one", "ved ikke", "dk" }, { "one", "dk", "dk" }, { "one", "declined", "declined" },
		{ "many", "c a c", "a c" }, { "many", "d", NULL },
		{ "ok", "ok", "OK" },
	};
	struct form *f = types_form();
	struct entry *e = begin(f);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct answer a = ANSWER_INIT;
		struct err err = ERR_INIT;
		enum stige_rc rc = entry_parse(e, form_find(f, cases[i].item), cases[i].text, &a, &err);
		char number[40] = "";
		const char *got = a.text != NULL ? a.text : number;

		if (cases[i].want == NULL) {
			if (rc != STIGE_DATA || err.msg[0] == '\0')
				fail_msg("%s \"%s\" was taken", cases[i].item, cases[i].text);
			continue;
		}
		if (a.kind == ANSWER_NUMBER)
			snprintf(number, sizeof(number), "%.10g", a.number);
		if (a.kind == ANSWER_DK || a.kind == ANSWER_DECLINED)
			got = a.kind == ANSWER_DK ? "dk" : "declined";
		if (rc != STIGE_OK || strcmp(got, cases[i].want) != 0)
			fail_msg("%s \"%s\": wanted \"%s\", got \"%s\" %s", cases[i].item, cases[i].text, cases[i].want, got,
				err.msg);
		answer_release(&a);
	}
	entry_free(e);
	form_free(f);
}

/* ---- any order gives the same: a property over random answering */

static void any_order_gives_the_same(void **state)
{
	struct form *f = good_form("survey\n,type,name,label,relevant,calculation\n"
		",integer,a,A,,\n,integer,b,B,${a} > 2,\n,integer,c,C,${b} != '' or ${a} = 1,\n"
		",calculate,s,,,\"coalesce(${a}, 0) + coalesce(${b}, 0) + coalesce(${c}, 0)\"\n"
		",begin_group,g,G,${s} > 6,\n,integer,d,D,${c} < 4,\n,end_group,,,,\n,text,t,T,${d} = ${a},\n");
	static const char *const names[] = { "a", "b", "c", "d" };
	uint32_t random = 7;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct entry *one = begin(f), *other = begin(f);

		for (int step = 0; step < 12; step++) {
			random = random * 1664525u + 1013904223u;
			give(one, names[random >> 30], answer_number((double)(random >> 16 & 7)), NULL);
		}
		/* The same final answers given afresh, in the form's order, end in the same state. */
		for (size_t i = 0; i < ARRAY_SIZE(names); i++)
			if (relevant(one, names[i]))
				gives(other, names[i], answer_copy(answer(one, names[i])));
		for (size_t i = 0; i < form_item_count(f); i++) {
			const struct form_item *item = form_item(f, i);

			assert_int_equal(entry_relevant(one, item), entry_relevant(other, item));
			assert_true(answer_eq(entry_answer(one, item), entry_answer(other, item)));
		}
		entry_free(one);
		entry_free(other);
	}
	form_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_irrelevant_answer_is_kept_and_comes_back),
		cmocka_unit_test(a_group_takes_its_members_along), cmocka_unit_test(constraints_keep_the_old_answer),
		cmocka_unit_test(every_type_takes_its_own), cmocka_unit_test(dk_and_declined),
		cmocka_unit_test(required_is_satisfied_by_not_an_answer), cmocka_unit_test(to_expressions_dk_is_blank),
		cmocka_unit_test(calculations_follow_in_any_order_of_rows), cmocka_unit_test(defaults_only_suggest),
		cmocka_unit_test(filters_decide_what_is_offered),
		cmocka_unit_test(filters_of_sets), cmocka_unit_test(the_first_row_and_the_clock),
		cmocka_unit_test(repeats_are_there_no_times),
		cmocka_unit_test(moving_and_counting), cmocka_unit_test(what_is_expected),
		cmocka_unit_test(typed), cmocka_unit_test(any_order_gives_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
