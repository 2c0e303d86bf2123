/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The client's form edited in the middle of the year, in each of ten ways, over answers that
 * are kept: whether it is let in, what `stige form diff` says, what the curve shows, and that
 * no old answer is read otherwise than it was given. And the day on which a version begins.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/form/diff.h"
#include "stige/base/banned.h"

#define GIVEN "3;4;2;dk;5;1;2;declined;4;internet network;26000"

/* The same by name: what must be read for ever. */
static const struct {
	const char *item, *answer;
} given[] = {
	{ "c1", "3" }, { "c2", "4" }, { "c3", "2" }, { "c4", "dk" }, { "c5", "5" }, { "c6", "1" }, { "c7", "2" },
	{ "c8", "declined" }, { "c9", "4" }, { "c10", "internet network" }, { "c11", "26000" },
};

#define SURVEY_END "stige_provenance_hint,stige_source\n"
#define CHOICES_END "stige_exclusive,stige_note\n"
#define MARK_COLUMN SURVEY_END, "stige_provenance_hint,stige_source,stige_series\n"
#define C1_END "local,l.169\n"
#define C11_TYPE ",integer,c11,"
#define C2 ",select_one contact,c2,How do you feel about initiating contact with people whom you do not know?," \
	"\"Hvordan har du det med at tage kontakt til mennesker, du ikke kender?\",\"For example to start a talk, or " \
	"to ring somebody you have never met.\",\"Som at tage en snak med en, du ikke kender. " \
	"Eller ringe til en, du aldrig har mødt.\"," \
	"yes,,,,client,2,contact,5,+,,,w3,Contact with strangers,Kontakt til nye folk,printed," \
	"unofficial,\"How does it feel to talk to somebody new? Answer how it mostly is, not how it ought to be.\"," \
	"\"Hvordan føles det at tale med en ny? Svar, som det er for det meste. Ikke som det burde være.\",local,l.170\n"
#define C7 ",select_one yes_no,c7,Do you think your skills can be used in a workplace?,\"Tror du, at dine " \
	"kompetencer kan bruges på en arbejdsplads?\",\"Skills are all you can do: from school, from work and from " \
	"home.\",\"Kompetencer er det, du kan. Du har lært det i skole, på job eller hjemme.\",yes,,,,client,7," \
	"belief,5,+,,,,Skills usable,Brugbare kompetencer,printed,unofficial,\"Can you cook, drive, count, mend " \
	"things or look after others? All of that is used at work.\",\"Kan du lave mad, køre bil, regne, ordne ting " \
	"eller passe på andre? Alt det bruges på et job.\",local,l.177\n"
#define YES ",yes_no,5,Yes,Ja,5,,local,local,,\n"

#define EDITS_MOST 4

