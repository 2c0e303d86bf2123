/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * screens-run SCRIPT...: runs a script at 80x24 in English with every word it expects, then again
 * in Danish, in small windows and on the other ladders, where the invariants and the facts in
 * the database are what is checked. Several scripts are several starts of the program on one database;
 * a script that just ends is a terminal that is gone. Stops at the first thing that is not so.
 */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static const struct stage_options variants[] = {
	{ .lang = "en", .rows = 24, .cols = 80, .spark = SPARK_BLOCKS, .words = true },
	{ .lang = "da", .rows = 24, .cols = 80, .spark = SPARK_LINES },
	{ .lang = "en", .rows = 20, .cols = 60, .spark = SPARK_DIGITS },
	{ .lang = "da", .rows = 16, .cols = 40, .spark = SPARK_DIGITS },
	{ .lang = "en", .rows = 40, .cols = 132, .spark = SPARK_BLOCKS },
};

static char **scripts;
static int script_count;

static void run_variant(const struct stage_options *o)
{
	struct stage s;

	i18n_start(o->lang, stage_localedir());
	stage_open(&s, o, scripts[0]);
	for (int i = 0; i < script_count; i++) {
		stage_run(&s, scripts[i]);
		expectations_check(&s, scripts[i]);
	}
	print_message("%s: %s %dx%d, %zu frames\n", scripts[0], o->lang, o->cols, o->rows, s.all_frames);
	stage_close(&s);
}

static void test_script(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(variants); i++)
		run_variant(&variants[i]);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		{ argc > 1 ? argv[1] : "script", test_script, NULL, NULL, NULL },
	};

	if (argc < 2) {
		fprintf(stderr, "usage: screens-run SCRIPT...\n");
		return 64;
	}
	scripts = argv + 1;
	script_count = argc - 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
