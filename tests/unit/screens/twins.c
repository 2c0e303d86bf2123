/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * T2: two clients whose names look the same are told apart on every list that shows clients, whatever
 * makes them look the same: the same name, letters of another alphabet, marks that nobody sees.
 */
#include "../casefile/bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "app_state.h"
#include "stige/base/i18n.h"
#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/caseload.h"
#include "stige/store/clients.h"
#include "stige/base/banned.h"

static const struct {
	const char *one, *other;
	bool alike;
} pairs[] = {
	{ "Anna Prøve", "Anna Prøve", true },
	{ "Anna Prøve", "anna prøve", true },
	{ "Anna Prøve", "\xD0\x90nna Prøve", true },         /* Cyrillic A */
	{ "Oskar Poulsen", "\xCE\x9Fsk\xD0\xB0r \xD0\xA0oulsen", true },      /* Greek O, Cyrillic a and er */
	{ "Ida Holm", "lda Holm", true },                    /* capital i, small l */
	{ "Ida Holm", "1da Holm", true },
	{ "Ole Holm", "0le Holm", true },
	{ "Anna Prøve", "Ａｎｎａ Prøve", true },
	{ "Rene Dam", "René Dam", true },                    /* a small difference is none at a glance */
	{ "Anna Prøve", "Anna\xE2\x80\xAE Prøve", false },   /* shown with a mark: they do not look the same */
	{ "Anna\xE2\x80\xAE Dam", "Anna\xE2\x80\x8B Dam", true },        /* the same mark for both */
	{ "Anna Prøve", "Anne Prøve", false },
	{ "Bo Dam", "Bo Dahm", false },
	{ "Åse Lund", "Aase Lund", false },
};

struct twins {
	struct bench bench;
	struct app *app;
	struct ui ui;
	struct id ids[2];
};

static struct id add(struct bench *b, const char *name)
{
	const struct client_fields f = {
		.name = name, .birth = DATE_NONE, .journal_no = "", .benefit = "", .benefit_since = DATE_NONE,
		.goal_reason = "", .paused_until = DATE_NONE, .excluded = "", .excluded_reason = "",
		.excluded_until = DATE_NONE,
	};
	struct id id;
	char case_no[16];

	bench_ok(b, client_add(b->desk->store, &f, NULL, &id, case_no, &b->err));
	return id;
}

static void leave_draft(struct bench *b, const struct id *client)
{
	struct sitting *s = NULL;
	struct giving *g = NULL;

	bench_ok(b, sitting_begin(b->desk, client, MEETING_OFFICE, &s, &b->err));
	bench_ok(b, giving_open(b->desk, s->casefile, &s->meeting, RESPONDENT_CASEWORKER, MODE_ALONE, "en", &g,
		&b->err));
	bench_give(b, g, "w1", "3");
	giving_free(g);
	sitting_free(s);
}

static void open_with(struct twins *t, const char *one, const char *other)
{
	struct bench *b = &t->bench;
	const struct app_options options = { .login = "kih", .localedir = "" };
	struct app_options with;

	memset(t, 0, sizeof(*t));
	i18n_start("en", "");
	bench_open(b);
	t->ids[0] = add(b, one);
	t->ids[1] = add(b, other);
	leave_draft(b, &t->ids[0]);
	leave_draft(b, &t->ids[1]);
	bench_reopen(b, "kih");
	with = options;
	with.desk = b->desk;
	bench_ok(b, app_new(&with, &t->app, &b->err));
	ui_init(&t->ui, t->app, 24, 80, b->now);
	bench_ok(b, app_start(t->app, &t->ui, &b->err));
}

static void close_all(struct twins *t)
{
	ui_release(&t->ui);
	app_free(t->app);
	bench_close(&t->bench);
}

static void frame(struct twins *t, struct str *out)
{
	struct canvas c = canvas_new(t->ui.rows, t->ui.cols);

	ui_draw(&t->ui, &c);
	for (int i = 0; i < c.rows; i++) {
		canvas_row_text(&c, i, out);
		str_addc(out, '\n');
	}
	canvas_free(&c);
}

static void press(struct twins *t, const char *name)
{
	struct key key;

	assert_true(key_parse(name, &key));
	ui_key(&t->ui, key);
}

/* Both numbers stand on the screen. */
static void told_apart(struct twins *t, const char *screen)
{
	struct str text = STR_INIT;

	assert_string_equal(ui_top(&t->ui)->name, screen);
	frame(t, &text);
	if (!strstr(text.text, "NB-0001") || !strstr(text.text, "NB-0002"))
		fail_msg("not told apart:\n%s", text.text);
	str_release(&text);
}

static void keys_of_pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		struct str one = STR_INIT, other = STR_INIT;

		text_look_key(&one, pairs[i].one);
		text_look_key(&other, pairs[i].other);
		if (str_eq(one.text, other.text) != pairs[i].alike)
			fail_msg("%s and %s: keys %s and %s", pairs[i].one, pairs[i].other, one.text, other.text);
		str_release(&one);
		str_release(&other);
	}
}

static void on_the_screens(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		struct twins t;

		if (!pairs[i].alike)
			continue;
		open_with(&t, pairs[i].one, pairs[i].other);
		told_apart(&t, "left-drafts");
		press(&t, "Esc");
		told_apart(&t, "caseload");
		ui_resize(&t.ui, 20, 60);
		told_apart(&t, "caseload");
		ui_resize(&t.ui, 24, 80);
		ui_action(&t.ui, ACTION_OPEN_OUTBOX);
		told_apart(&t, "outbox");
		press(&t, "Esc");
		ui_action(&t.ui, ACTION_OPEN_LOG);
		told_apart(&t, "log");
		close_all(&t);
	}
}

/* Numbers for everybody would be noise: they stand where they are needed. */
static void not_without_need(void **state)
{
	struct str text = STR_INIT;
	struct twins t;

	(void)state;
	open_with(&t, "Anna Prøve", "Bo Dam");
	press(&t, "Esc");
	frame(&t, &text);
	assert_non_null(strstr(text.text, "Anna Prøve"));
	assert_null(strstr(text.text, "NB-000"));
	str_release(&text);
	close_all(&t);
}

static void in_texts(void **state)
{
	struct str text = STR_INIT;
	struct caseload load;
	struct twins t;

	(void)state;
	open_with(&t, "Anna Prøve", "\xD0\x90nna Prøve");
	bench_ok(&t.bench, caseload_load(t.bench.desk, false, &load, &t.bench.err));
	caseload_text(&load, t.bench.desk, CASELOAD_ALL, 80, &text);
	assert_non_null(strstr(text.text, "NB-0001"));
	assert_non_null(strstr(text.text, "NB-0002"));
	caseload_release(&load);
	str_release(&text);
	close_all(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_pairs),
		cmocka_unit_test(on_the_screens),
		cmocka_unit_test(not_without_need),
		cmocka_unit_test(in_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
