/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A merge is a union: nothing that was edited on two sides is lost in silence, who was erased stays
 * so, and nothing half done or altered comes in. That any order comes to the same: interleavings.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "offices.h"

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/store/meetings.h"
#include "stige/store/peers.h"
#include "stige/store/subject.h"
#include "wire.h"

static size_t worlds(size_t few, size_t many)
{
	return getenv("STIGE_SOAK") ? many : few;
}

static void dump_hash(struct fixture *f, char out[65])
{
	must(f, store_dump_hash(f->s, 0, out, &f->err));
}

static size_t conflicts_of(struct fixture *f, struct conflict **ret)
{
	struct conflict *list;
	size_t count;

	must(f, conflict_list(f->s, &f->a, &list, &count, &f->err));
	if (ret)
		*ret = list;
	return count;
}

static size_t count_kind(struct fixture *f, enum conflict_kind kind)
{
	struct conflict *list;
	size_t all = conflicts_of(f, &list), count = 0;

	for (size_t i = 0; i < all; i++)
		count += list[i].kind == kind;
	return count;
}

/* ---- one thing at a time ---- */

struct pair {
	struct offices *w;
	struct fixture *a, *b;
	struct letter letter;
};

static int pair_setup(void **state)
{
	struct pair *p = mem_alloc(sizeof(*p));

	p->w = offices_new(99);
	p->a = p->w->f[0];
	p->b = p->w->f[1];
	*state = p;
	return 0;
}

static int pair_teardown(void **state)
{
	struct pair *p = *state;

	str_release(&p->letter.rows);
	offices_free(p->w);
	mem_free(p);
	return 0;
}

static void send_to(struct pair *p, size_t from, size_t to)
{
	offices_send(p->w, from, &p->letter);
	offices_take_looking(p->w, to, &p->letter);
}

static struct client client_at(struct fixture *f, const struct id *id)
{
	struct client c;

	must(f, client_get(f->s, &f->a, id, &c, &f->err));
	return c;
}

static void set_number(struct fixture *f, const struct id *id, const char *number)
{
	struct client c = client_at(f, id);
	struct client_fields now = c.f;

	now.journal_no = number;
	f->now += 60;
	must(f, client_edit(f->s, id, &c.f, &now, &f->err));
}

static void two_edits_of_one_field_wait_for_a_person(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");
	struct conflict *list;

	send_to(p, 0, 1);
	set_number(p->a, &id, "17");
	set_number(p->b, &id, "18");
	p->b->now += 60;
	send_to(p, 0, 1);
	send_to(p, 1, 0);
	assert_int_equal(conflicts_of(p->a, &list), 1);
	assert_int_equal(list[0].kind, CONFLICT_FIELD);
	assert_string_equal(list[0].what, "client");
	assert_string_equal(list[0].field, "journal_no");
	assert_true(id_eq(&list[0].client, &id));
	assert_int_equal(conflicts_of(p->b, NULL), 1);
	assert_string_equal(client_at(p->a, &id).f.journal_no, client_at(p->b, &id).f.journal_no);
	/* An edit settles it, on both sides once they have met. */
	set_number(p->a, &id, "19");
	assert_int_equal(conflicts_of(p->a, NULL), 0);
	send_to(p, 0, 1);
	assert_int_equal(conflicts_of(p->b, NULL), 0);
	assert_string_equal(client_at(p->b, &id).f.journal_no, "19");
}

static void two_caseworkers_of_one_client_are_listed(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");

	send_to(p, 1, 0);
	send_to(p, 0, 1);
	must(p->a, client_assign(p->a->s, &id, &p->b->caseworker, 20780, "move", &p->a->err));
	must(p->b, client_assign(p->b->s, &id, &p->b->caseworker, 20780, "move", &p->b->err));
	send_to(p, 0, 1);
	assert_int_equal(count_kind(p->b, CONFLICT_CASEWORKER), 0);  /* the same one twice is none */
	must(p->b, client_assign(p->b->s, &id, &p->a->caseworker, 20790, "move", &p->b->err));
	must(p->a, client_assign(p->a->s, &id, NULL, 20785, "move", &p->a->err));
	must(p->a, client_assign(p->a->s, &id, &p->b->caseworker, 20786, "move", &p->a->err));
	send_to(p, 0, 1);
	assert_int_equal(count_kind(p->b, CONFLICT_CASEWORKER), 1);
	must(p->b, client_assign(p->b->s, &id, &p->b->caseworker, 20795, "move", &p->b->err));
	assert_int_equal(count_kind(p->b, CONFLICT_CASEWORKER), 0);
}

