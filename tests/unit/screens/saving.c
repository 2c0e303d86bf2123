/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Saving ..." stands in the message row while a save lasts, and is gone with the next frame; a fast save paints
 * nothing but its own frame. The terminal is one of ours, and lets the lock go that holds the save up.
 */
#include "../casefile/bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include <sqlite3.h>

#include "app_state.h"
#include "stige/ui/loop.h"
#include "stige/base/banned.h"

enum { ROWS = 24, COLS = 80 };

struct paper {
	struct terminal t;
	struct bench *bench;
	sqlite3 *holder;                 /* holds the lock from the first key on; NULL = nobody does */
	const char *keys;                /* "E" is Enter; then the end */
	unsigned amid;                   /* frames in the middle of work */
	struct str amid_text, last;
};

static struct paper *self(struct terminal *t)
{
	return (struct paper *)(void *)t;
}

static void size(struct terminal *t, int *ret_rows, int *ret_cols)
{
	(void)t;
	*ret_rows = ROWS;
	*ret_cols = COLS;
}

static int64_t now(struct terminal *t)
{
	return self(t)->bench->now;
}

static void read_rows(const struct canvas *c, struct str *out)
{
	str_clear(out);
	for (int i = 0; i < c->rows; i++) {
		canvas_row_text(c, i, out);
		str_addc(out, '\n');
	}
}

static void put(struct terminal *t, const struct canvas *c, bool all)
{
	(void)all;
	read_rows(c, &self(t)->last);
}

static void amid(struct terminal *t, const struct canvas *c)
{
	struct paper *p = self(t);

	p->amid++;
	read_rows(c, &p->amid_text);
	if (p->holder)
		assert_int_equal(sqlite3_exec(p->holder, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
}

/* Only once what the loop does between the keys is through. */
static enum stige_rc read_key(struct terminal *t, int seconds, struct key *ret, struct err *err)
{
	struct paper *p = self(t);

	(void)err;
	if (seconds == 0) {
		*ret = (struct key){ .code = KC_TIMEOUT };
		return STIGE_OK;
	}
	if (!*p->keys) {
		*ret = (struct key){ .code = KC_FINISH };
		return STIGE_OK;
	}
	if (p->holder && p->amid == 0 && !p->keys[1])
		assert_int_equal(sqlite3_exec(p->holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	*ret = (struct key){ .code = KC_ENTER };
	p->keys++;
	return STIGE_OK;
}

static const struct terminal_ops ops = { .size = size, .now = now, .put = put, .amid = amid, .read_key = read_key };

/* The client's page is opened by the last key, which writes an event first. */
static void run(struct paper *p, const char *keys)
{
	struct bench *b = p->bench;
	const struct app_options options = { .desk = b->desk, .login = "kih" };
	struct app *app;
	struct ui ui;

	p->t.ops = &ops;
	p->keys = keys;
	bench_ok(b, app_new(&options, &app, &b->err));
	ui_init(&ui, app, ROWS, COLS, b->now);
	bench_ok(b, app_start(app, &ui, &b->err));
	bench_ok(b, loop_run(&ui, &p->t, &b->err));
	ui_release(&ui);
	app_free(app);
}

static void a_held_up_save_says_so(void **state)
{
	struct bench b;
	struct paper p = { .bench = &b };

	(void)state;
	bench_open(&b);
	bench_client(&b, "Anna Invented", "1990-01-01", "no");
	assert_int_equal(sqlite3_open(b.path.text, &p.holder), SQLITE_OK);
	run(&p, "E");
	assert_true(p.amid >= 1);
	assert_non_null(strstr(p.amid_text.text, "Saving ..."));
	assert_non_null(strstr(p.amid_text.text, "Caseload"));       /* the frame there was, and a word over it */
	assert_null(strstr(p.last.text, "Saving ..."));
	assert_non_null(strstr(p.last.text, "Anna Invented"));
	sqlite3_close(p.holder);
	str_release(&p.amid_text);
	str_release(&p.last);
	bench_close(&b);
}

/* A machine under load may be slow once, not five times. */
static void a_fast_save_paints_nothing(void **state)
{
	unsigned slow = 0;

	(void)state;
	for (int i = 0; i < 5; i++) {
		struct bench b;
		struct paper p = { .bench = &b };

		bench_open(&b);
		bench_client(&b, "Anna Invented", "1990-01-01", "no");
		run(&p, "E");
		slow += p.amid > 0;
		assert_null(strstr(p.last.text, "Saving ..."));
		str_release(&p.amid_text);
		str_release(&p.last);
		bench_close(&b);
	}
	assert_true(slow < 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_held_up_save_says_so),
		cmocka_unit_test(a_fast_save_paints_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
