/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "fixture.h"

#include "stige/base/mem.h"
#include "stige/store/drafts.h"
#include "stige/store/meetings.h"

struct given {
	struct fixture *f;
	struct id meeting, draft;
};

static struct id begin(struct fixture *f, const struct id *meeting, enum respondent who)
{
	struct draft d = {
		.meeting = *meeting,
		.form_hash = f->form.hash,
		.respondent = who,
		.mode = MODE_READ_ALOUD,
		.language = "da",
	};
	struct id id;

	must(f, draft_begin(f->s, &d, &id, &f->err));
	return id;
}

static struct given start(struct fixture *f)
{
	struct id anna = fixture_client(f, "Anna");
	struct given g = { .f = f, .meeting = fixture_meeting(f, &anna, 20300) };

	g.draft = begin(f, &g.meeting, RESPONDENT_CLIENT);
	return g;
}

static void put(struct given *g, const char *item, double n)
{
	struct answer a = n < 0 ? answer_state(ANSWER_NONE) : answer_number(n);

	must(g->f, draft_put(g->f->s, &g->draft, item, &a, &g->f->err));
}

/* The answers that count as "c1=3 c2=4"; fails when they are others. */
static void counts(struct given *g, const char *want)
{
	struct str got = STR_INIT;
	struct draft_answer *list;
	struct draft d;
	size_t n;

	must(g->f, draft_answers(g->f->s, &g->f->a, &g->draft, &list, &n, &g->f->err));
	for (size_t i = 0; i < n; i++)
		str_addf(&got, "%s%s=%g", i > 0 ? " " : "", list[i].item, list[i].answer.number);
	assert_string_equal(got.text, want);
	must(g->f, draft_get(g->f->s, &g->f->a, &g->draft, &d, &g->f->err));
	assert_int_equal(d.answered, n);
	str_release(&got);
}

static void undo(struct given *g, const char *want_item)
{
	const char *item;

	must(g->f, draft_undo(g->f->s, &g->draft, &g->f->a, &item, &g->f->err));
	assert_string_equal(item ? item : "(nothing)", want_item);
}

static void redo(struct given *g, const char *want_item)
{
	const char *item;

	must(g->f, draft_redo(g->f->s, &g->draft, &g->f->a, &item, &g->f->err));
	assert_string_equal(item ? item : "(nothing)", want_item);
}

static void every_answer_is_on_disk(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);
	struct draft d;

	put(&g, "c1", 3);
	f->now += 20;
	put(&g, "c2", 4);
	fixture_reopen(f);
	counts(&g, "c1=3 c2=4");
	must(f, draft_get(f->s, &f->a, &g.draft, &d, &f->err));
	assert_true(id_eq(&d.meeting, &g.meeting));
	assert_string_equal(d.form_hash, f->form.hash);
	assert_int_equal(d.respondent, RESPONDENT_CLIENT);
	assert_int_equal(d.mode, MODE_READ_ALOUD);
	assert_string_equal(d.language, "da");
	assert_int_equal(d.started, f->now - 20);
	assert_int_equal(d.last, f->now);
	assert_string_equal(d.last_item, "c2");
	assert_string_equal(d.correction_of, "");
	fixture_check(f, 0);
}

static void all_kinds_of_answers(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);
	struct answer in[] = {
		answer_number(2.5),
		answer_text("two\nlines"),
		answer_set("friends jobnet"),
		answer_state(ANSWER_DK),
		answer_state(ANSWER_DECLINED),
	};
	struct draft_answer *out;
	size_t count;

	for (size_t i = 0; i < ARRAY_SIZE(in); i++) {
		char item[8];

		snprintf(item, sizeof(item), "c%zu", i);
		must(f, draft_put(f->s, &g.draft, item, &in[i], &f->err));
	}
	must(f, draft_answers(f->s, &f->a, &g.draft, &out, &count, &f->err));
	assert_int_equal(count, ARRAY_SIZE(in));
	for (size_t i = 0; i < count; i++) {
		assert_true(answer_eq(&out[i].answer, &in[i]));
		answer_release(&in[i]);
	}
}

static void the_latest_counts_in_the_order_of_the_first(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);

	put(&g, "c1", 3);
	put(&g, "c2", 4);
	put(&g, "c1", 5);
	put(&g, "c3", 1);
	put(&g, "c2", -1);           /* taken back */
	counts(&g, "c1=5 c3=1");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM draft_answer"), 5);
	put(&g, "c1", 5);            /* the same again */
	put(&g, "c4", -1);           /* nothing taken back */
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM draft_answer"), 5);
}

static void undo_and_redo_append(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);

	undo(&g, "(nothing)");
	put(&g, "c1", 3);
	put(&g, "c1", 4);
	put(&g, "c2", 2);
	undo(&g, "c2");
	counts(&g, "c1=4");
	undo(&g, "c1");
	counts(&g, "c1=3");
	redo(&g, "c1");
	counts(&g, "c1=4");
	fixture_reopen(f);           /* the way back survives */
	redo(&g, "c2");
	counts(&g, "c1=4 c2=2");
	redo(&g, "(nothing)");
	undo(&g, "c2");
	undo(&g, "c1");
	undo(&g, "c1");
	counts(&g, "");
	undo(&g, "(nothing)");
	redo(&g, "c1");
	counts(&g, "c1=3");
	put(&g, "c2", 5);            /* a new answer: nothing to redo any more */
	redo(&g, "(nothing)");
	undo(&g, "c2");
	undo(&g, "c1");
	counts(&g, "");
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM draft_answer"), 4 + 7 + 3);
	fixture_check(f, 0);
}

