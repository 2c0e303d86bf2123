/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caseload: who is due, in which order, how people are found, and how it reads as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/caseload.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

#define W_3 "3;3;3;3;3;3;3;3;3;3;"

/* Day by day, so that on the last day: Aksel expired, Birthe late, Camilla due, Dilan new, Aage not yet. */
static void fill(struct bench *b, struct id ids[7])
{
	struct client_fields now;
	struct casefile *c;

	ids[0] = bench_client(b, "Aksel Brandt", "24-12-1985", "no");
	ids[1] = bench_client(b, "Birthe Dam", "01-02-1970", "no");
	ids[2] = bench_client(b, "Camilla Enevold", "", "unknown");
	ids[4] = bench_client(b, "Ågot Øst", "05-05-1990", "yes");
	ids[5] = bench_client(b, "Erik Gade", "", "unknown");
	ids[6] = bench_client(b, "Fatima Haugaard", "", "unknown");
	bench_meeting(b, &ids[0], "3;3;3;3;3;3;3;3;3;none;26000", W_3 "2", "a13 a10");
	bench_days(b, 60);
	bench_meeting(b, &ids[1], "1;2;3;4;5;3;3;3;3;none;26000", W_3 "2", "a22");
	bench_days(b, 30);
	bench_meeting(b, &ids[2], "3;3;3;3;3;3;3;3;3;none;26000", "", "");
	bench_meeting(b, &ids[5], "3;3;3;3;3;3;3;3;3;none;26000", "", "");
	bench_days(b, 10);
	bench_meeting(b, &ids[4], "3;3;3;3;3;3;3;3;3;none;26000", W_3 "3", "a1");
	bench_days(b, 90);
	bench_meeting(b, &ids[4], "4;4;2;dk;3;3;3;3;3;none;26000", "", "");
	ids[3] = bench_client(b, "Dilan Frost", "", "no");
	c = bench_file(b, &ids[5]);
	now = c->client.f;
	now.status = CLIENT_PAUSED;
	now.paused_until = desk_today(b->desk) + 40;
	bench_ok(b, casefile_edit(b->desk, c, &now, &b->err));
	casefile_free(c);
	c = bench_file(b, &ids[6]);
	now = c->client.f;
	now.status = CLIENT_CLOSED;
	bench_ok(b, casefile_edit(b->desk, c, &now, &b->err));
	casefile_free(c);
}

static void assert_view(const struct caseload *c, enum caseload_sort sort, enum caseload_filter filter,
	const char *find, const char *want)
{
	struct str got = STR_INIT;
	size_t n, *view = caseload_view(c, sort, filter, find, &n);

	for (size_t i = 0; i < n; i++)
		str_addf(&got, "%s%.3s", i ? " " : "", c->rows[view[i]].client.f.name);
	if (!str_eq(got.text, want))
		fail_msg("\"%s\": got \"%s\", wanted \"%s\"", find ? find : "", got.text, want);
	str_release(&got);
	mem_free(view);
}

static const struct caseload_row *row(const struct caseload *c, const struct id *id)
{
	for (size_t i = 0; i < c->count; i++)
		if (id_eq(&c->rows[i].client.id, id))
			return &c->rows[i];
	fail_msg("no such row");
	return NULL;
}

static void orders_and_filters(void **state)
{
	struct bench *b = *state;
	struct caseload c;
	struct id ids[7];

	fill(b, ids);
	bench_ok(b, caseload_load(b->desk, false, &c, &b->err));
	assert_int_equal(c.count, 7);
	assert_int_equal(row(&c, &ids[0])->due.days, 190);
	assert_int_equal(c.due, 1);
	assert_int_equal(c.late, 2);
	assert_int_equal(c.paused, 1);
	assert_int_equal(c.first, 1);
	assert_view(&c, CASELOAD_BY_DUE, CASELOAD_ALL, NULL, "Aks Bir Cam Dil Åg Eri Fat");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "", "Aks Bir Cam Dil Eri Fat Åg");
	assert_view(&c, CASELOAD_BY_CASE, CASELOAD_ALL, NULL, "Aks Bir Cam Åg Eri Fat Dil");
	assert_view(&c, CASELOAD_BY_DUE, CASELOAD_DUE, NULL, "Aks Bir Cam Dil");
	assert_view(&c, CASELOAD_BY_DUE, CASELOAD_PAUSED, NULL, "Eri");
	assert_view(&c, CASELOAD_BY_DUE, CASELOAD_LATE, NULL, "Aks Bir");
	assert_view(&c, CASELOAD_BY_DUE, CASELOAD_OPEN, NULL, "");
	assert_view(&c, CASELOAD_BY_LAST, CASELOAD_ALL, NULL, "Dil Fat Aks Bir Cam Eri Åg");
	assert_view(&c, CASELOAD_BY_DUE, CASELOAD_CLOSED, NULL, "Fat");
	assert_view(&c, CASELOAD_BY_DUE, CASELOAD_NO_ACTIVITY, NULL, "Bir");
	caseload_release(&c);
}