static void two_texts_of_one_form_are_both_kept(void **state)
{
	struct pair *p = *state;
	static const char other[] = "survey\ntype,name\ninteger,c1\n";
	char hash[65];
	struct stored_form form = { .hash = sha256_hex(other, strlen(other), hash), .id = "client", .version = "1",
		.text = other, .len = strlen(other) };
	struct conflict *list;

	must(p->a, form_keep(p->a->s, &form, &p->a->err));
	send_to(p, 0, 1);
	assert_int_equal(conflicts_of(p->b, &list), 1);
	assert_int_equal(list[0].kind, CONFLICT_FORM);
	assert_string_equal(list[0].what, "client");
	assert_int_equal(fixture_number(p->b, "SELECT count(*) FROM form"), 2);
}

static void who_was_erased_stays_erased(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");
	struct letter old = { .rows = STR_INIT };

	offices_send(p->w, 0, &old);
	offices_take(p->w, 1, &old);
	set_number(p->b, &id, "17");
	must(p->a, subject_erase(p->a->s, &id, ERASE_CLIENT_ASKED, &p->a->err));
	send_to(p, 1, 0);                            /* comes back with news, and goes again */
	assert_int_equal(fixture_number(p->a, "SELECT count(*) FROM client"), 0);
	send_to(p, 0, 1);
	assert_int_equal(fixture_number(p->b, "SELECT count(*) FROM client"), 0);
	offices_take(p->w, 1, &old);
	assert_int_equal(fixture_number(p->b, "SELECT count(*) FROM client"), 0);
	assert_int_equal(fixture_grep(p->b, "Anna Frost Lund", 15), 0);
	fixture_check(p->a, 0);
	fixture_check(p->b, 0);
	str_release(&old.rows);
}

static void what_was_taken_back_is_gone_elsewhere_too(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");
	struct id meeting = fixture_meeting(p->a, &id, 20000);
	struct id response = fixture_response(p->a, &meeting);

	send_to(p, 0, 1);
	assert_true(fixture_grep(p->b, "Krydderuglen", 12) > 0);
	must(p->a, response_void(p->a->s, &response, VOID_CLIENT_ASKED, &p->a->err));
	send_to(p, 1, 0);
	send_to(p, 0, 1);
	assert_int_equal(fixture_grep(p->b, "Krydderuglen", 12), 0);
	assert_int_equal(fixture_grep(p->a, "Krydderuglen", 12), 0);
	fixture_check(p->b, 0);
}

/* Both offices came to the same answers by themselves; then one takes its own back, and those before them count. */
static void what_counts_again_can_differ(void **state)
{
	static char rose[] = "Roser";
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund"), meeting = fixture_meeting(p->a, &id, 20000), last = id;
	struct answer answers[4];
	size_t count;

	send_to(p, 0, 1);
	memcpy(answers, fixture_answers(&count), sizeof(answers));
	answers[3].text = rose;
	for (size_t i = 0; i < 2; i++) {
		struct fixture *f = p->w->f[1 - i];
		struct id first = fixture_response(f, &meeting);

		must(f, response_correct(f->s, &first, answers, count, CORRECT_SLIP, NULL, &last, &f->err));
	}
	send_to(p, 1, 0);
	send_to(p, 0, 1);
	assert_int_equal(conflicts_of(p->b, NULL), 0);
	must(p->a, response_void(p->a->s, &last, VOID_CLIENT_ASKED, &p->a->err));
	send_to(p, 0, 1);
	assert_int_equal(count_kind(p->b, CONFLICT_RESPONSE), 1);
}

static const struct id *office_of(struct fixture *f)
{
	static struct office o;

	must(f, office_get(f->s, &f->a, &o, &f->err));
	return &o.id;
}