/* Against a plain model: a list of states that undo and redo walk along. */
static void undo_and_redo_as_a_model_does(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);
	struct random_seeded seed;
	struct random r = random_seeded_init(&seed, 3);
	int model[200][3] = { { 0 } };
	size_t now = 0, last = 0;

	for (int step = 0; step < 150; step++) {
		uint32_t act = random_below(&r, 4);
		const char *item;

		if (act < 2) {
			uint32_t i = random_below(&r, 3), v = random_below(&r, 4);
			char name[8];

			snprintf(name, sizeof(name), "c%u", i);
			put(&g, name, v == 0 ? -1 : (double)v);
			if (model[now][i] != (int)v) {
				memcpy(model[now + 1], model[now], sizeof(model[0]));
				model[++now][i] = (int)v;
				last = now;
			}
		} else if (act == 2) {
			must(f, draft_undo(f->s, &g.draft, &f->a, &item, &f->err));
			assert_int_equal(item != NULL, now > 0);
			now -= now > 0;
		} else {
			must(f, draft_redo(f->s, &g.draft, &f->a, &item, &f->err));
			assert_int_equal(item != NULL, now < last);
			now += now < last;
		}
		struct draft_answer *list;
		size_t n, given = 0;

		must(f, draft_answers(f->s, &f->a, &g.draft, &list, &n, &f->err));
		for (size_t i = 0; i < n; i++)
			assert_int_equal((int)list[i].answer.number, model[now][list[i].item[1] - '0']);
		for (size_t i = 0; i < 3; i++)
			given += model[now][i] != 0;
		assert_int_equal(n, given);
	}
}

static void one_draft_a_meeting_and_respondent(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);
	struct id again = begin(f, &g.meeting, RESPONDENT_CLIENT);
	struct id other = begin(f, &g.meeting, RESPONDENT_CASEWORKER);
	struct draft *list;
	size_t count;

	assert_true(id_eq(&again, &g.draft));
	assert_false(id_eq(&other, &g.draft));
	f->now += 9;
	put(&g, "c1", 1);
	must(f, draft_list(f->s, &f->a, &g.meeting, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_true(id_eq(&list[0].id, &g.draft));   /* the newest answer first */
	must(f, draft_list(f->s, &f->a, &other, &list, &count, &f->err));
	assert_int_equal(count, 0);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'draft-begun'"), 2);
}

static void needs_a_form_that_was_kept(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);
	struct draft d = { .meeting = g.meeting, .respondent = RESPONDENT_ACTIVITIES, .form_hash =
		"0000000000000000000000000000000000000000000000000000000000000000" };
	struct id id;

	assert_int_equal(draft_begin(f->s, &d, &id, &f->err), STIGE_DATA);
}

static void is_paused_resumed_and_dropped(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);
	struct answer a = answer_number(1);
	const char *item;

	put(&g, "c1", 1);
	must(f, draft_pause(f->s, &g.draft, true, &f->err));
	must(f, draft_pause(f->s, &g.draft, false, &f->err));
	must(f, draft_set_mode(f->s, &g.draft, MODE_INTERPRETER, "en", &f->err));
	must(f, draft_drop(f->s, &g.draft, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind IN "
		"('draft-paused', 'draft-resumed', 'draft-dropped') AND answered = 1"), 3);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event "
		"WHERE mode = 'interpreter' AND language = 'en'"), 1);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM draft_answer"), 0);
	assert_int_equal(draft_put(f->s, &g.draft, "c1", &a, &f->err), STIGE_NOTFOUND);
	assert_int_equal(draft_undo(f->s, &g.draft, &f->a, &item, &f->err), STIGE_NOTFOUND);
	assert_int_equal(draft_drop(f->s, &g.draft, &f->err), STIGE_NOTFOUND);
	assert_int_equal(draft_set_mode(f->s, &g.draft, MODE_PAPER, "da", &f->err), STIGE_NOTFOUND);
	assert_non_null(strstr(f->err.msg, "another window"));
}

static void a_changed_answer_is_refused(void **state)
{
	struct fixture *f = *state;
	struct given g = start(f);
	struct draft_answer *list;
	size_t count;

	put(&g, "c1", 1);
	put(&g, "c2", 5);
	fixture_sql(f, "UPDATE draft_answer SET item = 'c3' WHERE seq = 1");
	assert_int_equal(draft_answers(f->s, &f->a, &g.draft, &list, &count, &f->err), STIGE_DATA);
	fixture_check(f, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_answer_is_on_disk, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(all_kinds_of_answers, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(the_latest_counts_in_the_order_of_the_first,
			fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(undo_and_redo_append, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(undo_and_redo_as_a_model_does, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(one_draft_a_meeting_and_respondent, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(needs_a_form_that_was_kept, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(is_paused_resumed_and_dropped, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(a_changed_answer_is_refused, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
