/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Activity-ready, job-ready: a code with its day, earlier ones kept; the advice does not ask for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/plan.h"
#include "stige/casefile/visitation.h"
#include "stige/base/banned.h"

static void says(struct bench *b, const struct id *client, const char *words)
{
	struct casefile *c = bench_file(b, client);
	struct str text = STR_INIT;

	visitation_words(c, &text);
	assert_string_equal(text.text, words);
	str_release(&text);
	casefile_free(c);
}

static void set(struct bench *b, const struct id *client, enum visitation what)
{
	struct casefile *c = bench_file(b, client);

	bench_ok(b, visitation_set(b->desk, c, what, &b->err));
	casefile_free(c);
}

static void dated(void **state)
{
	struct bench *b = *state;
	struct casefile *c;
	struct advice before;
	struct id id;
	int32_t since;

	id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(b, &id, "3;3;3;3;3;1;3;3;3;none;26000", "", "a13");
	c = bench_file(b, &id);
	assert_int_equal(visitation_now(c, &since), VISITATION_NONE);
	assert_int_equal(since, DATE_NONE);
	before = c->advice;
	casefile_free(c);
	says(b, &id, "");
	set(b, &id, VISITATION_ACTIVITY_READY);
	says(b, &id, "activity-ready since 2026-11-22");
	bench_days(b, 30);
	set(b, &id, VISITATION_ACTIVITY_READY);     /* it stands already */
	says(b, &id, "activity-ready since 2026-11-22");
	set(b, &id, VISITATION_JOB_READY);
	says(b, &id, "job-ready since 2026-12-22; before: activity-ready 2026-11-22");
	bench_days(b, 1);
	set(b, &id, VISITATION_NONE);
	says(b, &id, "not assessed since 2026-12-23; before: job-ready 2026-12-22, activity-ready 2026-11-22");
	c = bench_file(b, &id);
	assert_int_equal(visitation_now(c, &since), VISITATION_NONE);
	assert_int_equal(since, date_make(2026, 12, 23));
	assert_int_equal(c->note_count, 3);
	assert_memory_equal(c->advice.need, before.need, sizeof(before.need));
	assert_int_equal(c->advice.order[0].groups, before.order[0].groups);
	casefile_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(dated, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
