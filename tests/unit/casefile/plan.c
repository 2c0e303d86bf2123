/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: chosen, declined and why, done; excluded until; the office's own offers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/plan.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

static struct sitting *begin(struct bench *b, const struct id *client)
{
	struct sitting *s = NULL;

	bench_ok(b, sitting_begin(b->desk, client, MEETING_OFFICE, &s, &b->err));
	return s;
}

static void assert_counts(const struct casefile *c, size_t chosen, size_t declined, size_t done)
{
	struct plan_page p;

	plan_page_make(&p, c);
	assert_int_equal(p.count[PLAN_PART_CHOSEN], chosen);
	assert_int_equal(p.count[PLAN_PART_DECLINED], declined);
	assert_int_equal(p.count[PLAN_PART_DONE], done);
	plan_page_release(&p);
}

struct seen {
	size_t chosen, declined, done;
	char code[16], reason[32];
};

static bool see(void *ctx, const struct event *e)
{
	struct seen *s = ctx;

	s->chosen += e->kind == EVENT_SUGGESTION_CHOSEN;
	s->done += e->kind == EVENT_STEP_DONE;
	if (e->kind == EVENT_SUGGESTION_DECLINED) {
		s->declined++;
		assert_true(strlen(e->item) < sizeof(s->code) && strlen(e->reason) < sizeof(s->reason));
		memcpy(s->code, e->item, strlen(e->item) + 1);
		memcpy(s->reason, e->reason, strlen(e->reason) + 1);
	}
	return true;
}

/* A mind that changes within the meeting changes the row; the session log has every word of it. */
static void decided_in_a_meeting(void **state)
{
	const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct seen seen = { .chosen = 0 };
	struct bench *b = *state;
	struct sitting *s;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	s = begin(b, &id);
	bench_ok(b, sitting_suggestion(s, "JH", true, "", &b->err));
	assert_counts(s->casefile, 1, 0, 0);
	bench_ok(b, sitting_suggestion(s, "JH", false, "health", &b->err));
	assert_counts(s->casefile, 0, 1, 0);
	assert_int_equal(s->casefile->plan_count, 1);
	bench_ok(b, sitting_suggestion(s, "JH", true, "", &b->err));
	bench_ok(b, sitting_suggestion(s, "a13", true, NULL, &b->err));
	assert_counts(s->casefile, 2, 0, 0);
	assert_int_equal(s->casefile->plan_count, 2);
	bench_ok(b, event_each(b->desk->store, &all, see, &seen, &b->err));
	assert_int_equal(seen.chosen, 3);
	assert_int_equal(seen.declined, 1);
	assert_string_equal(seen.code, "JH");
	assert_string_equal(seen.reason, "health");
	sitting_free(s);
}

static void refused(void **state)
{
	static const struct {
		const char *code, *reason;
		bool chosen;
	} wrong[] = {
		{ "a22", "", true }, { "a23", "", true }, { "none", "", true }, { "", "", true }, { "XY", "", true },
		{ "JH", "", false }, { "JH", NULL, false }, { "JH", "because I say so", false },
	};
	struct bench *b = *state;
	struct sitting *s;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	s = begin(b, &id);
	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++)
		assert_int_equal(sitting_suggestion(s, wrong[i].code, wrong[i].chosen, wrong[i].reason, &b->err),
			STIGE_DATA);
	assert_int_equal(s->casefile->plan_count, 0);
	sitting_free(s);
}

/* In another meeting a decision is a new one; the newest word counts, the older one stays in the file. */
static void over_meetings(void **state)
{
	struct bench *b = *state;
	struct sitting *s;
	struct casefile *c;
	struct plan_page p;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	s = begin(b, &id);
	bench_ok(b, sitting_suggestion(s, "JU", true, "", &b->err));
	bench_ok(b, sitting_suggestion(s, "JS", false, "tried", &b->err));
	bench_ok(b, sitting_close(s, "", DATE_NONE, &b->err));
	sitting_free(s);
	bench_days(b, 91);
	s = begin(b, &id);
	bench_ok(b, sitting_suggestion(s, "JU", false, "not-now", &b->err));
	bench_ok(b, sitting_suggestion(s, "JS", true, "", &b->err));
	assert_int_equal(s->casefile->plan_count, 4);
	plan_page_make(&p, s->casefile);
	assert_int_equal(p.count[PLAN_PART_CHOSEN], 1);
	assert_string_equal(p.part[PLAN_PART_CHOSEN][0]->code, "JS");
	assert_int_equal(p.count[PLAN_PART_DECLINED], 1);
	assert_string_equal(p.part[PLAN_PART_DECLINED][0]->code, "JU");
	bench_ok(b, plan_done(b->desk, p.part[PLAN_PART_CHOSEN][0], &b->err));
	plan_page_release(&p);
	sitting_free(s);
	c = bench_file(b, &id);
	assert_counts(c, 0, 1, 1);
	/* and outside of a meeting */
	bench_ok(b, plan_decide(b->desk, c, NULL, "a5", true, "", &b->err));
	casefile_free(c);
	c = bench_file(b, &id);
	assert_counts(c, 1, 1, 1);
	casefile_free(c);
}

