/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long what is kept: the log's old end, and a thousand histories against a count of our own. */
#include "fixture.h"

#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/store/retention.h"

/* ---- the log's old end ---- */

static void pruned_and_still_whole(void **state)
{
	struct fixture *f = *state;
	struct id anna = fixture_client(f, "Anna");
	int64_t cut;
	size_t rows, bad;

	for (unsigned i = 0; i < 20; i++) {
		f->now += 86400;
		must(f, client_opened(f->s, &anna, "own", &f->err));
	}
	cut = f->now - 5 * 86400;
	must(f, event_prune(f->s, cut, &rows, &f->err));
	assert_true(rows > 10);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'client-opened'"), 6);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM anchor"), 1);
	must(f, event_verify(f->s, &bad, &f->err));
	assert_int_equal(bad, 0);
	fixture_check(f, 0);
	must(f, event_prune(f->s, cut, &rows, &f->err));
	assert_int_equal(rows, 0);
	must(f, event_prune(f->s, f->now + 1, &rows, &f->err));      /* all of it */
	fixture_reopen(f);
	must(f, client_opened(f->s, &anna, "own", &f->err));
	fixture_check(f, 0);
	/* a cut that nobody owned up to still shows */
	fixture_sql(f, "DELETE FROM event WHERE seq = (SELECT min(seq) FROM event)");
	must(f, event_verify(f->s, &bad, &f->err));
	assert_int_equal(bad, 1);
	assert_int_equal(event_prune(f->s, f->now + 86400, &rows, &f->err), STIGE_DATA);
}

/* ---- how long ---- */

struct histories {
	struct fixture *f;
	int32_t closed[1000];
};

static enum stige_rc make_histories(struct store *s, void *arg, struct err *err)
{
	struct histories *h = arg;
	int64_t begin = h->f->now;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < ARRAY_SIZE(h->closed); i++) {
		struct client_fields fields = fixture_fields("Bo"), closed;
		struct id id;

		h->f->now = begin + (int64_t)random_below(&h->f->random, 4000) * 86400;
		h->closed[i] = DATE_NONE;
		rc = client_add(s, &fields, NULL, &id, NULL, err);
		if (rc != STIGE_OK || i % 3 == 0)
			continue;
		closed = fields;
		closed.status = CLIENT_CLOSED;
		h->f->now += 86400;
		h->closed[i] = instant_date(h->f->now);
		rc = client_edit(s, &id, &fields, &closed, err);
	}
	h->f->now = begin;
	return rc;
}

/* Closed clients, each on a day of its own, against a count of our own. */
static void a_thousand_histories(void **state)
{
	struct fixture *f = *state;
	struct histories h = { .f = f };
	char before[65], after[65];

	must(f, store_tx(f->s, make_histories, &h, &f->err));
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, before, &f->err));
	for (int32_t day = 20800; day < 28000; day += 450) {
		struct retention_due *due;
		size_t count, clients = 0, want = 0;

		must(f, retention_list(f->s, &f->a, day, &due, &count, &f->err));
		for (size_t i = 0; i < count; i++)
			clients += strcmp(due[i].rule->code, "clients") == 0;
		for (size_t i = 0; i < ARRAY_SIZE(h.closed); i++)
			want += h.closed[i] != DATE_NONE && date_add_months(h.closed[i], 60) <= day;
		assert_int_equal(clients, want);
		for (size_t i = 1; i < count; i++)
			assert_true(due[i - 1].due <= due[i].due);
	}
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, after, &f->err));
	assert_string_equal(before, after);          /* looking deletes nothing */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pruned_and_still_whole, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_thousand_histories, fixture_setup_founded, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
