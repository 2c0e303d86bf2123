/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change of caseworker: who may, many at once, what is written, and what comes first afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/casefile/handover.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

#define C_3 "3;3;3;3;3;3;3;3;3;internet;26000"
#define W_3 "3;3;3;3;3;3;3;3;3;3;4"

static enum stige_rc assign(struct bench *b, const struct id *client, const struct id *to, int32_t from,
	const char *reason)
{
	struct casefile *c = bench_file(b, client);
	enum stige_rc rc = handover_assign(b->desk, c, to, from, reason, &b->err);

	casefile_free(c);
	return rc;
}

static void who_may(void **state)
{
	struct bench b;
	struct casefile *c;
	struct id id, mette, ib, gone;
	int32_t today;

	(void)state;
	bench_open(&b);
	today = desk_today(b.desk);
	id = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
	mette = bench_colleague(&b, "ML", "mel", true);
	ib = bench_colleague(&b, "IK", "ibk", true);
	gone = bench_colleague(&b, "XX", "gon", false);
	assert_int_equal(assign(&b, &id, &mette, today, ""), STIGE_DATA);
	assert_int_equal(assign(&b, &id, &mette, today, "because"), STIGE_DATA);
	assert_int_equal(assign(&b, &id, &gone, today, "left"), STIGE_DATA);
	assert_int_equal(assign(&b, &id, &mette, today + 1, "left"), STIGE_DATA);
	assert_int_equal(assign(&b, &id, &mette, today - 1, "left"), STIGE_DATA);    /* before the present one began */
	bench_reopen(&b, "ibk");
	assert_int_equal(assign(&b, &id, &mette, today, "wish"), STIGE_PERMISSION);
	bench_reopen(&b, "kih");                                     /* the own client, and a key-holder */
	bench_ok(&b, assign(&b, &id, &mette, today, "wish"));
	bench_reopen(&b, "mel");
	bench_ok(&b, assign(&b, &id, &ib, today, "reorganisation"));
	bench_reopen(&b, "kih");
	bench_ok(&b, assign(&b, &id, &mette, today, "illness"));     /* a colleague's, by a key-holder */
	c = bench_file(&b, &id);
	assert_int_equal(c->assignment_count, 4);
	assert_int_equal(c->client.caseworker_changes, 3);
	assert_true(id_eq(&c->client.caseworker, &mette));
	casefile_free(c);
	assert_true(handover_avoidable("reorganisation") && handover_avoidable("visitation"));
	assert_false(handover_avoidable("illness") || handover_avoidable("wish") || handover_avoidable(""));
	for (size_t i = 0; i < handover_reason_count(); i++)
		assert_string_not_equal(handover_reason_text(handover_reason(i)), handover_reason(i));
	bench_close(&b);
}

static bool see(void *ctx, const struct event *e)
{
	size_t *n = ctx;

	n[0] += e->kind == EVENT_CLIENT_ASSIGNED && str_eq(e->reason, "illness");
	n[1] += e->kind == EVENT_CLIENT_LISTED && str_eq(e->reason, "handover");
	return true;
}

/* Somebody is ill on Monday: a key-holder moves all at once, or none. */
static void many_at_once(void **state)
{
	const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct bench b;
	struct arena a = ARENA_INIT;
	struct client *list = NULL;
	struct casefile *c;
	struct client_fields closed;
	struct id ids[4], mette, ib, kirsten;
	size_t n = 0, seen[2] = { 0, 0 };

	(void)state;
	bench_open(&b);
	kirsten = b.desk->caseworker.id;
	mette = bench_colleague(&b, "ML", "mel", true);
	ib = bench_colleague(&b, "IK", "ibk", true);
	ids[0] = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
	ids[1] = bench_client(&b, "Birthe Dam", "", "unknown");
	ids[2] = bench_client(&b, "Camilla Enevold", "", "unknown");
	ids[3] = bench_client(&b, "Dilan Frost", "", "unknown");
	c = bench_file(&b, &ids[3]);
	closed = c->client.f;
	closed.status = CLIENT_CLOSED;
	bench_ok(&b, casefile_edit(b.desk, c, &closed, &b.err));
	casefile_free(c);
	bench_days(&b, 3);
	bench_reopen(&b, "mel");
	assert_int_equal(handover_clients(b.desk, &a, &kirsten, &list, &n, &b.err), STIGE_PERMISSION);
	assert_int_equal(handover_assign_all(b.desk, ids, 3, &ib, desk_today(b.desk), "illness", &b.err),
		STIGE_PERMISSION);
	bench_reopen(&b, "kih");
	bench_ok(&b, handover_clients(b.desk, &a, &kirsten, &list, &n, &b.err));
	assert_int_equal(n, 3);
	/* one of them moved later than the day given: nothing is moved */
	bench_ok(&b, assign(&b, &ids[2], &mette, desk_today(b.desk), "wish"));
	assert_int_equal(handover_assign_all(b.desk, ids, 3, &ib, desk_today(b.desk) - 1, "illness", &b.err),
		STIGE_DATA);
	c = bench_file(&b, &ids[0]);
	assert_true(id_eq(&c->client.caseworker, &kirsten));
	casefile_free(c);
	bench_ok(&b, handover_assign_all(b.desk, ids, 3, &ib, desk_today(b.desk), "illness", &b.err));
	for (size_t i = 0; i < 3; i++) {
		c = bench_file(&b, &ids[i]);
		assert_true(id_eq(&c->client.caseworker, &ib));
		casefile_free(c);
	}
	bench_ok(&b, event_each(b.desk->store, &all, see, seen, &b.err));
	assert_int_equal(seen[0], 3);
	assert_int_equal(seen[1], 1);
	arena_release(&a);
	bench_close(&b);
}

