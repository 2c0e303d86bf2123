/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One client's file: series with holes, and what the advice rests on. */
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

#define C_3 "3;3;3;3;3;3;3;3;3;none;26000"
#define W_3 "3;3;3;3;3;3;3;3;3;3;3"

static const struct advice_value *value(const struct casefile *c, const char *item)
{
	size_t i = advice_item_index(c->desk->instrument->advice, item);

	assert_true(i < ADVICE_ITEMS_MOST);
	return &c->facts.values[i];
}

/* The letters of a series: digits, k for dk, d for declined, . for a hole. */
static void assert_series(const struct casefile *c, const char *item, const char *want)
{
	const struct series *s = casefile_series(c, item);
	char got[16] = "";

	assert_true(s->count < sizeof(got));
	for (size_t i = 0; i < s->count; i++)
		switch (s->points[i].state) {
		case SERIES_HOLE:
			got[i] = '.';
			break;
		case SERIES_DK:
			got[i] = 'k';
			break;
		case SERIES_DECLINED:
			got[i] = 'd';
			break;
		case SERIES_VALUE:
			got[i] = (char)('0' + s->points[i].value);
			break;
		}
	assert_string_equal(got, want);
}

static void nothing_yet(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Lone Nygaard", "", "unknown");
	c = bench_file(b, &id);
	assert_int_equal(c->age, -1);
	assert_int_equal(c->rounds, 0);
	assert_int_equal(c->last_round, DATE_NONE);
	assert_int_equal(c->due.state, DUE_FIRST);
	assert_int_equal(c->facts.newest_days, 0);
	assert_false(c->facts.recorded);
	assert_false(c->facts.no_progress);
	assert_int_equal(c->advice.path, ADVICE_JOB);
	assert_null(casefile_last_activities(c));
	assert_int_equal(c->series_count, 23);
	assert_int_equal(c->series[0].count, 0);
	casefile_free(c);
}

/* B3 and B6: the newest answer that is not null, the number before it, no falling back past dk. */
static void facts_over_rounds(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;4;2;3;4;3;3;3;internet;26000", "2;3;3;3;3;3;3;3;3;3;dk", "a13 a10");
	bench_days(b, 91);
	bench_meeting(b, &id, "3;3;dk;1;3;3;3;3;3;none;declined", "", "");
	bench_days(b, 200);
	bench_meeting(b, &id, "", "5;3;3;3;3;3;3;3;3;3;2", "");
	bench_days(b, 10);
	c = bench_file(b, &id);
	assert_int_equal(c->rounds, 3);
	assert_series(c, "c3", "4k.");
	assert_series(c, "c4", "21.");
	assert_series(c, "w1", "2.5");
	assert_series(c, "w11", "k.2");
	assert_series(c, "c10", "10.");
	assert_series(c, "w11e", "...");
	/* 200 days between the last two: one quarter was missed. */
	assert_int_equal(c->slots[0], 0);
	assert_int_equal(c->slots[1], 1);
	assert_int_equal(c->slots[2], 3);
	assert_int_equal(value(c, "c3")->kind, ANSWER_DK);
	assert_int_equal(value(c, "c4")->number, 1);
	assert_int_equal(value(c, "c4")->before, 2);
	assert_int_equal(value(c, "c4")->days, 210);
	assert_int_equal(value(c, "c6")->number, 3);
	assert_int_equal(value(c, "c6")->before, 4);
	assert_int_equal(value(c, "c10")->kind, ANSWER_SET);
	assert_string_equal(value(c, "c10")->set, "");
	assert_int_equal(value(c, "c11")->kind, ANSWER_DECLINED);
	assert_int_equal(value(c, "w1")->number, 5);
	assert_int_equal(value(c, "w1")->before, 2);
	assert_int_equal(value(c, "w1")->days, 10);
	assert_int_equal(value(c, "w11e")->kind, ANSWER_NONE);
	assert_int_equal(c->facts.newest_days, 10);
	assert_int_equal(c->facts.reference_wage, 26000);
	assert_int_equal(c->facts.age, 38);
	assert_true(c->facts.recorded);
	assert_int_equal(c->facts.running, (1u << 13) | (1u << 10));
	casefile_free(c);
}

