/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log cannot be written, and every action of every screen that can be reached is tried: nothing
 * about a person shows that did not stand there before (G1). The positive control is the same walk with
 * a log that can be written: there the actions do show something.
 */
#include "stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/resource.h>
#include <cmocka.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* Stands in the way of every write to a file, the database's among them. Reading goes on. */
static void writing(bool on)
{
	struct rlimit limit;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = on ? limit.rlim_max : 0;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void frame_text(struct stage *s, struct str *out)
{
	struct canvas c = canvas_new(s->ui.rows, s->ui.cols);

	ui_draw(&s->ui, &c);
	str_clear(out);
	for (int row = 0; row < c.rows; row++)
		canvas_row_text(&c, row, out);
	canvas_free(&c);
}

/* What only an opened client shows: the year of birth, an agreed step, what answers and advice say. */
static bool personal(const char *text)
{
	static const char *const canaries[] = {
		"bakery", "1988", ", 38", "Belief in", "Job search", "Medical", "Internship",
	};

	for (size_t i = 0; i < ARRAY_SIZE(canaries); i++)
		if (strstr(text, canaries[i]))
			return true;
	return false;
}

static void start(struct stage *s)
{
	static const struct stage_options options = { .lang = "en", .rows = 24, .cols = 80 };
	struct app_options app = { .login = "kih", .localedir = stage_localedir() };
	struct bench *b = &s->bench;

	stage_open(s, &options, NULL);
	app.desk = b->desk;
	bench_ok(b, app_new(&app, &s->app, &b->err));
	ui_init(&s->ui, s->app, 24, 80, b->now);
	bench_ok(b, app_start(s->app, &s->ui, &b->err));
}

static void end(struct stage *s)
{
	ui_release(&s->ui);
	app_free(s->app);
	stage_close(s);
}

/* From the caseload, on the first client, the action and then Enter; how many frames were personal. */
static unsigned walk(struct stage *s, bool log_writes)
{
	struct str text = STR_INIT;
	unsigned found = 0;

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		if (!(action_info((enum action)i)->contexts & CONTEXT_CASELOAD) || i == ACTION_LEAVE || i == ACTION_SUSPEND)
			continue;
		writing(log_writes);
		ui_action(&s->ui, (enum action)i);
		frame_text(s, &text);
		if (log_writes)
			bench_ok(&s->bench, watch_frame(s, text.text, &s->bench.err));
		found += personal(text.text);
		if (!log_writes && personal(text.text))
			fail_msg("\"%s\" shows a client and no log was written:\n%s", action_info((enum action)i)->name, text.text);
		for (int k = 0; k < 3 && s->ui.count > 1; k++)
			ui_action(&s->ui, ACTION_BACK);
		writing(true);
		assert_int_equal(s->ui.count, 1);
		ui_action(&s->ui, ACTION_FIRST);
	}
	str_release(&text);
	return found;
}

static void no_log_no_client(void **state)
{
	struct stage s;

	(void)state;
	start(&s);
	assert_true(walk(&s, true) >= 5);    /* they would be seen */
	assert_int_equal(walk(&s, false), 0);
	end(&s);
}

/* On the client's page every action that opens something about the client opens nothing. */
static void no_log_no_further(void **state)
{
	static const enum action opens[] = { ACTION_RIGHTS, ACTION_PATH, ACTION_VOICES, ACTION_SMALL_STEPS, ACTION_SINCE,
		ACTION_ADVICE, ACTION_SHEET, ACTION_OPEN_HANDOVER, ACTION_EDIT, ACTION_RESPONSES, ACTION_START_MEETING };
	struct stage s;

	(void)state;
	start(&s);
	ui_action(&s.ui, ACTION_OPEN);
	assert_string_equal(ui_top(&s.ui)->name, "client");
	for (size_t i = 0; i < ARRAY_SIZE(opens); i++) {
		writing(false);
		ui_action(&s.ui, opens[i]);
		writing(true);
		if (s.ui.count != 2 || !*ui_message(&s.ui))
			fail_msg("\"%s\" opened \"%s\", and no log was written", action_info(opens[i])->name, ui_top(&s.ui)->name);
		ui_action(&s.ui, opens[i]);
		if (s.ui.count != 3)
			fail_msg("\"%s\" opens nothing: %s", action_info(opens[i])->name, ui_message(&s.ui));
		ui_action(&s.ui, ACTION_BACK);
	}
	end(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_log_no_client),
		cmocka_unit_test(no_log_no_further),
	};

	signal(SIGXFSZ, SIG_IGN);
	i18n_start("en", stage_localedir());
	return cmocka_run_group_tests(tests, NULL, NULL);
}