static void in_words(void **state)
{
	struct bench *b = *state;
	struct sitting *s;
	struct casefile *c;
	struct client_fields now;
	struct str own = STR_INIT, shared = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	c = bench_file(b, &id);
	casefile_plan_text(c, LOOK_OWN, 80, &own);
	assert_non_null(strstr(own.text, "Nothing has been agreed yet.\n"));
	now = c->client.f;
	now.goal = GOAL_EDUCATION;
	now.goal_reason = "wants to be a baker";
	now.excluded = "JS";
	now.excluded_reason = "in treatment";
	now.excluded_until = date_make(2027, 5, 1);
	bench_ok(b, casefile_edit(b->desk, c, &now, &b->err));
	casefile_free(c);
	s = begin(b, &id);
	bench_ok(b, sitting_suggestion(s, "UH", true, "", &b->err));
	bench_ok(b, sitting_suggestion(s, "a9", false, "client-wish", &b->err));
	bench_ok(b, sitting_agree(s, "Call the bakery", desk_today(b->desk) + 7, &b->err));
	str_clear(&own);
	casefile_plan_text(s->casefile, LOOK_OWN, 80, &own);
	casefile_plan_text(s->casefile, LOOK_SHARED, 80, &shared);
	assert_non_null(strstr(own.text, "Goal set by hand: an education: wants to be a baker\n"));
	assert_non_null(strstr(own.text, "Excluded for now: job-oriented, social, until 2027-05-01: in treatment\n"));
	assert_non_null(strstr(own.text, "Chosen\n   - upgrading and health, agreed 2026-11-22\n"));
	assert_non_null(strstr(own.text,
		"Declined\n   - Diet and exercise, agreed 2026-11-22; The client wants something else\n"));
	assert_non_null(strstr(own.text, "   - Call the bakery, 2026-11-29 (week 48), agreed 2026-11-22\n"));
	assert_non_null(strstr(shared.text, "Excluded for now: job-oriented, social, until 2027-05-01\n"));
	assert_null(strstr(shared.text, "treatment\n"));
	assert_null(strstr(shared.text, "baker\n"));
	sitting_free(s);
	bench_days(b, 160);                                         /* 2027-05-01 */
	c = bench_file(b, &id);
	str_clear(&own);
	casefile_plan_text(c, LOOK_OWN, 80, &own);
	assert_null(strstr(own.text, "Excluded"));
	casefile_free(c);
	str_release(&own);
	str_release(&shared);
}

#define C_3 "3;3;3;3;3;3;3;3;3;none;26000"
#define W_3 "3;3;3;3;3;3;3;3;3;3;3"

static void no_progress(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct str own = STR_INIT, shared = STR_INIT;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	for (int i = 0; i < 3; i++) {
		bench_days(b, 91);
		bench_meeting(b, &id, C_3, W_3, "");
	}
	c = bench_file(b, &id);
	casefile_plan_text(c, LOOK_OWN, 80, &own);
	casefile_plan_text(c, LOOK_SHARED, 80, &shared);
	assert_non_null(strstr(own.text, "No gain on any item of the path"));
	assert_non_null(strstr(own.text, "Two rounds in a row is our choice"));
	assert_non_null(strstr(own.text, "   C3 Cooperation 333\n"));
	assert_non_null(strstr(own.text, "   W2 Determination 333\n"));
	assert_null(strstr(own.text, "C1 "));                        /* not named for the path */
	assert_null(strstr(own.text, "C11"));                        /* neither high nor low is good */
	assert_null(strstr(shared.text, "No gain"));
	str_release(&own);
	str_release(&shared);
	casefile_free(c);
}

/* The office's own offers narrow what is proposed, and are named beside it. */
static void own_catalogue(void **state)
{
	static const char *const catalogue[] = {
		"catalogue,activity,place,from,until,note", "Bakery,12,N\u00f8rregade,,,", "Caf\u00e9,12,,,,",
		"Walking,9,,2026-01-01,2026-11-01,", "Yoga,10,,,,",
	};
	struct bench *b = *state;
	struct casefile *c;
	struct str text = STR_INIT;
	struct id id;

	for (size_t i = 0; i < ARRAY_SIZE(catalogue); i++)
		bench_add_row(b, "catalogue.csv", catalogue[i]);
	bench_reopen(b, "kih");
	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;3;3;3;1;3;1;3;internet internship;26000", W_3, "a22");
	c = bench_file(b, &id);
	/* C8 leads to 13 and then 12, C6 to 11, 10, 9: on offer today are 12 and 10. */
	assert_int_equal(c->advice.activity_count, 2);
	assert_int_equal(c->advice.activities[0], 12);
	assert_int_equal(c->advice.activities[1], 10);
	casefile_plan_text(c, LOOK_SHARED, 80, &text);
	assert_non_null(strstr(text.text, "   - Internship, internal: Bakery, N\u00f8rregade; Caf\u00e9\n"));
	assert_non_null(strstr(text.text, "   - Medical treatment: Yoga\n"));
	casefile_free(c);
	/* C3 leads to 4, and nothing social is on offer: said, not made up. */
	id = bench_client(b, "Birthe Dam", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;1;3;3;3;3;3;3;internet internship;26000", W_3, "a13");
	c = bench_file(b, &id);
	assert_int_equal(c->advice.activity_count, 0);
	str_clear(&text);
	casefile_advice_text(c, LOOK_SHARED, false, 80, &text);
	assert_non_null(strstr(text.text, "On offer today there is nothing of: social."));
	casefile_free(c);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(decided_in_a_meeting, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(refused, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(over_meetings, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(in_words, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(no_progress, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(own_catalogue, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
