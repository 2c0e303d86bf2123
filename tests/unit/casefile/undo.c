/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo against a model: whatever is undone, what can be seen is what could be seen then. */
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
#include "stige/casefile/outcome.h"
#include "stige/casefile/plan.h"
#include "stige/casefile/undo.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum { STEPS = 300, DEEDS_MOST = 300, SEED = 7 };

struct world {
	struct bench b;
	struct id client, other;
	struct random_seeded seed;
	struct random random;
	struct str seen[DEEDS_MOST + 1];         /* the model: what was seen after so many deeds */
	size_t at, count;
};

/* A withdrawn one stands among them and counts for nothing. */
static void see_outcomes(struct world *w, struct str *out)
{
	struct arena a = ARENA_INIT;
	struct outcome *list;
	size_t count;

	bench_ok(&w->b, outcomes_load(w->b.desk, &a, &w->client, &list, &count, &w->b.err));
	for (size_t i = 0; i < count; i++)
		if (list[i].kind != OUTCOME_WITHDRAWN)
			str_addf(out, "outcome %d %d %d %s\n", (int)list[i].kind, (int)list[i].from, (int)list[i].to,
				list[i].detail);
	arena_release(&a);
}

/* Everything that a person can see of what can be undone; dates of statuses are the day's and left out. */
static void see(struct world *w, struct str *out)
{
	struct casefile *c = bench_file(&w->b, &w->client);

	str_clear(out);
	str_addf(out, "%s|%s|%d|%d\n", c->client.f.name, c->client.f.benefit, (int)c->client.f.goal,
		(int)c->client.f.birth);
	for (size_t i = 0; i < c->plan_count; i++)
		str_addf(out, "plan %s %s %d %s\n", c->plan[i].text, c->plan[i].code, (int)c->plan[i].status,
			c->plan[i].reason);
	for (size_t i = 0; i < c->meeting_count; i++)
		if (c->meetings[i].result != MEETING_CANCELLED)      /* what was registered by mistake stands so */
			str_addf(out, "meeting %d %d %s\n", (int)c->meetings[i].result, (int)c->meetings[i].next_date,
				c->meetings[i].journal);
	see_outcomes(w, out);
	str_addf(out, "mine %d changes %u\n", id_eq(&c->client.caseworker, &w->b.desk->caseworker.id),
		c->client.caseworker_changes);
	for (size_t i = 0; i < c->note_count; i++)
		str_addf(out, "note %s %s\n", c->notes[i].item, c->notes[i].text);
	for (size_t i = 0; i < c->activity_count; i++)
		if (c->activities[i].from != DATE_NONE || *c->activities[i].place)
			str_addf(out, "dates %s %d %d %s\n", c->activities[i].activity, (int)c->activities[i].from,
				(int)c->activities[i].to, c->activities[i].place);
	casefile_free(c);
}

static void edit(struct world *w, const struct casefile *c, unsigned n)
{
	static const char *const benefits[] = { "", "social-assistance", "educational-aid", "other" };
	struct client_fields now = c->client.f;

	now.benefit = benefits[n % ARRAY_SIZE(benefits)];
	now.goal = n % 2 ? GOAL_JOB : GOAL_NONE;
	bench_ok(&w->b, casefile_edit(w->b.desk, c, &now, &w->b.err));
}

static void date(struct world *w, const struct casefile *c, unsigned n)
{
	struct activity_record r = { .client = w->client, .activity = n % 2 ? "a13" : "a5", .to = DATE_NONE,
		.place = n % 3 ? "Nybæk Bageri" : "" };

	for (size_t i = 0; i < c->activity_count; i++)
		if (str_eq(c->activities[i].activity, r.activity))
			r.id = c->activities[i].id;
	r.from = desk_today(w->b.desk) - (int32_t)n;
	bench_ok(&w->b, casefile_date_activity(w->b.desk, &r, &w->b.err));
}

static void agree(struct world *w, unsigned n)
{
	struct plan_item item = { .client = w->client, .kind = PLAN_STEP, .text = n % 2 ? "Ring til lægen" : "Cykle",
		.code = "", .agreed = desk_today(w->b.desk), .due = DATE_NONE, .reason = "" };

	bench_ok(&w->b, plan_agree(w->b.desk, &item, &w->b.err));
}

static void decide(struct world *w, const struct casefile *c, unsigned n)
{
	bench_ok(&w->b, plan_decide(w->b.desk, c, NULL, n % 3 ? "JH" : "a13", n % 2, "tried", &w->b.err));
}

static void miss(struct world *w, unsigned n)
{
	const struct not_held how = { MEETING_PHONE, n % 2 ? MEETING_NOT_COME : MEETING_MOVED,
		n % 3 ? desk_today(w->b.desk) + (int32_t)n : DATE_NONE, n % 5 ? "" : "Bussen kom ikke" };

	w->b.now += 60;                                              /* meetings are listed by when they began */
	bench_ok(&w->b, sitting_not_held(w->b.desk, &w->client, &how, &w->b.err));
}

