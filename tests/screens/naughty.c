/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * screens-naughty SCRIPT: T1 on every screen that shows a client. The script is run twice for each naughty
 * text: with a harmless text of the same width in the client's name, notes, steps and reasons, then with the
 * naughty one. No cell may hold anything but a letter that is safe to show, and no cell may
 * differ that the harmless text does not stand in. STIGE_SOAK=1 takes every text, else some of each kind.
 *
 * The texts are put into the store beneath the checks of what people type: as in a file from elsewhere.
 */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "naughty.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { QUICK_STEP = 23, FRAMES_MOST = 400, SCREENS_LEAST = 22 };

struct frame {
	int rows, cols;
	struct canvas_cell *cells;
};
struct frames {
	struct frame list[FRAMES_MOST];
	size_t count;
};

/* What the frames are compared with while a script runs: the stage hands frames to invariants_check alone. */
static struct {
	struct frames harmless;
	bool comparing;
	size_t at;
	char *screens[FRAMES_MOST];
	size_t screen_count;
} now;

static struct frame copy_of(const struct canvas *c)
{
	struct frame f = { c->rows, c->cols, mem_array((size_t)(c->rows * c->cols), sizeof(*f.cells)) };

	for (int i = 0; i < c->rows * c->cols; i++)
		f.cells[i] = *canvas_at(c, i / c->cols, i % c->cols);
	return f;
}

static void keep(struct frames *f, const struct canvas *c)
{
	assert_true(f->count < FRAMES_MOST);
	f->list[f->count++] = copy_of(c);
}

static void forget(struct frames *f)
{
	while (f->count)
		mem_free(f->list[--f->count].cells);
}

static void remember_screen(const char *name)
{
	for (size_t i = 0; i < now.screen_count; i++)
		if (str_eq(now.screens[i], name))
			return;
	now.screens[now.screen_count++] = mem_strdup(name);
}

/* ---- what may not be ---- */

static bool is_field(const char *bytes)
{
	return str_eq(bytes, "¤");
}

/* Where the harmless text was cut a naughty one may be cut one column earlier: a wide letter does not fit. */
static bool is_cut(const struct canvas_cell *c)
{
	return str_eq(c->bytes, "…") && is_field(c[-1].bytes);
}

static bool is_safe(const struct canvas_cell *c)
{
	return c->width == 0 || str_eq(c->bytes, "\xEF\xBF\xBD") ||
		text_check(c->bytes, strlen(c->bytes), sizeof(c->bytes), 0, NULL) == TEXT_FINE;
}

/* The bench's folder has another name each time. */
static bool shows_folder(const struct canvas *is, int row)
{
	struct str text = STR_INIT;
	bool shows;

	canvas_row_text(is, row, &text);
	shows = strstr(text.text, "/stige-casefile-") != NULL;
	str_release(&text);
	return shows;
}

static bool differs(const struct canvas_cell *was, const struct canvas_cell *is)
{
	return was->role != is->role || (!str_eq(was->bytes, is->bytes) && !is_field(was->bytes) && !is_cut(was));
}

static enum stige_rc check_frame(const struct frame *was, const struct canvas *is, struct err *err)
{
	for (int i = 0; i < is->rows * is->cols; i++) {
		const struct canvas_cell *a = &was->cells[i], *b = canvas_at(is, i / is->cols, i % is->cols);

		if (!is_safe(b))
			return err_set(err, STIGE_DATA, "frame %zu, row %d, column %d: \"%s\" is not safe to show", now.at,
				i / is->cols, i % is->cols, b->bytes);
		if (differs(a, b) && !shows_folder(is, i / is->cols))
			return err_set(err, STIGE_DATA, "frame %zu, row %d, column %d: \"%s\" stands where \"%s\" belongs",
				now.at, i / is->cols, i % is->cols, b->bytes, a->bytes);
	}
	return STIGE_OK;
}

enum stige_rc invariants_check(const struct stage *s, const struct canvas *c, struct err *err)
{
	enum stige_rc rc;

	remember_screen(ui_top(&s->ui) ? ui_top(&s->ui)->name : "");
	if (!now.comparing) {
		keep(&now.harmless, c);
		return STIGE_OK;
	}
	if (now.at == now.harmless.count || now.harmless.list[now.at].rows != c->rows)
		return err_set(err, STIGE_DATA, "there is a frame that the harmless text did not lead to");
	rc = check_frame(&now.harmless.list[now.at], c, err);
	now.at++;
	return rc;
}