static void finding(void **state)
{
	struct bench *b = *state;
	struct caseload c;
	struct id ids[7];

	fill(b, ids);
	bench_ok(b, caseload_load(b->desk, false, &c, &b->err));
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "ÅGOT", "Åg");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "aagot", "Åg");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "nb-0002", "Bir");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "241285", "Aks");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "24-12-1985", "Aks");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "1985-12-24", "Aks");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "24/12", "Aks");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "24", "");
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "nobody", "");
	assert_int_equal(caseload_lookalikes(&c, "aagot ØST", DATE_NONE), 1);
	assert_int_equal(caseload_lookalikes(&c, "Ågot Øst", date_make(1990, 5, 5)), 1);
	assert_int_equal(caseload_lookalikes(&c, "Ågot Øst", date_make(1991, 5, 5)), 0);
	assert_int_equal(caseload_lookalikes(&c, "Camilla Enevold", date_make(1991, 5, 5)), 1);
	/* One letter differs: the same only with the same birthday. */
	assert_int_equal(caseload_lookalikes(&c, "Ågot Øste", date_make(1990, 5, 5)), 1);
	assert_int_equal(caseload_lookalikes(&c, "Ågot Øs", date_make(1990, 5, 5)), 1);
	assert_int_equal(caseload_lookalikes(&c, "Ågot Øster", date_make(1990, 5, 5)), 0);
	assert_int_equal(caseload_lookalikes(&c, "Ågot Øste", DATE_NONE), 0);
	/* A word that begins so comes before one that holds it. */
	assert_view(&c, CASELOAD_BY_NAME, CASELOAD_ALL, "d", "Bir Dil Aks Cam Eri Fat");
	caseload_release(&c);
}

static void rows(void **state)
{
	struct bench *b = *state;
	struct caseload c;
	const struct caseload_row *r;
	struct sitting *s = NULL;
	struct id ids[7];

	fill(b, ids);
	bench_ok(b, sitting_begin(b->desk, &ids[0], MEETING_OFFICE, &s, &b->err));
	bench_form(b, s, RESPONDENT_CASEWORKER, W_3 "4");
	sitting_free(s);
	bench_ok(b, caseload_load(b->desk, false, &c, &b->err));
	r = row(&c, &ids[0]);
	assert_true(r->open_meeting);
	assert_false(r->client_done);
	assert_true(r->caseworker_done);
	assert_int_equal(r->belief_count, 2);
	assert_int_equal(r->belief[0], 2);
	assert_int_equal(r->belief[1], 4);
	assert_string_equal(r->running, "JH");
	assert_false(r->no_activity);
	r = row(&c, &ids[4]);
	assert_int_equal(r->rounds, 2);
	assert_int_equal(r->level_count, 9);
	assert_int_equal(r->levels[0], 4);
	assert_int_equal(r->levels[2], 2);
	assert_int_equal(r->levels[3], 0);                           /* does not know is a hole */
	assert_int_equal(r->risen, 2);
	assert_int_equal(r->fallen, 1);
	assert_true(r->client_done);
	assert_false(r->caseworker_done);
	assert_false(r->open_meeting);
	r = row(&c, &ids[1]);
	assert_true(r->no_activity);
	assert_string_equal(r->running, "");
	assert_false(r->client_done);                                /* the round before the one that is due */
	r = row(&c, &ids[3]);
	assert_int_equal(r->rounds, 0);
	assert_int_equal(r->last_round, DATE_NONE);
	caseload_release(&c);
}