static const struct way {
	const char *name;
	const char *edits[2 * EDITS_MOST + 1];
	const char *refused;                 /* what the refusal says; NULL: it is let in */
	const char *diff;
	const char *item;                    /* whose curve */
	unsigned marks;
	const char *answers;                 /* given on the new form; NULL: as before */
} ways[] = {
	{ "wording", { "what type of work", "what kind of work" },
		.refused = "the label of c1 in English (en) was \"Are you aware of what type of work you would like to "
			"perform?\" and is now \"Are you aware of what kind of work" },
	{ "wording, the same question", { "what type of work", "what kind of work", MARK_COLUMN,
		C1_END, "local,l.169,same\n" },
		.diff = "c1: the label in English (en) was \"Are you aware of what type of work you would like to "
			"perform?\" and is now \"Are you aware of what kind of work you would like to perform?\"",
		.item = "c1", .marks = SERIES_SEAM },
	{ "wording, another question", { "what type of work", "what trade", MARK_COLUMN,
		C1_END, "local,l.169,new\n" },
		.diff = "and is now \"Are you aware of what trade you would like to perform?\"",
		.item = "c1", .marks = SERIES_BREAK },
	{ "scale text", { YES, ",yes_no,5,Certainly,Ja,5,,local,local,,\n" },
		.refused = "the choice 5 of c1 in English (en) was \"Yes\" and is now \"Certainly\"" },
	{ "scale text, the same", { YES, ",yes_no,5,Certainly,Ja,5,,local,local,,,same\n",
		CHOICES_END, "stige_exclusive,stige_note,stige_series\n" },
		.diff = "c9: the choice 5 in English (en) was \"Yes\" and is now \"Certainly\"",
		.item = "c9", .marks = SERIES_SEAM },
	{ "order", { C2, "", ",select_one yes_no,c1,", C2 ",select_one yes_no,c1," },
		.diff = "stands at another place", .item = "c2", .answers = "4;3;2;dk;5;1;2;declined;4;internet;26000" },
	{ "a new item", { C11_TYPE, ",text,own1,What else?,Hvad ellers?\n,integer,c11," },
		.diff = "own1 is new", .item = "c11", .answers = "3;4;2;dk;5;1;2;declined;4;internet;words;26000" },
	{ "a removed item", { C7, "" },
		.diff = "c7 is gone; its old answers stay", .item = "c3", .answers = "3;4;2;dk;5;1;declined;4;internet;26000" },
	{ "a renamed item", { ",text,own1,", ",text,own2," },
		.diff = "own2 was called own1; answers go by the name, so its curve begins again", .item = "c3",
		.answers = "3;4;2;dk;5;1;2;declined;4;internet;words;26000" },
	{ "a split list", { "select_one yes_no,c4,", "select_one support,c4,", YES,
		YES ",support,1,No,Nej,1\n,support,2,\"No, probably not\",\"Nej, nok ikke\",2\n,support,3,Maybe,Måske,3\n"
		",support,4,\"Yes, probably\",\"Ja, nok\",4\n,support,5,Yes,Ja,5\n"
		",support,dk,I do not know,Det ved jeg ikke,,dk\n"
		",support,declined,I would rather not say,Det vil jeg helst ikke sige,,declined\n" },
		.diff = "c4: its list was yes_no and is now support", .item = "c4" },
	{ "a new language", { SURVEY_END, "stige_provenance_hint,stige_source,label::Svenska (sv)\n" },
		.diff = "the language Svenska is new", .item = "c1" },
	{ "a constraint", { ". <= 1000000", ". <= 500000" },
		.diff = "c11: constraint was . >= 1 and . <= 1000000 and is now . >= 1 and . <= 500000", .item = "c11" },
	{ "a type", { C11_TYPE, ",decimal,c11," },
		.diff = "c11: the type was integer and is now decimal", .item = "c11", .marks = SERIES_SEAM },
	{ "a type that cannot go on", { C11_TYPE, ",text,c11,", ". >= 1 and . <= 1000000", "" },
		.refused = "c11 was of type integer and is now of type text" },
};

static bool is_way(const struct way *w, const char *name)
{
	return strcmp(w->name, name) == 0;
}

/* What stands in the form before the edits, where they need something to be there. */
static void prepare(struct bench *b, const struct way *w)
{
	static const char *const own[] = { C11_TYPE, ",text,own1,What else?,Hvad ellers?\n,integer,c11,", NULL };

	if (!is_way(w, "a renamed item"))
		return;
	bench_edit_forms(b, own);
	bench_reopen(b, "kih");
}

/* An indicator that is gone is gone from the advice too. */
static void drop_from_advice(struct bench *b, const char *item)
{
	struct str path = STR_INIT, text = STR_INIT, out = STR_INIT, cell = STR_INIT;

	str_addf(&cell, "item,%s,", item);
	file_join(&path, b->forms.text, "advice.csv");
	bench_ok(b, file_read(path.text, FILE_MOST, &text, &b->err));
	for (const char *line = text.text; *line; line += strcspn(line, "\n") + 1) {
		size_t n = strcspn(line, "\n") + 1;

		if (!str_starts(line, cell.text))
			str_addn(&out, line, n);
	}
	bench_ok(b, file_write(path.text, out.text, out.len, &b->err));
	str_release(&cell);
	str_release(&out);
	str_release(&text);
	str_release(&path);
}

static void edit(struct bench *b, const struct way *w)
{
	const char *all[2 * EDITS_MOST + 3] = { "2026112203", "2027022101" };

	memcpy(all + 2, w->edits, sizeof(w->edits));
	bench_edit_forms(b, all);
	if (is_way(w, "a removed item"))
		drop_from_advice(b, "c7");
}