/* ---- the texts, in the store ---- */

static void rename_client(struct stage *s, const struct id *id, const char *text)
{
	struct bench *b = &s->bench;
	struct arena a = ARENA_INIT;
	struct client client;
	struct client_fields f;

	bench_ok(b, client_get(b->desk->store, &a, id, &client, &b->err));
	f = client.f;
	f.name = f.journal_no = f.goal_reason = f.excluded_reason = text;
	f.goal = GOAL_JOB;
	f.excluded = "S";
	bench_ok(b, client_edit(b->desk->store, id, &client.f, &f, &b->err));
	arena_release(&a);
}

static void plant(struct stage *s, const char *text)
{
	struct bench *b = &s->bench;
	struct store *store = b->desk->store;
	const struct plan_item step = { .client = s->aksel, .text = text, .code = "", .agreed = desk_today(b->desk),
		.due = DATE_NONE, .reason = "" };
	struct activity_record place = { .client = s->aksel, .activity = "a13", .from = desk_today(b->desk) - 90,
		.to = DATE_NONE, .place = text };
	struct id id;

	rename_client(s, &s->aksel, text);
	bench_ok(b, plan_add(store, &step, &id, &b->err));
	bench_ok(b, activity_put(store, &place, &b->err));
	for (int i = 0; i < 2; i++) {
		const struct note note = { .client = s->aksel, .item = i ? "c6" : "", .text = text, .at = b->now };

		bench_ok(b, note_add(store, &note, &id, &b->err));
	}
}

static void run_with(const char *script, const char *text)
{
	static const struct stage_options options = { .lang = "en", .rows = 24, .cols = 80 };
	struct stage s;

	now.at = 0;
	stage_open(&s, &options, NULL);
	plant(&s, text);
	stage_run(&s, script);
	stage_close(&s);
}

static const char *script;

static void try_text(size_t i)
{
	struct str naughty = STR_INIT, harmless = STR_INIT;

	naughty_text(i, &naughty);
	naughty_harmless(naughty.text, &harmless);
	now.comparing = false;
	forget(&now.harmless);
	run_with(script, harmless.text);
	now.comparing = true;
	print_message("text %zu\n", i);
	run_with(script, naughty.text);
	assert_int_equal(now.at, now.harmless.count);
	str_release(&naughty);
	str_release(&harmless);
}

static void test_naughty(void **state)
{
	size_t step = getenv("STIGE_SOAK") ? 1 : QUICK_STEP;
	size_t tried = 0;

	(void)state;
	i18n_start("en", stage_localedir());
	for (size_t i = 0; i < naughty_count(); i += step, tried++)
		try_text(i);
	print_message("%zu texts, %zu frames each, %zu screens\n", tried, now.harmless.count, now.screen_count);
	assert_true(now.screen_count >= SCREENS_LEAST);
	forget(&now.harmless);
	while (now.screen_count)
		mem_free(now.screens[--now.screen_count]);
}

/* The comparison finds what it is for: a letter that moved, a byte that moves the cursor, another role. */
static void test_control(void **state)
{
	static const struct canvas_cell backspace = { "\b", 1, ROLE_TEXT };
	struct canvas a = canvas_new(1, 8), b = canvas_new(1, 8);
	struct frame was;
	struct err err = ERR_INIT;

	(void)state;
	canvas_text(&a, 0, 0, 8, ROLE_TEXT, "¤¤ end");
	was = copy_of(&a);
	canvas_text(&b, 0, 0, 8, ROLE_TEXT, "ab end");
	assert_int_equal(check_frame(&was, &b, &err), STIGE_OK);
	canvas_text(&b, 0, 0, 8, ROLE_TEXT, "abc end");
	assert_int_equal(check_frame(&was, &b, &err), STIGE_DATA);
	canvas_text(&b, 0, 0, 8, ROLE_TEXT, "ab end ");
	assert_int_equal(check_frame(&was, &b, &err), STIGE_OK);
	assert_false(is_safe(&backspace));
	canvas_text(&b, 0, 0, 8, ROLE_ERROR, "ab end ");
	assert_int_equal(check_frame(&was, &b, &err), STIGE_DATA);
	mem_free(was.cells);
	canvas_free(&a);
	canvas_free(&b);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_control), cmocka_unit_test(test_naughty) };

	if (argc != 2)
		return 64;
	script = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