/* Running is the newest set less what has ended; an end from an earlier stretch does not count. */
static void running(void **state)
{
	struct bench *b = *state;
	struct activity_record r = { .activity = "a13", .place = "Bakery" };
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, C_3, "", "a13 a10");
	r.client = id;
	r.from = desk_today(b->desk) - 60;
	r.to = desk_today(b->desk) + 20;
	bench_ok(b, casefile_date_activity(b->desk, &r, &b->err));
	c = bench_file(b, &id);
	assert_int_equal(c->facts.running, (1u << 13) | (1u << 10)); /* the end lies ahead */
	casefile_free(c);
	bench_days(b, 21);
	c = bench_file(b, &id);
	assert_int_equal(c->facts.running, 1u << 10);
	casefile_free(c);
	bench_days(b, 150);
	bench_meeting(b, &id, C_3, "", "a3");
	bench_days(b, 91);
	bench_meeting(b, &id, C_3, "", "a13");
	c = bench_file(b, &id);
	assert_int_equal(c->facts.running, 1u << 13);
	casefile_free(c);
	bench_days(b, 1);
	bench_meeting(b, &id, C_3, "", "a22");
	c = bench_file(b, &id);
	assert_true(c->facts.recorded);
	assert_int_equal(c->facts.running, 0);
	assert_string_equal(casefile_last_activities(c), "a22");
	r.to = r.from - 1;
	assert_int_equal(casefile_date_activity(b->desk, &r, &b->err), STIGE_DATA);
	casefile_free(c);
}

static bool prompted(const struct casefile *c, const char *name)
{
	for (size_t i = 0; i < c->advice.prompt_count; i++)
		if (str_eq(c->desk->instrument->advice->prompts[c->advice.prompts[i]].name, name))
			return true;
	return false;
}

static void no_progress(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, C_3, W_3, "");
	bench_days(b, 91);
	bench_meeting(b, &id, C_3, W_3, "");
	c = bench_file(b, &id);
	assert_false(prompted(c, "NO-PROGRESS"));                    /* one interval */
	casefile_free(c);
	bench_days(b, 91);
	bench_meeting(b, &id, "4;3;3;3;3;3;3;3;3;none;28000", W_3, "");
	c = bench_file(b, &id);
	/* c1 is not named for the path, c11 cannot rise */
	assert_true(prompted(c, "NO-PROGRESS"));
	casefile_free(c);
	bench_days(b, 91);
	bench_meeting(b, &id, "4;3;3;3;3;4;3;3;3;none;20000", W_3, "");
	c = bench_file(b, &id);
	assert_false(prompted(c, "NO-PROGRESS"));                    /* c6 rose */
	casefile_free(c);
}

static void caseworker_changed(void **state)
{
	struct bench *b = *state;
	const struct caseworker other = {
		.name = (char[]){ "Mette Lund" }, .initials = (char[]){ "ML" }, .login = (char[]){ "mel" },
			.active = true,
		.wage_period = (char[]){ "month" }, .wage_basis = (char[]){ "net" },
	};
	struct casefile *c;
	struct id id, mette;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, C_3, W_3, "");
	bench_ok(b, caseworker_add(b->desk->store, &other, NULL, &mette, &b->err));
	bench_ok(b, client_assign(b->desk->store, &id, &mette, desk_today(b->desk), "left", &b->err));
	bench_days(b, 91);
	bench_reopen(b, "mel");
	c = bench_file(b, &id);
	assert_false(c->facts.caseworker_changed);                   /* not between two responses yet */
	casefile_free(c);
	bench_meeting(b, &id, C_3, W_3, "");
	c = bench_file(b, &id);
	assert_true(c->facts.caseworker_changed);
	assert_true(c->gone_by_caseworker_change);
	assert_true(prompted(c, "HANDOVER"));
	/* asked after tax, the reference is before */
	assert_int_equal(c->facts.reference_wage, 0);
	assert_string_equal(desk_initials(b->desk, &c->client.caseworker), "ML");
	casefile_free(c);
	bench_days(b, 91);
	bench_meeting(b, &id, "", W_3, "");
	c = bench_file(b, &id);
	assert_false(c->facts.caseworker_changed);
	casefile_free(c);
}