static void is_refused(struct bench *b, const char *words)
{
	const struct desk_options options = {
		.store = { .path = b->path.text }, .forms_dir = b->forms.text, .login = "kih", .lang = "en",
	};
	struct desk *d = NULL;
	struct err err = ERR_INIT;

	desk_close(b->desk);
	b->desk = NULL;
	assert_int_equal(desk_open(&options, &d, &err), STIGE_DATA);
	assert_null(d);
	if (!strstr(err.msg, words) || !strstr(err.msg, "client.csv:"))
		fail_msg("\"%s\" does not say \"%s\"", err.msg, words);
}

static void diff_says(const struct bench *b, const struct form *older, const char *words)
{
	struct form_differences d = FORM_DIFFERENCES_INIT;
	bool said = false;

	form_diff(older, b->desk->instrument->client, &d);
	for (size_t i = 0; i < d.count; i++)
		said = said || strstr(d.list[i].text, words);
	for (size_t i = 0; i < d.count && !said; i++)
		print_error("%s\n", d.list[i].text);
	assert_true(said);
	form_differences_release(&d);
}

static void reads_as_given(const struct casefile *c, const struct response *r)
{
	for (size_t i = 0; i < ARRAY_SIZE(given); i++) {
		const struct answer *a = casefile_answer(c, r, given[i].item);
		struct str text = STR_INIT;

		assert_non_null(a);
		str_add(&text, a->kind == ANSWER_DK ? "dk" : a->kind == ANSWER_DECLINED ? "declined" : "");
		if (a->kind == ANSWER_NUMBER)
			str_addf(&text, "%.0f", a->number);
		else if (a->kind == ANSWER_TEXT || a->kind == ANSWER_SET)
			str_add(&text, a->text);
		if (!str_eq(text.text, given[i].answer))
			fail_msg("%s is read as %s and was %s", given[i].item, text.text, given[i].answer);
		str_release(&text);
	}
}

/* The question as it was asked then, in the words of then. */
static void reads_as_asked(struct bench *b, const struct response *r)
{
	const struct form *form = NULL;

	bench_ok(b, desk_form(b->desk, r->form_hash, &form, &b->err));
	assert_string_equal(form_version(form), "2026112203");
	assert_string_equal(form_item_text(form, form_find(form, "c1"), FORM_LABEL, "en"),
		"Are you aware of what type of work you would like to perform?");
	assert_string_equal(form_choice_label(form, form_list_find(form, "yes_no"),
		form_choice_find(form_list_find(form, "yes_no"), "5"), "en"), "Yes");
}

static void curve_shows(const struct casefile *c, const struct way *w)
{
	const struct series *s = casefile_series(c, w->item);

	assert_non_null(s);
	assert_int_equal(s->count, 2);
	assert_int_equal(s->points[0].marks, 0);
	assert_int_equal(s->points[1].marks, w->marks);
	assert_int_equal(casefile_series(c, "c6")->points[1].marks, 0);      /* the others go on */
}

static void go_on(struct bench *b, const struct way *w, const struct id *client)
{
	const struct form *older = NULL;
	struct casefile *c;

	bench_days(b, 91);
	bench_reopen(b, "kih");
	bench_meeting(b, client, w->answers ? w->answers : GIVEN, "", "");
	c = bench_file(b, client);
	assert_int_equal(c->response_count, 2);
	assert_string_not_equal(c->responses[0].form_hash, c->responses[1].form_hash);
	reads_as_given(c, &c->responses[0]);
	reads_as_asked(b, &c->responses[0]);
	curve_shows(c, w);
	bench_ok(b, desk_form(b->desk, c->responses[0].form_hash, &older, &b->err));
	diff_says(b, older, w->diff);
	casefile_free(c);
}

static void ten_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(ways); i++) {
		const struct way *w = &ways[i];
		struct bench b;
		struct id client;

		print_message("%s\n", w->name);
		bench_open(&b);
		prepare(&b, w);
		client = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
		bench_meeting(&b, &client, is_way(w, "a renamed item")
			? "3;4;2;dk;5;1;2;declined;4;internet network;words;26000" : GIVEN, "", "");
		edit(&b, w);
		if (w->refused)
			is_refused(&b, w->refused);
		else
			go_on(&b, w, &client);
		bench_close(&b);
	}
}