/* More clients than are read one by one: the same rows. */
static enum stige_rc add_many(struct store *s, void *arg, struct err *err)
{
	const struct client_fields *f = arg;
	enum stige_rc rc = STIGE_OK;

	for (int i = 0; i < 120 && rc == STIGE_OK; i++) {
		struct id id;
		char case_no[16];

		rc = client_add(s, f, NULL, &id, case_no, err);
	}
	return rc;
}

static void many(void **state)
{
	struct bench *b = *state;
	struct client_fields f;
	struct caseload few, all;
	struct id ids[7];

	fill(b, ids);
	bench_ok(b, caseload_load(b->desk, false, &few, &b->err));
	f = row(&few, &ids[3])->client.f;
	bench_ok(b, store_tx(b->desk->store, add_many, &f, &b->err));
	bench_ok(b, caseload_load(b->desk, true, &all, &b->err));
	assert_int_equal(all.count, 127);
	for (size_t i = 0; i < 7; i++) {
		const struct caseload_row *one = row(&few, &ids[i]), *other = row(&all, &ids[i]);

		assert_int_equal(one->rounds, other->rounds);
		assert_int_equal(one->last_round, other->last_round);
		assert_memory_equal(one->levels, other->levels, sizeof(one->levels));
		assert_memory_equal(one->belief, other->belief, sizeof(one->belief));
		assert_int_equal(one->risen, other->risen);
		assert_string_equal(one->running, other->running);
	}
	caseload_release(&few);
	caseload_release(&all);
}

static void text(void **state)
{
	static const int widths[] = { 40, 60, 80, 120 };
	struct bench *b = *state;
	struct caseload c;
	struct id ids[7];

	fill(b, ids);
	bench_ok(b, caseload_load(b->desk, false, &c, &b->err));
	for (size_t i = 0; i < ARRAY_SIZE(widths); i++) {
		struct str out = STR_INIT;

		caseload_text(&c, b->desk, CASELOAD_ALL, widths[i], &out);
		assert_non_null(strstr(out.text, "Aksel Brandt"));
		assert_non_null(strstr(out.text, "NB-0002"));
		for (char *line = out.text, *end; *line; line = end + 1) {
			end = strchr(line, '\n');
			assert_non_null(end);
			*end = '\0';
			assert_true(text_width(line) <= widths[i]);
		}
		str_release(&out);
	}
	caseload_release(&c);
}

static void golden(void **state)
{
	static const char want[] =
		"Caseload - Kirsten Holm   2027-05-31 (week 22)   7 shown, 1 due, 2 late, 1\n"
		"paused, 1 new\n"
		"--------------------------------------------------------------------------------\n"
		" Name                Case       Due       Last C W Client    Moved  Activity\n"
		" Aksel Brandt        NB-0001    late 14w  w47  . . 333333333        JH\n"
		" Birthe Dam          NB-0002    late 5w   w03  . . 123453333        NO ACTIVITY\n"
		" Camilla Enevold     NB-0003    due w20   w07  . . 333333333\n"
		" Dilan Frost         NB-0007    new       -    . .\n"
		" Ågot Øst            NB-0004    w35       w22  x . 442.33333 +2 -1  U\n"
		" Erik Gade           NB-0005    paused    w07  . . 333333333\n"
		" Fatima Haugaard     NB-0006    closed    -    . .\n";
	struct bench *b = *state;
	struct caseload c;
	struct str out = STR_INIT;
	struct id ids[7];

	fill(b, ids);
	bench_ok(b, caseload_load(b->desk, false, &c, &b->err));
	caseload_text(&c, b->desk, CASELOAD_ALL, 80, &out);
	assert_string_equal(out.text, want);
	str_release(&out);
	caseload_release(&c);
}

static bool count_listed(void *ctx, const struct event *e)
{
	*(size_t *)ctx += e->kind == EVENT_CLIENT_LISTED;
	return true;
}

static void listing_is_written(void **state)
{
	const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct bench *b = *state;
	struct caseload c;
	size_t listed = 0;

	bench_ok(b, caseload_load(b->desk, false, &c, &b->err));
	assert_int_equal(c.count, 0);
	bench_ok(b, event_each(b->desk->store, &all, count_listed, &listed, &b->err));
	assert_int_equal(listed, 1);
	caseload_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(orders_and_filters, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(finding, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(rows, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(many, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(text, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(golden, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(listing_is_written, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