static void write_part(struct bench *b, const struct id *client, enum handover_part part, const char *typed)
{
	struct casefile *c = bench_file(b, client);

	bench_ok(b, handover_write(b->desk, c, part, typed, &b->err));
	casefile_free(c);
}

/* Written by the former, read first by the next; the newest word of each part stands. */
static void written_and_read(void **state)
{
	struct bench b;
	struct handover_page p;
	struct casefile *c;
	struct id id, mette;

	(void)state;
	bench_open(&b);
	id = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
	mette = bench_colleague(&b, "ML", "mel", true);
	c = bench_file(&b, &id);
	handover_page_make(&p, c);
	assert_int_equal(p.ready, 0);
	assert_null(p.before);
	assert_false(p.unwritten || p.waits);
	assert_int_equal(handover_write(b.desk, c, HANDOVER_JOINT, "soon", &b.err), STIGE_DATA);
	assert_int_equal(handover_write(b.desk, c, HANDOVER_WORKS, "  ", &b.err), STIGE_DATA);
	casefile_free(c);
	write_part(&b, &id, HANDOVER_WORKS, "Mornings");
	bench_days(&b, 1);
	write_part(&b, &id, HANDOVER_WORKS, "Mornings; read the questions aloud");
	write_part(&b, &id, HANDOVER_JOINT, "1/12");
	bench_ok(&b, assign(&b, &id, &mette, desk_today(b.desk), "left"));
	c = bench_file(&b, &id);
	handover_page_make(&p, c);
	assert_false(p.waits);                                       /* not the next one's desk */
	assert_int_equal(p.ready, 2);
	assert_string_equal(p.part[HANDOVER_WORKS]->text, "Mornings; read the questions aloud");
	assert_string_equal(p.part[HANDOVER_JOINT]->text, "2026-12-01");
	assert_false(p.unwritten);
	assert_string_equal(p.before->reason, "");
	assert_string_equal(p.now->reason, "left");
	casefile_free(c);
	bench_reopen(&b, "mel");
	c = bench_file(&b, &id);
	assert_true(handover_waits(c));
	bench_ok(&b, handover_mark_read(b.desk, c, &b.err));
	casefile_free(c);
	c = bench_file(&b, &id);
	assert_false(handover_waits(c));
	bench_ok(&b, handover_mark_read(b.desk, c, &b.err));         /* once is enough */
	assert_int_equal(c->note_count, 4);
	casefile_free(c);
	bench_close(&b);
}

/* A meeting held since is as good as read: histories that were brought in know no marks. The day itself is not. */
static void met_since(void **state)
{
	struct bench b;
	struct casefile *c;
	struct id id, mette;

	(void)state;
	bench_open(&b);
	id = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
	mette = bench_colleague(&b, "ML", "mel", true);
	bench_meeting(&b, &id, "", "", "a13");
	bench_ok(&b, assign(&b, &id, &mette, desk_today(b.desk), "left"));
	bench_reopen(&b, "mel");
	c = bench_file(&b, &id);
	assert_true(handover_waits(c));                              /* the former caseworker's meeting is no reading */
	casefile_free(c);
	bench_days(&b, 1);
	bench_meeting(&b, &id, "", "", "a13");
	c = bench_file(&b, &id);
	assert_false(handover_waits(c));
	casefile_free(c);
	bench_close(&b);
}