/* A second file beside client.csv, with edits. */
static void add_version(struct bench *b, const char *file, const char *const *edits)
{
	struct str plain = STR_INIT, beside = STR_INIT, text = STR_INIT, first = STR_INIT;

	bench_edit_forms(b, (const char *const[]){ NULL });
	file_join(&plain, b->forms.text, "client.csv");
	file_join(&beside, b->forms.text, file);
	bench_ok(b, file_read(plain.text, FILE_MOST, &first, &b->err));
	bench_edit_forms(b, edits);
	bench_ok(b, file_read(plain.text, FILE_MOST, &text, &b->err));
	bench_ok(b, file_write(beside.text, text.text, text.len, &b->err));
	bench_ok(b, file_write(plain.text, first.text, first.len, &b->err));
	str_release(&first);
	str_release(&text);
	str_release(&beside);
	str_release(&plain);
}

static void drop_version(const struct bench *b, const char *file)
{
	struct str path = STR_INIT;

	file_join(&path, b->forms.text, file);
	assert_int_equal(unlink(path.text), 0);
	str_release(&path);
}

/* On the first of January next year's form is in force; what was begun in the old year ends on the old one. */
static void a_version_begins_on_its_day(void **state)
{
	static const char *const edits[] = { "2026112203", "2027010101", "stige_title_en,stige_title_da\n",
		"stige_title_en,stige_title_da,stige_valid_from\n", "Questions to the client,Spørgsmål til borgeren\n",
		"Questions to the client,Spørgsmål til borgeren,2027-01-01\n", ". <= 1000000", ". <= 500000", NULL };
	struct bench *b = *state;
	struct sitting *s = NULL;
	struct giving *g = NULL;
	struct id client;

	add_version(b, "client.2027.csv", edits);
	client = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_days(b, 39);                                  /* 31 December */
	bench_reopen(b, "kih");
	assert_string_equal(form_version(b->desk->instrument->client), "2026112203");
	bench_ok(b, sitting_begin(b->desk, &client, MEETING_OFFICE, &s, &b->err));
	bench_ok(b, giving_open(b->desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g, &b->err));
	bench_give(b, g, "c1", "3");
	giving_free(g);
	sitting_free(s);
	bench_days(b, 1);
	bench_reopen(b, "kih");
	assert_string_equal(form_version(b->desk->instrument->client), "2027010101");
	bench_ok(b, sitting_begin(b->desk, &client, MEETING_OFFICE, &s, &b->err));
	bench_ok(b, giving_open(b->desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g, &b->err));
	assert_string_equal(form_version(entry_form(giving_entry(g))), "2026112203");
	bench_give(b, g, "c11", "700000");
	giving_free(g);
	sitting_free(s);
	client = bench_client(b, "Bodil Krogh", "01-02-1990", "no");
	bench_ok(b, sitting_begin(b->desk, &client, MEETING_OFFICE, &s, &b->err));
	bench_ok(b, giving_open(b->desk, s->casefile, &s->meeting, RESPONDENT_CLIENT, MODE_ALONE, "da", &g, &b->err));
	assert_string_equal(form_version(entry_form(giving_entry(g))), "2027010101");
	giving_free(g);
	sitting_free(s);
	drop_version(b, "client.2027.csv");
}

/* Edits client.csv, opens, and holds a meeting with it. */
static void use(struct bench *b, const struct id *client, const char *const *edits)
{
	bench_edit_forms(b, edits);
	bench_days(b, 91);
	bench_reopen(b, "kih");
	bench_meeting(b, client, GIVEN, "3;3;3;3;3;3;3;3;3;3;3", "");        /* the other form's version is higher */
}

/* What was used once may be used again; another text is held against the newest version, and 10 is after 9. */
static void which_version_is_followed(void **state)
{
	static const char *const nine[] = { "2026112203", "9", NULL },
		*const ten[] = { ",9,English", ",10,English", "what type of work", "what trade", MARK_COLUMN,
			C1_END, "local,l.169,new\n", NULL },
		*const eleven[] = { ",10,English", ",11,English", "l.169,new\n", "l.169,\n", NULL },
		*const back[] = { ",11,English", ",9,English", "what trade", "what type of work", "l.169,\n", "l.169\n",
			",stige_series\n", "\n", NULL },
		*const twelve[] = { ",9,English", ",12,English", NULL };
	struct bench *b = *state;
	struct id client;

	client = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	use(b, &client, nine);
	use(b, &client, ten);
	use(b, &client, eleven);
	use(b, &client, back);
	bench_edit_forms(b, twelve);
	is_refused(b, "was \"Are you aware of what trade");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_ways),
		cmocka_unit_test_setup_teardown(a_version_begins_on_its_day, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(which_version_is_followed, bench_setup, bench_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