static void a_caseworker_is_changed_at_home_alone(void **state)
{
	struct pair *p = *state;
	char name[] = "Per Dal", initials[] = "PD", login[] = "pd";
	struct caseworker w = { .name = name, .initials = initials, .login = login }, seen;
	const struct peer home = { .office = *office_of(p->a), .code = "NB", .state = PEER_PAIRED, .keys = "00" };
	struct id second;
	struct letter old = { .rows = STR_INIT };

	must(p->a, caseworker_add(p->a->s, &w, NULL, &second, &p->a->err));
	offices_send(p->w, 0, &old);
	must(p->a, caseworker_set_active(p->a->s, &second, false, &p->a->err));
	send_to(p, 0, 1);
	offices_take(p->w, 1, &old);                 /* late, and older */
	must(p->b, caseworker_get(p->b->s, &p->b->a, &second, &seen, &p->b->err));
	assert_false(seen.active);
	must(p->b, peer_put(p->b->s, &home, &p->b->err));
	assert_int_equal(caseworker_set_active(p->b->s, &second, true, &p->b->err), STIGE_PERMISSION);
	str_release(&old.rows);
}

/* ---- what does not come in ---- */

static enum stige_rc take_bytes(struct fixture *f, const char *bytes, size_t n);

struct bytes {
	const char *at;
	size_t left;
};

static bool read_bytes(void *ctx, void *out, size_t n)
{
	struct bytes *b = ctx;

	if (b->left < n)
		return false;
	memcpy(out, b->at, n);
	b->at += n;
	b->left -= n;
	return true;
}

static enum stige_rc take_bytes(struct fixture *f, const char *bytes, size_t n)
{
	struct bytes b = { bytes, n };
	struct merge_report report;

	return merge_read(f->s, read_bytes, &b, MERGE_KEEP, &report, &f->err);
}

static void a_cut_stream_brings_nothing_in(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");
	char before[65], after[65];
	size_t step;

	fixture_meeting(p->a, &id, 20000);
	offices_send(p->w, 0, &p->letter);
	dump_hash(p->b, before);
	step = p->letter.rows.len / worlds(60, 2000) + 1;
	for (size_t cut = 0; cut < p->letter.rows.len; cut += step) {
		assert_int_equal(take_bytes(p->b, p->letter.rows.text, cut), STIGE_DATA);
		assert_true(strlen(p->b->err.msg) > 20);
	}
	dump_hash(p->b, after);
	assert_string_equal(before, after);
}

/* Any byte may be wrong: it is refused, or it is one that a person could have typed. Never a half. */
static void a_wrong_byte_does_no_harm(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");
	char before[65], after[65];
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 3);
	size_t refused = 0, tries = worlds(150, 20000);

	fixture_meeting(p->a, &id, 20000);
	offices_send(p->w, 0, &p->letter);
	for (size_t i = 0; i < tries; i++) {
		size_t at = random_below(&random, (uint32_t)p->letter.rows.len);
		char was = p->letter.rows.text[at];

		p->letter.rows.text[at] = (char)(was ^ (1 << random_below(&random, 8)));
		dump_hash(p->b, before);
		if (take_bytes(p->b, p->letter.rows.text, p->letter.rows.len) != STIGE_OK) {
			dump_hash(p->b, after);
			assert_string_equal(before, after);
			refused++;
		}
		p->letter.rows.text[at] = was;
	}
	assert_true(refused > tries / 4);
}

static void a_row_that_was_altered_is_refused(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");

	send_to(p, 0, 1);
	fixture_sql(p->b, "PRAGMA foreign_keys = OFF; UPDATE client SET number = 77, case_no = 'NB-0077'");
	offices_send(p->w, 0, &p->letter);
	assert_int_equal(take_bytes(p->b, p->letter.rows.text, p->letter.rows.len), STIGE_DATA);
	(void)id;
}