static void excluded_until(void **state)
{
	struct bench *b = *state;
	struct client_fields now;
	struct casefile *c;
	struct id id;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	c = bench_file(b, &id);
	now = c->client.f;
	now.excluded = "JS";
	now.excluded_reason = "in treatment";
	now.excluded_until = desk_today(b->desk) + 10;
	bench_ok(b, casefile_edit(b->desk, c, &now, &b->err));
	casefile_free(c);
	c = bench_file(b, &id);
	assert_int_equal(c->facts.excluded, GROUP_JOB | GROUP_SOCIAL);
	assert_true(prompted(c, "PLAN-J"));
	casefile_free(c);
	bench_days(b, 10);
	c = bench_file(b, &id);
	assert_int_equal(c->facts.excluded, 0);
	casefile_free(c);
}

static bool count_opened(void *ctx, const struct event *e)
{
	*(size_t *)ctx += e->kind == EVENT_CLIENT_OPENED;
	return true;
}

static void opening_is_written(void **state)
{
	struct bench *b = *state;
	const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct id id;
	size_t before = 0, after = 0;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_ok(b, event_each(b->desk->store, &all, count_opened, &before, &b->err));
	casefile_free(bench_file(b, &id));
	bench_ok(b, event_each(b->desk->store, &all, count_opened, &after, &b->err));
	assert_int_equal(after, before + 1);
}

static void first_start_refuses(void **state)
{
	static const struct {
		struct founding typed;
		const char *field;
	} wrong[] = {
		{ { .initials = "KH", .office_code = "NB", .login = "x" }, "name" },
		{ { .name = "Kirsten Holm", .office_code = "NB" }, "initials" },
		{ { .name = "Kirsten Holm", .initials = "KH", .office_code = "N" }, "office_code" },
		{ { .name = "Kirsten Holm", .initials = "KH", .office_code = "N-1" }, "office_code" },
		{ { .name = "Kirsten Holm", .initials = "KH", .office_code = "NB", .pin = "123" }, "pin" },
		{ { .name = "Kirsten Holm", .initials = "KH", .office_code = "NB", .pin = "12a4" }, "pin" },
		{ { .name = "Kirsten Holm", .initials = "KH", .office_code = "NB", .lang = "se" }, "lang" },
		{ { .name = "Kirsten Holm", .initials = "KH", .office_code = "NB", .wage_job = "-1" }, "wage_job" },
	};
	struct bench *b = *state;

	for (size_t i = 0; i < ARRAY_SIZE(wrong); i++) {
		struct issues issues = ISSUES_INIT;

		assert_int_equal(desk_found(b->desk, &wrong[i].typed, &issues, &b->err), STIGE_DATA);
		assert_int_equal(issues.count, 1);
		assert_string_equal(issues.list[0].field, wrong[i].field);
		issues_release(&issues);
	}
	assert_int_equal(b->desk->office.wage_job, 26000);
	assert_string_equal(b->desk->office.code, "NB");
}

static void unknown_login(void **state)
{
	struct bench *b = *state;
	struct desk_options options;
	struct desk *d = NULL;

	desk_close(b->desk);
	options = (struct desk_options){
		.store = { .path = b->path.text }, .forms_dir = b->forms.text, .login = "nobody", .lang = "en",
	};
	assert_int_equal(desk_open(&options, &d, &b->err), STIGE_PERMISSION);
	assert_non_null(strstr(b->err.msg, "nobody"));
	assert_null(d);
	options.login = "kih";
	bench_ok(b, desk_open(&options, &b->desk, &b->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_yet, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(facts_over_rounds, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(running, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(no_progress, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(caseworker_changed, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(excluded_until, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(opening_is_written, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(first_start_refuses, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(unknown_login, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