/* Gone on Monday: the page is filled from facts and says who did not write it. */
static void not_written(void **state)
{
	static const char unwritten[] = "Not written by the former caseworker";
	struct bench b;
	struct casefile *c;
	struct handover_page p;
	struct str text = STR_INIT;
	struct id id, mette;

	(void)state;
	bench_open(&b);
	id = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(&b, &id, C_3, W_3, "a13");
	mette = bench_colleague(&b, "ML", "mel", true);
	bench_ok(&b, assign(&b, &id, &mette, desk_today(b.desk), "illness"));
	bench_reopen(&b, "mel");
	c = bench_file(&b, &id);
	handover_page_make(&p, c);
	assert_true(p.unwritten);
	handover_text(c, 80, &text);
	assert_non_null(strstr(text.text, unwritten));
	assert_non_null(strstr(text.text, " . What works, what to avoid    to be written\n"));
	assert_non_null(strstr(text.text, " x How work is searched for     Job search engines on the internet\n"));
	assert_non_null(strstr(text.text, "KH 2026-11-22, ML 2026-11-22 (Illness)\n"));
	assert_non_null(strstr(text.text, "C3   Cooperation"));
	assert_null(strstr(text.text, "W11"));
	assert_null(strstr(text.text, "4.7"));
	casefile_free(c);
	write_part(&b, &id, HANDOVER_WORKS, "Found out: mornings");
	c = bench_file(&b, &id);
	handover_page_make(&p, c);
	assert_true(p.unwritten);                                    /* still not by the former one */
	str_clear(&text);
	handover_text(c, 80, &text);
	assert_non_null(strstr(text.text, "Found out: mornings (ML)\n"));
	str_release(&text);
	casefile_free(c);
	bench_close(&b);
}

/* Table 4 for one change, on the caseworker's screen: before the first hand-over and right after it. */
static void figure_of_one_change(void **state)
{
	const struct evidence_row *rows[HANDOVER_FIGURES];
	struct bench b;
	struct casefile *c;
	struct id id, mette, kirsten;

	(void)state;
	bench_open(&b);
	kirsten = b.desk->caseworker.id;
	id = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
	mette = bench_colleague(&b, "ML", "mel", true);
	c = bench_file(&b, &id);
	assert_int_equal(handover_figures(c, rows), 2);
	assert_string_equal(rows[0]->id, "table4.job");
	assert_string_equal(rows[1]->id, "table4.education");
	casefile_free(c);
	bench_ok(&b, assign(&b, &id, &mette, desk_today(b.desk), "left"));
	c = bench_file(&b, &id);
	assert_int_equal(handover_figures(c, rows), 0);              /* a second change would not be the first */
	casefile_free(c);
	bench_reopen(&b, "mel");
	c = bench_file(&b, &id);
	assert_int_equal(handover_figures(c, rows), 2);
	bench_ok(&b, handover_mark_read(b.desk, c, &b.err));
	casefile_free(c);
	bench_days(&b, 1);
	bench_ok(&b, assign(&b, &id, &kirsten, desk_today(b.desk), "wish"));
	bench_reopen(&b, "kih");
	c = bench_file(&b, &id);
	assert_true(handover_waits(c));
	assert_int_equal(handover_figures(c, rows), 0);
	casefile_free(c);
	bench_close(&b);
}

/* The confidence is asked fresh: the former answer is no start value, the other answers are. */
static void confidence_is_not_copied(void **state)
{
	struct bench b;
	struct giving *g = NULL;
	struct sitting *s = NULL;
	const struct form *f;
	struct id id, mette;

	(void)state;
	bench_open(&b);
	id = bench_client(&b, "Aksel Brandt", "22-11-1988", "no");
	bench_meeting(&b, &id, C_3, W_3, "");
	bench_days(&b, 91);
	bench_ok(&b, sitting_begin(b.desk, &id, MEETING_OFFICE, &s, &b.err));
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CASEWORKER, MODE_ALONE, "en", &g,
		&b.err));
	f = entry_form(giving_entry(g));
	assert_string_equal(giving_before(g, form_find(f, "w11"), NULL)->text, "4");
	giving_free(g);
	sitting_free(s);
	mette = bench_colleague(&b, "ML", "mel", true);
	bench_ok(&b, assign(&b, &id, &mette, desk_today(b.desk), "left"));
	bench_reopen(&b, "mel");
	bench_ok(&b, sitting_begin(b.desk, &id, MEETING_OFFICE, &s, &b.err));
	bench_ok(&b, giving_open(b.desk, s->casefile, &s->meeting, RESPONDENT_CASEWORKER, MODE_ALONE, "en", &g,
		&b.err));
	f = entry_form(giving_entry(g));
	assert_null(giving_before(g, form_find(f, "w11"), NULL));
	assert_string_equal(giving_before(g, form_find(f, "w2"), NULL)->text, "3");
	giving_free(g);
	sitting_free(s);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_may),
		cmocka_unit_test(many_at_once),
		cmocka_unit_test(written_and_read),
		cmocka_unit_test(met_since),
		cmocka_unit_test(not_written),
		cmocka_unit_test(figure_of_one_change),
		cmocka_unit_test(confidence_is_not_copied),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
