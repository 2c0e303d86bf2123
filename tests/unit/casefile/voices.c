/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Client and caseworker on one row: the seven pairs, the gap as its own sign, a remark of each side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "bench.h"

#include "stige/base/mem.h"
#include "stige/casefile/voices.h"
#include "stige/base/banned.h"

/* instrument.md 1b */
static const struct {
	const char *client, *caseworker, *sign;
	int gap;
	bool known, wide, belief;
} want[] = {
	{ "c1", "w1", "C+2", 2, true, true, false },
	{ "c2", "w3", "=", 0, true, false, false },
	{ "c3", "w5", "W+1", -1, true, false, false },
	{ "c4", "w8", "", 0, false, false, false },
	{ "c5", "w9", "W+3", -3, true, true, false },
	{ "c6", "w10", "", 0, false, false, false },
	{ "c8", "w11", "C+4", 4, true, true, true },
};

static struct id story(struct bench *b)
{
	struct id id = bench_client(b, "Aksel Brandt", "22-11-1988", "no");

	/* c: 1..11; w: 1..11 */
	bench_meeting(b, &id, "5;3;2;dk;1;3;3;5;3;none;26000", "3;3;3;3;3;3;3;2;4;declined;1", "");
	return id;
}

static void seven_pairs(void **state)
{
	struct bench *b = *state;
	struct voices v;
	struct casefile *c;
	struct id id;

	id = story(b);
	c = bench_file(b, &id);
	voices_make(&v, c);
	assert_int_equal(v.count, ARRAY_SIZE(want));
	for (size_t i = 0; i < v.count; i++) {
		const struct voice_pair *p = &v.list[i];
		char sign[VOICE_SIGN];

		assert_string_equal(p->client.indicator->name, want[i].client);
		assert_string_equal(p->caseworker.indicator->name, want[i].caseworker);
		assert_int_equal(p->known, want[i].known);
		assert_int_equal(p->gap, want[i].gap);
		assert_int_equal(p->wide, want[i].wide);
		assert_int_equal(p->belief, want[i].belief);
		assert_string_equal(voice_sign(p, sign), want[i].sign);
		assert_false(p->apart);
		assert_null(p->client.remark);
	}
	casefile_free(c);
}

/* A round that only one side answered: the newest answer of each, and that they are apart. */
static void different_rounds(void **state)
{
	struct bench *b = *state;
	struct voices v;
	struct casefile *c;
	struct str text = STR_INIT;
	struct id id;

	id = story(b);
	bench_days(b, 91);
	bench_meeting(b, &id, "4;3;2;3;1;3;3;5;3;none;26000", "", "");
	c = bench_file(b, &id);
	voices_make(&v, c);
	assert_int_equal(v.list[0].gap, 1);
	assert_true(v.list[0].apart);
	casefile_voices_text(c, 80, &text);
	assert_non_null(strstr(text.text, "     The two answers are from different rounds.\n"));
	str_release(&text);
	casefile_free(c);
}

static void remarks_of_both(void **state)
{
	struct bench *b = *state;
	struct voices v;
	struct casefile *c;
	struct str text = STR_INIT, narrow = STR_INIT;
	struct id id;
	size_t notes;

	id = story(b);
	c = bench_file(b, &id);
	voices_make(&v, c);
	notes = c->note_count;
	assert_int_equal(voices_record(b->desk, c, NULL, &v.list[4], "I cook every day", " ", &b->err), STIGE_DATA);
	assert_int_equal(voices_record(b->desk, c, NULL, &v.list[4], NULL, "x", &b->err), STIGE_DATA);
	/* the second cannot be kept: then the first is not kept either */
	assert_int_equal(voices_record(b->desk, c, NULL, &v.list[4], "fine", "a\033[2J", &b->err), STIGE_DATA);
	casefile_free(c);
	c = bench_file(b, &id);
	assert_int_equal(c->note_count, notes);
	voices_make(&v, c);
	bench_ok(b, voices_record(b->desk, c, NULL, &v.list[4], "I have no time at all",
		"The home is in order", &b->err));
	casefile_free(c);
	c = bench_file(b, &id);
	voices_make(&v, c);
	assert_string_equal(v.list[4].client.remark->text, "I have no time at all");
	assert_string_equal(v.list[4].caseworker.remark->text, "The home is in order");
	casefile_voices_text(c, 80, &text);
	assert_non_null(strstr(text.text, " C5 Everyday energy       1         W9 Masters own life      4         "
		"W+3 talk\n     Client: I have no time at all\n     Caseworker: The home is in order\n"));
	assert_non_null(strstr(text.text, "C+4\n"));                 /* the confidence: a sign, no prompt */
	assert_non_null(strstr(text.text, "never averaged"));
	assert_null(strstr(text.text, "2.5"));
	casefile_voices_text(c, 40, &narrow);
	assert_non_null(strstr(narrow.text, "\n C5 Everyday energy       1\n W9 Masters own life      4"));
	str_release(&text);
	str_release(&narrow);
	casefile_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(seven_pairs, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(different_rounds, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(remarks_of_both, bench_setup, bench_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