static void hand_over(struct world *w, const struct casefile *c)
{
	const struct id *to = id_eq(&c->client.caseworker, &w->other) ? &w->b.desk->caseworker.id : &w->other;

	bench_ok(&w->b, handover_assign(w->b.desk, c, to, desk_today(w->b.desk), "illness", &w->b.err));
}

/* A new one, or another day for the one that stands first. */
static void come_to(struct world *w, unsigned n)
{
	struct outcome o = { .client = w->client, .kind = n % 2 ? OUTCOME_JOB : OUTCOME_EDUCATION, .to = DATE_NONE,
		.from = desk_today(w->b.desk) - (int32_t)n, .detail = n % 3 ? "" : "Nybæk Bageri" };
	struct arena a = ARENA_INIT;
	struct outcome *list;
	size_t count;

	bench_ok(&w->b, outcomes_load(w->b.desk, &a, &w->client, &list, &count, &w->b.err));
	if (count > 0 && list[0].kind != OUTCOME_WITHDRAWN && n % 4)
		o.id = list[0].id;
	bench_ok(&w->b, outcome_save(w->b.desk, &o, &w->b.err));
	arena_release(&a);
}

static void do_something(struct world *w)
{
	struct casefile *c = bench_file(&w->b, &w->client);
	unsigned n = (unsigned)random_below(&w->random, 50);
	struct str text = STR_INIT;

	switch (random_below(&w->random, 9)) {
	case 0:
		bench_ok(&w->b, casefile_tick(w->b.desk, &c->plan[n % c->plan_count],
			(enum plan_status)(n % (PLAN_NOT_DONE + 1)), &w->b.err));
		break;
	case 1:
		str_addf(&text, "Ring til bageren %u", n);
		bench_ok(&w->b, casefile_note(w->b.desk, &w->client, NULL, n % 2 ? "c6" : "", text.text, &w->b.err));
		break;
	case 2:
		edit(w, c, n);
		break;
	case 3:
		agree(w, n);
		break;
	case 4:
		decide(w, c, n);
		break;
	case 5:
		miss(w, n);
		break;
	case 6:
		hand_over(w, c);
		break;
	case 7:
		come_to(w, n);
		break;
	default:
		date(w, c, n);
		break;
	}
	casefile_free(c);
	str_release(&text);
	w->at++;
	w->count = w->at;
	see(w, &w->seen[w->at]);
}

static void check_seen(struct world *w)
{
	struct str now = STR_INIT;

	see(w, &now);
	assert_string_equal(now.text, w->seen[w->at].text);
	str_release(&now);
}

static void step(struct world *w, bool redo)
{
	bool possible = redo ? w->at < w->count : w->at > 0;
	const char *said = NULL;
	enum stige_rc rc = undo_step(w->b.desk, redo, &said, &w->b.err);

	assert_int_equal(rc, possible ? STIGE_OK : STIGE_NOTFOUND);
	w->b.err = (struct err)ERR_INIT;
	if (!possible)
		return;
	assert_non_null(said);
	w->at = redo ? w->at + 1 : w->at - 1;
	check_seen(w);
}

static void open_world(struct world *w)
{
	*w = (struct world){ .at = 0 };
	bench_open(&w->b);
	w->random = random_seeded_init(&w->seed, SEED);
	w->client = bench_client(&w->b, "Aksel Brandt", "22-11-1988", "no");
	for (int i = 0; i < 3; i++) {
		struct plan_item item = { .client = w->client, .kind = PLAN_STEP, .text = "Ring til lægen", .code = "",
			.agreed = desk_today(w->b.desk), .due = DATE_NONE, .reason = "" };
		struct id id;

		bench_ok(&w->b, plan_add(w->b.desk->store, &item, &id, &w->b.err));
	}
	w->other = bench_colleague(&w->b, "ML", "mel", true);
	undo_begin(w->b.desk);
	see(w, &w->seen[0]);
}

static void close_world(struct world *w)
{
	for (size_t i = 0; i <= DEEDS_MOST; i++)
		str_release(&w->seen[i]);
	bench_close(&w->b);
}

/* Deeds, undos and redos at random; then everything back, and everything again. */
static void random_walk(void **state)
{
	static struct world w;

	(void)state;
	open_world(&w);
	for (int i = 0; i < STEPS; i++) {
		uint64_t what = random_below(&w.random, 5);

		if (what < 2)
			do_something(&w);
		else
			step(&w, what == 4);
	}
	assert_true(w.count > 10);
	while (w.at > 0)
		step(&w, false);
	while (w.at < w.count)
		step(&w, true);
	close_world(&w);
}

static bool count_changed(void *ctx, const struct event *e)
{
	*(size_t *)ctx += e->kind == EVENT_NOTE_CHANGED;
	return true;
}