static void a_copy_of_the_file_in_use_elsewhere_is_found(void **state)
{
	struct pair *p = *state;
	char other[128];
	struct str bytes = STR_INIT;
	struct store_options options = fixture_options(p->a);
	struct store *copy;

	snprintf(other, sizeof(other), "%s/copy.db", p->a->dir);
	store_close(p->a->s);
	p->a->s = NULL;
	must(p->a, file_read(p->a->path, FILE_MOST, &bytes, &p->a->err));
	must(p->a, file_write(other, bytes.text, bytes.len, &p->a->err));
	fixture_open(p->a);
	store_login(p->a->s, &p->a->caseworker);
	options.path = other;
	must(p->a, store_open(&options, &copy, &p->a->err));
	store_login(copy, &p->a->caseworker);
	fixture_client(p->a, "Anna Frost Lund");
	offices_send(p->w, 0, &p->letter);
	{
		struct bytes b = { p->letter.rows.text, p->letter.rows.len };
		struct merge_report report;

		assert_int_equal(merge_read(copy, read_bytes, &b, MERGE_KEEP, &report, &p->a->err), STIGE_DATA);
	}
	store_close(copy);
	str_release(&bytes);
}

static void looking_keeps_nothing(void **state)
{
	struct pair *p = *state;
	struct id id = fixture_client(p->a, "Anna Frost Lund");
	struct merge_report report;
	struct bytes b;
	char before[65], after[65];

	(void)id;
	offices_send(p->w, 0, &p->letter);
	b = (struct bytes){ p->letter.rows.text, p->letter.rows.len };
	must(p->b, store_dump_hash(p->b->s, STORE_DUMP_EVENTS, before, &p->b->err));
	must(p->b, merge_read(p->b->s, read_bytes, &b, MERGE_LOOK, &report, &p->b->err));
	assert_true(report.new_rows > 3);
	must(p->b, store_dump_hash(p->b->s, STORE_DUMP_EVENTS, after, &p->b->err));
	assert_string_equal(before, after);
}

static void the_log_travels_and_holds(void **state)
{
	struct pair *p = *state;
	size_t bad;

	fixture_client(p->a, "Anna Frost Lund");
	send_to(p, 0, 1);
	fixture_client(p->a, "Bo Rasmussen");
	send_to(p, 0, 1);
	must(p->b, event_verify(p->b->s, &bad, &p->b->err));
	assert_int_equal(bad, 0);
	/* Pruned there: what is here stays. Pruned here: it does not come back. */
	p->a->now += 1000;
	must(p->a, event_prune(p->a->s, p->a->now, &bad, &p->a->err));
	fixture_client(p->a, "Carl Holm");
	send_to(p, 0, 1);
	must(p->b, event_verify(p->b->s, &bad, &p->b->err));
	assert_int_equal(bad, 0);
	send_to(p, 1, 0);
	must(p->a, event_verify(p->a->s, &bad, &p->a->err));
	assert_int_equal(bad, 0);
	/* A third office hears of this one only now, and from the cut on. */
	send_to(p, 0, 2);
	must(p->w->f[2], event_verify(p->w->f[2]->s, &bad, &p->w->f[2]->err));
	assert_int_equal(bad, 0);
	fixture_check(p->w->f[2], 0);
}

static void rows_fit_on_the_way(void **state)
{
	(void)state;
	for (size_t i = 0; i < catalog_count; i++)
		assert_true(catalog[i].count <= WIRE_COLUMNS);
}

#define PAIR(test) cmocka_unit_test_setup_teardown(test, pair_setup, pair_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAIR(two_edits_of_one_field_wait_for_a_person),
		PAIR(two_caseworkers_of_one_client_are_listed),
		PAIR(two_texts_of_one_form_are_both_kept),
		PAIR(who_was_erased_stays_erased),
		PAIR(what_was_taken_back_is_gone_elsewhere_too),
		PAIR(what_counts_again_can_differ),
		PAIR(a_caseworker_is_changed_at_home_alone),
		PAIR(a_cut_stream_brings_nothing_in),
		PAIR(a_wrong_byte_does_no_harm),
		PAIR(a_row_that_was_altered_is_refused),
		PAIR(a_copy_of_the_file_in_use_elsewhere_is_found),
		PAIR(looking_keeps_nothing),
		PAIR(the_log_travels_and_holds),
		cmocka_unit_test(rows_fit_on_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