/* An undo is a fact of its own: the log has it, and the history keeps the text. */
static void is_an_append(void **state)
{
	const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	static struct world w;
	const char *said;
	size_t n = 0;

	(void)state;
	open_world(&w);
	bench_ok(&w.b, casefile_note(w.b.desk, &w.client, NULL, "", "Til den forkerte", &w.b.err));
	bench_ok(&w.b, undo_step(w.b.desk, false, &said, &w.b.err));
	bench_ok(&w.b, event_each(w.b.desk->store, &all, count_changed, &n, &w.b.err));
	assert_int_equal(n, 1);
	check_seen(&w);                                              /* the note is in no list any more */
	close_world(&w);
}

/* What somebody else has changed since stays, and the sentence says so. */
static void others_are_not_overwritten(void **state)
{
	static struct world w;
	struct casefile *c;
	struct client_fields now;
	const char *said;

	(void)state;
	open_world(&w);
	c = bench_file(&w.b, &w.client);
	edit(&w, c, 1);
	casefile_free(c);
	c = bench_file(&w.b, &w.client);
	now = c->client.f;
	now.benefit = "other";
	bench_ok(&w.b, client_edit(w.b.desk->store, &w.client, &c->client.f, &now, &w.b.err));
	assert_int_equal(undo_step(w.b.desk, false, &said, &w.b.err), STIGE_BUSY);
	w.b.err = (struct err)ERR_INIT;
	casefile_free(c);
	c = bench_file(&w.b, &w.client);
	assert_string_equal(c->client.f.benefit, "other");
	casefile_free(c);
	close_world(&w);
}

/* A successor who has begun to work with the client is not worked around. */
static void a_hand_over_stays_once_it_is_used(void **state)
{
	static struct world w;
	struct casefile *c;
	struct note note = { .item = "", .text = "Vi har talt sammen" };
	const char *said;
	struct id id;

	(void)state;
	open_world(&w);
	c = bench_file(&w.b, &w.client);
	hand_over(&w, c);
	casefile_free(c);
	w.b.now += 60;
	note.client = w.client;
	note.caseworker = w.other;
	note.at = w.b.now;
	store_login(w.b.desk->store, &w.other);
	bench_ok(&w.b, note_add(w.b.desk->store, &note, &id, &w.b.err));
	store_login(w.b.desk->store, &w.b.desk->caseworker.id);
	assert_int_equal(undo_step(w.b.desk, false, &said, &w.b.err), STIGE_BUSY);
	assert_non_null(strstr(w.b.err.msg, "ML"));
	w.b.err = (struct err)ERR_INIT;
	c = bench_file(&w.b, &w.client);
	assert_true(id_eq(&c->client.caseworker, &w.other));
	casefile_free(c);
	close_world(&w);
}

/* A meeting that was closed opens again, with its answers; not beside another one that is open. */
static void a_closed_meeting_opens_again(void **state)
{
	static struct world w;
	struct sitting *s;
	const char *said;

	(void)state;
	open_world(&w);
	bench_ok(&w.b, sitting_begin(w.b.desk, &w.client, MEETING_OFFICE, &s, &w.b.err));
	bench_ok(&w.b, sitting_close(s, "Vi talte om bageriet", desk_today(w.b.desk) + 91, &w.b.err));
	sitting_free(s);
	bench_ok(&w.b, undo_step(w.b.desk, false, &said, &w.b.err));
	bench_ok(&w.b, sitting_begin(w.b.desk, &w.client, MEETING_OFFICE, &s, &w.b.err));
	assert_int_equal(s->casefile->meeting_count, 1);
	assert_int_equal(s->info.next_date, DATE_NONE);
	assert_string_equal(s->info.journal, "");
	sitting_free(s);
	bench_ok(&w.b, undo_step(w.b.desk, true, &said, &w.b.err));
	bench_ok(&w.b, sitting_begin(w.b.desk, &w.client, MEETING_OFFICE, &s, &w.b.err));
	assert_int_equal(s->casefile->meeting_count, 2);
	assert_int_equal(undo_step(w.b.desk, false, &said, &w.b.err), STIGE_BUSY);
	w.b.err = (struct err)ERR_INIT;
	sitting_free(s);
	close_world(&w);
}

static void nothing_is_remembered_before(void **state)
{
	struct bench b;
	struct id id;
	const char *said;

	(void)state;
	bench_open(&b);
	id = bench_client(&b, "Aksel Brandt", "", "unknown");
	bench_ok(&b, casefile_note(b.desk, &id, NULL, "", "Ring", &b.err));
	assert_null(undo_next(b.desk, false));
	assert_int_equal(undo_step(b.desk, false, &said, &b.err), STIGE_NOTFOUND);
	b.err = (struct err)ERR_INIT;
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_walk),
		cmocka_unit_test(is_an_append),
		cmocka_unit_test(others_are_not_overwritten),
		cmocka_unit_test(a_hand_over_stays_once_it_is_used),
		cmocka_unit_test(a_closed_meeting_opens_again),
		cmocka_unit_test(nothing_is_remembered_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
